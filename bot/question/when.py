"""Periods of a question against periods of observations.

``agreement`` says how well an observation's period answers the one asked for; ``newest``
orders observations in time. A year holds its quarters and months; a month does not hold a
year. A count "up to" a day is dated by its end, so equal ends agree.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extract.models import Grain, Observation, Period
from extract.period import parse_label
from extract.text import lenient

EXACT, SAME_END, INSIDE, OVERLAP, NONE = 4, 3, 2, 1, 0
_MOST_YEARS = 40
_ABOUT_A_MONTH = 45
_RECKONED, _EARLY = 20, 3
_AS_LONG_DAYS, _MONTH_DAYS = 3, 31
# "2024" alone is a year in a question, where an article would count something.
_BARE_YEAR = re.compile(
    r"(?<![\w/.,-])(?<!năm )(?:(?<!nam )|(?<=(?:hà|ha) nam )|(?<=(?:việt|viet) nam )|(?<=(?:quảng|quang) nam ))(?<!năm học )(?<!giai đoạn )(?<!giai doan )"
    r"(?P<year>(?:19|20)\d\d)(?![\w/.]|-\d|,\d)",
    re.IGNORECASE,
)
_FROM_ITS_BEGINNING = re.compile(
    lenient(
        r"(?<!\w)(?:tính |kể )?từ đầu (?:năm )?(?P<year>(?:19|20)\d\d)(?: (?:đến nay|tới nay|đến giờ|tới giờ))?(?!\w)"
    ),
    re.IGNORECASE,
)
_QUARTER = re.compile(r"(?<!\w)quí(?!\w)", re.IGNORECASE)
# Mended as any other word, "sau thang dau" is of the deep or of what comes after.
_SIX_MONTHS = re.compile(r"(?<!\w)(?:sau|sâu)(?= tháng đầu)", re.IGNORECASE)
_MONTHS = re.compile(
    r"(?<!\w)(?P<count>\d{1,2})\s?T(?:háng)?(?= ?/? ?(?:năm )?(?:19|20)\d\d)", re.IGNORECASE
)
_MONTH = re.compile(r"(?<!\w)T(?P<month>1[0-2]|0?[1-9])(?=[/.-](?:19|20)\d\d)", re.IGNORECASE)
# Alone, "9 tháng" is a stretch of time; as a question it is the first nine of the year.
_MONTHS_ALONE = re.compile(
    lenient(r"^([^\w]*(?:còn |thế |riêng |vậy )*)(\d{1,2}) tháng((?: thì sao| nữa)?[^\w]*)$"),
    re.IGNORECASE,
)
_TO_THIS_DAY = re.compile(
    lenient(
        r"(?<=\d )(?:tới|đến|cho tới|cho đến) (?:giờ|bây giờ|hiện tại|hiện nay|hiện giờ|thời điểm này)(?!\w)"
    ),
    re.IGNORECASE,
)
_SINCE = re.compile(lenient(r"(?<!\w)(?:kể )?từ (?:năm )?(?:19|20)\d\d(?=\W*$)"), re.IGNORECASE)
_SLASH_AFTER_MONTHS = re.compile(r"(?<=tháng)\s?/\s?(?=(?:19|20)\d\d)")


def spell_periods(text: str) -> str:
    """Write the short forms of typed periods in full ("8T/2024", "dti 2024").

    Args:
        text: A canonical question.
    """
    text = _FROM_ITS_BEGINNING.sub(r"năm \g<year>", text)
    text = _SIX_MONTHS.sub("sáu", _QUARTER.sub("quý", text))
    text = _MONTHS.sub(lambda match: f"{match['count']} tháng", text)
    text = _SLASH_AFTER_MONTHS.sub(" ", text)
    text = _MONTH.sub(lambda match: f"tháng {match['month']}", text)
    text = _SINCE.sub(r"\g<0> đến nay", _TO_THIS_DAY.sub("đến nay", text))
    text = _MONTHS_ALONE.sub(r"\1\2 tháng đầu năm\3", text)
    return _BARE_YEAR.sub(lambda match: f"năm {match['year']}", text)


@lru_cache(maxsize=4096)
def period_of(label: str | None) -> Period | None:
    """Read an observation's period; ``None`` where it has none."""
    try:
        return parse_label(label) if label else None
    except ValueError:
        return None


