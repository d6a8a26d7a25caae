"""A question with nothing left open -> an answer.

``Answerer.answer`` is the entry point. A number goes out only where indicator, place, period
and kind all fit and the number can be read again in its article; else the answer offers
choices or says what is missing and what there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer import offer
from bot.answer.beside import Company
from bot.answer.entry import Entry
from bot.answer.holding import Holding, is_about, lies_in, of_question, place_key
from bot.answer.match import Candidate, Matcher
from bot.answer.pick import Pick, in_asked_period, of_asked_kind, pick, same_reading, strong_ones
from bot.answer.ranking import are_comparable, course, ranked, subjects_named
from bot.answer.refusal import Refuser
from bot.answer.telling import CLEARLY, COVERED, Teller
from bot.models import Answer, Answered, Asked, Clarify, Figure, NotFound, Passages, Reason
from bot.question.reader import Question

_NEAR_BEST = 0.8
_TRACED = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer and how it came about.

    Attributes:
        main: The observation that was chosen, for the turns to come.
        score: How well its indicator fits, 0 to 1.
        trace: Lines for a developer.
    """

    answer: Answer
    main: Entry | None = None
    score: float = 0.0
    trace: tuple[str, ...] = ()


class Answerer:
    """Answers questions from one store."""

    def __init__(self, matcher: Matcher, company: Company, teller: Teller) -> None:
        """Answer from the matcher's observations and the teller's passages."""
        self._matcher = matcher
        self._company = company
        self._teller = teller
        self._holding = Holding(matcher.entries)
        self._refuser = Refuser(self._holding)

    def answer(self, question: Question) -> Outcome:
        """Answer a question.

        Args:
            question: With everything that earlier turns lend it.
        """
        if Asked.TEXT in question.asked:
            return self._told(question, COVERED)
        if not question.names_indicator:
            return Outcome(self._indicators(question))
        candidates = self._matcher.candidates(question.wanted)
        outcome = self._numbers(question, candidates)
        if _may_want_words(question, outcome):
            told = self._told(question, CLEARLY)
            outcome = told if isinstance(told.answer, Passages) else outcome
        trace = tuple(map(_line, candidates[:_TRACED]))
        return replace(outcome, trace=(*outcome.trace, *trace))

    def _numbers(self, question: Question, candidates: list[Candidate]) -> Outcome:
        if question.ranks and len(question.places) < 2:
            return self._ranking(question, candidates)
        if Asked.TREND in question.asked:
            outcome = self._trend(question, candidates)
            if outcome is not None:
                return outcome
        if Asked.COMPARE in question.asked or len(question.places) > 1:
            outcome = self._comparison(question, candidates)
            if outcome is not None:
                return outcome
        if not question.parts:
            return self._one(question, candidates)
        parts = [replace(question, wanted=part) for part in question.parts]
        return _joined([self._one(p, self._matcher.candidates(p.wanted)) for p in parts])

    def _one(self, question: Question, candidates: list[Candidate]) -> Outcome:
        picked = pick(question, of_question(question, candidates), candidates)
        if picked.main is None:
            return Outcome(self._refuser.refuse(question, candidates, picked))
        if not question.places and not question.whole_country:
            places = self._readings_by_place(question, candidates, picked.main)
            if len({place_key(c.entry) for c in places}) > 1:
                return Outcome(Clarify(offer.by_place(places)))
        if picked.rivals:
            readings = [c.entry for c in (picked.main, *picked.rivals)]
            return Outcome(Clarify(offer.by_indicator(readings)))
        if not _says_what_is_asked(question, picked.main.entry):
            nearest = offer.by_indicator([picked.main.entry])
            return Outcome(NotFound(Reason.LOW_CONFIDENCE, nearest=nearest))
        return self._given(question, picked.main)

    def _readings_by_place(
        self, question: Question, candidates: list[Candidate], main: Candidate
    ) -> list[Candidate]:
        timely = in_asked_period(question, of_asked_kind(question, candidates))
        return [
            c
            for c in timely
            if c.score >= _NEAR_BEST * main.score
            and (c.score >= main.score or same_reading(c.entry, main.entry))
        ]

    def _given(self, question: Question, main: Candidate) -> Outcome:
        pool = self._holding.beside(main.entry)
        figure = self._company.figure(main.entry, pool)
        if figure is None:
            return Outcome(NotFound(Reason.LOW_CONFIDENCE))
        others = (
            self._company.figure(e, pool) for e in self._company.conflicting(main.entry, pool)
        )
        figures = (figure, *(other for other in others if other is not None))
        return Outcome(Answered(figures, question.main_ask), main.entry, main.score)

    def _ranking(self, question: Question, candidates: list[Candidate]) -> Outcome:
        inside = candidates
        if question.places:
            inside = [c for c in candidates if lies_in(c.entry, question.places[0])]
        ranking = ranked(question, strong_ones(inside, inside))
        if not ranking.entries:
            picked = Pick(None, Reason.NO_INDICATOR)
            return Outcome(self._refuser.refuse(question, candidates, picked))
        outcome = self._several(question, ranking.entries)
        if not isinstance(outcome.answer, Answered):
            return outcome
        return replace(outcome, answer=replace(outcome.answer, among=ranking.among))

    def _comparison(self, question: Question, candidates: list[Candidate]) -> Outcome | None:
        if len(question.places) > 1:
            return self._places_compared(question, candidates)
        here = strong_ones(of_question(question, candidates), candidates, held=False)
        entries = [c.entry for c in subjects_named(question, here)]
        return self._several(question, entries) if entries else None

    def _trend(self, question: Question, candidates: list[Candidate]) -> Outcome | None:
        """Give the course of each place asked; ``None`` where one has no two periods."""
        entries: list[Entry] = []
        alone = [replace(question, places=(place,)) for place in question.places] or [question]
        for one in alone:
            here = course(strong_ones(of_question(one, candidates), candidates), one)
            if len(here) < 2 or (entries and not are_comparable(entries[0], here[0])):
                return None
            entries += here
        outcome = self._several(question, entries)
        if isinstance(outcome.answer, Answered) and len(outcome.answer.figures) > 1:
            answer = replace(outcome.answer, asked=Asked.TREND, difference=None)
            return replace(outcome, answer=answer)
        return outcome

    def _places_compared(self, question: Question, candidates: list[Candidate]) -> Outcome:
        entries: list[Entry] = []
        for place in question.places:
            here = [c for c in candidates if is_about(c.entry, place)]
            picked = pick(question, here, candidates)
            if picked.main is None:
                alone = replace(question, places=(place,))
                return Outcome(self._refuser.refuse(alone, candidates, picked))
            entries.append(picked.main.entry)
        if not all(are_comparable(entries[0], entry) for entry in entries[1:]):
            return Outcome(NotFound(Reason.LOW_CONFIDENCE))
        return self._several(question, entries)

    def _several(self, question: Question, entries: Sequence[Entry]) -> Outcome:
        if question.higher is not None:
            higher = question.higher
            entries = sorted(entries, key=lambda e: e.observation.value, reverse=higher)
        made = (self._company.figure(e, self._holding.beside(e)) for e in entries)
        figures = tuple(figure for figure in made if figure is not None)
        if not figures:
            return Outcome(NotFound(Reason.LOW_CONFIDENCE))
        difference = None
        if len(figures) == 2:
            one, other = (figure.stored.observation for figure in figures)
            difference = one.value - other.value if one.unit == other.unit else None
        asked = Asked.COMPARE if question.main_ask is Asked.TREND else question.main_ask
        answer = Answered(figures, asked, difference=difference)
        return Outcome(answer, entries[0])

    def _indicators(self, question: Question) -> Answer:
        if question.whole_country:
            return Clarify(offer.by_indicator(self._holding.of_country()))
        if not question.places:
            return NotFound(Reason.NO_INDICATOR)
        entries = self._holding.of_place(question.places[0])
        if not entries:
            return self._refuser.refuse_place(question.places[0])
        return Clarify(offer.by_indicator(entries))

    def _told(self, question: Question, covered: float) -> Outcome:
        told = self._teller.tell(question, covered)
        answer = Passages(told.hits) if told.hits else NotFound(Reason.LOW_CONFIDENCE)
        return Outcome(answer, trace=told.trace)


