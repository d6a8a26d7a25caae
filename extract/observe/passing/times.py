"""Lengths of time that only say when or how often: "sau 30 ngày", "trong 5 năm".

``is_only_time`` is the entry point. A length of time is an observation where the text speaks
of how long something takes or lasts; ``RULES`` says how it shows, each rule's examples are in
``tests/gold/passing.toml`` under its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.observe.frame import Reading, Site
from extract.observe.mask import QUANTITY

_UNITS = frozenset({"ngày", "giờ", "phút", "tháng", "năm", "tuần", "tuổi", "giây", "buổi", "lần"})
_DURATIONS = _UNITS - {"tuổi", "lần"}
_LISTED = re.compile(r"\s*(?:,|;|và|,\s*và)\s*\Z")
_SPELLED = re.compile(r"\D+\Z")


@dataclass(frozen=True, slots=True)
class Rule:
    """A sign that a length of time is what is told.

    Attributes:
        name: Key of the rule's gold cases.
        before: What must stand before the number, from the number before it on.
        behind: What must stand right behind it.
        units: In which units.
    """

    name: str
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    units: frozenset[str] = _UNITS


RULES = (
    Rule(
        "counted",
        before=re.compile(
            r"(?:thời gian|thời hạn|thời lượng|số ngày|số lần|tuổi thọ|trung bình|bình quân)",
            re.IGNORECASE,
        ),
    ),
    Rule(
        "reached",
        before=re.compile(
            r"(?:\b(?:rút|rút ngắn|giảm|cắt giảm|kéo dài|tăng|nâng)\s.{0,60}?\btừ"
            rf"|[{QUANTITY}]?.{{0,10}}\b(?:xuống|còn|xuống còn|lên|giảm còn|rút còn)(?:\s(?:chỉ|mức|khoảng))?)\s*\Z",
            re.IGNORECASE,
        ),
        units=_DURATIONS,
    ),
    Rule(
        "each_day",
        behind=re.compile(r"\s*(?:/|mỗi |một |hằng |hàng )(?:ngày|tuần|tháng|năm)\b"),
        units=frozenset({"giờ", "phút", "buổi"}),
    ),
    Rule(
        "held",
        behind=re.compile(r"\s+(?!(?:mỗi|một|hằng|hàng|sáng|chiều|tối|trong|để|với|và)\b)[^\W\d_]"),
        units=frozenset({"buổi"}),
    ),
)


def is_only_time(reading: Reading, site: Site) -> bool:
    """Tell whether a number is a length of time, or a part in words, that measures nothing."""
    quantity = site.quantity
    if quantity.unit not in _UNITS:
        written = reading.written(quantity.number)
        return not quantity.unit and quantity.value < 1 and _SPELLED.match(written) is not None
    main = reading.frame.main
    if main is not None and main.unit == quantity.unit and _is_listed(reading, site):
        return False
    return not any(_shows(rule, reading, site) for rule in RULES)


def _is_listed(reading: Reading, site: Site) -> bool:
    return _LISTED.match(reading.seen(site.left)) is not None


def _shows(rule: Rule, reading: Reading, site: Site) -> bool:
    if site.quantity.unit not in rule.units:
        return False
    if rule.before and not rule.before.search(reading.seen(site.left)):
        return False
    return rule.behind is None or rule.behind.match(reading.seen(site.right)) is not None