def agreement(asked: Period, label: str | None, *, parts: bool = False) -> int:
    """Tell how well an observation's period answers the asked one.

    Args:
        asked: The period asked for.
        label: ``Observation.period``.
        parts: Whether a part of some months asked answers, too, as in a course.

    Returns:
        ``EXACT``, ``SAME_END``, ``INSIDE`` (it is a part of what was asked), ``OVERLAP`` (of the
        same year, with days in common), or ``NONE``.
    """
    given = period_of(label)
    if given is None:
        return NONE
    first, last = _ends(given)
    asked_first, asked_last = _ends(asked)
    if (first, last) == (asked_first, asked_last):
        return EXACT
    if _reckons_alike(asked_first, asked_last, first, last):
        return INSIDE
    if asked_first == asked_last and (about := _about_a_turn(asked_last, first, last)):
        return about
    if last == asked_last and not (asked.grain is Grain.YEAR and asked_first.day == 1):
        return SAME_END
    if asked_first <= first and last <= asked_last:
        if last == asked_last:
            return SAME_END
        # "9 tháng" is not answered by six of them, but a year by the newest word on it.
        if not parts and _is_stretch_of_year(asked):
            return NONE if first == asked_first or asked.grain is Grain.QUARTER else OVERLAP
        return INSIDE
    # "15/11/2024" asked, "tháng 11/2024" given.
    if asked.grain is Grain.DAY and given.grain is Grain.MONTH and first <= asked_last <= last:
        return INSIDE
    meet = first <= asked_last and asked_first <= last
    if asked.grain is Grain.MONTH and asked_first <= last <= asked_last:
        # "từ 21/7 đến 20/8" is what is told for August.
        return OVERLAP if (last - first).days <= _ABOUT_A_MONTH else NONE
    if asked.grain in (Grain.MONTH, Grain.QUARTER):
        # Eleven months do not answer for August.
        return NONE
    return OVERLAP if meet and last.year == asked_last.year else NONE


def _reckons_alike(asked_first: date, asked_last: date, first: date, last: date) -> bool:
    # Some offices count a quarter from the middle of the month before it.
    early, late = (asked_first - first).days, (asked_last - last).days
    return 0 < early <= _RECKONED and 0 < late <= _RECKONED


def _about_a_turn(asked: date, first: date, last: date) -> int:
    # "Cuối năm" is read as its last day, "đầu năm" as its first.
    if asked.year != last.year:
        return NONE
    if (asked.month, asked.day) == (1, 1):
        if last.month <= _EARLY:
            return INSIDE
        return OVERLAP if (first.month, first.day) == (1, 1) else NONE
    if asked.day != monthrange(asked.year, asked.month)[1] or last > asked:
        return NONE
    same = last.month == asked.month or (asked.month == 12 and last >= date(asked.year, 11, 30))
    return INSIDE if same and last != asked else NONE


def newest(observation: Observation) -> tuple[date, date]:
    """Key that orders observations in time: by the end, then by the beginning."""
    period = period_of(observation.period)
    if period is None:
        return date.min, date.min
    first, last = _ends(period)
    return last, first


@lru_cache(maxsize=4096)
def marks(period: Period) -> frozenset[str]:
    """Give what two periods share the more of the nearer they are: days, last day, year."""
    _, last = _ends(period)
    return frozenset((days_of(period), f"-{last:%Y%m%d}", f"{last:%Y}"))


def days_of(period: Period) -> str:
    """Give the mark that only periods of the very same days share."""
    first, last = _ends(period)
    return f"{first:%Y%m%d}-{last:%Y%m%d}"


def years_of(period: Period) -> frozenset[str]:
    """Give marks of which whatever answers a period has one: its years; none for very many."""
    first, last = _ends(period)
    years = range(first.year, last.year + 1)
    return frozenset(map("{:04}".format, years)) if len(years) <= _MOST_YEARS else frozenset()


def are_as_long(one: Observation, other: Observation) -> bool:
    """Tell whether the periods of two observations are about as long, so that sums compare.

    Months and quarters differ in length, and leap years do; below a month all is as long.
    """
    lengths = [(last - first).days for last, first in map(newest, (one, other))]
    return abs(lengths[0] - lengths[1]) <= _AS_LONG_DAYS or max(lengths) <= _MONTH_DAYS


def year_of(period: Period) -> int:
    """Tell the year a period ends in."""
    return _ends(period)[1].year


@dataclass(frozen=True, slots=True)
class Shift:
    """How far the period meant lies from the one last talked about.

    Attributes:
        count: How many steps later; less than 0 is earlier.
        grain: What is stepped over: years, quarters or months, each whole; ``INTERVAL`` stands
            for years in which the months stay.
    """

    count: int
    grain: Grain = Grain.YEAR


def shifted(period: Period, shift: Shift) -> Period:
    """Make the period that lies some steps beside another."""
    if shift.grain is Grain.INTERVAL:
        return in_year(period, year_of(period) + shift.count)
    last = _ends(period)[1]
    length = {Grain.MONTH: 1, Grain.QUARTER: 3}.get(shift.grain, 12)
    first_month = ((last.year * 12 + last.month - 1) // length + shift.count) * length
    year, month = divmod(first_month, 12)
    end = month + length
    return Period(date(year, month + 1, 1), date(year, end, monthrange(year, end)[1]), shift.grain)


def in_year(period: Period, year: int) -> Period:
    """Move a period to another year, keeping its months."""
    first, last = _ends(period)
    years = last.year - first.year
    return Period(_same_day(first, year - years), _same_day(last, year), period.grain)


def _same_day(day: date, year: int) -> date:
    length = monthrange(year, day.month)[1]
    end_of_month = day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, length if end_of_month else min(day.day, length))


def _is_stretch_of_year(period: Period) -> bool:
    first, last = _ends(period)
    return period.grain in (Grain.INTERVAL, Grain.QUARTER) and first.year == last.year


def _ends(period: Period) -> tuple[date, date]:
    first = period.first or period.last or date.min
    return first, period.last or period.first or date.max
