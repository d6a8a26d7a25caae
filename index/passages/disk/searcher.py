"""Passages ranked for a query over terms on the disk: some are found, then weighed one by one.

``DiskSearcher`` is the entry point. A passage counts as it does for rank-bm25; which ones are
weighed at all is tantivy's choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from extract.text import fold
from index.models import Hit, StoredPassage
from index.passages.disk.candidates import find_candidates
from index.passages.disk.terms import Found, Terms
from index.passages.disk.weighing import Met, Weigher
from index.passages.fields import (
    AROUND,
    DECIMALS,
    FOLDED_PAIRS,
    LED,
    RELATED,
    WORDS,
    Asked,
    ask,
)
from index.passages.repair import Repairer
from index.passages.seam import Passages
from index.sink import article_of, key_of

_NONE: Mapping[str, Sequence[str]] = {}
# After how many of those found first the next paragraph is weighed too, and before how many
# the one before is read.
_FOLLOWED, _LED = 32, 64


class DiskSearcher:
    """Searches the terms of many passages; may be used from several threads."""

    def __init__(self, terms: Terms, store: Passages) -> None:
        """Search terms whose passages a store has."""
        self._terms = terms
        self._store = store
        self._repairer = Repairer(
            terms.folded, lambda pair: bool(terms.holders(FOLDED_PAIRS, pair))
        )

    def search(
        self, query: str, *, k: int, related: Mapping[str, Sequence[str]] = _NONE
    ) -> list[Hit]:
        """Rank the passages that share a term with the query; see ``seam.Searcher``."""
        asked = ask(query, self._repairer, lambda word: bool(self._terms.holders(WORDS, word)))
        if k < 1 or not self._terms.passages:
            return []
        phrases = _phrases(asked, related)
        found = find_candidates(self._terms, asked, phrases, k)
        looked = _Look(self._store, Weigher(self._terms, asked, phrases))
        scores = looked.scores(found, with_neighbours=bool(related))
        best = sorted(
            ((-round(score, DECIMALS), looked.passages[key]) for key, score in scores.items()),
            key=lambda pair: (pair[0], pair[1].article, pair[1].number),
        )[:k]
        headings = {article_of(one.key): one.heading for one in found}
        covered = looked.coverage([passage.key for _, passage in best], headings)
        return [
            Hit(passage, -negated, covered[passage.key], rank)
            for rank, (negated, passage) in enumerate(best, start=1)
        ]


class _Look:
    """The passages that were read for one question."""

    def __init__(self, store: Passages, weigher: Weigher) -> None:
        self._store = store
        self._weigher = weigher
        self.passages: dict[int, StoredPassage] = {}
        self._met: dict[int, Met] = {}

    def scores(self, found: Sequence[Found], *, with_neighbours: bool) -> dict[int, float]:
        """Weigh the passages found, and those that follow the first of them, if wanted."""
        keys = [one.key for one in found]
        if not with_neighbours:
            self._read(keys)
            return {key: self._met[key].score for key in keys if key in self._met}
        keys = list(dict.fromkeys((*keys, *(key + 1 for key in keys[:_FOLLOWED]))))
        self._read(keys)
        self._read_around({key - 1 for key in keys[:_LED]})
        whole = {key: self._with_neighbours(key) for key in keys if key in self._met}
        return {key: score for key, score in whole.items() if score}

    def coverage(self, keys: Sequence[int], headings: Mapping[int, int]) -> dict[int, float]:
        """Give for each passage the share of the question that it and what is around it hold."""
        around = {
            key: _around(key, headings[article_of(key)])
            for key in keys
            if len(self._met[key].held) < len(self._weigher.weights)
        }
        self._read_around({key for keys in around.values() for key in keys})
        return {
            key: self._covered(
                self._met[key],
                [self._met[near] for near in around.get(key, ()) if near in self._met],
            )
            for key in keys
        }

    def _read(self, keys: Sequence[int]) -> None:
        words = self._store.words_at(keys) if self._weigher.needs_words else {}
        for passage in self._store.passages_at(keys):
            self.passages[passage.key] = passage
            self._met[passage.key] = self._weigher.meet(passage.text, words.get(passage.key))

    def _read_around(self, keys: Set[int]) -> None:
        for passage in self._store.passages_at(sorted(keys - self._met.keys())):
            self.passages[passage.key] = passage
            self._met[passage.key] = self._weigher.hear(passage.text)

    def _with_neighbours(self, key: int) -> float:
        """Add to a score what phrases stand for and what the paragraph before led to."""
        met, weights = self._met[key], self._weigher.weights
        score = met.score + sum(RELATED * weights[term] for term in met.spoken)
        before = self._met.get(key - 1)
        if before is None or article_of(key) != article_of(key - 1):
            return score
        # What follows a question in an interview goes on with its words.
        is_answer = self.passages[key - 1].text.rstrip().endswith("?")
        led = sum(weights[term] for term in before.held - met.held)
        return score + (RELATED if is_answer else LED) * led

    def _covered(self, met: Met, around: Sequence[Met]) -> float:
        weights = self._weigher.weights
        held = 0.0
        for term, weight in weights.items():
            if term in met.held:
                held += weight
            elif term in met.spoken:
                held += RELATED * weight
            elif any(term in near.held for near in around):
                held += AROUND * weight
            elif any(term in near.spoken for near in around):
                held += AROUND * RELATED * weight
        return held / sum(weights.values())


def _phrases(asked: Asked, related: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    folded = {
        fold(syllable): [fold(phrase) for phrase in said] for syllable, said in related.items()
    }
    return {term: folded[term] for term in asked.wanted if term in folded}


def _around(key: int, heading: int) -> tuple[int, ...]:
    """Name the head of an article and the paragraph before one."""
    article = article_of(key)
    return *(key_of(article, number) for number in range(1, heading + 1)), key - 1
