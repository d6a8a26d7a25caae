"""Rows of a plain-text table -> drafts, named by their row and their column.

``TableReader`` takes the passages of an article one after the other; cells are apart by
tabs or bars. A row without numbers is a header. A column says what it holds by its words
("Kế hoạch 2024", "Thực hiện 9 tháng", "So kế hoạch (%)", "ĐVT"); any other word names what
is measured. Without a header the cells of a row cannot be told apart, and nothing is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from extract.models import (
    Baseline,
    BaselineKind,
    Bound,
    Kind,
    Level,
    Period,
    Place,
    Rank,
    Span,
)
from extract.observe import naming
from extract.observe.frame import Draft, Rule
from extract.observe.scene import Scene
from extract.observe.subject import find_subjects
from extract.period.reader import find_periods
from extract.period.reader import label as period_label
from extract.place import find_places
from extract.quantity.numeral import read_numeral
from extract.quantity.unit import read_unit

_CELL_END = re.compile(r"\s*(?:\t|\s\|\s|(?<=\S)\|(?=\s|\S))\s*")
_FEWEST_CELLS = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT_IN_HEADER = re.compile(r"\s*\(([^()]*)\)\s*$")
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
_ROW_START = re.compile(
    r"^(?:[-–+•*]|\d+(?:\.\d+)*[.)]|[IVX]+\.|[a-zđ]\))\s*|^(?:trong đó|gồm|bao gồm|riêng)\s*:?\s*",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\s*%$")


class _Role(Enum):
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
class _Column:
    role: _Role
    words: str
    scale: int
    unit: str
    period: Period | None


@dataclass(frozen=True, slots=True)
class _Cell:
    span: Span
    text: str
    value: Decimal | None


class TableReader:
    """Reads the rows of an article's tables.

    Args:
        scene: What holds for the article.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._columns: list[_Column] = []

    def read(self, text: str, topic: str) -> list[Draft] | None:
        """Read a passage, if it is a row.

        Args:
            text: Canonical text; tabs are kept.
            topic: What the text above speaks of, where neither row nor column says.

        Returns:
            Its drafts in order of the cells; ``None`` where the passage is no row, which
            also ends a table.
        """
        cells = _split(text)
        if len(cells) < _FEWEST_CELLS and not ("\t" in text and self._columns):
            self._columns = []
            return None
        numbers = [cell for cell in cells if cell.value is not None]
        if all(_YEAR.fullmatch(cell.text) for cell in numbers):
            self._columns = _read_header(cells, self._scene.today)
            return []
        if len(cells) != len(self._columns):
            return []
        return self._read_row(text, cells, topic)

    def _read_row(self, text: str, cells: list[_Cell], topic: str) -> list[Draft]:
        named = [
            c for c, column in zip(cells, self._columns, strict=True) if column.role is _Role.LABEL
        ]
        label = _ROW_START.sub("", named[0].text) if named else ""
        place, subject = _owner(label, self._scene)
        words = "" if place or subject else naming.lower_first(label)
        scale, unit = self._unit(cells)
        rank: Rank | None = None
        drafts: list[Draft] = []
        for cell, column in zip(cells, self._columns, strict=True):
            if cell.value is None or column.role in (_Role.LABEL, _Role.UNIT, _Role.SKIPPED):
                continue
            if column.role is _Role.RANK:
                rank = Rank(int(cell.value))
                continue
            own = column.unit or ("%" if "%" in cell.text else "")
            name = _name(column, words, topic)
            if not naming.says(name):
                continue
            drafts.append(
                Draft(
                    name=name,
                    place=place or self._scene.place,
                    subject=subject,
                    period=column.period or self._scene.period,
                    kind=Kind.TARGET if column.role is _Role.PLAN else Kind.ACTUAL,
                    value=cell.value * (column.scale if own else scale),
                    unit=own or unit,
                    bound=Bound.EXACT,
                    number=cell.span,
                    quote=Span(0, len(text)),
                    rule=Rule.CELL,
                )
            )
        _compare_with_plan(drafts)
        if rank is not None and drafts:
            drafts[0].rank = rank
        return drafts

    def _unit(self, cells: list[_Cell]) -> tuple[int, str]:
        for cell, column in zip(cells, self._columns, strict=True):
            if column.role is _Role.UNIT:
                scale, unit = read_unit(cell.text) or (1, cell.text)
                return scale, unit if unit in ("USD", "GWh", "kWh") else unit.lower()
        return 1, ""


