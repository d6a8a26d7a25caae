"""Figures -> the levels that their numbers are held against: baselines and targets.

A level is drawn only in the unit of the numbers. What the source compares with the time
before is no level: in a line it is a point of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.chart import words
from bot.chart.models import Point, Reference, Series
from bot.models import Figure
from bot.question.when import newest
from bot.render.phrase import RANK_UNIT, amount_words, one_line
from extract.models import Baseline, BaselineKind

_MOST = 4
_COUNTRY = "Việt Nam"


def bar_levels(figures: Sequence[Figure]) -> tuple[Reference, ...]:
    """Give the levels of bars; one that several bars share is given once for all of them."""
    shown = {(f.stored.observation.place, f.stored.observation.value) for f in figures}
    found: dict[tuple[str, Decimal, bool], list[int]] = {}
    for row, figure in enumerate(figures):
        observation = figure.stored.observation
        for baseline in observation.baselines[:1]:
            national = baseline.kind is BaselineKind.NATIONAL
            if baseline.unit != observation.unit or (
                national and (_COUNTRY, baseline.value) in shown
            ):
                continue
            label = _baseline_words(baseline)
            found.setdefault((label, baseline.value, False), []).append(row)
        for label, value in _target_of(figure):
            found.setdefault((label, value, True), []).append(row)
    levels = [
        Reference(label, value, tuple(rows), is_target)
        for (label, value, is_target), rows in found.items()
    ]
    # Each row has room for its own; those of all rows share the head of the picture.
    wide = [level for level in levels if len(level.rows) == len(figures)]
    return tuple(level for level in levels if level not in wide[_MOST:])


def line_levels(figures: Sequence[Figure]) -> tuple[Reference, ...]:
    """Give the levels of a line: a country's average known once, and the newest target."""
    rows = tuple(range(len(figures)))
    national = [(f, b) for f in figures for b in _national_of(f)]
    levels = []
    if len({baseline.value for _, baseline in national}) == 1:
        figure, baseline = national[-1]
        when = words.period_or_nothing(baseline.period or figure.stored.observation.period)
        label = _baseline_words(baseline, when)
        levels.append(Reference(label, baseline.value, rows))
    targets = [target for figure in figures for target in _target_of(figure)]
    levels += [Reference(label, value, rows, True) for label, value in targets[-1:]]
    return tuple(levels)


def baseline_series(figures: Sequence[Figure]) -> tuple[Series, ...]:
    """Give the country's average as a line of its own, where it is known for several periods."""
    known = [(f, b) for f in figures for b in _national_of(f)]
    if len({baseline.value for _, baseline in known}) < 2:
        return ()
    points = tuple(
        Point(
            words.tick_words(figure.stored.observation.period or ""),
            amount_words(baseline.value, baseline.unit),
            baseline.value,
            day=newest(figure.stored.observation)[0],
        )
        for figure, baseline in known
    )
    return (Series(words.sentence_case(one_line(known[-1][1].label)), points, is_baseline=True),)


def _national_of(figure: Figure) -> Iterable[Baseline]:
    observation = figure.stored.observation
    if observation.unit == RANK_UNIT:
        return []
    fitting = (
        baseline
        for baseline in observation.baselines
        if baseline.kind is BaselineKind.NATIONAL and baseline.unit == observation.unit
    )
    return list(fitting)[:1]


def _target_of(figure: Figure) -> list[tuple[str, Decimal]]:
    target = figure.target
    if target is None or target.observation.unit != figure.stored.observation.unit:
        return []
    return [(words.target_words(target.observation), target.observation.value)]


def _baseline_words(baseline: Baseline, when: str = "") -> str:
    label = words.sentence_case(one_line(baseline.label)) or "Mức so sánh"
    when = f" ({when})" if when and when not in label else ""
    computed = " (tính ra)" if baseline.derived else ""
    return f"{label}{when}: {amount_words(baseline.value, baseline.unit)}{computed}"
