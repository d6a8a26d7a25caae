"""The seam between questions and whichever engine ranks the passages.

What asks sees only ``Searcher``; an engine is one more class that keeps its contract, and
``Passages`` is all that it sees of the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from index.models import Hit, StoredPassage


class Searcher(Protocol):
    """Ranks passages for a query."""

    def search(
        self, query: str, *, k: int, related: Mapping[str, Sequence[str]] = ...
    ) -> list[Hit]:
        """Rank the passages that share a term with the query.

        Args:
            query: The user's words, as typed: any case, form, marks or none.
            k: The most hits to return; none for a number below 1.
            related: Of syllables of the query, phrases that may stand for the one each is
                part of, all in lower case.

        Returns:
            Hits, best first, ranked from 1; equal scores in order of article and
            paragraph. Empty where no passage shares a term.
        """
        ...


class Passages(Protocol):
    """What an engine reads of the store."""

    def passages(self) -> Iterable[StoredPassage]:
        """Give all of them, in any order."""
        ...

    def passage_words(self) -> Iterable[str | None]:
        """Give the words of each, joined by spaces; ``None`` where it was not cut into words."""
        ...

    def passages_at(self, keys: Sequence[int]) -> list[StoredPassage]:
        """Find passages by their keys, in the order asked for; unknown keys are left out."""
        ...

    def words_at(self, keys: Sequence[int]) -> dict[int, str | None]:
        """Find the words of passages by their keys; unknown keys are left out."""
        ...