def _split(text: str) -> list[_Cell]:
    cells: list[_Cell] = []
    start = 0
    for match in [*_CELL_END.finditer(text), None]:
        end = match.start() if match else len(text)
        written = text[start:end]
        number = _POINTS.sub("", written)
        span = Span(start, start + len(number) if number else end)
        cells.append(_Cell(span, written, read_numeral(number) if number else None))
        start = match.end() if match else end
    return cells


def _read_header(cells: list[_Cell], today: date | None) -> list[_Column]:
    columns: list[_Column] = []
    labelled = False
    for cell in cells:
        column = _read_column(cell.text, today, labelled=labelled)
        labelled = labelled or column.role is _Role.LABEL
        columns.append(column)
    return columns


def _read_column(text: str, today: date | None, *, labelled: bool) -> _Column:
    words, scale, unit = text, 1, ""
    match = _UNIT_IN_HEADER.search(text)
    found = read_unit(match[1]) if match else None
    if match and (found or match[1] == "%"):
        words, (scale, unit) = text[: match.start()], found or (1, "%")
    periods = find_periods(f"năm {words}" if _YEAR.fullmatch(words) else words, today)
    period = periods[-1].period if periods and not _SHARE_COLUMN.search(text) else None
    if not unit and words.lstrip().startswith(("Tỷ lệ", "Tỉ lệ", "%")):
        unit = "%"
    return _Column(_role(words, text, labelled=labelled), words, scale, unit, period)


def _role(words: str, text: str, *, labelled: bool) -> _Role:
    if _COUNTER.match(words) or _CHANGE_COLUMN.match(words):
        return _Role.SKIPPED
    if _RANK_COLUMN.match(words):
        return _Role.RANK
    if _UNIT_COLUMN.match(words):
        return _Role.UNIT
    if not labelled:
        return _Role.LABEL
    for pattern, role in (
        (_SHARE_COLUMN, _Role.SHARE),
        (_PLAN_COLUMN, _Role.PLAN),
        (_ACTUAL_COLUMN, _Role.ACTUAL),
    ):
        if pattern.search(text if role is _Role.SHARE else words):
            return role
    return _Role.ACTUAL if _YEAR.fullmatch(words) else _Role.NAMED


def _name(column: _Column, words: str, topic: str) -> str:
    if column.role is _Role.SHARE:
        return f"tỷ lệ {words or topic} so với kế hoạch"
    own = naming.tidy(column.words) if column.role is _Role.NAMED else ""
    name = f"{naming.lower_first(own)} {words}".strip() if own else words
    if not naming.says(name):
        name = f"{name} {topic}".strip()
    return naming.with_head("tỷ lệ", name) if column.unit == "%" else name


def _owner(label: str, scene: Scene) -> tuple[Place | None, str | None]:
    """Whose row it is, where its label is a place or an office and nothing else."""
    home = scene.place
    province = home.name if home is not None and home.level is Level.PROVINCE else None
    for mention in find_places(label, on=scene.today, province=province):
        if mention.span == Span(0, len(label)):
            return mention.place, None
    for subject in find_subjects(label):
        if subject.span == Span(0, len(label)):
            return None, subject.name
    return None, None


def _compare_with_plan(drafts: list[Draft]) -> None:
    plan = next((draft for draft in drafts if draft.kind is Kind.TARGET), None)
    for draft in drafts:
        if plan is None or draft.kind is Kind.TARGET or draft.unit != plan.unit:
            continue
        period = period_label(plan.period) if plan.period else None
        draft.baselines.append(
            Baseline(BaselineKind.OTHER, "kế hoạch", plan.value, plan.unit, period)
        )
