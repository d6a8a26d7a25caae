"""The lines of a PDF -> paragraphs, over the ends of lines, columns and pages.

``Joiner`` is the entry point. A line that had room for the next word was ended by its writer;
one that had none goes on in the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extract.document.pdf.lines import Column, Line

_BULLET = re.compile(
    r"(?:[-+*•●○▪■–—\ue000-\uf8ff]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]+\.)(?=\s|$)"
)
_ENDS = re.compile(r"[.;:!?…][\"”'’)\]]*$")
# A Vietnamese syllable is never parted, so what is parted in mid-letters is a foreign word.
_SYLLABLE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?\w{1,3}?(?:ch|ng|nh|[cmnpt])?", re.I
)
_FOREIGN = re.compile(r"([a-z]{2,})-$")
_SOFT = "\u00ad"
_ROOM, _INDENT, _HANGING, _SPACED, _OTHER_SIZE = 0.5, 0.8, 4.0, 0.5, 0.12
_CENTRED = 0.03
_FEWEST_OF_PROSE = 30


class Joiner:
    """Puts the lines of a text together, one column after the other."""

    def __init__(self, body_size: float) -> None:
        """Begin a text.

        Args:
            body_size: The height of most of its letters.
        """
        self._body = body_size
        self._open: list[Line] = []
        self._right = 0.0

    def read(self, column: Column) -> Iterator[str]:
        """Give the paragraphs that end in a column; the last one stays open."""
        lines = column.lines
        left = min(line.x0 for line in lines)
        gaps = [after.top - line.bottom for line, after in pairwise(lines)]
        usual = max(median(gaps), 0.0) if gaps else 0.0
        for number, line in enumerate(lines):
            if number == 0:
                goes_on = bool(self._open) and self._goes_on_beside(line, left)
            else:
                goes_on = self._goes_on(line, left, column.right, usual)
            if not goes_on:
                yield from self.close()
            self._open.append(line)
            # Its column's edge tells later whether the last line was full.
            self._right = column.right

    def close(self) -> Iterator[str]:
        """Give the paragraph that is open, if there is one."""
        if self._open:
            yield _joined(self._open)
            self._open = []

    def _goes_on(self, line: Line, left: float, right: float, usual: float) -> bool:
        last = self._open[-1]
        if abs(line.size - last.size) > _OTHER_SIZE * last.size:
            return False
        if line.top - last.bottom > usual + _SPACED * line.size:
            return False
        if _BULLET.match(line.text) and (_ENDS.search(last.text) or _has_room(last, line, right)):
            return False
        if self._is_heading(last, left, right) and self._is_heading(line, left, right):
            return True
        hanging = _HANGING if _BULLET.match(self._open[0].text) else _INDENT
        if line.x0 - last.x0 > hanging * line.size:
            return False
        return not _has_room(last, line, right)

    def _goes_on_beside(self, line: Line, left: float) -> bool:
        """Tell whether the first line of a column goes on with the last of the column before."""
        last = self._open[-1]
        if abs(line.size - last.size) > _OTHER_SIZE * last.size or _BULLET.match(line.text):
            return False
        if _ENDS.search(last.text) or line.x0 - left > _INDENT * line.size:
            return False
        return line.text[0].islower() or not _has_room(last, line, self._right)

    def _is_heading(self, line: Line, left: float, right: float) -> bool:
        """Tell a line of a headline, which is broken where its writer wanted."""
        middle = (line.x0 + line.x1) / 2 - (left + right) / 2
        centred = abs(middle) < _CENTRED * (right - left) and line.x0 - left > line.size
        bold = all("bold" in word.font.lower() for word in line.words)
        return line.size > (1 + _OTHER_SIZE) * self._body or (centred and bold)


def _has_room(last: Line, line: Line, right: float) -> bool:
    first = line.words[0]
    if len(last.text) < _FEWEST_OF_PROSE:
        return True
    return last.x1 + first.x1 - first.x0 + _ROOM * last.size < right


def _joined(lines: Sequence[Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = _continued(text, line.text)
    return text


def _continued(text: str, more: str) -> str:
    if text.endswith(_SOFT):
        return text[:-1] + more
    if not text.endswith("-") or text.endswith(" -"):
        return f"{text} {more}"
    foreign = _FOREIGN.search(text)
    rest = re.match(r"[a-z]+", more)
    if foreign and rest and not (_SYLLABLE.fullmatch(foreign[1]) and _SYLLABLE.fullmatch(rest[0])):
        return text[:-1] + more
    return text + more
