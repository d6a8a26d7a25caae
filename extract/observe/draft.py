"""Begins an observation from a number and the frame, and keeps it as the frame's last."""

from __future__ import annotations

import re

from extract.models import Bound, Kind, Period
from extract.observe import cue, owner
from extract.observe.frame import Draft, Frame, Reading, Rule, Site
from extract.observe.mask import QUANTITY, within
from extract.observe.name import judge

_STATED_BEFORE_PLAN = re.compile(
    r"(?:so với|vượt|bằng|theo|đạt|hoàn thành|thực hiện|%)\s*$", re.IGNORECASE
)
_PLAN_NOUN = re.compile(r"mục tiêu|chỉ tiêu|kế hoạch|giao|yêu cầu", re.IGNORECASE)
_NEW_CLAIM = re.compile(r"[,;:.]|\s(?:và|còn|song|nhưng|đến|năm)\s")


def begin_draft(reading: Reading, site: Site, name: str, rule: Rule) -> Draft:
    """Begin an observation of ``name`` with what the frame holds."""
    frame, quantity = reading.frame, site.quantity
    period = (
        owner.period_behind(reading, quantity.span.end, site.sentence.end)
        or frame.period
        or reading.scene.period
    )
    return Draft(
        name=re.sub(r"\s+", " ", name).strip(),
        place=frame.place or reading.scene.place,
        subject=frame.subject
        or (frame.about if frame.place in (None, reading.scene.place) else None),
        period=period,
        kind=_kind(reading, site, period),
        value=quantity.value,
        unit=quantity.unit,
        bound=quantity.bound,
        number=quantity.number,
        quote=site.sentence,
        rule=rule,
        value_to=quantity.value_to,
        fraction=quantity.fraction,
        rank=site.rank,
    )


def keep(reading: Reading, draft: Draft, topic: str) -> None:
    """Add a draft and let the following numbers refer to it."""
    frame = reading.frame
    if frame.waiting is not None:
        draft.rank = frame.waiting
        frame.waiting = None
    reading.drafts.append(draft)
    # What follows a share of the plan ("bằng 65% dự toán, tăng 8%") is said of the value.
    if _is_plan_share(draft) and frame.main is not None:
        frame.share = draft
    else:
        frame.main, frame.share = draft, None
    if judge.telling(topic):
        _remember(frame, draft, topic)


def _is_plan_share(draft: Draft) -> bool:
    plan = draft.rule in (Rule.SHARE_OF_PLAN, Rule.SHARE_OF_COUNT)
    return plan and " so với " in draft.name


def _remember(frame: Frame, draft: Draft, topic: str) -> None:
    if " so với " in topic:
        return
    # What follows an average of all is each one's own ("giá trị trung bình PAR INDEX").
    frame.topic = judge.without_average(topic)
    if draft.rule != Rule.GROWTH:
        frame.names[draft.unit] = judge.without_average(draft.name)
        if draft.name != f"số {draft.unit}":
            frame.firsts.setdefault(draft.unit, frame.names[draft.unit])


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


def _kind(reading: Reading, site: Site, period: Period | None) -> Kind:
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
