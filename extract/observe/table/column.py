"""What a table's header says of its columns: a plan, what was done, a rank, a unit.

``read_header`` is the entry point; it is given the texts of the header's cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from extract.models import Period
from extract.period.reader import find_periods
from extract.quantity.unit import read_unit

YEAR = re.compile(r"(?:19|20)\d\d")
UNIT_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_COUNTER = re.compile(r"^(?:STT|TT|Số TT|Số thứ tự)$", re.IGNORECASE)
_UNIT_COLUMN = re.compile(r"^(?:ĐVT|đơn vị tính|đơn vị tính?|đv tính|đvt)$", re.IGNORECASE)
_RANK_COLUMN = re.compile(
    r"^(?:xếp hạng|thứ hạng|hạng|xếp thứ|vị trí|thứ tự xếp hạng)\b", re.IGNORECASE
)
# What a row gained or lost belongs to a value that the table may hold twice; it is left out.
_CHANGE_COLUMN = re.compile(
    r"^(?:tăng|giảm|chênh lệch|thay đổi|biến động|so(?: với)? (?:năm|cùng kỳ|kỳ|tháng|quý))\b",
    re.IGNORECASE,
)
_SHARE_COLUMN = re.compile(
    r"\b(?:so(?: với)?|tỷ lệ|đạt|%|mức)\b.*\b(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|KH|DT)\b|^%\s*(?:KH|kế hoạch)",
    re.IGNORECASE,
)
_PLAN_COLUMN = re.compile(
    r"^(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu(?= (?:năm|giao|\d)|$)|KH)\b", re.IGNORECASE
)
_ACTUAL_COLUMN = re.compile(
    r"^(?:(?:thực hiện|kết quả|ước(?: thực hiện| đạt)?|năm|tháng|quý|\d+ tháng|cùng kỳ|đến|kỳ)\b"
    r"|(?:số liệu|giá trị|số lượng|tỷ lệ|tỉ lệ|%|điểm số|điểm)\s*$)",
    re.IGNORECASE,
)


class Role(Enum):
    """What a column holds of its row."""

    LABEL = auto()
    UNIT = auto()
    SKIPPED = auto()
    RANK = auto()
    PLAN = auto()
    SHARE = auto()
    ACTUAL = auto()
    NAMED = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds.

    Attributes:
        words: Its header without the unit.
        scale: What its numbers are to be multiplied by.
        unit: ``""`` where the header names none.
        period: What its numbers describe, where the header says.
    """

    role: Role
    words: str
    scale: int
    unit: str
    period: Period | None


def read_header(cells: Iterable[str], today: date | None) -> list[Column]:
    """Read the cells of a header, in order.

    Args:
        cells: Their texts.
        today: The day relative periods count from.
    """
    columns: list[Column] = []
    labelled = False
    for cell in cells:
        column = _read_column(cell, today, labelled=labelled)
        labelled = labelled or column.role is Role.LABEL
        columns.append(column)
    return columns


def _read_column(text: str, today: date | None, *, labelled: bool) -> Column:
    words, scale, unit = text, 1, ""
    match = UNIT_IN_BRACKETS.search(text)
    found = read_unit(match[1]) if match else None
    if match and (found or match[1] == "%"):
        words, (scale, unit) = text[: match.start()], found or (1, "%")
    periods = find_periods(f"năm {words}" if YEAR.fullmatch(words) else words, today)
    period = periods[-1].period if periods and not _SHARE_COLUMN.search(text) else None
    if not unit and words.lstrip().startswith(("Tỷ lệ", "Tỉ lệ", "%")):
        unit = "%"
    return Column(_role(words, text, labelled=labelled), words, scale, unit, period)


def _role(words: str, text: str, *, labelled: bool) -> Role:
    if _COUNTER.match(words) or _CHANGE_COLUMN.match(words):
        return Role.SKIPPED
    if _RANK_COLUMN.match(words):
        return Role.RANK
    if _UNIT_COLUMN.match(words):
        return Role.UNIT
    if not labelled:
        return Role.LABEL
    for pattern, role in (
        (_SHARE_COLUMN, Role.SHARE),
        (_PLAN_COLUMN, Role.PLAN),
        (_ACTUAL_COLUMN, Role.ACTUAL),
    ):
        if pattern.search(text if role is Role.SHARE else words):
            return role
    return Role.ACTUAL if YEAR.fullmatch(words) else Role.NAMED
