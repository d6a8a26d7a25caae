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
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from extract.text import canonical, has_marks
from index.models import Hit, StoredPassage
from index.repair import Repairer
from index.segment import Cut, cut, known_words_of

# Tuned on sets of questions by other writers; docs/design/search.md has the figures.
_WEIGHTS = {"exact": 0.5, "exact_pairs": 0.25, "folded": 1.0, "folded_pairs": 0.5, "words": 0.35}
_WITHOUT_MARKS = ("folded", "folded_pairs")
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
        frequencies = _frequencies(columns["folded"])
        self._idf = _idf(frequencies, len(paired))
        self._idf_of_unknown = _idf({"": 0}, len(paired))[""]
        known_pairs = frozenset(pair for held in columns["folded_pairs"] for pair in held)
        self._repairer = Repairer(frequencies, known_pairs)

    def search(self, query: str, *, k: int) -> list[Hit]:
        """Rank the passages that share a term with the query; see ``search.Searcher``."""
        asked = canonical(query).text
        written = cut(asked, question=True)
        folded = self._repaired(written.folded())
        wanted = dict.fromkeys(folded.terms)
        matching = [i for i, held in enumerate(self._held) if not held.isdisjoint(wanted)]
        scores = self._scores(written, folded, has_marks(asked)) if matching else []
        ranked = sorted((-round(scores[i], _DECIMALS), i) for i in matching)
        return [
            Hit(self._passages[i], -negated, self._coverage(wanted, i), rank)
            for rank, (negated, i) in enumerate(ranked[: max(k, 0)], start=1)
        ]

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

    def _coverage(self, wanted: Mapping[str, None], index: int) -> float:
        weights = [
            (self._idf.get(term, self._idf_of_unknown), term in self._held[index])
            for term in wanted
        ]
        return sum(w for w, is_held in weights if is_held) / sum(w for w, _ in weights)


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

    def scores(self, terms: Sequence[str]) -> NDArray[np.float64]:
        total = np.zeros(self._size)
        for term, count in Counter(terms).items():
            holders = self._holders.get(term)
            if holders:
                scores = self._ranker.get_batch_scores([term], holders)
                total[holders] += count * np.array(scores)
        return total


def _frequencies(column: Sequence[Sequence[str]]) -> Counter[str]:
    return Counter(term for terms in column for term in set(terms))


def _idf(frequencies: Mapping[str, int], size: int) -> dict[str, float]:
    # Lucene's form: above zero for every term, however common and however few passages.
    return {
        term: math.log(1 + (size - count + 0.5) / (count + 0.5))
        for term, count in frequencies.items()
    }
