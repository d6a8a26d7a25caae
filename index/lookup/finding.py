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
MORE = 14
# So many are told apart where the first of very many equals are wanted.
MOST_EQUAL = 400


class Hit(NamedTuple):
    """A document that was found; see ``index.lookup.layout``."""

    score: float
    rank: int
    key: int
    spot: int
    address: tantivy.DocAddress


Row = tuple[Any, ...]
"""The same as plain values: most rows are only sorted, and never become hits."""

_SCORE_AND_RANK = itemgetter(0, 1)
_SPOT = Hit._fields.index("spot")


class Finder:
    """Asks one index."""

    def __init__(self, folder: Path, searcher: tantivy.Searcher) -> None:
        """Ask the open index of a folder."""
        self._reading = reading(folder)
        self._searcher = searcher

    def find(self, parts: Sequence[Part], limit: int, few: int = 0) -> list[Hit]:
        """Find the best.

        Args:
            parts: Of the query.
            limit: How many.
            few: Where more than these may be equal, so many are looked at.
        """
        return list(map(Hit._make, self.rows(parts, limit, few)))

    def rows(self, parts: Sequence[Part], limit: int, few: int = 0) -> list[Row]:
        """Find the same as ``find``, as rows."""
        # Which of many equals are among the first must not hang on how the index was made.
        found = self._nearest(parts, max(limit, few))
        if len(found) == limit < MOST_EQUAL and found[-1][0] == found[limit - MORE][0]:
            found = self._nearest(parts, MOST_EQUAL)
        found.sort(key=_SCORE_AND_RANK, reverse=True)
        return found[:limit]

    def count(self, parts: Sequence[Part]) -> int:
        """Count what is found."""
        with self._reading:
            # tantivy's stub does not name it.
            return int(self._searcher.search(both(parts), limit=1).count)  # type: ignore[attr-defined]

    def _nearest(self, parts: Sequence[Part], limit: int) -> list[Row]:
        with self._reading:
            query = both(parts)
            found = self._searcher.search(query, limit, count=False, weight_by_field=FRESH).hits
            at = [address for _, address in found]
            columns = [self._searcher.fast_field_values(name, at) for name in (RANK, KEY, SPOT)]
        return list(zip((score for score, _ in found), *columns, at, strict=True))

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
            keys = self._searcher.fast_field_values(KEY, [address for _, address in found])
        return [
            Hit(0.0, int(rank), int(key or 0), 0, address)
            for (rank, address), key in zip(found, keys, strict=True)
        ]


def spread_out(rows: Sequence[Row], most: int) -> list[Row]:
    """Keep the first, and of the others that are about as near the best of each further place."""
    kept = list(rows[:most])
    spots = {row[_SPOT] for row in kept}
    for row in rows[most:]:
        if row[0] < ALIKE * rows[0][0] or len(kept) >= most + MOST_PLACES:
            break
        if row[_SPOT] not in spots:
            spots.add(row[_SPOT])
            kept.append(row)
    return kept
