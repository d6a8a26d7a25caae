"""Rows of a plain-text table -> drafts, named by their row and their column.

``TableReader`` takes the passages of an article one after the other; cells are apart by
tabs or bars. A row without numbers is a header. A column says what it holds by its words
("Kế hoạch 2024", "Thực hiện 9 tháng", "So kế hoạch (%)", "ĐVT"); any other word names what
is measured. Without a header the cells of a row cannot be told apart, and nothing is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

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
from extract.observe.frame import Draft, Rule
from extract.observe.name import judge, naming
from extract.observe.scene import Scene
from extract.observe.subject import find_subjects
from extract.observe.table.column import UNIT_IN_BRACKETS, YEAR, Column, Role, read_header
from extract.period.reader import label as period_label
from extract.place import find_places
from extract.quantity.numeral import read_numeral
from extract.quantity.unit import noun_at, read_unit

_CELL_END = re.compile(r"\s*(?:\t|\s\|\s|(?<=\S)\|(?=\s|\S))\s*")
_FEWEST_CELLS = 3
# "(ĐVT: tỷ đồng)" above a table holds for all its cells.
_UNIT_LINE = re.compile(r"(?:ĐVT|đơn vị tính|đơn vị)\s*:\s*([^\s,;.()|][^,;.()|]*)", re.IGNORECASE)
_OF_FILES = re.compile(
    r"\b(?:tiếp nhận|xử lý|giải quyết|trước hạn|đúng hạn|quá hạn|trễ hạn|tồn|trực tuyến|trực tiếp)\b",
    re.IGNORECASE,
)
_IN_TIME = re.compile(r"\b(?:đúng|trước|quá|trễ) hạn\b|hồ sơ", re.IGNORECASE)
_SCORE_COLUMN = re.compile(r"^(?:tổng |số )?điểm\b|^chỉ số\b", re.IGNORECASE)
_ROW_START = re.compile(
    r"^(?:[-–+•*]|\d+(?:\.\d+)*[.)]|[IVX]+\.|[a-zđ]\))\s*|^(?:trong đó|gồm|bao gồm|riêng)\s*:?\s*",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:tổng số|số|tổng)\s", re.IGNORECASE)
_POINTS = re.compile(r"\s*%$")


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
        self._columns: list[Column] = []
        self._above = (1, "")
        self._of_files = False

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
        cells = _split(text)
        if len(cells) < _FEWEST_CELLS and not ("\t" in text and self._columns):
            self._columns = []
            named = _UNIT_LINE.search(text)
            self._above = (read_unit(named[1].strip()) if named else None) or (1, "")
            return None
        numbers = [cell for cell in cells if cell.value is not None]
        if all(YEAR.fullmatch(cell.text) for cell in numbers):
            self._columns = read_header([cell.text for cell in cells], self._scene.today)
            self._of_files = _IN_TIME.search(text) is not None
            return []
        if len(cells) != len(self._columns):
            return []
        return self._read_row(text, cells, topic, period)

    def _read_row(
        self, text: str, cells: list[_Cell], topic: str, period: Period | None
    ) -> list[Draft]:
        named = [
            c for c, column in zip(cells, self._columns, strict=True) if column.role is Role.LABEL
        ]
        label, own_unit = _split_unit(_ROW_START.sub("", named[0].text) if named else "")
        place, subject = _owner(label, self._scene)
        words = "" if place or subject else naming.lower_first(label)
        rank: Rank | None = None
        drafts: list[Draft] = []
        for cell, column in zip(cells, self._columns, strict=True):
            if cell.value is None or column.role in (Role.LABEL, Role.UNIT, Role.SKIPPED):
                continue
            if column.role is Role.RANK:
                rank = Rank(int(cell.value))
                continue
            scale, unit = self._measure(cells, cell, column, own_unit)
            name = _name(column, words, topic, unit)
            if not judge.says(name):
                continue
            drafts.append(
                Draft(
                    name=name,
                    place=place or self._scene.place,
                    subject=subject,
                    period=column.period or period or self._scene.period,
                    kind=Kind.TARGET if column.role is Role.PLAN else Kind.ACTUAL,
                    value=cell.value * scale,
                    unit=unit or unit_of_name(name),
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

    def _measure(
        self, cells: list[_Cell], cell: _Cell, column: Column, own: tuple[int, str] | None
    ) -> tuple[int, str]:
        """The scale and unit of a cell: its own, its column's, its row's, or the table's."""
        if column.unit or "%" in cell.text:
            return column.scale, column.unit or "%"
        if _SCORE_COLUMN.match(column.words):
            return 1, "điểm"
        counted = cell.value is not None and cell.value == cell.value.to_integral_value()
        if self._of_files and counted and _OF_FILES.search(column.words):
            return 1, "hồ sơ"
        row = self._unit(cells)
        return row if row[1] else own or self._above

    def _unit(self, cells: list[_Cell]) -> tuple[int, str]:
        for cell, column in zip(cells, self._columns, strict=True):
            if column.role is Role.UNIT:
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


def _split_unit(label: str) -> tuple[str, tuple[int, str] | None]:
    """A row's label without the unit behind it: "Diện tích lúa (ha)"."""
    match = UNIT_IN_BRACKETS.search(label)
    found = (1, "%") if match and match[1] == "%" else read_unit(match[1]) if match else None
    return (label[: match.start()], found) if match and found else (label, None)


def unit_of_name(name: str) -> str:
    """The noun that a cell without a unit counts, by its name: "số hộ nghèo"."""
    match = _COUNTED.match(name)
    noun = noun_at(name, match.end()) if match else None
    return noun.name if noun is not None and noun.known else ""


def _name(column: Column, words: str, topic: str, unit: str) -> str:
    if column.role is Role.SHARE:
        return f"tỷ lệ {words or topic} so với kế hoạch"
    own = naming.tidy(column.words) if column.role is Role.NAMED else ""
    name = f"{naming.lower_first(own)} {words}".strip() if own else words
    if not judge.says(name):
        name = f"{name} {topic}".strip()
    if unit == "hồ sơ" and "hồ sơ" not in name:
        name = f"số hồ sơ {name}"
    if column.unit == "%" and _OF_FILES.search(own) and "hồ sơ" not in name:
        name = f"hồ sơ {name}"
    return naming.with_head("tỷ lệ", name) if unit == "%" else name


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
