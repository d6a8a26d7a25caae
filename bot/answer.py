"""A question with nothing left open -> an answer.

``Answerer.answer`` is the entry point. A number goes out only where indicator, place, period
and kind all fit and the number can be read again in its article; else the answer offers
choices or says what is missing and what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot import offer
from bot.beside import Company
from bot.entry import Entry
from bot.match import Candidate, Matcher
from bot.models import Answer, Answered, Asked, Choice, Clarify, Figure, NotFound, Passages, Reason
from bot.pick import FLOOR, Pick, in_asked_period, of_asked_kind, pick, same_reading
from bot.prose import for_search
from bot.question import Question
from bot.ranking import course, ranked, subjects_named
from bot.where import AskedPlace, is_in_country, merged_into
from extract import place as gazetteer
from extract.models import Level
from index.search import Searcher

_HITS, _LOOKED_AT = 3, 40
_COVERED, _CLEARLY = 0.35, 0.75
_NEAR_BEST = 0.9


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

    def __init__(
        self, matcher: Matcher, company: Company, searcher: Callable[[], Searcher]
    ) -> None:
        """Answer from the matcher's observations."""
        self._matcher = matcher
        self._company = company
        self._searcher = searcher

    def answer(self, question: Question) -> Outcome:
        """Answer a question.

        Args:
            question: With everything that earlier turns lend it.
        """
        if Asked.TEXT in question.asked:
            return self._passages(question)
        if not question.names_indicator:
            return self._without_indicator(question)
        candidates = self._matcher.candidates(question.wanted)
        outcome = self._numbers(question, candidates)
        if _may_be_prose(question, outcome):
            told = self._passages(question, _CLEARLY)
            outcome = told if isinstance(told.answer, Passages) else outcome
        trace = tuple(
            f"{c.score:.3f}  {c.entry.observation.indicator} | {offer.place_words(c.entry)} | "
            f"{c.entry.observation.period} | {c.entry.observation.kind} | {c.why}"
            for c in candidates[:8]
        )
        return replace(outcome, trace=(*outcome.trace, *trace))

    def _numbers(self, question: Question, candidates: list[Candidate]) -> Outcome:
        if {Asked.HIGHEST, Asked.LOWEST}.intersection(question.asked) and len(question.places) < 2:
            return self._ranking(question, candidates)
        if Asked.COMPARE in question.asked or len(question.places) > 1:
            outcome = self._comparison(question, candidates)
            if outcome is not None:
                return outcome
        if not question.parts:
            return self._one(question, candidates)
        return _joined(
            [
                self._one(replace(question, wanted=part), self._matcher.candidates(part))
                for part in question.parts
            ]
        )

    def _one(self, question: Question, candidates: list[Candidate]) -> Outcome:
        if question.whole_country:
            here = [c for c in candidates if is_in_country(c.entry.observation.place)]
        elif question.places:
            here = self._of_place(question.places[0], candidates)
        else:
            return self._anywhere(question, candidates)
        picked = pick(question, here, candidates)
        if picked.main is None:
            return self._missing(question, candidates, picked)
        return self._given(question, picked)

    def _anywhere(self, question: Question, candidates: list[Candidate]) -> Outcome:
        picked = pick(question, candidates, candidates)
        if picked.main is None:
            return self._missing(question, candidates, picked)
        timely = in_asked_period(question, of_asked_kind(question, candidates))
        main, floor = picked.main, _NEAR_BEST * picked.main.score
        fitting = [
            c
            for c in timely
            if c.score >= floor and (c.score >= main.score or same_reading(c.entry, main.entry))
        ]
        places = {_place_key(c.entry) for c in fitting}
        if len(places) > 1:
            return Outcome(Clarify(offer.by_place(fitting)))
        return self._given(question, picked)

    def _given(self, question: Question, picked: Pick) -> Outcome:
        assert picked.main is not None
        main = picked.main.entry
        if picked.rivals:
            return Outcome(Clarify(offer.by_indicator([main, *(c.entry for c in picked.rivals)])))
        pool = self._pool(main)
        figure = self._company.figure(main, pool)
        if figure is None:
            return Outcome(NotFound(Reason.LOW_CONFIDENCE))
        figures = [figure]
        for other in self._company.conflicting(main, pool):
            beside = self._company.figure(other, pool)
            if beside is not None:
                figures.append(beside)
        return Outcome(Answered(tuple(figures), _asked(question)), main, picked.main.score)

    def _ranking(self, question: Question, candidates: list[Candidate]) -> Outcome:
        if question.places:
            place = question.places[0]
            candidates = [c for c in candidates if _lies_in(c.entry, place)]
        strong = [c for c in candidates if c.score >= FLOOR]
        entries = ranked(question, strong)
        if not entries:
            return self._missing(question, candidates, Pick(None, Reason.NO_INDICATOR))
        return self._several(question, entries)

    def _comparison(self, question: Question, candidates: list[Candidate]) -> Outcome | None:
        best = max((c.fit for c in candidates), default=0.0)
        if len(question.places) > 1:
            picks = [
                pick(question, self._of_place(p, candidates), candidates) for p in question.places
            ]
            for place, picked in zip(question.places, picks, strict=True):
                if picked.main is None:
                    return self._missing(replace(question, places=(place,)), candidates, picked)
            entries = [p.main.entry for p in picks if p.main is not None]
        else:
            here = self._of_question(question, candidates)
            here = [c for c in here if c.score >= FLOOR and c.fit >= 0.75 * best]
            entries = [c.entry for c in subjects_named(question, here)]
            if len(entries) < 2 and "trend" in question.rules:
                entries = course(here, question)
            if not entries:
                return None
        if question.higher is not None:
            entries.sort(key=lambda e: e.observation.value, reverse=question.higher)
        return self._several(question, entries)

    def _several(self, question: Question, entries: Sequence[Entry]) -> Outcome:
        figures: list[Figure] = []
        for entry in entries:
            figure = self._company.figure(entry, self._pool(entry))
            if figure is not None:
                figures.append(figure)
        if not figures:
            return Outcome(NotFound(Reason.LOW_CONFIDENCE))
        difference = None
        if len(figures) == 2 and len({f.stored.observation.unit for f in figures}) == 1:
            difference = figures[0].stored.observation.value - figures[1].stored.observation.value
        asked = _asked(question)
        return Outcome(Answered(tuple(figures), asked, difference=difference), entries[0])

    def _passages(self, question: Question, covered: float = _COVERED) -> Outcome:
        hits = self._searcher().search(for_search(question.prose), k=_LOOKED_AT)
        # A passage that speaks of all that is asked, if less often, comes before one that
        # repeats a part of it.
        hits.sort(key=lambda hit: (-hit.score * (_COVERED + hit.coverage), hit.rank))
        if question.places:
            articles = self._articles_about(question.places)
            hits = [hit for hit in hits if hit.passage.article in articles] or hits
        kept = [hit for hit in hits if hit.coverage >= covered][:_HITS]
        trace = tuple(
            f"{h.score:.3f}  phủ {h.coverage:.2f}  {h.passage.article} đoạn {h.passage.number}"
            for h in hits[:8]
        )
        if not kept:
            return Outcome(NotFound(Reason.LOW_CONFIDENCE), trace=trace)
        return Outcome(Passages(tuple(kept)), trace=trace)

    def _articles_about(self, places: Sequence[AskedPlace]) -> set[str]:
        return {
            entry.stored.citation.article
            for entry in self._matcher.entries
            if any(
                place.fits(entry.observation.place, entry.observation.province)
                or place.fits(entry.observation.province, None)
                for place in places
            )
        }

    def _without_indicator(self, question: Question) -> Outcome:
        if question.whole_country:
            entries = [e for e in self._matcher.entries if is_in_country(e.observation.place)]
        elif question.places:
            place = question.places[0]
            entries = self._entries_of(place)
            if not entries:
                return Outcome(NotFound(Reason.NO_PLACE, place.words, self._successors(place)))
        else:
            return Outcome(NotFound(Reason.NO_INDICATOR))
        return Outcome(Clarify(offer.by_indicator(entries)))

    def _missing(self, question: Question, candidates: list[Candidate], picked: Pick) -> Outcome:
        place = (
            question.places[0].words
            if question.places
            else "cả nước"
            if question.whole_country
            else None
        )
        reason = picked.reason or Reason.LOW_CONFIDENCE
        if reason is Reason.NO_PERIOD:
            return Outcome(NotFound(reason, None, offer.by_period(picked.near)))
        if reason is Reason.NO_PLACE:
            strong = [c for c in candidates if c.score >= _NEAR_BEST * candidates[0].score]
            nearest = self._successors(question.places[0]) if question.places else ()
            return Outcome(
                NotFound(reason, place, (*nearest, *offer.by_place(strong))[: offer.MOST])
            )
        nearest = ()
        if question.places:
            nearest = offer.by_indicator(self._entries_of(question.places[0]))
        return Outcome(NotFound(reason, question.wanted.words.strip() or None, nearest))

    def _successors(self, place: AskedPlace) -> tuple[Choice, ...]:
        """Offer the old provinces that a merged one is made of."""
        old = {before.name for unit in place.candidates for before in merged_into(unit)}
        entries = [e for e in self._matcher.entries if e.observation.place in old]
        names = {e.observation.place: e for e in reversed(entries)}
        return tuple(
            Choice(f"{name} (trước sáp nhập)", offer.question_of(names[name]))
            for name in sorted(names, key=str)
        )

    def _of_question(self, question: Question, candidates: list[Candidate]) -> list[Candidate]:
        if question.places:
            return self._of_place(question.places[0], candidates)
        if question.whole_country:
            return [c for c in candidates if is_in_country(c.entry.observation.place)]
        return candidates

    def _of_place(self, place: AskedPlace, candidates: list[Candidate]) -> list[Candidate]:
        return [
            c
            for c in candidates
            if place.fits(c.entry.observation.place, c.entry.observation.province)
        ]

    def _entries_of(self, place: AskedPlace) -> list[Entry]:
        return [
            e
            for e in self._matcher.entries
            if place.fits(e.observation.place, e.observation.province)
        ]

    def _pool(self, entry: Entry) -> list[Entry]:
        place, province = _place_key(entry)
        return [
            e
            for e in self._matcher.entries
            if e.observation.place == place and _may_be_one(e.observation.province, province, place)
        ]


