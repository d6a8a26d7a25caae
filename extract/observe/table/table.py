"""Rows of a plain-text table -> drafts, by the header above them.

``TableReader`` takes the passages of an article one after the other. A row without numbers is
a header, two of them make one; a row with a single cell is a heading inside the table. Without
a header the cells of a row cannot be told apart, and nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.models import Period
from extract.observe.account import Loose
from extract.observe.frame import Draft
from extract.observe.scene import Scene
from extract.observe.table.cells import Cell, find_cells
from extract.observe.table.column import YEAR, Column, read_header, unit_of
from extract.observe.table.left import find_left, find_unheaded
from extract.observe.table.row import Table, read_row
from extract.period.reader import find_periods
from extract.quantity.unit import read_unit

# "(ĐVT: tỷ đồng)" above a table holds for all its cells.
_UNIT_LINE = re.compile(r"(?:ĐVT|đơn vị tính|đơn vị)\s*:\s*([^\s,;.()|][^,;.()|]*)", re.IGNORECASE)
_IN_TIME = re.compile(r"\b(?:đúng|trước|quá|trễ) hạn\b|hồ sơ", re.IGNORECASE)
_CAPTION = re.compile(r"(?:bảng|biểu|phụ lục)\b|.*:\s*$", re.IGNORECASE)
_LONGEST_CAPTION = 200
_LONGEST_HEADING = 10


class TableReader:
    """Reads the rows of an article's tables.

    Args:
        scene: What holds for the article.

    Attributes:
        loose: Numbers of the row read last that nothing was made of.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._header: list[str] = []
        self._columns: list[Column] = []
        self._begun = False
        self._above = (1, "")
        self._caption: Period | None = None
        self._of_files = False
        self.loose: list[Loose] = []

    def read(self, text: str, topic: str, period: Period | None) -> list[Draft] | None:
        """Read a passage, if it is a row.

        Args:
            text: Canonical text; tabs are kept.
            topic: What the text above speaks of, where neither row nor column says.
            period: What the row describes, where its column does not say.

        Returns:
            Its drafts in order of the cells; ``None`` where the passage is no row, which
            also ends a table.
        """
        self.loose = []
        cells = find_cells(text, below=len(self._columns))
        if not cells:
            if not (self._begun and _is_heading(text)):
                self._end(text)
            return None
        if _is_header(cells):
            self._read_header(cells)
            return []
        if _is_count(cells):
            return []
        if len(cells) != len(self._columns):
            self.loose = find_unheaded(text, cells)
            return []
        self._begun = True
        above, named = self._above, period or self._caption
        table = Table(self._columns, above, self._of_files, topic, named, self._scene)
        drafts = read_row(text, cells, table)
        self.loose = find_left(text, cells, self._columns, drafts)
        return drafts

    def _end(self, text: str) -> None:
        named = _UNIT_LINE.search(text)
        unit = read_unit(named[1].strip()) if named else unit_of(text.rstrip(": "))[1]
        # The unit may stand above the caption, or below it.
        if unit is not None or self._columns:
            self._above = unit or (1, "")
        if _CAPTION.match(text) and len(text) <= _LONGEST_CAPTION:
            periods = find_periods(text, self._scene.today)
            self._caption = periods[-1].period if periods else None
        elif not named:
            self._caption = None
        self._header, self._columns, self._begun = [], [], False

    def _read_header(self, cells: Sequence[Cell]) -> None:
        texts = [cell.text for cell in cells]
        if self._begun and sum(any(letter.isalpha() for letter in text) for text in texts) <= 1:
            return
        if self._header and not self._begun and len(texts) <= len(self._header):
            # The empty cell above the labels is lost with the white space around a line.
            texts = [""] * (len(self._header) - len(texts)) + texts
            texts = [" ".join(pair).strip() for pair in zip(self._header, texts, strict=True)]
        self._header, self._begun = texts, False
        self._columns = read_header(texts, self._scene.today)
        self._of_files = _IN_TIME.search(" ".join(texts)) is not None


def _is_header(cells: Sequence[Cell]) -> bool:
    return all(YEAR.fullmatch(cell.text) for cell in cells if cell.value is not None)


def _is_heading(text: str) -> bool:
    """Whether a line of one cell only parts the rows of a table."""
    return len(text.split()) <= _LONGEST_HEADING and text[-1] not in ".;:!?,"


def _is_count(cells: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: "A | B | 1 | 2 | 3"."""
    values = [cell.value for cell in cells if cell.value is not None]
    counted = all(len(cell.text) <= 1 for cell in cells if cell.value is None)
    return counted and values == list(range(1, len(values) + 1))
