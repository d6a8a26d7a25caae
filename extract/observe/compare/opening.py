"""A sentence that opens with the level its value is held against: "So với mục tiêu 90%, ...".

``link_opening`` and ``name_opening`` are the entry points, at the end of a sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extract.models import Baseline, BaselineKind, Kind, Span
from extract.observe import cue
from extract.observe.draft import begin_draft
from extract.observe.frame import Draft, Reading, Rule
from extract.observe.mask import within
from extract.observe.name import naming
from extract.period.reader import label as period_label

CLAIMED = frozenset({Rule.GROWTH, Rule.COMPARED, Rule.RANKED})
"""What is no value of its own."""

_OPENS_WITH_LEVEL = re.compile(
    r"\W*(?:Nếu )?[Ss]o với ((?:mức|con số|mục tiêu|chỉ tiêu|kế hoạch|yêu cầu|dự toán)\b[^,;.()]{0,40}?)"
    r"(?:\s(?:là|đạt|tối thiểu|ít nhất|khoảng|hơn|gần|trên))*\s*"
)


def link_opening(reading: Reading, here: list[Draft]) -> None:
    """ "So với mục tiêu 90%, tỷ lệ hồ sơ đúng hạn mới đạt 84%": the level stands first."""
    for level, value in list(pairwise(here))[:1]:
        opening = _OPENS_WITH_LEVEL.fullmatch(opening_of(reading, level))
        if opening is None or value.rule in CLAIMED or level.unit != value.unit:
            continue
        between = reading.written(Span(level.number.end, value.number.start))
        if "," not in between or value.baselines:
            continue
        planned = level.kind is Kind.TARGET
        level.name, level.confidence = value.name, value.confidence
        label = period_label(level.period) if level.period else None
        kind = BaselineKind.OTHER if planned else BaselineKind.PREVIOUS
        value.baselines.append(
            Baseline(kind, naming.tidy(opening[1]), level.value, value.unit, label)
        )


def name_opening(reading: Reading, here: list[Draft]) -> None:
    """ "So với mức 8.450 ha của năm 2023, diện tích đã lên 9.120 ha": the level has no name yet."""
    first = next((site for site in reading.sites if site.sentence == reading.sentence), None)
    if first is None or not here or here[0].number.start <= first.quantity.span.start:
        return
    value, start = here[0], first.quantity.span
    opening = _OPENS_WITH_LEVEL.fullmatch(
        reading.written(Span(reading.sentence.start, max(reading.sentence.start, start.start)))
    )
    between = Span(start.end, value.number.start)
    if opening is None or value.baselines or value.rule in CLAIMED:
        return
    if first.quantity.unit != value.unit or "," not in reading.written(between):
        return
    level = begin_draft(reading, first, value.name, Rule.COMPARED, value.confidence)
    level.place, level.subject = value.place, value.subject
    named = [one.period for one in within(reading.masked.periods, between)]
    level.period = named[0] if named else level.period
    planned = cue.PLAN.search(opening[1]) is not None
    level.kind = Kind.TARGET if planned else Kind.ACTUAL
    label = period_label(named[0]) if named and named[0] is not None else None
    kind = BaselineKind.OTHER if planned else BaselineKind.PREVIOUS
    words = naming.tidy(opening[1]) or label or "trước đó"
    value.baselines.append(Baseline(kind, words, level.value, value.unit, label))
    reading.drafts.append(level)


def opening_of(reading: Reading, value: Draft) -> str:
    """Give the words from the sentence's start, where a value is its first number."""
    start = reading.sentence.start
    first = reading.masked.last_quantity(value.number.start)
    if first is not None and first.span.end > start:
        return ""
    return reading.written(Span(start, max(start, value.number.start)))
