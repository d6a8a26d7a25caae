"""Entries of the catalogue, the phrases that several share, and the key of a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import normalize

from extract.text import fold

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

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the standard one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that several indicators share.

    Attributes:
        ids: What it may mean, the default first.
        decide: How to choose among them, in Vietnamese words.
        words: For an id, lower-case words whose presence in the sentence tells it.
    """

    ids: tuple[str, ...]
    decide: str = ""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def asks_back(self) -> bool:
        """Whether there is no default: who says only this must be asked what is meant."""
        return "hỏi lại" in self.decide


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Make a key that two spellings of one name share."""
    # Where the tone mark stands is nothing to a fold, so the costlier form is not needed.
    folded = fold(normalize("NFC", name))
    # Most names are nothing but letters, digits and single spaces.
    plain = folded.replace(" ", "").isalnum()
    words = (folded if plain else _NOT_A_WORD.sub(" ", folded)).split()
    # "chỉ số chỉ số": a doubled head, as expanding an abbreviation leaves it.
    if words[:2] == words[2:4]:
        words = words[2:]
    return " ".join("ty" if word == "ti" else word for word in words)


@lru_cache(maxsize=2048)
def word_key(word: str) -> str:
    """Make what stands for a word of letters and digits in the key of its name."""
    folded = fold(normalize("NFC", word))
    return "ty" if folded == "ti" else folded
