"""Periods that words only point at ("tháng trước"), read against the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from extract.grammar import AnyCase
from extract.models import Grain, Period
from extract.period.context import follows_month_count, follows_number
from extract.period.parts import Point, day_of, join, number, period_of, year_of
from extract.text import fold

_SCHOOL_BEGINS = 9


def _week(published: date, back: int) -> Period:
    monday = published - timedelta(days=published.weekday() + 7 * back)
    return Period(monday, monday + timedelta(days=6), Grain.INTERVAL)


def _month(published: date, back: int) -> Period | None:
    index = published.year * 12 + published.month - 1 - back
    return period_of(Point(index // 12, month=index % 12 + 1))


def _quarter(published: date, back: int) -> Period | None:
    index = published.year * 4 + (published.month - 1) // 3 - back
    return period_of(Point(index // 4, quarter=index % 4 + 1))


def _school_year(published: date, back: int) -> Period:
    first = published.year - (published.month < _SCHOOL_BEGINS) - back
    return Period(date(first, 1, 1), date(first + 1, 12, 31), Grain.INTERVAL)


_WORDS: dict[str, Callable[[date], Period | None]] = {
    "hôm nay": day_of,
    "sáng nay": day_of,
    "chiều nay": day_of,
    "hôm qua": lambda day: day_of(day - timedelta(days=1)),
    "đến nay": day_of,
    "tới nay": day_of,
    "hiện nay": day_of,
    "hiện tại": day_of,
    "tuần này": lambda day: _week(day, 0),
    "tuần qua": lambda day: _week(day, 1),
    "tuần trước": lambda day: _week(day, 1),
    "tháng này": lambda day: _month(day, 0),
    "tháng qua": lambda day: _month(day, 1),
    "tháng vừa qua": lambda day: _month(day, 1),
    "tháng trước": lambda day: _month(day, 1),
    "tháng tới": lambda day: _month(day, -1),
    "quý này": lambda day: _quarter(day, 0),
    "quý trước": lambda day: _quarter(day, 1),
    "quý vừa qua": lambda day: _quarter(day, 1),
    "cả năm": lambda day: year_of(day.year),
    "cả năm nay": lambda day: year_of(day.year),
    "năm nay": lambda day: year_of(day.year),
    # Early in a year, "năm qua" is the year that has just ended.
    "năm qua": lambda day: year_of(day.year - (day.month <= 3)),
    "năm ngoái": lambda day: year_of(day.year - 1),
    "năm trước": lambda day: year_of(day.year - 1),
    "năm tới": lambda day: year_of(day.year + 1),
    "năm sau": lambda day: year_of(day.year + 1),
    "năm học này": lambda day: _school_year(day, 0),
    "năm học trước": lambda day: _school_year(day, 1),
    "năm học liền trước": lambda day: _school_year(day, 1),
    "niên vụ này": lambda day: _school_year(day, 0),
    "niên vụ trước": lambda day: _school_year(day, 1),
    "cùng kỳ": lambda day: year_of(day.year - 1),
}
_FOLDED = {fold(words): read for words, read in _WORDS.items()}

RELATIVE = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?! học|\w| (?:19|20)\d\d(?!\d))"
RELATIVE_STARTS = " ".join(dict.fromkeys(words.partition(" ")[0] for words in _WORDS))
_MONTHS_AGO = AnyCase(r"tháng|tuần|quý|năm")


def read_relative(match: re.Match[str], published: date | None) -> Period | None:
    """Read one of the pointing words; "5 năm trước" is not one."""
    if published is None or (_MONTHS_AGO.match(match[0]) and follows_number(match)):
        return None
    return _FOLDED[fold(match[0])](published)


def read_past_months(match: re.Match[str], published: date | None) -> Period | None:
    """Read "9 tháng qua": since January where a year's report is due, else the months before."""
    if published is None:
        return None
    count = number(match["count"])
    if count in (published.month, (published.month - 2) % 12 + 1):
        year = published.year - (count > published.month)
        start, end = period_of(Point(year, month=1)), period_of(Point(year, month=count))
    else:
        start, end = _month(published, count), _month(published, 1)
    return join(start, end) if start and end else None


def read_rest_of_year(_: re.Match[str], published: date | None) -> Period | None:
    """Read "từ nay đến cuối năm"."""
    return join(day_of(published), year_of(published.year)) if published else None


def read_since_start(match: re.Match[str], published: date | None) -> Period | None:
    """Read "từ đầu năm đến nay" and "từ đầu tháng đến nay"."""
    if published is None:
        return None
    start = date(published.year, published.month if match["month"] else 1, 1)
    return join(day_of(start), day_of(published))


def read_bare_edge(match: re.Match[str], published: date | None) -> Period | None:
    """Read "cuối năm", "đầu năm", "hết năm": a day of the year of publication."""
    if published is None or follows_month_count(match):
        return None
    side = fold(match["side"])
    if side == "giua":
        return year_of(published.year)
    day = date(published.year, 1, 1) if side == "dau" else date(published.year, 12, 31)
    return Period(day, day, Grain.YEAR)


def read_years_ago(match: re.Match[str], published: date | None) -> Period | None:
    """Read "hai năm trước," and "cách đây 5 năm,"."""
    if published is None:
        return None
    return year_of(published.year - number(match["count"] or match["since"]))
