"""Passages ranked for a query by rank-bm25, one Okapi index a field.

``Bm25Searcher`` is the entry point. What is not obvious: rank-bm25 gives a term that half of
the passages hold no weight, or a negative one, and fails on a corpus without terms; so
every field's idf is computed again, and a field without terms is left out. It also looks
through all passages for each term, so it is asked only of those that hold it. Whether a
passage is a hit at all is asked of its terms, never of its score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from extract.text import fold
from index.models import Hit, StoredPassage
from index.passages.fields import (
    AROUND,
    DECIMALS,
    FOLDED,
    FOLDED_PAIRS,
    HEADINGS,
    LED,
    LENGTH,
    RELATED,
    SATURATION,
    WEIGHTS,
    WORDS,
    Asked,
    ask,
    columns_of,
    count_heading,
    idf,
)
from index.passages.repair import Repairer

_NONE: Mapping[str, Sequence[str]] = {}


class Bm25Searcher:
    """Ranks all passages anew for each query; made for some thousands of them."""

    def __init__(self, passages: Sequence[StoredPassage], words: Sequence[str | None]) -> None:
        """Index the passages; see ``search.open_searcher`` for the arguments."""
        paired = sorted(
            zip(passages, words, strict=True), key=lambda pair: (pair[0].article, pair[0].number)
        )
        self._passages = [passage for passage, _ in paired]
        cuts = [columns_of(passage.text, words) for passage, words in paired]
        columns = {name: [piece[name] for piece in cuts] for name in WEIGHTS}
        self._fields = {name: _Field(c) for name, c in columns.items() if any(c)}
        self._words = frozenset(word for held in columns[WORDS] for word in held)
        self._held = [frozenset(terms) for terms in columns[FOLDED]]
        self._spoken = [f" {' '.join(terms)} " for terms in columns[FOLDED]]
        self._contexts = _contexts(self._passages)
        self._next = _followers(self._passages)
        # What follows a question in an interview goes on with its words.
        self._answers = [False, *(p.text.rstrip().endswith("?") for p in self._passages)]
        frequencies = _frequencies(columns[FOLDED])
        self._idf = {term: idf(len(paired), count) for term, count in frequencies.items()}
        self._idf_of_unknown = idf(len(paired), 0)
        known_pairs = frozenset(pair for held in columns[FOLDED_PAIRS] for pair in held)
        self._repairer = Repairer(frequencies.__getitem__, known_pairs.__contains__)

    def search(
        self, query: str, *, k: int, related: Mapping[str, Sequence[str]] = _NONE
    ) -> list[Hit]:
        """Rank the passages that share a term with the query; see ``seam.Searcher``."""
        asked = ask(query, self._repairer, self._words.__contains__)
        wanted = dict.fromkeys(asked.wanted)
        spoken = self._speaking_of(wanted, related)
        led = {term: self._led_by(term) for term in wanted} if related else {}
        more = frozenset(i for held in (*spoken.values(), *led.values()) for i in held)
        matching = [
            i for i, held in enumerate(self._held) if i in more or not held.isdisjoint(wanted)
        ]
        scores = self._scores(asked) if matching else []
        for term in wanted:
            for i in spoken[term]:
                scores[i] += RELATED * self._weight(term)
            for i in led.get(term, ()):
                scores[i] += (RELATED if self._answers[i] else LED) * self._weight(term)
        ranked = sorted((-round(scores[i], DECIMALS), i) for i in matching)
        return [
            Hit(self._passages[i], -negated, self._coverage(wanted, spoken, i), rank)
            for rank, (negated, i) in enumerate(ranked[: max(k, 0)], start=1)
        ]

    def _speaking_of(
        self, wanted: Mapping[str, None], related: Mapping[str, Sequence[str]]
    ) -> dict[str, Set[int]]:
        """Find for each term the passages that hold not it, but a phrase that may stand for it."""
        phrases = {fold(syllable): tuple(map(fold, others)) for syllable, others in related.items()}
        found: dict[str, Set[int]] = {}
        for term in wanted:
            holders = {i for phrase in phrases.get(term, ()) for i in self._holding(phrase)}
            found[term] = {i for i in holders if term not in self._held[i]}
        return found

    def _led_by(self, term: str) -> Set[int]:
        """Find the passages that lack a term, right after one that holds it."""
        holders = self._fields[FOLDED].holders(term) if FOLDED in self._fields else ()
        after = (self._next.get(i) for i in holders)
        return {i for i in after if i is not None and term not in self._held[i]}

    def _holding(self, phrase: str) -> list[int]:
        syllables = phrase.split()
        if FOLDED not in self._fields:
            return []
        holders = [self._fields[FOLDED].holders(syllable) for syllable in syllables]
        fewest = min(holders, key=len, default=())
        return [i for i in fewest if f" {phrase} " in self._spoken[i]]

    def _scores(self, asked: Asked) -> list[float]:
        total = np.zeros(len(self._passages))
        for name, terms in asked.terms.items():
            if name in self._fields:
                total += WEIGHTS[name] * self._fields[name].scores(terms)
        return [float(score) for score in total]

    def _coverage(
        self, wanted: Mapping[str, None], spoken: Mapping[str, Set[int]], index: int
    ) -> float:
        total = held = 0.0
        for term in wanted:
            weight = self._weight(term)
            total += weight
            if term in self._held[index]:
                held += weight
            elif index in spoken[term]:
                held += RELATED * weight
            elif any(term in self._held[i] for i in self._contexts[index]):
                held += AROUND * weight
            elif not self._contexts[index].isdisjoint(spoken[term]):
                held += AROUND * RELATED * weight
        return held / total

    def _weight(self, term: str) -> float:
        return self._idf.get(term, self._idf_of_unknown)


class _Field:
    """The terms of one field of the passages."""

    def __init__(self, column: Sequence[Sequence[str]]) -> None:
        self._ranker = BM25Okapi(column, k1=SATURATION, b=LENGTH)
        held = _frequencies(column).items()
        self._ranker.idf = {term: idf(len(column), count) for term, count in held}
        self._ranker.doc_len = np.array(self._ranker.doc_len)
        self._size = len(column)
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, terms in enumerate(column):
            for term in set(terms):
                self._holders[term].append(number)

    def holders(self, term: str) -> Sequence[int]:
        return self._holders.get(term, ())

    def scores(self, terms: Sequence[str]) -> NDArray[np.float64]:
        total = np.zeros(self._size)
        for term, count in Counter(terms).items():
            holders = self._holders.get(term)
            if holders:
                scores = self._ranker.get_batch_scores([term], holders)
                total[holders] += count * np.array(scores)
        return total


def _followers(passages: Sequence[StoredPassage]) -> dict[int, int]:
    neighbours = enumerate(pairwise(passages))
    return {i: i + 1 for i, (one, other) in neighbours if one.article == other.article}


def _contexts(passages: Sequence[StoredPassage]) -> list[Set[int]]:
    # What an article is about stands at its head; what a paragraph goes on about, before it.
    contexts: list[Set[int]] = []
    for _, group in groupby(range(len(passages)), lambda i: passages[i].article):
        numbers = list(group)
        head = numbers[: count_heading([passages[i].text for i in numbers[:HEADINGS]])]
        contexts += [frozenset((*head, max(numbers[0], i - 1))) for i in numbers]
    return contexts


def _frequencies(column: Sequence[Sequence[str]]) -> Counter[str]:
    return Counter(term for terms in column for term in set(terms))
