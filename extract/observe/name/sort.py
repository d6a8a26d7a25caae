"""What a unit makes of a number: a share, money, a score, a measure or a count."""

from __future__ import annotations

from extract.models import Quantity
from extract.observe.name.passing import GROUP_NOUN
from extract.observe.name.value_name import is_measure
from extract.quantity.unit import CURRENCIES

COUNTED = frozenset({"count", "group"})


def sort_of(quantity: Quantity) -> str:
    """Give what a unit makes of a number: a share, money, a score, a measure, a count."""
    unit = quantity.unit
    if unit == "%":
        return "pct"
    if unit in CURRENCIES:
        return "money"
    if unit == "điểm":
        return "score"
    if is_measure(quantity):
        return "meas" if unit else "none"
    return "group" if GROUP_NOUN.match(unit) else "count"
