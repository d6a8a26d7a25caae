"""The seam between questions and whichever engine ranks the passages.

``open_searcher`` is the entry point. What asks sees only ``Searcher``; an engine is one
more class that keeps its contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.models import Hit, StoredPassage

if TYPE_CHECKING:
    from index.passages.disk.terms import Terms

AUTO, RANK_BM25, TANTIVY = "auto", "rank-bm25", "tantivy"
"""The engines by the names that ``HOISO_ENGINE`` gives them; the first chooses by size."""
MOST_IN_MEMORY = 2_000
"""How many passages rank-bm25 serves; it looks at each of them for each question."""


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


def engine_for(setting: str, passages: int) -> str:
    """Choose the engine for so many passages.

    Args:
        setting: As ``HOISO_ENGINE`` names it.
        passages: How many there are in the store.
    """
    if setting != AUTO:
        return setting
    return RANK_BM25 if passages <= MOST_IN_MEMORY else TANTIVY


def open_terms(folder: Path, setting: str, passages: int) -> Terms | None:
    """Open the terms of the passages on the disk, where they are what is searched.

    Args:
        folder: Where ``PassageSink`` has kept them.
        setting: As ``HOISO_ENGINE`` names it.
        passages: How many there are in the store.

    Raises:
        TermsMissing: They should be there and are not.
        TermsCorrupt: They are damaged, or of another version.
    """
    if engine_for(setting, passages) == RANK_BM25:
        return None
    from index.passages.disk.terms import Terms

    return Terms.open(folder)


def open_searcher(store: Passages, terms: Terms | None) -> Searcher:
    """Make a searcher over the passages of a store.

    Args:
        store: It is asked only for what is found where ``terms`` are given, for all of its
            passages where not.
        terms: As ``open_terms`` gives them.
    """
    # Here, not above: an engine takes a tenth of a second to import, and a question that
    # is answered with a number needs none.
    if terms is None:
        from index.passages.bm25 import Bm25Searcher

        return Bm25Searcher(list(store.passages()), list(store.passage_words()))
    from index.passages.disk.searcher import DiskSearcher

    return DiskSearcher(terms, store)