def _says_what_is_asked(question: Question, entry: Entry) -> bool:
    observation = entry.observation
    if Asked.BASELINE in question.asked:
        return bool(observation.baselines)
    if question.main_ask is Asked.CHANGE:
        return bool(observation.change or observation.baselines)
    return True


def _may_want_words(question: Question, outcome: Outcome) -> bool:
    unknown = isinstance(outcome.answer, NotFound) and outcome.answer.reason is Reason.NO_INDICATOR
    counts = question.asked or question.wanted.measures or question.counts
    return unknown and not counts


def _joined(outcomes: Sequence[Outcome]) -> Outcome:
    # Put together what was asked in one breath ("mấy hộ, chiếm bao nhiêu phần trăm").
    first: Outcome | None = None
    figures: dict[int, Figure] = {}
    for outcome in outcomes:
        if isinstance(outcome.answer, Answered):
            first = first or outcome
            for figure in outcome.answer.figures:
                figures.setdefault(figure.stored.id, figure)
    if first is None or not isinstance(first.answer, Answered):
        return outcomes[0]
    return replace(first, answer=replace(first.answer, figures=tuple(figures.values())))


def _line(candidate: Candidate) -> str:
    observation = candidate.entry.observation
    where, source = offer.place_words(candidate.entry), observation.provenance
    return (
        f"{candidate.score:.3f}  {observation.indicator} | {where} | {observation.period} | "
        f"{observation.kind} | {candidate.why} | {source.rule}, tin {source.confidence:.2f}"
    )
