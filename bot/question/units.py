"""Units that a place in a question can mean, and those that an observation is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract import place as gazetteer
from extract.lexicon import load_provinces
from extract.models import Level, Place
from index.lookup import place_key

_SOUTH_CENTRAL = "Duyên hải Nam Trung Bộ"
# Regions, by their folded name, that are several of the table of provinces.
_PARTS_OF_REGION = {
    "trung du va mien nui phia bac": ("Đông Bắc", "Tây Bắc"),
    "bac trung bo va duyen hai mien trung": ("Bắc Trung Bộ", _SOUTH_CENTRAL),
    "duyen hai mien trung": ("Bắc Trung Bộ", _SOUTH_CENTRAL),
    "mien trung": ("Bắc Trung Bộ", _SOUTH_CENTRAL, "Tây Nguyên"),
    "mien bac": ("Đông Bắc", "Tây Bắc", "Đồng bằng sông Hồng"),
    "mien nam": ("Đông Nam Bộ", "Đồng bằng sông Cửu Long"),
}


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A place that a question names.

    Attributes:
        words: As a reader would write it.
        candidates: The units it can be; empty where the name is nobody's.
    """

    words: str
    candidates: tuple[Place, ...]

    def fits(self, name: str | None, province: str | None) -> bool:
        """Tell whether an observation about a place is about this one.

        Args:
            name: ``Observation.place``.
            province: ``Observation.province``.
        """
        return name is not None and any(is_unit(place, name, province) for place in self.candidates)


def renamed(place: Place) -> tuple[Place, ...]:
    """Find the same ground under another name: "Thừa Thiên Huế", "Huế"; none where it kept its."""
    before = gazetteer.predecessors(place)
    if len(before) == 1 and before[0].name != place.name:
        return before
    after = gazetteer.successor(place)
    if after is None or after.name == place.name or gazetteer.predecessors(after) != (place,):
        return ()
    return (after,)


def raised(place: Place) -> tuple[Place, ...]:
    """Find the city that was its province's and is now the whole of it ("Thành phố Huế")."""
    if place.level is not Level.DISTRICT or place.province is None:
        return ()
    homes = (p for p in gazetteer.provinces("34") if p.name == place.name)
    return tuple(p for p in homes if any(b.name == place.province for b in renamed(p)))


def merged_into(place: Place) -> tuple[Place, ...]:
    """Tell which old provinces make up the present one of a place's name."""
    after = gazetteer.successor(place) if place.system == "63" else place
    if after is None or after.name != place.name:
        return ()
    return tuple(old for old in gazetteer.predecessors(after) if old.name != place.name)


@lru_cache(maxsize=4096)
def provinces_in(region: Place) -> frozenset[str]:
    """Name the provinces of a region, before the mergers of 2025; none for another place."""
    if region.level is not Level.REGION:
        return frozenset()
    parts = _PARTS_OF_REGION.get(key_of(region.name), (region.name,))
    wanted = {key_of(part) for part in parts}
    return frozenset(row.name for row in load_provinces() if key_of(row.region) in wanted)


def province_of(name: str) -> AskedPlace:
    """Make the place that a province's name asks for."""
    found = (p for p in gazetteer.find_place(name) if p.level is Level.PROVINCE)
    units = tuple(dict.fromkeys(unit for p in found for unit in (p, *renamed(p))))
    return AskedPlace(name, units)


def place_of(name: str, province: str | None) -> AskedPlace:
    """Make the place that an observation is about.

    Args:
        name: ``Observation.place``.
        province: ``Observation.province``.
    """
    if province is None and is_province(name):
        return province_of(name)
    level = Level.COMMUNE if province else Level.REGION
    found = (p for p in gazetteer.find_place(name) if province and p.province == province)
    return AskedPlace(name, tuple(found) or (Place(name, level, province=province),))


def is_in_country(name: str | None) -> bool:
    """Tell whether an observation's place is the country."""
    return name == "Việt Nam"


def is_unit(place: Place, name: str, province: str | None) -> bool:
    """Tell whether a unit is the place of an observation, by name and province."""
    if key_of(place.name) != key_of(name):
        return False
    if place.level is Level.PROVINCE:
        return province is None
    if place.level is Level.DISTRICT:
        return _is_home(province, place) if province else not is_province(name)
    return province is None or place.province is None or province == place.province


@lru_cache(maxsize=16384)
def _is_home(province: str, place: Place) -> bool:
    if province == place.province:
        return True
    homes = (p for p in gazetteer.provinces("63") if p.name == place.province)
    after = (gazetteer.successor(home) for home in homes)
    return any(home is not None and home.name == province for home in after)


@lru_cache(maxsize=16384)
def is_province(name: str) -> bool:
    """Tell whether a name is that of a province, old or new, whatever else it is."""
    return any(place.level is Level.PROVINCE for place in gazetteer.find_place(name))


@lru_cache(maxsize=16384)
def is_district(name: str, province: str | None) -> bool:
    """Tell whether a name is that of a district of a province."""
    found = gazetteer.find_place(name)
    return any(p.level is Level.DISTRICT and p.province == province for p in found)


# Places of observations are compared with those asked for, again and again.
@lru_cache(maxsize=16384)
def key_of(name: str) -> str:
    """Give what a name is looked up by: its words in lower case without marks."""
    return place_key(name)
