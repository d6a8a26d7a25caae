"""The syllables of known names, and of the article at hand: what a name may well be made of.

``vocabulary`` gives those of the catalogue in use, ``pairs_of`` and ``heads_of`` those of an article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extract.indicator import find_mentions, load_catalogue
from extract.indicator.catalogue import Catalogue
from extract.observe.name import naming
from extract.observe.name.proposal import telling_syllables

_SYLLABLE = re.compile(r"\w+")
_COMMON = 3
_MOST_HEADS = 4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How often syllables, and pairs of them, stand in the catalogue's names.

    Attributes:
        names: The telling syllables of each name as bits, how many they are, and its units.
        bits: The bit of each telling syllable.
    """

    catalogue: Catalogue
    syllables: Counter[str]
    pairs: frozenset[tuple[str, str]]
    names: tuple[tuple[int, int, tuple[str, ...]], ...]
    bits: dict[str, int]
    by_syllable: dict[str, tuple[int, ...]]
    common: frozenset[str]


@lru_cache(maxsize=2)
def _vocabulary_of(catalogue: Catalogue) -> Vocabulary:
    syllables, pairs = Counter[str](), set[tuple[str, str]]()
    names: list[tuple[int, int, tuple[str, ...]]] = []
    bits: dict[str, int] = {}
    at: dict[str, list[int]] = {}
    for indicator in catalogue.indicators.values():
        for name in indicator.names:
            words = _SYLLABLE.findall(name.lower())
            syllables.update(words)
            pairs.update(pairwise(words))
            telling = telling_syllables(name)
            for word in telling:
                at.setdefault(word, []).append(len(names))
                bits.setdefault(word, 1 << len(bits))
            names.append((sum(bits[word] for word in telling), len(telling), indicator.units))
    return Vocabulary(
        catalogue,
        syllables,
        frozenset(pairs),
        tuple(names),
        bits,
        {word: tuple(found) for word, found in at.items()},
        frozenset(word for word, often in syllables.items() if often >= _COMMON),
    )


def vocabulary() -> Vocabulary:
    """Give the vocabulary of the catalogue in use."""
    return _vocabulary_of(load_catalogue())


def pairs_of(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """Count the pairs of neighbouring syllables of an article."""
    found: Counter[tuple[str, str]] = Counter()
    for text in texts:
        words = _SYLLABLE.findall(text.lower())
        found.update(pairwise(words))
    return found


def heads_of(texts: Iterable[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Give the names of known indicators in some texts, once each, with what they are counted in."""
    found: dict[str, frozenset[str]] = {}
    indicators = load_catalogue().indicators
    for text in texts:
        for mention in find_mentions(text):
            words = naming.lower_first(text[mention.span.start : mention.span.end])
            units = frozenset(unit for id_ in mention.ids for unit in indicators[id_].units)
            found.setdefault(words, units)
    return tuple(found.items())[:_MOST_HEADS]


@lru_cache(maxsize=16384)
def likeness(syllables: frozenset[str], unit: str) -> float:
    """Give how like the most alike name of the catalogue is, 0 to 1."""
    known = vocabulary()
    postings = sorted((known.by_syllable.get(word, ()) for word in syllables), key=len)
    size, best = len(syllables), 0.0
    own = sum(known.bits.get(word, 0) for word in syllables)
    # A name that shares half of the syllables shares one of any half of them: the rarest.
    near = set().union(*postings[: size // 2 + 1])
    for at in near:
        name, length, units = known.names[at]
        common = (name & own).bit_count()
        if common * 2 >= size:
            alike = 2 * common / (length + size)
            best = max(best, alike if not unit or unit in units else alike * 0.8)
    return best
