"""What stands around a level: its clause, the words before its bracket, the period beside it."""

from __future__ import annotations

import re

from extract.grammar import Caseless
from extract.models import Level, Period, Place, Span
from extract.observe import cue
from extract.observe.frame import Reading, Site
from extract.observe.mask import QUANTITY, RANK, within
from extract.observe.name import naming

_NAMED = Caseless(
    r"(?:(?:mức|bình quân|trung bình|mặt bằng)(?:\s(?:mức|bình quân|trung bình|chung|của))*\s)?"
    r"(?:cả nước|toàn quốc|cùng k[ỳì]|năm trước|năm ngoái|kỳ trước|tháng trước|quý trước|đầu năm|đầu nhiệm kỳ|"
    r"kế hoạch|mục tiêu|chỉ tiêu|dự toán|nghị quyết|(?:cuối |đầu )?năm \d{4}|toàn tỉnh|của tỉnh|toàn huyện)[^,;()%\d]*(?:\d{4})?",
)
_LABEL_START = Caseless(r"^\W*(?:và\s)?(?:(?:so với|trong khi|so|còn|thấp hơn|cao hơn)\b)?\s*")
_LABEL_END = Caseless(r"(?:\s(?:là|đạt|mức|chỉ|còn|mới|với|ở|khoảng|gần|trên|tới))+\s*$")
SEPARATOR = re.compile(r"[,;:(]\s?|\s[-–]\s")
_NUMBER = re.compile(rf"[{QUANTITY}{RANK}]")


def clause_of(reading: Reading, site: Site) -> str:
    """What stands before a number in its clause; before its bracket, where that begins with it."""
    left = reading.seen(site.left)
    own = SEPARATOR.split(left.rstrip(": "))[-1]
    if site.bracket is None or own.strip(" ("):
        return own if own.endswith(" ") else f"{own} "
    before = reading.seen(span_before_bracket(reading, site))
    return _NUMBER.split(before)[-1] + " ("


def before_bracket(reading: Reading, site: Site) -> str:
    """The words that a bracket stands behind, to the separator before them."""
    return reading.written(span_before_bracket(reading, site))


def span_before_bracket(reading: Reading, site: Site) -> Span:
    """Where the words lie that a bracket stands behind; empty outside of brackets."""
    if site.bracket is None:
        return Span(site.left.start, site.left.start)
    before = reading.masked.text[site.sentence.start : site.bracket.start].rstrip(" (")
    start = len(before) - len(re.split(r"[,;)]\s", before)[-1])
    return Span(site.sentence.start + start, site.sentence.start + len(before))


def span_behind(reading: Reading, site: Site) -> Span:
    """What still belongs to the number on its right: to the next comma or bracket."""
    words = reading.written(site.right)
    match = re.search(r"[,()]", words)
    return Span(site.right.start, site.right.start + (match.start() if match else len(words)))


def mentions_country(reading: Reading, site: Site) -> bool:
    """Tell whether the country is named beside a number, or right before its bracket."""
    around = Span(site.left.start, span_behind(reading, site).end)
    named = [mention.place for mention in within(reading.masked.places, around)]
    return any(
        place is not None and place.level is Level.COUNTRY
        for place in (*named, _before_its_bracket(reading, site))
    )


def place_of_level(reading: Reading, site: Site) -> Place | None:
    """Find the place that a level is said of: "bình quân vùng A là 45%", "cao hơn A (45%)"."""
    clause = SEPARATOR.split(reading.seen(site.left).rstrip(": "))[-1]
    stretch = Span(site.left.end - len(clause) - 1, site.left.end)
    named = [mention.place for mention in within(reading.masked.places, stretch)]
    return named[-1] if named else _before_its_bracket(reading, site)


def _before_its_bracket(reading: Reading, site: Site) -> Place | None:
    """The place that the bracket of a number stands behind, if the number opens it."""
    if site.bracket is None or site.quantity.span.start > site.bracket.start + 1:
        return None
    ends = (site.bracket.start, site.bracket.start - 1, site.bracket.start - 2)
    found = (p.place for p in reading.masked.places if p.span.end in ends)
    return next(found, None)


def nearest_period(reading: Reading, site: Site) -> Period | None:
    """Find the period beside a number: before it, behind it, before its bracket."""
    bracket = span_before_bracket(reading, site)
    counted = reading.masked.last_quantity(bracket.end)
    if counted is not None:
        bracket = Span(max(bracket.start, counted.span.end), bracket.end)
    for stretch in (site.left, span_behind(reading, site), bracket):
        periods = [mention.period for mention in within(reading.masked.periods, stretch)]
        if periods:
            return periods[-1]
    return None


def label_of(reading: Reading, site: Site) -> str:
    """The source's own words for what it compares with."""
    bracket = before_bracket(reading, site)
    behind = reading.written(span_behind(reading, site))
    for words in (reading.written(site.left), behind, bracket):
        found = _NAMED.search(words)
        if found:
            return _LABEL_END.sub("", words[found.start() : found.end()]).strip(" :")
    words = cue.MARK_RUN.sub(" ", reading.seen(site.left))
    return naming.tidy(_LABEL_START.sub("", words)) or naming.tidy(_LABEL_START.sub("", bracket))
