"""The administrative units of both systems, and the way from one system to the other.

The 63 provinces and cities with their districts were in force before 1 July 2025, the 34 units
since. A code means a unit only together with its system.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from extract.lexicon import load_districts, load_merged, load_provinces, load_words
from extract.models import Level, Place

MERGED_ON = date(2025, 7, 1)
HUE_A_CITY_ON = date(2025, 1, 1)
COUNTRY = Place("Việt Nam", Level.COUNTRY)
WORDS = "place_words.toml"


@cache
def provinces(system: str) -> tuple[Place, ...]:
    """List the provinces and cities of a system in order of code.

    Args:
        system: ``"63"`` or ``"34"``.
    """
    rows = load_provinces() if system == "63" else load_merged()
    return tuple(Place(row.name, Level.PROVINCE, row.code, system) for row in rows)


@cache
def districts() -> tuple[Place, ...]:
    """List the units below the province before 1 July 2025, in order of code."""
    return tuple(
        sorted(
            (Place(r.name, Level.DISTRICT, r.code, "63", r.province) for r in load_districts()),
            key=lambda place: place.code,
        )
    )


@cache
def regions() -> tuple[Place, ...]:
    """List the regions."""
    words = load_words(WORDS)
    names = (*words["regions"], *words["regions_when_typed"])
    return tuple(Place(name, Level.REGION) for name in names)


@cache
def _by_code(system: str) -> dict[str, Place]:
    return {place.code: place for place in provinces(system)}


@cache
def _successors() -> dict[str, str]:
    return {row.code: row.successor for row in load_provinces()}


@cache
def _home_successors() -> dict[str, Place]:
    return {row.name: _by_code("34")[row.successor] for row in load_provinces()}


def successor(place: Place) -> Place | None:
    """Find the unit that a province of the 63 became on 1 July 2025.

    For a district, the unit that its province became; ``None`` for all else.
    """
    if place.system != "63":
        return None
    if place.level is Level.DISTRICT:
        return _home_successors().get(place.province or "")
    if place.level is not Level.PROVINCE:
        return None
    return _by_code("34")[_successors()[place.code]]


@cache
def towns() -> frozenset[str]:
    """Give the codes of the cities below the province before 1 July 2025."""
    return frozenset(row.code for row in load_districts() if row.kind == "Thành phố")


def predecessors(place: Place) -> tuple[Place, ...]:
    """List the units that a unit of the 34 was made of, in order of code; else none."""
    if place.level is not Level.PROVINCE or place.system != "34":
        return ()
    row = next(row for row in load_merged() if row.code == place.code)
    return tuple(_by_code("63")[code] for code in row.parts)


def is_city(place: Place, on: date | None) -> bool:
    """Tell whether a unit was a city under the central government on a day."""
    if place.name == "Huế":
        return True
    if place.system == "63":
        row63 = next((row for row in load_provinces() if row.code == place.code), None)
        return row63 is not None and row63.kind == "Thành phố"
    row = next((row for row in load_merged() if row.code == place.code), None)
    if row is None or on is None:
        return row is not None and row.kind == "Thành phố"
    return row.kind == "Thành phố" or (row.city_since is not None and on >= row.city_since)
