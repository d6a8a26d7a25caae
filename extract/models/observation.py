"""Observations: what an article says was measured. Spans count in the article file's text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extract.models.mention import Bound, Fraction, Rank, Span


class Kind(StrEnum):
    """What a number claims: that it is so, or that it is to be reached."""

    ACTUAL = "actual"
    TARGET = "target"


class BaselineKind(StrEnum):
    """What a value is compared with."""

    NATIONAL = "national"
    PREVIOUS = "previous"
    OTHER = "other"


class Direction(StrEnum):
    """Whether a value rose or fell, or lies above or below."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the source itself compares a value with.

    Attributes:
        label: The source's words for it: "trung bình cả nước", "năm 2018".
        period: As ``Observation.period``, where the text names one.
        derived: Computed from the value and its stated difference, not written.
    """

    kind: BaselineKind
    label: str
    value: Decimal
    unit: str
    period: str | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A rise, a fall or a gap, as stated; ``value`` is never negative."""

    value: Decimal
    unit: str
    direction: Direction
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """How we came by an observation.

    Attributes:
        article: File name.
        paragraph: ``Passage.number``.
        quote: The sentence that states it, in the file's text.
        number: The number itself, in the file's text, inside ``quote``.
        rule: Name of the rule that tied the number to what it measures.
        declared: Names of the fields that come from ``sources.toml``, not from the text.
        confidence: How sure the reader is of what the number measures, 0 to 1.
    """

    article: str
    paragraph: int
    quote: Span
    number: Span
    rule: str
    declared: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Observation:
    """One statistical observation: an indicator's value for a place and a period.

    Attributes:
        indicator: What is measured, in the text's own words, without place and period.
        place: As ``Place.name``; ``None`` where neither text nor declaration names it.
        province: For a district or commune, its province.
        subject: The organisation or group inside the place, if not the place as a whole.
        period: ``2022``, ``2022-05``, ``2022-05-31``, ``2022-Q3`` or ``2024-01/2024-06``.
        value: Multipliers expanded.
        value_to: The upper end of a range.
        unit: As ``Quantity.unit``; ``hạng`` where the fact is only a rank.
        baselines: What the source compares it with, the main one first.
    """

    indicator: str
    place: str | None
    province: str | None
    subject: str | None
    period: str | None
    kind: Kind
    value: Decimal
    unit: str
    provenance: Provenance
    bound: Bound = Bound.EXACT
    value_to: Decimal | None = None
    baselines: tuple[Baseline, ...] = ()
    change: Change | None = None
    rank: Rank | None = None
    fraction: Fraction | None = None
