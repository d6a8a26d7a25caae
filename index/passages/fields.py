"""What of a passage is indexed and what a question asks of it, with the weights of each field.

``columns_of`` cuts a passage into the terms of every field, ``ask`` a question. Every engine
ranks by these, with the formula of rank-bm25's Okapi and Lucene's idf.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extract.text import canonical, has_marks
from index.passages.repair import Repairer
from index.passages.segment import Cut, cut, known_words_of

EXACT, EXACT_PAIRS = "exact", "exact_pairs"
FOLDED, FOLDED_PAIRS = "folded", "folded_pairs"
WORDS = "words"

# Tuned on sets of questions by other writers; docs/design/search.md has the figures.
WEIGHTS = {EXACT: 0.5, EXACT_PAIRS: 0.25, FOLDED: 1.0, FOLDED_PAIRS: 0.5, WORDS: 0.35}
WITHOUT_MARKS = (FOLDED, FOLDED_PAIRS)
RELATED, AROUND, LED = 0.8, 0.5, 0.4
"""How much of a syllable is held by a phrase that may stand for it, and by what is said around."""
DECIMALS = 9
"""Scores that differ by less are equal, so that the order is the same on every machine."""
HEADINGS = 8
"""How many paragraphs an article's head has at the most."""
_HEADING = 200
SATURATION, LENGTH = 1.2, 0.75
"""Okapi's k1 and b: how soon more of the same term stops to count, how much a long text loses."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, cut into what is looked for.

    Attributes:
        terms: Of each field that is asked, each term as often as it is said.
        wanted: The syllables and numbers without diacritics, repaired, each once.
    """

    terms: Mapping[str, Sequence[str]]
    wanted: tuple[str, ...]


def ask(query: str, repairer: Repairer, is_word: Callable[[str], bool]) -> Asked:
    """Cut a question into terms.

    Args:
        query: The user's words, as typed.
        repairer: Repairs syllables that the corpus lacks.
        is_word: Tells whether the corpus holds a word as ``words_of`` gives it.
    """
    asked = canonical(query).text
    written = cut(asked, question=True)
    plain = written.folded()
    folded = Cut(tuple(tuple(repairer.repair(run)) for run in plain.runs), plain.wholes)
    terms = {FOLDED: folded.terms, FOLDED_PAIRS: folded.pairs}
    if has_marks(asked):
        words = [word for run in written.runs for word in known_words_of(run, is_word)]
        terms = {EXACT: written.terms, EXACT_PAIRS: written.pairs, **terms, WORDS: words}
    return Asked(terms, tuple(dict.fromkeys(folded.terms)))


def columns_of(text: str, words: str | None) -> dict[str, list[str]]:
    """Cut a passage into the terms of each field.

    Args:
        text: Of the passage, in canonical form.
        words: As ``words_of`` gives them, joined by spaces; ``None`` where it was not cut.
    """
    piece = cut(text)
    folded = piece.folded()
    return {
        EXACT: piece.terms,
        EXACT_PAIRS: piece.pairs,
        FOLDED: folded.terms,
        FOLDED_PAIRS: folded.pairs,
        WORDS: (words or "").split(),
    }


def count_heading(texts: Sequence[str]) -> int:
    """Count the paragraphs at the head of an article that say what it is about; at least 1.

    Args:
        texts: Of its first paragraphs, in their order.
    """
    short = takewhile(lambda text: len(text) <= _HEADING, texts[:HEADINGS])
    return max(1, sum(1 for _ in short))


def idf(passages: int, holders: int) -> float:
    """Weigh a term by how few passages hold it, in Lucene's form.

    It is above zero for every term, however common and however few passages there are.
    """
    return math.log(1 + (passages - holders + 0.5) / (holders + 0.5))


def gain(times: int, length: int, mean_length: float) -> float:
    """Give the share of a term's weight that a passage gains by holding it, as rank-bm25 does.

    Args:
        times: How often the passage holds it.
        length: The passage's terms of the field.
        mean_length: The same, over all passages.
    """
    norm = SATURATION * (1 - LENGTH + LENGTH * length / mean_length)
    return times * (SATURATION + 1) / (times + norm)
