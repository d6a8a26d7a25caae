"""How observations and unattached numbers become rows of a store and are made again.

Numbers are text, since a column of SQLite's own numbers would round them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
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


def write_number(value: Decimal | None) -> str | None:
    """Write a number with a point and without an exponent."""
    return None if value is None else format(value, "f")


def write_names(names: Sequence[str]) -> str:
    """Write field names in one column."""
    return ",".join(names)


def read_names(column: str) -> tuple[str, ...]:
    """Read what ``write_names`` wrote."""
    return tuple(column.split(",")) if column else ()


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
    row: Mapping[str, Any], article: str, baselines: tuple[Baseline, ...]
) -> Observation:
    """Make an observation from its row."""
    return Observation(
        indicator=row["indicator"],
        place=row["place"],
        province=row["province"],
        subject=row["subject"],
        period=row["period"],
        kind=Kind(row["kind"]),
        value=Decimal(row["value"]),
        unit=row["unit"],
        provenance=Provenance(
            article=article,
            paragraph=row["paragraph"],
            quote=Span(row["quote_start"], row["quote_end"]),
            number=Span(row["number_start"], row["number_end"]),
            rule=row["rule"],
            declared=read_names(row["declared"]),
            confidence=float(row["confidence"]),
        ),
        bound=Bound(row["bound"]),
        value_to=_number(row["value_to"]),
        baselines=baselines,
        change=_change(row),
        rank=None if row["rank_position"] is None else Rank(row["rank_position"], row["rank_of"]),
        fraction=_fraction(row),
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


def _change(row: Mapping[str, Any]) -> Change | None:
    if row["change_value"] is None:
        return None
    direction = Direction(row["change_direction"])
    value = Decimal(row["change_value"])
    return Change(value, row["change_unit"], direction, row["change_against"])


def _fraction(row: Mapping[str, Any]) -> Fraction | None:
    if row["fraction_part"] is None:
        return None
    return Fraction(Decimal(row["fraction_part"]), Decimal(row["fraction_whole"]))
