"""Begins an observation from a number and the frame, and keeps it as the frame's last."""

from __future__ import annotations

from extract.observe import owner, when
from extract.observe.claim import read_kind
from extract.observe.frame import Draft, Frame, Reading, Rule, Site
from extract.observe.name import judge

_PREDICATED = 3


def begin_draft(reading: Reading, site: Site, name: str, rule: Rule, confidence: float) -> Draft:
    """Begin an observation of ``name`` with what the frame holds.

    Args:
        reading: The passage.
        site: The number.
        name: What it measures.
        rule: How it came to its name.
        confidence: How sure that is, or the value whose name it takes over.
    """
    frame, quantity = reading.frame, site.quantity
    period = when.dated_beside(reading, site) or frame.period or reading.scene.period
    return Draft(
        name=" ".join(name.split()),
        place=owner.place_of(reading, site),
        subject=frame.subject
        or (
            frame.about if frame.place in (None, reading.scene.place) and not frame.whole else None
        ),
        period=period,
        kind=read_kind(reading, site, period),
        value=quantity.value,
        unit=quantity.unit,
        bound=quantity.bound,
        number=quantity.number,
        quote=site.sentence,
        rule=rule,
        value_to=quantity.value_to,
        fraction=quantity.fraction,
        rank=site.rank,
        confidence=confidence,
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
    # What is said of people or houses ("hộ đã phân loại") tells enough.
    said = draft.rule is Rule.SHARE_OF_NOUN and len(topic.split()) >= _PREDICATED
    if judge.telling(topic) or (said and judge.says(topic)):
        _remember(frame, draft, topic)


def _is_plan_share(draft: Draft) -> bool:
    grown = draft.rule in (Rule.GROWTH, Rule.COMPARED)
    return draft.unit == "%" and not grown and " so với " in draft.name


def _remember(frame: Frame, draft: Draft, topic: str) -> None:
    if " so với " in topic:
        return
    # What follows an average of all is each one's own ("giá trị trung bình PAR INDEX").
    frame.topic, frame.sureness = judge.without_average(topic), draft.confidence
    if draft.rule != Rule.GROWTH:
        frame.names[draft.unit] = judge.without_average(draft.name)
        if draft.name != f"số {draft.unit}":
            frame.firsts.setdefault(draft.unit, frame.names[draft.unit])
