"""Every observation of a small store in memory, with lists of those that hold each term.

What is described and listed costs time, so it waits until it is asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Generic

from index.lookup.models import NO_TIMES, RELATED, SURELY, At, D, Describing, Near, Scope, Words
from index.lookup.order import foremost, place_key
from index.models import StoredObservation

_MOST_PHRASES = 2_000


class MemoryLookup(Generic[D]):
    """The observations of a store small enough to be held.

    Attributes:
        entries: All of them, described, in the order given.
    """

    def __init__(
        self, observations: Iterable[StoredObservation], describing: Describing[D]
    ) -> None:
        """Hold some observations."""
        self.entries: Sequence[D] = tuple(describing.describe(stored) for stored in observations)
        self._describing = describing
        self._holding = lru_cache(maxsize=_MOST_PHRASES)(self._find_holding)
        self._last: tuple[Words, Near[D]] | None = None

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.entries)

    def named(self, term: str) -> int:
        """Count the observations whose names hold a term."""
        return self._named[term]

    def is_said(self, term: str) -> bool:
        """Tell whether any sentence holds a term."""
        return term in self._said

    def holds(self, phrase: str) -> bool:
        """Tell whether all words of a phrase stand in one observation."""
        return bool(self._holding(phrase))

    def near(self, words: Words, scope: Scope[D], most: int) -> Near[D]:
        """Find the observations that share a word with what is sought, or a related one."""
        everywhere = self._everywhere(words)
        shares = everywhere.shares
        if scope.article is not None:
            own = self._of_article.get(scope.article, ())
            shares = {one: shares[one] for one in own if one in shares}
        if scope.belongs is not None:
            shares = {one: share for one, share in shares.items() if scope.belongs(one)}
        return Near(foremost(shares, scope, most), everywhere.related)

    def best(self, words: Words, times: frozenset[str] = NO_TIMES) -> float:
        """Give the largest share that any observation has; 0 where none has any."""
        return max(self._everywhere(words).shares.values(), default=0.0)

    def pool(self, scope: Scope[D], words: Words | None = None, *, most: int) -> list[D]:
        """Give the observations of a scope, in order."""
        found: Iterable[D] = self.entries
        if scope.places is not None:
            found = (one for key in sorted(scope.places) for one in self._of_place.get(key, ()))
        if scope.belongs is not None:
            found = filter(scope.belongs, found)
        if scope.value is not None:
            found = (one for one in found if one.stored.observation.value == scope.value)
        return sorted(found, key=lambda one: one.order)

    def alike(self, scope: Scope[D], words: Words | None, *, most: int) -> list[D]:
        """Give the observations of a scope, in order."""
        return self.pool(scope, most=most)

    def exceeds(self, scope: Scope[D], most: int) -> bool:
        """Tell whether a scope has more than is given: it never has."""
        return False

    def called(self, names: Collection[str], most: int) -> list[D]:
        """Give the observations of some indicators, in order."""
        found = [one for name in sorted(set(names)) for one in self._called.get(name, ())]
        return sorted(found, key=lambda one: one.order)

    def of_article(self, name: str) -> Sequence[D]:
        """Give the observations of an article, in the order of its text."""
        return self._of_article.get(name, ())

    def places_of(self, name: str) -> Collection[At]:
        """Give place and province of the observations of an article."""
        told = (one.stored.observation for one in self._of_article.get(name, ()))
        return {(own.place, own.province) for own in told}

    def get(self, number: int) -> D | None:
        """Give an observation by its id."""
        return self._by_id.get(number)

    def _everywhere(self, words: Words) -> Near[D]:
        if self._last is not None and self._last[0] is words:
            return self._last[1]
        found: dict[D, float] = defaultdict(float)
        related: dict[str, dict[D, float]] = {}
        for term, weight in words.weights.items():
            held = self._holders.get(term, {})
            if term in words.related:
                near = related[term] = self._related(words.related[term])
                held = dict(held)
                for one, surely in near.items():
                    held[one] = max(held.get(one, 0.0), RELATED * surely)
            for one, surely in held.items():
                found[one] += weight * surely
        near_all = Near({one: share / words.total for one, share in found.items()}, related)
        self._last = words, near_all
        return near_all

    def _related(self, phrases: Iterable[str]) -> dict[D, float]:
        near: dict[D, float] = {}
        for phrase in phrases:
            for one, surely in self._holding(phrase).items():
                if surely > near.get(one, 0.0):
                    near[one] = surely
        return near

    def _find_holding(self, phrase: str) -> Mapping[D, float]:
        nobody: Mapping[D, float] = {}
        telling = self._describing.telling(phrase)
        by_word = sorted((self._holders.get(s, nobody) for s in telling), key=len)
        return {
            one: one.holds(phrase, min(other[one] for other in by_word))
            for one in (by_word[0] if by_word else nobody)
            if all(one in other for other in by_word)
        }

    @cached_property
    def _holders(self) -> dict[str, dict[D, float]]:
        holders: dict[str, dict[D, float]] = defaultdict(dict)
        for one in self.entries:
            for term, field in one.fields.items():
                holders[term][one] = SURELY[field]
        return dict(holders)

    @cached_property
    def _named(self) -> Counter[str]:
        return Counter(term for one in self.entries for term in one.terms)

    @cached_property
    def _said(self) -> set[str]:
        quotes = {one.stored.citation.quote: one for one in self.entries}
        return {term for one in quotes.values() for term in one.quote}

    @cached_property
    def _of_place(self) -> dict[str, list[D]]:
        found: dict[str, list[D]] = defaultdict(list)
        for one in self.entries:
            found[place_key(one.stored.observation.place)].append(one)
        return dict(found)

    @cached_property
    def _of_article(self) -> dict[str, list[D]]:
        found: dict[str, list[D]] = defaultdict(list)
        for one in self.entries:
            found[one.stored.citation.article].append(one)
        return dict(found)

    @cached_property
    def _called(self) -> dict[str, list[D]]:
        found: dict[str, list[D]] = defaultdict(list)
        for one in self.entries:
            found[one.stored.observation.indicator.lower()].append(one)
        return dict(found)

    @cached_property
    def _by_id(self) -> dict[int, D]:
        return {one.stored.id: one for one in self.entries}
