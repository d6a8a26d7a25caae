"""The cells of a table, merged ones among them -> rows of equal width under one header.

``fill`` makes a grid of cells that know how far they reach, ``find_rows`` the rows to be
written. Readers of rows take a row without numbers for a header, so the header is written
again below a row that has none ("II. Xã hội" across the table).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.quantity.numeral import read_numeral

Row = tuple[str, ...]
Grid = tuple[Row, ...]

EMPTY = "-"
MOST_CELLS = 100_000
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERCENT = re.compile(r"\s*%$")
_UNIT = re.compile(r"\s*(\([^()]*\))$")
# "(1)", "A", "3=2/1": columns are numbered below the header of official tables.
_NUMBERED = re.compile(r"\(?(?:[A-Z]|\d{1,2})\)?(?:\s?=.*)?")
_TIME = re.compile(r"(?:năm|quý|tháng|kỳ|giai đoạn|\d+ tháng|(?:19|20)\d\d)\b", re.IGNORECASE)
# "Trực tuyến" and "Năm 2024" below another cell, but not "Hà Nội" or "GRDP".
_CAPITAL = re.compile(r"^[^\W\d_](?=[^\W\d_]*(?: [^A-ZĐ]|$))(?![A-ZĐ])")
_LONG_CELL = 400
_FEWEST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the table, counted from 0, and how far it reaches."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def fill(cells: Iterable[Cell]) -> Grid:
    """Make the rows of a table; a merged cell's text stands wherever it reaches.

    Returns:
        Rows of equal width, but for one that a single cell fills from side to side: that
        has one item. Rows without any text are left out.
    """
    known = list(cells)
    height = max((cell.row + cell.rows for cell in known), default=0)
    width = max((cell.column + cell.columns for cell in known), default=0)
    if height * width > MOST_CELLS:
        return ()
    grid = [[EMPTY] * width for _ in range(height)]
    across: set[int] = set()
    for cell in known:
        text = cell.text.replace("|", "/") or EMPTY
        if cell.columns == width > 1:
            across.update(range(cell.row, cell.row + cell.rows))
        for row in grid[cell.row : cell.row + cell.rows]:
            row[cell.column : cell.column + cell.columns] = [text] * cell.columns
    return tuple(
        tuple(row[:1] if index in across else row)
        for index, row in enumerate(grid)
        if any(text != EMPTY for text in row)
    )


def is_data(grid: Grid) -> bool:
    """Tell whether a table holds data; others only lay out a letterhead or a page."""
    if max((len(row) for row in grid), default=0) < 2 or len(grid) < 2:
        return False
    if any(len(text) > _LONG_CELL for row in grid for text in row):
        return False
    return len(grid) >= _FEWEST_ROWS or any(_has_number(row) for row in grid)


def find_rows(grid: Grid) -> Iterator[Row]:
    """Give the rows of a table as they shall be written: one header, then the others."""
    captions, header, body = _parted(grid)
    yield from captions
    written = headed = not header
    for row in body:
        if row == header:
            continue
        counted = _has_number(row)
        if (counted and not headed) or not (written or _is_section(row)):
            yield header
            written = True
        yield _section(row)
        headed = counted or not header
    if not written:
        yield header


def _parted(grid: Grid) -> tuple[list[Row], Row, list[Row]]:
    """Part a table into what stands across its top, its header, and the rest."""
    rows = list(grid)
    captions: list[Row] = []
    while rows and len(rows[0]) == 1:
        captions.append(rows.pop(0))
    height = 0
    while height < len(rows) and _may_head(rows[height]):
        height += 1
    if height == len(rows):
        # Words alone: the first row is as good a header as can be had.
        height = min(height, 1)
    while height > 1 and _is_section(rows[height - 1]):
        height -= 1
    header = tuple(_joined(column) for column in zip(*rows[:height], strict=True))
    rows = rows[height:]
    if header and rows and _numbers_columns(rows[0]):
        rows.pop(0)
    return captions, header, rows


def _may_head(row: Row) -> bool:
    return len(row) > 1 and not _has_number(row) and not _numbers_columns(row)


def _joined(texts: Sequence[str]) -> str:
    """Join what the rows of a header say of one column, its unit at the end."""
    said = [text for text in dict.fromkeys(texts) if text != EMPTY]
    if len(said) < 2:
        return said[0] if said else EMPTY
    # "Năm 2024" above "Kế hoạch" is a plan of 2024; other words above tell what is counted.
    said.sort(key=lambda text: _TIME.match(text) is not None)
    units = [unit[1] for text in said if (unit := _UNIT.search(text))]
    words = [_UNIT.sub("", text) for text in said]
    return " ".join([words[0], *(_CAPITAL.sub(_lower, text) for text in words[1:]), *units[-1:]])


def _lower(match: re.Match[str]) -> str:
    return match[0].lower()


def _section(row: Row) -> Row:
    if _has_number(row) or not _is_section(row):
        return row
    return (" ".join(text for text in row if text != EMPTY),)


def _is_section(row: Row) -> bool:
    """Tell whether a row only heads those below it: a letter or number and a name."""
    said = [text for text in row if text != EMPTY]
    if len(row) == 1:
        return True
    return len(row) > 2 and len(said) <= min(2, len(row) - 2) and row[-1] == EMPTY


def _has_number(row: Row) -> bool:
    # The first cell may number the row.
    return any(
        not _YEAR.fullmatch(text) and read_numeral(_PERCENT.sub("", text)) is not None
        for text in row[1:]
    )


def _numbers_columns(row: Row) -> bool:
    said = [text for text in row if text != EMPTY]
    if len(said) < 2 or not all(_NUMBERED.fullmatch(text) for text in said):
        return False
    numbers = [int(found[0]) for text in said if (found := re.search(r"\d+", text))]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
