"""How observations and unattached numbers become rows of a store and are made again.

Numbers are text, since a column of SQLite's own numbers would round them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from extract.models import (
    Baseline,
    BaselineKind,
    Bound,
    Change,
    Direction,
    Fraction,
    Kind,
    Observation,
    Provenance,
    Rank,
    Reason,
    Span,
    Unattached,
)

OBSERVATION_COLUMNS = (
    *("id", "position", "paragraph", "indicator", "place", "province", "subject", "period"),
    *("kind", "bound", "value", "value_to", "unit"),
    *("change_value", "change_unit", "change_direction", "change_against"),
    *("rank_position", "rank_of", "fraction_part", "fraction_whole"),
    *("quote_start", "quote_end", "number_start", "number_end", "rule", "declared"),
    "confidence",
)
UNATTACHED_COLUMNS = (
    *("key", "paragraph", "quote_start", "quote_end", "number_start", "number_end"),
    *("text", "reason"),
)
# To call an enumeration takes ten times as long.
_KINDS = {kind.value: kind for kind in Kind}
_BOUNDS = {bound.value: bound for bound in Bound}


def write_number(value: Decimal | None) -> str | None:
    """Write a number with a point and without an exponent."""
    return None if value is None else format(value, "f")


def write_names(names: Sequence[str]) -> str:
    """Write field names in one column."""
    return ",".join(names)


def read_names(column: str) -> tuple[str, ...]:
    """Read what ``write_names`` wrote."""
    return tuple(column.split(",")) if column else ()


@lru_cache(maxsize=4096)
def read_day(column: str | None) -> date | None:
    """Read a day as it is stored."""
    return None if column is None else date.fromisoformat(column)


def observation_row(identity: int, position: int, observation: Observation) -> tuple[object, ...]:
    """Make the row of an observation, in order of ``OBSERVATION_COLUMNS``."""
    source, change = observation.provenance, observation.change
    rank, fraction = observation.rank, observation.fraction
    changed = (
        (write_number(change.value), change.unit, change.direction.value, change.against)
        if change
        else (None, None, None, None)
    )
    return (
        *(identity, position, source.paragraph, observation.indicator, observation.place),
        *(observation.province, observation.subject, observation.period),
        *(observation.kind.value, observation.bound.value, write_number(observation.value)),
        *(write_number(observation.value_to), observation.unit, *changed),
        *((rank.position, rank.of) if rank else (None, None)),
        *(map(write_number, (fraction.part, fraction.whole)) if fraction else (None, None)),
        *(source.quote.start, source.quote.end, source.number.start, source.number.end),
        *(source.rule, write_names(source.declared), source.confidence),
    )


def baseline_rows(number: int, observation: Observation) -> list[tuple[object, ...]]:
    """Make the rows of an observation's baselines, the main one first."""
    return [
        (
            *(number, position, baseline.kind.value, baseline.label),
            *(write_number(baseline.value), baseline.unit, baseline.period, baseline.derived),
        )
        for position, baseline in enumerate(observation.baselines)
    ]


# A row's columns are of several types that SQLite does not promise; the constructors check.
def read_baseline(row: Sequence[Any]) -> Baseline:
    """Make a baseline from its row, from ``kind`` on."""
    kind, label, value, unit, period, derived = row
    return Baseline(BaselineKind(kind), label, Decimal(value), unit, period, bool(derived))


def read_observation(
    row: Sequence[Any], article: str, baselines: tuple[Baseline, ...]
) -> Observation:
    """Make an observation from its row, in order of ``OBSERVATION_COLUMNS`` without the id."""
    _, paragraph, indicator, place, province, subject, period = row[:7]
    kind, bound, value, value_to, unit = row[7:12]
    change, (position, of), (part, whole) = row[12:16], row[16:18], row[18:20]
    start, end, first, last, rule, declared, confidence = row[20:]
    return Observation(
        indicator=indicator,
        place=place,
        province=province,
        subject=subject,
        period=period,
        kind=_KINDS[kind],
        value=Decimal(value),
        unit=unit,
        provenance=Provenance(
            article=article,
            paragraph=paragraph,
            quote=Span(start, end),
            number=Span(first, last),
            rule=rule,
            declared=read_names(declared),
            confidence=float(confidence),
        ),
        bound=_BOUNDS[bound],
        value_to=_number(value_to),
        baselines=baselines,
        change=_change(*change),
        rank=None if position is None else Rank(position, of),
        fraction=None if part is None else Fraction(Decimal(part), Decimal(whole)),
    )


def unattached_row(key: int, one: Unattached) -> tuple[object, ...]:
    """Make the row of an unattached number, in order of ``UNATTACHED_COLUMNS``."""
    return (
        *(key, one.paragraph, one.quote.start, one.quote.end),
        *(one.number.start, one.number.end, one.text, one.reason.value),
    )


def read_unattached(row: Sequence[Any], article: str) -> Unattached:
    """Make an unattached number from its row, in order of ``UNATTACHED_COLUMNS``."""
    _, paragraph, start, end, first, last, text, reason = row
    return Unattached(article, paragraph, Span(start, end), Span(first, last), text, Reason(reason))


def _number(column: str | None) -> Decimal | None:
    return None if column is None else Decimal(column)


def _change(value: Any, unit: Any, direction: Any, against: Any) -> Change | None:
    if value is None:
        return None
    return Change(Decimal(value), unit, Direction(direction), against)
