"""Bars, each with its name above it and its value at its end; levels as dashed lines.

The names stand above the bars, so that long ones have the whole width of a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chart.marks import BASELINE, COLOURS, FAINT, PAPER, SOFT, TARGET, Box, Mark, Stroke, Text
from bot.chart.models import Chart, Point, Reference
from bot.chart.writing import LEADING, Measure, stack, wrap

_NAME, _VALUE, _SMALL = 33.0, 34.0, 26.0
_BAR, _GAP, _PAD = 40.0, 26.0, 14.0
_MOST_NAME, _MOST_SMALL = 3, 2


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values -> pixels; the zero lies where the longest bar to the left needs it."""

    zero: float
    per_unit: float

    def x(self, value: float) -> float:
        return self.zero + value * self.per_unit


def lay_bars(
    chart: Chart, measure: Measure, left: float, top: float, width: float
) -> tuple[list[Mark], float]:
    """Place bars.

    Args:
        chart: With one series.
        measure: Tells how wide texts are.
        left: Where the room begins.
        top: Where the room begins.
        width: Of the room.

    Returns:
        What is drawn, and where the next thing may begin.
    """
    points = chart.series[0].points
    scale = _scale_of(points, chart.references, measure, left, width)
    wide = [r for r in chart.references if len(r.rows) == len(points)]
    marks, y = _heads(wide, scale, measure, left, top, width)
    begin = y
    rows: list[Mark] = []
    for number, point in enumerate(points):
        own = [r for r in chart.references if r not in wide and number in r.rows]
        placed, y = _row(point, own, wide, scale, measure, left, y, width)
        rows += placed
        y += _GAP
    end = y - _GAP
    lines = [_level(level, scale, begin - 4, end) for level in wide]
    return [*marks, *rows, *lines], end


def _scale_of(
    points: Sequence[Point],
    levels: Sequence[Reference],
    measure: Measure,
    left: float,
    width: float,
) -> _Scale:
    ends = [_ends(point) for point in points]
    values = [end for pair in ends for end in pair] + [float(level.value) for level in levels]
    most, least = max(0.0, *values), min(0.0, *values)
    room = {True: 0.0, False: 0.0}
    for point in points:
        up = point.value >= 0
        room[up] = max(room[up], measure(point.words, _VALUE, True) + _PAD)
    span = width - room[True] - room[False]
    per_unit = span / (most - least) if most > least else 0.0
    return _Scale(left + room[False] - least * per_unit, per_unit)


def _ends(point: Point) -> tuple[float, float]:
    return float(point.value), float(point.value_to or point.value)


def _heads(
    levels: Sequence[Reference],
    scale: _Scale,
    measure: Measure,
    left: float,
    top: float,
    width: float,
) -> tuple[list[Mark], float]:
    """Write the names of the levels that all bars share, each where its line is."""
    marks: list[Mark] = []
    y = top
    for level in levels:
        words = wrap(level.label, width, _SMALL, measure, bold=True, most=1)[0]
        long = measure(words, _SMALL, True)
        middle = scale.x(float(level.value))
        x = min(max(left, middle - long / 2), left + width - long)
        marks.append(Text(x, y + _SMALL, words, _SMALL, _colour(level), bold=True))
        y += _SMALL * LEADING
    return marks, y + (18 if levels else 0)


def _row(
    point: Point,
    levels: Sequence[Reference],
    wide: Sequence[Reference],
    scale: _Scale,
    measure: Measure,
    left: float,
    top: float,
    width: float,
) -> tuple[list[Mark], float]:
    names = wrap(point.label, width, _NAME, measure, most=_MOST_NAME)
    texts, y = stack(names, left, top, _NAME)
    marks: list[Mark] = [*texts]
    if point.note:
        lines = wrap(point.note, width, _SMALL, measure, most=_MOST_SMALL)
        texts, y = stack(lines, left, y, _SMALL, colour=SOFT)
        marks += texts
    y += 8
    marks += _bar(point, scale, y)
    value, far = _ends(point)
    up = value >= 0
    end = scale.x(max(value, far) if up else min(value, far))
    x = end + _PAD if up else end - _PAD
    middle = y + _BAR / 2 + _VALUE * 0.36
    here = [_level(level, scale, y - 9, y + _BAR + 9) for level in levels]
    marks += here
    crossing = [scale.x(float(level.value)) for level in (*levels, *wide)]
    marks.append(_value(point, scale, x, middle, crossing, measure))
    y += _BAR
    for level in levels:
        lines = wrap(f"┆ {level.label}", width, _SMALL, measure, most=_MOST_SMALL)
        texts, y = stack(lines, left, y + 4, _SMALL, colour=_colour(level))
        marks += texts
    return marks, y


def _bar(point: Point, scale: _Scale, y: float) -> list[Mark]:
    value, far = _ends(point)
    start, end = sorted((scale.zero, scale.x(value)))
    axis = Stroke(((scale.zero, y - 6), (scale.zero, y + _BAR + 6)), FAINT, 4)
    bar = Box(start, y, max(end - start, 2.0), _BAR, COLOURS[0], hollow=point.is_target)
    if far == value:
        return [axis, bar]
    start, end = sorted((scale.x(value), scale.x(far)))
    return [axis, bar, Box(start, y, end - start, _BAR, COLOURS[0], faint=True)]


def _value(
    point: Point,
    scale: _Scale,
    x: float,
    y: float,
    crossing: Sequence[float],
    measure: Measure,
) -> Text:
    """Write a value at the end of its bar; inside or behind where a dashed line runs there."""
    value, far = _ends(point)
    if value < 0:
        return Text(x, y, point.words, _VALUE, bold=True, align="right")
    long = measure(point.words, _VALUE, True)
    if any(x - _PAD / 2 < at < x + long for at in crossing):
        end = scale.x(value)
        inside = (end - _PAD - long, end)
        fits = inside[0] > scale.zero + _PAD and far == value and not point.is_target
        if fits and not any(inside[0] < at < inside[1] for at in crossing):
            return Text(inside[0], y, point.words, _VALUE, PAPER, bold=True)
    for at in sorted(crossing):
        if x - _PAD / 2 < at < x + long:
            x = at + _PAD
    return Text(x, y, point.words, _VALUE, bold=True)


def _level(level: Reference, scale: _Scale, top: float, bottom: float) -> Stroke:
    x = scale.x(float(level.value))
    return Stroke(((x, top), (x, bottom)), _colour(level), 3.5, dashed=True)


def _colour(level: Reference) -> str:
    return TARGET if level.is_target else BASELINE
