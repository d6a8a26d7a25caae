"""Words that exclude each other: of one kind, a figure is about one.

``load_siblings`` is the entry point. Who asks for imports ("nhập khẩu") is not answered by
exports ("xuất khẩu"), however alike the rest is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from pathlib import Path

import extract
from bot.question.related import spaced
from bot.question.wording import Wording, load_wording
from extract.grammar import longest_of
from extract.text import canonical
from extract.toml_table import load_toml

_TABLE = Path(extract.__file__).parent / "tables" / "siblings.toml"

_MOST_TEXTS = 5_000

Member = tuple[int, int]
"""Number of a kind, and number of a member in it."""


class Siblings:
    """Kinds with their members, ready to be found in a text."""

    def __init__(
        self,
        kinds: Iterable[Iterable[Iterable[str]]],
        wording: Wording,
        loose: Iterable[int] = (),
        needed: Iterable[int] = (),
        strict: Iterable[int] = (),
        titled: Iterable[int] = (),
        compounds: Iterable[str] = (),
    ) -> None:
        """Compile kinds.

        Args:
            kinds: Of each, its members; of each member, its canonical phrases.
            wording: The table of wordings.
            loose: Numbers of the kinds whose members people mix up.
            needed: Numbers of the kinds whose member nobody leaves unsaid.
            strict: Numbers of the kinds whose member in a name holds, whatever stands beside it.
            titled: Numbers of the needed kinds whose member a title tells, too.
            compounds: Canonical words whose syllables are no members by themselves.
        """
        self.loose = frozenset(loose)
        self.needed = frozenset(needed)
        self.strict = frozenset(strict)
        self.titled = frozenset(titled)
        self._members: dict[str, set[Member]] = {}
        for kind, members in enumerate(kinds):
            for number, phrases in enumerate(members):
                for phrase in phrases:
                    for written in {spaced(phrase), spaced(wording.standard(phrase))}:
                        self._members.setdefault(written, set()).add((kind, number))
        for compound in compounds:
            self._members.setdefault(spaced(compound), set())
        # Looks ahead, since "lượt khách" and "khách tây" share a word.
        self._phrase = re.compile(rf"(?<!\S)(?=({longest_of(self._members)})(?!\S))")
        self._found = lru_cache(maxsize=_MOST_TEXTS)(self._find)

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases of the members."""
        return tuple(phrase for phrase, members in self._members.items() if members)

    def of(self, text: str) -> frozenset[Member]:
        """Find the members that a text names; of phrases inside each other, the longest.

        Args:
            text: As ``spaced`` writes it.
        """
        return self._found(text)

    def _find(self, text: str) -> frozenset[Member]:
        found: set[Member] = set()
        end = 0
        for match in self._phrase.finditer(text):
            # Of phrases inside each other the longest counts.
            if match.end(1) > end:
                end = match.end(1)
                found |= self._members[match[1]]
        return frozenset(found)


def kinds_of(members: Set[Member]) -> dict[int, set[int]]:
    """Sort members by their kind."""
    kinds: dict[int, set[int]] = {}
    for kind, number in members:
        kinds.setdefault(kind, set()).add(number)
    return kinds


@lru_cache(maxsize=1)
def load_siblings() -> Siblings:
    """Load the table; it is read once."""
    table = load_toml(_TABLE)
    kinds = table["kinds"]

    def of_sort(sort: str) -> list[int]:
        return [number for number, kind in enumerate(kinds) if kind.get(sort)]

    return Siblings(
        [
            [[canonical(phrase).text.lower() for phrase in member] for member in kind["members"]]
            for kind in kinds
        ],
        load_wording(),
        of_sort("loose"),
        of_sort("needed"),
        of_sort("strict"),
        of_sort("titled"),
        (canonical(compound).text.lower() for compound in table["compounds"]),
    )
