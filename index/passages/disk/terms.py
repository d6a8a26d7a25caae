"""The terms of all passages on the disk, read: how many passages hold a term, and which hold some.

``Terms.open`` is the entry point. Documents that are deleted stay in tantivy's counts until it
joins their segment with others, so where there are any, holders are counted one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Self

import tantivy

from index.errors import TermsMissing
from index.linked import must_recount, open_index, reading
from index.passages.disk.layout import HEADING, KEY, LENGTH
from index.passages.fields import EXACT, EXACT_PAIRS, FOLDED, FOLDED_PAIRS, WEIGHTS

_LIST = "meta.json"
_COUNTED = 1 << 14


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that holds some of the terms looked for.

    Attributes:
        key: Of the passage in the store.
        heading: The last paragraph of its article's head.
        score: As tantivy weighs it.
    """

    key: int
    heading: int
    score: float


class Terms:
    """The passages of one folder; may be used from several threads.

    It counts words as ``index.passages.vocabulary.Vocabulary`` asks.
    """

    def __init__(self, folder: Path, index: tantivy.Index) -> None:
        self._folder = folder
        self._schema = index.schema
        self._searcher = index.searcher()
        self._recounts = must_recount(folder)
        self.holders = lru_cache(maxsize=_COUNTED)(self._holders)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a folder that ``PassageSink`` has written.

        Raises:
            TermsMissing: There is none.
            TermsCorrupt: It is damaged, or another version wrote it.
        """
        if not (folder / _LIST).exists():
            raise TermsMissing(folder)
        with reading(folder):
            index = open_index(folder)
            return cls(folder, index)

    @property
    def passages(self) -> int:
        """How many there are."""
        return int(self._searcher.num_docs)

    def frequency(self, syllable: str) -> int:
        """Count the passages that hold a syllable with just these marks."""
        return self.holders(EXACT, syllable)

    def pair(self, first: str, second: str) -> int:
        """Count the passages that hold two syllables side by side, with just these marks."""
        return self.holders(EXACT_PAIRS, f"{first}_{second}")

    def folded(self, letters: str) -> int:
        """Count the passages that hold a syllable of these letters."""
        return self.holders(FOLDED, letters)

    def folded_pair(self, first: str, second: str) -> int:
        """Count the passages that hold syllables of these letters side by side."""
        return self.holders(FOLDED_PAIRS, f"{first}_{second}")

    @cached_property
    def mean_lengths(self) -> dict[str, float]:
        """The terms that a passage has of each field, on average."""
        sums = {field: {"sum": {"field": LENGTH + field}} for field in WEIGHTS}
        with reading(self._folder):
            totals = self._searcher.aggregate(tantivy.Query.all_query(), sums)
        return {field: totals[field]["value"] / max(self.passages, 1) for field in WEIGHTS}

    def find(self, weights: Mapping[tuple[str, str], float], most: int) -> list[Found]:
        """Find the passages that hold any of some terms.

        Args:
            weights: Of each field and term that is looked for.
            most: How many are wanted at the most.

        Returns:
            The best by tantivy's weighing, best first.
        """
        any_of = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._query(*which), weight))
            for which, weight in weights.items()
        ]
        with reading(self._folder):
            query = tantivy.Query.boolean_query(any_of)
            hits = self._searcher.search(query, max(most, 1), count=False).hits
            places = [place for _, place in hits]
            keys = self._searcher.fast_field_values(KEY, places)
            headings = self._searcher.fast_field_values(HEADING, places)
        return [
            Found(int(key or 0), int(heading or 0), float(score))
            for key, heading, (score, _) in zip(keys, headings, hits, strict=True)
        ]

    def _holders(self, field: str, term: str) -> int:
        with reading(self._folder):
            count = self._searcher.doc_freq(field, term)
            if count and self._recounts:
                # tantivy's stub does not name it.
                count = self._searcher.search(self._query(field, term), 1).count  # type: ignore[attr-defined]
        return int(count)

    def _query(self, field: str, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, term, "freq")
