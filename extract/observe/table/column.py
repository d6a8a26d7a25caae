"""What a table's header says of its columns: a plan, what was done, a rank, a unit.

``read_header`` is the entry point; it is given the texts of the header's cells. ``RULES`` tells
what a column holds by its words; each rule's examples are in ``tests/gold/table.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from extract.models import Kind, Period
from extract.period.reader import find_periods
from extract.quantity.unit import read_unit

YEAR = re.compile(r"(?:19|20)\d\d")
UNIT_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
# "BHYT (% dân số)"; not "(% so với kế hoạch)".
_SHARE_OF = re.compile(
    r"%\s*(?:trên |trong )?(?:tổng )?(?:dân số|số (?:hộ|dân|xã|người|thôn|trường|trẻ|hồ sơ)|diện tích|tổng số|hộ|hộ dân|GRDP)"
)
_UNIT_BEHIND_COMMA = re.compile(r",\s+([^,]*)$")


class Role(Enum):
    """What a column holds of its row."""

    LABEL = auto()
    UNIT = auto()
    SKIPPED = auto()
    RANK = auto()
    CHANGE = auto()
    PLAN = auto()
    SHARE = auto()
    COMPARED = auto()
    ACTUAL = auto()
    NAMED = auto()


@dataclass(frozen=True, slots=True)
class Rule:
    """The words by which a column is known.

    Attributes:
        name: Key of the rule's gold cases.
        words: Must match from the header's first word on.
        whole: Whether the rule looks at the unit in brackets, too.
    """

    name: str
    role: Role
    words: re.Pattern[str]
    whole: bool = False


def _rule(name: str, role: Role, words: str, *, whole: bool = False) -> Rule:
    return Rule(name, role, re.compile(words, re.IGNORECASE), whole)


_PLAN_NOUNS = r"(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|nghị quyết|KH|DT|NQ)\b"

FIRST_RULES = (
    _rule("counter", Role.SKIPPED, r"(?:STT|TT|Số TT|Số thứ tự|Ghi chú)$"),
    _rule("rank", Role.RANK, r"(?:xếp hạng|thứ hạng|hạng|xếp thứ|vị trí|thứ tự xếp hạng)\b"),
    _rule("unit", Role.UNIT, r"(?:ĐVT|đơn vị tính|đv tính|đ\.v\.t)$"),
)
"""Columns that may stand before the one that names the rows."""

RULES = (
    _rule(
        "change",
        Role.CHANGE,
        r"(?:mức |tỷ lệ |tốc độ |% |số )?(?:tăng|giảm|chênh lệch|thay đổi|biến động)\b|\(?\+/-|[±]",
        whole=True,
    ),
    _rule(
        "share_of_plan",
        Role.SHARE,
        rf".*\b(?:so(?: với)?|tỷ lệ|tỉ lệ|đạt|mức)\b.*\b{_PLAN_NOUNS}|.*%.*\b{_PLAN_NOUNS}"
        rf"|(?:TH|thực hiện|ước(?: thực hiện)?|kết quả)\s?/\s?{_PLAN_NOUNS}",
        whole=True,
    ),
    _rule(
        "compared",
        Role.COMPARED,
        r".*\bso(?: với)?\s(?:cùng kỳ|năm|kỳ|tháng|quý|đầu năm|\d{4})|(?:19|20)\d\d\s?/\s?(?:19|20)\d\d"
        r"|.*/\s?cùng kỳ|%\s?(?:so với )?cùng kỳ",
        whole=True,
    ),
    _rule(
        "plan", Role.PLAN, r"(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu(?= (?:năm|giao|\d)|$)|KH|DT)\b"
    ),
    _rule(
        "actual",
        Role.ACTUAL,
        r"(?:thực hiện|kết quả|ước(?: thực hiện| đạt)?|năm|tháng|quý|\d+ tháng|cùng kỳ|đến|kỳ|TH)\b"
        r"|(?:số liệu|giá trị|số lượng|tỷ lệ|tỉ lệ|%|điểm số|điểm)\s*$|(?:19|20)\d\d$",
    ),
)
"""The other columns, in order; a column of other words names what is measured."""


_ALLOTTED = re.compile(r"\bvốn\b", re.IGNORECASE)


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

    @property
    def kind(self) -> Kind:
        """Whether its numbers are to be reached; money that was handed out is not."""
        asked = self.role is Role.PLAN and not _ALLOTTED.search(self.words)
        return Kind.TARGET if asked else Kind.ACTUAL


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


def unit_of(text: str) -> tuple[str, tuple[int, str] | None]:
    """Part a header or a label from the unit behind it: "Diện tích lúa (ha)", "Sản lượng, tấn".

    Returns:
        The words, and what numbers are to be multiplied by and counted in; ``None`` without.
    """
    for pattern in (UNIT_IN_BRACKETS, _UNIT_BEHIND_COMMA):
        match = pattern.search(text)
        found = (1, "%") if match and match[1] == "%" else read_unit(match[1]) if match else None
        if match and found:
            return text[: match.start()], found
        if match and _SHARE_OF.fullmatch(match[1]):
            return f"{text[: match.start()]} {match[1][1:].strip()}", (1, "%")
    return text, None


def _read_column(text: str, today: date | None, *, labelled: bool) -> Column:
    words, found = unit_of(text)
    scale, unit = found or (1, "")
    role = role_of(words, text, labelled=labelled)
    periods = find_periods(f"năm {words}" if YEAR.fullmatch(words) else words, today)
    period = None
    if periods and role not in (Role.SHARE, Role.CHANGE):
        # "2017 so với 2016" tells of the first, "Kế hoạch năm 2024" of the last.
        period = periods[0 if role is Role.COMPARED else -1].period
        if role is Role.COMPARED and (len(periods) == 1 or periods[0].relative):
            period = None
    if not unit and words.lstrip().startswith(("Tỷ lệ", "Tỉ lệ", "%")):
        unit = "%"
    return Column(role, words, scale, unit, period)


def role_of(words: str, text: str, *, labelled: bool) -> Role:
    """Tell what a column holds.

    Args:
        words: Its header without the unit.
        text: Its header with the unit.
        labelled: Whether a column before it names the rows.
    """
    for rule in (*FIRST_RULES, *RULES) if labelled else FIRST_RULES:
        if rule.words.match(text if rule.whole else words):
            return rule.role
    return Role.NAMED if labelled else Role.LABEL
