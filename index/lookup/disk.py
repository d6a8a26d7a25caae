"""The observations of a large store, found in a tantivy index beside it.

The index gives candidates by about the share that ``Lookup.near`` speaks of; they are read from
the store and described, and what is given is reckoned from that, exactly as in memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol

import tantivy

from index.linked import must_recount, open_index, reading
from index.lookup.layout import FIELDS, FRESH, KEY, RANK, SAID, SPOT, fields_of
from index.lookup.models import SURELY, D, Describing, Field, Near, Scope, Words
from index.lookup.order import ALIKE, MOST_PLACES, foremost, share_of
from index.lookup.queries import ENOUGH, Part, Queries, both
from index.models import StoredObservation

_MOST_KEPT, _MOST_ARTICLES, _MOST_BEST = 4_000, 64, 500
# More than are wanted are looked at, since the index knows their shares only about.
_MORE = 14
# With every place wanted, so many are looked through for further places.
_MOST_SPREAD = 2_000
# So many are told apart where the first of very many equals are wanted.
_MOST_EQUAL = 400
_FEW = 3
# What an observation named like another at least shares with it.
_LEAST_NAMED = 0.5


class Records(Protocol):
    """Where the observations are kept."""

    def observations_at(self, ids: Sequence[int]) -> list[StoredObservation]:
        """Find observations by their ids, in the order asked for; unknown ids are left out."""
        ...

    def observations_of(self, name: str) -> list[StoredObservation]:
        """Find the observations of an article."""
        ...


class DiskLookup(Generic[D]):
    """The observations of a store, found by an index on disk."""

    def __init__(self, folder: Path, records: Records, describing: Describing[D]) -> None:
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
        self._records = records
        self._describing = describing
        self._queries = Queries(index.schema, self._searcher.doc_freq)
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
            found: Iterable[D] = self.of_article(scope.article)
        else:
            found = self._looked_at(self._candidates(words, scope, most))
        if scope.belongs is not None:
            found = filter(scope.belongs, found)
        return self._weighed(words, tuple(found), scope, most)

    def best(self, words: Words) -> float:
        """Give the largest share that any observation has; 0 where none has any."""
        return self._best(_Sought(words))

    def pool(self, scope: Scope[D], words: Words | None = None, *, most: int) -> list[D]:
        """Give the observations of a scope in order, the nearest or newest where they are many."""
        within = self._queries.within(scope)
        keys = self._newest(within, most)
        if len(keys) < most or words is None:
            entries = self._at(keys)
        else:
            entries = self._looked_at(self._named_like(words, within, most))
            own = self.of_article(scope.article) if scope.article is not None else ()
            entries = list(dict.fromkeys((*entries, *own)))
        if scope.belongs is not None:
            entries = list(filter(scope.belongs, entries))
        return sorted(entries, key=lambda one: one.order)

    def called(self, names: Collection[str], most: int) -> list[D]:
        """Give the observations of some indicators, in order."""
        if not names:
            return []
        wanted = [(tantivy.Occur.Must, self._queries.called(sorted(set(names))))]
        return sorted(self._at(self._newest(wanted, most)), key=lambda one: one.order)

    def of_article(self, name: str) -> Sequence[D]:
        """Give the observations of an article, in the order of its text."""
        return self._at(self._ids_of_article(name))

    def get(self, number: int) -> D | None:
        """Give an observation by its id."""
        return next(iter(self._at((number,))), None)

    def _candidates(self, words: Words, scope: Scope[D], most: int) -> list[_Hit]:
        within = self._queries.within(scope)
        telling = self._describing.telling
        limit = _MOST_SPREAD if scope.spread else most + _MORE
        # Of all places, very many are as near as each other.
        likely = 0 if within else _MOST_EQUAL
        for enough in (ENOUGH, 1.0):
            parts = self._queries.near(words, telling, scope.times, enough=enough)
            if parts is None:
                return []
            hits = self._search([*within, *parts], limit, likely)
            # What holds none of the rarer words may else be as near as these.
            if len(hits) == limit and hits[-1].score >= 1 - enough:
                break
        return self._spread(hits, most + _MORE) if scope.spread else hits

    def _search(self, parts: Sequence[Part], limit: int, few: int = 0) -> list[_Hit]:
        # Which of many equals are among the first must not hang on how the index was made.
        found = self._nearest(parts, max(limit, few))
        if len(found) == limit < _MOST_EQUAL and found[-1][0] == found[limit - _MORE][0]:
            found = self._nearest(parts, _MOST_EQUAL)
        found.sort(key=_SCORE_AND_RANK, reverse=True)
        return list(map(_Hit._make, found[:limit]))

    def _nearest(self, parts: Sequence[Part], limit: int) -> list[_Row]:
        with reading(self._folder):
            query = both(parts)
            found = self._searcher.search(query, limit, count=False, weight_by_field=FRESH).hits
            at = [address for _, address in found]
            columns = [self._searcher.fast_field_values(name, at) for name in (RANK, KEY, SPOT)]
        return list(zip((score for score, _ in found), *columns, at, strict=True))

    def _spread(self, hits: Sequence[_Hit], most: int) -> list[_Hit]:
        kept = list(hits[:most])
        spots = {hit.spot for hit in kept}
        for hit in hits[most:]:
            if hit.score < ALIKE * hits[0].score or len(kept) >= most + MOST_PLACES:
                break
            if hit.spot not in spots:
                spots.add(hit.spot)
                kept.append(hit)
        return kept

    def _named_like(self, words: Words, within: Sequence[Part], most: int) -> list[_Hit]:
        parts = self._queries.near(words, _no_phrase, enough=_LEAST_NAMED)
        hits = self._search([*within, *parts], most) if parts else []
        return [hit for hit in hits if hit.score >= _LEAST_NAMED]

    def _newest(self, within: Sequence[Part], most: int) -> list[int]:
        with reading(self._folder):
            found = self._searcher.search(
                both(within), limit=most, count=False, order_by_field=RANK
            ).hits
            keys = self._searcher.fast_field_values(KEY, [address for _, address in found])
        return [int(key or 0) for key in keys]

    def _weighed(self, words: Words, found: Sequence[D], scope: Scope[D], most: int) -> Near[D]:
        related = self._related(words, found)
        shares: dict[D, float] = {}
        for one in found:
            near = {term: held[one] for term, held in related.items() if one in held}
            share = share_of(one, words, near)
            if share:
                shares[one] = share
        return Near(foremost(shares, scope, most), related)

    def _related(self, words: Words, found: Sequence[D]) -> dict[str, dict[D, float]]:
        phrases = dict.fromkeys(phrase for held in words.related.values() for phrase in held)
        holding = {phrase: self._holding(phrase, found) for phrase in phrases}
        related: dict[str, dict[D, float]] = {}
        for term, held in words.related.items():
            near = related[term] = {}
            for phrase in held:
                for one, surely in holding[phrase].items():
                    near[one] = max(surely, near.get(one, 0.0))
        return related

    def _holding(self, phrase: str, found: Sequence[D]) -> dict[D, float]:
        telling = self._describing.telling(phrase)
        if not telling:
            return {}
        first, others = telling[0], telling[1:]
        holding = [one for one in found if first in one.found]
        for word in others:
            holding = [one for one in holding if word in one.found]
        return {one: one.holds(phrase, min(one.found[w] for w in telling)) for one in holding}

    def _find_best(self, sought: _Sought) -> float:
        with reading(self._folder):
            query = both(self._queries.named(sought.words))
            if self._searcher.search(query, 1, count=False).hits:
                return SURELY[Field.NAME]
        return max(self.near(sought.words, Scope(), _FEW).shares.values(), default=0.0)

    def _find_ids(self, name: str) -> tuple[int, ...]:
        return tuple(self._keep(stored).stored.id for stored in self._records.observations_of(name))

    def _looked_at(self, hits: Sequence[_Hit]) -> list[D]:
        unknown = {hit.key: hit for hit in hits if hit.key not in self._kept}
        for stored in self._records.observations_at(list(unknown)) if unknown else ():
            with reading(self._folder):
                fields = fields_of(self._searcher.doc(unknown[stored.id].address))
            self._keep(stored, fields)
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

    def _keep(self, stored: StoredObservation, fields: Mapping[str, Field] | None = None) -> D:
        one = self._kept.get(stored.id)
        if one is None:
            one = self._kept[stored.id] = self._describing.describe(stored, fields)
        return one

    def _holders(self, field: str, term: str) -> int:
        with reading(self._folder):
            count = self._searcher.doc_freq(field, term)
            if count and self._recounts:
                found = self._searcher.search(self._queries.term(field, term), limit=1)
                # tantivy's stub does not name it.
                count = found.count  # type: ignore[attr-defined]
        return int(count)


class _Hit(NamedTuple):
    score: float
    rank: int
    key: int
    spot: int
    address: tantivy.DocAddress


# Most rows are only sorted, and never become hits.
_Row = tuple[Any, ...]
_SCORE_AND_RANK = itemgetter(0, 1)


class _Sought:
    """Words that are equal where the same is sought."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._key = frozenset(words.weights.items()), frozenset(words.related.items())

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sought) and self._key == other._key


def _no_phrase(_: str) -> Sequence[str]:
    return ()
