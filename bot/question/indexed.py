"""The usage of a large store, asked word by word instead of being read.

``Indexed`` is the entry point. It knows by heart what every store may be asked for (the catalogue, the
tables, the names of places), and asks the index of the passages for the rest: what begins an
answer must not depend on how many passages there are. Of three words in a row the index
knows nothing; there the two last ones speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.question.slips import one_slip_away
from bot.question.syllable import all_well_formed, spellings
from bot.question.usage import GAP, NUMBER, UNHEARD, Learned, unexpected
from index.passages.vocabulary import Vocabulary

_MOST_WORDS, _MOST_LETTERS, _MOST_PAIRS, _MOST_ROWS = 8_192, 4_096, 32_768, 4_096
_LONGEST = 8
# Below one of so many passages, a word may be a slip of its writer, and a pair an accident.
_SLIP_OF, _ACCIDENT_OF = 100_000, 50_000
# What slips cost is measured by what so many passages say; more of them say it more often.
_AS_MANY = 5_000
# About how many words a passage has, and how many different ones.
_LENGTH, _DIFFERENT = 60, 45
# Which number stands beside a word does not matter; these stand for all.
_NUMBERS = tuple(map(str, (*range(1, 13), 15, 20, 30, 50, 100, *range(2018, 2027))))


class Indexed:
    """What is usually said, by some texts and by an index of passages."""

    def __init__(self, learned: Learned, vocabulary: Vocabulary) -> None:
        """Ask an index.

        Args:
            learned: What may be asked for whatever the passages say.
            vocabulary: Counts passages.
        """
        self._learned = learned
        self._vocabulary = vocabulary
        self._fewest = 1 + vocabulary.passages // _SLIP_OF
        self._fewest_pairs = 1 + vocabulary.passages // _ACCIDENT_OF
        self._share = min(1.0, _AS_MANY / max(vocabulary.passages, 1))
        self._total = learned.total + self._share * _DIFFERENT * vocabulary.passages
        # A bare question asks some thousand times, much of it again and again.
        self._heard = lru_cache(_MOST_WORDS)(self._count)
        self._singles = lru_cache(_MOST_WORDS)(self._count_single)
        self._heard_pair = lru_cache(_MOST_PAIRS)(self._count_pair)
        self._beside = lru_cache(_MOST_ROWS)(self._weigh_beside)
        self._pairs_of = lru_cache(_MOST_PAIRS)(self._is_heard_pair_of)
        self._marked = lru_cache(_MOST_LETTERS)(self._find_marked)
        self._slips = lru_cache(_MOST_LETTERS)(self._find_slips)

    def is_word(self, syllable: str) -> bool:
        """Tell whether a syllable is said; see ``Usage``, as for the others."""
        return self._learned.is_word(syllable) or self._is_heard(syllable)

    def is_word_of(self, letters: str) -> bool:
        """Tell whether letters are those of a word that is said."""
        return self._learned.is_word_of(letters) or any(map(self._is_heard, self.marked(letters)))

    def single(self, syllable: str) -> float:
        """Tell how often a syllable is said."""
        return self._singles(syllable)

    def is_pair(self, first: str, second: str) -> bool:
        """Tell whether one word is said right after another."""
        if self._learned.is_pair(first, second):
            return True
        # What begins or ends a text, the index does not tell.
        inner = bool(first and second)
        return inner and self._heard_pair(first, second) >= self._fewest_pairs

    def is_pair_of(self, first: str, second: str) -> bool:
        """Tell whether words of these letters are said side by side."""
        return self._learned.is_pair_of(first, second) or self._pairs_of(first, second)

    def marked(self, letters: str) -> Sequence[str]:
        """Give the syllables that are said and have these letters."""
        return self._marked(letters)

    def one_slip_away(self, letters: str) -> Sequence[str]:
        """Give the letters of other syllables that are one slip away."""
        return self._slips(letters)

    def surprises(self, before: str, previous: str, words: tuple[str, ...]) -> Sequence[float]:
        """Tell of some words how little is to be expected that each follows two others."""
        surprises, likely = self._beside(previous, words)
        context = self._learned.pair(before, previous)
        if not context:
            return surprises
        found = list(surprises)
        for at, word in enumerate(words):
            triple = self._learned.triple(before, previous, word)
            if triple:
                alone, together = likely[at]
                found[at] = unexpected(alone, together, max(together, triple / (context + 1)))
        return found

    def _weigh_beside(
        self, previous: str, words: tuple[str, ...]
    ) -> tuple[list[float], list[tuple[float, float]]]:
        """Tell of words their surprise by the word before; how likely each is alone and after it."""
        learned, known = self._learned, self.single(previous) + 1
        likely = [
            (
                (self.single(word) or UNHEARD) / self._total,
                (learned.pair(previous, word) + self._share * self._heard_pair(previous, word))
                / known,
            )
            for word in words
        ]
        return [unexpected(alone, together, together) for alone, together in likely], likely

    def _is_heard(self, syllable: str) -> bool:
        return self._heard(syllable) >= self._fewest

    def _count(self, syllable: str) -> float:
        if syllable == GAP:
            return self._vocabulary.passages
        if syllable == NUMBER:
            return sum(map(self._vocabulary.frequency, _NUMBERS))
        return self._vocabulary.frequency(syllable)

    def _count_single(self, syllable: str) -> float:
        heard = self._share * self._heard(syllable)
        if heard < 1 and self._is_heard(syllable):
            heard = 1.0
        return self._learned.single(syllable) + heard

    def _count_pair(self, first: str, second: str) -> float:
        if GAP in (first, second):
            # The index does not tell what stands first or last: each word as often as another.
            return self._heard(first or second) / _LENGTH if first != second else 0.0
        if NUMBER not in (first, second):
            return self._vocabulary.pair(first, second)
        return sum(
            self._vocabulary.pair(one, other)
            for one in _written(first)
            for other in _written(second)
        )

    def _is_heard_pair_of(self, first: str, second: str) -> bool:
        if not first or not second:
            return False
        return self._vocabulary.folded_pair(first, second) >= self._fewest_pairs

    def _find_marked(self, letters: str) -> tuple[str, ...]:
        known = dict.fromkeys(self._learned.marked(letters))
        if self._vocabulary.folded(letters) >= self._fewest:
            frequency = self._vocabulary.frequency
            forms = (letters, *spellings(letters))
            heard = (form for form in forms if frequency(form) >= self._fewest)
            known.update(dict.fromkeys(heard))
        return tuple(sorted(known))

    def _find_slips(self, letters: str) -> tuple[str, ...]:
        near = one_slip_away(letters)
        known = near & self._learned.letters
        heard = (near & all_well_formed()) - known
        known |= {n for n in heard if self._vocabulary.folded(n) >= self._fewest}
        return tuple(sorted(n for n in known if 0 < len(n) <= _LONGEST and n.isalpha()))


def _written(word: str) -> Sequence[str]:
    return _NUMBERS if word == NUMBER else (word,)
