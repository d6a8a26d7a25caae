"""Whether a number is claimed or asked for.

``read_kind`` is the entry point.
"""

from __future__ import annotations

import re

from extract.models import Bound, Kind, Period
from extract.observe import cue
from extract.observe.frame import Reading, Site
from extract.observe.mask import QUANTITY, within

_STATED_BEFORE_PLAN = re.compile(
    r"(?:so với|vượt|bằng|theo|đạt|hoàn thành|thực hiện|%)\s*$", re.IGNORECASE
)
_PLAN_NOUN = re.compile(r"mục tiêu|chỉ tiêu|kế hoạch|giao|yêu cầu", re.IGNORECASE)
_NEW_CLAIM = re.compile(r"[,;:.]|\s(?:và|còn|song|nhưng|đến|năm)\s")


def _is_denominator(reading: Reading, site: Site, match: re.Match[str]) -> bool:
    """ "bằng 51% mức nghị quyết giao; thu nội địa ...": the plan that a share is of."""
    if not _PLAN_NOUN.fullmatch(match[0]):
        return False
    end = site.sentence.start + match.start()
    before = reading.masked.masked[site.sentence.start : end]
    if site.bracket is not None and not _NEW_CLAIM.search(
        reading.masked.masked[end : site.bracket.start]
    ):
        return False
    number = before.rfind(QUANTITY)
    return number >= 0 and not _NEW_CLAIM.search(before[number:])


def read_kind(reading: Reading, site: Site, period: Period | None) -> Kind:
    """Whether the words before a number claim it or ask for it; the last such word counts."""
    sentence = reading.masked.text[site.sentence.start : site.sentence.end]
    before = site.quantity.span.start - site.sentence.start
    end = site.quantity.span.end
    behind = reading.masked.named[end : end + 80].split(",")[0]
    asked = claimed = -1
    for match in cue.matches_before(cue.TARGET, sentence, before):
        stated = _STATED_BEFORE_PLAN.search(sentence, 0, match.start())
        if not stated and not _is_denominator(reading, site, match):
            asked = match.start()
    for match in cue.matches_before(cue.ACTUAL, sentence, before):
        claimed = match.start()
    if re.search(r"\b(?:đã|đang)\b", behind):
        claimed = before
    today = reading.scene.today
    future = (
        period is not None
        and period.first is not None
        and today is not None
        and period.first > today
    )
    named = any(within(reading.masked.periods, site.sentence))
    ended = period.last if period is not None and named else None
    past = ended is not None and today is not None and ended < today
    if future or asked > claimed or (reading.planned and claimed < 0 and not past):
        return Kind.TARGET
    if site.quantity.bound is Bound.AT_LEAST and claimed < 0:
        return Kind.TARGET
    return Kind.ACTUAL
