"""Places named in Vietnamese text, in the system of 63 provinces or that of 34.

``find_places`` is the entry point. A folded name is looked up, longest first; the words around
it say whether a place is meant at all and which of several with that name. The text's own
diacritics must be right, unless it has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from extract.lexicon import load_words
from extract.models import Level, Place, PlaceMention, Span
from extract.place.choice import Found, choose
from extract.place.commune import CommuneName, find_communes
from extract.place.gazetteer import (
    MERGED_ON,
    WORDS,
    successor,
)
from extract.place.hit import Hit, find_hits, is_meant
from extract.place.names import in_system, of_kinds
from extract.place.words import Words
from extract.text import in_lower_case

_LINK = re.compile(
    r"(?: ?\([^()]{0,40}\)| (?:đạt |là |còn )?\d[\d.,/]*%?)?(?:[,;]| và| hoặc| hay|, và| va| so với| voi)? "
)
_FORMER = re.compile(r" ?\(?(?:cũ|trước đây|trước sáp nhập)(?!\w)", re.IGNORECASE)
_LONGEST_ADDRESS = 2
_RENAMED = frozenset({"Huế"})
_BEFORE_MERGER = date(2024, 12, 31)


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
    names, communes = _names_in(text, on, question)
    mentions = choose(text, names, province)
    found = [_commune(text, commune, mentions, province, on) for commune in communes]
    return sorted((*mentions, *found), key=lambda mention: mention.span)


@dataclass(frozen=True, slots=True)
class _Commune:
    """A commune's name; ``name`` is where it stands, ``span`` includes the type word."""

    span: Span
    name: Span
    typed: bool


# An article is read twice: to learn which province it is about, and with that province.
@lru_cache(maxsize=256)
def _names_in(
    text: str, on: date | None, question: bool
) -> tuple[tuple[Found, ...], tuple[_Commune, ...]]:
    words = Words(text, question=question)
    communes = tuple(_placed(words, name) for name in find_communes(words))
    claimed = [commune.span for commune in communes]
    lowered = in_lower_case(text)
    claimed += [Span(*match.span()) for match in _joined_provinces().finditer(lowered)]
    hits = _unclaimed(find_hits(words), sorted(claimed))
    return tuple(_read(words, _inherited(words, hits), on)), communes


def _placed(words: Words, name: CommuneName) -> _Commune:
    end = words.ends[name.last - 1]
    return _Commune(Span(name.start, end), Span(words.starts[name.first], end), name.typed)


def _unclaimed(hits: Iterable[Hit], claimed: Sequence[Span]) -> list[Hit]:
    free = []
    index = 0
    for hit in hits:
        while index < len(claimed) and claimed[index].end <= hit.start:
            index += 1
        if index == len(claimed) or hit.end <= claimed[index].start:
            free.append(hit)
    return free


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


def _read(words: Words, hits: Sequence[Hit], on: date | None) -> list[Found]:
    found = []
    for hit in hits:
        if not is_meant(words, hit):
            continue
        day = _BEFORE_MERGER if on and _FORMER.match(words.text, hit.end) else on
        places = of_kinds(in_system(hit.readings, day), set(hit.kinds), day)
        if words.is_question and on is None:
            places += _renamed(places)
        if places:
            candidates = tuple(dict.fromkeys(places))
            span = Span(hit.start, hit.end)
            typed = hit.types is not None or hit.many
            found.append(Found(hit, PlaceMention(span, candidates[0], candidates, typed)))
    return found


def _renamed(places: Iterable[Place]) -> list[Place]:
    """A question of no day may mean a unit under its new name: Thừa Thiên Huế, now Huế."""
    now = [successor(place) for place in places if place.level is Level.PROVINCE]
    return [place for place in now if place and place.name in _RENAMED]


def _commune(
    text: str,
    commune: _Commune,
    mentions: Sequence[PlaceMention],
    province: str | None,
    on: date | None,
) -> PlaceMention:
    written = text[commune.name.start : commune.name.end]
    if written.isupper():
        written = written.title()
    if written.isdigit():
        written = f"Phường {written}"
    home = _address(text, commune.span.end, mentions) or province
    system = "34" if on is not None and on >= MERGED_ON else "63"
    place = Place(written, Level.COMMUNE, "", system, home)
    return PlaceMention(commune.span, place, (place,), commune.typed)


def _address(text: str, end: int, mentions: Sequence[PlaceMention]) -> str | None:
    """Find the province in "xã Tân Quang, huyện Bắc Quang, tỉnh Hà Giang"."""
    home = None
    following = bisect_left(mentions, end, key=lambda mention: mention.span.start)
    for mention in mentions[following : following + _LONGEST_ADDRESS]:
        if text[end : mention.span.start] not in (", ", " (", " - ", " "):
            break
        if mention.place.level is Level.PROVINCE:
            return mention.place.name
        home, end = home or mention.place.province, mention.span.end
    return home


@cache
def _joined_provinces() -> re.Pattern[str]:
    names = "|".join(load_words(WORDS)["joined_provinces"])
    # The word first, so that most texts are told apart by it alone.
    return re.compile(rf"tỉnh (?<!các tỉnh )(?<!hai tỉnh )(?:{names})".lower())
