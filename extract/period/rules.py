"""The grammar of periods: one row of ``RULES`` for each way to write one.

Rules are tried in order at a place where a period may start; the first whose words match and
name a real period wins, so longer forms stand before the shorter ones that they begin with.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from extract.grammar import AnyCase
from extract.models import Period
from extract.period.context import (
    cues_day,
    follows_month_count,
    follows_number,
    is_year,
    later_year,
    looks_ahead,
    numbers_document,
)
from extract.period.parts import (
    DAY,
    MONTH,
    MONTH_DIGITS,
    POINT,
    QUARTER,
    SEPARATOR,
    YEAR,
    YEAR_TAIL,
    Point,
    period_of,
    read_point,
    read_year,
    settle,
    year_of,
)
from extract.period.relative import (
    RELATIVE,
    RELATIVE_STARTS,
    read_bare_edge,
    read_past_months,
    read_relative,
    read_rest_of_year,
    read_since_start,
    read_years_ago,
)
from extract.period.stretch import (
    read_bare_months,
    read_bare_range,
    read_half_month,
    read_half_year,
    read_months,
    read_open,
    read_part_of_year,
    read_quarters,
    read_range,
    read_since,
    read_terse_months,
)
from extract.text import fold

Read = Callable[[re.Match[str], date | None], Period | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a period.

    Attributes:
        name: Key of the rule's gold cases.
        starts: The words that it can begin with, ``0`` for a digit; it is tried only there.
        pattern: Expression over canonical text that ignores case.
        read: Turns a match and the publication day into a period, or ``None`` where the
            words matched but name no period.
        relative: Whether the words only point ("tháng trước").
    """

    name: str
    starts: str
    pattern: AnyCase
    read: Read
    relative: bool = False


def _settled(text: str, match: re.Match[str], published: date | None) -> Period | None:
    point = read_point(text, published)
    if point is None:
        return None
    if point.year is None and (tail := later_year(match)):
        point = replace(point, year=read_year(tail, published))
    settled = settle(point, published, ahead=looks_ahead(match))
    return period_of(settled) if settled else None


def _read_point(match: re.Match[str], published: date | None) -> Period | None:
    return _settled(match[0], match, published)


def _read_month(match: re.Match[str], published: date | None) -> Period | None:
    word = match["month"]
    # "ngày, tháng, năm" names no month; the fifth is "tháng Năm".
    if follows_number(match) or (fold(word) == "nam" and word[0] == "n"):
        return None
    return _read_point(match, published)


def _read_short_day(match: re.Match[str], published: date | None) -> Period | None:
    if match["named"] is None and not cues_day(match, match["separator"].strip()):
        return None
    return _read_point(match, published)


def _read_numeric_month(match: re.Match[str], published: date | None) -> Period | None:
    return None if numbers_document(match) else _read_point(match, published)


def _read_edge(match: re.Match[str], published: date | None) -> Period | None:
    if follows_month_count(match):
        return None
    whole = _settled(match["whole"], match, published)
    if whole is None or whole.first is None or whole.last is None:
        return None
    side = fold(match["side"])
    if side == "giua":
        return whole
    day = whole.first if side == "dau" else whole.last
    # The grain stays, so that "cuối năm 2025" is still written "2025".
    return replace(whole, first=day, last=day)


def _read_year(match: re.Match[str], published: date | None) -> Period | None:
    year = None if follows_month_count(match) else read_year(match[0], published)
    return year_of(year) if year else None


def _read_bare_year(match: re.Match[str], _: date | None) -> Period | None:
    return year_of(int(match[0])) if is_year(match) else None


def _read_terse_point(match: re.Match[str], _: date | None) -> Period | None:
    value, year = int(match["value"]), int(match["year"])
    if fold(match["kind"]) == "t":
        return period_of(Point(year, month=value))
    return period_of(Point(year, quarter=value)) if value <= 4 else None


def _read_iso_day(match: re.Match[str], _: date | None) -> Period | None:
    return period_of(Point(int(match[1]), month=int(match[2]), day=int(match[3])))


