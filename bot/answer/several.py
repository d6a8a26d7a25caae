"""A question for several numbers -> the answer that holds them all.

``Several.answer`` is the entry point: rankings, comparisons of places or offices, and courses
over time. What is asked of one number is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.answer.beside import Company
from bot.answer.contest import Candidate, Contest
from bot.answer.entry import Entry
from bot.answer.holding import Holding, narrowed, scope_about, scope_in, scope_of
from bot.answer.outcome import Outcome
from bot.answer.pick import SURE, Pick, pick
from bot.answer.ranking import (
    are_alike,
    are_comparable,
    course,
    may_rank,
    ranked,
    ranks_communes,
    ranks_offices,
    sorts_ranked,
    subjects_named,
)
from bot.answer.refusal import Refuser
from bot.answer.setting import set_side_by_side
from bot.answer.timeline import of_one_length, with_stated_past
from bot.models import Answer, Answered, Asked, NotFound, Reason
from bot.question.models import Question
from bot.question.when import newest, period_of

_OFFICES_BESIDE = re.compile(
    r"(?<!\w)(?:bộ|sở|cục|cấp|khối)(?= )[^;]*?(?:,|với|và|hay|hoặc) (?:của )?(?:bộ|sở|cục|cấp|khối)(?= )"
)


class Several:
    """Answers with several numbers of one store."""

    def __init__(self, company: Company, holding: Holding, refuser: Refuser) -> None:
        """Answer with the observations that the company makes figures of."""
        self._company = company
        self._holding = holding
        self._refuser = refuser

    def answer(self, question: Question, contest: Contest) -> Outcome | None:
        """Answer a question for several numbers.

        Returns:
            ``None`` where it asks for one, or where no two of what it asks for can be set side
            by side.
        """
        if question.ranks and len(question.places) < 2:
            return self._ranking(question, contest)
        if Asked.TREND in question.asked:
            outcome = self.course(question, contest)
            if outcome is not None:
                return outcome
        offices = _OFFICES_BESIDE.search(question.wanted.words) is not None
        if Asked.COMPARE in question.asked or len(question.places) > 1 or offices:
            return self._comparison(question, contest)
        return None

    def change_between(self, question: Question, entry: Entry, contest: Contest) -> Outcome | None:
        """Set the numbers of both periods side by side, where no sentence tells the change."""
        if Asked.CHANGE not in question.asked:
            return None
        own = period_of(entry.observation.period)
        both = (own, *question.against) if own and question.against else ()
        return self.course(replace(question, periods=both), contest)

    def course(self, question: Question, contest: Contest) -> Outcome | None:
        """Give the course of each place asked; ``None`` where one has no two periods."""
        entries: list[Entry] = []
        alone = [replace(question, places=(place,)) for place in question.places] or [question]
        for one in alone:
            followed = course(contest.among(scope_of(one)), one)
            pool = self._holding.beside(followed[0]) if followed else ()
            here = of_one_length(with_stated_past(followed, pool, one))
            if len(here) < 2 or (entries and not are_comparable(entries[0], here[0])):
                return None
            entries += here
        outcome = self._shown(question, entries)
        if isinstance(outcome.answer, Answered) and len(outcome.answer.figures) > 1:
            answer = replace(outcome.answer, asked=Asked.TREND, difference=None)
            return replace(outcome, answer=answer)
        return outcome

    def beside_country(
        self, question: Question, main: Candidate, contest: Contest
    ) -> Outcome | None:
        """Set a place's number beside the country's of the same year.

        Returns:
            ``None`` where no article gives the country's.
        """
        year = newest(main.entry.observation)[0].year
        mean = replace(question, asked=(), places=(), whole_country=True)
        here = [
            candidate
            for candidate in contest.among(scope_of(mean))
            if newest(candidate.entry.observation)[0].year == year
            and candidate.entry.observation.unit == main.entry.observation.unit
            and are_comparable(main.entry, candidate.entry)
            and are_alike(main.entry, candidate.entry)
            and candidate.entry.part is None
        ]
        picked = pick(mean, here)
        if picked.main is None:
            return None
        both = (main.entry, picked.main.candidates[0].entry)
        outcome = self._shown(replace(question, higher=None), both)
        if not isinstance(outcome.answer, Answered):
            return None
        return replace(outcome, answer=replace(outcome.answer, asked=Asked.COMPARE))

    def _ranking(self, question: Question, contest: Contest) -> Outcome:
        place = question.places[0] if question.places else None
        scope = scope_in(place)
        if place is not None and ranks_offices(question):
            scope = replace(scope_about((place,)), spread=True)
        elif place is not None and ranks_communes(question):
            scope = self._holding.communes_of(place) or scope
        everything = contest.among(replace(scope, spread=False))
        # Near a question of no place is more than is weighed at once: first what can be ranked.
        lets, sorts = partial(may_rank, question), sorts_ranked(question)
        inside = contest.among(narrowed(scope, lets, sorts, question.periods))
        inside += [c for c in everything if not may_rank(question, c.entry)]
        ends = [end for end in question.asked if end in (Asked.HIGHEST, Asked.LOWEST)]
        beside = self._holding.of_article
        rankings = [ranked(replace(question, asked=(end,)), inside, beside) for end in ends]
        if not all(ranking.entries for ranking in rankings):
            picked = Pick(None, Reason.NO_INDICATOR)
            return Outcome(self._refuser.refuse(question, contest, picked))
        ranking = rankings[0]
        entries = dict.fromkeys(entry for ranking in rankings for entry in ranking.entries)
        outcome = self._shown(question, tuple(entries))
        if not isinstance(outcome.answer, Answered):
            return outcome
        return replace(outcome, answer=replace(outcome.answer, among=ranking.among))

    def _comparison(self, question: Question, contest: Contest) -> Outcome | None:
        if len(question.places) > 1:
            return self._places_compared(question, contest)
        here = contest.among(scope_of(question))
        named = subjects_named(question, here)
        if Asked.COMPARE not in question.asked:
            # Two offices are named by chance, too.
            named = [c for c in named if c.chance >= SURE]
            if len(named) < 2 or not are_comparable(named[0].entry, named[1].entry):
                return None
        return self._shown(question, [c.entry for c in named]) if named else None

    def _places_compared(self, question: Question, contest: Contest) -> Outcome:
        row = set_side_by_side(question, contest)
        if row is None:
            return Outcome(self._refused(question, contest))
        outcome = self._shown(question, row.entries)
        if not isinstance(outcome.answer, Answered) or not row.missing:
            return outcome
        names = ", ".join(place.words for place in row.missing)
        notes = (*outcome.answer.notes, f"Chưa thấy số liệu của {names} để so sánh.")
        return replace(outcome, answer=replace(outcome.answer, notes=notes))

    def of_owners(self, question: Question, entries: Sequence[Entry]) -> Outcome:
        """Set the numbers of offices or groups side by side, in the order they are named."""
        words = question.wanted.words.split()
        return self._shown(question, sorted(entries, key=lambda e: _first_word(e, words)))

    def _refused(self, question: Question, contest: Contest) -> Answer:
        for place in question.places:
            picked = pick(question, contest.about(place))
            if picked.main is None:
                alone = replace(question, places=(place,))
                return self._refuser.refuse(alone, contest, picked)
        return NotFound(Reason.LOW_CONFIDENCE)

    def _shown(self, question: Question, entries: Sequence[Entry]) -> Outcome:
        higher = question.higher
        if question.ranks and len(question.places) > 1:
            higher = Asked.HIGHEST in question.asked
        if higher is not None:
            entries = sorted(entries, key=lambda e: e.observation.value, reverse=higher)
        made = (self._company.figure(e, self._holding.rivals(e)) for e in entries)
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


def _first_word(entry: Entry, words: Sequence[str]) -> int:
    return min(
        (n for n, word in enumerate(words) if word.strip(",.:?") in entry.subject), default=0
    )
