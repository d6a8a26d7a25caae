"""What the cells of a row say of each other: what was gained, the plan, the year before.

``add_change`` gives a value what a column of changes says; ``compare``, at the end of a row,
holds its values against each other.
"""

from __future__ import annotations

import re

from extract.models import Baseline, BaselineKind, Change, Direction, Kind, Period
from extract.observe.compare.derive import POINTS, derive_from
from extract.observe.frame import Draft
from extract.observe.table.cells import Cell
from extract.observe.table.column import Column, Role
from extract.period.reader import label as period_label

Told = list[tuple[Column, Draft]]
"""The values of a row, each with its column."""

_PLAIN_CHANGE = re.compile(
    r"(?:mức |tỷ lệ |tốc độ |% )?(?:tăng|giảm|chênh lệch|thay đổi|biến động|\(?\+/-\)?|±)"
    r"(?:[ ,/]+(?:tăng|giảm|trưởng|\(?\+/-\)?|\(-\)|\(\+\)))*(?:\s?%)?"
    r"(?:,? so(?: với)? .+)?\s*$",
    re.IGNORECASE,
)
# "Tăng/giảm số vụ so với cùng kỳ" is said of the column "Số vụ".
_CHANGED = re.compile(
    r"^(?:mức |% )?(?:(?:tăng|giảm|chênh lệch|thay đổi|biến động)[ ,/]*)+(?:về |của )?|,? so(?: với)? .*$"
)
_FALL = re.compile(r"\s*(?:mức |tỷ lệ |tốc độ |% |số )?giảm\b(?!\s?[,/])", re.IGNORECASE)
_LEAST_RATIO = 50
"""A comparison in percent below this is a rise; above it, what is left or gained of the whole."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PAIR = 2


def is_rise(cell: Cell, column: Column) -> bool:
    """Tell whether a comparison in percent is what was gained: "So cùng kỳ (%)" of 4,2."""
    if column.role is not Role.COMPARED or cell.value is None:
        return False
    return _is_signed(cell) or cell.value < _LEAST_RATIO


def _is_signed(cell: Cell) -> bool:
    return cell.text.startswith(("+", "-", "–"))


def add_change(told: Told, cell: Cell, column: Column) -> None:
    """What a row gained or lost is said of what it reached."""
    reached = _reached(told, column)
    if reached is None or cell.value is None or reached.change is not None:
        return
    down = cell.value < 0 or _FALL.match(column.words) is not None
    match = re.search(r"\bso(?: với)?\s+(.+)", column.words)
    rated = "%" in cell.text or (column.role is Role.COMPARED and not _is_signed(cell))
    unit = column.unit or ("%" if rated else reached.unit)
    change = Change(
        abs(cell.value),
        POINTS if unit == "%" == reached.unit else unit,
        Direction.DOWN if down else Direction.UP,
        match[1].strip() if match else None,
    )
    reached.change = change
    derive_from(reached, change)


def _reached(told: Told, column: Column) -> Draft | None:
    """What a column of changes is said of: the value before it, or the column that it names."""
    done = [(one, draft) for one, draft in told if one.role in (Role.ACTUAL, Role.NAMED)]
    if column.role is Role.COMPARED or _PLAIN_CHANGE.match(column.words):
        return done[-1][1] if done else None
    about = _CHANGED.sub("", column.words.lower()).strip()
    named = [draft for one, draft in done if one.words.lower().strip() == about]
    return named[0] if len(named) == 1 else None


def compare(told: Told) -> None:
    """The plan, and the one earlier value of the row, are what its last value is compared with."""
    plans = [draft for column, draft in told if column.role is Role.PLAN]
    asked_for = [draft for _, draft in told if draft.kind is Kind.TARGET]
    plan = next(iter((*asked_for, *plans)), None)
    done = [pair for pair in told if pair[0].role is Role.ACTUAL] or _of_two_years(told)
    for _, draft in told:
        asked = draft is plan or draft.kind is Kind.TARGET
        if plan is not None and not asked and draft.unit == plan.unit:
            _hold_against(draft, BaselineKind.OTHER, "kế hoạch", plan)
    if len(done) == _PAIR:
        (earlier, before), (_, after) = sorted(done, key=ended)
        if before.unit == after.unit and _is_over(before.period, after.period):
            _hold_against(after, BaselineKind.PREVIOUS, earlier.words, before)


def _is_over(earlier: Period | None, later: Period | None) -> bool:
    """Whether a time ends before another begins; "tháng 6" is a part of "6 tháng"."""
    if earlier is None or later is None or earlier.last is None or later.first is None:
        return earlier != later
    return earlier.last < later.first


def _of_two_years(told: Told) -> Told:
    """The two columns whose headers tell nothing apart but the year ("Điểm năm 2023")."""
    for column, _ in told:
        bare = _YEAR.sub("", column.words.lower())
        alike = [pair for pair in told if _YEAR.sub("", pair[0].words.lower()) == bare]
        if len(alike) == _PAIR and bare != column.words.lower():
            return alike
    return []


def ended(told: tuple[Column, Draft]) -> int:
    """Give the last day of what a value describes, as a number; 0 where it is unknown."""
    period = told[1].period
    return period.last.toordinal() if period is not None and period.last is not None else 0


def _hold_against(value: Draft, kind: BaselineKind, label: str, level: Draft) -> None:
    """What is stated takes the place of what was computed."""
    period = period_label(level.period) if level.period else None
    stated = [known for known in value.baselines if not known.derived]
    value.baselines = [*stated, Baseline(kind, label, level.value, level.unit, period)]
