"""Numbers that a value is compared with: the country, the year before, the target.

``read_baseline`` is the entry point.
"""

from __future__ import annotations

import re

from extract.models import (
    Baseline,
    BaselineKind,
    Kind,
    Level,
    Period,
    Place,
)
from extract.observe import cue, naming, owner
from extract.observe.draft import begin_draft
from extract.observe.frame import COUNTRY, Draft, Reading, Rule, Site
from extract.period.reader import label as period_label

_GAP_WORDS = re.compile(
    r"\b(?:trung bình|bình quân|mức|con số này|con số|tỷ lệ này|chung|đề ra|giao|năm|so với|so|của|cả|khoảng|chỉ|trong khi|còn)\b"
)


def read_baseline(reading: Reading, site: Site) -> bool:
    """Read a number that the source compares the last value with."""
    main, left = reading.frame.main, reading.seen(site.left)
    if main is None or site.quantity.unit != main.unit or site.rank is not None:
        return False
    words, opened = reading.written(site.left), site.bracket is not None
    compared = cue.COMPARED.search(words) or cue.NATIONAL.search(words)
    if not (opened or compared or cue.FROM.search(left)):
        return False
    if naming.telling(_plain(naming.read_left(left).label)):
        return False
    return _compare(reading, site, main, words, opened=opened)


def _compare(reading: Reading, site: Site, main: Draft, words: str, *, opened: bool) -> bool:
    around = f"{words} {reading.written(site.right)}"
    period = _nearest_period(reading, site)
    before = _before_bracket(reading, site)
    if (
        _mentions_country(reading, site)
        or cue.NATIONAL.search(around)
        or (opened and cue.NATIONAL.search(before))
    ):
        _add(reading, site, main, BaselineKind.NATIONAL, COUNTRY, main.period, Kind.ACTUAL)
    elif cue.PLAN.search(words) or (opened and cue.PLAN.search(before)):
        _add(
            reading, site, main, BaselineKind.OTHER, main.place, period or main.period, Kind.TARGET
        )
    elif cue.PREVIOUS.search(around) or (period and (opened or "so với" in words)):
        _add(reading, site, main, BaselineKind.PREVIOUS, main.place, period, Kind.ACTUAL)
    elif cue.FROM.search(words) and main.rule == Rule.GROWTH:
        return False
    elif cue.AVERAGE.search(words) or (opened and cue.AVERAGE.search(before)):
        place = owner.own_place(reading, province=True)
        _add(reading, site, main, BaselineKind.OTHER, place, main.period, Kind.ACTUAL)
    else:
        return False
    return True


def _plain(label: str) -> str:
    """A label without the words of comparison."""
    for pattern in (cue.NATIONAL, cue.AVERAGE, cue.PREVIOUS, cue.PLAN):
        label = pattern.sub(" ", label)
    return naming.tidy(_GAP_WORDS.sub(" ", label))


def _before_bracket(reading: Reading, site: Site) -> str:
    if site.bracket is None:
        return ""
    start = max(site.sentence.start, site.bracket.start - 40)
    return re.split(r"[,;)]", reading.masked.text[start : site.bracket.start].rstrip(" ("))[-1]


def _mentions_country(reading: Reading, site: Site) -> bool:
    return any(
        p.place.level is Level.COUNTRY
        and site.left.start <= p.span.start
        and p.span.end <= site.right.end
        for p in reading.masked.places
    )


def _nearest_period(reading: Reading, site: Site) -> Period | None:
    for stretch in (site.left, site.right):
        for period in reversed(reading.masked.periods):
            if stretch.holds(period.span):
                return period.period
    return None


def _add(
    reading: Reading,
    site: Site,
    main: Draft,
    kind: BaselineKind,
    place: Place | None,
    period: Period | None,
    claim: Kind,
) -> None:
    words = reading.written(site.left)
    label = re.sub(
        r"^\W*(?:và\s)?(?:so với|trong khi|so|còn|thấp hơn|cao hơn)?\s*|\W*(?:là|đạt)?\W*$",
        "",
        words,
    )
    baseline = Baseline(
        kind,
        label.strip() or _before_bracket(reading, site).strip(),
        site.quantity.value,
        site.quantity.unit,
        period_label(period) if period else None,
    )
    stated = [one for one in main.baselines if not one.derived]
    main.baselines = [baseline, *stated] if kind is BaselineKind.NATIONAL else [*stated, baseline]
    draft = begin_draft(reading, site, main.name, Rule.COMPARED)
    draft.place, draft.period, draft.kind = place, period, claim
    draft.subject = None if kind is BaselineKind.NATIONAL else main.subject
    reading.drafts.append(draft)
