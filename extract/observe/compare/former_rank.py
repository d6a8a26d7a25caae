"""Ranks at two times: "tụt từ hạng 9 xuống hạng 15", "tăng 7 bậc, đứng thứ 28".

``is_former`` tells the place that was left, ``keep_former`` keeps it as a fact of its own;
``take_places`` gives a rank what was gained or lost before it, and ``link_ranks``, at the end of
a sentence, holds a rank against the one before.
"""

from __future__ import annotations

import re

from extract.models import Baseline, BaselineKind, Period, Span
from extract.observe import when
from extract.observe.compare.against import year_before
from extract.observe.compare.derive import derive_from
from extract.observe.compare.ranked_by import LONGEST_RANKED
from extract.observe.compare.wording import words_of
from extract.observe.draft import begin_draft
from extract.observe.frame import Draft, Reading, Rule, Site
from extract.observe.mask import within
from extract.observe.name import judge, naming
from extract.observe.period_role import is_compared
from extract.period.reader import label as period_label

_ROSE_LATER = re.compile(
    r"[^;.:()]{0,60}?(?:\(?(?:năm|quý|tháng) [\d/]+\)?,?\s)?\b(?:lên|xuống|còn|về|tụt|vươn|leo|nhảy)\b",
    re.IGNORECASE,
)
_PAIR = 2
_LEVEL_HEAD = re.compile(r"^(?:xếp hạng|tỷ lệ|điểm(?: trung bình)?|số điểm)\s")


def is_former(reading: Reading, site: Site, following: Site) -> bool:
    """Tell whether a rank is the place that was left: "tụt từ hạng 9 xuống hạng 15"."""
    if following.rank is None:
        return False
    words = reading.written(site.quantity.span).lower()
    start = words.startswith("từ ") or re.search(r"\btừ\s*$", reading.written(site.left))
    behind = Span(site.quantity.span.end, following.quantity.span.end)
    return bool(start) and _ROSE_LATER.match(reading.written(behind)) is not None


def keep_former(reading: Reading, site: Site, following: Site, label: str) -> None:
    """Keep the place that was left as a fact of its own.

    Args:
        reading: The passage.
        site: The rank.
        following: The rank that was come to, which may say what is ranked.
        label: What stands before the rank.
    """
    frame, main = reading.frame, reading.frame.main
    here = main is not None and main in reading.drafts[reading.first :]
    behind = naming.read_left(reading.seen(following.left)).label
    known = main.name if main is not None and here else behind or frame.topic or frame.title
    name = label if judge.telling(label) and len(label.split()) <= LONGEST_RANKED else known
    if not judge.telling(name):
        return
    name = _LEVEL_HEAD.sub("", naming.lower_first(name))
    draft = begin_draft(reading, site, f"xếp hạng {name}", Rule.RANKED, frame.sureness)
    draft.period = _when_before(reading, site, draft.period)
    reading.drafts.append(draft)
    frame.names["hạng"] = name


def _when_before(reading: Reading, site: Site, period: Period | None) -> Period | None:
    told = when.dated_beside(reading, site)
    if told is not None:
        return told
    before = within(reading.masked.periods, Span(site.sentence.start, site.quantity.span.start))
    compared = [one.period for one in before if is_compared(reading.masked.masked, one.span)]
    return compared[-1] if compared else year_before(period)


def take_places(reading: Reading, draft: Draft) -> None:
    """Give a rank the places that were gained before it: "tăng 7 bậc, đứng thứ 28"."""
    growth = reading.frame.growth
    if growth is None or growth.change is None or growth.change.unit != "bậc":
        return
    draft.change, reading.frame.growth = growth.change, None
    derive_from(draft, growth.change)
    reading.drafts[:] = [one for one in reading.drafts if one is not growth]


def link_ranks(reading: Reading) -> None:
    """Hold a rank against the one of an earlier time in its sentence."""
    ranked = [one for one in reading.drafts[reading.first :] if one.rule is Rule.RANKED]
    if len(ranked) < _PAIR:
        return
    here = (site for site in reading.sites if site.sentence == reading.sentence)
    places = [site for site in here if site.rank is not None or not site.quantity.unit]
    # Three times are a series.
    if len(places) > _PAIR:
        return
    for value in ranked:
        before = [one for one in ranked if _is_before(one, value)]
        if len(before) == 1 and not any(not one.derived for one in value.baselines):
            label = period_label(before[0].period) if before[0].period else None
            told = Baseline(
                BaselineKind.PREVIOUS, label or "trước đó", before[0].value, value.unit, label
            )
            value.baselines = [told]


def _is_before(one: Draft, value: Draft) -> bool:
    if one is value or one.unit != "hạng" or value.unit != "hạng":
        return False
    names = words_of(one.name), words_of(value.name)
    alike = names[0] <= names[1] or names[1] <= names[0]
    if not alike or (one.place, one.subject) != (value.place, value.subject):
        return False
    first, last = one.period, value.period
    return (
        first is not None
        and last is not None
        and first.last is not None
        and last.last is not None
        and first.last < last.last
    )
