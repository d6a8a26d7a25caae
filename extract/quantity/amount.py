"""A number as written, with its unit: "252.856/314.984 hồ sơ", "20-30%", "hai phần ba", "gấp đôi".

``amount_at`` is the entry point; ``quantity`` adds the words around. A number word of one
syllable ("hai", "năm") counts only before a known noun, since most of them are words of
other meanings, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from extract.grammar import Pattern
from extract.models import Bound, Fraction
from extract.quantity.bound import starts_range
from extract.quantity.numeral import Numeral, numeral_at, plain
from extract.quantity.unit import PERCENT, Unit, noun_at, unit_at

_SLASH = re.compile(r" ?/ ?(?=\d)")
_OUT_OF = Pattern(
    r" (?:(?:trong|trên)(?: tổng)? số|trong(?: tổng)?|(?P<bare>trên)) (?=\d|(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) )"
)
_DASH = re.compile(r" ?[-–—÷] ?(?=\d)")
_TO = Pattern(r" (?:đến|tới) (?=\d)")
_MOVED = Pattern(
    r"(?<!\w)(?:tăng|giảm|nâng|hạ|lên|xuống|vươn|tụt|thay đổi|chuyển|rút)(?: \w+){0,4} \Z"
)
_PARTS = Pattern(
    r" phần (?P<whole>hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2}|trăm|nghìn)(?!\w)"
)
_HALF = Pattern(
    r"(?:(?P<over>quá|hơn) |(?P<near>gần) )?(?P<number>(?:một )?nửa)(?!\w)"
    r"(?! (?:đầu|cuối|năm|tháng|ngày|đêm|sau|trước|giờ|kia|này|mùa|vời))"
)
_TIMES = Pattern(r"gấp (?:(?:hơn|gần) )?(?P<number>(?P<two>đôi)|rưỡi)(?!\w)")
_QUARTER = {"tư": Decimal(4), "tu": Decimal(4)}
_SIX_PLACES = Decimal("0.000001")
# "năm" is five only where a noun follows and nothing before makes it a year.
_FIVE_CUE = Pattern(
    r"(?:\A|[,;:.(] ?|(?<!\w)(?:có|với|gồm|là|thêm|còn|tại|ở|của|cho|và|được|số|xuống|lên|thành|chỉ"
    r"|trên|hơn|gần|khoảng|mở|cả|thiểu|nhất|đủ|thì|xóa|lập|xây) )\Z"
)
_ONE_CUE = Pattern(
    r"(?<!\w)(?:có|chỉ|còn|thêm|mở|xong|gồm|được|lập|hành|hơn|gần|thiểu|nhất|duy nhất"
    r"|tăng|giảm|lùi|tụt|nhảy|mất|thăng|bớt|hụt) \Z"
)
_TIME_UNITS = frozenset(("năm", "tháng", "quý", "tuần", "ngày", "giờ", "nam", "thang", "ngay"))
_NAME_BEHIND = re.compile(r" [^\W\d_]")

Blocked = Callable[[int], bool]


class Amount(NamedTuple):
    """A number with its unit.

    Attributes:
        start: Index of the number.
        number_end: The index behind the number, multiplier included.
        end: The index behind the unit.
        bound: What the number's own words make of it ("quá nửa").
    """

    start: int
    number_end: int
    end: int
    value: Decimal
    unit: str = ""
    value_to: Decimal | None = None
    fraction: Fraction | None = None
    bound: Bound = Bound.EXACT


def amount_at(text: str, start: int, blocked: Blocked) -> Amount | None:
    """Read the number that starts at a position, with its unit.

    Args:
        text: Canonical text.
        start: Index of the first digit or letter.
        blocked: Tells whether no quantity may start at an index.
    """
    if not text[start].isdecimal():
        special = _half(text, start) or _times(text, start)
        if special:
            return special
    numeral = numeral_at(text, start)
    if numeral is None:
        return None
    parts = _PARTS.match(text, numeral.end)
    if parts and numeral.value < 100:
        return _share(start, numeral, parts)
    if numeral.worded:
        return _worded(text, start, numeral)
    return (
        _fraction(text, start, numeral)
        or _range(text, start, numeral, blocked)
        or _single(text, start, numeral)
    )


def _half(text: str, start: int) -> Amount | None:
    found = _HALF.match(text, start)
    if found is None:
        return None
    bound = Bound.ABOVE if found["over"] else Bound.ABOUT if found["near"] else Bound.EXACT
    if bound is Bound.EXACT and " " not in found["number"]:
        return None
    end = found.end()
    return Amount(start, end, end, Decimal("0.5"), bound=bound)


def _times(text: str, start: int) -> Amount | None:
    found = _TIMES.match(text, start)
    if found is None:
        return None
    value = Decimal(2) if found["two"] else Decimal("1.5")
    return Amount(found.start("number"), found.end(), found.end(), value, "lần")


def _share(start: int, numeral: Numeral, parts: re.Match[str]) -> Amount | None:
    word = parts["whole"].lower()
    if word in ("trăm", "nghìn"):
        unit = PERCENT if word == "trăm" else "‰"
        return Amount(start, numeral.end, parts.end(), numeral.value, unit)
    whole = numeral_at(word, 0)
    divisor = _QUARTER.get(word, whole.value if whole else None)
    if not divisor or numeral.value >= divisor:
        return None
    value = plain((numeral.value / divisor).quantize(_SIX_PLACES))
    return Amount(start, parts.end(), parts.end(), value)


def _worded(text: str, start: int, numeral: Numeral) -> Amount | None:
    out_of = _out_of(text, start, numeral)
    if out_of:
        return out_of
    unit = unit_at(text, numeral.end)
    words = text[start : numeral.end].lower()
    if " " not in words:
        if unit is None or not unit.known:
            return None
        if words in ("năm", "nam") and not _is_five(text, start, unit):
            return None
        if words in ("một", "mot") and not _ONE_CUE.search(text, max(0, start - 12), start):
            return None
    elif unit is None and numeral.scale == 1:
        return None
    end = unit.end if unit else numeral.end
    return Amount(start, numeral.end, end, numeral.value, unit.name if unit else "")


def _is_five(text: str, start: int, unit: Unit) -> bool:
    if unit.name.lower() in _TIME_UNITS:
        return False
    return _FIVE_CUE.search(text, max(0, start - 12), start) is not None


def _fraction(text: str, start: int, numeral: Numeral) -> Amount | None:
    noun = noun_at(text, numeral.end)
    # "8,2/10.000 dân" is no part of a whole.
    if noun and noun.name.startswith("/") and numeral.value != numeral.value.to_integral_value():
        return None
    for end in (numeral.end, noun.end if noun else None):
        slash = _SLASH.match(text, end) if end is not None else None
        whole = numeral_at(text, slash.end()) if slash else None
        if whole is None or text[whole.end : whole.end + 1] == "/":
            continue
        unit = unit_at(text, whole.end)
        # "bác sĩ/100 dân" is a unit, "8 thôn/12 thôn" a part of a whole.
        if end != numeral.end and not (
            noun and unit and unit.name == text[numeral.end : end].strip()
        ):
            continue
        return _part(start, numeral, whole, unit)
    return _out_of(text, start, numeral)


def _out_of(text: str, start: int, numeral: Numeral) -> Amount | None:
    joint = _OUT_OF.match(text, numeral.end)
    whole = numeral_at(text, joint.end()) if joint else None
    unit = noun_at(text, whole.end) if whole else None
    if (
        joint is None
        or whole is None
        or unit is None
        or unit.name == PERCENT
        or whole.value < numeral.value
    ):
        return None
    # "cả năm trên 39 vạn tấn", "một trong 12 địa phương" are no parts of a whole.
    if numeral.worded and (joint["bare"] or numeral.value == 1):
        return None
    if whole.worded and not numeral.worded:
        return None
    return _part(start, numeral, whole, unit)


def _part(start: int, numeral: Numeral, whole: Numeral, unit: Unit | None) -> Amount:
    end = unit.end if unit else whole.end
    name = unit.name if unit else ""
    part = numeral.value
    if whole.scale > 1 and numeral.scale == 1:
        part = plain(part * whole.scale)
    return Amount(start, whole.end, end, part, name, fraction=Fraction(part, whole.value))


def _range(text: str, start: int, numeral: Numeral, blocked: Blocked) -> Amount | None:
    own = unit_at(text, numeral.end)
    opened = starts_range(text, start)
    moved = opened is not None and _MOVED.search(text, max(0, opened - 30), opened)
    for end in dict.fromkeys((numeral.end, own.end if own else numeral.end)):
        # "giảm từ 5 đến 10%" is a range, "giảm từ 10% đến 5%" a fall from one to the other.
        if moved and end != numeral.end:
            continue
        joint = _DASH.match(text, end) or _TO.match(text, end)
        upper = numeral_at(text, joint.end()) if joint else None
        if joint is None or upper is None or blocked(joint.end()):
            continue
        unit = unit_at(text, upper.end)
        if end != numeral.end and (
            unit is None or own is None or not unit.name.startswith(own.name)
        ):
            continue
        value = numeral.value
        if upper.scale > 1 and numeral.scale == 1 and value * upper.scale < upper.value:
            value = plain(value * upper.scale)
        if value >= upper.value:
            continue
        name = unit.name if unit else ""
        last = unit.end if unit else upper.end
        return Amount(start, upper.end, last, value, name, value_to=upper.value)
    return None


def _single(text: str, start: int, numeral: Numeral) -> Amount | None:
    unit = unit_at(text, numeral.end)
    if unit is None and _before_name(text, start, numeral):
        return None
    end = unit.end if unit else numeral.end
    return Amount(start, numeral.end, end, numeral.value, unit.name if unit else "")


def _before_name(text: str, start: int, numeral: Numeral) -> bool:
    """Whether a bare whole number stands before a name: "12 Lê Lợi", a row's own number."""
    if numeral.scale > 1 or not text[start : numeral.end].isdigit():
        return False
    behind = _NAME_BEHIND.match(text, numeral.end)
    return behind is not None and behind[0][1].isupper()
