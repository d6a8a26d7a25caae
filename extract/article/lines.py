"""The text of a page -> its lines in canonical form, with offsets into the file.

``find_lines`` is the entry point. A crawler writes one paragraph a line; a text that was
wrapped at a fixed width, as in old mails and converted documents, is joined again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.models import Passage, Span
from extract.text import canonical, fold

_STRETCH = re.compile(r"[^\r\n\u2028\u2029\x85\x0b\x0c]+")
_BULLET = re.compile(r"(?:[-+*•·▪–—»>]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]+\.)(?!\d)")
_SENTENCE_END = re.compile(r"[.;:!?…][\"”'’)\]]*$")
_TABLE_ROW = re.compile(r"\t|\S\s*\|\s*\S.*\|")

_GAP = re.compile(r"(?<=\S)(?: {2,}|\u00a0{2,})(?=\S)")
_FIGURE_BEHIND_GAP = re.compile(r" {2}[-+]?\d[\d.,]*%?(?= |$)")
_FEWEST_ROWS, _FEWEST_CELLS = 3, 3
_WORD = re.compile(r"\S*[^\W_]\S*")
_WRAP_MIN, _WRAP_MAX = 50, 120


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it.

    Attributes:
        span: Where it lies in the file's text.
        text: In canonical form.
        offsets: As ``Passage.offsets``.
        folded: ``text`` without diacritics and capitals, of the same length.
    """

    span: Span
    text: str
    offsets: tuple[int, ...]
    folded: str

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes with the mark of a sentence or of a listed item."""
        return _SENTENCE_END.search(self.text) is not None

    @property
    def bulleted(self) -> bool:
        """Whether it opens as an item of a list or as a numbered heading."""
        return _BULLET.match(self.text) is not None

    @property
    def tabular(self) -> bool:
        """Whether it is a row of a table."""
        return _TABLE_ROW.search(self.text) is not None

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.text))

    def passage(self, number: int) -> Passage:
        """Make the line a passage."""
        return Passage(number, self.span, self.text, self.offsets)


def find_lines(raw: str) -> list[Line]:
    """Find the lines of a page.

    Args:
        raw: The file's text as it lies on disk.

    Returns:
        In order; lines of white space alone are left out.
    """
    lines: list[Line] = []
    for block in _blocks(raw):
        if _aligned([raw[span.start : span.end].strip() for span in block]):
            lines.extend(_row(raw, span) for span in block)
            continue
        if _wrapped([raw[span.start : span.end].strip() for span in block]):
            block = [Span(block[0].start, block[-1].end)]
        lines.extend(line for span in block if (line := _line(raw, span)).text)
    return lines


def _blocks(raw: str) -> Iterator[list[Span]]:
    """Group the lines that no empty line parts."""
    block: list[Span] = []
    for match in _STRETCH.finditer(raw):
        span = Span(match.start(), match.end())
        between = raw[block[-1].end : span.start] if block else ""
        empty = not match[0].strip()
        if block and (empty or len(between.replace("\r\n", "\n")) > 1):
            yield block
            block = []
        if not empty:
            block.append(span)
    if block:
        yield block


def _aligned(texts: list[str]) -> bool:
    """Tell whether lines are the rows of a table whose columns only blanks keep apart."""
    if len(texts) < _FEWEST_ROWS or "\t" in texts[0] or "|" in texts[0]:
        return False
    cells = [len(_GAP.split(text)) for text in texts]
    figures = [text for text in texts[1:] if _FIGURE_BEHIND_GAP.search(text)]
    return min(cells) >= _FEWEST_CELLS and len(set(cells)) == 1 and figures == texts[1:]


def _wrapped(texts: list[str]) -> bool:
    """Tell whether every line is as full as its width allows, as a formatter leaves them."""
    width = max(len(text) for text in texts)
    if len(texts) < 3 or not _WRAP_MIN <= width <= _WRAP_MAX:
        return False
    if any("\t" in text or "|" in text or _BULLET.match(text) for text in texts[1:]):
        return False
    full = all(
        len(text) + 1 + len(following.split(maxsplit=1)[0]) > width
        for text, following in pairwise(texts)
    )
    return full and any(not _SENTENCE_END.search(text) for text in texts[:-1])


def _row(raw: str, span: Span) -> Line:
    """A row of such a table, with tabs in place of the blanks."""
    return _line(raw, span, _GAP.sub(lambda gap: "\t" * len(gap[0]), raw[span.start : span.end]))


def _line(raw: str, span: Span, written: str | None = None) -> Line:
    form = canonical(raw[span.start : span.end] if written is None else written, span.start)
    # White space at either end belongs to the file, not to the paragraph.
    inner = Span(form.offsets[0], form.offsets[-1]) if form.text else span
    return Line(inner, form.text, form.offsets, fold(form.text))
