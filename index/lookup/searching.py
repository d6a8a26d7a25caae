"""What is sought -> the documents of an index that are about as near as can be.

``Searching`` is the entry point. It goes the ways of a plan one after the other, and no further
than until nothing nearer can be left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

import tantivy

from index.lookup.finding import MORE, MOST_EQUAL, Finder, Hit, Row, spread_out
from index.lookup.layout import HOME
from index.lookup.models import D, Scope, Words
from index.lookup.order import ALIKE
from index.lookup.plan import ENOUGH, SOME, Part, Plan, Stage
from index.lookup.queries import Queries
from index.lookup.remembering import Replayed, Sought

# With every place wanted, so many are looked through for further places.
_MOST_SPREAD = 2_000
_MOST_SEARCHES = 16
# What an observation named like another at least shares with it.
_LEAST_NAMED = 0.5

Steps = Iterable[tuple[Stage, list[Hit]]]
_Look = Callable[[Stage], list[Row]]
_Least = Callable[[Sequence[Row]], float]


class Searching:
    """Searches one index."""

    def __init__(
        self, finder: Finder, queries: Queries, telling: Callable[[str], Sequence[str]]
    ) -> None:
        """Search with what finds and what builds queries.

        Args:
            finder: Of the index.
            queries: Of the index.
            telling: Gives the words of a phrase that say something.
        """
        self._finder, self._queries, self._telling = finder, queries, telling
        # The best of all is wanted of most questions, and then often the others.
        self.anywhere = lru_cache(maxsize=_MOST_SEARCHES)(self._look_anywhere)

    def near(self, words: Words, scope: Scope[D], most: int) -> list[Hit]:
        """Find what is near some words, and some more."""
        within, limit = self._queries.within(scope), most + MORE
        if not within and not scope.spread:
            return self._nearest(words, scope, most)
        plan = self._queries.plan(words, self._telling, scope.times)
        if plan is None:
            return []
        most_rows = _MOST_SPREAD if scope.spread else limit
        least = _least_spread(limit) if scope.spread else _least_of(limit)

        def look(stage: Stage) -> list[Row]:
            return self._finder.rows([*within, *stage.parts], most_rows)

        # Every place is wanted: what is about as near as the best is enough.
        first = (SOME, ENOUGH) if scope.spread else (ENOUGH,)
        rows: list[Row] = []
        for stage, rows in _steps(map(plan.loosely, first), plan, look, least):
            if least(rows) >= stage.bound:
                break
        kept = spread_out(rows, self._finder.spots(rows), limit) if scope.spread else rows
        return self._finder.hits(kept)

    def alike(self, words: Words, within: Sequence[Part], most: int) -> list[Hit]:
        """Find what holds at least half of some words."""
        parts = self._queries.alike(words, _LEAST_NAMED)
        rows = self._finder.rows([*within, *parts], most) if parts else []
        return self._finder.hits([row for row in rows if row[0] >= _LEAST_NAMED])

    def _nearest(self, words: Words, scope: Scope[D], most: int) -> list[Hit]:
        limit = most + MORE
        hits: list[Hit] = []
        for stage, hits in self.anywhere(Sought(words), scope.times, limit):
            if len(hits) == limit and hits[-1].score >= stage.bound:
                return hits[:most] if stage.is_exact and scope.belongs is None else hits
        return hits

    def _look_anywhere(self, sought: Sought, times: frozenset[str], limit: int) -> Steps:
        """Find what is nearest of all places, for who goes on until it is enough."""
        plan = self._queries.plan(sought.words, self._telling, times)
        return Replayed(self._steps_anywhere(plan, limit)) if plan is not None else ()

    def _steps_anywhere(self, plan: Plan, limit: int) -> Iterator[tuple[Stage, list[Hit]]]:
        least = _least_of(limit)

        def look(stage: Stage) -> list[Row]:
            # Of all places, very many are as near as each other.
            return self._finder.rows(stage.parts, limit, MOST_EQUAL)

        def found() -> Iterator[tuple[Stage, list[Row]]]:
            yield from ((stage, look(stage)) for stage in plan.named())
            # What is found in one place tells how near the nearest are at least.
            probed = self._finder.rows([self._somewhere, *plan.loosely(ENOUGH).parts], limit)
            first = filter(None, (plan.holding(), plan.loosely(ENOUGH)))
            near = least(probed)
            yield from _steps(() if near else first, plan, look, least, near)

        for stage, rows in found():
            yield stage, self._finder.hits(rows)

    @cached_property
    def _somewhere(self) -> Part:
        """One province, neither large nor small."""
        homes = sorted(self._finder.terms(HOME), key=lambda one: (one[1], one[0]))
        home = homes[len(homes) // 2][0] if homes else ""
        return tantivy.Occur.Must, self._queries.term(HOME, home)


def _steps(
    first: Iterable[Stage], plan: Plan, look: _Look, least: _Least, enough: float = 0.0
) -> Iterator[tuple[Stage, list[Row]]]:
    """Look for what is nearest, until it must be found.

    Args:
        first: Ways to begin with, until one finds enough.
        plan: Of the same words.
        look: Goes one way.
        least: Tells of what was found the score from which on all shall be found; 0 where
            there is too little.
        enough: That score, where it is known before.

    Returns:
        Ways and what they found; it is known by the bounds whether another one is of use.
    """
    for stage in first:
        found = look(stage)
        yield stage, found
        enough = least(found)
        if enough:
            break
    last = plan.beyond(enough)
    yield last, look(last)


def _least_of(limit: int) -> _Least:
    return lambda rows: rows[-1][0] if len(rows) == limit else 0.0


def _least_spread(most: int) -> _Least:
    # What is not found is neither among the nearest nor near enough to count.
    return lambda rows: min(rows[most - 1][0], ALIKE * rows[0][0]) if len(rows) >= most else 0.0
