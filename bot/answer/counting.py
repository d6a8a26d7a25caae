"""How many places pass a threshold -> counted from the store, where no article says it.

``counted`` is the entry point. It is always said that the count is of the places the store
has a figure of, never of all there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answer.amount import is_counted_in, said
from bot.answer.beside import Company
from bot.answer.contest import Contest
from bot.answer.entry import Entry
from bot.answer.holding import Holding, scope_in
from bot.answer.interval import of_value
from bot.answer.match import Matcher
from bot.answer.ranking import best_of_each, ranked
from bot.models import Answer, Answered, Asked, Count
from bot.question.measure import Scale, measure_of
from bot.question.models import Counted, Question
from extract.models import Bound, Quantity
from extract.quantity import find_quantities
from extract.text import canonical

_ALL = 10**6
_FEWEST = 2


class Counter:
    """Counts the places that pass a threshold."""

    def __init__(self, matcher: Matcher, company: Company, holding: Holding) -> None:
        """Count among the matcher's observations."""
        self._matcher = matcher
        self._company = company
        self._holding = holding

    def counted(self, question: Question) -> Answered | None:
        """Count what a question wants counted.

        Returns:
            The figures of those that pass, highest first, of a falling threshold lowest
            first; ``None`` where the store has fewer than two to be counted.
        """
        wanted = question.counted
        if wanted is None:
            return None
        entries = self._ranked(question, wanted)
        if len(entries) < _FEWEST:
            return None
        passing = [e for e in entries if _passes(wanted.quantity, e)]
        shown = passing or entries[:1]
        made = (self._company.figure(e, self._holding.rivals(e)) for e in shown)
        figures = tuple(figure for figure in made if figure is not None)
        if len(figures) < len(shown):
            return None
        words = said(wanted.quantity, figures[0].stored.observation.unit)
        count = Count(len(passing), words, wanted.unit)
        return Answered(figures, Asked.COUNT, among=len(entries), count=count)

    def _ranked(self, question: Question, wanted: Counted) -> Sequence[Entry]:
        place = question.places[0] if question.places else None
        behind = replace(question, wanted=wanted.wanted, asked=())
        contest = Contest(behind, self._matcher)
        inside = contest.among(scope_in(place))
        counted = [c for c in inside if is_counted_in(wanted.quantity, c.entry.observation.unit)]
        here = best_of_each(replace(behind, places=()), counted)
        falling = wanted.quantity.bound in (Bound.BELOW, Bound.AT_MOST)
        order = Asked.LOWEST if falling else Asked.HIGHEST
        asked = replace(question, asked=(order,), unit=wanted.unit, top=_ALL)
        return ranked(asked, here).entries


def is_stated(wanted: Counted, answer: Answer) -> bool:
    """Tell whether an answer is the count itself, of the same threshold, as an article says it."""
    if not isinstance(answer, Answered):
        return False
    stored = answer.figures[0].stored
    if measure_of(stored.observation.unit).scale is not Scale.COUNT:
        return False
    told = find_quantities(canonical(stored.citation.quote).text)
    return any(q.value == wanted.quantity.value for q in told)


def _passes(quantity: Quantity, entry: Entry) -> bool:
    observation = entry.observation
    given = of_value(
        observation.value, observation.bound, observation.unit, value_to=observation.value_to
    )
    return of_value(quantity.value, quantity.bound, observation.unit).covers(given)
