"""Typed words -> the words they were meant to be: marks restored, slips repaired.

``Speller.restore`` is the entry point. Each syllable may become any syllable of the
vocabulary that has the same letters without marks, or, where the vocabulary has none,
one that is a single slip away; of all sentences these allow, the one whose neighbouring
pairs are the most familiar wins. What is typed with marks and known stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import log

from extract.text import fold, has_marks

_SYLLABLE = re.compile(r"[^\W\d_]+")
# Longer runs without a blank are no Vietnamese syllables, and slips of them no cheap ones.
_LONGEST = 8
# What a Vietnamese syllable can look like without marks; anything else is a slip.
_WELL_FORMED = re.compile(
    r"(?:(?:ngh|gh|k)(?=[eiy])|(?:ng|g|c)(?![eiy])|gi|kh|nh|ph|th|tr|ch|qu|[bdhlmnprstvx])?"
    r"[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
# In the measure of ``_surprise``: a slip is believed only where it makes a familiar pair.
_RETONED, _REMARKED, _SLIPPED = 5.0, 6.0, 6.5
_MOST_CANDIDATES = 24


class Speller:
    """Repairs text by a vocabulary taken from texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Learn syllables and pairs of neighbours.

        Args:
            texts: Canonical texts whose words may be asked for.
        """
        self._single: Counter[str] = Counter()
        self._pair: Counter[tuple[str, str]] = Counter()
        for text in texts:
            syllables = _SYLLABLE.findall(text.lower())
            self._single.update(syllables)
            self._pair.update(pairwise(syllables))
        self._total = sum(self._single.values()) + 1
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for syllable in sorted(self._single):
            self._by_letters[fold(syllable)].append(syllable)
        self._near: dict[str, list[str]] = defaultdict(list)
        for letters in self._by_letters:
            if len(letters) <= _LONGEST:
                for shorter in shortened(letters):
                    self._near[shorter].append(letters)

    def knows(self, syllable: str) -> bool:
        """Tell whether a lower-case syllable, typed with or without marks, is a known word."""
        return syllable in self._single or (
            not has_marks(syllable) and syllable in self._by_letters
        )

    def knows_letters(self, syllable: str) -> bool:
        """Tell whether some known word has these letters, whatever its marks."""
        return fold(syllable) in self._by_letters

    def restore(self, text: str) -> str:
        """Repair a text.

        Args:
            text: Canonical; digits and punctuation stay.

        Returns:
            The text in lower case, each syllable replaced by the likeliest one.
        """
        lowered = text.lower()
        matches = list(_SYLLABLE.finditer(lowered))
        marked = has_marks(lowered)
        chosen = self._likeliest([self._candidates(match[0], marked) for match in matches])
        pieces: list[str] = []
        end = 0
        for match, syllable in zip(matches, chosen, strict=True):
            pieces += lowered[end : match.start()], syllable
            end = match.end()
        return "".join((*pieces, lowered[end:]))

    def _candidates(self, typed: str, marked: bool) -> dict[str, float]:
        known = typed in self._single
        if known and has_marks(typed):
            return {typed: 0.0}
        candidates = {typed: 0.0}
        cost = _RETONED if has_marks(typed) else 0.0
        if marked and known:
            # In a sentence typed with marks, a known word without is likely meant so.
            cost = _REMARKED
        for syllable in self._by_letters.get(fold(typed), ()):
            candidates.setdefault(syllable, cost)
        if len(candidates) == 1 and not known and _may_be_slip(typed):
            for letters in self._one_slip_away(fold(typed)):
                candidates.update(dict.fromkeys(self._by_letters[letters], _SLIPPED))
        best = sorted(candidates, key=lambda s: (candidates[s], -self._single[s], s))
        return {s: candidates[s] for s in best[:_MOST_CANDIDATES]}

    def _one_slip_away(self, letters: str) -> list[str]:
        near = {n for shorter in shortened(letters) for n in self._near.get(shorter, ())}
        return sorted(n for n in near if is_one_slip(letters, n))

    def _likeliest(self, lattice: list[dict[str, float]]) -> list[str]:
        best: dict[str, tuple[float, tuple[str, ...]]] = {"": (0.0, ())}
        for candidates in lattice:
            best = {
                syllable: min(
                    (
                        spent + cost + self._surprise(path[-1] if path else "", syllable),
                        (*path, syllable),
                    )
                    for spent, path in best.values()
                )
                for syllable, cost in candidates.items()
            }
        return list(min(best.values())[1])

    def _surprise(self, previous: str, syllable: str) -> float:
        alone = (self._single[syllable] + 0.1) / self._total
        together = self._pair[previous, syllable] / (self._single[previous] + 1)
        return -log(0.8 * together + 0.2 * alone)


def is_well_formed(letters: str) -> bool:
    """Tell whether lower-case letters without marks can be a Vietnamese syllable."""
    return _WELL_FORMED.fullmatch(letters) is not None


def _may_be_slip(typed: str) -> bool:
    return 1 < len(typed) <= _LONGEST and not is_well_formed(fold(typed))


def shortened(letters: str) -> Iterator[str]:
    """Give a word, and all that is left of it without one letter.

    Two words that are one slip apart have one of these in common.
    """
    yield letters
    for i in range(len(letters)):
        yield letters[:i] + letters[i + 1 :]


def is_one_slip(typed: str, meant: str) -> bool:
    """Tell whether two words are one letter left out, added, changed or swapped apart."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return typed == meant
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    a, b = typed[start:], meant[start:]
    swapped = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped
