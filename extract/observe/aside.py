"""Places that a sentence names without turning to them.

``is_aside`` is the entry point: what a value is compared with ("so với Hà Nội"), where a
place lies ("xã A, huyện B"), among whom a rank counts ("thứ 5 cả nước"). ``RULES`` holds
the ways to do so; each rule's examples are in ``tests/gold/aside.toml`` under its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.grammar import Caseless
from extract.models import Level, PlaceMention
from extract.observe.mask import PLACE, QUANTITY, RANK, SUBJECT, Masked
from extract.text import UPPER

_AVERAGE = r"mức|trung bình|bình quân|chung|của|cả|toàn|mục tiêu|so|mặt bằng"
_SHARED = r"tỉnh|thành phố|huyện|xã|phường|địa phương|đơn vị|trong|trên|toàn|cả|của|vùng|khu vực|nước|số|các|tại|ở"
_LINE = r"tuyến|đường sắt|cao tốc|quốc lộ|tỉnh lộ|đường|đoạn|hành lang|chặng"
_RANGE = r"vùng biển|trạm biến áp|quần đảo|vịnh|công viên(?: \w+){0,2}"
_COMPARED = Caseless(
    rf"(?:(?:so với|hơn|kém|thua|bằng|với)(?:\s(?:{_AVERAGE}))*"
    rf"|[{QUANTITY}]\s(?:mức|trung bình|bình quân|mặt bằng)(?:\s(?:{_AVERAGE}))*)\s*$",
)
# No rule looks further back, but that of lists.
_FAR = 70
_FAR_IN_LIST = 160
_SITE = r"(?:KCN|CCN|KKT|(?:[Kk]hu|[Cc]ụm) công nghiệp|[Cc]hợ|[Hh]ồ)"
_SITE_BEFORE = re.compile(
    rf"(?<!\w)(?P<head>{_SITE}) (?=[{PLACE}{SUBJECT}{UPPER}])[^.:]*[{QUANTITY}][,;]?\s(?:(?:và|còn|riêng)\s)?$"
)
_SITE_BEHIND = re.compile(rf"(?P<number> [IVX]+| \d)?\s(?:(?:mới|còn|đạt|chỉ|là)\s)*[{QUANTITY}]")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to name a place in passing.

    Attributes:
        name: Key of the rule's gold cases.
        before: Over masked text, up to the place.
        behind: Over masked text, from behind it.
        also: What must hold of the place and the one named before it.
    """

    name: str
    before: Caseless | re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    also: Callable[[PlaceMention, PlaceMention], bool] | None = None


def _lies_in(place: PlaceMention, before: PlaceMention) -> bool:
    inner, outer = before.place, place.place
    if outer.level is Level.PROVINCE:
        return inner.level in (Level.DISTRICT, Level.COMMUNE) and inner.province == outer.name
    return inner.level is Level.COMMUNE and outer.level is Level.DISTRICT and place.typed


RULES = (
    Rule("compared", _COMPARED),
    Rule("where a place lies, in brackets", re.compile(rf"[{PLACE}]\s\($")),
    Rule(
        "where a place lies, behind a comma",
        re.compile(rf"[{PLACE}](?:,| -) $"),
        also=_lies_in,
    ),
    Rule(
        "among whom a rank counts",
        re.compile(rf"[{RANK}](?:,?\s(?:{_SHARED}))*\s$"),
    ),
    Rule(
        "what was merged into it",
        Caseless(
            rf"(?<!\w)(?:hợp nhất|sáp nhập|nhập|chia tách|tách)\s(?:(?:từ|hai|các|ba|tỉnh|huyện|xã|phường|thành phố) )*(?:[{PLACE}]+(?:,| và|,? với)\s(?:(?:tỉnh|huyện|xã|phường|thành phố) )?)*$"
        ),
    ),
    Rule("what it is made of", re.compile(r"\((?:gồm|bao gồm|kể cả|tính cả)\s[^()]*$")),
    Rule(
        "end of a line",
        Caseless(rf"(?<!\w)(?:{_LINE})(?:\s\w+){{0,2}}\s(?:[{PLACE}]+ ?[-–] ?)*$"),
        re.compile(rf" ?[-–] ?[{PLACE}]"),
    ),
    Rule(
        "other end of a line",
        Caseless(rf"(?<!\w)(?:{_LINE})(?:\s\w+){{0,2}}\s(?:[{PLACE}]+ ?[-–] ?)+$"),
    ),
    Rule("part of a product's name", re.compile(r"\w-$")),
    Rule(
        "part of a landscape's name",
        Caseless(rf"(?<!\w)(?:{_RANGE})\s(?:[^,;:.()]{{0,30}} - )?$"),
    ),
)


def is_aside(masked: Masked, mention: PlaceMention, before: PlaceMention | None) -> bool:
    """Tell whether a place is only named in passing.

    Args:
        masked: The passage.
        mention: The place.
        before: The place named before it, if any.
    """
    return why_aside(masked, mention, before) is not None


def read_site(masked: Masked, mention: PlaceMention) -> str | None:
    """Read the site that a name is of, in a list of sites: "KCN A 99%, B 98%" is of KCN B.

    Args:
        masked: The passage.
        mention: What else would be a place.
    """
    start, end = mention.span.start, mention.span.end
    behind = _SITE_BEHIND.match(masked.masked, end)
    if mention.typed or behind is None:
        return None
    before = _SITE_BEFORE.search(masked.named[max(0, start - _FAR_IN_LIST) : start])
    if before is None:
        return None
    return f"{before['head']} {masked.text[start:end]}{behind['number'] or ''}"


def is_compared(masked: Masked, position: int) -> bool:
    """Tell whether what stands at a position is something that a value is compared with."""
    left = masked.masked[max(0, position - _FAR) : position]
    return _COMPARED.search(left) is not None


def why_aside(masked: Masked, mention: PlaceMention, before: PlaceMention | None) -> Rule | None:
    """Find the rule by which a place is only named in passing."""
    start, end = mention.span.start, mention.span.end
    left = masked.masked[max(0, start - _FAR) : start]
    for rule in RULES:
        if rule.before is not None and not rule.before.search(left):
            continue
        if rule.behind is not None and not rule.behind.match(masked.masked, end):
            continue
        if rule.also is not None and (before is None or not rule.also(mention, before)):
            continue
        return rule
    return None