_FREE = r"(?<![\w/.,:\-–])"
_FREE_DATE = r"(?<![\w/.])(?<!\d[,:\-–])"
_END = r"(?![\w%])(?![/\-–]\w)(?![.,:]\d)(?!\.(?:jpe?g|png|gif|webp|pdf|docx?|xlsx?|mp4)(?!\w))"
_LINK = r"(?P<link> ?[-–—] ?| (?:đến|tới) )(?:hết |ngày )?"
_RANGE = rf"(?P<a>{POINT}){_LINK}(?P<b>{POINT}){_END}"
_COUNT = r"(?P<count>1[0-2]|0?[1-9]|mười hai|mười một|mười|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)"
_WORDED_COUNT = "mười|một|hai|ba|bốn|năm|sáu|bảy|tám|chín"
_COUNTS = "0 mười một hai ba bốn năm sáu bảy tám chín"
_MONTHS = rf"(?<![\d.,/]){_COUNT} tháng"
_WHICH = r"(?:nay|ngoái|trước)(?!\w)"
_THAT_YEAR = rf"năm(?! học)(?: {YEAR}| {_WHICH})?"
_CLOCK = r"(?: \d{1,2}(?:h| giờ)\d{0,2})?"
_DAY_MONTH = rf"(?:ngày )?{DAY}(?:{SEPARATOR}{MONTH_DIGITS}(?:{SEPARATOR}{YEAR})?| tháng {MONTH}{YEAR_TAIL}?)"
_NO_TIMES = r"(?! (?:lần|buổi|kỳ|đợt|lượt|phiên)(?!\w))"

