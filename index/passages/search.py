"""The seam between questions and whichever engine ranks the passages.

``open_searcher`` is the entry point. What asks sees only ``Searcher``; an engine is one
more class that keeps its contract.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def open_searcher(passages: Sequence[StoredPassage], words: Sequence[str | None]) -> Searcher:
    """Make a searcher over the passages of a store.

    Args:
        passages: All of them, in any order.
        words: For each passage its words as ``segment.words_of`` gives them, joined by
            spaces; ``None`` where it has not been cut into words.
    """
    # Here, not above: the engine takes a tenth of a second to import, and a question that
    # is answered with a number needs none.
    from index.passages.bm25 import Bm25Searcher

    return Bm25Searcher(passages, words)
