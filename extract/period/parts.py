"""Stretches of the calendar as periods, and the day, month, quarter or year words of a text.

``read_point`` reads one such word group ("ngày 15/5", "tháng 7-2022", "quý II"); what it does
not say stays ``None``. ``settle`` supplies a missing year: the last such day, month or quarter
that had begun by the day of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.models import Grain, Period
from extract.text import fold, lenient

NUMBER_WORDS = {
    "mot": 1,
    "gieng": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
    "chap": 12,
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

SEPARATOR = r" ?[/.\-–] ?"
YEAR = r"(?:19[5-9]\d|20[0-4]\d)(?![\w/%])(?![.,]\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
MONTH_DIGITS = r"(?:1[0-2]|0?[1-9])(?!\d)"
MONTH = rf"(?:{MONTH_DIGITS}|(?:mười hai|mười một|mười|giêng|một|hai|ba|tư|năm(?! \d)|sáu|bảy|tám|chín|chạp)(?!\w))"
QUARTER = r"(?:(?:iv|i{1,3}|một|hai|ba|tư|bốn)(?!\w)|[1-4](?!\w|[.,]\d))"
YEAR_TAIL = rf"(?:{SEPARATOR}{YEAR}|,? (?:của )?năm (?:{YEAR}|nay|ngoái|trước)| {YEAR})"

POINT = (
    rf"(?:(?:ngày )?{DAY}{SEPARATOR}{MONTH_DIGITS}(?:{SEPARATOR}{YEAR})?"
    rf"|(?:ngày )?{DAY} tháng {MONTH}{YEAR_TAIL}?"
    rf"|(?:đầu |giữa |cuối )?tháng {MONTH}{YEAR_TAIL}?"
    rf"|{MONTH_DIGITS}[/\-]{YEAR}"
    rf"|quý {QUARTER}{YEAR_TAIL}?"
    rf"|(?:đầu |giữa |cuối )?năm(?: (?:{YEAR}|nay|ngoái|trước))?"
    rf"|{YEAR}|(?:ngày )?{DAY}|{MONTH_DIGITS})"
)

_YEAR_AT_END = re.compile(rf"{YEAR}$")
_YEAR_WORD = re.compile(lenient(r"năm (nay|ngoái|trước)$"), re.IGNORECASE)
_DAY_POINT = re.compile(
    lenient(rf"(?:ngày )?({DAY})(?:{SEPARATOR}|(?= tháng))( tháng )?({MONTH})"), re.IGNORECASE
)
_MONTH_POINT = re.compile(
    lenient(rf"(?:(?:đầu |giữa |cuối )?tháng ({MONTH})|({MONTH_DIGITS})(?=[/\-]{YEAR}))"),
    re.IGNORECASE,
)
_QUARTER_POINT = re.compile(lenient(rf"quý ({QUARTER})"), re.IGNORECASE)
_YEAR_POINT = re.compile(lenient(rf"(?:đầu |giữa |cuối )?(?:năm|{YEAR}$)"), re.IGNORECASE)
_LONE_NUMBER = re.compile(lenient(r"(?:ngày )?(\d{1,2})$"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a stretch as a text names it; what is not said is ``None``.

    Attributes:
        lone: A number that stands alone ("1" in "từ 1 đến 15/6"): a day or a month,
            whichever its neighbour is.
    """

    year: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    lone: int | None = None

    @property
    def grain(self) -> Grain:
        """The unit that the point names."""
        if self.day is not None:
            return Grain.DAY
        if self.month is not None:
            return Grain.MONTH
        return Grain.YEAR if self.quarter is None else Grain.QUARTER


def number(word: str) -> int:
    """Read digits, a Roman numeral to four or a number word to twelve."""
    folded = fold(word).strip()
    if folded.isdigit():
        return int(folded)
    return _ROMAN.get(folded) or NUMBER_WORDS[folded]


def read_year(text: str, published: date | None) -> int | None:
    """Read the year that a text ends with: four digits, "năm nay", "năm ngoái"."""
    if match := _YEAR_AT_END.search(text):
        return int(match[0])
    if published and (match := _YEAR_WORD.search(text)):
        return published.year - (fold(match[1]) != "nay")
    return None


def read_point(text: str, published: date | None) -> Point | None:
    """Read what matched ``POINT``.

    Args:
        text: The matched text and nothing else.
        published: What "năm nay" is read against.
    """
    year = read_year(text, published)
    if match := _DAY_POINT.match(text):
        return Point(year, month=number(match[3]), day=int(match[1]))
    if match := _MONTH_POINT.match(text):
        return Point(year, month=number(match[1] or match[2]))
    if match := _QUARTER_POINT.match(text):
        return Point(year, quarter=number(match[1]))
    if match := _LONE_NUMBER.match(text):
        return Point(lone=int(match[1]))
    return Point(year) if _YEAR_POINT.match(text) else None


def settle(point: Point, published: date | None, *, ahead: bool = False) -> Point | None:
    """Give a point its year.

    Args:
        point: Any point; one with a year comes back as it is.
        published: The day that decides; without it a missing year stays unknown.
        ahead: Whether the text speaks of what is to come, so that the year of publication is
            meant even where the point lies after it.

    Returns:
        The point with its year, or ``None`` where nothing tells it.
    """
    if point.year is not None:
        return point
    if published is None or point.lone is not None:
        return None
    this_year = replace(point, year=published.year)
    whole = period_of(this_year)
    if whole is None or whole.first is None:
        return replace(point, year=published.year - 1) if point.day else None
    if whole.first > published and not ahead:
        return replace(point, year=published.year - 1)
    return this_year


def period_of(point: Point) -> Period | None:
    """Build the period of a point with its year; ``None`` for a day that does not exist."""
    if point.year is None:
        return None
    if point.quarter is not None:
        last = point.quarter * 3
        return _between((point.year, last - 2), (point.year, last), Grain.QUARTER)
    if point.month is None:
        return year_of(point.year)
    if not 1 <= point.month <= 12:
        return None
    if point.day is None:
        return _between((point.year, point.month), (point.year, point.month), Grain.MONTH)
    try:
        return day_of(date(point.year, point.month, point.day))
    except ValueError:
        return None


def day_of(day: date) -> Period:
    """Build the period of one day."""
    return Period(day, day, Grain.DAY)


def year_of(year: int) -> Period:
    """Build the period of one calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), Grain.YEAR)


def years(first: int, last: int) -> Period:
    """Build the stretch from the first day of one year to the last day of another."""
    return Period(date(first, 1, 1), date(last, 12, 31), Grain.INTERVAL)


def months(year: int, first: int, last: int) -> Period:
    """Build the stretch from one month to another of the same year, both included."""
    grain = Grain.MONTH if first == last else Grain.INTERVAL
    return _between((year, first), (year, last), grain)


def join(first: Period, last: Period) -> Period | None:
    """Build the stretch from the start of one period to the end of another."""
    if first.first is None or last.last is None or first.first > last.last:
        return None
    return Period(first.first, last.last, Grain.INTERVAL)


def month_end(year: int, month: int) -> date:
    """Find the last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _between(first: tuple[int, int], last: tuple[int, int], grain: Grain) -> Period:
    return Period(date(*first, 1), month_end(*last), grain)
