"""Observations found by their words, places and times, in stores of any size.

``Lookup`` is the seam, ``open_lookup`` the entry point; ``MemoryLookup`` holds every observation,
for small stores.
"""

from __future__ import annotations

from index.lookup.memory import MemoryLookup
from index.lookup.models import (
    SURELY,
    Described,
    Describing,
    Field,
    Kept,
    Lookup,
    Near,
    Scope,
    Words,
)
from index.lookup.opening import open_lookup
from index.lookup.order import place_key, rank_of

__all__ = [
    "SURELY",
    "Described",
    "Describing",
    "Field",
    "Kept",
    "Lookup",
    "MemoryLookup",
    "Near",
    "Scope",
    "Words",
    "open_lookup",
    "place_key",
    "rank_of",
]
