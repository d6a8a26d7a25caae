"""A question with nothing left open -> an answer.

``Answerer.answer`` is the entry point. A number goes out only where indicator, place, period
and kind all fit and the number can be read again in its article; else the answer offers
choices or says what is missing and what there is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answer import offer
from bot.answer.beside import Company
from bot.answer.contest import Candidate, Contest
from bot.answer.entry import Entry
from bot.answer.holding import Holding, is_target, narrowed, place_key, scope_of
from bot.answer.kinds import Kinds
from bot.answer.match import Matcher
from bot.answer.outcome import Outcome, Weighing
from bot.answer.pick import Pick, Reading, is_owner_named, pick
from bot.answer.refusal import Refuser
from bot.answer.several import Several
from bot.answer.telling import CLEARLY, COVERED, Teller
from bot.answer.together import Untaken, answered_together
from bot.answer.yardstick import AGAINST_COUNTRY, NEAR_BEST, Yardsticks, is_held_against
from bot.models import Answer, Answered, Asked, Choice, Clarify, NotFound, Passages, Reason
from bot.question.asked import MAYBE_TARGET
from bot.question.models import GOAL_DATED, Question
from bot.question.when import in_year, newest
from extract.models import Kind
from extract.text import fold, has_marks

_DIGITS = 6
_MOST_YEARS = 5
_ABOUT_AS_SURE = 0.9
_NO_MEAN = "Các bài không nêu mức chung để so sánh."


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
        self._holding = Holding(matcher)
        self._refuser = Refuser(self._holding)
        self._kinds = Kinds(matcher, company, self._holding)
        self._several = Several(company, self._holding, self._refuser)
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
        if GOAL_DATED in question.rules and (outcome.main is None or is_target(outcome.main)):
            undated = self._meant(replace(question, periods=()))
            outcome = undated if isinstance(undated.answer, Answered) else outcome
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
        both = isinstance(outcome.answer, Answered) and isinstance(done.answer, Answered)
        if both and outcome.score >= _ABOUT_AS_SURE * done.score:
            return outcome
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
        outcome = self._several.answer(question, contest)
        if outcome is not None:
            return outcome
        if not question.parts:
            return self._one(question, contest)
        return answered_together(question, self._part)

    def _part(self, question: Question, untaken: Untaken) -> Outcome:
        contest = Contest(question, self._matcher, self._weights)
        return self._one(question, contest, untaken)

    def _one(
        self,
        question: Question,
        contest: Contest,
        untaken: Untaken | None = None,
    ) -> Outcome:
        scope = scope_of(question)
        scope = untaken.of(scope) if untaken is not None else scope
        candidates = contest.among(scope)
        if question.wants_target:
            # What is so must not crowd out what is aimed at.
            aimed = contest.among(narrowed(scope, is_target, frozenset((str(Kind.TARGET),)), ()))
            known = {c.entry for c in candidates}
            candidates += [c for c in aimed if c.entry not in known]
            candidates.sort(key=lambda c: (-c.weight, c.entry.order))
        picked = pick(question, self._yardsticks.having(question, candidates))
        if picked.rivals and all(is_owner_named(question, r) for r in picked.rivals):
            owners = [reading.candidates[0].entry for reading in picked.rivals]
            return self._several.of_owners(question, owners)
        if picked.rivals:
            return Outcome(Clarify(_offered(picked.rivals)), weighed=_weighed_by(picked))
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
        if not stated:
            instead = self._unstated(question, contest, picked, picked.main)
            if instead is not None:
                return instead
        given = self._given(question, main, picked.main.chance)
        if AGAINST_COUNTRY in question.rules and not stated:
            given = _noting(given, _NO_MEAN)
        return replace(given, weighed=_weighed_by(picked))

    def _unstated(
        self, question: Question, contest: Contest, picked: Pick, reading: Reading
    ) -> Outcome | None:
        main = reading.candidates[0]
        if question.places and question.beside_country:
            beside = self._several.beside_country(question, main, contest)
            if beside is not None:
                return replace(beside, score=reading.chance)
        told = _says_what_is_asked(question, main.entry)
        if not told or _is_of_other_years(question, main.entry):
            followed = self._several.change_between(question, main.entry, contest)
            if followed is not None:
                return followed
        if told:
            return None
        refused = NotFound(Reason.LOW_CONFIDENCE, nearest=offer.by_indicator([main.entry]))
        return Outcome(refused, weighed=_weighed_by(picked))

    def _given(self, question: Question, main: Candidate, chance: float) -> Outcome:
        pool = self._holding.rivals(main.entry)
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


def _offered(rivals: Sequence[Reading]) -> tuple[Choice, ...]:
    best = [reading.candidates[0] for reading in rivals]
    if len({place_key(c.entry) for c in best}) == len(best):
        return offer.by_place(best)
    return offer.by_indicator([c.entry for c in best])


def _noting(outcome: Outcome, note: str) -> Outcome:
    answer = outcome.answer
    if not isinstance(answer, Answered):
        return outcome
    return replace(outcome, answer=replace(answer, notes=(*answer.notes, note)))


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
