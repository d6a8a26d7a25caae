"""Which of several units of one name is meant, by the places named around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.lexicon import load_districts
from extract.models import Level, Place, PlaceMention
from extract.place.gazetteer import successor
from extract.place.hit import Hit

_SENTENCE_END = re.compile(r"[.!?;\t](?=\s|$)")
# "Châu Thành, tỉnh Kiên Giang", "Châu Thành (Kiên Giang)".
_ADDRESS_GAP = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A name meant as a place, with all that it can mean."""

    hit: Hit
    mention: PlaceMention


def choose(text: str, found: Sequence[Found], province: str | None) -> list[PlaceMention]:
    """Choose between units of one name.

    A province named right behind the name decides, then one in its sentence, the text's own
    province, one elsewhere in the text, and last the province of other districts in it. What
    nothing decides keeps all its candidates.

    Args:
        text: The text the names stand in.
        found: In order of position.
        province: Name of the province the text is about.

    Returns:
        Mentions in order. A bare name of a rural district outside ``province`` is left out
        where nothing speaks for it: such names are persons' and streets', too.
    """
    around: _Around | None = None
    chosen = []
    for index, entry in enumerate(found):
        mention = entry.mention
        if mention.place.level is Level.PROVINCE and not entry.hit.kinds:
            district = _district_in_list(index, found)
            if district is not None:
                mention = replace(mention, place=district, candidates=(district,))
        elif mention.place.level is Level.DISTRICT:
            around = around or _Around(text, found, province)
            candidates = around.narrow(entry)
            if not candidates:
                continue
            mention = replace(mention, place=candidates[0], candidates=candidates)
        chosen.append(mention)
    return chosen


def _district_in_list(index: int, found: Sequence[Found]) -> Place | None:
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


class _Around:
    def __init__(self, text: str, found: Sequence[Found], province: str | None) -> None:
        mentions = [entry.mention for entry in found]
        self._homes = [m for m in mentions if m.place.level is Level.PROVINCE]
        self._starts = [m.span.start for m in self._homes]
        self._ends = [match.start() for match in _SENTENCE_END.finditer(text)]
        self._named = list(dict.fromkeys(m.place for m in self._homes))
        self._own = [Place(province, Level.PROVINCE)] if province else []
        self._beside = sorted(
            {m.place.province for m in mentions if m.place.province and not m.ambiguous}
        )

    def narrow(self, entry: Found) -> tuple[Place, ...]:
        candidates = entry.mention.candidates
        for circle in self._circles(entry.mention):
            inside = _inside(candidates, circle)
            if inside and (len(inside) == 1 or len(inside) < len(candidates)):
                return inside
        if self._own and not entry.mention.typed and not entry.hit.listed:
            return candidates if any(_is_town(place) for place in candidates) else ()
        return candidates

    def _circles(self, mention: PlaceMention) -> Iterator[Iterable[Place]]:
        after = bisect_left(self._starts, mention.span.end)
        if after < len(self._homes):
            gap = self._starts[after] - mention.span.end
            yield [self._homes[after].place] if gap <= _ADDRESS_GAP else []
        sentence = bisect_right(self._ends, mention.span.start)
        start = self._ends[sentence - 1] if sentence else 0
        first = bisect_left(self._starts, start)
        last = len(self._starts)
        if sentence < len(self._ends):
            last = bisect_left(self._starts, self._ends[sentence])
        yield dict.fromkeys(home.place for home in self._homes[first:last])
        yield self._own
        yield self._named
        if mention.ambiguous:
            yield [Place(name, Level.PROVINCE) for name in self._beside]


def _inside(candidates: tuple[Place, ...], homes: Iterable[Place]) -> tuple[Place, ...]:
    known = list(homes)
    names = {home.name for home in known if home.system == "63"}
    # The text's own province is a bare name: the old unit first, then the merged one.
    merged = {home.name for home in known if home.system == "34" or not home.code}
    inside = tuple(place for place in candidates if place.province in names)
    return inside or tuple(
        place for place in candidates if (now := successor(place)) and now.name in merged
    )


def _is_town(place: Place) -> bool:
    return place.code in _town_codes()


@cache
def _town_codes() -> frozenset[str]:
    return frozenset(row.code for row in load_districts() if row.kind != "Huyện")
