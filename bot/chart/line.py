"""A line over time: points at the ends of their periods, levels and averages as dashed lines."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.chart.axes import Axis, axis_for, place_days
from bot.chart.marks import BASELINE, COLOURS, FAINT, INK, SOFT, TARGET, Dot, Mark, Stroke, Text
from bot.chart.models import Chart, Point, Series
from bot.chart.space import Place, Space
from bot.chart.writing import Measure, stack, widest, wrap
from bot.render.phrase import number_words

_HEIGHT = 520.0
_TICK, _VALUE, _SMALL = 26.0, 31.0, 26.0
_BETWEEN, _RADIUS, _CLEAR = 16.0, 9.0, 18.0
_MOST_LINES, _COLUMN = 3, 250.0
_NEAR_EDGE, _FAR_EDGE = 46.0, 62.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """A point where it stands."""

    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class _Plot:
    """A chart with its places.

    Attributes:
        left: Where the lines of the axis begin.
        spots: The points of each series.
    """

    chart: Chart
    measure: Measure
    axis: Axis
    left: float
    right: float
    spots: tuple[tuple[_Spot, ...], ...]

    def size(self, number: int) -> float:
        """Give the size of a series' values."""
        return _SMALL if self.chart.series[number].is_baseline else _VALUE

    def colour(self, number: int) -> str:
        """Give the colour of a series."""
        return _colour(self.chart.series[number], number)


def lay_line(
    chart: Chart, measure: Measure, left: float, top: float, width: float
) -> tuple[list[Mark], float]:
    """Place a line chart; arguments and result are those of ``lay_bars``."""
    legend, top = _legend(chart, measure, left, top, width)
    top += 1.9 * _VALUE
    axis = axis_for(_values(chart), top, top + _HEIGHT, is_rank=chart.is_rank)
    ticks, inner = _ticks(axis, measure, left, width)
    days = [point.day for series in chart.series for point in series.points if point.day]
    labels = [word for s in chart.series for p in s.points for word in p.label.split()]
    apart = widest(labels, _TICK, measure) + _BETWEEN
    places = place_days(days, inner + _NEAR_EDGE, left + width - _FAR_EDGE, apart)
    spots = tuple(
        tuple(
            _Spot(places[point.day], axis.y(float(point.value / chart.scale)), point)
            for point in series.points
            if point.day
        )
        for series in chart.series
    )
    plot = _Plot(chart, measure, axis, inner, left + width, spots)
    space = _space_of(plot)
    marks: list[Mark] = [*legend, *ticks, *_series(plot)]
    marks += _levels(plot, space)
    marks += _value_texts(plot, space)
    periods, bottom = _periods(plot, places, axis.bottom + 26)
    return [*marks, *periods], bottom


def _values(chart: Chart) -> list[float]:
    points = [point for series in chart.series for point in series.points]
    values = [point.value for point in points]
    values += [point.value_to for point in points if point.value_to is not None]
    values += [level.value for level in chart.references]
    return [float(value / chart.scale) for value in values]


def _legend(
    chart: Chart, measure: Measure, left: float, top: float, width: float
) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    y = top
    for number, series in enumerate(chart.series):
        if series.name:
            middle = y + 0.68 * _SMALL
            path = ((left, middle), (left + 46, middle))
            marks.append(Stroke(path, _colour(series, number), 5, dashed=series.is_baseline))
            lines = wrap(series.name, width - 64, _SMALL, measure, most=2)
            texts, y = stack(lines, left + 64, y, _SMALL, colour=INK)
            marks += texts
    return marks, y


def _ticks(axis: Axis, measure: Measure, left: float, width: float) -> tuple[list[Mark], float]:
    """Draw the lines of the axis; gives them and where the room beside their numbers begins."""
    words = [number_words(tick) for tick in axis.ticks]
    inner = left + widest(words, _TICK, measure) + 14
    marks: list[Mark] = []
    for tick, written in zip(axis.ticks, words, strict=True):
        y = axis.y(float(tick))
        marks.append(Stroke(((inner, y), (left + width, y)), FAINT))
        marks.append(Text(inner - 14, y + 0.36 * _TICK, written, _TICK, SOFT, align="right"))
    return marks, inner


def _series(plot: _Plot) -> Iterator[Mark]:
    for number, (series, spots) in enumerate(zip(plot.chart.series, plot.spots, strict=True)):
        colour = plot.colour(number)
        if plot.chart.joined and len(spots) > 1:
            path = tuple((spot.x, spot.y) for spot in spots)
            width = 3.5 if series.is_baseline else 5.5
            yield Stroke(path, colour, width, dashed=series.is_baseline)
        for spot in spots:
            if spot.point.value_to is not None:
                far = plot.axis.y(float(spot.point.value_to / plot.chart.scale))
                yield Stroke(((spot.x, spot.y), (spot.x, far)), colour, 3)
            radius = _RADIUS * (0.7 if series.is_baseline else 1.0)
            hollow = spot.point.is_target or series.is_baseline
            yield Dot(spot.x, spot.y, radius, colour, hollow=hollow)


