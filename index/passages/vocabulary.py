"""How often the passages of a store hold words, asked word by word.

What mends questions over a large store asks a ``Vocabulary``, which an index of the passages can
be, instead of reading them; ``Counted`` reads them, for small stores and for comparing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from index.passages.segment import cut


class Vocabulary(Protocol):
    """Counts of passages; every word in lower case and canonical form, numbers too."""

    @property
    def passages(self) -> int:
        """How many there are."""
        ...

    def frequency(self, syllable: str) -> int:
        """Count the passages that hold a syllable with just these marks."""
        ...

    def pair(self, first: str, second: str) -> int:
        """Count the passages that hold two syllables, with just these marks, side by side."""
        ...

    def folded(self, letters: str) -> int:
        """Count the passages that hold a syllable of these letters, whatever its marks."""
        ...

    def folded_pair(self, first: str, second: str) -> int:
        """Count the passages that hold syllables of these letters side by side."""
        ...


class Counted:
    """The vocabulary of some texts, counted at once and kept in memory."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count.

        Args:
            texts: The passages, in canonical form.
        """
        self._counts: Counter[str] = Counter()
        self._folded: Counter[str] = Counter()
        self.passages = 0
        for text in texts:
            piece = cut(text)
            folded = piece.folded()
            self._counts.update({*piece.terms, *piece.pairs})
            self._folded.update({*folded.terms, *folded.pairs})
            self.passages += 1

    def frequency(self, syllable: str) -> int:
        """Count the passages that hold a syllable; see ``Vocabulary``, as for the others."""
        return self._counts[syllable]

    def pair(self, first: str, second: str) -> int:
        """Count the passages that hold two syllables side by side."""
        return self._counts[f"{first}_{second}"]

    def folded(self, letters: str) -> int:
        """Count the passages that hold a syllable of these letters."""
        return self._folded[letters]

    def folded_pair(self, first: str, second: str) -> int:
        """Count the passages that hold syllables of these letters side by side."""
        return self._folded[f"{first}_{second}"]
