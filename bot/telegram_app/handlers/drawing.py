"""The arguments of a button that draws -> the request for the picture."""

from __future__ import annotations

from bot.models import Asked
from bot.worker.messages import ShowChart

_FIRST, _PER_FIGURE = 2, 3


def read_chart(args: tuple[str, ...]) -> ShowChart | None:
    """Read which figures to draw; ``None`` where the arguments are of no such button."""
    if len(args) < _FIRST or (len(args) - _FIRST) % _PER_FIGURE:
        return None
    asked, among, *rest = args
    articles, starts, indicators = (rest[at::_PER_FIGURE] for at in range(_PER_FIGURE))
    known = asked in set(Asked) and among.isdecimal() and all(map(str.isdecimal, starts))
    if not known or not rest:
        return None
    figures = zip(articles, map(int, starts), indicators, strict=True)
    return ShowChart(asked, int(among), tuple(figures))
