"""Known names in a text, and whether a place is meant by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.lexicon import load_abbreviations, load_words
from extract.models import Level
from extract.place.gazetteer import WORDS, provinces
from extract.place.names import Name, Reading, beginnings, key_of, lookup
from extract.place.words import TypeWords, Words, phrases
from extract.text import fold

_DASHES = frozenset((" - ", "-", " – ", "–", " — ", "_", "- ", " -", "–"))
_LOOSE_JOINTS = frozenset((" ", ".", ". ", *_DASHES))
_SHORT = 2
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a text.

    Attributes:
        start: Where the type word starts, else the name.
        end: Where the name ends.
        first: Index of the name's first word.
        last: The index behind its last word.
        exact: Whether the diacritics are written and right.
        types: The type words directly before.
        kinds: Their kinds, or those inherited in a list.
        many: Whether a list may go on with the same kinds.
        listed: Whether another name stands beside it in a list.
    """

    start: int
    end: int
    first: int
    last: int
    name: Name
    readings: tuple[Reading, ...]
    exact: bool
    types: TypeWords | None
    kinds: frozenset[str]
    many: bool = False
    listed: bool = False


def find_hits(words: Words) -> Iterator[Hit]:
    """Find known names, left to right, the longest at each place.

    Longer names that hide a place ("Thái Bình Dương") are passed over with the place inside.
    """
    _, lengths = lookup()
    passed = 0
    for index, key in enumerate(words.keys):
        known = lengths.get(key)
        if index < passed or (known is None and not words.is_question):
            continue
        hit = _longest(words, index, known) if known else None
        if hit is None and words.is_question and words[index][:_SHORT].isupper():
            hit = _initials(words, index)
        if hit is None:
            continue
        passed = hit.last
        if hit.readings:
            yield hit


def _longest(words: Words, index: int, lengths: tuple[int, ...]) -> Hit | None:
    names, _ = lookup()
    if lengths[-1] > 1 and " ".join(words.keys[index : index + 2]) not in beginnings():
        return None
    for length in lengths:
        last = index + length
        if last > len(words):
            continue
        same = names.get(" ".join(words.keys[index:last]))
        if not same:
            continue
        fitting = [name for name in same if _fits(words, index, last, name)]
        exact = [name for name in fitting if _is_exact(words, index, name)]
        if fitting:
            return _hit(words, index, last, exact or fitting, exact=bool(exact))
    return None


def _hit(words: Words, first: int, last: int, names: list[Name], *, exact: bool) -> Hit:
    types = words.type_before(first)
    readings = tuple(reading for name in names for reading in name.readings)
    # The country and numbered quận need no type word; "vùng" goes with regions only.
    is_region = any("vung" in reading.kinds for reading in readings)
    if types is not None and ("vung" in types.kinds) is not is_region:
        types = None
    start = words.starts[first]
    if types is not None and ":" not in words.gap(first):
        start = words.starts[types.first]
    kinds = types.kinds if types else frozenset()
    end = words.ends[last - 1]
    return Hit(
        start, end, first, last, names[0], readings, exact, types, kinds,
        many=types is not None and types.many,
    )  # fmt: skip


def _fits(words: Words, first: int, last: int, name: Name) -> bool:
    gaps = [words.gap(index) for index in range(first + 1, last)]
    if any(gap != " " for gap in gaps):
        allowed = _LOOSE_JOINTS if name.capitals else _DASHES | {" "}
        if not (name.joined or name.capitals) or any(gap not in allowed for gap in gaps):
            return False
    if name.capitals and not words.loose:
        return all(
            words[index][0].isdigit() or words[index].isupper() for index in range(first, last)
        )
    if _is_exact(words, first, name):
        return True
    return words.loose and all(
        words.low(first + i) in (syllable, fold(syllable))
        for i, syllable in enumerate(name.syllables)
    )


def _is_exact(words: Words, first: int, name: Name) -> bool:
    return all(words.low(first + i) == syllable for i, syllable in enumerate(name.syllables))


@cache
def _by_initials() -> dict[str, tuple[Reading, ...]]:
    """Map "ĐT" and "QNgãi" to their provinces."""
    found: dict[str, list[Reading]] = {}
    for place in provinces("63"):
        syllables = [word for word in place.name.split() if word[0].isalpha()]
        if len(syllables) == _SHORT:
            reading = Reading(place, frozenset({"tinh"}))
            first, last = syllables
            for letters in (first[0] + last[0], first[0] + last):
                found.setdefault(letters, []).append(reading)
    return {letters: tuple(readings) for letters, readings in found.items()}


@cache
def _other_letters() -> frozenset[str]:
    return frozenset(fold(row.letters) for row in load_abbreviations() if row.kind != "place")


