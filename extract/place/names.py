"""What a name can mean: official names, aliases and former names as keys to look up.

``lookup`` maps folded names to their readings; ``find_place`` reads one exact name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from extract.lexicon import load_districts, load_provinces, load_words
from extract.models import Level, Place
from extract.place.gazetteer import (
    COUNTRY,
    HUE_A_CITY_ON,
    MERGED_ON,
    WORDS,
    is_city,
    provinces,
    regions,
)
from extract.text import canonical, fold

APOSTROPHES = "'’"
# "H' Drai" and "R'Lấp" are one syllable for us.
TOKEN = re.compile(r"[^\W\d_]['’] ?[^\W_]+|[^\W_]+(?:['’][^\W_]+)*")
_TYPE_PREFIX = re.compile(
    r"(tỉnh|thành phố|tp|thủ đô|thị xã|tx|quận|huyện)(?:\. ?| )(?=\D)", re.IGNORECASE
)
_KEY_SPELLING = {
    "qui": "quy", "mi": "my", "li": "ly", "ki": "ky", "ti": "ty", "hi": "hy", "si": "sy",
}  # fmt: skip
_MARKED_SPELLING = {"đak": "đắk", "dak": "đắk"}
_DISTRICT_KINDS = {"thanh pho", "thi xa", "quan", "huyen"}
_I_FOR_Y = str.maketrans("ìíỉĩị", "ỳýỷỹỵ")


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a name can mean.

    Attributes:
        kinds: Type words, folded, that it bears or bore: "tinh", "thanh pho", "huyen" ...
    """

    place: Place
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name and its readings.

    Attributes:
        syllables: Marked, lower case, in the spelling of ``spelled``.
        capitals: Whether it is an abbreviation, written in capitals.
        joined: Whether a dash may stand between its syllables.
    """

    syllables: tuple[str, ...]
    readings: tuple[Reading, ...]
    capitals: bool = False
    joined: bool = False


def spelled(syllable: str) -> str:
    """Bring a marked lower-case syllable into one spelling: qui and quy, đăk and đắk."""
    syllable = re.sub("['’ ]", "", syllable).replace("ăk", "ắk")
    folded = fold(syllable)
    if folded in _KEY_SPELLING:
        return syllable[:-1] + syllable[-1].replace("i", "y").translate(_I_FOR_Y)
    return _MARKED_SPELLING.get(syllable, syllable)


def key_of(syllable: str) -> str:
    """Fold a syllable for look-up."""
    return _KEY_SPELLING.get(folded := fold(syllable), folded)


def split_name(name: str) -> tuple[str, ...]:
    """Split a name into marked lower-case syllables in one spelling."""
    return tuple(spelled(token.lower()) for token in TOKEN.findall(name))


def name_key(syllables: tuple[str, ...]) -> str:
    """Join syllables to a look-up key."""
    return " ".join(map(key_of, syllables))


@cache
def lookup() -> tuple[dict[str, tuple[Name, ...]], dict[str, tuple[int, ...]]]:
    """Build the names by key, and for each first syllable how many syllables may follow.

    Returns:
        Names by key, those that differ only in their marks together; and for each first
        syllable the lengths of the names that it begins, the longest first. A name without
        readings hides a place of a shorter name.
    """
    names: dict[str, dict[tuple[str, ...], Name]] = {}
    lengths: dict[str, set[int]] = {}
    for name in _names():
        key = name_key(name.syllables)
        same = names.setdefault(key, {})
        if held := same.get(name.syllables):
            name = replace(held, readings=(*held.readings, *name.readings))
        same[name.syllables] = name
        lengths.setdefault(key.partition(" ")[0], set()).add(len(name.syllables))
    return (
        {key: tuple(same.values()) for key, same in names.items()},
        {first: tuple(sorted(of, reverse=True)) for first, of in lengths.items()},
    )


@cache
def beginnings() -> frozenset[str]:
    """Give the keys of the first two syllables of all names that have as many."""
    keys = (key.split(" ", 2) for key in lookup()[0])
    return frozenset(" ".join(key[:2]) for key in keys if len(key) > 1)


def _names() -> Iterator[Name]:
    words = load_words(WORDS)
    for longer in words["longer_names"]:
        yield _name(longer)
    for name in words["country"]:
        yield _name(name, Reading(COUNTRY, frozenset()))
    for region in regions():
        reading = Reading(region, frozenset({"vung"}))
        for name in (region.name, *words["regions"].get(region.name, ())):
            yield _name(name, reading)
    yield from _province_names()
    spellings: dict[str, list[str]] = {}
    for other, official in words["spellings"].items():
        spellings.setdefault(official, []).append(other)
    yield from _district_names(spellings)


def _province_names() -> Iterator[Name]:
    former = {place.code: place for place in provinces("63")}
    merged = {place.name: place for place in provinces("34")}
    for row in load_provinces():
        old = former[row.code]
        readings = [Reading(old, frozenset({fold(row.kind)}))]
        if row.name in merged:
            readings.append(Reading(merged[row.name], frozenset({"tinh", "thanh pho"})))
        bare = {_TYPE_PREFIX.sub("", alias, count=1): None for alias in row.aliases}
        for name in dict.fromkeys((row.name, *bare)):
            yield _name(name, *readings)
    # Bare "Huế" was the province's short name, and is the city's own since 2025.
    yield _name("Huế", Reading(merged["Huế"], frozenset({"thanh pho"})))


def _district_names(spellings: dict[str, list[str]]) -> Iterator[Name]:
    for row in load_districts():
        place = Place(row.name, Level.DISTRICT, row.code, "63", row.province)
        kinds = {fold(row.kind)}
        for former in row.former:
            kind = next(kind for kind in _DISTRICT_KINDS if fold(former).startswith(kind))
            bare = former[len(kind) + 1 :]
            if split_name(bare) == split_name(row.name) or bare.isdigit():
                kinds.add(kind)
            else:
                renamed = Place(bare, Level.DISTRICT, row.code, "63", row.province)
                yield _name(bare, Reading(renamed, frozenset({kind})))
        reading = Reading(place, frozenset(kinds))
        for name in (row.name, *spellings.get(row.name, ())):
            yield _name(name, reading)
        if row.name.startswith("Quận "):
            yield _name(row.name.replace("uận", ""), reading)


def _name(name: str, *readings: Reading) -> Name:
    letters = re.sub(r"\W|_", "", name)
    return Name(
        split_name(name),
        readings,
        capitals=letters.isupper(),
        joined="-" in name or "–" in name or "_" in name,
    )


def find_place(name: str, on: date | None = None) -> tuple[Place, ...]:
    """Find what an exact name or alias can mean, with or without its type word.

    Args:
        name: One name; capitals and diacritics may be missing, but none may differ.
        on: Decides the system, as in ``place.find_places``.

    Returns:
        Provinces first, then districts in order of code; empty for an unknown name.
    """
    name = canonical(name).text
    bare = _TYPE_PREFIX.match(name)
    kind = (
        {"tp": "thanh pho", "tx": "thi xa", "thu do": "thanh pho"}.get(fold(bare[1]), fold(bare[1]))
        if bare
        else None
    )
    syllables = split_name(name[bare.end() :] if bare else name)
    readings = [
        reading
        for known in lookup()[0].get(name_key(syllables), ())
        if all(a in (b, key_of(b)) for a, b in zip(syllables, known.syllables, strict=True))
        for reading in known.readings
    ]
    places = of_kinds(in_system(readings, on), {kind} if kind else set(), on)
    return tuple(dict.fromkeys(places))


def in_system(readings: Iterable[Reading], on: date | None) -> list[Reading]:
    """Keep, of a name's readings, those of the system in force on a day.

    A name that only the other system knows keeps its reading: "Hà Giang" in an article of 2026
    is the former province.
    """
    readings = list(readings)
    system = "34" if on is not None and on >= MERGED_ON else "63"
    of_system = [
        _on_day(r, on) for r in readings
        if r.place.level is not Level.PROVINCE or r.place.system == system
    ]  # fmt: skip
    if any(r.place.level is Level.PROVINCE for r in of_system):
        return of_system
    others = [r for r in readings if r.place.level is Level.PROVINCE]
    return [*(_on_day(r, on) for r in others), *of_system]


def _on_day(reading: Reading, on: date | None) -> Reading:
    # The province Thừa Thiên Huế became the city of Huế half a year before the merger.
    if reading.place.code != "46" or on is None or on < HUE_A_CITY_ON:
        return reading
    system = "34" if on >= MERGED_ON else "63"
    return Reading(Place("Huế", Level.PROVINCE, "46", system), frozenset({"thanh pho"}))


def of_kinds(readings: list[Reading], kinds: set[str], on: date | None) -> list[Place]:
    """Choose the places that type words allow.

    Args:
        readings: Of one name, in one system.
        kinds: Folded type words ("tinh", "thanh pho", "huyen" ...); empty for none.
        on: The day, for which provinces were cities then.

    Returns:
        Places in order of tier and code. Without a type word provinces hide districts. Where
        no reading bears the type word, the nearest tier's readings are taken.
    """
    ordered = sorted(readings, key=lambda r: (r.place.level is not Level.PROVINCE, r.place.code))
    upper = [r.place for r in ordered if r.place.level is not Level.DISTRICT]
    lower = [r for r in ordered if r.place.level is Level.DISTRICT]
    if not kinds:
        return upper or [r.place for r in lower]
    if "tinh" in kinds:
        return upper or [r.place for r in lower]
    bearing = [r.place for r in lower if r.kinds & kinds]
    if kinds == {"thanh pho"}:
        cities = [place for place in upper if is_city(place, on)]
        return cities or bearing or [r.place for r in lower] or upper
    if kinds <= _DISTRICT_KINDS:
        # "các huyện, thành phố Hải Phòng": the last type word goes with the name.
        cities = [place for place in upper if len(kinds) > 1 and is_city(place, on)]
        return bearing or [r.place for r in lower] or cities
    return upper
