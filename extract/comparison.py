"""Numbers that say how a value compares: changes, gaps, baselines, targets beside it.

``read_change`` and ``read_baseline`` are the entry points; each tells whether it took the
number.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract import cue, naming, owner
from extract.draft import begin_draft, keep
from extract.frame import COUNTRY, Draft, Reading, Rule, Site
from extract.models import (
    Baseline,
    BaselineKind,
    Bound,
    Change,
    Direction,
    Kind,
    Level,
    Period,
    Place,
)
from extract.period import label as period_label

POINTS = "điểm phần trăm"
_CHANGE_UNITS = frozenset({POINTS, "bậc"})
_AT_PLAN = re.compile(
    r"(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán)\s*(?:là|đề ra|giao)?\s*$", re.IGNORECASE
)
_GAP_WORDS = re.compile(
    r"\b(?:trung bình|bình quân|mức|con số này|con số|tỷ lệ này|chung|đề ra|giao|năm|so với|so|của|cả|khoảng|chỉ|trong khi|còn)\b"
)


def is_change(reading: Reading, site: Site) -> bool:
    """Whether a number is a rise, a fall or a gap, not a level."""
    left = reading.seen(site.left)
    if cue.RESULT.search(left) or cue.FROM.search(left):
        return False
    if site.quantity.unit in _CHANGE_UNITS:
        return True
    match = cue.CHANGE.search(left)
    if match is None:
        return False
    between = match["between"] or ""
    return not re.search(r"\bmức\s*$", between) and not _is_goal(reading, site, between)


def _is_goal(reading: Reading, site: Site, between: str) -> bool:
    """ "vượt mục tiêu 85%": the goal itself, where it is of the value's own size."""
    main = reading.frame.main
    if main is None or main.unit != site.quantity.unit or not _AT_PLAN.search(between):
        return False
    return main.value / 2 <= site.quantity.value <= main.value * 2


def read_change(reading: Reading, site: Site) -> bool:
    """Attach a change to the value before it, or keep it as a growth of its own."""
    if not is_change(reading, site):
        return False
    left, quantity, main = reading.seen(site.left), site.quantity, reading.frame.main
    match = cue.CHANGE.search(left)
    down = match is not None and match["down"] is not None
    against = _against(reading, site, (match["between"] if match else "") or "")
    label = naming.read_left(left[: match.start()] if match else left).label
    own = naming.telling(label)
    unit = quantity.unit
    if (
        unit == "%"
        and main is not None
        and main.unit == "%"
        and not own
        and main.rule != Rule.GROWTH
    ):
        unit = POINTS
    change = Change(abs(quantity.value), unit, Direction.DOWN if down else Direction.UP, against)
    if main is not None and not own and (main.change is None or main.rule == Rule.GROWTH):
        if main.change is None:
            main.change = change
        _derive_baseline(main, change, quantity.bound)
        return True
    if not own:
        label = reading.frame.topic
    if not label or unit in (POINTS, "bậc", "lần"):
        return True
    name = f"{'mức giảm' if down else 'mức tăng'} {naming.lower_first(label)}"
    draft = begin_draft(reading, site, name, Rule.GROWTH)
    draft.unit = unit
    draft.change = replace(change, unit=unit)
    keep(reading, draft, naming.lower_first(label))
    return True


def _derive_baseline(main: Draft, change: Change, bound: Bound) -> None:
    """The value before, from an exact difference in the same unit."""
    same_unit = change.unit == (POINTS if main.unit == "%" else main.unit)
    exact = bound is Bound.EXACT and main.bound is Bound.EXACT and main.value_to is None
    if main.baselines or not same_unit or not exact or main.rule == Rule.GROWTH:
        return
    against = change.against or ""
    kind = BaselineKind.PREVIOUS
    if cue.NATIONAL.search(against):
        kind = BaselineKind.NATIONAL
    elif cue.PLAN.search(against) or cue.AVERAGE.search(against):
        kind = BaselineKind.OTHER
    sign = 1 if change.direction is Direction.DOWN else -1
    value = main.value + sign * change.value
    main.baselines.append(Baseline(kind, against, value, main.unit, None, derived=True))


def _against(reading: Reading, site: Site, between: str) -> str | None:
    behind = reading.masked.text[site.quantity.span.end : site.sentence.end]
    match = re.match(r"\s*(?:\([^)]*\)\s*)?(?:so với|so)\s+([^,;.()]+)", behind)
    if match:
        return match[1].strip()
    if not between.strip():
        return None
    words = reading.masked.text[site.left.end - len(between) : site.left.end].strip()
    words = re.sub(
        r"^(?:so với|so|mức|hơn|thêm|tới|là)\s+|\s*(?:là|tới|mức|khoảng|gần|trên)$", "", words
    ).strip()
    for pattern in (cue.NATIONAL, cue.PREVIOUS, cue.AVERAGE, cue.PLAN):
        if pattern.search(words):
            return words
    return None


def read_baseline(reading: Reading, site: Site) -> bool:
    """Read a number that the source compares the last value with."""
    main, left = reading.frame.main, reading.seen(site.left)
    if main is None or site.quantity.unit != main.unit or site.rank is not None:
        return False
    words, opened = reading.written(site.left), site.bracket is not None
    if not (opened or cue.COMPARED.search(words) or cue.FROM.search(left)):
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
