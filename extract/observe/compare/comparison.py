"""Numbers that a value is compared with: the country, the year before, the target.

``read_baseline`` is the entry point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extract.models import (
    Baseline,
    BaselineKind,
    Kind,
    Level,
    Period,
    Place,
    Span,
)
from extract.observe import cue, owner
from extract.observe.draft import begin_draft
from extract.observe.frame import COUNTRY, Draft, Reading, Rule, Site
from extract.observe.mask import within
from extract.observe.name import judge, naming
from extract.period.reader import label as period_label

_GAP_WORDS = re.compile(
    r"\b(?:trung bình|bình quân|mức|con số này|con số|tỷ lệ này|chung|đề ra|giao|năm|so với|so|của|cả|khoảng|chỉ|trong khi|còn)\b"
)


_SAME_PART = re.compile(r"\bcùng k[ỳì]\b", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:(?:mức|bình quân|trung bình|mặt bằng)(?:\s(?:mức|bình quân|trung bình|chung|của))*\s)?"
    r"(?:cả nước|toàn quốc|cùng k[ỳì]|năm trước|năm ngoái|kỳ trước|tháng trước|quý trước|đầu năm|đầu nhiệm kỳ|"
    r"kế hoạch|mục tiêu|chỉ tiêu|dự toán|nghị quyết|(?:cuối |đầu )?năm \d{4}|toàn tỉnh|của tỉnh|toàn huyện)[^,;()%\d]*(?:\d{4})?",
    re.IGNORECASE,
)
_LABEL_START = re.compile(
    r"^\W*(?:và\s)?(?:so với|trong khi|so|còn|thấp hơn|cao hơn)?\s*", re.IGNORECASE
)
_LABEL_END = re.compile(
    r"(?:\s(?:là|đạt|mức|chỉ|còn|mới|với|ở|khoảng|gần|trên|tới))+\s*$", re.IGNORECASE
)
_FEBRUARY = 2


def read_baseline(reading: Reading, site: Site) -> bool:
    """Read a number that the source compares the last value with."""
    main, left = reading.frame.compared(site.quantity.unit), reading.seen(site.left)
    if main is None or site.quantity.unit != main.unit or site.rank is not None:
        return False
    words, opened = reading.written(site.left), site.bracket is not None
    compared = cue.COMPARED.search(words) or cue.NATIONAL.search(words)
    if not (opened or compared or cue.FROM.search(left)):
        return False
    if judge.telling(_plain(naming.read_left(left).label)):
        return False
    return _compare(reading, site, main, words, opened=opened)


def _compare(reading: Reading, site: Site, main: Draft, words: str, *, opened: bool) -> bool:
    around = f"{words} {reading.written(_behind(reading, site))}"
    period = _nearest_period(reading, site)
    before = _before_bracket(reading, site)
    country = _mentions_country(reading, site) or cue.NATIONAL.search(f"{around} {before}")
    if country:
        _add(reading, site, main, _Against(BaselineKind.NATIONAL, COUNTRY, main.period))
    elif cue.PLAN.search(f"{words} {before}"):
        goal = period or main.period
        _add(reading, site, main, _Against(BaselineKind.OTHER, main.place, goal, Kind.TARGET))
    elif cue.PREVIOUS.search(around) or (period and (opened or "so với" in words)):
        if _SAME_PART.search(f"{around} {before}"):
            period = _year_before(main.period) or period
        _add(reading, site, main, _Against(BaselineKind.PREVIOUS, main.place, period))
    elif cue.FROM.search(words) and main.rule is Rule.GROWTH:
        return False
    elif cue.AVERAGE.search(f"{words} {before}"):
        place = owner.own_place(reading, province=True)
        _add(reading, site, main, _Against(BaselineKind.OTHER, place, main.period))
    else:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Against:
    """What a value is compared with, and what the number beside it claims."""

    kind: BaselineKind
    place: Place | None
    period: Period | None
    claim: Kind = Kind.ACTUAL


def _year_before(period: Period | None) -> Period | None:
    """The same part of the year before."""
    if period is None or period.first is None or period.last is None:
        return None
    return Period(_back(period.first), _back(period.last), period.grain)


def _back(day: date) -> date:
    return day.replace(
        year=day.year - 1, day=min(day.day, 28) if day.month == _FEBRUARY else day.day
    )


def _plain(label: str) -> str:
    """A label without the words of comparison."""
    for pattern in (cue.NATIONAL, cue.AVERAGE, cue.PREVIOUS, cue.PLAN):
        label = pattern.sub(" ", label)
    return naming.tidy(_GAP_WORDS.sub(" ", label))


def _before_bracket(reading: Reading, site: Site) -> str:
    """The words that a bracket stands behind, to the separator before them."""
    return reading.written(_span_before_bracket(reading, site))


def _span_before_bracket(reading: Reading, site: Site) -> Span:
    if site.bracket is None:
        return Span(site.left.start, site.left.start)
    before = reading.masked.text[site.sentence.start : site.bracket.start].rstrip(" (")
    start = len(before) - len(re.split(r"[,;)]\s", before)[-1])
    return Span(site.sentence.start + start, site.sentence.start + len(before))


def _label(reading: Reading, site: Site) -> str:
    """The source's own words for what it compares with."""
    bracket = _before_bracket(reading, site)
    behind = reading.written(_behind(reading, site))
    for words in (reading.written(site.left), behind, bracket):
        found = _NAMED.search(words)
        if found:
            return _LABEL_END.sub("", found[0]).strip()
    words = cue.MARK_RUN.sub(" ", reading.seen(site.left))
    return naming.tidy(_LABEL_START.sub("", words)) or naming.tidy(bracket)


def _mentions_country(reading: Reading, site: Site) -> bool:
    around = Span(site.left.start, _behind(reading, site).end)
    return any(p.place.level is Level.COUNTRY for p in within(reading.masked.places, around))


def _behind(reading: Reading, site: Site) -> Span:
    """What still belongs to the number on its right: to the next comma or bracket."""
    words = reading.written(site.right)
    match = re.search(r"[,()]", words)
    return Span(site.right.start, site.right.start + (match.start() if match else len(words)))


def _nearest_period(reading: Reading, site: Site) -> Period | None:
    bracket = _span_before_bracket(reading, site)
    counted = reading.masked.last_quantity(bracket.end)
    if counted is not None:
        bracket = Span(max(bracket.start, counted.span.end), bracket.end)
    for stretch in (site.left, _behind(reading, site), bracket):
        periods = [mention.period for mention in within(reading.masked.periods, stretch)]
        if periods:
            return periods[-1]
    return None


def _add(reading: Reading, site: Site, main: Draft, against: _Against) -> None:
    quantity, period = site.quantity, against.period
    baseline = Baseline(
        against.kind,
        _label(reading, site),
        quantity.value,
        quantity.unit,
        period_label(period) if period else None,
    )
    stated = [one for one in main.baselines if not one.derived]
    first = against.kind is BaselineKind.NATIONAL
    main.baselines = [baseline, *stated] if first else [*stated, baseline]
    draft = begin_draft(reading, site, main.name, Rule.COMPARED)
    draft.place, draft.period, draft.kind = against.place, period, against.claim
    draft.subject = None if first else main.subject
    reading.drafts.append(draft)
