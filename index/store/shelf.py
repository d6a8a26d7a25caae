"""The parts of a store as one: which of them holds an article that is still to be seen.

The newest part that names an article decides; what older ones say of it is hidden.
"""

from __future__ import annotations

import heapq
import json
import os
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from typing import Any

from index.sink import article_of
from index.store.models import Look, SourceState, stored_path
from index.store.part import Part

_AT_ONCE = 32
_LOOKS = (
    "SELECT path, size, "
    "CASE WHEN mtime_ns <> 0 AND article <> 0 AND declared = '' THEN mtime_ns END, ctime_ns "
    "FROM source"
)
_NAMED = "SELECT number, name FROM article WHERE name IN (SELECT value FROM json_each(?))"
_HOLDING = "SELECT number, name FROM article WHERE content_key IN (SELECT value FROM json_each(?))"


class Shelf:
    """Open parts.

    Attributes:
        parts: Oldest first.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        """Read from open parts, oldest first."""
        self.parts = parts
        self._holders = [part for part in parts if part.entry.first]
        self._firsts = [part.entry.first for part in self._holders]
        self._hidden = frozenset(
            number for part in parts for (number,) in part.rows("SELECT number FROM gone")
        )

    def shows(self, number: int) -> bool:
        """Tell whether an article is to be seen; its number is one that a part holds."""
        return number not in self._hidden

    def find(self, name: str) -> tuple[Part, int] | None:
        """Find the part that holds an article, and its number, by its name."""
        for part in reversed(self.parts):
            row = part.row("SELECT number FROM article WHERE name = ?", name)
            if row is not None and self.shows(row[0]):
                return part, row[0]
        return None

    def first_named(
        self, statement: str, *values: object, parts: Sequence[Part] | None = None
    ) -> str | None:
        """Find the first row of an article to be seen, of rows of its number and a text."""
        for part in self.parts if parts is None else parts:
            for number, name in part.rows(statement, *values):
                if self.shows(number):
                    return str(name)
        return None

    def batches(self) -> Iterator[tuple[Part, list[int]]]:
        """Give the numbers of all articles in order of names, some at a time of one part."""
        streams = [self._names(at, part) for at, part in enumerate(self.parts)]
        for at, run in groupby(heapq.merge(*streams), key=lambda one: one[1]):
            numbers = (number for _, _, number in run)
            while batch := list(islice(numbers, _AT_ONCE)):
                yield self.parts[at], batch

    def newest(self, skip: int, most: int) -> list[str]:
        """Name some articles, the newest first, those without a day last."""
        streams = [self._by_day(part) for part in self.parts]
        return [name for *_, name in islice(heapq.merge(*streams), skip, skip + most)]

    def by_part(self, keys: Iterable[int]) -> Iterator[tuple[Part, list[int]]]:
        """Sort keys of passages or observations by the part that may hold them."""
        asked: dict[int, list[int]] = defaultdict(list)
        for key in keys:
            at = bisect_right(self._firsts, article_of(key)) - 1
            if at >= 0 and self.shows(article_of(key)):
                asked[at].append(key)
        return ((self._holders[at], asked[at]) for at in sorted(asked))

    def tally(self, statement: str, *values: object) -> Iterator[tuple[Any, Any, int]]:
        """Sum up rows of two names and a count over all parts; what comes to nothing is left out."""
        sums: Counter[tuple[Any, Any]] = Counter()
        for part in self.parts:
            for name, other, count in part.rows(statement, *values):
                sums[name, other] += count
        return ((name, other, count) for (name, other), count in sums.items() if count)

    def sources(self) -> dict[str, SourceState]:
        """Give what is known of the source files, by path."""
        states: dict[str, SourceState] = {}
        for part in self.parts:
            # There may be very many, and all of them are wanted.
            found = [
                state if type(state[0]) is str else state._replace(path=os.fsdecode(state[0]))
                for state in map(SourceState._make, part.rows("SELECT * FROM source"))
            ]
            states |= {state[0]: state for state in found}
            for state in found:
                if state[1] is None:
                    del states[state[0]]
        return states

    def looks(self) -> dict[str, Look]:
        """Give how the source files looked, by path."""
        looks: dict[str, Look] = {}
        for part in self.parts:
            looks |= part.by_first(_LOOKS)
        for path in [path for path in looks if type(path) is not str]:
            row = looks.pop(path)
            looks[os.fsdecode(path)] = os.fsdecode(path), *row[1:]
        for path in [path for path, row in looks.items() if row[1] is None]:
            del looks[path]
        return looks

    def sources_at(self, paths: Iterable[str]) -> dict[str, SourceState]:
        """Give what is known of some source files, by path."""
        states: dict[str, SourceState] = {}
        for path in paths:
            rows = (
                part.row("SELECT * FROM source WHERE path = ?", stored_path(path))
                for part in reversed(self.parts)
            )
            row = next(filter(None, rows), None)
            if row is not None and row[1] is not None:
                states[path] = SourceState(path, *row[1:])
        return states

    def articles_like(self, names: Iterable[str], content_keys: Iterable[str]) -> dict[int, str]:
        """Find the articles that have one of these names or contents: their names by number."""
        wanted = json.dumps(list(names)), json.dumps(list(content_keys))
        return {
            number: name
            for part in self.parts
            for number, name in chain(part.rows(_NAMED, wanted[0]), part.rows(_HOLDING, wanted[1]))
            if self.shows(number)
        }

    def _by_day(self, part: Part) -> Iterator[tuple[bool, float, str]]:
        rows = part.rows(
            "SELECT published IS NULL, -julianday(published), name, number FROM article "
            "ORDER BY published DESC NULLS LAST, name"
        )
        for dayless, day, name, number in rows:
            if self.shows(number):
                yield bool(dayless), day or 0, name

    def _names(self, at: int, part: Part) -> Iterator[tuple[str, int, int]]:
        for name, number in part.rows("SELECT name, number FROM article ORDER BY name"):
            if self.shows(number):
                yield name, at, number
