"""A chart -> a drawing: heading, the shape itself, notes and sources below it.

``lay_out`` is the entry point; it knows sizes and places, and no library that paints.
"""

from __future__ import annotations

from bot.chart.bars import lay_bars
from bot.chart.line import lay_line
from bot.chart.marks import FAINT, SOFT, Box, Dot, Drawing, Mark, Stroke, Text
from bot.chart.models import Chart, Shape
from bot.chart.writing import Measure, stack, wrap

WIDTH, EDGE = 1080, 52
_TITLE, _SUBTITLE, _NOTE = 43.0, 30.0, 25.0
_MOST_TITLE, _MOST_SOURCE = 4, 3
_BRAND = "Hỏi số"
_ORDER = (Box, Stroke, Dot, Text)


def lay_out(chart: Chart, measure: Measure) -> Drawing:
    """Place everything that a chart shows.

    Args:
        chart: What to show.
        measure: Tells how wide texts are.
    """
    room = WIDTH - 2 * EDGE
    marks: list[Mark] = []
    title = wrap(chart.title, room, _TITLE, measure, bold=True, most=_MOST_TITLE)
    texts, y = stack(title, EDGE, EDGE - 8, _TITLE, bold=True)
    marks += texts
    if chart.subtitle:
        lines = wrap(chart.subtitle, room, _SUBTITLE, measure, most=_MOST_TITLE)
        texts, y = stack(lines, EDGE, y + 6, _SUBTITLE, colour=SOFT)
        marks += texts
    lay = lay_line if chart.shape is Shape.LINE else lay_bars
    shape, y = lay(chart, measure, EDGE, y + 26, room)
    marks += shape
    y += 30
    marks.append(Stroke(((EDGE, y), (WIDTH - EDGE, y)), FAINT))
    y += 14
    for note in chart.notes:
        texts, y = stack(wrap(note, room, _NOTE, measure), EDGE, y, _NOTE, colour=SOFT)
        marks += texts
    brand = measure(_BRAND, _NOTE, True)
    one = len(chart.sources) == 1
    sources = (
        [f"Nguồn: {chart.sources[0]}"] if one else ["Nguồn:", *(f"• {s}" for s in chart.sources)]
    )
    for source in sources:
        lines = wrap(source, room - brand - 30, _NOTE, measure, most=_MOST_SOURCE)
        texts, y = stack(lines, EDGE, y, _NOTE, colour=SOFT)
        marks += texts
    marks.append(Text(WIDTH - EDGE, y - 0.3 * _NOTE, _BRAND, _NOTE, SOFT, bold=True, align="right"))
    # Texts lie on lines, and lines on bars.
    marks.sort(key=lambda mark: _ORDER.index(type(mark)))
    return Drawing(WIDTH, round(y + EDGE * 0.6), tuple(marks))
