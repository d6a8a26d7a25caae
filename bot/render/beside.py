"""What stands beside a value in an answer: baselines, target, rank, change.

``details`` is the entry point.
"""

from __future__ import annotations

import re

from bot.models import Asked, Figure
from bot.render.phrase import (
    RANK_UNIT,
    amount_words,
    gap_unit,
    gap_words,
    observed_words,
    one_line,
    period_words,
    place_words,
    rank_words,
)
from extract.models import Baseline, BaselineKind, Bound, Change, Direction, Kind, Observation
from index.models import StoredObservation

_PERIOD = re.compile(r"\d{4}(?:-(?:Q[1-4]|\d\d(?:-\d\d)?))?")


def details(figure: Figure, asked: Asked) -> list[str]:
    """Write a line for each, what was asked for first; what the source lacks is said."""
    observation = figure.stored.observation
    baselines = [
        _baseline(observation, baseline)
        for baseline in observation.baselines
        if not _is_goal(baseline, figure.target)
    ]
    target = [_target(observation, figure.target)] if figure.target else []
    rank = _rank_beside(observation)
    change = _change_beside(observation)
    asked_for = {
        Asked.BASELINE: baselines or change or ["Nguồn không nêu mức để so sánh."],
        Asked.TARGET: target or _no_target(observation),
        Asked.RANK: rank or _no_rank(observation),
        Asked.CHANGE: change or _no_change(observation),
        Asked.TREND: change,
    }.get(asked, [])
    return list(dict.fromkeys([*asked_for, *baselines, *target, *change, *rank]))


def _is_goal(baseline: Baseline, target: StoredObservation | None) -> bool:
    if target is None or baseline.kind is not BaselineKind.OTHER:
        return False
    aim = target.observation
    return (baseline.value, baseline.unit) == (aim.value, aim.unit)


def _no_target(observation: Observation) -> list[str]:
    return [] if observation.kind is Kind.TARGET else ["Các bài không nêu mục tiêu."]


def _no_rank(observation: Observation) -> list[str]:
    return [] if observation.rank else ["Nguồn không nêu thứ hạng."]


def _no_change(observation: Observation) -> list[str]:
    before = any(baseline.kind is BaselineKind.PREVIOUS for baseline in observation.baselines)
    return [] if before else ["Nguồn không nêu mức tăng, giảm."]


def _baseline(observation: Observation, baseline: Baseline) -> str:
    label = one_line(baseline.label) or "Mức so sánh"
    label = period_words(label) if _PERIOD.fullmatch(label) else label
    words = f"{label[0].upper()}{label[1:]}: {amount_words(baseline.value, baseline.unit)}"
    if baseline.derived:
        return f"{words} (tính ra từ mức {_stated_gap(observation.change)} nêu trong bài)"
    if not _comparable(observation, baseline.unit):
        return words
    gap = observation.value - baseline.value
    if not gap:
        return f"{words} (bằng nhau)"
    up, down = (
        ("tăng", "giảm") if baseline.kind is BaselineKind.PREVIOUS else ("cao hơn", "thấp hơn")
    )
    computed = "" if _is_stated_gap(observation, baseline) else "tính ra "
    return f"{words} ({computed}{up if gap > 0 else down} {gap_words(gap, observation.unit)})"


def _stated_gap(change: Change | None) -> str:
    if change is None:
        return "chênh"
    direction = "tăng" if change.direction is Direction.UP else "giảm"
    return f"{direction} {amount_words(change.value, change.unit)}"


def _target(observation: Observation, target: StoredObservation) -> str:
    aim = target.observation
    whose = place_words(aim.place, aim.province) if aim.place != observation.place else None
    parts = ("Mục tiêu", whose, period_words(aim.period) if aim.period else None)
    words = f"{' '.join(map(one_line, filter(None, parts)))}: {one_line(observed_words(aim))}"
    if observation.kind is Kind.TARGET or not _comparable(observation, aim.unit):
        return words
    gap = aim.value - observation.value
    if gap > 0 and aim.bound not in (Bound.AT_MOST, Bound.BELOW):
        return f"{words} (còn cách {gap_words(gap, aim.unit)})"
    # Whether more is better cannot be told from the numbers, so no "vượt" here.
    side = "thấp hơn" if gap > 0 else "cao hơn"
    return f"{words} (tính ra {side} {gap_words(gap, aim.unit)})" if gap else f"{words} (vừa bằng)"


def _comparable(observation: Observation, unit: str) -> bool:
    return (
        observation.unit == unit != RANK_UNIT
        and observation.bound is Bound.EXACT
        and observation.value_to is None
    )


def _is_stated_gap(observation: Observation, baseline: Baseline) -> bool:
    change = observation.change
    return (
        change is not None
        and change.unit in (baseline.unit, gap_unit(baseline.unit))
        and change.value == abs(observation.value - baseline.value)
    )


def _rank_beside(observation: Observation) -> list[str]:
    if observation.rank is None or observation.unit == RANK_UNIT:
        return []
    return [f"Xếp thứ {rank_words(observation.rank)}"]


def _change_beside(observation: Observation) -> list[str]:
    change = observation.change
    if change is None or any(_is_stated_gap(observation, b) for b in observation.baselines):
        return []
    direction = "Tăng" if change.direction is Direction.UP else "Giảm"
    words = f"{direction} {amount_words(change.value, change.unit)}"
    against = one_line(change.against or "").removeprefix("so với").strip()
    return [f"{words} so với {against}" if against else words]
