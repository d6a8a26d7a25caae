"""Whether a number is a difference or a level: "giảm 12 vụ", "thấp hơn mục tiêu 60%".

``is_change`` is the entry point.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extract.models import Direction, Span
from extract.observe import cue
from extract.observe.compare.difference import (
    Difference,
    read_difference,
    read_moved_rate,
    read_multiple,
)
from extract.observe.compare.wording import CHANGE_UNITS, is_count
from extract.observe.frame import Reading, Site

_AT_LEVEL = re.compile(
    r"(?:(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán)\s*(?:là|đề ra|giao)?|\slà|\bmức)\s*$", re.IGNORECASE
)
# "vượt xa con số 100", "đã hạ so với 12,6%": what comes is a level, not a distance.
_LEVEL_NEXT = re.compile(r"\b(?:mức|con số|so với|so)\s*$", re.IGNORECASE)
# "số chỉ tiêu vượt kế hoạch là 25": the verb belongs to what is counted.
_COUNTS = re.compile(r"(?:^|[,;:(]\s*)(?:trong đó |còn |và )?[Ss]ố\s[^,;:(]{2,40}$")
# "tăng 7%, cao hơn mức tăng 5,6% của cùng kỳ": a rise compared with another one.
_RATE_NEXT = re.compile(
    r"\b(?:hơn|kém|vượt|so với|bằng) (?:mức|tốc độ) (?:tăng trưởng|tăng|giảm)\s*$"
)
# "đóng góp 0,57 điểm phần trăm vào mức tăng chung": a part of a rise, no rise of its own.
_PART_OF_RISE = re.compile(r"\bgóp\s(?:khoảng |gần |hơn |tới )?$")
_BESIDE_BRACKET = re.compile(r"\)\s*(?:là\s|tới\s|khoảng\s)*")
# "cao hơn mức bình quân 3,1% của vùng": a level is somebody's.
_OF_WHOM = re.compile(r"\s(?:của|ở|tại)\s", re.IGNORECASE)
_A_MARK = re.compile(r"\bmức(?:\s\w+){0,4}\s*$", re.IGNORECASE)
_ALL = 100
_SIGN = re.compile(r"(?:^|[(,;:\s])([-–+])\s?$")
# "9.840 tỷ đồng, đi lên 14%".
_GONE = frozenset({"đi lên", "đi xuống"})
_REACH = 110
# "46 công chức, còn thiếu 8 người": those lacking are counted.
_SHORT = frozenset({"thiếu", "còn thiếu"})


def is_change(reading: Reading, site: Site) -> bool:
    """Whether a number is a rise, a fall or a gap, not a level."""
    left = reading.seen(site.left)
    if site.quantity.unit in CHANGE_UNITS:
        return _PART_OF_RISE.search(left) is None
    if _RATE_NEXT.search(left):
        return False
    if sign_of(reading, site) is not None:
        return True
    difference = find_difference(reading, site)
    if cue.RESULT.search(left) and not _is_small(reading, site, difference):
        main = reading.frame.main
        rated = site.quantity.unit == "%" and main is not None and main.unit != "%"
        return rated and difference is not None and difference.verb in _GONE
    if cue.FROM.search(left) and site.quantity.value_to is None:
        return False
    if difference is None or (difference.rule.name == "times") != (site.quantity.unit == "lần"):
        return difference is not None and site.quantity.unit == "lần"
    if difference.verb in _SHORT and is_count(site.quantity.unit):
        return False
    return not _is_level(reading, site, difference)


def sign_of(reading: Reading, site: Site) -> Direction | None:
    """Which way a number's own sign says that it moved: "(+4,2%)", "(-33 vụ; -7,3%)"."""
    before = _SIGN.search(reading.written(site.left))
    if before is not None and before[1] == "+":
        return Direction.UP
    fallen = before is not None or site.quantity.value < 0
    return Direction.DOWN if fallen and site.bracket is not None else None


def _is_small(reading: Reading, site: Site, difference: Difference | None) -> bool:
    """ "6,49 điểm, nhích lên 0,05 điểm": far too little to be what the value rose to."""
    main = reading.frame.main
    if main is None or difference is None or difference.verb in ("lên", "xuống"):
        return False
    small = site.quantity.value * 2 < main.value
    return small and main.unit in (site.quantity.unit, "") and not difference.between.strip()


def find_difference(reading: Reading, site: Site) -> Difference | None:
    """Find the verb that makes a number a difference, also before a bracket that ends there."""
    left = reading.seen(site.left)
    if site.quantity.unit == "lần":
        upto = reading.written(Span(site.left.start, site.quantity.number.start))
        multiple = read_multiple(upto, reading.written(site.right))
        if multiple is not None:
            return multiple
    if not _BESIDE_BRACKET.fullmatch(left):
        moved = read_moved_rate(left) if site.quantity.unit in CHANGE_UNITS else None
        return read_difference(left) or moved
    start = max(site.sentence.start, site.left.end - _REACH)
    return read_difference(reading.seen(Span(start, site.left.end)))


def _is_level(reading: Reading, site: Site, difference: Difference) -> bool:
    """ "vượt mục tiêu 85%", "thấp hơn cả nước là 9%": a level of the value's own size."""
    if _LEVEL_NEXT.search(difference.between):
        return True
    left = reading.seen(site.left)[: difference.start]
    if difference.rule.is_gap and difference.between.endswith("là ") and _COUNTS.search(left):
        return True
    main = reading.frame.compared(site.quantity.unit)
    if main is None or not _same_sort(main.unit, site.quantity.unit):
        return False
    # "ở vùng cao thì thấp hơn, 86,3%": the comma leads to what it is.
    if difference.rule.is_gap and difference.between.strip() == ",":
        return main.value / 2 <= site.quantity.value <= main.value * 2
    goal = cue.PLAN.search(difference.between) is not None
    if goal and main.unit == "%" and _is_more_than_all(main.value, site, difference):
        return True
    owned = _OF_WHOM.match(reading.written(site.right)) is not None
    if not (_AT_LEVEL.search(difference.between) or (owned and _A_MARK.search(difference.between))):
        return False
    return main.value / 2 <= site.quantity.value <= main.value * 2


def _same_sort(unit: str, other: str) -> bool:
    """ "11 triệu lượt khách" and "8 triệu lượt", "1,5 ngày/khách" and "1,7 ngày"."""
    return unit == other or (bool(other) and unit.startswith((f"{other} ", f"{other}/")))


def _is_more_than_all(value: Decimal, site: Site, difference: Difference) -> bool:
    """ "35%, còn cách mục tiêu 70%": no goal lies as far above."""
    return difference.rule.name == "below" and value + site.quantity.value > _ALL
