"""Digits and number words -> Decimal: "1.723.384", "6,5 triệu", "hai mươi ba", "12 nghìn tỷ".

``numeral_at`` reads the longest numeral that starts at a position, ``read_numeral`` a text
that is nothing else. A dot with groups of exactly three digits marks thousands, a comma
the decimals; a dot before any other group length is a decimal point; two commas in one
number, or a comma group followed by a point, are the English style.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extract.grammar import Pattern
from extract.text import fold

# Groups are taken once and no more than make a number, so that "561,561,561..." without an
# end costs no more than its length.
_LITERAL = re.compile(
    r"""(?P<dots>[1-9]\d{0,2}(?:\.\d{3}){1,9}+(?:,\d++)?)(?!\.*\d)
    |(?P<spaces>[1-9]\d{0,2}(?:\ \d{3}){1,9}(?:,\d++)?)(?![.,]*\d)
    |(?P<commas>\d{1,3}(?:,\d{3}){1,9}+\.\d++|\d{1,3}(?:,\d{3}){2,9}+)(?![.,]*\d)
    |(?P<comma>\d+,\d+)
    |(?P<point>\d+\.\d+)
    |(?P<whole>\d+)""",
    re.VERBOSE,
)

_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "myriad": 10_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
# Without marks "tram", "van" and "ngan" are more often trạm, văn and ngân, so the first two
# want their marks and the third must not begin "ngân hàng".
_SCALE = Pattern(
    r" ?(?:(?P<thousand>nghìn|ngàn(?! (?:hàng|sách)))|(?P<million>triệu|tr(?=\.? ?đ))"
    r"|(?P<billion>t[ỷỉ](?! (?:lệ|trọng|suất|số|giá|phú)\b))"
    r"|(?P<myriad>v\u1ea1n)|(?P<hundred>tr\u0103m))(?!\w)"
)

_DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_FOLDED_DIGITS = {fold(word): value for word, value in _DIGITS.items()}
_DIGIT = "(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
# "mười năm" is ten years, fifteen is "mười lăm".
_ONES = "(?:một|mốt|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín)"
_TENS = (
    rf"(?:(?P<tens>{_DIGIT}) (?:mươi|mười)(?: (?P<ones>{_ONES})(?!\w))?"
    rf"|(?P<ten>mười)(?: (?P<teen>{_ONES})(?!\w))?)"
)
_AFTER_HUNDRED = re.sub(r"\?P<([a-z]+)>", r"?P<h_\1>", _TENS)
_WORDS = Pattern(
    rf"(?<!\w)(?:(?P<hundreds>{_DIGIT}|không) trăm(?!\w)"
    rf"(?: (?:linh|lẻ) (?P<last>{_DIGIT})(?!\w)| {_AFTER_HUNDRED})?"
    rf"|{_TENS}|(?P<digit>{_DIGIT}))(?!\w)"
)
_POINT = Pattern(rf" phẩy (?P<digits>{_DIGIT}(?: {_DIGIT})*)(?!\w)")
_HALF_MORE = Pattern(r" rưỡi(?!\w)")
_MINUS = Pattern(r"(?:[-−–]|(?:âm|trừ) )")


class Numeral(NamedTuple):
    """A numeral found in a text.

    Attributes:
        end: The index behind it.
        value: Scale words multiplied out.
        worded: Whether it is written in words.
        scale: Product of the scale words ("nghìn tỷ" is 10**12), 1 without any.
    """

    end: int
    value: Decimal
    worded: bool
    scale: int = 1


def plain(value: Decimal) -> Decimal:
    """Drop trailing zeros without going over to an exponent."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


# What guards a number asks for it before what reads it.
@lru_cache(maxsize=512)
def numeral_at(text: str, start: int) -> Numeral | None:
    """Read the longest numeral that starts at a position.

    Args:
        text: Canonical text.
        start: Index of the first digit or letter.
    """
    total = _segment_at(text, start)
    if total is None:
        return None
    smallest = total.scale
    while smallest > 1 and text[total.end : total.end + 1] == " ":
        tail = _segment_at(text, total.end + 1)
        if tail is None or not _continues(tail, smallest):
            break
        smallest = tail.scale
        total = Numeral(tail.end, total.value + tail.value, total.worded, total.scale)
    half = _HALF_MORE.match(text, total.end) if total.scale > 1 else None
    if half:
        total = Numeral(half.end(), total.value + smallest // 2, total.worded, total.scale)
    return Numeral(total.end, plain(total.value), total.worded, total.scale)


def scale_at(text: str, start: int) -> tuple[int, int]:
    """Read the scale words at a position, the space before them included.

    Returns:
        Their product, 1 without any, and the index behind them.
    """
    scale = 1
    while step := _SCALE.match(text, start):
        factor = _SCALES[str(step.lastgroup)]
        # "hai trăm nghìn tỷ" multiplies on; "5 tỷ trăm" is no number.
        if scale > factor:
            break
        scale *= factor
        start = step.end()
    return scale, start


def read_numeral(text: str) -> Decimal | None:
    """Read a text that is one numeral, a sign before it allowed.

    Args:
        text: Canonical text ("-0,5", "mười hai", "1 triệu 200 nghìn").
    """
    sign = _MINUS.match(text)
    start = sign.end() if sign else 0
    numeral = numeral_at(text, start)
    if numeral is None or numeral.end != len(text):
        return None
    return -numeral.value if sign else numeral.value


def _continues(tail: Numeral, smallest: int) -> bool:
    if tail.value >= smallest:
        return False
    if tail.scale > 1 or (tail.worded and tail.value >= 100):
        return True
    # "1 nghìn 200 hộ"
    return smallest == _SCALES["thousand"] and tail.value >= 100 and tail.value % 1 == 0


def _segment_at(text: str, start: int) -> Numeral | None:
    literal = _LITERAL.match(text, start)
    if literal:
        amount = _literal_value(literal)
        end = literal.end()
    else:
        words = _WORDS.match(text, start)
        if words is None:
            return None
        amount = _words_value(words)
        end = words.end()
        point = _POINT.match(text, end)
        if point:
            decimals = "".join(str(_digit(word)) for word in point["digits"].split())
            amount += Decimal(f"0.{decimals}")
            end = point.end()
    scale, end = scale_at(text, end)
    return Numeral(end, amount * scale, literal is None, scale)


def _literal_value(match: re.Match[str]) -> Decimal:
    written = match[0]
    if match["dots"] or match["spaces"]:
        written = written.replace(".", "").replace(" ", "").replace(",", ".")
    elif match["commas"]:
        written = written.replace(",", "")
    elif match["comma"]:
        written = written.replace(",", ".")
    return Decimal(written)


def _digit(word: str) -> int:
    lowered = word.lower()
    if lowered in _DIGITS:
        return _DIGITS[lowered]
    return _FOLDED_DIGITS[fold(lowered)]


def _words_value(match: re.Match[str]) -> Decimal:
    value = 100 * _digit(match["hundreds"]) if match["hundreds"] else 0
    for prefix in ("", "h_"):
        value += 10 * _digit(match[f"{prefix}tens"]) if match[f"{prefix}tens"] else 0
        value += 10 if match[f"{prefix}ten"] else 0
    for name in ("digit", "last", "ones", "teen", "h_ones", "h_teen"):
        value += _digit(match[name]) if match[name] else 0
    return Decimal(value)
