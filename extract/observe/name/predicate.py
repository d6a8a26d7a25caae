"""What is said of counted things behind their number: "37 xã đạt chuẩn", "9 đơn được thụ lý".

``read_predicate`` is the entry point. A limit stays part of it ("15 sở có tỷ lệ dưới 10%"),
since without it the count says nothing.
"""

from __future__ import annotations

import re

from extract.grammar import Caseless
from extract.models import Bound, Span
from extract.observe import cue
from extract.observe.frame import Reading, Site
from extract.observe.mask import PERIOD, PLACE, QUANTITY, RANK, SUBJECT, since
from extract.observe.name import judge
from extract.observe.name.passing import GROUP_NOUN

_ASIDE = re.compile(r"^\s*\([^()]*\)")
_VERB = Caseless(
    r"\s*(?:(?:đã|đang|còn|chưa|không|đều|cũng|mới)\s)*(?:đạt|được|bị|thuộc|về đích|hoàn thành|vượt|có|là|trên|dưới|ở|sử dụng|"
    r"tham gia|đăng ký|triển khai|công nhận|chưa|còn|hết|nằm|đủ)\b",
)
_END = Caseless(
    r"[,;:()]|\.(?:\s|$)|\s(?:so với|trong đó|trong khi|tăng|giảm|nhưng|song|và (?:có|còn|\d)|nâng(?! cao)|chiếm|bằng|với|do|nhờ|cao hơn|thấp hơn)\b|$",
)
_LIMITED = re.compile(
    r"\b(?:trên|dưới|từ|chưa|không|đạt|quá|ngưỡng|ở mức|đến|tối thiểu|ít nhất)\s*$"
)
_TAIL = re.compile(
    rf"(?:\s(?:vào|trong|tại|của|đến|ở|trên địa bàn|và|từ|theo))*\s*[{PERIOD}{PLACE}{SUBJECT}{RANK}\s]*$"
)
_LONGEST = 14
_BARE_LIMIT = re.compile(
    r"(?:(?:đạt|có|chưa|không|tỷ lệ|mức|ở|vượt|ngưỡng|từ|trên|dưới|tối thiểu|hơn|quá|đến|điểm)\s)*[\d.,]+\s?(?:%|điểm)?(?:\s(?:trở lên|trở xuống))?"
)


def read_predicate(reading: Reading, site: Site) -> str:
    """Read what is said of the things a number counts; ``""`` where nothing is."""
    start = site.quantity.span.end
    seen = reading.masked.named[start : site.sentence.end]
    aside = _ASIDE.match(seen)
    if aside:
        start, seen = start + aside.end(), seen[aside.end() :]
    at_once = _limit_at_once(reading, site)
    if at_once:
        return at_once
    verb = _VERB.match(seen)
    if verb is None or re.match(rf"\s*[{PLACE}]", seen[verb.end() :]):
        return ""
    end = _end_of(seen, group=GROUP_NOUN.match(site.quantity.unit) is not None)
    words = _TAIL.sub("", " " + seen[:end])
    written = reading.written(Span(start, start + len(words) - 1))
    if QUANTITY not in words:
        written = cue.MARK_RUN.sub(" ", words)
    kept = re.sub(r"\s+", " ", written).strip(" ,.;:")
    kept = re.sub(r"^(?:đã|đang|đều|cũng|mới|là)\s", "", kept)
    telling = judge.telling(kept) or kept.startswith("về đích")
    limit = QUANTITY in words
    return kept if (telling or limit) and len(kept.split()) <= _LONGEST else ""


def _limit_at_once(reading: Reading, site: Site) -> str:
    """ "3 xã chưa đạt 50%", "62/63 tỉnh trên 80%": a bounded level right behind a group."""
    start = site.quantity.span.end
    for limit in since(reading.masked.quantities, start):
        if limit.span.start > start + 1:
            break
        if limit.bound is not Bound.EXACT and GROUP_NOUN.match(site.quantity.unit):
            return reading.written(limit.span)
    return ""


def needs_topic(predicate: str) -> bool:
    """Tell whether a predicate only sets a limit and does not say to what."""
    return _BARE_LIMIT.fullmatch(predicate) is not None


def _end_of(seen: str, *, group: bool) -> int:
    """Where the predicate ends: at the clause's end, or before a number that is no limit."""
    match = _END.search(seen)
    end = match.start() if match else len(seen)
    number = seen.find(QUANTITY)
    if not 0 <= number < end:
        return end
    if not group or not _LIMITED.search(seen[:number]):
        return number
    behind = number
    while behind < len(seen) and seen[behind] == QUANTITY:
        behind += 1
    return min(behind, end) if behind >= end else _after_limit(seen, behind, end)


def _after_limit(seen: str, behind: int, end: int) -> int:
    more = re.match(r"\s(?:trở lên|trở xuống|bị [^,;.()]+)", seen[behind:end])
    return behind + more.end() if more else behind
