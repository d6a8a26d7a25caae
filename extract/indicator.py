"""Names of indicators -> the catalogue's entries: 374 measures that local news reports.

``load_catalogue`` is the entry point. A name is an entry's only if it is one of its listed
names, marks and capitals aside: names that merely look alike are often different measures,
so likeness is left to whoever has the unit and the sentence at hand (see ``bot.match``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from extract.text import canonical, fold

_TABLE = Path(__file__).parent / "tables" / "indicators.toml"
_BRACKETED = re.compile(r"\([^()]*\)")
_NOT_A_WORD = re.compile(r"[^\w%]+")


@dataclass(frozen=True, slots=True)
class Indicator:
    """An entry of the catalogue.

    Attributes:
        id: ASCII snake case; ``ty_le_`` is a rate, ``so_`` a count, ``xep_hang_`` a rank.
        name: The full standard name.
        units: Expected units, the usual one first.
        aliases: Other ways it is written or said.
        apart: Ids that must never be taken for it.
    """

    id: str
    name: str
    units: tuple[str, ...]
    aliases: tuple[str, ...]
    apart: frozenset[str]


class Catalogue:
    """The indicators, found by name."""

    def __init__(
        self,
        indicators: tuple[Indicator, ...],
        ambiguous: Mapping[str, tuple[str, ...]],
        discriminators: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Index the names.

        Args:
            indicators: All entries.
            ambiguous: For each phrase that several share, their ids, the default first.
            discriminators: For each aspect that changes what is measured, its words.
        """
        self.indicators = {indicator.id: indicator for indicator in indicators}
        self._ids: dict[str, tuple[str, ...]] = {}
        for indicator in indicators:
            for name in (indicator.name, *indicator.aliases):
                self._ids.setdefault(_key(name), (indicator.id,))
        # Looked into before the aliases: a shared phrase belongs to no entry alone.
        self._ids.update((_key(phrase), ids) for phrase, ids in ambiguous.items())
        self._aspects = {
            canonical(word).text.lower(): aspect
            for aspect, words in discriminators.items()
            for word in words
        }
        longest_first = sorted(self._aspects, key=lambda word: (-len(word), word))
        # Looks ahead, since the words of two aspects may overlap.
        self._aspect = re.compile(rf"(?<!\w)(?=({'|'.join(map(re.escape, longest_first))})(?!\w))")

    def find(self, name: str, unit: str = "") -> tuple[str, ...]:
        """Find the entries that bear a name.

        Args:
            name: A name as written; marks, capitals and brackets do not count.
            unit: Unit of the number, where known; drops entries that never have it.

        Returns:
            Ids, the default first; empty for a name the catalogue does not list.
        """
        found = self._ids.get(_key(name)) or self._ids.get(_key(_BRACKETED.sub(" ", name)), ())
        fitting = tuple(id_ for id_ in found if not unit or unit in self.indicators[id_].units)
        return fitting or (found if not unit else ())

    def find_aspects(self, text: str) -> frozenset[str]:
        """Find what a text says that changes what is measured ("overdue", "near_poor").

        Args:
            text: Canonical, with its marks: without them "hàng" would be "hạng".
        """
        return frozenset(self._aspects[match[1]] for match in self._aspect.finditer(text.lower()))

    def apart(self, one: str, other: str) -> bool:
        """Tell whether two ids are known to be different measures."""
        return other in self.indicators[one].apart


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """Load the catalogue; it is read once, in about 30 ms."""
    with _TABLE.open("rb") as file:
        table = tomllib.load(file)
    indicators = tuple(
        Indicator(
            id=row["id"],
            name=row["name"],
            units=tuple(row["unit"]),
            aliases=tuple(row.get("aliases", ())),
            apart=frozenset(row.get("not", ())),
        )
        for row in table["indicator"]
    )
    ambiguous = {phrase: tuple(row["ids"]) for phrase, row in table["ambiguous"].items()}
    discriminators = {aspect: tuple(words) for aspect, words in table["discriminators"].items()}
    return Catalogue(indicators, ambiguous, discriminators)


@lru_cache(maxsize=16384)
def _key(name: str) -> str:
    # Where the tone mark stands is nothing to a fold, so the costlier form is not needed.
    words = _NOT_A_WORD.sub(" ", fold(normalize("NFC", name))).split()
    # "chỉ số chỉ số": a doubled head, as expanding an abbreviation leaves it.
    if words[:2] == words[2:4]:
        words = words[2:]
    return " ".join("ty" if word == "ti" else word for word in words)
