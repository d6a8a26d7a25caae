"""A row's cells -> drafts, named by their row and their column.

``read_row`` is the entry point. A column says what it holds by its words ("Kế hoạch 2024",
"Thực hiện 9 tháng", "So cùng kỳ (%)"); any other word names what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.models import (
    Bound,
    Level,
    Period,
    Place,
    Rank,
    Span,
)
from extract.observe.bare_unit import noun_of
from extract.observe.frame import COUNTRY, Draft, Rule
from extract.observe.name import judge, naming
from extract.observe.scene import Scene
from extract.observe.subject import find_subjects
from extract.observe.table.cells import Cell
from extract.observe.table.column import Column, Role, unit_of
from extract.observe.table.compare import Told, add_change, compare, ended, is_rise
from extract.place import find_places
from extract.quantity.numeral import plain
from extract.quantity.unit import read_unit

_OF_FILES = re.compile(
    r"\b(?:tiếp nhận|xử lý|giải quyết|trước hạn|đúng hạn|quá hạn|trễ hạn|tồn|trực tuyến|trực tiếp)\b",
    re.IGNORECASE,
)
_SCORE_COLUMN = re.compile(r"^(?:tổng |số )?điểm\b|^chỉ số\b", re.IGNORECASE)
# "A Lưới 2": communes of one name are told apart by a number.
_NUMBERED = re.compile(
    r"(?P<base>(?:(?:xã|phường) )?(?P<name>\D+)) (?P<number>[1-9])", re.IGNORECASE
)
_ROW_START = re.compile(
    r"^(?:[-–+•*]|\d+(?:\.\d+)*[.)]|[IVX]+\.|[a-zđ]\))\s*"
    r"|^(?:trong đó|trong số đó|tr\.? ?đó|t\.? ?đó|gồm|bao gồm|riêng)\s*:?\s*",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:tổng(?: số| cộng)?|cộng|tổng chung|chung|toàn (?:tỉnh|thành phố|huyện|xã|phường|ngành|quốc|hệ thống)|cả nước)\s*:?$",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng)\s", re.IGNORECASE)
_AGAINST = re.compile(r"\bso(?: với)?\s+(.+)|\w\s?/\s?(.+)", re.IGNORECASE)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d$")
_SURE = 0.95
"""How often a header tells right what a cell holds."""


@dataclass(frozen=True, slots=True)
class Table:
    """What holds for all rows of a table.

    Attributes:
        above: What cells without a unit are multiplied by and counted in.
        of_files: Whether its columns count files handled in time.
        topic: What the text above speaks of, where neither row nor column says.
        period: What a row describes, where its column does not say.
    """

    columns: Sequence[Column]
    above: tuple[int, str]
    of_files: bool
    topic: str
    period: Period | None
    scene: Scene


@dataclass(frozen=True, slots=True)
class _Row:
    words: str
    place: Place | None
    subject: str | None
    unit: tuple[int, str] | None


def read_row(text: str, cells: Sequence[Cell], table: Table) -> list[Draft]:
    """Read a row.

    Args:
        text: The row.
        cells: Its cells, as many as the table has columns.
        table: What holds for it.

    Returns:
        Drafts in order of the cells.
    """
    row = _row(cells, table)
    ranks: list[tuple[Column, Rank]] = []
    told: Told = []
    measured: Column | None = None
    for cell, column in zip(cells, table.columns, strict=True):
        if cell.value is None or column.role in (Role.LABEL, Role.UNIT, Role.SKIPPED):
            continue
        if column.role is Role.RANK:
            ranks.append((column, Rank(int(cell.value))))
        elif column.role is Role.CHANGE or is_rise(cell, column):
            add_change(told, cell, column)
        else:
            named = column.role is Role.NAMED
            measured = column if named else _still(measured, column)
            topic = table.topic if named or measured is None else _measured(measured)
            draft = _draft(text, cell, column, row, replace(table, topic=topic), cells)
            if draft is not None:
                told.append((column, draft))
    compare(told)
    drafts = [draft for _, draft in told]
    for column, rank in ranks if told else ():
        _ranked(told, column, alone=len(ranks) == 1).rank = rank
    return drafts


def _ranked(told: Told, column: Column, *, alone: bool) -> Draft:
    """ "PAR Index | Hạng PAR | PCI | Hạng PCI": of several ranks each names what it is of."""
    words = set(column.words.lower().split())
    shared = [len(words & set(one.words.lower().split())) for one, _ in told]
    if not alone and max(shared):
        return told[shared.index(max(shared))][1]
    # Of two years side by side, the later one is ranked.
    done = [pair for pair in told if pair[0].role is Role.ACTUAL] or told
    return max(done, key=ended)[1]


def _still(measured: Column | None, column: Column) -> Column | None:
    """ "Diện tích (ha) | Kế hoạch (ha) | % KH": a plan of what the column before measures."""
    if measured is None or not measured.unit:
        return None
    alike = column.unit == measured.unit and column.role is Role.PLAN
    return measured if alike or column.role is Role.SHARE else None


def _measured(column: Column) -> str:
    return naming.lower_first(naming.tidy(column.words))


def _row(cells: Sequence[Cell], table: Table) -> _Row:
    labels = [
        cell for cell, column in zip(cells, table.columns, strict=True) if column.role is Role.LABEL
    ]
    label, unit = unit_of(_ROW_START.sub("", labels[0].text) if labels else "")
    if _ALL.match(label):
        country = label.lower().endswith(("cả nước", "toàn quốc"))
        return _Row("", COUNTRY if country else table.scene.place, None, unit)
    place, subject = _owner(label, table.scene)
    words = "" if place or subject else naming.lower_first(label)
    return _Row(words, place, subject, unit)


def _draft(
    text: str, cell: Cell, column: Column, row: _Row, table: Table, cells: Sequence[Cell]
) -> Draft | None:
    scale, unit = _measure(cells, cell, column, row.unit, table)
    name = _name(column, row.words, table.topic, unit)
    if not judge.says(name) or cell.value is None:
        return None
    return Draft(
        name=name,
        place=row.place or table.scene.place,
        subject=row.subject,
        period=column.period or _period_of(table) or table.scene.period,
        kind=column.kind,
        value=plain(cell.value * scale),
        unit=unit or unit_of_name(name),
        bound=Bound.EXACT,
        number=cell.span,
        quote=Span(0, len(text)),
        rule=Rule.CELL,
        confidence=_SURE,
    )


def _period_of(table: Table) -> Period | None:
    """The heading's period, or the last that a column of what was done names."""
    done = [c.period for c in table.columns if c.role is Role.ACTUAL and c.period is not None]
    return table.period or (done[-1] if done else None)


