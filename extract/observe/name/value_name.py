"""Names a value: from its own words, or from what the frame has been speaking of.

``name_value`` is the entry point. A percentage is named by the rate before it ("tỷ lệ
hộ nghèo còn 3%"), by the noun behind it ("80% hộ dân"), as a share of the count before
("12 hồ sơ, chiếm 3%") or not at all; a count by the noun behind it and the verb before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.grammar import Caseless
from extract.models import Quantity
from extract.observe.cue import RATE_HEAD, TRUE_RATE
from extract.observe.frame import Name, Reading, Rule, Site
from extract.observe.mask import PLACE, QUANTITY, SUBJECT, since
from extract.observe.name import judge, naming
from extract.observe.name.count_name import name_count
from extract.observe.name.passing import GROUP_NOUN
from extract.observe.name.plain import shared_unit
from extract.observe.name.right import is_denominator, right_of

_MEASURES = frozenset(
    {"", "đồng", "USD", "điểm", "ha", "tấn", "km", "lần", "m2", "km2", "m3", "tạ", "hạng", "kg"}
)
EXTENTS = {
    "ha": "diện tích",
    "m2": "diện tích",
    "km2": "diện tích",
    "tấn": "sản lượng",
    "tạ": "sản lượng",
    "km": "chiều dài",
    "m3": "khối lượng",
}
# "Địa phương còn lại là Long An 5,1 tỷ đồng": the words before point a place out.
_POINTED_OUT = re.compile(
    rf"\b(?:là|gồm|có|như|thuộc về)\s+[{PLACE}{SUBJECT}]+\s*\(?(?:\s*(?:với|đạt|chỉ|mới|còn|được|khoảng|hơn))*\s*$"
)
_AFTER_COLON = re.compile(
    rf":\s*[{PLACE}{SUBJECT}]+\s*\(?(?:\s*(?:với|đạt|chỉ|mới|còn|được|là|khoảng|hơn))*\s*$"
)
_PER = re.compile(r"([^/]+)/(.+)")
_STOP = re.compile(rf"[;.(){QUANTITY}]")
_JOINED = re.compile(r"\s*(?:,|và|,\s*và)\s*")
_PRONOUN = Caseless(r"\b(?:tỷ lệ|tỉ lệ|con số|chỉ số|chỉ tiêu|tỷ trọng)\s(?:này|đó|tương ứng)\b")
_PLAN_WORD = Caseless(r"^(?:mức\s)?(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|kịch bản|nghị quyết)")
_LONGEST_VERB = 5
_SHORT_NOUN = 3
_LONGEST_NAME = 12


def name_value(reading: Reading, site: Site) -> Name | None:
    """Name what a value measures.

    Returns:
        ``None`` where nothing names it.
    """
    own = naming.read_left(reading.seen(site.left))
    right = right_of(reading, site)
    if site.quantity.unit == "%":
        return _name_rate(reading, site, own, right)
    if is_measure(site.quantity):
        return _name_measure(reading, site, own, right)
    return name_count(reading, site, own, right)


def is_measure(quantity: Quantity) -> bool:
    """Whether the unit measures rather than counts."""
    return quantity.unit in _MEASURES or "/" in quantity.unit


def _name_rate(reading: Reading, site: Site, own: naming.Left, right: str) -> Name | None:
    frame, main = reading.frame, reading.frame.main
    phrase = naming.read_right(right)
    denominator = is_denominator(right) and (
        own.copula or site.bracket is not None or _PLAN_WORD.match(phrase) is not None
    )
    opened = site.bracket is not None
    stated = own.copula and own.near and not _opens_a_list(reading, site, phrase)
    planned = f" so với {phrase}" if denominator and _PLAN_WORD.match(phrase) else ""
    if phrase and not denominator and not stated:
        phrase = re.sub(r"^(?:tổng số|số)\s", "", phrase)
        listed = main is not None and main.rule == Rule.SHARE_OF_NOUN
        fits = len(own.near.split()) <= _LONGEST_VERB and judge.telling(own.near) and not listed
        said = f"{naming.lower_first(own.near)} {phrase}" if fits else phrase
        return Name(naming.with_head("tỷ lệ", said), Rule.SHARE_OF_NOUN)
    if judge.telling(own.label) and not _sets_aside(reading, site, own):
        name = naming.with_head("tỷ lệ", naming.lower_first(own.label))
        return Name(name + planned, Rule.NAME_BEFORE)
    counted = main is not None and main.unit != "%" and main.rule != Rule.GROWTH
    if (
        main is not None
        and counted
        and (opened or (own.copula and not GROUP_NOUN.match(main.unit)))
    ):
        base = naming.tidy(re.sub(r"^số\s", "", main.name))
        return Name(naming.with_head("tỷ lệ", base) + planned, Rule.SHARE_OF_COUNT)
    shared = _shared_noun(reading, site)
    if shared:
        return Name(naming.with_head("tỷ lệ", shared), Rule.SHARE_OF_NOUN)
    if planned and frame.topic:
        return Name(f"tỷ lệ {frame.topic}{planned}", Rule.SHARE_OF_PLAN)
    if judge.is_bare_measure(own.label):
        return Name(_completed(reading, naming.lower_first(own.label), own), Rule.BARE_NAME)
    if "%" in frame.names:
        return Name(frame.names["%"], Rule.INHERITED)
    if judge.says(own.label) and not frame.topic:
        return Name(naming.with_head("tỷ lệ", naming.lower_first(own.label)), Rule.BARE_NAME)
    return Name(naming.with_head("tỷ lệ", frame.topic), Rule.INHERITED) if frame.topic else None


def _shared_noun(reading: Reading, site: Site) -> str:
    """The noun behind the last of joined shares: "đạt 71% và 64% số hộ có nước máy"."""
    named, end = reading.masked.named, site.quantity.span.end
    for quantity in since(reading.masked.quantities, end + 1):
        if quantity.span.start >= site.sentence.end:
            break
        if quantity.span.start <= end:
            continue
        if quantity.unit != "%" or not _JOINED.fullmatch(named[end : quantity.span.start]):
            return ""
        end = quantity.span.end
        stop = _STOP.search(named, end, site.sentence.end)
        right = named[end : stop.start() if stop else site.sentence.end]
        phrase = "" if is_denominator(right) else naming.read_right(right)
        if phrase:
            return re.sub(r"^(?:tổng số|số)\s", "", phrase)
    return ""


def _opens_a_list(reading: Reading, site: Site, phrase: str) -> bool:
    """ "Vệ sinh được cải thiện: 93% số hộ có ...": the colon only opens what follows."""
    return reading.seen(site.left).rstrip().endswith(":") and len(phrase.split()) > _SHORT_NOUN


def _rambles(reading: Reading, label: str) -> bool:
    """Whether a label is a whole clause, where the text has spoken of something before."""
    known = reading.frame.topic or reading.frame.title
    if RATE_HEAD.match(f"{label} ") or TRUE_RATE.search(f"{label} "):
        return False
    return bool(known) and len(label.split()) > _LONGEST_NAME


def _completed(reading: Reading, name: str, own: naming.Left) -> str:
    """Complete a bare name ("điểm trung bình") by what the clause has spoken of."""
    if judge.telling(name):
        return name
    frame = reading.frame
    if judge.telling(own.context):
        frame.context = own.context
    context = frame.context or frame.title or frame.topic
    return f"{name} {context}".strip() if context and context not in name else name


def _name_measure(reading: Reading, site: Site, own: naming.Left, right: str) -> Name | None:
    frame, unit = reading.frame, site.quantity.unit
    shared = shared_unit(site.quantity, own.near, reading.drafts[reading.first :])
    if shared and not RATE_HEAD.match(f"{own.near} "):
        item = naming.lower_first(own.near)
        return Name(naming.with_head("số", f"{shared} {item}"), Rule.COUNT_WITH_VERB, shared)
    phrase = naming.read_right(right)
    item = _item_of(frame.names.get(unit, ""), own)
    if item:
        return Name(item, Rule.NAME_BEFORE)
    extent = _extent(unit, own, phrase)
    if extent:
        return Name(extent, Rule.COUNT_OF_NOUN if phrase else Rule.NAME_BEFORE)
    if judge.telling(own.label) and not _sets_aside(reading, site, own):
        return Name(naming.lower_first(own.label), Rule.NAME_BEFORE)
    if judge.telling(phrase) and not is_denominator(right):
        return Name(phrase, Rule.NAME_BEHIND)
    if judge.is_bare_measure(own.label):
        return Name(_completed(reading, naming.lower_first(own.label), own), Rule.BARE_NAME)
    if unit in frame.names:
        return Name(frame.names[unit], Rule.INHERITED)
    head = _PER.match(unit)
    if head and not is_measure(replace(site.quantity, unit=head[1])):
        return Name(f"số {head[1]} trên {head[2]}", Rule.BARE_COUNT)
    if frame.topic:
        return Name((frame.topic if unit else naming.with_head("số", frame.topic)), Rule.INHERITED)
    label = naming.lower_first(own.label)
    return Name(label, Rule.BARE_NAME) if judge.says(label) else None


def _item_of(known: str, own: naming.Left) -> str:
    """ "sản lượng 365.000 tấn, riêng tôm 155.000 tấn": an item takes the list's measure."""
    head = RATE_HEAD.match(f"{known} ")
    near = naming.lower_first(own.near)
    if head is None or not judge.says(near) or judge.telling(near) or own.copula:
        return ""
    return (
        ""
        if RATE_HEAD.match(f"{near} ") or judge.is_bare_measure(near)
        else f"{head[0].strip()} {near}"
    )


def _extent(unit: str, own: naming.Left, phrase: str) -> str:
    """ "trồng mới 15.507 ha rừng": what an area, a weight or a length is of."""
    head = EXTENTS.get(unit)
    near = naming.lower_first(own.near)
    if head is None or RATE_HEAD.search(f"{own.label} ") or len(near.split()) > _LONGEST_VERB:
        return ""
    words = f"{phrase} {near}".strip() if judge.says(near) else phrase
    return f"{head} {words}" if judge.says(phrase) or judge.telling(near) else ""


def _sets_aside(reading: Reading, site: Site, own: naming.Left) -> bool:
    """Whether a label only leads up to the number of something spoken of before."""
    known = site.quantity.unit in reading.frame.names or bool(reading.frame.topic)
    if known and _PRONOUN.search(own.label):
        return True
    if RATE_HEAD.search(f"{own.label} ") or TRUE_RATE.search(f"{own.label} "):
        return False
    if _rambles(reading, own.label):
        return True
    left = reading.seen(site.left)
    about = re.search(r"\bvề\s", left) is not None
    return (
        known
        and not about
        and (_POINTED_OUT.search(left) is not None or _AFTER_COLON.search(left) is not None)
    )
