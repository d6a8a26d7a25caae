"""A question and the text of a passage -> what the passage gains by it, as rank-bm25 would say.

``Weigher`` is the entry point: one for each question. It takes from the index only how many
passages hold a term and how long they are on average, so the same passages weigh the same
however they came to be indexed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.passages.disk.terms import Terms
from index.passages.fields import (
    EXACT,
    EXACT_PAIRS,
    FOLDED,
    FOLDED_PAIRS,
    WEIGHTS,
    WORDS,
    Asked,
    gain,
    idf,
)
from index.passages.segment import cut, letters_of

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Met:
    """What a passage has to do with a question.

    Attributes:
        score: The weighted sum over the fields, by itself.
        held: The terms wanted that it holds.
        spoken: Those it does not hold, but a phrase that may stand for them.
    """

    score: float
    held: frozenset[str]
    spoken: frozenset[str]


class Weigher:
    """Weighs passages for one question."""

    def __init__(self, terms: Terms, asked: Asked, phrases: Mapping[str, Sequence[str]]) -> None:
        """Look up what the terms weigh.

        Args:
            terms: What is searched.
            asked: The question.
            phrases: Of terms wanted, the phrases that may stand for them, without diacritics.
        """
        self._phrases = phrases
        self._means = terms.mean_lengths
        self._worth = {
            field: _worth(terms, field, said)
            for field, said in asked.terms.items()
            if self._means[field]
        }
        self.weights = {term: idf(terms.passages, terms.folded(term)) for term in asked.wanted}
        self._has_wholes = not all(map(str.isalnum, self.weights))
        self.needs_words = bool(self._worth.get(WORDS))

    def meet(self, text: str, words: str | None) -> Met:
        """Weigh a passage.

        Args:
            text: In canonical form.
            words: As ``words_of`` gives them, joined by spaces.
        """
        piece = cut(text)
        folded = piece.folded()
        score, letters = 0.0, folded.terms
        for field, terms in ((EXACT, piece.terms), (FOLDED, letters)):
            score += self._gained(field, terms)
        for field, of in ((EXACT_PAIRS, piece), (FOLDED_PAIRS, folded)):
            score += self._gained(field, list(pairwise(of.runs[0])))
        if words and self.needs_words:
            score += self._gained(WORDS, words.split())
        return self._met(score, letters)

    def hear(self, text: str) -> Met:
        """Tell what a passage around another has to do with the question, without its score."""
        # To look for what holds together takes as long as all else, and few questions name it.
        return self._met(0.0, cut(text).folded().terms if self._has_wholes else letters_of(text))

    def _met(self, score: float, terms: Sequence[str]) -> Met:
        held = frozenset(self.weights.keys() & terms)
        phrases = {term: said for term, said in self._phrases.items() if term not in held}
        if not phrases:
            return Met(score, held, _NONE)
        text = f" {' '.join(terms)} "
        spoken = (t for t, said in phrases.items() if any(f" {phrase} " in text for phrase in said))
        return Met(score, held, frozenset(spoken))

    def _gained(self, field: str, column: Sequence[str | tuple[str, str]]) -> float:
        worth = self._worth.get(field)
        if not worth:
            return 0.0
        counts: dict[str | tuple[str, str], int] = {}
        for term in filter(worth.__contains__, column):
            counts[term] = counts.get(term, 0) + 1
        mean = self._means[field]
        return sum(worth[term] * gain(n, len(column), mean) for term, n in counts.items())


def _worth(terms: Terms, field: str, said: Sequence[str]) -> dict[str | tuple[str, str], float]:
    is_pair = field in (EXACT_PAIRS, FOLDED_PAIRS)
    return {
        _as_pair(term) if is_pair else term: WEIGHTS[field]
        * times
        * idf(terms.passages, terms.holders(field, term))
        for term, times in Counter(said).items()
        if terms.holders(field, term)
    }


def _as_pair(term: str) -> tuple[str, str]:
    one, _, other = term.partition("_")
    return one, other
