"""Mistyped syllables -> the syllables of the corpus they were meant to be.

``Repairer`` is the entry point; it knows only what the corpus holds. A syllable that the
corpus lacks may be a slip or a word of its own, so one that is well formed is changed
only where the change makes a pair with its neighbour that the corpus knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# No word that a corpus holds often is longer, and all words one edit away are tried.
_SHORTEST, _LONGEST = 3, 24

# Onsets, and what can follow them, of Vietnamese syllables without diacritics.
_WELL_FORMED = re.compile(
    r"(?:ngh|gh|kh|ng|nh|ph|th|tr|ch|gi|qu|[bcdghklmnpqrstvx])?"
    r"(?:uyen|uyet|uynh|uych|uong|uoc|uom|uon|uot|uop|uoi|uou|oang|oanh|oach|oac|oan|oat|oai|oay|oam|oap"
    r"|oeo|oen|oet|oong|ooc|ieng|iec|iem|ien|iep|iet|ieu|yen|yet|yem|yeu|uay|uan|uat|uang|uec|uen|uet"
    r"|uya|uyu|uyt|uyn|uyp|uenh|uech|eng|ang|anh|ach|enh|ech|inh|ich|ong|oc|ung|uc|ing|ac|am|an|ap|at|ai"
    r"|ao|au|ay|ec|em|en|ep|et|eo|eu|im|in|ip|it|ia|iu|om|on|op|ot|oi|oa|oe|um|un|up|ut|ui|ua|uu"
    r"|ue|uo|uy|a|e|i|o|u|y)"
)


class Repairer:
    """Repairs a query's syllables by what a corpus holds.

    Attributes are not public; ``repair`` is all there is to it.
    """

    def __init__(self, frequency: Callable[[str], int], is_pair: Callable[[str], bool]) -> None:
        """Know a corpus.

        Args:
            frequency: Counts the passages that hold a syllable without diacritics.
            is_pair: Tells whether any passage holds two neighbours, joined by ``_``.
        """
        self._frequency = frequency
        self._is_pair = is_pair

    def repair(self, syllables: Sequence[str]) -> list[str]:
        """Repair one run of folded syllables.

        Returns:
            As many syllables; those that the corpus holds, numbers, and those without a
            likely correction are unchanged.
        """
        repaired = list(syllables)
        for position, syllable in enumerate(syllables):
            if self._can_be_a_slip(syllable):
                before = repaired[position - 1] if position else None
                after = syllables[position + 1] if position + 1 < len(syllables) else None
                repaired[position] = self._meant(syllable, before, after)
        return repaired

    def _can_be_a_slip(self, syllable: str) -> bool:
        return (
            _SHORTEST <= len(syllable) <= _LONGEST
            and syllable.isascii()
            and syllable.isalpha()
            and not self._frequency(syllable)
        )

    def _meant(self, syllable: str, before: str | None, after: str | None) -> str:
        best, best_key = syllable, (0, 0, "")
        malformed = _WELL_FORMED.fullmatch(syllable) is None
        for candidate in sorted(set(_one_edit_away(syllable))):
            frequency = self._frequency(candidate)
            if not frequency:
                continue
            known_pairs = sum(map(self._is_pair, (f"{before}_{candidate}", f"{candidate}_{after}")))
            if (known_pairs or malformed) and (known_pairs, frequency) > best_key[:2]:
                best, best_key = candidate, (known_pairs, frequency, candidate)
        return best


def _one_edit_away(syllable: str) -> Iterator[str]:
    for i in range(len(syllable) + 1):
        head, tail = syllable[:i], syllable[i:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
