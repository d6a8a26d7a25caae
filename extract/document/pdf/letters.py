"""The letters of a page -> its words.

``find_words`` is the entry point. What stands aslant is a stamp or a watermark and is left
out; so are the raised marks of footnotes, which would pass for digits of the number before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from pdfplumber.page import Page

from extract.document.pdf.lines import Word

# pdfplumber's letters are dictionaries.
_Letter = dict[str, Any]

# Shares of a letter's height.
_WORD_GAP, _LINE_GAP = 0.15, 0.3
_SMALL, _RAISED, _NEAR = 0.9, 0.1, 0.5
_SLOPE = 0.05
_MARK = re.compile(r"[\d,*()\[\]]")
_POWERS = {"2": "²", "3": "³"}
_PLACE = ("matrix", "top", "bottom")
_LENGTHS = re.compile(r"(?:^|\s|\d)[kcdm]?m$")
_BEFORE = 3


def find_words(page: Page) -> list[Word]:
    """Find the words of a page, in no order that is to be relied on."""
    letters: list[_Letter] = page.filter(_is_level).dedupe_chars().chars
    raised = {id(letter) for letter in _raised(letters)}
    level = [letter for letter in letters if id(letter) not in raised]
    # A font that lacks a letter borrows it from another of other height; only what they
    # stand on is the same.
    return [_word(piece) for row in _rows(level) for piece in _pieces(row)]


def _is_level(letter: _Letter) -> bool:
    if "matrix" not in letter:
        return True
    across, aslant = letter["matrix"][:2]
    return bool(across > 0 and abs(aslant) < _SLOPE * across)


def _ground(letter: _Letter) -> float:
    return -float(letter["matrix"][5])


def _rows(letters: Iterable[_Letter]) -> Iterator[list[_Letter]]:
    row: list[_Letter] = []
    for letter in sorted(letters, key=_ground):
        if row and _ground(letter) - _ground(row[-1]) > _LINE_GAP * letter["size"]:
            yield row
            row = []
        row.append(letter)
    if row:
        yield row


def _pieces(row: Iterable[_Letter]) -> Iterator[list[_Letter]]:
    piece: list[_Letter] = []
    for letter in sorted(row, key=lambda letter: float(letter["x0"])):
        blank = not letter["text"].strip()
        apart = piece and letter["x0"] - piece[-1]["x1"] > _WORD_GAP * letter["size"]
        if piece and (blank or apart):
            yield piece
            piece = []
        if not blank:
            piece.append(letter)
    if piece:
        yield piece


def _word(letters: Sequence[_Letter]) -> Word:
    fonts = Counter(letter["fontname"] for letter in letters)
    return Word(
        text="".join(letter["text"] for letter in letters),
        x0=float(letters[0]["x0"]),
        x1=max(float(letter["x1"]) for letter in letters),
        top=median(float(letter["top"]) for letter in letters),
        bottom=median(float(letter["bottom"]) for letter in letters),
        size=float(median(letter["size"] for letter in letters)),
        font=fonts.most_common(1)[0][0],
    )


def _raised(letters: Sequence[_Letter]) -> Iterator[_Letter]:
    """Find the raised marks behind words; the powers of lengths become letters that show it."""
    base: _Letter | None = None
    for index, (before, letter) in enumerate(pairwise(letters)):
        if base is None or base is not before:
            base = before if base is None or not _stands_above(before, base) else base
        if not _stands_above(letter, base):
            base = letter
            continue
        start = "".join(each["text"] for each in letters[max(0, index + 1 - _BEFORE) : index + 1])
        if before is base and letter["text"] in _POWERS and _LENGTHS.search(start):
            letter |= {"text": _POWERS[letter["text"]]} | {key: base[key] for key in _PLACE}
        else:
            yield letter


def _stands_above(letter: _Letter, base: _Letter) -> bool:
    return (
        _MARK.fullmatch(letter["text"]) is not None
        and letter["size"] < _SMALL * base["size"]
        and letter["bottom"] < base["bottom"] - _RAISED * base["size"]
        and -_NEAR < (letter["x0"] - base["x1"]) / base["size"] < 2 * _NEAR
    )
