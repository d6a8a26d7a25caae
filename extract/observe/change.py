"""Rises, falls and gaps: what a number says of the value before it.

``read_change`` is the entry point. A change belongs to the value before it, or to the
value that its list names; where there is none, it is a growth of its own. A change that
leads to a value ("giảm 4,29%, còn 34,18%") is handed on to that value by ``take_growth``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.models import Baseline, BaselineKind, Bound, Change, Direction
from extract.observe import cue, naming
from extract.observe.draft import begin_draft, keep
from extract.observe.frame import Draft, Reading, Rule, Site

POINTS = "điểm phần trăm"
_CHANGE_UNITS = frozenset({POINTS, "bậc"})
_AT_PLAN = re.compile(
    r"(?:(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán)\s*(?:là|đề ra|giao)?|\slà)\s*$", re.IGNORECASE
)
_PLAIN_CHANGE = re.compile(r"(?:tăng|giảm)\b[^,;]*$", re.IGNORECASE)
_BEFORE = "kỳ trước"


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
    """ "vượt mục tiêu 85%", "thấp hơn cả nước là 9%": a level of the value's own size."""
    main = reading.frame.main
    if main is None or main.unit != site.quantity.unit or not _AT_PLAN.search(between):
        return False
    return main.value / 2 <= site.quantity.value <= main.value * 2


def read_change(reading: Reading, site: Site) -> bool:
    """Attach a change to its value, or keep it as a growth of its own.

    Returns:
        Whether the number is a change at all.
    """
    if not is_change(reading, site):
        return False
    left = reading.seen(site.left)
    match = cue.CHANGE.search(left)
    label = naming.read_left(left[: match.start()] if match else left).label
    named = naming.telling(label)
    main = None if named else _compatible(reading, site)
    if main is not None and (main.change is None or main.rule is Rule.GROWTH):
        change = _change(reading, site, left, main)
        main.change = main.change or change
        _derive_baseline(reading, site, main, change)
    else:
        _keep_growth(reading, site, label if named else reading.frame.topic)
    return True


def read_listed_change(reading: Reading, site: Site, lead: Site, value: Draft) -> None:
    """Attach a change of a distributing list ("tăng lần lượt 5% và 4%") to its own value.

    Args:
        reading: The passage.
        site: The number.
        lead: The first number of the list, which says whether they rise or fall.
        value: What the change is said of.
    """
    if value.change is None:
        value.change = _change(reading, site, reading.seen(lead.left), value)


def _compatible(reading: Reading, site: Site) -> Draft | None:
    """The last value of the sentence that a change of this unit can belong to."""
    unit = site.quantity.unit
    main = reading.frame.compared("%") if unit == POINTS else reading.frame.main
    if main is None or unit in ("%", "lần", "đồng", "USD") or unit in _CHANGE_UNITS:
        return main
    for draft in reversed(reading.drafts[reading.first :]):
        same = unit == draft.unit or unit.startswith(f"{draft.unit} ")
        told = all(word in draft.name for word in unit.split())
        if draft.change is None and same and (told or unit == draft.unit):
            return draft
    return main


def _change(reading: Reading, site: Site, left: str, main: Draft | None) -> Change:
    quantity = site.quantity
    match = cue.CHANGE.search(left)
    down = match is not None and match["down"] is not None
    unit = quantity.unit
    if unit == "%" and main is not None and main.unit == "%" and main.rule is not Rule.GROWTH:
        unit = POINTS
    against = _against(reading, site, (match["between"] if match else "") or "")
    return Change(abs(quantity.value), unit, Direction.DOWN if down else Direction.UP, against)


def _keep_growth(reading: Reading, site: Site, label: str) -> None:
    if not label:
        return
    change = _change(reading, site, reading.seen(site.left), None)
    head = "mức giảm" if change.direction is Direction.DOWN else "mức tăng"
    draft = begin_draft(reading, site, f"{head} {naming.lower_first(label)}", Rule.GROWTH)
    draft.change = change
    reading.frame.growth = draft
    # A gap in points, places or times says nothing without the value it leads to.
    if change.unit not in (POINTS, "bậc", "lần"):
        keep(reading, draft, naming.lower_first(label))


def take_growth(reading: Reading, site: Site, draft: Draft) -> None:
    """Hand a growth on to the value it leads to: "giảm 4,29%, còn 34,18%"."""
    growth, left = reading.frame.growth, reading.seen(site.left)
    if growth is None or growth.change is None or not cue.RESULT.search(left):
        return
    if naming.telling(naming.read_left(left).label):
        return
    label = re.sub(r"^mức (?:tăng|giảm) ", "", growth.name)
    draft.name = naming.with_head("tỷ lệ", label) if draft.unit == "%" else label
    draft.place, draft.subject, draft.change = growth.place, growth.subject, growth.change
    if draft.unit == "%":
        draft.change = replace(growth.change, unit=POINTS)
    if growth.bound is Bound.EXACT:
        _derive_baseline(reading, site, draft, draft.change)
    reading.drafts[:] = [one for one in reading.drafts if one is not growth]
    reading.frame.growth = None


def _derive_baseline(reading: Reading, site: Site, main: Draft, change: Change) -> None:
    """The value before, from an exact difference in the same unit."""
    same_unit = change.unit == (POINTS if main.unit == "%" else main.unit)
    exact = site.quantity.bound is Bound.EXACT is main.bound and main.value_to is None
    if main.baselines or not same_unit or not exact or main.rule is Rule.GROWTH:
        return
    against = change.against
    plain = _PLAIN_CHANGE.search(reading.seen(site.left)) or cue.RESULT.search(
        reading.seen(site.left)
    )
    if against is None and not plain:
        return
    kind = BaselineKind.PREVIOUS
    if against and cue.NATIONAL.search(against):
        kind = BaselineKind.NATIONAL
    elif against and (cue.PLAN.search(against) or cue.AVERAGE.search(against)):
        kind = BaselineKind.OTHER
    sign = 1 if change.direction is Direction.DOWN else -1
    value = main.value + sign * change.value
    main.baselines.append(Baseline(kind, against or _BEFORE, value, main.unit, None, derived=True))


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
