"""Passages ranked for a query by rank-bm25, one Okapi index a field.

``Bm25Searcher`` is the entry point. What is not obvious: rank-bm25 gives a term that half of
the passages hold no weight, or a negative one, and fails on a corpus without terms; so
every field's idf is computed again, and a field without terms is left out. It also looks
through all passages for each term, so it is asked only of those that hold it. Whether a
passage is a hit at all is asked of its terms, never of its score.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import groupby, pairwise, takewhile

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from extract.text import canonical, fold, has_marks
from index.models import Hit, StoredPassage
from index.passages.repair import Repairer
from index.passages.segment import Cut, cut, known_words_of

# Tuned on sets of questions by other writers; docs/design/search.md has the figures.
_WEIGHTS = {"exact": 0.5, "exact_pairs": 0.25, "folded": 1.0, "folded_pairs": 0.5, "words": 0.35}
_WITHOUT_MARKS = ("folded", "folded_pairs")
# How much of a syllable is held by a phrase that may stand for it, and by what is said around.
_RELATED, _AROUND, _LED = 0.8, 0.5, 0.4
_HEADING, _HEADINGS = 200, 8
_NONE: Mapping[str, Sequence[str]] = {}
# Scores that differ by less are equal, so that the order is the same on every machine.
_DECIMALS = 9


class Bm25Searcher:
    """Ranks all passages anew for each query; made for some thousands of them."""

    def __init__(self, passages: Sequence[StoredPassage], words: Sequence[str | None]) -> None:
        """Index the passages; see ``search.open_searcher`` for the arguments."""
        paired = sorted(
            zip(passages, words, strict=True), key=lambda pair: (pair[0].article, pair[0].number)
        )
        self._passages = [passage for passage, _ in paired]
        cuts = [cut(passage.text) for passage in self._passages]
        folded = [piece.folded() for piece in cuts]
        columns = {
            "exact": [piece.terms for piece in cuts],
            "exact_pairs": [piece.pairs for piece in cuts],
            "folded": [piece.terms for piece in folded],
            "folded_pairs": [piece.pairs for piece in folded],
            "words": [(words or "").split() for _, words in paired],
        }
        self._fields = {name: _Field(c) for name, c in columns.items() if any(c)}
        self._words = frozenset(word for held in columns["words"] for word in held)
        self._held = [frozenset(terms) for terms in columns["folded"]]
        self._spoken = [
            f" {' '.join(run for runs in piece.runs for run in runs)} " for piece in folded
        ]
        self._contexts = _contexts(self._passages)
        self._next = _followers(self._passages)
        # What follows a question in an interview goes on with its words.
        self._answers = [False, *(p.text.rstrip().endswith("?") for p in self._passages)]
        frequencies = _frequencies(columns["folded"])
        self._idf = _idf(frequencies, len(paired))
        self._idf_of_unknown = _idf({"": 0}, len(paired))[""]
        known_pairs = frozenset(pair for held in columns["folded_pairs"] for pair in held)
        self._repairer = Repairer(frequencies, known_pairs)

    def search(
        self, query: str, *, k: int, related: Mapping[str, Sequence[str]] = _NONE
    ) -> list[Hit]:
        """Rank the passages that share a term with the query; see ``search.Searcher``."""
        asked = canonical(query).text
        written = cut(asked, question=True)
        folded = self._repaired(written.folded())
        wanted = dict.fromkeys(folded.terms)
        spoken = self._speaking_of(wanted, related)
        led = {term: self._led_by(term) for term in wanted} if related else {}
        more = frozenset(i for held in (*spoken.values(), *led.values()) for i in held)
        matching = [
            i for i, held in enumerate(self._held) if i in more or not held.isdisjoint(wanted)
        ]
        scores = self._scores(written, folded, has_marks(asked)) if matching else []
        for term in wanted:
            for i in spoken[term]:
                scores[i] += _RELATED * self._weight(term)
            for i in led.get(term, ()):
                scores[i] += (_RELATED if self._answers[i] else _LED) * self._weight(term)
        ranked = sorted((-round(scores[i], _DECIMALS), i) for i in matching)
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
        holders = self._fields["folded"].holders(term) if "folded" in self._fields else ()
        after = (self._next.get(i) for i in holders)
        return {i for i in after if i is not None and term not in self._held[i]}

    def _holding(self, phrase: str) -> list[int]:
        syllables = phrase.split()
        if "folded" not in self._fields:
            return []
        holders = [self._fields["folded"].holders(syllable) for syllable in syllables]
        fewest = min(holders, key=len, default=())
        return [i for i in fewest if f" {phrase} " in self._spoken[i]]

    def _repaired(self, folded: Cut) -> Cut:
        runs = tuple(tuple(self._repairer.repair(run)) for run in folded.runs)
        return Cut(runs, folded.wholes)

    def _scores(self, written: Cut, folded: Cut, marked: bool) -> list[float]:
        terms = {
            "exact": written.terms,
            "exact_pairs": written.pairs,
            "folded": folded.terms,
            "folded_pairs": folded.pairs,
            "words": [w for run in written.runs for w in known_words_of(run, self._words)],
        }
        names = self._fields if marked else [n for n in _WITHOUT_MARKS if n in self._fields]
        total = np.zeros(len(self._passages))
        for name in names:
            total += _WEIGHTS[name] * self._fields[name].scores(terms[name])
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
                held += _RELATED * weight
            elif any(term in self._held[i] for i in self._contexts[index]):
                held += _AROUND * weight
            elif not self._contexts[index].isdisjoint(spoken[term]):
                held += _AROUND * _RELATED * weight
        return held / total

    def _weight(self, term: str) -> float:
        return self._idf.get(term, self._idf_of_unknown)


class _Field:
    """The terms of one field of the passages."""

    def __init__(self, column: Sequence[Sequence[str]]) -> None:
        self._ranker = BM25Okapi(column)
        self._ranker.idf = _idf(_frequencies(column), len(column))
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
        short = takewhile(lambda i: len(passages[i].text) <= _HEADING, numbers[:_HEADINGS])
        head = {numbers[0], *short}
        contexts += [frozenset(head | {max(numbers[0], i - 1)}) for i in numbers]
    return contexts


def _frequencies(column: Sequence[Sequence[str]]) -> Counter[str]:
    return Counter(term for terms in column for term in set(terms))


def _idf(frequencies: Mapping[str, int], size: int) -> dict[str, float]:
    # Lucene's form: above zero for every term, however common and however few passages.
    return {
        term: math.log(1 + (size - count + 0.5) / (count + 0.5))
        for term, count in frequencies.items()
    }
