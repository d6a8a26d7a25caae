"""What a number with its bound says of the true value: an interval.

``of_value`` is the entry point; ``covers`` and ``apart`` hold two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extract.models import Bound

_NEAR = Decimal("0.05")
_MOST_POINTS = Decimal(2)
_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a true value lies.

    Attributes:
        low: The least.
        high: The most.
        inner: Neither end belongs to it.
    """

    low: Decimal
    high: Decimal
    inner: bool = False

    def covers(self, other: Interval) -> bool:
        """Tell whether everything the other holds for possible is in this one."""
        strict = self.inner and not other.inner
        return _not_over(self.low, other.low, strict) and _not_over(other.high, self.high, strict)

    def apart(self, other: Interval) -> bool:
        """Tell whether no value is in both."""
        if self.inner or other.inner:
            return self.high <= other.low or other.high <= self.low
        return self.high < other.low or other.high < self.low


def of_value(
    value: Decimal,
    bound: Bound,
    unit: str,
    *,
    value_to: Decimal | None = None,
    slack: Decimal = Decimal(0),
) -> Interval:
    """Make the interval of a number.

    Args:
        value: The number.
        bound: "About" is a twentieth to either side, of percentages at most two points.
        unit: Its unit.
        value_to: The upper end of a range.
        slack: How far an exact number may be off.
    """
    last = value if value_to is None else value_to
    match bound:
        case Bound.EXACT:
            return Interval(value - slack, last + slack)
        case Bound.ABOUT:
            off = max(slack, abs(value) * _NEAR)
            off = min(off, _MOST_POINTS) if unit == "%" else off
            return Interval(value - off, last + off)
        case Bound.ABOVE:
            return Interval(value, _ENDLESS, inner=True)
        case Bound.AT_LEAST:
            return Interval(value, _ENDLESS)
        case Bound.BELOW:
            return Interval(-_ENDLESS, value, inner=True)
        case Bound.AT_MOST:
            return Interval(-_ENDLESS, value)


def _not_over(one: Decimal, other: Decimal, strict: bool) -> bool:
    # An endless end belongs to nothing, so it is never crossed.
    return one < other or (one == other and (not strict or one.is_infinite()))
