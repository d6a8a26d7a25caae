"""The value before, computed from an exact difference: "118 vụ, tăng 9 vụ" gives 109.

``derive_baseline`` computes it; ``settle_differences`` puts a stated level in its place.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.grammar import Caseless
from extract.models import Baseline, BaselineKind, Bound, Change, Direction
from extract.observe import cue
from extract.observe.frame import COUNTRY, Draft, Reading, Rule, Site
from extract.period.reader import label as period_label

POINTS = "điểm phần trăm"
_BEFORE = "kỳ trước"
# A rank that has risen was a greater number.
_OPPOSITE = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
_SO_WITH = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:so với|so|cùng)\s+(?:với\s+)?([^,;.()]+)")
# "vượt 6,1% dự toán": it stands right behind.
_PLANNED = Caseless(
    r"\s((?:mức )?(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)\b[^,;.()]{0,25}?)(?=[,;.()]|\s(?:và|nhưng|song)\b|$)",
)
_END = re.compile(r"\s(?:nhưng|song|dù|tuy|và|do|nhờ)\s.*$")
_LEADING = re.compile(
    r"^(?:so với|so|mức|hơn|thêm|tới|là|lần lượt|tương ứng)\s+|\s*(?:là|tới|mức|khoảng|gần|trên|lần lượt|tương ứng)$|^(?:lần lượt|tương ứng)$"
)
# "giảm nhẹ 0,07 điểm", "giảm được 34 đội": how, not from what.
_HOW = Caseless(
    r"(?:(?:nhẹ|mạnh|khá|sâu|nhanh|rất|đáng kể|được|thêm|đi|dần|nhiều|hai con số|\(|ít nhất|tối thiểu|tổng cộng|bình quân|trung bình"
    r"|cao|xa|tới|đến|chỉ|lên|xuống|lần lượt|tương ứng|và|[\d.,% ])\s?)*",
)


def derive_baseline(site: Site, main: Draft, change: Change) -> None:
    """Give a value what its exact difference says it is compared with.

    Args:
        site: The difference.
        main: The value.
        change: The difference as read, in the unit it is written in.
    """
    if site.quantity.bound is Bound.EXACT:
        derive_from(main, change)


def derive_from(main: Draft, change: Change) -> None:
    """Give a value what an exact change says it is compared with, if it has nothing stated."""
    exact = main.bound is Bound.EXACT and main.value_to is None
    if main.baselines or not exact or main.rule is Rule.GROWTH:
        return
    if main.unit == "hạng" and change.unit == "bậc" and change.against is not None:
        change = replace(change, unit="", direction=_OPPOSITE[change.direction])
    if not same_unit(change.unit, main.unit):
        return
    sign = 1 if change.direction is Direction.DOWN else -1
    value = main.value + sign * change.value
    if value < 0:
        return
    kind = kind_of(change.against)
    label = change.against or _BEFORE
    main.baselines.append(Baseline(kind, label, value, main.unit, None, derived=True))


def same_unit(changed: str, unit: str) -> bool:
    """Whether a difference counts in the unit of a value ("giờ" of "giờ/năm")."""
    if unit == "%":
        return changed in (POINTS, "điểm")
    if changed in ("%", "lần"):
        return False
    base, of_change = _base(unit), _base(changed)
    return (
        not changed
        or not base
        or base == of_change
        or base.startswith(f"{of_change} ")
        or of_change.startswith(f"{base} ")
    )


def _base(unit: str) -> str:
    return unit.split("/")[0].replace("tử vong", "chết")


def kind_of(against: str | None) -> BaselineKind:
    """Tell what the words name that a difference is from."""
    if not against:
        return BaselineKind.PREVIOUS
    if cue.NATIONAL.search(against):
        return BaselineKind.NATIONAL
    if cue.PREVIOUS.search(against) or re.search(r"\b(?:năm|tháng|quý|kỳ|vụ|tuần)\b", against):
        return BaselineKind.PREVIOUS
    return BaselineKind.OTHER


def read_against(reading: Reading, site: Site, between: str) -> str | None:
    """What a difference is from, in the text's own words; ``None`` where it does not say.

    Args:
        reading: The passage.
        site: The difference.
        between: The words between its verb and its number.
    """
    behind = reading.masked.text[site.quantity.span.end : site.sentence.end]
    match = _SO_WITH.match(behind)
    if match:
        return _END.sub("", behind[slice(*match.span(1))]).strip()
    planned = _PLANNED.match(behind)
    if planned:
        return behind[slice(*planned.span(1))].strip()
    if not between.strip():
        return None
    words = reading.masked.text[site.left.end - len(between) : site.left.end].strip()
    words = _LEADING.sub("", words).strip()
    return None if _HOW.fullmatch(words) else words or None


def settle_differences(reading: Reading) -> None:
    """Let a stated level take the place of a computed one, where the difference proves it.

    "Tỷ lệ đạt 78%. So với cả nước (49%), tỉnh cao hơn 29 điểm": 29 is said of 78, since 78
    is 29 more than 49.
    """
    recent = reading.drafts[reading.prior :]
    for draft in reading.drafts[reading.first :]:
        change = draft.change
        if change is None or draft.rule is Rule.GROWTH or not same_unit(change.unit, draft.unit):
            continue
        step = -change.value if change.direction is Direction.DOWN else change.value
        for other in recent:
            if other is draft or other.unit != draft.unit or other.rule is Rule.GROWTH:
                continue
            if other.value == draft.value + step and other.change is None:
                draft.change, draft.baselines = None, [b for b in draft.baselines if not b.derived]
                other.change = change
                _state(other, draft)
                break
            if other.value == draft.value - step:
                _state(draft, other)
                break


def _state(value: Draft, level: Draft) -> None:
    if any(not known.derived for known in value.baselines):
        return
    earlier = level.period is not None and level.period != value.period
    kind = BaselineKind.PREVIOUS if earlier else BaselineKind.OTHER
    if level.place == COUNTRY != value.place:
        kind = BaselineKind.NATIONAL
    label = period_label(level.period) if level.period else None
    value.baselines = [Baseline(kind, label or _BEFORE, level.value, level.unit, label)]
