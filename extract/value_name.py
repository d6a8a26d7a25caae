"""Names a value: from its own words, or from what the frame has been speaking of.

``name_value`` is the entry point. A percentage is named by the rate before it ("tỷ lệ
hộ nghèo còn 3%"), by the noun behind it ("80% hộ dân"), as a share of the count before
("12 hồ sơ, chiếm 3%") or not at all; a count by the noun behind it and the verb before.
"""

from __future__ import annotations

import re

from extract import naming
from extract.frame import Reading, Site
from extract.models import Quantity

PLACE_LIKE = re.compile(
    r"^(?:đơn vị|địa phương|tỉnh|thành|huyện|xã|phường|thị xã|thị trấn|thôn|bản|bộ|ngành|sở|cơ quan|khu vực|vùng|"
    r"nơi|chủ đầu tư)\b"
)
_MEASURES = frozenset({"", "đồng", "USD", "điểm", "ha", "tấn", "km", "lần", "m2", "km2", "m3", "tạ", "hạng", "kg"})
_BARE_VERB = re.compile(
    r"^(?:lập|thành lập|có|kiện toàn|ra mắt|xây dựng|duy trì|thu hút|huy động|với|gồm|hình thành|tổ chức|khởi động)(?:\s\w+){0,2}$"
)
_COUNT_HEAD = re.compile(r"^(?:số|tổng số|tổng|lượng|số lượng)\s", re.IGNORECASE)
_PLAN_WORD = re.compile(r"^(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|kịch bản)", re.IGNORECASE)
_LONGEST_VERB = 5
SHARE = "share of the noun behind"
GROUP = "count of a group"
PART = "share of the count before"


def name_value(reading: Reading, site: Site) -> tuple[str, str]:
    """Name what a value measures.

    Returns:
        The name and the rule that made it; ``("", "")`` where nothing names it.
    """
    own = naming.read_left(reading.seen(site.left))
    right = reading.named(site.right)
    if site.quantity.unit == "%":
        return _name_rate(reading, site, own, right)
    if is_measure(site.quantity):
        return _name_measure(reading, site, own, right)
    return _name_count(reading, site, own, right)


def is_measure(quantity: Quantity) -> bool:
    """Whether the unit measures rather than counts."""
    return quantity.unit in _MEASURES or "/" in quantity.unit


def _name_rate(reading: Reading, site: Site, own: naming.Left, right: str) -> tuple[str, str]:
    frame, main = reading.frame, reading.frame.main
    phrase = naming.read_right(right)
    denominator = naming.is_denominator(right)
    opened = site.bracket is not None
    planned = f" so với {phrase}" if denominator and _PLAN_WORD.match(phrase) else ""
    if phrase and not denominator and not (own.copula and own.near):
        listed = main is not None and main.rule == SHARE
        fits = len(own.near.split()) <= _LONGEST_VERB and naming.telling(own.near) and not listed
        return naming.with_head("tỷ lệ", f"{phrase} {own.near if fits else ''}".strip()), SHARE
    if naming.telling(own.label):
        name = naming.with_head("tỷ lệ", naming.lower_first(own.label))
        return name + planned, "name before"
    counted = main is not None and main.unit != "%" and main.rule != "growth"
    if main is not None and counted and (opened or (own.copula and not PLACE_LIKE.match(main.unit))):
        base = naming.tidy(re.sub(r"^số\s", "", main.name))
        return naming.with_head("tỷ lệ", base) + planned, PART
    if planned and frame.topic:
        return naming.with_head("tỷ lệ", frame.topic) + planned, "share of the plan"
    if naming.is_bare_measure(own.label):
        return _completed(reading, naming.lower_first(own.label), own), "bare name"
    if "%" in frame.names:
        return frame.names["%"], "inherited"
    if own.label and not frame.topic:
        return naming.with_head("tỷ lệ", naming.lower_first(own.label)), "bare name"
    return (naming.with_head("tỷ lệ", frame.topic), "inherited") if frame.topic else ("", "")


def _completed(reading: Reading, name: str, own: naming.Left) -> str:
    """Complete a bare name ("điểm trung bình") by what the clause has spoken of."""
    if naming.telling(name):
        return name
    frame = reading.frame
    if naming.telling(own.context):
        frame.context = own.context
    context = frame.context or frame.title or frame.topic
    return f"{name} {context}".strip() if context and context not in name else name


def _name_measure(reading: Reading, site: Site, own: naming.Left, right: str) -> tuple[str, str]:
    frame, unit = reading.frame, site.quantity.unit
    if naming.telling(own.label):
        return naming.lower_first(own.label), "name before"
    phrase = naming.read_right(right)
    if naming.telling(phrase) and not naming.is_denominator(right):
        return phrase, "name behind"
    if naming.is_bare_measure(own.label):
        return _completed(reading, naming.lower_first(own.label), own), "bare name"
    if unit in frame.names:
        return frame.names[unit], "inherited"
    if frame.topic:
        return (frame.topic if unit else naming.with_head("số", frame.topic)), "inherited"
    return naming.lower_first(own.label), "bare name"


def _name_count(reading: Reading, site: Site, own: naming.Left, right: str) -> tuple[str, str]:
    frame, unit = reading.frame, site.quantity.unit
    phrase = naming.read_right(right)
    if _COUNT_HEAD.match(own.label) and own.copula:
        return naming.lower_first(own.label), "name before"
    if phrase:
        verb = own.verb if len(own.verb.split()) <= _LONGEST_VERB else ""
        return naming.with_head("số", f"{unit} {phrase} {verb}".strip()), "count of the noun behind"
    left = reading.named(site.left)
    at = _noun_at(left, unit)
    if at is not None:
        return naming.with_head("số", naming.lower_first(naming.tidy(left[at:]))), "count of a noun before"
    label = naming.lower_first(own.label)
    if PLACE_LIKE.match(unit) and re.search(r"\bcó\s*$", reading.seen(site.left)):
        if naming.telling(label):
            frame.topic = label
        return naming.with_head("số", f"{unit} {label}".strip()), "bare count"
    at = _noun_at(frame.topic, unit)
    if at is not None and (not label or _BARE_VERB.match(label)):
        return naming.with_head("số", frame.topic[at:]), "inherited"
    if naming.says(label) and not _BARE_VERB.match(label):
        words = label.split()
        kept = label if len(words) <= _LONGEST_VERB + 1 or own.copula else " ".join(words[-_LONGEST_VERB - 2 :])
        return naming.with_head("số", f"{unit} {kept}"), "count with its verb"
    if site.bracket is not None and frame.subject and PLACE_LIKE.match(unit):
        return naming.with_head("số", f"{unit} {frame.subject}"), GROUP
    if frame.topic:
        return naming.with_head("số", f"{unit} {frame.topic}"), "count within the topic"
    return naming.with_head("số", f"{unit} {label}".strip()), "bare count"


def _noun_at(words: str, unit: str) -> int | None:
    """Where the counted noun last stands in a name."""
    at = None
    for match in re.finditer(rf"(?<!\w){re.escape(unit)}(?!\w)", words, re.IGNORECASE):
        at = match.start()
    return at
