"""Words that point to a place instead of naming it: "huyện này", "toàn tỉnh", "Tỉnh đã".

``find_pointers`` is the entry point. ``RULES`` holds the ways to point; each rule's examples
are in ``tests/gold/pointer.toml`` under the rule's name. ``resolve`` gives the place meant: the
type word says of what kind it is (Hải Phòng is no "tỉnh"), and the rule whether the place
named last comes first or the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from extract.grammar import Caseless
from extract.lexicon import load_districts
from extract.models import Level, Place, Span
from extract.observe.frame import Reading
from extract.observe.mask import PLACE
from extract.place import provinces
from extract.place.gazetteer import is_city
from extract.text import LOWER


class Kind(StrEnum):
    """What a type word can mean."""

    PROVINCE = "tỉnh"
    CITY = "thành phố"
    DISTRICT = "huyện"
    COMMUNE = "xã"
    REGION = "vùng"
    ANY = "địa phương"


_KINDS = {
    "tỉnh": Kind.PROVINCE,
    "thành phố": Kind.CITY,
    "huyện": Kind.DISTRICT,
    "thị xã": Kind.DISTRICT,
    "quận": Kind.DISTRICT,
    "xã": Kind.COMMUNE,
    "phường": Kind.COMMUNE,
    "thị trấn": Kind.COMMUNE,
    "vùng": Kind.REGION,
    "khu vực": Kind.REGION,
}
_TYPES = "|".join(_KINDS)
_TYPE = rf"(?P<type>{_TYPES})"
# "các huyện này", "hai xã này" are several.
_ONE = r"(?<!\bcác )(?<!\bmỗi )(?<!\bhai )(?<!\bba )(?<!\bnhững )(?<!\bnhiều )(?<!\bcấp )(?<!\bliên )(?<!\bthị )"
_DOES = r"đã|đang|cũng|vẫn|sẽ|hiện|phấn đấu|dự kiến|đặt mục tiêu|có|đạt|còn"
# Most sentences have none of these words.
_POINTING = Caseless(rf"{_TYPES}|địa phương|địa bàn|nơi|đây")
_NO_NAME = rf"(?!\s*[{PLACE}])"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to point to a place.

    Attributes:
        name: Key of the rule's gold cases.
        pattern: Over masked text; the group ``type`` is the type word, if there is one.
        nearest: Whether the place named last is meant, rather than the article's own.
        own: Whether it is the article's own wherever the text has turned to.
        whole: Whether the place itself is spoken of, so that no office of it is any more.
        opens: Whether it stands at the start of a sentence.
    """

    name: str
    pattern: Caseless | re.Pattern[str]
    nearest: bool = False
    own: bool = False
    whole: bool = True
    opens: bool = False


