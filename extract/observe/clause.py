"""Sentences of a passage, and the pieces that punctuation cuts a sentence into.

``find_sentences`` is the entry point. A piece is what stands between commas, semicolons,
colons, brackets and dashes; a separator inside a number ("1.340", "22,61%") is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from extract.models import Span
from extract.text import UPPER

_SHORT_FORM = re.compile(
    r"(?:\b(?:TP|T\.P|TX|TT|Tp|Q|P|H|X|Ths|ThS|TS|PGS|GS|BS|KS|CN|Tr|tr|St|No|vs|Mr|Mrs|KT|TM)"
    rf"|\b[{UPPER}]|\A(?:[IVX]+|\d|[a-zđ]))\.$"
)
_SENTENCE_END = re.compile(
    rf"[.!?…][.!?…]*(?:[\"”»)]*(?=\s+[\"“«(\-–+•*]*\s*[{UPPER}0-9])|[\"”»)/]*$)|\s\|+(?=\s)"
)
_SEPARATOR = re.compile(r"[;:()\[\]\t|]|,(?!\d)|,(?<!\d,)|\s[-–—]\s|^[-–+•*]\s")


class Piece(NamedTuple):
    """A stretch of a sentence between two separators.

    Attributes:
        span: In the text of the passage.
        opener: The separator before it, stripped; ``""`` at the start of the sentence.
        depth: How many brackets are open around it.
    """

    span: Span
    opener: str
    depth: int


class Stretches:
    """Stretches of a text, which may lie in one another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Take in the stretches, in any order."""
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        # How far those up to each one reach.
        self._reach = list(accumulate((span.end for span in ordered), max))

    def share(self, start: int, end: int) -> bool:
        """Tell whether one of them shares a character with ``text[start:end]``."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def find_sentences(text: str) -> list[Span]:
    """Find the sentences of a passage, in order; together they cover all but blanks."""
    spans: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match[0] == "." and _SHORT_FORM.search(text, max(start, match.start() - 8), match.end()):
            continue
        # A bar between two statements belongs to neither.
        spans.append(Span(start, match.start() if match[0][-1] == "|" else match.end()))
        start = match.end()
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text):
        spans.append(Span(start, len(text)))
    return spans


def find_pieces(text: str, sentence: Span, inside: Stretches) -> list[Piece]:
    """Cut a sentence at its separators, in order; empty pieces are left out.

    Args:
        text: The passage.
        sentence: Where the sentence lies in it.
        inside: Mentions that are never cut ("sở, ban, ngành"; "61,4%").
    """
    pieces: list[Piece] = []
    start, opener, depth = sentence.start, "", 0
    for match in _SEPARATOR.finditer(text, sentence.start, sentence.end):
        if inside.share(match.start(), match.end()):
            continue
        _add(pieces, text, start, match.start(), opener, depth)
        mark = match[0].strip()
        depth = max(0, depth + (mark in "([") - (mark in ")]"))
        start, opener = match.end(), mark
    _add(pieces, text, start, sentence.end, opener, depth)
    return pieces


def _add(pieces: list[Piece], text: str, start: int, end: int, opener: str, depth: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".…"):
        end -= 1
    if start < end:
        pieces.append(Piece(Span(start, end), opener, depth))
