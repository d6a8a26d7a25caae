"""A line -> words, as pyvi cuts it, in well under half of pyvi's time.

``load_tokenizer`` is the entry point. The model is pyvi's, and so is what is asked of each
syllable; but pyvi lists everything that is true or false of it, and this only what is true, which
the model weighs alike.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class _Syllable:
    """What the model is told of a syllable at its own place, and beside it."""

    lowered: str
    own: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]


@lru_cache(maxsize=8192)
def _syllable(written: str) -> _Syllable:
    lowered = written.lower()
    shape = [
        name
        for name, is_so in (("istitle", written.istitle()), ("isupper", written.isupper()))
        if is_so
    ]
    digits = ("word.isdigit()",) if written.isdigit() else ()

    def told(prefix: str) -> tuple[str, ...]:
        return f"{prefix}word.lower():{lowered}", *(f"{prefix}word.{name}()" for name in shape)

    return _Syllable(lowered, ("bias", *told(""), *digits), told("-1:"), told("+1:"))


def load_tokenizer() -> Callable[[str], list[str]]:
    """Load pyvi, which takes most of a second of processor time, and give its cut of a line.

    Returns:
        A function from a line to its words and marks, the syllables of a word joined by ``_``.
    """
    from pyvi.ViTokenizer import ViTokenizer

    def tokenize(line: str) -> list[str]:
        _, pieces = ViTokenizer.sylabelize(line)
        told = _told_of(pieces, ViTokenizer.bi_grams, ViTokenizer.tri_grams)
        return _joined(pieces, ViTokenizer.model.tagger_.tag(told)) if pieces else []

    return tokenize


def _told_of(pieces: Sequence[str], twos: Set[str], threes: Set[str]) -> list[list[str]]:
    known = [_syllable(piece) for piece in pieces]
    told = [list(each.own) for each in known]
    for index, (one, other) in enumerate(pairwise(known)):
        told[index].extend(other.behind)
        told[index + 1].extend(one.before)
        if f"{one.lowered} {other.lowered}" in twos:
            told[index].append("+1:word.bi_gram()")
            told[index + 1].append("-1:word.bi_gram()")
    for index, (one, other, third) in enumerate(zip(known, known[1:], known[2:], strict=False)):
        if f"{one.lowered} {other.lowered} {third.lowered}" in threes:
            told[index].append("+2:word.tri_gram()")
            told[index + 2].append("-2:word.tri_gram()")
    return told


def _joined(pieces: Sequence[str], labels: Sequence[str]) -> list[str]:
    words = [pieces[0]]
    for (before, piece), label in zip(pairwise(pieces), labels[1:], strict=True):
        if label == "I_W" and _may_join(before, piece):
            words[-1] += f"_{piece}"
        else:
            words.append(piece)
    return words


def _may_join(before: str, piece: str) -> bool:
    if before in string.punctuation or piece in string.punctuation:
        return False
    if before[0].isdigit() or piece[0].isdigit():
        return False
    return before[0].istitle() or not piece[0].istitle()
