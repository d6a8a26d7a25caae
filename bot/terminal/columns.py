"""The columns of the tables that leave the program, and an observation as a row of them."""

from __future__ import annotations

from bot.render.forms import Form, observation_form
from index.models import StoredObservation

_PLAIN = (
    *("article", "indicator", "place", "province", "subject", "period", "kind"),
    *("value", "value_to", "unit", "bound", "confidence"),
)
# Of several baselines a table shows the main one.
_NESTED = {
    "baseline": ("kind", "label", "value", "unit", "period", "derived"),
    "change": ("value", "unit", "direction", "against"),
    "rank": ("position", "of"),
    "fraction": ("part", "whole"),
    "citation": ("title", "published", "paragraph", "quote", "start", "end"),
}

HEAD = (*_PLAIN, *(f"{name}_{part}" for name, parts in _NESTED.items() for part in parts))


def row_of(stored: StoredObservation) -> list[object]:
    """Write an observation as the cells below ``HEAD``; what it lacks is ``None``."""
    form: Form = observation_form(stored)
    row: list[object] = [form[name] for name in _PLAIN]
    for name, parts in _NESTED.items():
        nested = form[name]
        if isinstance(nested, list):
            nested = nested[0]
        row += [(nested or {}).get(part) for part in parts]
    return row
