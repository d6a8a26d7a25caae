"""How often words are said, alone and in phrases: what a ``Speller`` weighs readings by.

``Usage`` is the seam. ``Learned`` reads texts and is exact; what is asked of a large store
instead is in ``bot.question.indexed``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from itertools import pairwise
from math import log
from typing import Protocol

from bot.question.slips import one_slip_away
from extract.text import fold

WORD = re.compile(r"[^\W\d_]+|\d+")
"""What is a word; a number is a neighbour, too ("năm 2024"), but which one does not matter."""
NUMBER = "0"
"""Stands for every number."""
GAP = ""
"""Stands before the first word of a text, and behind the last."""
UNHEARD = 0.3
"""How often a word was said that nobody heard."""
# Longer runs without a blank are no Vietnamese syllables, and slips of them no cheap ones.
_LONGEST = 8
_IN_PHRASE, _FAMILIAR, _ALONE = 0.6, 0.2, 0.2


class Usage(Protocol):
    """Knows words. All are in lower case; ``NUMBER`` and ``GAP`` are words, too."""

    def is_word(self, syllable: str) -> bool:
        """Tell whether a syllable, with just these marks, is said; not only in proper names."""
        ...

    def is_word_of(self, letters: str) -> bool:
        """Tell whether letters without marks are those of a word that is said."""
        ...

    def single(self, syllable: str) -> float:
        """Tell how often a syllable is said; 0 for one that nobody heard."""
        ...

    def is_pair(self, first: str, second: str) -> bool:
        """Tell whether one word is said right after another."""
        ...

    def is_pair_of(self, first: str, second: str) -> bool:
        """Tell whether words of these letters, whatever their marks, are said side by side."""
        ...

    def marked(self, letters: str) -> Sequence[str]:
        """Give the syllables that are said and have these letters; in a fixed order."""
        ...

    def one_slip_away(self, letters: str) -> Sequence[str]:
        """Give the letters of other syllables that are said and are one slip away; sorted."""
        ...

    def surprises(self, before: str, previous: str, words: tuple[str, ...]) -> Sequence[float]:
        """Tell of some words how little is to be expected that each follows two others.

        Returns:
            Of each the negative logarithm of how likely it is.
        """
        ...


class Learned:
    """The usage of some texts."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        """Learn syllables and their neighbours.

        Args:
            texts: Canonical texts whose words may be asked for.
            names: Proper names that may be asked for; being part of one makes no word.
        """
        self._single: Counter[str] = Counter()
        self._pair: Counter[tuple[str, str]] = Counter()
        self._triple: Counter[tuple[str, str, str]] = Counter()
        self._learn(texts)
        self._words = frozenset(self._single) - {GAP}
        self._learn(names)
        self.total = sum(self._single.values()) + 1

    def _learn(self, texts: Iterable[str]) -> None:
        # One run of words, a gap before and behind each text.
        run = [GAP]
        for text in filter(None, texts):
            run += map(standing_for, WORD.findall(text.lower()))
            run.append(GAP)
        self._single.update(run)
        self._pair.update(pairwise(run))
        self._triple.update(zip(run, run[1:], run[2:], strict=False))

    def is_word(self, syllable: str) -> bool:
        """Tell whether a syllable is said; see ``Usage``, as for the others."""
        return syllable in self._words

    def is_word_of(self, letters: str) -> bool:
        """Tell whether letters are those of a word that is said."""
        return letters in self._word_letters

    def single(self, syllable: str) -> float:
        """Tell how often a syllable is said."""
        return self._single.get(syllable, 0)

    def pair(self, first: str, second: str) -> int:
        """Tell how often one word is said right after another."""
        return self._pair.get((first, second), 0)

    def triple(self, first: str, second: str, third: str) -> int:
        """Tell how often three words are said in a row."""
        return self._triple.get((first, second, third), 0)

    def is_pair(self, first: str, second: str) -> bool:
        """Tell whether one word is said right after another."""
        return (first, second) in self._pair

    def is_pair_of(self, first: str, second: str) -> bool:
        """Tell whether words of these letters are said side by side."""
        return f"{first} {second}" in self._pair_letters

    def marked(self, letters: str) -> Sequence[str]:
        """Give the syllables that are said and have these letters."""
        return self._by_letters.get(letters, ())

    @property
    def letters(self) -> Set[str]:
        """The letters of all syllables that are said."""
        return self._by_letters.keys()

    def one_slip_away(self, letters: str) -> Sequence[str]:
        """Give the letters of other syllables that are one slip away."""
        return sorted(
            near
            for near in one_slip_away(letters)
            if len(near) <= _LONGEST and near in self._by_letters
        )

    def surprises(self, before: str, previous: str, words: tuple[str, ...]) -> Sequence[float]:
        """Tell of some words how little is to be expected that each follows two others."""
        row = self._row(previous, words)
        context = self.pair(before, previous)
        if not context:
            return [unexpected(alone, together, together) for alone, together in row]
        return [
            unexpected(alone, together, self.triple(before, previous, word) / (context + 1))
            for (alone, together), word in zip(row, words, strict=True)
        ]

    def _row(self, previous: str, words: tuple[str, ...]) -> list[tuple[float, float]]:
        """Tell how likely words are alone and after another."""
        known = self.single(previous) + 1
        return [
            ((self.single(word) or UNHEARD) / self.total, self.pair(previous, word) / known)
            for word in words
        ]

    @cached_property
    def _letters_of(self) -> dict[str, str]:
        return {syllable: fold(syllable) for syllable in self._single}

    @cached_property
    def _word_letters(self) -> frozenset[str]:
        return frozenset(self._letters_of[word] for word in self._words)

    @cached_property
    def _by_letters(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for syllable in sorted(filter(None, self._single)):
            found[self._letters_of[syllable]].append(syllable)
        return dict(found)

    @cached_property
    def _pair_letters(self) -> set[str]:
        # Texts, since a set of many pairs makes the collector of garbage work.
        letters = self._letters_of
        return {f"{letters[a]} {letters[b]}" for a, b in self._pair}


def unexpected(alone: float, together: float = 0.0, behind: float = 0.0) -> float:
    """Mix how likely a word is alone, after the word before it, and after the two before it."""
    return -log(_IN_PHRASE * behind + _FAMILIAR * together + _ALONE * alone)


def standing_for(word: str) -> str:
    """Give what a word of a text is counted as."""
    return NUMBER if word.isdigit() else word
