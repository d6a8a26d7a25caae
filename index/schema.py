"""The tables of a store, and how an observation becomes rows and is made again.

Plain tables with readable names: ``sqlite3`` or Datasette opens a store as it is, and the
view ``figures`` shows each number with its quote, title and day. Numbers are text, since a
column of SQLite's own numbers would round them.
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

VERSION = 2
# "HOIS" in ASCII: tells our files from other people's databases.
APPLICATION_ID = 0x484F4953

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE article (
    name TEXT PRIMARY KEY, title TEXT NOT NULL, published TEXT, publisher TEXT, url TEXT,
    declared TEXT NOT NULL, evidence TEXT, sha256 TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE passage (
    article TEXT NOT NULL REFERENCES article, number INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, words TEXT,
    PRIMARY KEY (article, number)
);
CREATE TABLE observation (
    id INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES article, paragraph INTEGER NOT NULL,
    indicator TEXT NOT NULL, place TEXT, province TEXT, subject TEXT, period TEXT,
    kind TEXT NOT NULL, bound TEXT NOT NULL, value TEXT NOT NULL, value_to TEXT, unit TEXT NOT NULL,
    change_value TEXT, change_unit TEXT, change_direction TEXT, change_against TEXT,
    rank_position INTEGER, rank_of INTEGER, fraction_part TEXT, fraction_whole TEXT,
    quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL,
    number_start INTEGER NOT NULL, number_end INTEGER NOT NULL,
    rule TEXT NOT NULL, declared TEXT NOT NULL, confidence REAL NOT NULL
);
CREATE TABLE baseline (
    observation INTEGER NOT NULL REFERENCES observation, position INTEGER NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL,
    period TEXT, derived INTEGER NOT NULL,
    PRIMARY KEY (observation, position)
);
CREATE TABLE unattached (
    article TEXT NOT NULL REFERENCES article, paragraph INTEGER NOT NULL,
    quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL,
    number_start INTEGER NOT NULL, number_end INTEGER NOT NULL,
    text TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE TABLE refused (name TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX observation_article ON observation (article);
CREATE VIEW figures AS
    SELECT o.id, o.indicator, o.place, o.province, o.subject, o.period, o.kind,
        o.bound, o.value, o.value_to, o.unit,
        (SELECT group_concat(b.label || ': ' || b.value || ' ' || b.unit, '; ')
            FROM baseline AS b WHERE b.observation = o.id) AS baselines,
        a.title, a.published, o.paragraph,
        substr(a.text, o.quote_start + 1, o.quote_end - o.quote_start) AS quote,
        a.name AS article, a.url, o.declared, o.rule, o.confidence
    FROM observation AS o JOIN article AS a ON a.name = o.article;
CREATE VIEW loose_numbers AS
    SELECT u.text, u.reason, a.title, a.published, u.paragraph,
        substr(a.text, u.quote_start + 1, u.quote_end - u.quote_start) AS quote,
        a.name AS article, a.url
    FROM unattached AS u JOIN article AS a ON a.name = u.article;
CREATE VIEW paragraphs AS
    SELECT a.title, a.published, p.article, p.number, p.text
    FROM passage AS p JOIN article AS a ON a.name = p.article;
"""

OBSERVATION_COLUMNS = (
    *("id", "article", "paragraph", "indicator", "place", "province", "subject", "period"),
    *("kind", "bound", "value", "value_to", "unit"),
    *("change_value", "change_unit", "change_direction", "change_against"),
    *("rank_position", "rank_of", "fraction_part", "fraction_whole"),
    *("quote_start", "quote_end", "number_start", "number_end", "rule", "declared"),
    "confidence",
)
UNATTACHED_COLUMNS = (
    *("article", "paragraph", "quote_start", "quote_end", "number_start", "number_end"),
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


def observation_row(number: int, observation: Observation) -> tuple[object, ...]:
    """Make the row of an observation, in order of ``OBSERVATION_COLUMNS``."""
    source, change = observation.provenance, observation.change
    rank, fraction = observation.rank, observation.fraction
    changed = (
        (write_number(change.value), change.unit, change.direction.value, change.against)
        if change
        else (None, None, None, None)
    )
    return (
        *(number, source.article, source.paragraph, observation.indicator, observation.place),
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


def read_observation(row: Mapping[str, Any], baselines: tuple[Baseline, ...]) -> Observation:
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
            article=row["article"],
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


def unattached_row(one: Unattached) -> tuple[object, ...]:
    """Make the row of an unattached number, in order of ``UNATTACHED_COLUMNS``."""
    return (
        *(one.article, one.paragraph, one.quote.start, one.quote.end),
        *(one.number.start, one.number.end, one.text, one.reason.value),
    )


def read_unattached(row: Sequence[Any]) -> Unattached:
    """Make an unattached number from its row, in order of ``UNATTACHED_COLUMNS``."""
    article, paragraph, start, end, first, last, text, reason = row
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
