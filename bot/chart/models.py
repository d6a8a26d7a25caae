"""What is drawn, before any library draws it: words and numbers, no colour and no place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Shape(StrEnum):
    """How numbers are shown."""

    LINE = "line"
    """Points in time, joined where they compare."""
    BARS = "bars"
    """A bar for each, in the order of the answer."""


@dataclass(frozen=True, slots=True)
class Point:
    """One number.

    Attributes:
        label: What tells it from the others: a place, an office, a period.
        words: The value as the answer writes it ("khoảng 35,5%").
        value: Where it stands.
        value_to: The upper end of a range.
        day: The last day of its period, for a line.
        note: Its own name of the indicator, where that is not the title's.
        is_target: Whether it is still to be reached.
    """

    label: str
    words: str
    value: Decimal
    value_to: Decimal | None = None
    day: date | None = None
    note: str = ""
    is_target: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one place or office.

    Attributes:
        name: Whose they are; ``""`` where the title says it.
        is_baseline: Whether they are only what the others are compared with.
    """

    name: str
    points: tuple[Point, ...]
    is_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A level to hold the numbers against, drawn as a dashed line.

    Attributes:
        label: What it is, with its value ("Mục tiêu năm 2025: 60%").
        rows: Numbers, from 0, of the points that it is for.
        is_target: Whether it is to be reached; else a baseline.
    """

    label: str
    value: Decimal
    rows: tuple[int, ...]
    is_target: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture to be.

    Attributes:
        title: The indicator.
        subtitle: What all numbers share (place, period), and the unit.
        unit: Of the axis ("%", "tỷ đồng").
        scale: What one of that unit is of the values' unit (10^9 for "tỷ đồng").
        series: One for bars.
        joined: Whether a line between the points means anything.
        is_rank: Whether less is better.
        notes: Sentences below the picture.
        sources: The articles, in words, without "Nguồn:".
    """

    shape: Shape
    title: str
    subtitle: str
    unit: str
    scale: Decimal
    series: tuple[Series, ...]
    references: tuple[Reference, ...] = ()
    joined: bool = True
    is_rank: bool = False
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoChart:
    """There is nothing to draw.

    Attributes:
        reason: Why, and what to ask instead; for users.
    """

    reason: str
