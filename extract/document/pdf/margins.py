"""What stands at the edge of every page: running heads, feet, page numbers, addresses.

``without_margins`` is the entry point.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.document.pdf.lines import Line, Word

_MARGIN = 0.12
_NUMBER = re.compile(
    r"\W*(?:trang|page)?\W*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|trên)\s*\d{1,4})?\W*", re.IGNORECASE
)
# A browser prints the moment of printing above a page, and its address below.
_PRINTED = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d|\d{1,2}:\d\d(?: \d{1,2}/\d{1,2}/\d{2,4}|, \d)"
)
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?: \d{1,3}/\d{1,3})?")
_DIGITS = re.compile(r"\d+")
_SAME_HEIGHT = 4.0
"""How many points a running line may move between pages."""


def without_margins(
    pages: Sequence[Sequence[Word]], rows: Sequence[Sequence[Line]], heights: Sequence[float]
) -> list[list[Word]]:
    """Take the running lines off pages.

    Args:
        pages: The words of each page.
        rows: The lines of each page from top to bottom, across its whole width.
        heights: How high each page is.

    Returns:
        The words of each page that remain.
    """
    edges = [_edge_lines(lines, height) for lines, height in zip(rows, heights, strict=True)]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    kept: list[list[Word]] = []
    for words, lines, whole in zip(pages, edges, rows, strict=True):
        running = [line for line in lines if seen[_key(line)] > 1]
        rest = [line for line in whole if line not in running]
        alone = [line for line in (*rest[:1], *rest[-1:]) if _is_edge(line, whole)]
        dropped = {id(word) for line in (*running, *alone) for word in line.words}
        kept.append([word for word in words if id(word) not in dropped])
    return kept


def _edge_lines(lines: Sequence[Line], height: float) -> list[Line]:
    margin = _MARGIN * height
    return [line for line in lines if line.bottom < margin or line.top > height - margin]


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.top / _SAME_HEIGHT)


def _is_edge(line: Line, lines: Sequence[Line]) -> bool:
    text = line.text
    if _NUMBER.fullmatch(text) or _ADDRESS.fullmatch(text):
        return True
    return line is lines[0] and _PRINTED.match(text) is not None
