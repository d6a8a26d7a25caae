"""Observations and their fields in the few words that an error list has room for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bot.evaluation.gold import (
    Expectation,
    GoldChange,
    GoldFraction,
    GoldObservation,
    GoldRank,
    GoldValue,
)
from bot.render.forms import plain
from extract.models import Change, Fraction, Observation, Rank

_NOTHING = "-"


def say_wanted(gold: GoldObservation) -> str:
    """Say which observation the gold has."""
    return _said(gold.value, gold.unit, gold.indicator, gold.place, gold.period)


def say_given(one: Observation) -> str:
    """Say which observation the program gave."""
    return _said(one.value, one.unit, one.indicator, one.place, one.period)


def say_value(wanted: GoldValue) -> str:
    """Say which number an answer must hold."""
    told = f"{wanted.bound or ''} {plain(wanted.value)} {wanted.unit}".strip()
    return " · ".join(filter(None, (told, wanted.place, wanted.period, wanted.kind)))


def say_field(name: str, gold: GoldObservation | Expectation, one: Observation) -> tuple[str, str]:
    """Say a field as the gold has it, and as the program does."""
    if name == "baseline" and isinstance(gold, GoldObservation):
        return _listed(b.value for b in gold.baseline), _listed(b.value for b in one.baselines)
    return _field(getattr(gold, name)), _field(getattr(one, name))


def _said(value: Decimal, unit: str, indicator: str, place: str | None, period: str | None) -> str:
    number = f"{plain(value)} {unit}".strip()
    return f"{number} · {indicator} · {place or _NOTHING} · {period or _NOTHING}"


def _listed(values: Iterable[Decimal]) -> str:
    return ", ".join(map(plain, values)) or _NOTHING


def _field(value: object) -> str:
    match value:
        case GoldRank() | Rank():
            return str(value.position)
        case GoldFraction() | Fraction():
            return f"{plain(value.part)}/{plain(value.whole)}"
        case GoldChange() | Change():
            return f"{plain(value.value)} ({value.direction or _NOTHING})"
        case _:
            return str(value) if value else _NOTHING
