"""Limits of a group that was counted: "15 bộ, ngành có tỷ lệ dưới 10%".

``is_limit`` is the entry point; each rule's examples are in ``tests/gold/passing.toml`` under its
name. The count is the observation; the limit only says of whom.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.grammar import Caseless
from extract.models import Bound, Span
from extract.observe.frame import Draft, Reading, Site
from extract.observe.mask import PLACE, SUBJECT
from extract.observe.name.passing import GROUP_NOUN

_LIMIT = Caseless(r"\b(?:ngưỡng|chưa đạt|chưa tới|không đạt)\s*$")
_GROUP = re.compile(r"\b[Nn]hóm(?: đạt| có)?\s*$")
_OWNER = re.compile(rf"[{PLACE}{SUBJECT}]")
_BOUNDS = frozenset((Bound.ABOVE, Bound.BELOW, Bound.AT_LEAST, Bound.AT_MOST))
_PAUSE = re.compile(r"[,;:.()\[\]]")
_LONGEST_UNIT = 30
# What goes on to another value of the counted, and does not describe it.
_NEW_VALUE = re.compile(
    r"\b(?:chiếm|bằng|là|tương đương|tương ứng|còn|xuống|lên|so với|và|với|từ|đến|thu|chi|trong đó)\b"
)
_MEASURED = frozenset({"", "%", "đồng", "USD", "điểm", "điểm phần trăm", "hạng", "ha", "tấn"})
_RATED = frozenset({"", "%", "điểm"})
_WHOSE_RATE = Caseless(r"\b(?:có|đạt)\s(?:tỷ|tỉ) lệ\b|^\s(?:đã )?đạt\s*$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a number limits a group.

    Attributes:
        name: Key of the rule's gold cases.
        fits: Whether a number does so.
    """

    name: str
    fits: Callable[[Reading, Site], bool]


def is_limit(reading: Reading, site: Site) -> bool:
    """Tell whether a number is the limit of a group."""
    return any(rule.fits(reading, site) for rule in RULES)


def _of_a_group(reading: Reading, site: Site) -> bool:
    """ "Nhóm trên 90% có 15 đơn vị"."""
    return _GROUP.search(reading.seen(site.left)) is not None and _is_bounded(reading, site)


def _of_counted_places(reading: Reading, site: Site) -> bool:
    """ "15 bộ, ngành giải ngân dưới 10%"."""
    main = reading.frame.main
    counted = main is not None and GROUP_NOUN.match(main.unit) is not None
    owned = _OWNER.search(reading.seen(site.left)) is not None
    return counted and not owned and _is_bounded(reading, site)


def _of_counted_things(reading: Reading, site: Site) -> bool:
    """ "640 ngôi nhà hư hỏng trên 70%": said of what was counted, in one breath."""
    main, unit = reading.frame.main, site.quantity.unit
    if main is None or unit not in _RATED or main.unit == unit or not _is_bounded(reading, site):
        return False
    return _in_one_breath(reading, site, main)


def _of_whose_rate(reading: Reading, site: Site) -> bool:
    """ "6 đơn vị đạt 100%", "19 trường có tỷ lệ tốt nghiệp 100%"."""
    main = reading.frame.main
    if main is None or main.unit in _MEASURED or "/" in main.unit or site.quantity.unit != "%":
        return False
    rated = _WHOSE_RATE.search(reading.seen(site.left)) is not None
    return rated and _in_one_breath(reading, site, main)


def _in_one_breath(reading: Reading, site: Site, main: Draft) -> bool:
    unit = reading.seen(Span(main.number.end, site.left.start))
    left = reading.seen(site.left)
    return (
        len(unit) <= _LONGEST_UNIT
        and not _PAUSE.search(left)
        and not _OWNER.search(left)
        and not _NEW_VALUE.search(left)
    )


def _is_bounded(reading: Reading, site: Site) -> bool:
    quantity = site.quantity
    return (
        quantity.bound in _BOUNDS
        or (quantity.value_to is not None and quantity.unit in ("%", "điểm"))
        or _LIMIT.search(reading.written(site.left)) is not None
    )


RULES = (
    Rule("of_a_group", _of_a_group),
    Rule("of_counted_places", _of_counted_places),
    Rule("of_counted_things", _of_counted_things),
    Rule("of_whose_rate", _of_whose_rate),
)
