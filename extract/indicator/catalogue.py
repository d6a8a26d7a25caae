"""The catalogue: indicators found by their names.

A name is an entry's only if it is one of its listed names, marks and capitals aside: names
that merely look alike are often different measures. What else can be said of a name that is
not listed is in ``identify`` and ``sameness``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from extract.grammar import longest_of
from extract.indicator.entry import Indicator, Phrase, name_key, word_key
from extract.indicator.identify import Identifier, Match
from extract.indicator.mentions import MentionFinder
from extract.indicator.sameness import Sameness, compare
from extract.text import canonical

BRACKETED = re.compile(r"\([^()]*\)")
"""What a name says in brackets."""


class Catalogue:
    """The indicators, found by name."""

    def __init__(
        self,
        indicators: tuple[Indicator, ...],
        ambiguous: Mapping[str, Phrase],
        discriminators: Mapping[str, tuple[str, ...]],
        added: frozenset[str] = frozenset(),
        touched: frozenset[str] = frozenset(),
        phrases_added: int = 0,
    ) -> None:
        """Index the names.

        Args:
            indicators: All entries.
            ambiguous: The phrases that several share.
            discriminators: For each aspect that changes what is measured, its words.
            added: Ids of the entries that are not built in.
            touched: Ids of built-in ones to which something was added.
            phrases_added: How many of the shared phrases are not built in.
        """
        self.indicators = {indicator.id: indicator for indicator in indicators}
        self.ambiguous = dict(ambiguous)
        self.discriminators = dict(discriminators)
        self.added = added
        self.touched = touched
        self.phrases_added = phrases_added
        self._ids: dict[str, tuple[str, ...]] = {}
        for indicator in indicators:
            for name in indicator.names:
                self._ids.setdefault(name_key(name), (indicator.id,))
        # Looked into before the aliases: a shared phrase belongs to no entry alone.
        self._ids.update((name_key(text), phrase.ids) for text, phrase in ambiguous.items())
        # The last two words of each key tell at once of most names that nothing bears them.
        self._ends = frozenset(" ".join(key.rsplit(" ", 2)[-2:]) for key in self._ids)
        self._aspects = {
            canonical(word).text.lower(): aspect
            for aspect, words in discriminators.items()
            for word in words
        }
        # Looks ahead, since the words of two aspects may overlap.
        self._aspect = re.compile(rf"(?<!\w)(?=({longest_of(self._aspects)})(?!\w))")

    def bearers(self, name: str) -> tuple[str, ...]:
        """Find the entries that bear a name, whatever their units; as ``find``."""
        return self._ids.get(name_key(name)) or self._ids.get(
            name_key(BRACKETED.sub(" ", name)), ()
        )

    def may_end(self, words: str) -> bool:
        """Tell whether an entry may bear a name with these last two words; a "yes" may be wrong."""
        ends = words.split(" ")
        plain = len(ends) == 2 and ends[0].isalnum() and ends[1].isalnum()
        return not plain or f"{word_key(ends[0])} {word_key(ends[1])}" in self._ends

    def find(self, name: str, unit: str = "") -> tuple[str, ...]:
        """Find the entries that bear a name.

        Args:
            name: A name as written; marks, capitals and brackets do not count.
            unit: Unit of the number, where known; drops entries that never have it.

        Returns:
            Ids, the default first; empty for a name the catalogue does not list.
        """
        found = self.bearers(name)
        return tuple(id_ for id_ in found if not unit or unit in self.indicators[id_].units)

    def find_aspects(self, text: str) -> frozenset[str]:
        """Find what a text says that changes what is measured ("overdue", "near_poor").

        Args:
            text: Canonical, with its marks: without them "hàng" would be "hạng".
        """
        return frozenset(self._aspects[match[1]] for match in self._aspect.finditer(text.lower()))

    def apart(self, one: str, other: str) -> bool:
        """Tell whether two ids are known to be different measures."""
        return other in self.indicators[one].apart

    def identify(self, name: str, unit: str = "", sentence: str = "") -> Match:
        """Identify a name: listed names first, then shared phrases by unit, then likeness.

        Args:
            name: As written, in any spelling; abbreviations and brackets may stand in it.
            unit: Unit of the number, where known; an entry that never has it is not meant.
            sentence: Canonical text around it, which may tell what a shared phrase means.
        """
        return self.identifier.identify(name, unit, sentence)

    def same(self, one: tuple[str, str], other: tuple[str, str]) -> Sameness:
        """Tell whether two pairs of a name and its unit name one thing; see ``sameness``."""
        return compare(one, other, self.identifier, self.apart)

    @cached_property
    def identifier(self) -> Identifier:
        """Identifies names; made when first asked for."""
        phrases = {name_key(text): phrase for text, phrase in self.ambiguous.items()}
        return Identifier(self.indicators, phrases, self.find_aspects)

    @cached_property
    def mentions(self) -> MentionFinder:
        """Finds the names in running text; made when first asked for."""
        names: dict[str, tuple[str, ...]] = {
            name: (i.id,) for i in self.indicators.values() for name in i.names
        }
        names |= {text: phrase.ids for text, phrase in self.ambiguous.items()}
        return MentionFinder(names)