RULES = (
    Rule(
        "this one",
        Caseless(rf"\b(?={_TYPES}){_ONE}{_TYPE}\s(?:[{LOWER}]+\s[{LOWER}]+\s)?(?:này|ấy|đó)\b"),
        nearest=True,
    ),
    Rule(
        "this locality",
        Caseless(rf"\b(?=địa|nơi){_ONE}(?:địa phương|địa bàn|nơi) (?:này|ấy|đó)\b"),
        nearest=True,
    ),
    Rule("here", Caseless(r"\b(?:ở|tại|nơi) đây\b"), nearest=True, whole=False),
    Rule("the whole of it", Caseless(rf"\b(?:toàn|khắp|cả) {_TYPE}\b{_NO_NAME}(?! cùng)")),
    Rule(
        "of it",
        Caseless(
            rf"\b(?:của|trên địa bàn) {_TYPE}\b{_NO_NAME}(?!, (?:{_TYPES}|cơ sở|sở|bộ|ngành|trung ương)| và| hoặc)"
        ),
    ),
    Rule("its own", Caseless(rf"\b{_TYPE} (?:ta|nhà)\b"), own=True),
    Rule("on the spot", Caseless(rf"\btrên địa bàn\b(?! (?:{_TYPES})){_NO_NAME}")),
    Rule(
        "it does, at the start",
        re.compile(
            rf"^\W*(?:(?:Cũng|Riêng|Hiện|Nay|Hiện nay|Đến nay|Năm nay)\b,?\s)?"
            rf"(?P<type>(?i:{_TYPES}))\s(?!ủy\b|đoàn\b|hội\b|viên\b)[{LOWER}]"
        ),
        opens=True,
    ),
    Rule(
        "it does",
        re.compile(
            rf"\b(?={_TYPES}){_ONE}(?<!toàn )(?<!\bcả )(?<!tỉnh, )(?<!huyện, )(?<!xã, )(?<!quận, )(?<!phường, )"
            rf"{_TYPE}\s(?:{_DOES})\b"
        ),
        whole=False,
    ),
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a text points to a place, and how."""

    span: Span
    rule: Rule
    kind: Kind


def find_pointers(reading: Reading, stretch: Span) -> list[Pointer]:
    """Find the pointers in a stretch of a passage, in order of position; the first rule wins."""
    sentence = reading.sentence if reading.sentence.holds(stretch) else stretch
    found = _in_sentence(reading.masked.masked, sentence.start, sentence.end)
    return [pointer for pointer in found if stretch.holds(pointer.span)]


# A sentence is read stretch by stretch.
@lru_cache(maxsize=16)
def _in_sentence(text: str, start: int, end: int) -> tuple[Pointer, ...]:
    if not _POINTING.search(text, start, end):
        return ()
    found: dict[int, Pointer] = {}
    for rule in RULES:
        for first, match in _matches(rule, text, start, end):
            kind = _KINDS[match["type"].lower()] if "type" in match.re.groupindex else Kind.ANY
            span = Span(first + match.start(), first + match.end())
            found.setdefault(span.end, Pointer(span, rule, kind))
    return tuple(sorted(found.values(), key=lambda pointer: pointer.span))


def _matches(rule: Rule, text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
    # "^" is the start of the sentence, not of the passage.
    if rule.opens:
        match = rule.pattern.match(text[start:end])
        return iter(() if match is None else ((start, match),))
    return ((0, match) for match in rule.pattern.finditer(text, start, end))


def resolve(reading: Reading, pointer: Pointer) -> Place | None:
    """Find the place that a pointer means; ``None`` where no place of its kind was spoken of."""
    frame, home = reading.frame, reading.scene.place
    recent = [place for place in reversed(frame.named.values()) if fits(reading, place, pointer)]
    own = [place for place in (home, _province(home)) if fits(reading, place, pointer)]
    abroad = None if pointer.rule.own else frame.abroad
    turned = [place for place in (abroad,) if fits(reading, place, pointer)]
    order = (*recent, *own) if pointer.rule.nearest else (*turned, *own, *recent)
    return next((place for place in order if place is not None), None)


def fits(reading: Reading, place: Place | None, pointer: Pointer) -> bool:
    """Tell whether a place is of the kind that a pointer's type word says."""
    if place is None:
        return False
    match pointer.kind:
        case Kind.PROVINCE:
            return place.level is Level.PROVINCE and not _is_city(reading, place)
        case Kind.CITY:
            return _is_city(reading, place) or place.code in _towns()
        case Kind.DISTRICT:
            return place.level is Level.DISTRICT
        case Kind.COMMUNE:
            return place.level is Level.COMMUNE
        case Kind.REGION:
            return place.level is Level.REGION
        case Kind.ANY:
            return place.level not in (Level.COUNTRY, Level.REGION)


def _is_city(reading: Reading, place: Place) -> bool:
    if place.level is not Level.PROVINCE:
        return False
    known = (one for one in provinces(place.system) if one.name == place.name)
    return is_city(next(known, place), reading.scene.today)


def _province(home: Place | None) -> Place | None:
    if home is None or home.level not in (Level.DISTRICT, Level.COMMUNE) or not home.province:
        return None
    return Place(home.province, Level.PROVINCE, system=home.system)


@cache
def _towns() -> frozenset[str]:
    return frozenset(row.code for row in load_districts() if row.kind == "Thành phố")
