"""Chart -> PNG; ``draw_png`` is the entry point.

matplotlib paints, and it comes with DejaVu Sans, which has every Vietnamese letter; it is loaded
with the first picture, since it costs half a second. The same chart gives the same bytes.
"""

from __future__ import annotations

import gc
import io
import logging
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from bot.chart.marks import PAPER, Box, Dot, Drawing, Mark, Stroke, Text
from bot.chart.models import Chart
from bot.chart.sheet import lay_out

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties
    from matplotlib.transforms import Transform

_DPI = 100
_POINTS = 72 / _DPI
_FONTS = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_MISSING = "□"
_DASHES = (0, (4, 2.6))


def draw_png(chart: Chart) -> bytes:
    """Draw a chart.

    Returns:
        A PNG, 1080 pixels wide and as high as it needs.
    """
    _load()
    png = _paint(lay_out(chart, _measure))
    # The parts of matplotlib's figure hold each other, with some megabytes of pixels.
    gc.collect(1)
    return png


def _paint(drawing: Drawing) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    figure = Figure((drawing.width / _DPI, drawing.height / _DPI), dpi=_DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    # Pixels count from the upper left, matplotlib's from the lower.
    place = Affine2D().scale(1, -1).translate(0, drawing.height)
    for order, mark in enumerate(drawing.marks):
        artist = _artist(mark, place)
        artist.set_zorder(order)
        figure.add_artist(artist)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()


def _artist(mark: Mark, place: Transform) -> Artist:
    match mark:
        case Text():
            return _written(mark, place)
        case Box():
            from matplotlib.patches import Rectangle

            return Rectangle(
                (mark.x, mark.y),
                mark.width,
                mark.height,
                facecolor=PAPER if mark.hollow else mark.colour,
                edgecolor=mark.colour,
                linewidth=3 if mark.hollow else 0,
                linestyle="--" if mark.hollow else "-",
                alpha=0.4 if mark.faint else None,
                transform=place,
            )
        case Stroke():
            from matplotlib.lines import Line2D

            return Line2D(
                [x for x, _ in mark.points],
                [y for _, y in mark.points],
                color=mark.colour,
                linewidth=mark.width * _POINTS,
                linestyle=_DASHES if mark.dashed else "-",
                solid_joinstyle="round",
                transform=place,
            )
        case Dot():
            from matplotlib.patches import Circle

            return Circle(
                (mark.x, mark.y),
                mark.radius,
                facecolor=PAPER if mark.hollow else mark.colour,
                edgecolor=mark.colour if mark.hollow else PAPER,
                linewidth=2.5,
                transform=place,
            )
        case _:
            assert_never(mark)


def _written(mark: Text, place: Transform) -> Artist:
    from matplotlib.patheffects import withStroke
    from matplotlib.text import Text as Written

    return Written(
        mark.x,
        mark.y,
        _legible(mark.words, mark.bold),
        color=mark.colour,
        fontproperties=_font(mark.bold, mark.size),
        horizontalalignment=mark.align,
        verticalalignment="baseline",
        # Articles write "$" for dollars, not for formulas.
        parse_math=False,
        # Lines behind it shall not make it hard to read.
        path_effects=[] if mark.colour == PAPER else [withStroke(linewidth=5, foreground=PAPER)],
        transform=place,
    )


def _measure(words: str, size: float, bold: bool) -> float:
    # matplotlib has no types here.
    width, *_ = _renderer().get_text_width_height_descent(  # type: ignore[no-untyped-call]
        _legible(words, bold), _font(bold, size), False
    )
    return float(width)


def _legible(words: str, bold: bool) -> str:
    known = _letters(bold)
    return "".join(letter if letter in known else _MISSING for letter in words)


@lru_cache(maxsize=1)
def _load() -> None:
    import matplotlib

    # Where it cannot keep its list of fonts it says so, which is no concern of the user's.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    # Settings of the user's own shall not change the picture.
    matplotlib.rcdefaults()


@lru_cache(maxsize=1)
def _renderer() -> RendererAgg:
    from matplotlib.backends.backend_agg import RendererAgg

    return RendererAgg(8, 8, _DPI)  # type: ignore[no-untyped-call]  # it has no types


@lru_cache(maxsize=32)
def _font(bold: bool, size: float) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_font_file(bold), size=size * _POINTS)


@lru_cache(maxsize=2)
def _letters(bold: bool) -> frozenset[str]:
    from matplotlib.font_manager import get_font

    return frozenset(map(chr, get_font(_font_file(bold)).get_charmap()))


def _font_file(bold: bool) -> str:
    import matplotlib

    return str(Path(matplotlib.get_data_path(), "fonts", "ttf", _FONTS[bold]))
