"""A line of a table -> its cells, apart by tabs or bars.

``find_cells`` is the entry point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extract.models import Span
from extract.quantity.numeral import read_numeral
from extract.text import UPPER

_CELL_END = re.compile(r"\s*(?:\t|\s\|\s|(?<=\S)\|(?=\s|\S))\s*")
_RATE_SIGN = re.compile(r"\s*%$")
_FEWEST_CELLS = 3
_LONGEST_CELL = 25
_LONGEST_PAIR = 12
_NEW_SENTENCE = re.compile(rf"[^\W\d_{UPPER}]{{2}}[.!?;]\s+[{UPPER}]")
_CLAIM = re.compile(
    r"\b(?:đạt|là|còn|tăng|giảm|chiếm|có|được|gồm)\s(?:\w+\s){0,2}\d", re.IGNORECASE
)
_TIME = re.compile(
    r"(?:[^\W\d]|\s)*(?:(?:\d+ )?(?:năm|tháng|quý|kỳ)\b[^,;]*|(?:19|20)\d\d)", re.IGNORECASE
)
_EDGES = re.compile(r"\s*\|?\s*(.*?)\s*\|?\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``value`` where it holds a number and nothing else.

    Attributes:
        span: Of the number, or of all its text.
    """

    span: Span
    text: str
    value: Decimal | None


def find_cells(text: str, *, below: int) -> list[Cell]:
    """Find the cells of a line.

    Args:
        text: Canonical text; tabs are kept.
        below: How many columns the header above has, 0 without one.

    Returns:
        In order; none where the line is no row but text, bars in a sentence among them.
    """
    if "\t" not in text and "|" not in text:
        return []
    cells = _split(text)
    filled = [cell for cell in cells if cell.text]
    if any(_is_prose(cell.text) for cell in filled):
        return []
    if "\t" in text and below:
        return cells
    if len(filled) >= _FEWEST_CELLS:
        return cells
    # A table of two columns opens with two short words and goes on with a number in the second.
    opens = all(len(cell.text.split()) <= _LONGEST_PAIR for cell in filled)
    if len(filled) == _FEWEST_CELLS - 1 and opens and not _has_digits(filled[0].text):
        return cells if _has_figure(filled[1], below) else []
    return []


def _has_figure(cell: Cell, below: int) -> bool:
    if below:
        return cell.value is not None
    return not _has_digits(cell.text) or _TIME.fullmatch(cell.text) is not None


def _has_digits(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _is_prose(text: str) -> bool:
    return (
        len(text.split()) > _LONGEST_CELL
        or _NEW_SENTENCE.search(text) is not None
        or _CLAIM.search(text) is not None
    )


def _inside(text: str) -> tuple[int, int]:
    """The line without the bars that some tables draw at its ends."""
    if not text.startswith("|") and not text.endswith("|"):
        return 0, len(text)
    inner = _EDGES.match(text)
    return inner.span(1) if inner else (0, len(text))


def _split(text: str) -> list[Cell]:
    cells: list[Cell] = []
    start, last = _inside(text)
    for match in [*_CELL_END.finditer(text, start, last), None]:
        end = match.start() if match else last
        written = text[start:end]
        number = _RATE_SIGN.sub("", written)
        span = Span(start, start + len(number) if number else end)
        cells.append(
            Cell(span, written, read_numeral(number.removeprefix("+")) if number else None)
        )
        start = match.end() if match else end
    return cells
