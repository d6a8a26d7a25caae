"""Places named in Vietnamese text, in the system of 63 provinces or that of 34.

``find_places`` is the entry point. A folded name is looked up, longest first; the words around
it say whether a place is meant at all and which of several with that name. The text's own
diacritics must be right, unless it has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from extract.gazetteer import (
    COUNTRY,
    MERGED_ON,
    WORDS,
    districts,
    predecessors,
    provinces,
    regions,
    successor,
)
from extract.lexicon import load_districts, load_words
from extract.models import Level, Place, PlaceMention, Span
from extract.place_commune import CommuneName, find_communes
from extract.place_hit import Hit, find_hits, is_meant
from extract.place_names import find_place, in_system, of_kinds
from extract.place_words import Words

__all__ = [
    "COUNTRY",
    "districts",
    "find_place",
    "find_places",
    "predecessors",
    "provinces",
    "regions",
    "successor",
]

_LINK = re.compile(
    r"(?: ?\([^()]{0,40}\)| (?:đạt |là |còn )?\d[\d.,/]*%?)?(?:[,;]| và| hoặc| hay|, và| va| so với| voi)? "
)
_FORMER = re.compile(r" ?\(?(?:cũ|trước đây|trước sáp nhập)(?!\w)", re.IGNORECASE)
_BEFORE_MERGER = date(2024, 12, 31)
# "Châu Thành, tỉnh Kiên Giang", "Châu Thành (Kiên Giang)".
_ADDRESS_GAP = 3
_SENTENCE_END = re.compile(r"[.!?;\t](?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Found:
    hit: Hit
    mention: PlaceMention


def find_places(
    text: str, on: date | None = None, province: str | None = None, *, question: bool = False
) -> list[PlaceMention]:
    """Find the places that a text names.

    Args:
        text: In canonical form.
        on: Decides the system: the 63 before 1 July 2025 and where it is ``None``, else the 34.
        province: Name of the province the text is about; settles districts that share a name.
        question: Whether a user typed it: then capitals and diacritics may be missing word by
            word, and two capitals may stand for a province.

    Returns:
        Mentions in order of position; none overlap.
    """
    words = Words(text, question=question)
    communes = list(find_communes(words))
    claimed = [Span(c.start, words.ends[c.last - 1]) for c in communes]
    claimed += [Span(*match.span()) for match in _joined_provinces().finditer(text)]
    hits = [
        hit
        for hit in find_hits(words)
        if not any(claim.start < hit.end and hit.start < claim.end for claim in claimed)
    ]
    found = _read(words, _inherited(words, hits), on)
    found = _settled(text, found, province)
    mentions = [entry.mention for entry in found]
    mentions += [_commune(words, name, found, province, on) for name in communes]
    return sorted(mentions, key=lambda mention: mention.span)


def _inherited(words: Words, hits: Sequence[Hit]) -> list[Hit]:
    """Let the type words of "các huyện A, B và C" reach B and C."""
    reached: list[Hit] = []
    for hit in hits:
        before = reached[-1] if reached else None
        named = words.is_question or words.is_capital(hit.first)
        linked = before and named and _LINK.fullmatch(words.text, before.end, hit.start)
        hit = replace(hit, listed=bool(linked))
        if before is not None and linked:
            reached[-1] = before = replace(before, listed=True)
            if hit.types is None and before.many:
                hit = replace(hit, kinds=before.kinds, many=True)
        reached.append(hit)
    return reached


def _read(words: Words, hits: Sequence[Hit], on: date | None) -> list[_Found]:
    found = []
    for hit in hits:
        if not is_meant(words, hit):
            continue
        day = _BEFORE_MERGER if on and _FORMER.match(words.text, hit.end) else on
        places = of_kinds(in_system(hit.readings, day), set(hit.kinds), day)
        if places:
            candidates = tuple(dict.fromkeys(places))
            span = Span(hit.start, hit.end)
            typed = hit.types is not None or hit.many
            found.append(_Found(hit, PlaceMention(span, candidates[0], candidates, typed)))
    return found


def _settled(text: str, found: list[_Found], province: str | None) -> list[_Found]:
    """Choose between units of one name by the provinces named around, then the text's own."""
    settled: list[_Found] = []
    for index, entry in enumerate(found):
        mention = entry.mention
        if mention.place.level is Level.PROVINCE and not entry.hit.kinds:
            district = _beside_district(index, found)
            if district is not None:
                mention = replace(mention, place=district, candidates=(district,))
        elif mention.place.level is Level.DISTRICT:
            candidates = _narrowed(text, entry, found, province)
            if not candidates:
                continue
            mention = replace(mention, place=candidates[0], candidates=candidates)
        settled.append(_Found(entry.hit, mention))
    return settled


