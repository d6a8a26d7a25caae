"""Some words -> ways to look for what holds most of them, each with what it may miss.

``Plan`` is the entry point. A document scores about the share of the words that it holds, so
whoever has found enough of some score knows which words all that scores more must hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from math import log2
from typing import NamedTuple

from tantivy import Occur, Query

from index.lookup.layout import MOST_FRESH

Part = tuple[Occur, Query]

TIMELY = 0.01
"""A mark of the time asked moves an observation before others that are as near."""
# Whatever is very near holds each syllable that weighs so much, if there are so many of them.
_MUCH, _FEWEST = 0.08, 2
ENOUGH, SOME = 0.6, 0.25
"""What holds none of the rarer words that together weigh so much is not near; about as near as the
best is only what holds one of those that weigh the second."""
# By how much the newest is put before what has no day; see ``layout.FRESH``.
_FRESHEST = log2(2 + MOST_FRESH)


class Stage(NamedTuple):
    """One way to look.

    Attributes:
        parts: The query.
        bound: What it does not find would score no more.
        is_exact: Whether the score puts what is found in its true order.
    """

    parts: list[Part]
    bound: float
    is_exact: bool = False


class Held(NamedTuple):
    """A word as the index holds it, with the phrases that may stand for it.

    Attributes:
        share: Of the weight of all words.
        named: Finds it in names.
        lists: Find it and the phrases, each with what it adds to the score.
        length: How many documents they name.
    """

    term: str
    share: float
    named: Query
    lists: list[Query]
    length: int


class Plan:
    """Ways to look for some words, best those of the time asked."""

    def __init__(self, held: Sequence[Held], times: Sequence[Query]) -> None:
        """Plan a search.

        Args:
            held: Of the words, those that the index holds; not empty.
            times: Marks of the time asked, the rarest first; each scores ``TIMELY``.
        """
        self._held = sorted(held, key=lambda one: one.length)
        self._times = list(times)
        self._most = sum(one.share for one in held) + TIMELY * len(times)
        self._shares = {one.term: self._with_pairs(one) for one in held if "_" not in one.term}

    def named(self) -> Iterator[Stage]:
        """Look for what holds all words in its name, first of the very time."""
        names = [(Occur.Must, one.named) for one in self._held]
        if self._times:
            rarest, others = self._times[0], self._times[1:]
            parts = [*names, (Occur.Must, rarest), *_should(others)]
            yield Stage(parts, _FRESHEST * (self._most - TIMELY), is_exact=True)
        # What lacks a word in its name has a smaller share, however fresh it is.
        yield Stage([*names, *_should(self._times)], 0.0, is_exact=True)

    def holding(self) -> Stage | None:
        """Look for what holds each syllable that tells much; ``None`` where too few do."""
        needed = {term for term, share in self._shares.items() if share >= _MUCH}
        return self._with_all(needed) if len(needed) >= _FEWEST else None

    def loosely(self, enough: float) -> Stage:
        """Look for what holds any of the rarest words that weigh so much together."""
        needed, others = self._parted(self._rarest(enough))
        parts = [(Occur.Must, any_of([query for one in needed for query in one.lists]))]
        bound = _FRESHEST * (self._most - sum(one.share for one in needed))
        lists = [query for one in others for query in one.lists]
        if enough <= SOME:
            return Stage(_preferring(parts, (*lists, *self._times)), bound)
        return Stage([*parts, *_should((*lists, *self._times))], bound)

    def beyond(self, score: float) -> Stage:
        """Look for all that scores more than something."""
        lacking = self._most - score / _FRESHEST
        needed = {term for term, share in self._shares.items() if share >= lacking}
        rarest = self._rarest(lacking)
        lengths = [one.length for one in self._held if one.term in needed]
        if lengths and min(lengths) < sum(one.length for one in self._held[:rarest]):
            return self._with_all(needed)._replace(bound=score)
        return self.loosely(lacking)._replace(bound=score)

    def _with_all(self, needed: Set[str]) -> Stage:
        parts = [(Occur.Must, any_of(one.lists)) for one in self._held if one.term in needed]
        others = [query for one in self._held if one.term not in needed for query in one.lists]
        bound = _FRESHEST * (self._most - min(self._shares[term] for term in needed))
        return Stage([*parts, *_should((*others, *self._times))], bound)

    def _with_pairs(self, syllable: Held) -> float:
        # What lacks a syllable lacks its pairs, too.
        pairs = (one for one in self._held if one is not syllable)
        return syllable.share + sum(o.share for o in pairs if syllable.term in o.term.split("_"))

    def _rarest(self, enough: float) -> int:
        weight = 0.0
        for number, one in enumerate(self._held):
            if weight >= enough:
                return number
            weight += one.share
        return len(self._held)

    def _parted(self, at: int) -> tuple[list[Held], list[Held]]:
        return self._held[:at], self._held[at:]


def _preferring(parts: Sequence[Part], others: Iterable[Query]) -> list[Part]:
    """Find the few documents that some parts find; what others find, too, scores more."""
    # One in the other: each list is read only where those documents lie.
    found = both(parts)
    for query in others:
        found = both([(Occur.Must, found), (Occur.Should, query)])
    return [(Occur.Must, found)]


def both(parts: Sequence[Part]) -> Query:
    """Put the parts of a query together."""
    return Query.boolean_query(list(parts)) if parts else Query.all_query()


def any_of(queries: Sequence[Query]) -> Query:
    """Find what any of some queries finds."""
    return Query.boolean_query(_should(queries))


def _should(queries: Sequence[Query]) -> list[Part]:
    return [(Occur.Should, query) for query in queries]
