"""When two numbers, units, places, periods or names count as the same.

The rules are those of the gold's own description: generic words of a name do not count,
a unit may be named more fully, periods are compared by their years.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from extract.abbreviation import expand
from extract.text import canonical

_TYPE_WORD = re.compile(
    r"^(?:tỉnh|thành phố|tp\.?|thị xã|tx\.?|thị trấn|quận|huyện|phường|xã|đặc khu|vùng)\s+"
)
_SHORT = {
    "cả nước": "việt nam",
    "toàn quốc": "việt nam",
    "tphcm": "hồ chí minh",
    "tp hcm": "hồ chí minh",
    "hcm": "hồ chí minh",
}
_GENERIC = frozenset(
    [
        "tỷ",
        "lệ",
        "số",
        "của",
        "các",
        "và",
        "trên",
        "được",
        "đã",
        "có",
        "cho",
        "tại",
        "trong",
        "là",
        "về",
        "những",
        "theo",
        "mức",
        "tổng",
        "chỉ",
        "với",
        "ở",
    ]
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NAME_AGREES = 0.55
"""Token F1 of two names from which they count as the same indicator."""


def plain(text: str | None) -> str:
    """Bring a text into canonical form and lower case."""
    return canonical(text or "").text.lower()


def same_number(one: object, other: object) -> bool:
    """Compare two decimals, given as numbers or as text."""
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return False


def same_unit(one: str | None, other: str | None) -> bool:
    """Compare two units; "hồ sơ" equals "bộ hồ sơ", "%" only itself."""
    first, second = plain(one), plain(other)
    if first == second:
        return True
    if "%" in (first, second) or not first or not second:
        return False
    return first in second or second in first


def same_place(one: str | None, other: str | None) -> bool:
    """Compare two places without their type words."""
    return _place(one) == _place(other)


def _place(text: str | None) -> str:
    name = re.sub(r"\s*[-–]\s*", "-", plain((text or "").split(",")[0]).replace("’", "'"))
    name = _SHORT.get(name.replace(".", "").strip(), name)
    while _TYPE_WORD.match(name):
        name = _TYPE_WORD.sub("", name)
    name = _SHORT.get(name.replace(".", "").strip(), name)
    return name.replace("đăk", "đắk").replace("đắc lắc", "đắk lắk")


def same_year(one: str | None, other: str | None) -> bool:
    """Tell whether two periods share a year; a period that is not given agrees."""
    return not one or bool(_years(one) & _years(other))


def _years(period: str | None) -> frozenset[int]:
    found = [int(year) for year in _YEAR.findall(period or "")]
    return frozenset(range(min(found), max(found) + 1)) if found else frozenset()


def telling(text: str | None) -> frozenset[str]:
    """Give the telling syllables of a name, abbreviations written out."""
    words = frozenset(re.findall(r"\w+", plain(expand(canonical(text or "").text))))
    return words - _GENERIC or words


def name_agreement(names: tuple[str, ...], other: str | None) -> float:
    """Give the best token F1 of a name against several, 0 to 1."""
    given = telling(other)
    best = 0.0
    for name in names:
        wanted = telling(name)
        common = len(wanted & given)
        if common:
            best = max(best, 2 * common / (len(wanted) + len(given)))
    return best


def spaced(text: str | None) -> str:
    """Write any run of white space as one space: what a quote may differ in."""
    return canonical(text or "").text.replace("\t", " ")
