"""When two numbers, units, places, periods or names count as the same.

The rules are those of the gold's own description: generic words of a name do not count, a unit
may be named more fully, periods are compared by their years. Nothing here comes from the
readers' tables, so that the measure does not move with what is measured.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NAME_AGREES = 0.55
"""Token F1 of two names from which they count as the same indicator."""
SUBJECT_AGREES = 0.5
"""Share of a subject's syllables that must be found again."""

_TYPE_WORDS = re.compile(
    r"(?:(?:tỉnh|thành phố|tp\.?|thị xã|tx\.?|thị trấn|quận|huyện|phường|xã|đặc khu)\s+)+"
)
_PLACES = {
    "cả nước": "việt nam",
    "toàn quốc": "việt nam",
    "đbscl": "đồng bằng sông cửu long",
    "đbsh": "đồng bằng sông hồng",
    "tphcm": "hồ chí minh",
    "tp hcm": "hồ chí minh",
    "hcm": "hồ chí minh",
    "br-vt": "bà rịa-vũng tàu",
    "brvt": "bà rịa-vũng tàu",
}
_WRITTEN_OUT = {
    "dvctt": "dịch vụ công trực tuyến",
    "tthc": "thủ tục hành chính",
    "cntt": "công nghệ thông tin",
    "tỉ lệ": "tỷ lệ",
    "cchc": "cải cách hành chính",
    "tmđt": "thương mại điện tử",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "bhtn": "bảo hiểm thất nghiệp",
    "ubnd": "ủy ban nhân dân",
    "cđs": "chuyển đổi số",
    "ntm": "nông thôn mới",
    "gpmb": "giải phóng mặt bằng",
    "tngt": "tai nạn giao thông",
}
_SHORT = re.compile(rf"\b(?:{'|'.join(_WRITTEN_OUT)})\b")
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        "tỷ lệ số của các và trên được đã có cho tại trong là về những theo mức tổng chỉ với ở",
    )
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPACE = re.compile(r"\s+")


def _old_and_new_tones() -> dict[str, str]:
    """Pairs of vowels with the tone on the second -> with the tone on the first."""
    return {
        unicodedata.normalize("NFC", first + second + tone): unicodedata.normalize(
            "NFC", first + tone + second
        )
        for first, second in ("oa", "oe", "uy")
        for tone in "\u0300\u0301\u0303\u0309\u0323"
    }


_TONES = _old_and_new_tones()
_TONE_ON_SECOND = re.compile(rf"(?<!q)(?:{'|'.join(_TONES)})(?!\w)")


@lru_cache(maxsize=1 << 16)
def plain(text: str | None) -> str:
    """Write a text so that two spellings of it are equal: case, spaces, place of the tone."""
    composed = unicodedata.normalize("NFC", text or "").casefold()
    placed = _TONE_ON_SECOND.sub(lambda match: _TONES[match[0]], composed)
    return _SPACE.sub(" ", placed).strip()


@lru_cache(maxsize=1 << 14)
def spaced(text: str | None) -> str:
    """Write any run of white space as one space: what a quote may differ in."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text or "")).strip()


def same_unit(one: str | None, other: str | None) -> bool:
    """Compare two units; "hồ sơ" equals "bộ hồ sơ", "%" only itself."""
    first, second = plain(one), plain(other)
    if first == second:
        return True
    if "%" in (first, second) or not first or not second:
        return False
    return first in second or second in first


def same_place(wanted: str | None, given: str | None) -> bool:
    """Compare two places without their type words; none wanted agrees with any."""
    return wanted is None or _place(wanted) == _place(given)


@lru_cache(maxsize=1 << 12)
def _place(text: str | None) -> str:
    first = plain((text or "").split(",")[0]).replace("’", "'")
    name = _in_full(re.sub(r"\s*[-–]\s*", "-", first))
    without = _TYPE_WORDS.match(name)
    name = _in_full(name[without.end() :] if without else name).removeprefix("vùng ")
    return name.replace("đăk", "đắk").replace("đắc lắc", "đắk lắk")


def _in_full(name: str) -> str:
    return _PLACES.get(name.replace(".", "").strip(), name)


def same_year(wanted: str | None, given: str | None) -> bool:
    """Tell whether two periods share a year; none wanted agrees with any."""
    return not wanted or bool(_years(wanted) & _years(given))


def _years(period: str | None) -> frozenset[int]:
    found = [int(year) for year in _YEAR.findall(period or "")]
    return frozenset(range(min(found), max(found) + 1)) if found else frozenset()


@lru_cache(maxsize=1 << 14)
def telling(text: str | None) -> frozenset[str]:
    """Give the telling syllables of a name, common abbreviations written out."""
    full = _SHORT.sub(lambda match: _WRITTEN_OUT[match[0]], plain(text))
    words = frozenset(re.findall(r"\w+", full))
    return words - _GENERIC or words


def name_agreement(names: tuple[str, ...], given: str | None) -> float:
    """Give the best token F1 of a name against several, 0 to 1."""
    words = telling(given)
    shares = (
        2 * len(wanted & words) / (len(wanted) + len(words))
        for wanted in map(telling, names)
        if wanted & words
    )
    return max(shares, default=0.0)


def covers(subject: str, *given: str | None) -> bool:
    """Tell whether half of a subject's telling syllables stand in the given texts."""
    wanted = telling(subject)
    found = wanted.intersection(frozenset().union(*map(telling, given)))
    return not wanted or len(found) / len(wanted) >= SUBJECT_AGREES
