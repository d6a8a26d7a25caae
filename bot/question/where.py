"""Places of a question, against the places observations are about.

``PlaceReader.read`` is the entry point. Beside the gazetteer it knows the names that the
store holds (communes), and it repairs a slip in a name, but only where what was typed is no
word of its own: a wrong place would give a wrong number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.question.asked import PLACE
from bot.question.slips import one_slip_away
from bot.question.spelling import Speller
from bot.question.syllable import is_well_formed
from bot.question.units import AskedPlace, is_unit, key_of, raised, renamed
from extract import place as gazetteer
from extract.models import Level, Place, Span
from extract.text import fold, lenient

_WORD = re.compile(r"[^\W\d_]+")
_TYPE = re.compile(
    r"(?:tỉnh|thành phố|tp\.?|huyện|thị xã|tx\.?|quận|phường|xã|thị trấn|đặc khu|tinh|thanh pho|huyen|thi xa|quan|phuong|xa|thi tran|dac khu)\s+$",
    re.IGNORECASE,
)
_LONGEST_NAME, _SHORTEST_REPAIRED, _LONG = 4, 5, 9
_MOST_NAMED = 4_096
_MOST_TEXTS = 8
# "Châu Đốc - Cần Thơ - Sóc Trăng" is a road, not three places.
_ROUTE = re.compile(rf"{PLACE}\d+{PLACE}(?:\s[-–]\s{PLACE}\d+{PLACE})+")
# Words between two places that are set side by side, not one inside the other.
_APART = re.compile(lenient(r"(?<!\w)(?:và|với|hay|hoặc|so|hơn|kém|bằng|còn)(?!\w)"), re.IGNORECASE)
_MARK = re.compile(rf"{PLACE}(\d+){PLACE}")


class _Typed(NamedTuple):
    """A word as it was typed.

    Attributes:
        capital: It begins with a capital.
        odd: It is no known word.
        slipped: Nor has any known word its letters.
    """

    letters: str
    capital: bool
    odd: bool
    slipped: bool


class PlaceReader:
    """Finds places in questions."""

    def __init__(self, held: Iterable[tuple[str, str | None]], speller: Speller) -> None:
        """Prepare for a store.

        Args:
            held: Name and province of every place the store has observations about.
            speller: Tells known words from slips.
        """
        self._speller = speller
        self._held_places = held
        self._places_of = lru_cache(_MOST_NAMED)(self._find_places)
        self._meant_by = lru_cache(_MOST_NAMED)(self._slip_of)
        # A text in which nothing had to be mended is read twice.
        self.find = lru_cache(_MOST_TEXTS)(self._find)

    def read(self, text: str) -> tuple[tuple[AskedPlace, ...], str]:
        """Find the places, leaving the country in the text as words.

        Args:
            text: A canonical question.

        Returns:
            The places in order, and the text with ``PLACE`` for each.
        """
        return _cut_out(text, _without_homes(text, self.find(text)))

    def _find(self, text: str) -> tuple[tuple[Span, AskedPlace], ...]:
        """Find where places are named, but for the country; in order.

        Args:
            text: A canonical question.
        """
        found: list[tuple[Span, AskedPlace]] = []
        for mention in gazetteer.find_places(text, question=True):
            if mention.place.level is not Level.COUNTRY:
                words = mention.place.name
                units = self._held(mention.candidates)
                if text[mention.span.start : mention.span.end].islower():
                    units = self._better_known(units)
                found.append((mention.span, AskedPlace(words, units)))
        taken = [span for span, _ in found]
        for span, asked in self._unlisted(text):
            if not any(span.overlaps(other) for other in taken):
                found.append((span, asked))
                taken.append(span)
        return tuple(_without_doubtful(text, sorted(found, key=lambda pair: pair[0])))

    def is_name(self, words: str) -> bool:
        """Tell whether words, marked just so, are the name of a place, a type word before it."""
        syllables = _WORD.findall(words.lower())
        names = (" ".join(syllables[first:]) for first in range(len(syllables)))
        return any(
            " ".join(_WORD.findall(place.name.lower())) == name
            for name in names
            for place in self._places_of(key_of(name))
        )

    def _held(self, candidates: tuple[Place, ...]) -> tuple[Place, ...]:
        candidates = tuple(
            dict.fromkeys(p for c in candidates for p in (c, *renamed(c), *raised(c)))
        )
        if candidates and candidates[0].level is Level.COMMUNE:
            return self._places_of(key_of(candidates[0].name)) or candidates
        return candidates

    def _better_known(self, candidates: tuple[Place, ...]) -> tuple[Place, ...]:
        # Who types no capital leaves out a mark, too: "quang bình" is Quảng Bình, if any.
        held = self._held_names.get(key_of(candidates[0].name), [])
        if not held or any(is_unit(c, *names) for c in candidates for names in held):
            return candidates
        return (*candidates, *self._places_of(key_of(candidates[0].name)))

    def _unlisted(self, text: str) -> Iterator[tuple[Span, AskedPlace]]:
        words = list(_WORD.finditer(text))
        for match in words:
            province = _short_names().get(fold(match[0]))
            if province is not None:
                yield Span(*match.span()), AskedPlace(province.name, (province,))
        typed = [self._typed(match) for match in words]
        apart = [not text[a.end() : b.start()].isspace() for a, b in pairwise(words)]
        for length in range(_LONGEST_NAME, 1, -1):
            for first in range(len(words) - length + 1):
                last = first + length - 1
                if any(apart[first:last]):
                    continue
                places = self._meant(typed[first : last + 1])
                if places:
                    start = words[first].start()
                    before = _TYPE.search(text, 0, start)
                    span = Span(before.start() if before else start, words[last].end())
                    yield span, AskedPlace(places[0].name, places)

    def _typed(self, match: re.Match[str]) -> _Typed:
        word, speller = match[0], self._speller
        odd = not speller.knows(word.lower())
        return _Typed(fold(word), word[0].isupper(), odd, not speller.knows_letters(word))

    def _meant(self, typed: Sequence[_Typed]) -> tuple[Place, ...]:
        letters = " ".join(word.letters for word in typed)
        exact = self._places_of(letters)
        if exact:
            capital, odd = all(word.capital for word in typed), any(word.odd for word in typed)
            if capital or odd or _in_store_only(exact):
                return exact
        slipped = any(word.slipped for word in typed)
        named = len(letters) >= _LONG and all(word.capital for word in typed)
        if len(letters) < _SHORTEST_REPAIRED or not (slipped or named):
            return ()
        meant = self._meant_by(letters)
        places = self._places_of(meant) if meant else ()
        return places if slipped or _is_likely(places, typed) else ()

    def _slip_of(self, letters: str) -> str:
        near = one_slip_away(letters)
        known = (near & _listed().keys()) | (near & self._held_names.keys())
        return known.pop() if len(known) == 1 else ""

    def _find_places(self, key: str) -> tuple[Place, ...]:
        found = _listed().get(key, ())
        for name, province in self._held_names.get(key, ()):
            if not any(is_unit(place, name, province) for place in found):
                # Neither province nor district: a commune, or a region.
                level = Level.COMMUNE if province else Level.REGION
                found = (*found, Place(name, level, province=province))
        return found

    @cached_property
    def _held_names(self) -> dict[str, list[tuple[str, str | None]]]:
        found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for name, province in sorted(
            set(self._held_places), key=lambda pair: (pair[0], pair[1] or "")
        ):
            found[key_of(name)].append((name, province))
        return dict(found)


@cache
def _listed() -> dict[str, tuple[Place, ...]]:
    """Give the places of the gazetteer by what their names are looked up by."""
    found: dict[str, dict[Place, None]] = defaultdict(dict)
    for place in (*gazetteer.provinces("63"), *gazetteer.provinces("34"), *gazetteer.districts()):
        found[key_of(place.name)][place] = None
    return {key: tuple(places) for key, places in found.items()}


@cache
def _short_names() -> dict[str, Place]:
    # Short forms of typed names: the first letter and the last syllable ("QNgãi").
    short: dict[str, list[Place]] = defaultdict(list)
    for place in gazetteer.provinces("63"):
        syllables = key_of(place.name).split()
        if len(syllables) == 2:
            short[syllables[0][0] + syllables[1]].append(place)
    # "nan" would be Nghệ An in every accident.
    return {
        name: places[0]
        for name, places in short.items()
        if len(places) == 1 and not is_well_formed(name)
    }


def place_names(held: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
    """Name the places that may be asked for; provinces, and those held by a store, twice."""
    provinces = (*gazetteer.provinces("63"), *gazetteer.provinces("34"))
    likely = (*(place.name for place in provinces), *(name for name, _ in held))
    return (*likely, *likely, *(place.name for place in gazetteer.districts()))


def _is_likely(places: tuple[Place, ...], typed: Sequence[_Typed]) -> bool:
    # Of short names many are one letter apart.
    return len(typed) > 2 or any(place.level is Level.PROVINCE for place in places)


def _in_store_only(places: tuple[Place, ...]) -> bool:
    return all(place.level in (Level.COMMUNE, Level.REGION) for place in places)


def _without_doubtful(
    text: str, found: list[tuple[Span, AskedPlace]]
) -> list[tuple[Span, AskedPlace]]:
    # "BHXH TN Lạng Sơn", "Quảng Bình xài nước": beside a place that is written out, what is read
    # from a short form or a slip is none, unless the two are set side by side.
    sure = [span for span, asked in found if _is_written_out(text, span, asked)]
    return [
        (span, asked)
        for span, asked in found
        if span in sure or not any(_stand_apart(text, span, other) for other in sure)
    ]


def _is_written_out(text: str, span: Span, asked: AskedPlace) -> bool:
    written = f" {key_of(text[span.start : span.end])} "
    return any(
        f" {key_of(name)} " in written
        for name in (asked.words, *(c.name for c in asked.candidates))
    )


def _stand_apart(text: str, one: Span, other: Span) -> bool:
    first, last = sorted((one, other))
    return "," not in text[first.end : last.start] and not _APART.search(
        text, first.end, last.start
    )


def _without_homes(
    text: str, found: Sequence[tuple[Span, AskedPlace]]
) -> list[tuple[Span, AskedPlace | None]]:
    # "Đồng Văn, Hà Giang" is one place; the province goes, but not the words between.
    kept: list[tuple[Span, AskedPlace | None]] = []
    for span, asked in found:
        kept.append((span, asked))
        if len(kept) < 2:
            continue
        before, last = kept[-2]
        if last is None or _APART.search(text, before.end, span.start):
            continue
        if inner := _inside(last, asked):
            kept[-2:] = [(before, inner), (span, None)]
        elif inner := _inside(asked, last):
            kept[-2:] = [(before, None), (span, inner)]
    return kept


def _inside(place: AskedPlace, home: AskedPlace) -> AskedPlace | None:
    names = {unit.name for unit in home.candidates if unit.level is Level.PROVINCE}
    inside = tuple(unit for unit in place.candidates if unit.province in names)
    return AskedPlace(place.words, inside) if inside else None


def _cut_out(
    text: str, found: list[tuple[Span, AskedPlace | None]]
) -> tuple[tuple[AskedPlace, ...], str]:
    pieces: list[str] = []
    end = 0
    for number, (span, asked) in enumerate(found):
        pieces += text[end : span.start], f" {PLACE}{number}{PLACE} " if asked else " "
        end = span.end
    marked = re.sub(r"\s+", " ", "".join((*pieces, text[end:])))
    places = {number: asked for number, (_, asked) in enumerate(found) if asked}

    def as_written(match: re.Match[str]) -> str:
        return _MARK.sub(lambda mark: places[int(mark[1])].words, match[0])

    marked = _ROUTE.sub(as_written, marked)
    kept = tuple(places[int(mark[1])] for mark in _MARK.finditer(marked))
    return kept, _MARK.sub(PLACE, marked).strip()
