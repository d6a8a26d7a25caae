"""The observations of a large store, found in a tantivy index beside it.

The index gives candidates by about the share that ``Lookup.near`` speaks of; they are read from
the store and described, and what is given is reckoned from that, exactly as in memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Generic

import tantivy

from index.linked import must_recount, open_index, reading
from index.lookup.finding import MORE, Finder, Hit
from index.lookup.layout import FIELDS, SAID, kept_in
from index.lookup.models import (
    NO_TIMES,
    SURELY,
    At,
    D,
    Described,
    Describing,
    Field,
    Kept,
    Near,
    Scope,
    Words,
)
from index.lookup.opening import Observations
from index.lookup.plan import both
from index.lookup.queries import Queries
from index.lookup.remembering import Sought
from index.lookup.searching import Searching
from index.lookup.weighing import weighed
from index.models import Order, StoredObservation

_MOST_KEPT, _MOST_ARTICLES, _MOST_BEST = 4_000, 64, 500
_FEW = 3
# Of one article; more than any has, but long lists.
_MOST_OWN = 200
# So many of all places are mostly wanted.
_MOSTLY = 30


class DiskLookup(Generic[D]):
    """The observations of a store, found by an index on disk."""

    def __init__(self, folder: Path, records: Observations, describing: Describing[D]) -> None:
        """Open an index.

        Args:
            folder: As ``ObservationSink`` left it.
            records: Holds the observations.
            describing: Describes them; as the sink's.

        Raises:
            TermsCorrupt: It is damaged, or another version wrote it; so do all that look up.
        """
        self._folder = folder
        with reading(folder):
            index = open_index(folder)
            self._searcher = index.searcher()
            self._recounts = must_recount(folder)
        self._finder = Finder(folder, self._searcher)
        self._records = records
        self._describing = describing
        self._queries = Queries(index.schema, self._searcher.doc_freq)
        self._searching = Searching(self._finder, self._queries, describing.telling)
        self._kept: OrderedDict[int, D] = OrderedDict()
        self._ids_of_article = lru_cache(maxsize=_MOST_ARTICLES)(self._find_ids)
        self._best = lru_cache(maxsize=_MOST_BEST)(self._find_best)

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self._searcher.num_docs)

    def named(self, term: str) -> int:
        """Count the observations whose names hold a term."""
        return self._holders(Field.NAME, term)

    def is_said(self, term: str) -> bool:
        """Tell whether any sentence holds a term."""
        return any(self._holders(field, term) for field in (Field.QUOTE, Field.CLAUSE, SAID))

    def holds(self, phrase: str) -> bool:
        """Tell whether all words of a phrase stand in some observation, not always in one."""
        frequency = self._searcher.doc_freq
        telling = self._describing.telling(phrase)
        return bool(telling) and all(
            any(frequency(field, word) for field in FIELDS) for word in telling
        )

    def near(self, words: Words, scope: Scope[D], most: int) -> Near[D]:
        """Find the observations that share a word with what is sought, or a related one."""
        if scope.article is not None:
            found = self.of_article(scope.article)
        else:
            found = self._looked_at(self._searching.near(words, scope, most))
        if scope.belongs is not None:
            found = list(filter(scope.belongs, found))
        return weighed(found, words, scope, most, self._describing)

    def best(self, words: Words, times: frozenset[str] = NO_TIMES) -> float:
        """Give the largest share that any observation has; 0 where none has any."""
        return self._best(Sought(words), times)

    def pool(self, scope: Scope[D], words: Words | None = None, *, most: int) -> list[D]:
        """Give the observations of a scope in order, the nearest or newest where they are many."""
        within = self._queries.within(scope)
        hits = self._finder.newest(within, most)
        if len(hits) == most and words is not None:
            return self._with_own(self._searching.alike(words, within, most), scope)
        return self._ordered(self._looked_at(hits), scope)

    def alike(self, scope: Scope[D], words: Words | None, *, most: int) -> list[D]:
        """Give the observations of a scope that hold half of some words, and of its article."""
        within = self._queries.within(scope)
        hits = self._searching.alike(words, within, most) if words is not None else []
        number = self._records.number_of(scope.article) if scope.article is not None else None
        if number is not None:
            hits += self._finder.newest([self._queries.article(number), *within], _MOST_OWN)
        return self._ordered(dict.fromkeys(self._looked_at(hits)), scope)

    def _with_own(self, hits: Sequence[Hit], scope: Scope[D]) -> list[D]:
        own = self.of_article(scope.article) if scope.article is not None else ()
        return self._ordered(dict.fromkeys((*self._looked_at(hits), *own)), scope)

    def _ordered(self, entries: Iterable[D], scope: Scope[D]) -> list[D]:
        return sorted(filter(scope.belongs, entries) if scope.belongs else entries, key=_order)

    def exceeds(self, scope: Scope[D], most: int) -> bool:
        """Tell whether a scope has more than ``pool`` looks at."""
        return self._finder.count(self._queries.within(scope)) > most

    def called(self, names: Collection[str], most: int) -> list[D]:
        """Give the observations of some indicators, in order."""
        if not names:
            return []
        wanted = [(tantivy.Occur.Must, self._queries.called(sorted(set(names))))]
        return sorted(self._looked_at(self._finder.newest(wanted, most)), key=_order)

    def of_article(self, name: str) -> Sequence[D]:
        """Give the observations of an article, in the order of its text."""
        return self._at(self._ids_of_article(name))

    def places_of(self, name: str) -> Collection[At]:
        """Give place and province of the observations of an article."""
        return self._records.places_of(name)

    def get(self, number: int) -> D | None:
        """Give an observation by its id."""
        return next(iter(self._at((number,))), None)

    def _find_best(self, sought: Sought, times: frozenset[str]) -> float:
        with reading(self._folder):
            query = both(self._queries.named(sought.words))
            if self._searcher.search(query, 1, count=False).hits:
                return SURELY[Field.NAME]
        best = 0.0
        for stage, hits in self._searching.anywhere(sought, times, _MOSTLY + MORE):
            found = self._looked_at(hits[: _FEW + MORE])
            near = weighed(found, sought.words, Scope(), 1, self._describing)
            best = max(best, *near.shares.values(), 0.0)
            if hits and best >= stage.bound:
                break
        return best

    def _find_ids(self, name: str) -> tuple[int, ...]:
        return tuple(self._keep(stored).stored.id for stored in self._records.observations_of(name))

    def _looked_at(self, hits: Sequence[Hit]) -> list[D]:
        unknown = [hit for hit in hits if hit.key not in self._kept]
        with reading(self._folder):
            kept = {hit.key: kept_in(self._searcher.doc(hit.address)) for hit in unknown}
        quotes = {key: one.quote for key, one in kept.items() if one is not None}
        for stored in self._records.observations_at(list(kept), quotes) if kept else ():
            self._keep(stored, kept[stored.id])
        return self._at([hit.key for hit in hits])

    def _at(self, ids: Sequence[int]) -> list[D]:
        unknown = [number for number in ids if number not in self._kept]
        for stored in self._records.observations_at(unknown) if unknown else ():
            self._keep(stored)
        known = [number for number in ids if number in self._kept]
        for number in known:
            self._kept.move_to_end(number)
        found = [self._kept[number] for number in known]
        while len(self._kept) > max(_MOST_KEPT, len(known)):
            self._kept.popitem(last=False)
        return found

    def _keep(self, stored: StoredObservation, kept: Kept | None = None) -> D:
        one = self._kept.get(stored.id)
        if one is None:
            one = self._kept[stored.id] = self._describing.describe(stored, kept)
        return one

    def _holders(self, field: str, term: str) -> int:
        with reading(self._folder):
            count = self._searcher.doc_freq(field, term)
            if count and self._recounts:
                count = self._finder.count([(tantivy.Occur.Must, self._queries.term(field, term))])
        return int(count)


def _order(one: Described) -> Order:
    return one.order
