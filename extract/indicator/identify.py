"""A name with its unit -> the entry of the catalogue that it names, or none.

``Identifier.identify`` is the entry point. Likeness counts only between names of one kind: a
number of something is never its share, and a word that changes what is measured ("quá hạn",
"cận nghèo") must stand in both. An indicator that the catalogue lacks has no id and goes by its
own words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from extract.indicator.entry import Indicator, Phrase, name_key
from extract.indicator.wording import (
    Description,
    Scale,
    describe,
    describe_listed,
    scale_of,
    unit_fits,
    worded,
)

_ALIKE = 0.8
_MOST_TEXTS = 16_384
_THRESHOLD_ID = "so_don_vi_dat_nguong"
_THRESHOLD = re.compile(
    r"(?:tổng )?số (?:các )?(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|địa phương|đơn vị"
    r"|bộ|ngành|sở|cơ quan)(?!\w).*?(?:dưới|trên|từ|chưa đạt|không đạt|đạt|vượt|thấp hơn|cao hơn)"
    r" (?:[^\d%]{0,24} )?\d[\d.,]* ?(?:%|phần trăm|điểm)"
)
# What the unit says where the name does not begin with it.
_IMPLIED = {Scale.PERCENT: "rate", Scale.COUNT: "count", Scale.RANK: "rank", Scale.POINTS: "index"}
# With these words before it a name of another measure of the family is named ("PCI" in ranks).
_RELATIVES = {Scale.PERCENT: "tỷ lệ", Scale.COUNT: "số", Scale.RANK: "xếp hạng"}


class How(StrEnum):
    """How a name was identified, the surest first."""

    NAME = "name"
    PHRASE = "phrase"
    THRESHOLD = "threshold"
    ALIKE = "alike"
    UNDECIDED = "undecided"
    UNIT = "unit"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Match:
    """What a name was identified as.

    Attributes:
        id: ``None`` where the catalogue does not know it, where the unit is none of the
            entry's (``how`` is ``UNIT``), or where a phrase may mean several things and
            neither unit nor sentence tells (``UNDECIDED``).
        how: The step that decided.
        score: From 0 to 1; 1 for listed names.
    """

    id: str | None
    how: How
    score: float


class Identifier:
    """Identifies names."""

    def __init__(
        self,
        indicators: Mapping[str, Indicator],
        phrases: Mapping[str, Phrase],
        find_aspects: Callable[[str], frozenset[str]],
    ) -> None:
        """Take in the entries by id, and the shared phrases by ``name_key``."""
        self._indicators = indicators
        self._phrases = phrases
        self._find_aspects = lru_cache(maxsize=_MOST_TEXTS)(find_aspects)
        self._ids = {name_key(n): i.id for i in indicators.values() for n in i.names}

    def identify(self, name: str, unit: str = "", sentence: str = "") -> Match:
        """Identify a name; see ``Catalogue.identify``."""
        listed = self._listed(name, unit, sentence)
        if listed is not None and listed.id is not None:
            return listed
        if _THRESHOLD_ID in self._indicators and _THRESHOLD.match(worded(name)):
            return Match(_THRESHOLD_ID, How.THRESHOLD, 1.0)
        return listed or self._alike(name, unit)

    def aspects(self, description: Description) -> frozenset[str]:
        """Find what a described name says that changes what is measured."""
        return self._find_aspects(description.text)

    def names_of(self, id_: str) -> tuple[str, ...]:
        """Give the names of an entry."""
        return self._indicators[id_].names

    def _listed(self, name: str, unit: str, sentence: str) -> Match | None:
        for key in dict.fromkeys((name_key(name), name_key(worded(name)))):
            phrase = self._phrases.get(key)
            if phrase is not None:
                return self._decided(phrase, unit, sentence)
            id_ = self._ids.get(key) or self._worded_ids.get(key)
            if id_ is not None:
                fits = unit_fits(unit, self._indicators[id_].units)
                return Match(id_, How.NAME, 1.0) if fits else self._relative(name, unit)
        return None

    def _relative(self, name: str, unit: str) -> Match:
        scale = scale_of(unit)
        head = describe(name).head
        if not head or (head == "index" and scale is Scale.RANK):
            key = name_key(worded(f"{_RELATIVES.get(scale, '')} {name}"))
            id_ = self._ids.get(key) or self._worded_ids.get(key)
            if id_ is not None and unit_fits(unit, self._indicators[id_].units):
                return Match(id_, How.NAME, 1.0)
        return Match(None, How.UNIT, 0.0)

    def _decided(self, phrase: Phrase, unit: str, sentence: str) -> Match:
        ids = [i for i in phrase.ids if unit_fits(unit, self._indicators[i].units)]
        if not ids:
            return Match(None, How.UNIT, 0.0)
        said = sentence.lower()
        told = [i for i in ids if any(word in said for word in phrase.words.get(i, ()))]
        if len(told) == 1:
            return Match(told[0], How.PHRASE, 1.0)
        if len(ids) > 1 and phrase.asks_back:
            return Match(None, How.UNDECIDED, 0.0)
        return Match(ids[0], How.PHRASE, 1.0)

    def _alike(self, name: str, unit: str) -> Match:
        asked = describe(name)
        head = asked.head or (_IMPLIED.get(scale_of(unit), "") if unit else "")
        best = 0.0
        ids: set[str] = set()
        for other, id_ in self._by_core.get(asked.core, ()):
            score = asked.likeness(other)
            if score < max(best, _ALIKE) or not self._agree(asked, other, head):
                continue
            if unit_fits(unit, self._indicators[id_].units):
                ids = ids | {id_} if score == best else {id_}
                best = score
        if len(ids) == 1:
            return Match(ids.pop(), How.ALIKE, best)
        return Match(None, How.UNDECIDED if ids else How.UNKNOWN, 0.0)

    def _agree(self, asked: Description, other: Description, head: str) -> bool:
        if not asked.nested(other):
            return False
        aspects = self.aspects(asked), self.aspects(other)
        if asked.head == other.head:
            return aspects[0] == aspects[1]
        # "rate" is an aspect, too, and stands in the name that has the head.
        implied = head == (other.head or head)
        return implied and aspects[0] | {"rate"} == aspects[1] | {"rate"}

    @cached_property
    def _names(self) -> list[tuple[Description, str]]:
        return [(describe_listed(n), i.id) for i in self._indicators.values() for n in i.names]

    @cached_property
    def _by_core(self) -> dict[tuple[str, ...], list[tuple[Description, str]]]:
        found: dict[tuple[str, ...], list[tuple[Description, str]]] = defaultdict(list)
        for description, id_ in self._names:
            found[description.core].append((description, id_))
        return found

    @cached_property
    def _worded_ids(self) -> dict[str, str]:
        found: dict[str, set[str]] = defaultdict(set)
        for description, id_ in self._names:
            found[name_key(description.text)].add(id_)
        return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}
