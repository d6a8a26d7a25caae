"""Values and days -> places on a picture: round steps for values, days kept a step apart."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_STEPS = (1, 2, 5, 10)
_WANTED = 4
# Above half of the greatest, a line is shown from its least value: from zero it would be flat.
_FLAT = 0.5
_LOW = 0.4


@dataclass(frozen=True, slots=True)
class Axis:
    """Values -> pixels, from the bottom up, or for ranks from the top down.

    Attributes:
        ticks: The values at which lines are drawn, in the axis's own unit.
    """

    least: float
    most: float
    top: float
    bottom: float
    ticks: tuple[Decimal, ...]
    is_turned: bool = False

    def y(self, value: float) -> float:
        """Give where a value stands."""
        share = (value - self.least) / (self.most - self.least)
        share = 1 - share if self.is_turned else share
        return self.bottom - share * (self.bottom - self.top)


def axis_for(values: Sequence[float], top: float, bottom: float, *, is_rank: bool = False) -> Axis:
    """Choose round ticks around values.

    Args:
        values: In the unit of the axis; at least one.
        top: Where the greatest tick stands, in pixels.
        bottom: Where the least one stands.
        is_rank: Whether the least is the best, and stands on top.
    """
    least, most = min(values), max(values)
    if not is_rank and 0 <= least <= _FLAT * most:
        least = 0.0
    if most == least:
        least, most = least - abs(least) * 0.1 - 1, most + abs(most) * 0.1 + 1
    step = _step((most - least) / _WANTED, whole=is_rank)
    first = math.floor(Decimal(repr(least)) / step)
    last = math.ceil(Decimal(repr(most)) / step)
    if first * step > 0 and not is_rank and least - float(first * step) < _LOW * float(step):
        # Room for the least value below its point.
        first -= 1
    ticks = tuple(step * number for number in range(first, last + 1))
    if is_rank:
        ticks = (Decimal(1), *(tick for tick in ticks if tick > 1))
    return Axis(float(ticks[0]), float(ticks[-1]), top, bottom, ticks, is_rank)


def place_days(days: Sequence[date], left: float, right: float, apart: float) -> dict[date, float]:
    """Place days in proportion to time, but never nearer than ``apart`` where there is room.

    Args:
        days: In any order.
        left: Where the first one stands.
        right: Where the last one stands.
        apart: In pixels.
    """
    known = sorted(set(days))
    if len(known) == 1:
        return {known[0]: (left + right) / 2}
    total = (known[-1] - known[0]).days
    width = right - left
    apart = min(apart, width / (len(known) - 1))
    gaps = [(b - a).days / total * width for a, b in itertools.pairwise(known)]
    # What the short gaps get more, the long ones give in proportion to what they have to spare.
    lacking = sum(max(0.0, apart - gap) for gap in gaps)
    spare = sum(max(0.0, gap - apart) for gap in gaps)
    places = {known[0]: left}
    x = left
    for gap, day in zip(gaps, known[1:], strict=True):
        x += apart if gap <= apart else gap - (gap - apart) * lacking / spare
        places[day] = x
    return places


def _step(rough: float, *, whole: bool) -> Decimal:
    power = Decimal(10) ** math.floor(math.log10(rough))
    step = next(power * n for n in _STEPS if float(power * n) >= rough * 0.999)
    return max(step, Decimal(1)) if whole else step
