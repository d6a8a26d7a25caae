"""Numbers of a table's row that no observation holds, with the reason.

``find_left`` tells them for a row that was read, ``find_unheaded`` for one that could not be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.models import Reason, Span
from extract.observe.account import Loose
from extract.observe.frame import Draft
from extract.observe.table.cells import Cell
from extract.observe.table.column import Column, Role

_ITEM = re.compile(r"\d{1,3}")
_NOT_READ = frozenset({Role.LABEL, Role.UNIT, Role.SKIPPED})


def find_unheaded(text: str, cells: Sequence[Cell]) -> list[Loose]:
    """Find the numbers of a row that no header tells apart, but for what numbers the row."""
    first = bool(cells) and _ITEM.fullmatch(cells[0].text) is not None
    numbers = [cell for cell in cells[first:] if cell.value is not None]
    return [_loose(text, cell, Reason.ROW_WITHOUT_HEADER) for cell in numbers]


def find_left(
    text: str, cells: Sequence[Cell], columns: Sequence[Column], drafts: Sequence[Draft]
) -> list[Loose]:
    """Find the numbers of a row that its drafts do not hold.

    Args:
        text: The row.
        cells: Its cells, as many as there are columns.
        columns: What each holds.
        drafts: What was made of the row.
    """
    found: list[Loose] = []
    for cell, column in zip(cells, columns, strict=True):
        if column.role in _NOT_READ or not any(letter.isdigit() for letter in cell.text):
            continue
        if not _is_held(cell, column, drafts):
            found.append(_loose(text, cell, _why(cell, column)))
    return found


def _is_held(cell: Cell, column: Column, drafts: Sequence[Draft]) -> bool:
    if cell.value is None:
        return False
    if any(draft.number == cell.span for draft in drafts):
        return True
    if column.role is Role.RANK:
        return any(d.rank is not None and d.rank.position == cell.value for d in drafts)
    return any(d.change is not None and d.change.value == abs(cell.value) for d in drafts)


def _why(cell: Cell, column: Column) -> Reason:
    if cell.value is None:
        return Reason.UNREADABLE_CELL
    if column.role is Role.RANK:
        return Reason.RANK_WITHOUT_NAME
    changed = column.role in (Role.CHANGE, Role.COMPARED)
    return Reason.CHANGE_WITHOUT_VALUE if changed else Reason.UNNAMED


def _loose(text: str, cell: Cell, reason: Reason) -> Loose:
    return Loose(cell.span, Span(0, len(text)), reason)
