"""Periods with two ends: "từ 15/12/2021 đến 14/3/2022", "6 tháng đầu năm", "quý I, II"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extract.grammar import AnyCase
from extract.models import Grain, Period
from extract.period.context import before, counts, looks_ahead, sums_months
from extract.period.parts import (
    QUARTER,
    Point,
    day_of,
    join,
    months,
    number,
    period_of,
    read_point,
    read_year,
    settle,
)
from extract.text import fold

_QUARTERS = AnyCase(QUARTER)
# "Mấy tháng đầu năm" counts no month; "quý cuối" alone is of any plan.
_SEVERAL = AnyCase(r"(?:\d|sau|trước|các|những|mấy|vài|nhiều|mươi|trăm|chục|lẻ|linh)\s*$")
_OF_YEAR = AnyCase(r"năm|\d{4}")
# A plan or a term; longer stretches of four-digit numbers are something else.
_LONGEST_YEARS = 40


def read_range(match: re.Match[str], published: date | None) -> Period | None:
    """Read two points with a word or a dash between; the last one lends its year."""
    first, last = read_point(match["a"], published), read_point(match["b"], published)
    if first is None or last is None or last.lone is not None:
        return None
    if first.lone is not None:
        first = _completed(first.lone, last)
    dashed = match["link"].strip() in "-–—"
    if first is None or (first.grain is not last.grain and dashed):
        return None
    last_settled = settle(last, published, ahead=looks_ahead(match))
    if last_settled is None or last_settled.year is None:
        return None
    start = period_of(first if first.year else replace(first, year=last_settled.year))
    end = period_of(last_settled)
    if start and end and first.year is None and join(start, end) is None:
        start = period_of(replace(first, year=last_settled.year - 1))
    return join(start, end) if start and end else None


def _completed(lone: int, last: Point) -> Point | None:
    if last.day is not None:
        return Point(last.year, month=last.month, day=lone)
    return Point(last.year, month=lone) if last.month is not None else None


def read_bare_range(match: re.Match[str], published: date | None) -> Period | None:
    """Read a range without "từ" before it, where its own words leave no doubt."""
    named = not match["a"][0].isdigit()
    dated = re.search(r"\d{4}$", match["b"]) is not None
    dashed = match["link"].strip() in "-–—"
    if match["a"].isdigit():
        plain = dashed and len(match["a"]) == 4 and match["b"].isdigit()
    else:
        plain = named or dated
    whole = read_range(match, published) if plain else None
    if whole and whole.first and whole.last and whole.last.year - whole.first.year > _LONGEST_YEARS:
        return None
    return whole


def read_since(match: re.Match[str], published: date | None) -> Period | None:
    """Read "từ năm 2020 đến nay"."""
    point = read_point(match["a"], published)
    settled = settle(point, published) if point else None
    start = period_of(settled) if settled else None
    return join(start, day_of(published)) if start and published else None


def read_open(match: re.Match[str], published: date | None) -> Period | None:
    """Read "trước ngày 15/7" and "sau ngày 1/1/2024", open at one end."""
    if match["day"][0].isdigit() and counts(match):
        return None
    point = read_point(match["day"], published)
    settled = settle(point, published, ahead=True) if point else None
    day = period_of(settled) if settled else None
    if day is None or day.grain is not Grain.DAY:
        return None
    if fold(match["side"]) == "truoc":
        return Period(None, day.last, Grain.DAY)
    return Period(day.first, None, Grain.DAY)


def _year_for(match: re.Match[str], published: date | None, begun_month: int) -> int | None:
    year = read_year(match[0], published)
    if year is not None or published is None:
        return year
    begun = date(published.year, begun_month, 1) <= published
    return published.year - (not begun and not looks_ahead(match))


def read_part_of_year(match: re.Match[str], published: date | None) -> Period | None:
    """Read "6 tháng đầu năm", "ba quý đầu năm 2023", "9 tháng năm 2023", "tháng đầu năm"."""
    said = match["count"]
    if said is None and (_SEVERAL.search(before(match)) or not _OF_YEAR.search(match[0])):
        return None
    count = (number(said) if said else 1) * (3 if fold(match["unit"]) == "quy" else 1)
    at_end = fold(match.groupdict().get("side") or "") == "cuoi"
    first, last = (13 - count, 12) if at_end else (1, count)
    if not 1 <= first <= last <= 12:
        return None
    # A second half is planned in the first one, so "cuối năm" is always the year's own.
    year = _year_for(match, published, 1 if at_end else last)
    return months(year, first, last) if year else None


def read_bare_months(match: re.Match[str], published: date | None) -> Period | None:
    """Read "9 tháng" alone in an article of September or October, when such reports appear."""
    if published is None:
        return None
    count = number(match["count"])
    due = [(published.month - 1 - back) % 12 + 1 for back in range(2 + (count % 3 == 0))]
    if count < 2 or count not in due or not sums_months(match):
        return None
    return months(published.year - (count > published.month), 1, count)


def read_terse_months(match: re.Match[str], _: date | None) -> Period | None:
    """Read "9T/2023"."""
    return months(int(match["year"]), 1, number(match["count"]))


def read_half_year(match: re.Match[str], published: date | None) -> Period | None:
    """Read "nửa đầu năm 2023"."""
    first_half = fold(match["side"]) == "dau"
    year = _year_for(match, published, 1)
    return months(year, *((1, 6) if first_half else (7, 12))) if year else None


def read_half_month(match: re.Match[str], published: date | None) -> Period | None:
    """Read "nửa đầu tháng 6": to the 15th, or from the 16th."""
    point = read_point(match["month"], published)
    settled = settle(point, published, ahead=looks_ahead(match)) if point else None
    whole = period_of(settled) if settled else None
    if whole is None or whole.first is None or whole.last is None:
        return None
    middle = whole.first.replace(day=15)
    if fold(match["side"]) == "dau":
        return Period(whole.first, middle, Grain.INTERVAL)
    return Period(middle + timedelta(days=1), whole.last, Grain.INTERVAL)


def read_months(match: re.Match[str], published: date | None) -> Period | None:
    """Read neighbouring months of one year: "tháng 4, 5 và 6/2022", "tháng 1 - 6 năm 2022"."""
    named = [int(digits) for digits in re.findall(r"\d+", match["months"])]
    dashed = re.search("[-–]", match["months"]) is not None
    in_row = dashed or named == list(range(named[0], named[-1] + 1))
    year = read_year(match[0], published)
    if year is None or not in_row or not 1 <= named[0] < named[-1] <= 12:
        return None
    return months(year, named[0], named[-1])


def read_quarters(match: re.Match[str], published: date | None) -> Period | None:
    """Read neighbouring quarters of one year: "quý I, II năm 2022"."""
    named = [number(word) for word in _QUARTERS.findall(match["quarters"])]
    if any(letter.isdigit() for letter in match["quarters"]) and not read_year(match[0], published):
        return None
    year = _year_for(match, published, named[-1] * 3 - 2)
    ends_only = re.search("[-–]|đ|d", match["quarters"].lower()) is not None
    in_row = ends_only or named == list(range(named[0], named[-1] + 1))
    if year is None or not in_row or named[0] >= named[-1]:
        return None
    return months(year, named[0] * 3 - 2, named[-1] * 3)