def _measure(
    cells: Sequence[Cell],
    cell: Cell,
    column: Column,
    own: tuple[int, str] | None,
    table: Table,
) -> tuple[int, str]:
    """The scale and unit of a cell: its own, its column's, its row's, or the table's."""
    if column.unit or "%" in cell.text:
        return column.scale, column.unit or "%"
    if column.role in (Role.SHARE, Role.COMPARED):
        return 1, "%"
    if _SCORE_COLUMN.match(column.words):
        return 1, "điểm"
    counted = cell.value is not None and cell.value == cell.value.to_integral_value()
    if table.of_files and counted and _OF_FILES.search(column.words):
        return 1, "hồ sơ"
    row = _unit_column(cells, table.columns)
    return row if row[1] else own or table.above


def _unit_column(cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[int, str]:
    for cell, column in zip(cells, columns, strict=True):
        if column.role is Role.UNIT:
            scale, unit = read_unit(cell.text) or (1, cell.text)
            return scale, unit if unit in ("USD", "GWh", "kWh") else unit.lower()
    return 1, ""


def unit_of_name(name: str) -> str:
    """What a cell without a unit counts, by its name: "số hộ nghèo", "tỷ lệ hộ nghèo"."""
    if _RATE.match(name):
        return "%"
    return noun_of(name)


def _name(column: Column, words: str, topic: str, unit: str) -> str:
    if column.role is Role.SHARE:
        return f"tỷ lệ {words or topic} so với kế hoạch"
    if column.role is Role.COMPARED:
        return f"{words or topic} so với {_against(column)}"
    own = naming.tidy(column.words) if column.role is Role.NAMED else ""
    name = f"{naming.lower_first(own)} {words}".strip() if own else words
    if not judge.says(name):
        name = f"{name} {topic}".strip()
    if unit == "hồ sơ" and "hồ sơ" not in name:
        name = f"số hồ sơ {name}"
    if column.unit == "%" and _OF_FILES.search(own) and "hồ sơ" not in name:
        name = f"hồ sơ {name}"
    return naming.with_head("tỷ lệ", name) if unit == "%" else name


def _against(column: Column) -> str:
    """What a column compares with: "năm 2016" of "2017 so với 2016", or "cùng kỳ"."""
    match = _AGAINST.search(column.words)
    words = (match[1] or match[2]).strip() if match else "cùng kỳ"
    return f"năm {words}" if _BARE_YEAR.match(words) else words


def _owner(label: str, scene: Scene) -> tuple[Place | None, str | None]:
    """Whose row it is, where its label is a place or an office and nothing else."""
    home = scene.place
    province = home.name if home is not None and home.level is Level.PROVINCE else None
    numbered = _NUMBERED.fullmatch(label)
    named = numbered["base"] if numbered is not None else label
    for mention in find_places(named, on=scene.today, province=province):
        if mention.span == Span(0, len(named)):
            place = mention.place
            if numbered is None:
                return place, None
            name = f"{numbered['name']} {numbered['number']}"
            return Place(name, Level.COMMUNE, "", place.system, place.province or province), None
    for subject in find_subjects(label):
        if subject.span == Span(0, len(label)):
            return None, subject.name
    return None, None
