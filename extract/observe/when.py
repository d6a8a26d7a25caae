"""When a number is about: the period of a stretch of text.

``meet_periods`` keeps the frame's period up to date as the reader moves over the text;
``period_behind`` reads the period that stands behind a number and dates it alone.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extract.models import Grain, Period, Span
from extract.observe import cue
from extract.observe.frame import Reading
from extract.observe.mask import PERIOD, QUANTITY, since, within

_PAST = re.compile(
    r"(?:so với|so|hơn|kém|thua|hồi|cùng kỳ|Nghị quyết|Quyết định)(?:\s\w+){0,4}\s*$", re.IGNORECASE
)
# "Kế hoạch số 12/KH-UBND về ... năm 2022": the year belongs to the document's title.
_DOCUMENT = re.compile(
    r"\b(?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Công văn|Đề án|Chương trình|Nghị định|Thông tư|Thông báo|Báo cáo)\s"
    rf"(?:số\s)?\d+\S*/\S+(?:\s(?:ngày\s)?[{PERIOD}]+)?(?:[^.;,]{{0,60}}|\s(?:về|của)\s[^.;]*)$"
)
# No title is longer.
_LONGEST_TITLE = 1_000
_BEHIND_NUMBER = re.compile(r"[^,;.]{0,40}?\s(?:vào|trong|của|hồi|cuối|đầu)\s?$")
_BRACKET = re.compile(r"\((?:tính |thời điểm |số liệu )*(?:đến|tới|trong|cuối)?\s?$")


def meet_periods(reading: Reading, stretch: Span) -> None:
    """Take up the periods of a stretch; the last one counts."""
    frame, masked = reading.frame, reading.masked
    if cue.NOW.search(masked.masked, stretch.start, stretch.end):
        frame.period = month_of(reading.scene.today)
    for period in within(masked.periods, stretch):
        if period.relative:
            continue
        before = masked.masked[stretch.start : period.span.start]
        behind_number = stretch.start > 0 and masked.masked[stretch.start - 1] == QUANTITY
        if behind_number and _BEHIND_NUMBER.match(before):
            continue
        # A period in brackets dates the number before it alone.
        bracketed = _preceded(reading, period.span, _BRACKET)
        titled = _DOCUMENT.search(before, max(0, len(before) - _LONGEST_TITLE))
        if not bracketed and not titled and not is_past(reading, period.span):
            frame.period = period.period
            # A day is when something happened; a story is told of a longer time.
            if period.period.grain is not Grain.DAY:
                frame.told = frame.told or period.period


def month_of(day: date | None) -> Period | None:
    """The month a day lies in."""
    if day is None:
        return None
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return Period(day.replace(day=1), last, Grain.MONTH)


def is_past(reading: Reading, span: Span) -> bool:
    """Whether a period is only what a value is compared with."""
    return _preceded(reading, span, _PAST)


def _preceded(reading: Reading, span: Span, pattern: re.Pattern[str]) -> bool:
    return pattern.search(reading.masked.masked[max(0, span.start - 40) : span.start]) is not None


def period_behind(reading: Reading, start: int, end: int) -> Period | None:
    """ "đạt 70% vào năm 2028", "(tính đến tháng 5.2022)": the period named behind a number."""
    text = reading.masked.masked[start:end]
    match = re.match(
        rf"[^{PERIOD},;.()]{{0,40}}?\s(?:vào|trong|của|đến|cuối|hết|tới)\s[{PERIOD}]", text
    ) or re.match(
        rf"[^;()]{{0,80}}\((?:tính |thời điểm |số liệu )*(?:đến|tới|trong)?\s?[{PERIOD}]+\)", text
    )
    if match is None:
        return None
    period = next(since(reading.masked.periods, start), None)
    if period is None or period.span.start > start + match.end():
        return None
    return None if is_past(reading, period.span) or period.relative else period.period