def _may_be_prose(question: Question, outcome: Outcome) -> bool:
    """Tell whether a question that no number answers may want words: nothing in it counts."""
    unknown = isinstance(outcome.answer, NotFound) and outcome.answer.reason is Reason.NO_INDICATOR
    return unknown and not question.asked and not question.wanted.measures and not question.counts


def _joined(outcomes: Sequence[Outcome]) -> Outcome:
    """Put together what was asked in one breath ("mấy hộ, chiếm bao nhiêu phần trăm")."""
    answered = [o for o in outcomes if isinstance(o.answer, Answered)]
    if not answered:
        return outcomes[0]
    figures: dict[int, Figure] = {}
    for outcome in answered:
        assert isinstance(outcome.answer, Answered)
        for figure in outcome.answer.figures:
            figures.setdefault(figure.stored.id, figure)
    first = answered[0]
    assert isinstance(first.answer, Answered)
    return replace(first, answer=replace(first.answer, figures=tuple(figures.values())))


def _asked(question: Question) -> Asked:
    return question.asked[0] if question.asked else Asked.VALUE


def _place_key(entry: Entry) -> tuple[str | None, str | None]:
    return entry.observation.place, entry.observation.province


def _may_be_one(one: str | None, other: str | None, place: str | None) -> bool:
    if one == other:
        return True
    # Left unsaid, unless the name alone is a province's.
    unsaid = one is None or other is None
    return unsaid and not any(p.level is Level.PROVINCE for p in gazetteer.find_place(place or ""))


def _lies_in(entry: Entry, place: AskedPlace) -> bool:
    return any(unit.name == entry.observation.province for unit in place.candidates)
