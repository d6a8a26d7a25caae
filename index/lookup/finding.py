"""Queries -> what the index finds by them, best or newest first, in an order that is total.

``Finder`` is the entry point; which queries are asked is up to ``index.lookup.disk``.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from index.linked import reading
from index.lookup.layout import FRESH, KEY, RANK, SPOT
from index.lookup.order import ALIKE, MOST_PLACES
from index.lookup.plan import Part, both

# More than are wanted are looked at, since the index knows their shares only about.
MORE = 6
# So many are told apart where the first of very many equals are wanted.
MOST_EQUAL = 400


Row = tuple[float, int, tantivy.DocAddress]
"""Score, rank and address of a document that was found; most rows are only sorted."""


class Hit(NamedTuple):
    """A document that was found; see ``index.lookup.layout``."""

    score: float
    key: int
    address: tantivy.DocAddress


_SCORE_AND_RANK = itemgetter(0, 1)


class Finder:
    """Asks one index."""

    def __init__(self, folder: Path, searcher: tantivy.Searcher) -> None:
        """Ask the open index of a folder."""
        self._reading = reading(folder)
        self._searcher = searcher

    def rows(self, parts: Sequence[Part], limit: int, few: int = 0) -> list[Row]:
        """Find the best.

        Args:
            parts: Of the query.
            limit: How many.
            few: Where more than these may be equal, so many are looked at.
        """
        # Which of many equals are among the first must not hang on how the index was made.
        found = self._nearest(parts, max(limit, few))
        if len(found) == limit < MOST_EQUAL and found[-1][0] == found[limit - MORE][0]:
            found = self._nearest(parts, MOST_EQUAL)
        found.sort(key=_SCORE_AND_RANK, reverse=True)
        return found[:limit]

    def hits(self, rows: Sequence[Row]) -> list[Hit]:
        """Look up the keys of what was found."""
        keys = self._column(KEY, [address for _, _, address in rows])
        return [
            Hit(score, key, address) for (score, _, address), key in zip(rows, keys, strict=True)
        ]

    def spots(self, rows: Sequence[Row]) -> list[int]:
        """Look up the spots of what was found; see ``index.lookup.order.spot``."""
        return self._column(SPOT, [address for _, _, address in rows])

    def count(self, parts: Sequence[Part]) -> int:
        """Count what is found."""
        with self._reading:
            # tantivy's stub does not name it.
            return int(self._searcher.search(both(parts), limit=1).count)  # type: ignore[attr-defined]

    def _nearest(self, parts: Sequence[Part], limit: int) -> list[Row]:
        with self._reading:
            query = both(parts)
            found = self._searcher.search(query, limit, count=False, weight_by_field=FRESH).hits
        ranks = self._column(RANK, [address for _, address in found])
        return [(score, rank, at) for (score, at), rank in zip(found, ranks, strict=True)]

    def _column(self, name: str, addresses: list[tantivy.DocAddress]) -> list[int]:
        with self._reading:
            # Each document has it.
            values: list[Any] = self._searcher.fast_field_values(name, addresses)
        return values

    def terms(self, field: str) -> list[tuple[str, int]]:
        """Give all terms of a field that has few, and how many documents hold each."""
        with self._reading:
            return list(self._searcher.terms_with_prefix(field, ""))

    def newest(self, within: Sequence[Part], most: int) -> list[Hit]:
        """Give what is found, the newest first; it scores nothing."""
        with self._reading:
            found = self._searcher.search(
                both(within), limit=most, count=False, order_by_field=RANK
            ).hits
        return self.hits([(0.0, int(rank), address) for rank, address in found])


def spread_out(rows: Sequence[Row], spots: Sequence[int], most: int) -> list[Row]:
    """Keep the first, and of the others that are about as near the best of each further place."""
    kept = list(rows[:most])
    known = set(spots[:most])
    for row, spot in zip(rows[most:], spots[most:], strict=True):
        if row[0] < ALIKE * rows[0][0] or len(kept) >= most + MOST_PLACES:
            break
        if spot not in known:
            known.add(spot)
            kept.append(row)
    return kept