def _beside_district(index: int, found: list[_Found]) -> Place | None:
    """Read "Quảng Ninh" in "Lệ Thủy, Quảng Ninh" as the district beside Lệ Thủy."""
    entry = found[index]
    near = [found[i] for i in (index - 1, index + 1) if 0 <= i < len(found)]
    homes = {
        other.mention.place.province
        for other in near
        if entry.hit.listed and other.hit.listed and not other.mention.ambiguous
        and other.mention.place.level is Level.DISTRICT
    }  # fmt: skip
    places = [reading.place for reading in entry.hit.readings]
    if any(place.level is Level.PROVINCE and place.name in homes for place in places):
        return None
    return next((p for p in places if p.level is Level.DISTRICT and p.province in homes), None)


def _narrowed(
    text: str, entry: _Found, found: list[_Found], province: str | None
) -> tuple[Place, ...]:
    mention, candidates = entry.mention, entry.mention.candidates
    start, end = _sentence(text, mention.span)
    others = [
        other.mention for other in found if other is not entry and not other.mention.ambiguous
    ]
    homes = [(m.place, m.span) for m in others if m.place.level is Level.PROVINCE]
    around = [place for place, _ in homes]
    own = [Place(province, Level.PROVINCE)] if province else []
    circles = (
        [place for place, span in homes if 0 <= span.start - mention.span.end <= _ADDRESS_GAP],
        [place for place, span in homes if start <= span.start and span.end <= end],
        own,
        around,
        [Place(m.place.province, Level.PROVINCE) for m in others if m.place.province],
    )
    for circle in circles:
        inside = tuple(c for c in candidates if any(_lies_in(c, home) for home in circle))
        if inside and (len(inside) == 1 or len(inside) < len(candidates)):
            return inside
    stray = own and not mention.typed and not entry.hit.listed
    if stray and not any(_is_town(place) for place in candidates):
        # A bare name of another province's rural district is mostly a person or a street.
        return ()
    return candidates


def _sentence(text: str, span: Span) -> tuple[int, int]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() >= span.end:
            return start, match.start()
        if match.end() <= span.start:
            start = match.end()
    return start, len(text)


def _lies_in(place: Place, home: Place) -> bool:
    if place.province == home.name:
        return True
    later = successor(place)
    return home.system == "34" and later is not None and later.name == home.name


def _is_town(place: Place) -> bool:
    return place.code in _town_codes()


def _commune(
    words: Words, name: CommuneName, found: list[_Found], province: str | None, on: date | None
) -> PlaceMention:
    end = words.ends[name.last - 1]
    written = words.text[words.starts[name.first] : end]
    if written.isupper():
        written = written.title()
    home = _address(words.text, end, found) or province
    system = "34" if on is not None and on >= MERGED_ON else "63"
    place = Place(written, Level.COMMUNE, "", system, home)
    return PlaceMention(Span(name.start, end), place, (place,), name.typed)


def _address(text: str, end: int, found: list[_Found]) -> str | None:
    """Find the province in "xã Tân Quang, huyện Bắc Quang, tỉnh Hà Giang"."""
    home = None
    for entry in found:
        span, place = entry.mention.span, entry.mention.place
        if span.start < end:
            continue
        if text[end : span.start] not in (", ", " (", " - ", " "):
            break
        if place.level is Level.PROVINCE:
            return place.name
        home, end = home or place.province, span.end
    return home


@cache
def _joined_provinces() -> re.Pattern[str]:
    names = "|".join(load_words(WORDS)["joined_provinces"])
    return re.compile(rf"(?<!các )(?<!hai )tỉnh (?:{names})", re.IGNORECASE)


@cache
def _town_codes() -> frozenset[str]:
    return frozenset(row.code for row in load_districts() if row.kind != "Huyện")
