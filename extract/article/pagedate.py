"""The day an article was published, out of the dates that a page shows.

``find_dates`` reads the dates of a line with the words beside them; ``published`` chooses
among the lines of a page. A page often shows the clock of the day it was saved above the
article's own date, so a label ("Ngày đăng") wins, then the earliest of the bare dates.
All patterns are for folded text (``text.fold``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache

from extract.article.lines import Line
from extract.models import Span

_MONTHS = (
    *("mot|gieng", "hai", "ba", "bon|tu", "nam", "sau", "bay", "tam", "chin", "muoi"),
    *(r"muoi\smot", r"muoi\shai|chap"),
)
_MONTH_WORD = "|".join(reversed(_MONTHS))
_NUMERIC = r"(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})(?![\w/])"
_WORDED = rf"(?P<wd>\d{{1,2}})\s?,?\s?thang\s(?P<wm>\d{{1,2}}|{_MONTH_WORD})\s?,?\s(?:nam\s)?(?P<wy>\d{{4}})"
_ISO = r"(?P<iy>\d{4})-(?P<im>\d\d)-(?P<id>\d\d)(?=t\d|\D|$)"
_DATE = re.compile(rf"(?=\d)(?<![\d/.,-])(?:{_NUMERIC}|{_WORDED}|{_ISO})")
_MAY = re.compile(r"thang\snam\s?,?\snam\s")
_DAY_NAMED = re.compile(r"\b(?:ngay|thu\s\w+|chu\snhat|cn),?\s$")
_MONTHS_OF_YEAR = 12
_YEAR_DIGITS = re.compile(r"\d{4}")

_CLOCK = r"(?<!\d)t?\d{1,2}\s?[:h]\s?\d{2}(?:\s?:\s?\d{2})?(?!\d)(?:\s?(?:am|pm|sa|ch)\b)?z?"
_ZONE = r"\(?\bgmt\s?[+-]?\s?\d?\)?"
_WEEKDAY = r"\b(?:thu\s?(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\snhat|cn)\b"
_PUBLISHED = (
    r"\b(?:(?:ngay|thoi gian)\s(?:gio\s)?(?:dang|xuat ban|phat hanh|dua|tao|gui|viet)(?:\stin|\sbai)?"
    r"|(?:dang|xuat ban|dua tin|dang tin|dang bai|post(?:ed)?|publish(?:ed)?)"
    r"\s(?:luc|ngay|vao|on|:))(?:\s(?:luc|ngay|vao))*"
).replace(" ", r"\s")
_UPDATED = r"\b(?:ngay\s|lan\s)?cap\snhat(?:\s(?:lan\scuoi|cuoi|luc|vao|ngay))*|\bupdated?\b"
_TODAY = r"\b(?:hom\snay|bay\sgio|today)\b"
_SMALL = r"\b(?:ngay|luc|vao)\b"

_LABEL_PUBLISHED = re.compile(_PUBLISHED)
_LABEL_TODAY = re.compile(_TODAY)
_STAMP = re.compile(f"{_CLOCK}|{_PUBLISHED}|{_UPDATED}|{_TODAY}")
# What each of them begins with stands first, since most places begin none.
_DATE_WORDS = re.compile(
    r"(?=[\dt(gcdxplnuv])(?:"
    + "|".join((_DATE.pattern, _CLOCK, _ZONE, _WEEKDAY, _PUBLISHED, _UPDATED, _SMALL))
    + ")"
)
# Lines are asked about several times over, by all who look for noise and headlines.
_LINES = 512
# What a bare date in the head of a page must not be: the day or the days of the figures.
_OF_DATA = re.compile(
    r"\b(?:so\slieu|tinh\sden|tong\shop|cong\sdon|(?:tu|den)\s(?:het\s)?(?:ngay\s)?\d|ky\sbao\scao)"
)
_DATELINE = re.compile(
    r"^(?!thu\s|chu\snhat|cap\snhat)[^\d.:;]{2,40},\s?ngay\s\d{1,2}\s?(?:thang\s\d{1,2}\snam\s|[/.-]\d{1,2}[/.-])\d{4}$"
)
_DEADLINE = re.compile(
    r"(?<!tinh\s)(?<!luy\ske\s)(?<!so\slieu\s)"
    r"\b(?:truoc|cham\snhat|han|het|den|toi|tu|ke\stu)\b[^.;,()\d]{0,30}$"
)
_YEAR = re.compile(
    r"(?<!\bden\s)(?<!\bhet\s)(?<!giai\sdoan\s)(?:\bnam\s|\b\d{1,2}[/.-])(20\d\d)(?!\d)(?!\s?-\s?20)(?!/)"
)
_FUTURE_YEAR = re.compile(
    r"\b(?:den|het|toi|truoc|muc\stieu|phan\sdau|ke\shoach|tam\snhin|vao|nhiem\svu|chi\stieu|trong)"
    r"[^.;]{0,40}$"
)


class Strength(IntEnum):
    """How surely a date is the article's own."""

    TAIL = 1
    BARE = 2
    LABELLED = 3


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date with its place in the line."""

    span: Span
    day: date


@lru_cache(maxsize=_LINES)
def find_dates(folded: str) -> tuple[PageDate, ...]:
    """Find the full dates of a folded line, in order; impossible ones are left out."""
    if not _YEAR_DIGITS.search(folded):
        return ()
    return tuple(
        PageDate(Span(*match.span()), day)
        for match in _DATE.finditer(folded)
        if (day := _read_day(match)) is not None
    )


@lru_cache(maxsize=_LINES)
def without_dates(folded: str) -> str:
    """Blank out dates, clock times, weekdays and their labels; the length stays."""
    return _DATE_WORDS.sub(lambda match: " " * len(match[0]), folded)


def is_dateline(folded: str) -> bool:
    """Tell whether a line is the place and day of a document ("Huế, ngày 5 tháng 6 năm 2023")."""
    return _DATELINE.match(folded) is not None


def is_stamped(folded: str) -> bool:
    """Tell whether a clock time or a label ("Ngày đăng", "Cập nhật") stands on the line."""
    return _STAMP.search(folded) is not None


def shows_page_date(folded: str) -> bool:
    """Tell whether a line with a date may show when the page was made."""
    return _OF_DATA.search(folded) is None


def strength(folded: str) -> Strength | None:
    """Tell how surely the first date of a line is the article's own.

    Returns:
        ``None`` for the clock of the day the page was saved.
    """
    if _LABEL_TODAY.search(folded):
        return None
    if _LABEL_PUBLISHED.search(folded) or is_dateline(folded):
        return Strength.LABELLED
    return Strength.BARE


def published(dated: Iterable[tuple[Strength, date]]) -> date | None:
    """Choose the article's own day among those that its page shows.

    Args:
        dated: The page's dates, from top to bottom.
    """
    known = list(dated)
    if not known:
        return None
    best = max(strength for strength, _ in known)
    days = [day for strength, day in known if strength == best]
    return days[0] if best is Strength.LABELLED else min(days)


def written(lines: Sequence[Line]) -> date | None:
    """Infer the day of writing of an article that shows no date.

    It cannot lie before the last day that the text reports: a document's date, or a day
    up to which figures were counted. Deadlines and days yet to come are not reported, and
    an old document tells nothing about a text that speaks of later years.
    """
    days = [
        found.day
        for line in lines
        for found in find_dates(line.folded)
        if not _ahead(line.folded[: found.span.start])
    ]
    if not days:
        return None
    last = max(days)
    years = [year for line in lines for year in _years(line.folded)]
    later = max(years, default=last.year)
    return last if later <= last.year + (last.month >= 11) else None


def _ahead(before: str) -> bool:
    return _DEADLINE.search(before) is not None


def _years(folded: str) -> Iterable[int]:
    for match in _YEAR.finditer(folded):
        if not _FUTURE_YEAR.search(folded[: match.start()]):
            yield int(match[1])


def _read_day(match: re.Match[str]) -> date | None:
    if _counts_months(match):
        return None
    year = match["y"] or match["wy"] or match["iy"]
    month_text = match["m"] or match["wm"] or match["im"]
    day = int(match["d"] or match["wd"] or match["id"])
    month = int(month_text) if month_text.isdecimal() else _month_of(month_text)
    if month > 12 >= day and match["sep"] == "/":
        # American order, as some portals' software writes it.
        day, month = month, day
    try:
        found = date(int(year), month, day)
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2100 else None


def _counts_months(match: re.Match[str]) -> bool:
    """ "9 tháng năm 2021": nine months of a year, and no day in May."""
    if match["wm"] != "nam" or _MAY.search(match[0]):
        return False
    return int(match["wd"]) <= _MONTHS_OF_YEAR and not _DAY_NAMED.search(
        match.string, 0, match.start()
    )


def _month_of(word: str) -> int:
    for number, names in enumerate(_MONTHS, 1):
        if re.fullmatch(names, word):
            return number
    return 0
