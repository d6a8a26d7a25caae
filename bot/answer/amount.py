"""A number that a question names: which figures may be it, and how it is written back."""

from __future__ import annotations

from bot.question.measure import Scale, measure_of
from bot.render.phrase import amount_words, bounded_words
from extract.models import Observation, Quantity

_SCORED = frozenset((Scale.PERCENT, Scale.POINTS))


def is_counted_in(quantity: Quantity, unit: str) -> bool:
    """Tell whether a number of a question may be in the unit of a figure."""
    if not quantity.unit:
        return True
    asked, given = measure_of(quantity.unit), measure_of(unit)
    if asked.scale is Scale.MONEY:
        return given.scale is Scale.MONEY and given.noun == asked.noun
    # The points of an index are called percent, and the other way round.
    return asked.scale is given.scale or {asked.scale, given.scale} == _SCORED


def is_the_value(quantity: Quantity, observation: Observation) -> bool:
    """Tell whether an observation has the very number, and counts what the question counts."""
    if quantity.value != observation.value or not is_counted_in(quantity, observation.unit):
        return False
    asked, given = measure_of(quantity.unit), measure_of(observation.unit)
    if not quantity.unit or Scale.COUNT not in (asked.scale, given.scale):
        return True
    nouns = {*given.noun.split(), *observation.indicator.lower().split()}
    return not nouns.isdisjoint(asked.noun.split())


def said(quantity: Quantity, unit: str) -> str:
    """Write a number of a question in a unit: "trên 50%", "10–12%".

    Args:
        quantity: The number.
        unit: The figure's unit, where the question left it unsaid.
    """
    words = amount_words(quantity.value, unit)
    if quantity.value_to is not None:
        words = f"{amount_words(quantity.value, '')}–{amount_words(quantity.value_to, unit)}"
    return bounded_words(words, quantity.bound, unit)
