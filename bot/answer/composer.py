"""A question with nothing left open -> an answer.

``Answerer.answer`` is the entry point. A number goes out only where indicator, place, period
and kind all fit and the number can be read again in its article; else the answer offers
choices or says what is missing and what there is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.answer import offer
from bot.answer.beside import Company
from bot.answer.contest import Candidate, Contest
from bot.answer.entry import Entry
from bot.answer.holding import Holding, is_about, is_asked_of, lies_in, place_key
from bot.answer.kinds import Kinds
from bot.answer.match import Matcher
from bot.answer.outcome import Outcome, Weighing
from bot.answer.pick import SURE, Pick, pick
from bot.answer.ranking import are_alike, are_comparable, course, may_rank, ranked, subjects_named
from bot.answer.refusal import Refuser
from bot.answer.setting import set_side_by_side
from bot.answer.telling import CLEARLY, COVERED, Teller
from bot.answer.timeline import of_one_length, with_stated_past
from bot.answer.together import answered_together
from bot.answer.yardstick import AGAINST_COUNTRY, NEAR_BEST, Yardsticks, is_held_against
from bot.models import Answer, Answered, Asked, Clarify, NotFound, Passages, Reason
from bot.question.asked import MAYBE_TARGET
from bot.question.models import Question
from bot.question.units import AskedPlace
from bot.question.when import in_year, newest, period_of
from extract.text import fold, has_marks

_DIGITS = 6
_MOST_YEARS = 5
_NO_MEAN = "Các bài không nêu mức chung để so sánh."
_OFFICES_BESIDE = re.compile(
    r"(?<!\w)(?:bộ|sở|cục|cấp|khối)(?= )[^;]*?(?:,|với|và|hay|hoặc) (?:của )?(?:bộ|sở|cục|cấp|khối)(?= )"
)


class Answerer:
    """Answers questions from one store."""

    def __init__(
        self,
        matcher: Matcher,
        company: Company,
        teller: Teller,
        weights: Mapping[str, float] | None = None,
    ) -> None:
        """Answer from the matcher's observations and the teller's passages.

        Args:
            weights: Of the signs; the program's own when left out.
        """
        self._matcher = matcher
        self._weights = weights
        self._company = company
        self._teller = teller
        self._holding = Holding(matcher.entries)
        self._refuser = Refuser(self._holding)
        self._kinds = Kinds(matcher, company, self._holding)
        self._yardsticks = Yardsticks(matcher, company, self._holding, weights)

    def answer(self, question: Question) -> Outcome:
        """Answer a question.

        Args:
            question: With everything that earlier turns lend it.
        """
        instead = self._kinds.instead(question)
        if instead is not None:
            return Outcome(instead, self._kinds.entry_of(instead), 1.0)
        outcome = self._meant(question)
        if Asked.REACHED in question.asked and isinstance(outcome.answer, NotFound):
            # Where nobody says what was reached, the goal is still known.
            aimed = self._plainly(replace(question, asked=(Asked.TARGET,)))
            outcome = aimed if isinstance(aimed.answer, Answered) else outcome
        answer = self._kinds.finished(question, outcome.answer)
        return replace(outcome, answer=answer)

    def _meant(self, question: Question) -> Outcome:
        outcome = self._plainly(question)
        if MAYBE_TARGET not in question.rules:
            return outcome
        asked = tuple(asked for asked in question.asked if asked is not Asked.TARGET)
        done = self._plainly(replace(question, asked=asked))
        return max((outcome, done), key=lambda o: (isinstance(o.answer, Answered), o.score))

    def _plainly(self, question: Question) -> Outcome:
        if Asked.TEXT in question.asked:
            return self._told(question, COVERED)
        if not question.names_indicator:
            return Outcome(self._indicators(question))
        contest = Contest(question, self._matcher, self._weights)
        outcome = _with_weighed(self._numbers(question, contest), question, contest)
        if _may_want_words(question, outcome):
            told = self._told(question, CLEARLY)
            outcome = told if isinstance(told.answer, Passages) else outcome
        return outcome

    def _numbers(self, question: Question, contest: Contest) -> Outcome:
        if question.ranks and len(question.places) < 2:
            return self._ranking(question, contest)
        if Asked.TREND in question.asked:
            outcome = self._trend(question, contest)
            if outcome is not None:
                return outcome
        offices = _OFFICES_BESIDE.search(question.wanted.words) is not None
        if Asked.COMPARE in question.asked or len(question.places) > 1 or offices:
            outcome = self._comparison(question, contest)
            if outcome is not None:
                return outcome
        if not question.parts:
            return self._one(question, contest)
        return answered_together(question, self._part)

    def _part(self, question: Question, belongs: Callable[[Entry], bool]) -> Outcome:
        contest = Contest(question, self._matcher, self._weights)
        return self._one(question, contest, belongs)

    def _one(
        self,
        question: Question,
        contest: Contest,
        belongs: Callable[[Entry], bool] = lambda _: True,
    ) -> Outcome:
        candidates = contest.among(lambda e: is_asked_of(e, question) and belongs(e))
        picked = pick(question, self._yardsticks.having(question, candidates))
        if picked.rivals:
            readings = [r.candidates[0].entry for r in picked.rivals]
            return Outcome(Clarify(offer.by_indicator(readings)), weighed=_weighed_by(picked))
        if picked.main is None and picked.reason is Reason.NO_PERIOD and question.yearless:
            question, picked = _of_known_year(question, candidates, picked)
        if picked.main is None:
            refused = self._refuser.refuse(question, contest, picked)
            return Outcome(refused, weighed=_weighed_by(picked))
        main = picked.main.candidates[0]
        if not question.places and not question.whole_country:
            places = [c for c in picked.main.candidates if c.chance >= NEAR_BEST * main.chance]
            if len({place_key(c.entry) for c in places}) > 1:
                return Outcome(Clarify(offer.by_place(places)), weighed=_weighed_by(picked))
        stated = Asked.BASELINE in question.asked and self._yardsticks.states_mean(
            question, main.entry
        )
        if question.places and question.beside_country and not stated:
            beside = self._beside_country(question, main, contest)
            if beside is not None:
                return replace(beside, score=picked.main.chance)
        told = _says_what_is_asked(question, main.entry)
        if not stated and (not told or _is_of_other_years(question, main.entry)):
            followed = self._change_between(question, main.entry, contest)
            if followed is not None:
                return followed
        if not stated and not told:
            nearest = offer.by_indicator([main.entry])
            refused = NotFound(Reason.LOW_CONFIDENCE, nearest=nearest)
            return Outcome(refused, weighed=_weighed_by(picked))
        given = self._given(question, main, picked.main.chance)
        if AGAINST_COUNTRY in question.rules and not stated:
            given = _noting(given, _NO_MEAN)
        return replace(given, weighed=_weighed_by(picked))

    def _change_between(self, question: Question, entry: Entry, contest: Contest) -> Outcome | None:
        """Set the numbers of both periods side by side, where no sentence tells the change."""
        if Asked.CHANGE not in question.asked:
            return None
        own = period_of(entry.observation.period)
        both = (own, *question.against) if own and question.against else ()
        return self._trend(replace(question, periods=both), contest)

    def _beside_country(
        self, question: Question, main: Candidate, contest: Contest
    ) -> Outcome | None:
        year = newest(main.entry.observation)[0].year
        mean = replace(question, asked=(), places=(), whole_country=True)
        here = [
            candidate
            for candidate in contest.among(lambda e: is_asked_of(e, mean))
            if newest(candidate.entry.observation)[0].year == year
            and are_comparable(main.entry, candidate.entry)
            and are_alike(main.entry, candidate.entry)
            and candidate.entry.observation.subject is None
        ]
        picked = pick(mean, here)
        if picked.main is None:
            return None
        both = (main.entry, picked.main.candidates[0].entry)
        outcome = self._several(replace(question, higher=None), both)
        if not isinstance(outcome.answer, Answered):
            return None
        return replace(outcome, answer=replace(outcome.answer, asked=Asked.COMPARE))

    def _given(self, question: Question, main: Candidate, chance: float) -> Outcome:
        pool = self._holding.beside(main.entry)
        figure = self._company.figure(main.entry, pool)
        if figure is None:
            return Outcome(NotFound(Reason.LOW_CONFIDENCE))
        if AGAINST_COUNTRY in question.rules:
            figure = self._yardsticks.with_country(figure, main.entry)
        figure = self._yardsticks.with_goal(question, figure, main.entry)
        others = (
            self._company.figure(e, pool) for e in self._company.conflicting(main.entry, pool)
        )
        figures = (figure, *(other for other in others if other is not None))
        answer = Answered(figures, question.main_ask, confidence=round(chance, _DIGITS))
        return Outcome(answer, main.entry, chance)

    def _ranking(self, question: Question, contest: Contest) -> Outcome:
        place = question.places[0] if question.places else None
        everything = contest.among(lambda e: place is None or lies_in(e, place))
        # Near a question of no place is more than is weighed at once: first what can be ranked.
        inside = contest.among(
            lambda e: may_rank(question, e) and (place is None or lies_in(e, place))
        )
        inside += [c for c in everything if not may_rank(question, c.entry)]
        ends = [end for end in question.asked if end in (Asked.HIGHEST, Asked.LOWEST)]
        rankings = [ranked(replace(question, asked=(end,)), inside) for end in ends]
        if not all(ranking.entries for ranking in rankings):
            picked = Pick(None, Reason.NO_INDICATOR)
            return Outcome(self._refuser.refuse(question, contest, picked))
        ranking = rankings[0]
        entries = dict.fromkeys(entry for ranking in rankings for entry in ranking.entries)
        outcome = self._several(question, tuple(entries))
        if not isinstance(outcome.answer, Answered):
            return outcome
        return replace(outcome, answer=replace(outcome.answer, among=ranking.among))

    def _comparison(self, question: Question, contest: Contest) -> Outcome | None:
        if len(question.places) > 1:
            return self._places_compared(question, contest)
        here = contest.among(lambda entry: is_asked_of(entry, question))
        named = subjects_named(question, here)
        if Asked.COMPARE not in question.asked:
            # Two offices are named by chance, too.
            named = [c for c in named if c.chance >= SURE]
            if len(named) < 2 or not are_comparable(named[0].entry, named[1].entry):
                return None
        return self._several(question, [c.entry for c in named]) if named else None

    def _trend(self, question: Question, contest: Contest) -> Outcome | None:
        """Give the course of each place asked; ``None`` where one has no two periods."""
        entries: list[Entry] = []
        alone = [replace(question, places=(place,)) for place in question.places] or [question]
        for one in alone:
            followed = course(contest.among(partial(_is_for, one)), one)
            pool = self._holding.beside(followed[0]) if followed else ()
            here = of_one_length(with_stated_past(followed, pool, one))
            if len(here) < 2 or (entries and not are_comparable(entries[0], here[0])):
                return None
            entries += here
        outcome = self._several(question, entries)
        if isinstance(outcome.answer, Answered) and len(outcome.answer.figures) > 1:
            answer = replace(outcome.answer, asked=Asked.TREND, difference=None)
            return replace(outcome, answer=answer)
        return outcome

    def _places_compared(self, question: Question, contest: Contest) -> Outcome:
        row = set_side_by_side(question, contest)
        if row is None:
            return Outcome(self._refused(question, contest))
        outcome = self._several(question, row.entries)
        if not isinstance(outcome.answer, Answered) or not row.missing:
            return outcome
        names = ", ".join(place.words for place in row.missing)
        notes = (*outcome.answer.notes, f"Chưa thấy số liệu của {names} để so sánh.")
        return replace(outcome, answer=replace(outcome.answer, notes=notes))

    def _refused(self, question: Question, contest: Contest) -> Answer:
        for place in question.places:
            picked = pick(question, contest.among(partial(_is_of, place)))
            if picked.main is None:
                alone = replace(question, places=(place,))
                return self._refuser.refuse(alone, contest, picked)
        return NotFound(Reason.LOW_CONFIDENCE)

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
        answer = (
            Passages(told.hits, told.sentences) if told.hits else NotFound(Reason.LOW_CONFIDENCE)
        )
        return Outcome(answer, looked=told.looked)


def _noting(outcome: Outcome, note: str) -> Outcome:
    answer = outcome.answer
    if not isinstance(answer, Answered):
        return outcome
    return replace(outcome, answer=replace(answer, notes=(*answer.notes, note)))


def _is_of(place: AskedPlace, entry: Entry) -> bool:
    return is_about(entry, place)


def _is_for(question: Question, entry: Entry) -> bool:
    return is_asked_of(entry, question)


def _is_of_other_years(question: Question, entry: Entry) -> bool:
    # "Hơn năm 2020 bao nhiêu" is not answered by how much it is above 2023.
    return bool(question.against) and not is_held_against(entry, question.against)


def _says_what_is_asked(question: Question, entry: Entry) -> bool:
    observation = entry.observation
    if Asked.BASELINE in question.asked:
        return bool(observation.baselines)
    if question.main_ask is Asked.CHANGE:
        return bool(observation.change or observation.baselines)
    return True


def _of_known_year(
    question: Question, candidates: Sequence[Candidate], picked: Pick
) -> tuple[Question, Pick]:
    # "Đến hết tháng 11" is of the newest year that has one.
    years = {newest(c.entry.observation)[0].year for c in picked.near}
    for year in sorted(years, reverse=True)[:_MOST_YEARS]:
        moved = replace(question, periods=tuple(in_year(p, year) for p in question.periods))
        again = pick(moved, candidates)
        if again.main is not None:
            return moved, again
    return question, picked


def _may_want_words(question: Question, outcome: Outcome) -> bool:
    unknown = isinstance(outcome.answer, NotFound) and outcome.answer.reason is Reason.NO_INDICATOR
    counts = question.asked or question.wanted.measures or question.counts
    return unknown and not counts and _says_what(question)


def _says_what(question: Question) -> bool:
    # "Cùng kỳ năm trước?" alone would be said by any passage.
    written = str.lower if has_marks(question.prose) else fold
    said = set(re.findall(r"\w+", written(question.prose)))
    return any(written(term) in said for term in question.wanted.terms)


def _weighed_by(picked: Pick) -> tuple[Weighing, ...]:
    return (picked.weighed,) if picked.weighed is not None else ()


def _with_weighed(outcome: Outcome, question: Question, contest: Contest) -> Outcome:
    if not outcome.weighed:
        weighed = tuple(Weighing(question, found) for found in contest.weighed if found)
        outcome = replace(outcome, weighed=weighed)
    answer = outcome.answer
    if not isinstance(answer, Answered) or answer.confidence is not None:
        return outcome
    # Each of several figures was chosen among those of its own place.
    chances: dict[int, float] = {}
    for candidate in (c for weighing in outcome.weighed for c in weighing.candidates):
        number = candidate.entry.stored.id
        chances[number] = max(candidate.chance, chances.get(number, 0.0))
    given = [figure.stored.id for figure in answer.figures]
    sure = min((chances[number] for number in given if number in chances), default=None)
    sure = round(sure, _DIGITS) if sure is not None else None
    return replace(outcome, answer=replace(answer, confidence=sure))
