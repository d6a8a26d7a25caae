"""Observations -> a workbook for spreadsheet programs (.xlsx).

``sheet_pieces`` is the entry point. A number is a number cell only where the program that opens
it keeps every digit; else it stays text. Text is never taken for a formula or a link, whatever
it begins with. The same observations give the same bytes.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.terminal.columns import HEAD, row_of
from index.models import StoredObservation

# What a sheet and a cell of the format hold at most.
_MOST_ROWS, _MOST_LETTERS = 1_048_576, 32_767
# A spreadsheet keeps numbers as doubles and shows so many digits of them.
_EXACT_DIGITS = 15
_PIECE_BYTES = 1 << 16
_NUMBERS = frozenset(
    ("value", "value_to", "baseline_value", "change_value", "fraction_part", "fraction_whole")
)
_DAYS = frozenset(("citation_published",))
_WIDE = {"article": 24, "indicator": 48, "place": 16, "citation_title": 32, "citation_quote": 60}
_WIDTH = 12
# Of the format's days.
_FIRST_YEAR = 1900
# The file says when it was made; a fixed day keeps equal contents equal.
_MADE = datetime(2000, 1, 1)
_OPTIONS = {
    "constant_memory": True,
    "use_zip64": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def sheet_pieces(
    observations: Iterable[StoredObservation], *, most_rows: int = _MOST_ROWS
) -> Iterator[bytes]:
    """Write observations as a workbook; its rows wait on the disk, not in memory.

    Args:
        observations: In the order to write them.
        most_rows: The most rows of one sheet, its head among them; what is more goes into
            further sheets.

    Returns:
        The bytes of the file, in pieces.

    Raises:
        OSError: The disk is full.
    """
    with (
        tempfile.TemporaryDirectory(prefix="hoiso-") as folder,
        (Path(folder) / "book").open("w+b") as file,
    ):
        try:
            _write(file, folder, observations, most_rows)
        except FileCreateError as error:
            # The archive inside would try again when it is thrown away, and fail aloud.
            os.dup2(os.open(os.devnull, os.O_RDWR), file.fileno())
            # The library wraps what the disk said.
            raise OSError(*getattr(error.args[0], "args", error.args)) from error
        file.seek(0)
        while piece := file.read(_PIECE_BYTES):
            yield piece


def _write(
    file: IO[bytes], folder: str, observations: Iterable[StoredObservation], most_rows: int
) -> None:
    book = Workbook(file, _OPTIONS | {"tmpdir": folder})
    book.set_properties({"created": _MADE})
    looks = _Looks(book)
    sheet, row = _new_sheet(book, looks), 1
    for stored in observations:
        if row == most_rows:
            sheet, row = _new_sheet(book, looks), 1
        for column, (name, value) in enumerate(zip(HEAD, row_of(stored), strict=True)):
            _put(sheet, looks, row, column, name, value)
        row += 1
    book.close()


class _Looks:
    """How the cells of a workbook look."""

    def __init__(self, book: Workbook) -> None:
        self.head: Format = book.add_format({"bold": True})
        self.whole: Format = book.add_format({"num_format": "#,##0"})
        self.day: Format = book.add_format({"num_format": "dd/mm/yyyy"})


def _new_sheet(book: Workbook, looks: _Looks) -> Worksheet:
    number = len(book.worksheets()) + 1
    sheet: Worksheet = book.add_worksheet("Số liệu" if number == 1 else f"Số liệu {number}")
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(HEAD):
        sheet.set_column(column, column, _WIDE.get(name, _WIDTH))
        sheet.write_string(0, column, name, looks.head)
    return sheet


def _put(sheet: Worksheet, looks: _Looks, row: int, column: int, name: str, value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif name in _DAYS and (day := date.fromisoformat(str(value))).year >= _FIRST_YEAR:
        sheet.write_datetime(row, column, day, looks.day)
    elif name in _NUMBERS and _is_kept(number := Decimal(str(value))):
        whole = number == number.to_integral_value()
        sheet.write_number(row, column, float(number), looks.whole if whole else None)
    else:
        sheet.write_string(row, column, _fitting(str(value)))


def _is_kept(number: Decimal) -> bool:
    """Tell whether a double keeps all digits of a number."""
    return len(number.normalize().as_tuple().digits) <= _EXACT_DIGITS and (
        Decimal(repr(float(number))) == number
    )


def _fitting(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…"
