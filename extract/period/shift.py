"""Periods moved, widened and compared.

A period's days are what counts; its grain stays, so that it is written as it was named.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from extract.models import Grain, Period

_FEBRUARY = 2
# Reports on a year appear until late in the next one.
_BYGONE_DAYS = 300


def month_of(day: date | None) -> Period | None:
    """The month a day lies in."""
    if day is None:
        return None
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return Period(day.replace(day=1), last, Grain.MONTH)


def whole_year(period: Period | None) -> Period | None:
    """The year in which a period ends."""
    if period is None or period.last is None:
        return None
    year = period.last.year
    return Period(date(year, 1, 1), date(year, 12, 31), Grain.YEAR)


def year_before(period: Period | None) -> Period | None:
    """The same part of the year before."""
    return None if period is None else moved(period, -1)


def moved(period: Period, years: int) -> Period:
    """The same part of another year."""
    first, last = (
        day and day.replace(year=day.year + years, day=min(day.day, _last_day(day.month)))
        for day in (period.first, period.last)
    )
    return Period(first, last, period.grain)


def _last_day(month: int) -> int:
    return 28 if month == _FEBRUARY else 31


def later(one: Period | None, other: Period | None) -> Period | None:
    """The one that ended last; the other, where one of them is unknown or open."""
    if one is None or other is None or one.last is None or other.last is None:
        return other or one
    return one if one.last > other.last else other


def is_to_come(period: Period, today: date | None) -> bool:
    """Whether a period has not begun; the end of this year is part of this year."""
    if today is None or period.first is None or period.first <= today:
        return False
    return period.grain is not Grain.YEAR or period.first.year > today.year


def is_bygone(period: Period | None, today: date | None) -> bool:
    """Whether a period ended so long ago that a text must name it anew to go on with it."""
    if period is None or period.last is None or today is None:
        return False
    return (today - period.last).days > _BYGONE_DAYS
