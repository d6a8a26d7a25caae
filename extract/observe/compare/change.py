"""Rises, falls and gaps: what a number says of the value before it.

``read_change`` is the entry point. A change belongs to the value before it, or to the
value that its list names; where there is none, it is a growth of its own. A change that
leads to a value ("giảm 4,29%, còn 34,18%") is handed on to that value by ``take_growth``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.models import Baseline, BaselineKind, Bound, Change, Direction, Span
from extract.observe import cue
from extract.observe.compare.said_of import CHANGE_UNITS, POINTS, find_value
from extract.observe.draft import begin_draft, keep
from extract.observe.frame import COUNTRY, Draft, Reading, Rule, Site
from extract.observe.mask import PERIOD, PLACE, SUBJECT, within
from extract.observe.name import judge, naming

_ABOUT = re.compile(r"\s*về\s")
_MEASURED = re.compile(
    r"(?:số|tỷ lệ|tỉ lệ|lượng|giá trị|thời gian|chi phí|hộ|vốn|diện tích|sản lượng|mức|tổng)\s",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:yêu cầu|đề nghị|phấn đấu|mục tiêu|chỉ đạo|giao|thủ tướng|hoàn thành)\b", re.IGNORECASE
)
_AGAIN = re.compile(
    r"\s*\((?:(?:tương (?:đương|ứng)|tức|khoảng|hơn|gần|với|tăng|giảm)\s*)*", re.IGNORECASE
)
_AGAINST = re.compile(r"\b(?:so với|so|hơn|bằng|cùng kỳ)\b", re.IGNORECASE)
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
    if site.quantity.unit in CHANGE_UNITS:
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
    if _restates(reading, site):
        return True
    if not is_change(reading, site):
        return False
    left = reading.seen(site.left)
    label = _label(reading, site, left)
    main = find_value(reading, site, label)
    if main is not None and main.rule is Rule.GROWTH and _elsewhere(reading, site, left):
        _compare_growth(reading, site, main)
    elif main is not None and (main.change is None or main.rule is Rule.GROWTH):
        change = _change(reading, site, left, main)
        main.change = main.change or change
        _derive_baseline(reading, site, main, change)
        reading.frame.changed = (main, site.quantity.span.end)
    else:
        _keep_growth(reading, site, label or reading.frame.topic)
        reading.frame.changed = (None, site.quantity.span.end)
    return True


def _label(reading: Reading, site: Site, left: str) -> str:
    """What rose or fell: the words before the verb, or the noun behind the number."""
    match = cue.CHANGE.search(left)
    label = naming.read_left(left[: match.start()] if match else left).label
    right = reading.named(site.right)
    about = _ABOUT.match(right)
    phrase = naming.read_right(right[about.end() :] if about else right)
    behind = site.quantity.unit == "%" and _MEASURED.match(f"{phrase} ") is not None
    named = judge.telling(phrase) or (behind and judge.says(phrase))
    unsaid = not judge.telling(label) or _ORDER.search(label) is not None
    if named and (about or (behind and unsaid)):
        return phrase
    return label if judge.telling(label) else ""


def _restates(reading: Reading, site: Site) -> bool:
    """ "tăng 9 vụ (4,8%)", "giảm 5% (tương đương 12 vụ)": the change before, said again."""
    changed = reading.frame.changed
    if changed is None or site.bracket is None:
        return False
    draft, end = changed
    between = reading.seen(Span(end, site.quantity.span.start))
    if not _AGAIN.fullmatch(between):
        return False
    if draft is not None and draft.change is not None and site.quantity.unit == "%":
        draft.change = replace(draft.change, value=abs(site.quantity.value), unit="%")
    return True


def _elsewhere(reading: Reading, site: Site, left: str) -> bool:
    """Whether a second growth is that of another time or place ("riêng quý III tăng 12%")."""
    match = cue.CHANGE.search(left)
    before = left[: match.start()] if match else left
    return re.search(rf"[{PERIOD}{PLACE}{SUBJECT}]", before) is not None and not _AGAINST.search(
        before
    )


def _compare_growth(reading: Reading, site: Site, main: Draft) -> None:
    """A growth beside another one: "tăng 7% (cả nước tăng 6,4%)"."""
    label = re.sub(r"^mức (?:tăng|giảm) ", "", main.name)
    change = _change(reading, site, reading.seen(site.left), None)
    head = "mức giảm" if change.direction is Direction.DOWN else "mức tăng"
    draft = begin_draft(reading, site, f"{head} {label}", Rule.GROWTH)
    draft.change = change
    if site.bracket is not None:
        national = cue.NATIONAL.search(reading.written(site.left)) is not None
        kind = BaselineKind.NATIONAL if national else BaselineKind.PREVIOUS
        words = naming.tidy(cue.CHANGE.sub("", reading.written(site.left)))
        opposite = main.change is not None and main.change.direction is not change.direction
        value = -change.value if opposite else change.value
        main.baselines.append(Baseline(kind, words or _BEFORE, value, main.unit))
        draft.place = COUNTRY if national else main.place
        bracketed = [p.period for p in within(reading.masked.periods, site.bracket)]
        draft.period = bracketed[0] if bracketed else draft.period
    reading.drafts.append(draft)


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
    if judge.telling(naming.read_left(left).label):
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
