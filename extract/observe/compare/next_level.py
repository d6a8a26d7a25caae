"""Levels that follow a level, each held against its own value.

``read_beside_level`` and ``read_next_level`` are the entry points.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extract.models import Span
from extract.observe.compare.against import Against, add_level
from extract.observe.compare.derive import same_unit
from extract.observe.frame import Draft, Reading, Rule, Site

_PAIR = 2
_ONLY_UNIT = re.compile(r"[^,;.()]{0,20}\((?:chiếm |tỷ lệ |đạt |bằng )*")
_NEXT_LEVEL = re.compile(r"[^,;.()]{0,20}?(?:,|,?\svà)\s")


def read_beside_level(reading: Reading, site: Site) -> bool:
    """ "213 em, chiếm 0,34%; năm học trước 296 em (0,47%)": each level has its own value."""
    here = reading.drafts[reading.first :]
    if site.bracket is None or len(here) <= _PAIR or here[-1].rule is not Rule.COMPARED:
        return False
    level = here[-1]
    between = reading.seen(Span(level.number.end, site.quantity.span.start))
    if _ONLY_UNIT.fullmatch(between) is None or level.unit == site.quantity.unit:
        return False
    for value, beside in pairwise(here[:-1]):
        held = [one for one in value.baselines if one.value == level.value]
        fits = beside.unit == site.quantity.unit and beside.rule is not Rule.COMPARED
        if held and fits and not beside.baselines:
            against = Against(held[0].kind, level.place, level.period, level.kind, level.subject)
            add_level(reading, site, beside, against)
            return True
    return False


def read_next_level(reading: Reading, site: Site) -> bool:
    """ "47 vụ, phạt 862 triệu; đợt trước là 39 vụ, 615 triệu": a level of the next value."""
    recent = reading.drafts[reading.prior :]
    level = recent[-1] if recent else None
    if level is None or level.rule is not Rule.COMPARED or level not in _here(reading):
        return False
    between = reading.seen(Span(level.number.end, site.quantity.span.start))
    holder = next((one for one in recent if _holds(one, level)), None)
    if holder is None or not _NEXT_LEVEL.fullmatch(between):
        return False
    if level.unit == site.quantity.unit:
        return _share_levels(reading, site, holder, level)
    behind = recent[recent.index(holder) + 1 : -1]
    value = next((one for one in behind if one.unit == site.quantity.unit), None)
    if value is None or value.rule in (Rule.COMPARED, Rule.GROWTH) or value.baselines:
        return False
    add_level(reading, site, value, _as_held(holder, level))
    return True


def _share_levels(reading: Reading, site: Site, value: Draft, level: Draft) -> bool:
    """ "xây 620 nhà, sửa 145 nhà (năm 2023 là 512 nhà và 120 nhà)": the first is of the first."""
    here = _here(reading)
    at = here.index(value) if value in here else 0
    first = here[at - 1] if at else None
    if (
        first is None
        or site.bracket is None
        or first.baselines
        or not same_unit(first.unit, value.unit)
    ):
        return False
    if first.rule in (Rule.COMPARED, Rule.GROWTH) or level.number.start < site.bracket.start:
        return False
    held = next(one for one in value.baselines if one.value == level.value)
    against = _as_held(value, level)
    value.baselines.remove(held)
    first.baselines.append(held)
    level.name = first.name
    add_level(reading, site, value, against)
    return True


def _here(reading: Reading) -> list[Draft]:
    return reading.drafts[reading.first :]


def _holds(value: Draft, level: Draft) -> bool:
    return any(one.value == level.value and not one.derived for one in value.baselines)


def _as_held(value: Draft, level: Draft) -> Against:
    kind = next(one.kind for one in value.baselines if one.value == level.value)
    return Against(kind, level.place, level.period, level.kind, level.subject)
