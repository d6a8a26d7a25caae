"""Which engine ranks the passages, by how many there are.

``open_searcher`` is the entry point.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.passages.seam import Passages, Searcher

if TYPE_CHECKING:
    from index.passages.disk.terms import Terms

AUTO, RANK_BM25, TANTIVY = "auto", "rank-bm25", "tantivy"
"""The engines by the names that ``HOISO_ENGINE`` gives them; the first chooses by size."""
MOST_IN_MEMORY = 2_000
"""How many passages rank-bm25 serves; it looks at each of them for each question."""


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
