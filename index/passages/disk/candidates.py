"""What a question looks for -> the passages worth weighing, few out of very many.

``find_candidates`` is the entry point. tantivy is asked only for terms without diacritics, the
most telling first, until so many passages hold them that reading more would take too long; all that
is left out is weighed in the passages found.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

from index.passages.disk.terms import Found, Terms
from index.passages.fields import FOLDED, FOLDED_PAIRS, RELATED, WEIGHTS, Asked, idf

# Holders of terms that are read for a question, and terms, at the most.
_HOLDERS, _TERMS = 500_000, 100
# How many passages are weighed beside those wanted, and at the most where many are alike.
_MORE, _MOST = 32, 1_000
_ALIKE = 1e-5


def find_candidates(
    terms: Terms, asked: Asked, phrases: Mapping[str, Sequence[str]], k: int
) -> list[Found]:
    """Find the passages that may be among the best.

    Args:
        terms: What is searched.
        asked: The question.
        phrases: Of terms wanted, the phrases that may stand for them, without diacritics.
        k: How many are wanted.

    Returns:
        More than are wanted, where there are, best first by tantivy's weighing; all that are
        as good as the last one wanted, unless they are very many.
    """
    weights = _asked_weights(terms, asked) | _related_weights(terms, phrases)
    telling = _most_telling(terms, weights)
    found = _find_with_equals(terms, {which: weights[which] for which in telling}, k)
    if len(found) < k and len(telling) < len(weights):
        found = _find_with_equals(terms, weights, k)
    return found


def _find_with_equals(
    terms: Terms, weights: Mapping[tuple[str, str], float], k: int
) -> list[Found]:
    most = k + _MORE
    found = terms.find(weights, most) if weights else []
    while len(found) == most < _MOST and found[k - 1].score < found[-1].score * (1 + _ALIKE):
        most *= 4
        found = terms.find(weights, most)
    return found


def _asked_weights(terms: Terms, asked: Asked) -> dict[tuple[str, str], float]:
    return {
        (field, term): WEIGHTS[field] * times
        for field in (FOLDED, FOLDED_PAIRS)
        for term, times in Counter(asked.terms[field]).items()
        if terms.holders(field, term)
    }


def _related_weights(
    terms: Terms, phrases: Mapping[str, Sequence[str]]
) -> dict[tuple[str, str], float]:
    """Weigh what tells of a phrase so that it counts about as much as the phrase will."""
    weights: dict[tuple[str, str], float] = {}
    for term, others in phrases.items():
        worth = RELATED * idf(terms.passages, terms.folded(term))
        for which in (_sign_of(terms, phrase) for phrase in others):
            holders = terms.holders(*which)
            if holders:
                weight = worth / idf(terms.passages, holders)
                weights[which] = max(weight, weights.get(which, 0))
    return weights


def _sign_of(terms: Terms, phrase: str) -> tuple[str, str]:
    """Name the rarest pair of a phrase, or its only syllable."""
    syllables = phrase.split()
    if len(syllables) < 2:
        return FOLDED, phrase
    pairs = [f"{one}_{other}" for one, other in itertools.pairwise(syllables)]
    return FOLDED_PAIRS, min(pairs, key=lambda pair: terms.holders(FOLDED_PAIRS, pair))


def _most_telling(terms: Terms, weights: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
    worth = {
        which: weight * idf(terms.passages, terms.holders(*which))
        for which, weight in weights.items()
    }
    chosen: list[tuple[str, str]] = []
    read = 0
    for which in sorted(worth, key=lambda which: (-worth[which], which))[:_TERMS]:
        holders = terms.holders(*which)
        if not chosen or read + holders <= _HOLDERS:
            chosen.append(which)
            read += holders
    return chosen