RULES = (
    Rule("iso-day", "0", AnyCase(rf"{_FREE}({YEAR})-(\d\d)-(\d\d)(?![\d\-])"), _read_iso_day),
    Rule(
        "rest-of-year",
        "từ",
        AnyCase(r"từ nay (?:cho )?(?:đến|tới) (?:cuối|hết) năm(?: nay)?(?! \d)(?!\w)"),
        read_rest_of_year,
        relative=True,
    ),
    Rule(
        "since-start",
        "từ đầu",
        AnyCase(r"(?:từ )?đầu (?:năm|(?P<month>tháng)) (?:cho )?(?:đến|tới) nay(?!\w)"),
        read_since_start,
        relative=True,
    ),
    Rule("since", "từ", AnyCase(rf"từ (?P<a>{POINT}) (?:cho )?(?:đến|tới) nay(?!\w)"), read_since),
    Rule("from-to", "từ", AnyCase(rf"từ {_RANGE}"), read_range),
    Rule(
        "term",
        "giai nhiệm thời niên năm khóa chu",
        AnyCase(
            r"(?:giai đoạn|nhiệm kỳ|thời kỳ|niên khóa|niên độ|năm học|khóa|chu kỳ)(?: từ)?:? "
            rf"(?P<a>(?:năm )?{YEAR}){_LINK}(?P<b>(?:năm )?{YEAR}){_END}"
        ),
        read_range,
    ),
    Rule(
        "range",
        "0 ngày đầu giữa cuối tháng quý năm",
        AnyCase(rf"{_FREE}{_RANGE}"),
        read_bare_range,
    ),
    Rule(
        "open-end",
        "trước sau",
        AnyCase(rf"(?P<side>trước|sau){_CLOCK} (?P<day>{_DAY_MONTH}){_END}"),
        read_open,
    ),
    Rule(
        "date",
        "0 ngày",
        AnyCase(rf"(?:ngày |{_FREE_DATE}){DAY}(?P<s>{SEPARATOR}){MONTH_DIGITS}(?P=s){YEAR}{_END}"),
        _read_point,
    ),
    Rule(
        "worded-date",
        "0 ngày",
        AnyCase(
            rf"(?:ngày {DAY} tháng {MONTH}{YEAR_TAIL}?|{_FREE}{DAY} tháng {MONTH}{YEAR_TAIL}){_END}"
        ),
        _read_point,
    ),
    Rule(
        "short-day",
        "0 ngày",
        AnyCase(rf"{_FREE}(?P<named>ngày )?{DAY}(?P<separator>{SEPARATOR}){MONTH_DIGITS}{_END}"),
        _read_short_day,
    ),
    Rule(
        "part-of-year",
        f"{_COUNTS} tháng quý",
        AnyCase(
            rf"(?:(?<![\d.,/]){_COUNT} )?(?P<unit>tháng|quý) (?P<side>đầu|cuối)(?: tiên)?"
            rf"(?:(?: của)? {_THAT_YEAR}|{SEPARATOR}{YEAR})?(?! (?:tuần|nhiệm|đời|thai|sau)|\w)"
        ),
        read_part_of_year,
    ),
    Rule(
        "months-of-year",
        _COUNTS,
        AnyCase(
            rf"(?<![\d.,/]){_COUNT} (?P<unit>tháng|quý)"
            rf"(?:(?: của| trong)? năm (?:{YEAR}|{_WHICH})|{SEPARATOR}{YEAR}| {YEAR})"
        ),
        read_part_of_year,
    ),
    Rule(
        "past-months",
        _COUNTS,
        AnyCase(rf"{_MONTHS} (?:vừa )?qua(?!\w)"),
        read_past_months,
        relative=True,
    ),
    Rule(
        "terse-months",
        "0",
        AnyCase(rf"(?P<count>1[0-2]|0?[1-9])t ?[/\-]?(?P<year>{YEAR})"),
        read_terse_months,
    ),
    Rule(
        "half-year",
        "nửa",
        AnyCase(rf"nửa (?P<side>đầu|cuối)(?: của)? {_THAT_YEAR}(?!\w)"),
        read_half_year,
    ),
    Rule(
        "half-month",
        "nửa",
        AnyCase(rf"nửa (?P<side>đầu|cuối) (?P<month>tháng {MONTH}{YEAR_TAIL}?)"),
        read_half_month,
    ),
    Rule(
        "months",
        "tháng",
        AnyCase(
            rf"tháng (?P<months>{MONTH_DIGITS}(?:(?:, ?| và | ?[-–] ?){MONTH_DIGITS}){{1,11}}){YEAR_TAIL}"
        ),
        read_months,
    ),
    Rule(
        "quarters",
        "quý",
        AnyCase(
            rf"quý (?P<quarters>{QUARTER}(?:(?:, ?| và | ?[-–+] ?| đến )(?:quý )?{QUARTER}){{1,3}})"
            rf"{YEAR_TAIL}?"
        ),
        read_quarters,
    ),
    Rule("quarter", "quý", AnyCase(rf"quý {QUARTER}{YEAR_TAIL}?"), _read_point),
    Rule(
        "terse",
        "t q",
        AnyCase(rf"(?P<kind>[tq])(?P<value>1[0-2]|0?[1-9])(?:{SEPARATOR}| )(?P<year>{YEAR})"),
        _read_terse_point,
    ),
    Rule(
        "edge",
        "đầu giữa cuối",
        AnyCase(
            rf"(?P<side>đầu|giữa|cuối) (?P<whole>năm (?:{YEAR}|{_WHICH})"
            rf"|tháng {MONTH}{YEAR_TAIL}?|quý {QUARTER}{YEAR_TAIL}?)"
        ),
        _read_edge,
    ),
    Rule(
        "edge-of-this-year",
        "đầu giữa cuối hết",
        AnyCase(r"(?P<side>đầu|giữa|cuối|hết) năm(?! học| tháng| (?:19|20)\d\d(?!\d)|\w)"),
        read_bare_edge,
        relative=True,
    ),
    Rule(
        "same-period-of-year",
        "cùng",
        AnyCase(rf"cùng kỳ (?:của )?(?:(?:năm )?{YEAR}|năm {_WHICH})"),
        _read_year,
    ),
    Rule(
        "month", "tháng", AnyCase(rf"tháng (?P<month>{MONTH}){YEAR_TAIL}?{_NO_TIMES}"), _read_month
    ),
    Rule(
        "numeric-month",
        "0",
        AnyCase(rf"{_FREE}{MONTH_DIGITS}[/\-]{YEAR}{_END}"),
        _read_numeric_month,
    ),
    Rule("year", "năm", AnyCase(rf"năm {YEAR}{_END}"), _read_year),
    Rule(
        "years-ago",
        f"{_COUNTS} cách",
        AnyCase(
            rf"(?:(?<![\d.,/]){_COUNT} năm (?:về )?trước(?=,)|cách đây (?P<since>1[0-2]|[1-9]|{_WORDED_COUNT}) năm(?=,))"
        ),
        read_years_ago,
    ),
    Rule("relative", RELATIVE_STARTS, AnyCase(RELATIVE), read_relative, relative=True),
    Rule("bare-months", _COUNTS, AnyCase(rf"{_MONTHS}(?!\w)"), read_bare_months),
    Rule("bare-year", "0", AnyCase(rf"{_FREE}{YEAR}{_END}"), _read_bare_year),
)