def _initials(words: Words, index: int) -> Hit | None:
    """Read "ĐT" as Đồng Tháp, where a place is expected or the letters are nothing else."""
    letters = words[index]
    readings = _by_initials().get(letters) or tuple(
        reading
        for known, of in _by_initials().items()
        if fold(known) == fold(letters) and letters.isascii()
        for reading in of
    )
    expected = words.cues(index, "cues_before") or words.type_before(index) is not None
    if not readings or (fold(letters) in _other_letters() and not expected):
        return None
    name = Name((fold(letters),), readings, capitals=True)
    return _hit(words, index, index + 1, [name], exact=True)


def is_meant(words: Words, hit: Hit) -> bool:
    """Tell whether a name in a text means the place."""
    if _is_part_of_name(words, hit):
        return False
    if hit.types is not None or hit.many:
        return _may_be_typed(words, hit)
    if hit.name.syllables[0] in ("quận", "q"):
        return words.text[hit.end : hit.end + 1] not in ("/", "-")
    if hit.name.capitals:
        return _means_abbreviation(words, hit)
    whole = " ".join(hit.name.syllables)
    capital = all(words.is_capital(index) for index in range(hit.first, hit.last))
    level = hit.readings[0].place.level
    if level in (Level.COUNTRY, Level.REGION):
        return _means_country(words, hit) if level is Level.COUNTRY else not _needs_type(whole)
    shouted = all(words.is_shouted(index) for index in range(hit.first, hit.last))
    common = _is_in(whole, "common_words")
    if capital and not (shouted and common):
        in_person = _is_in(whole, "persons") and not hit.listed
        return not in_person or _is_cued(words, hit)
    return _means_lower(words, hit, common or len(hit.name.syllables) == 1)


def _is_in(name: str, words: str) -> bool:
    return tuple(name.split()) in phrases(words)


@cache
def _regions_when_typed() -> frozenset[str]:
    return frozenset(name.lower() for name in load_words(WORDS)["regions_when_typed"])


def _needs_type(name: str) -> bool:
    return name in _regions_when_typed()


def _is_part_of_name(words: Words, hit: Hit) -> bool:
    if hit.types is not None:
        # "Đại học Quốc gia TP.HCM"; but the hospital of a province stands for it.
        return "thanh pho" in hit.kinds and words.has_head(hit.types.first, "heads_even_typed")
    if hit.readings[0].place.level is Level.REGION:
        return False
    if hit.name.syllables[0] in ("quận", "cả", "toàn"):
        return False
    return words.has_head(hit.first) or words.follows_person(hit.first)


def _may_be_typed(words: Words, hit: Hit) -> bool:
    if hit.types is not None:
        return True
    return all(words.is_capital(index) for index in range(hit.first, hit.last))


def _means_abbreviation(words: Words, hit: Hit) -> bool:
    around = words.text[max(0, hit.start - 1) : hit.start] + words.text[hit.end : hit.end + 1]
    if any(sign in "-–/&_" for sign in around):
        return False
    letters = "".join(words[index] for index in range(hit.first, hit.last))
    if len(letters) <= _SHORT:
        return hit.listed or (words.is_question and (letters.isupper() or _is_cued(words, hit)))
    return letters.isupper() or words.is_question


def _means_country(words: Words, hit: Hit) -> bool:
    if hit.name.syllables[-1] != "nam":
        return True
    before = hit.first - 1
    acronym = before >= 0 and words.gap(hit.first) == " " and words.is_shouted(before)
    if acronym and not words.is_shouted(hit.first):
        return False
    capital = all(words.is_capital(index) for index in range(hit.first, hit.last))
    return (capital or words.is_question) and not words.has_head(hit.first, "country_heads")


def _means_lower(words: Words, hit: Hit, common: bool) -> bool:
    folded = tuple(map(key_of, hit.name.syllables))
    if not hit.exact or folded == hit.name.syllables:
        common = common or folded in phrases("common_when_unmarked")
    is_province = any(r.place.level is Level.PROVINCE for r in hit.readings)
    if not words.is_question:
        return (is_province and not common) or (hit.listed and is_province)
    if is_province:
        return not common or _is_cued(words, hit) or _is_cued_after(words, hit)
    if common:
        return _is_cued(words, hit) or hit.listed
    return hit.exact or _is_cued(words, hit) or _is_cued_after(words, hit)


def _is_cued(words: Words, hit: Hit) -> bool:
    if hit.first == 0:
        return words.is_question
    if words.gap(hit.first) != " ":
        return False
    # "Nam 2022 long an": a question that began with its year goes on with the place.
    dated = words.is_question and _YEAR.fullmatch(words[hit.first - 1]) is not None
    return dated or words.cues(hit.first, "cues_before")


def _is_cued_after(words: Words, hit: Hit) -> bool:
    if hit.last == len(words) or words.gap(hit.last) != " " or words[hit.last].isdigit():
        return True
    return words.cues(hit.last, "cues_after", after=True)