def _space_of(plot: _Plot) -> Space:
    paths = [[(spot.x, spot.y) for spot in spots] for spots in plot.spots]
    for level in plot.chart.references:
        y = plot.axis.y(float(level.value / plot.chart.scale))
        paths.append([(plot.left, y), (plot.right, y)])
    space = Space(paths)
    for spot in (spot for spots in plot.spots for spot in spots):
        space.block(Place(spot.x - _RADIUS, spot.y - _RADIUS, spot.x + _RADIUS, spot.y + _RADIUS))
    # Below the axis stand the periods.
    space.block(Place(0, plot.axis.bottom - 2, plot.right + 100, plot.axis.bottom + 500))
    return space


def _levels(plot: _Plot, space: Space) -> Iterator[Mark]:
    for level in plot.chart.references:
        y = plot.axis.y(float(level.value / plot.chart.scale))
        colour = TARGET if level.is_target else BASELINE
        yield Stroke(((plot.left, y), (plot.right, y)), colour, 3.5, dashed=True)
        room = plot.right - plot.left
        words = wrap(level.label, room, _SMALL, plot.measure, bold=True, most=1)[0]
        long = plot.measure(words, _SMALL, True)
        bases = (y - 12, y + _SMALL + 8)
        spots = [(x, base) for x in (plot.right - long, plot.left + 8) for base in bases]
        chosen = space.choose([Place(x, b - _SMALL, x + long, b + 6) for x, b in spots])
        if chosen is not None:
            yield Text(*spots[chosen], words, _SMALL, colour, bold=True)


def _value_texts(plot: _Plot, space: Space) -> Iterator[Text]:
    """Write the values that have room, the telling ones first: last, first, highest, lowest."""
    wanted = [
        (plot.chart.series[number].is_baseline, rank, number, spot)
        for number, spots in enumerate(plot.spots)
        for rank, spot in enumerate(_telling_first(spots))
    ]
    # The first of each series before the second of any; averages last.
    for _, _, number, spot in sorted(wanted, key=lambda each: each[:3]):
        size = plot.size(number)
        long = plot.measure(spot.point.words, size, True)
        above, below = spot.y - _CLEAR, spot.y + _CLEAR + size * 0.76
        spots = [
            (min(max(x, plot.left), plot.right - long), base)
            for x in (spot.x - long / 2, spot.x - long * 0.85, spot.x - long * 0.15)
            for base in (above, below)
        ]
        places = [Place(x - 6, b - size * 0.8, x + long + 6, b + 5) for x, b in spots]
        chosen = space.choose(places)
        if chosen is not None:
            colour = INK if len(plot.spots) == 1 else plot.colour(number)
            yield Text(*spots[chosen], spot.point.words, size, colour, bold=True)


def _telling_first(spots: Sequence[_Spot]) -> list[_Spot]:
    heights = [spot.y for spot in spots]
    telling = (len(spots) - 1, 0, heights.index(min(heights)), heights.index(max(heights)))
    return [spots[number] for number in dict.fromkeys((*telling, *range(len(spots))))]


def _periods(plot: _Plot, places: dict[date, float], top: float) -> tuple[list[Mark], float]:
    measure = plot.measure
    labels = {
        places[point.day]: point.label
        for series in reversed(plot.chart.series)
        for point in series.points
        if point.day
    }
    known = sorted(labels)
    gaps = [after - before for before, after in itertools.pairwise(known)]
    words = [word for label in labels.values() for word in label.split()]
    column = max(min([*gaps, _COLUMN]) - _BETWEEN, widest(words, _TICK, measure))
    space = Space()
    marks: list[Mark] = []
    deepest = top
    # The newest and the oldest period are named even where the others have no room.
    for x in dict.fromkeys((known[-1], known[0], *known)):
        lines = wrap(labels[x], column, _TICK, measure, most=_MOST_LINES)
        half = widest(lines, _TICK, measure) / 2 + 5
        middle = min(x, plot.right - half)
        if space.choose([Place(middle - half, 0, middle + half, 1)]) is not None:
            texts, bottom = stack(lines, middle, top, _TICK, colour=INK, align="center")
            marks += texts
            deepest = max(deepest, bottom)
    return marks, deepest


def _colour(series: Series, number: int) -> str:
    return BASELINE if series.is_baseline else COLOURS[number % len(COLOURS)]
