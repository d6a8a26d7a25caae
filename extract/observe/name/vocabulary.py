"""The syllables of known names, and of the article at hand: what a name may well be made of.

``vocabulary`` gives those of the catalogue in use, ``heads_of`` the known names that an article begins with.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import or_

from extract.indicator import find_mentions, load_catalogue
from extract.indicator.catalogue import Catalogue
from extract.observe.name import naming
from extract.observe.name.syllable import syllables as syllables_of
from extract.observe.name.syllable import telling_syllables

_COMMON = 3
_MOST_HEADS = 4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The syllables, and pairs of them, that stand in the catalogue's names.

    Attributes:
        common: Those that stand in several names.
        lengths: How many telling syllables each name has, the shortest name first.
        names_with: For each telling syllable, the names that have it, as bits in that order.
        names_in: For each unit, the names that are counted in it, likewise.
    """

    catalogue: Catalogue
    syllables: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    common: frozenset[str]
    lengths: tuple[int, ...]
    names_with: dict[str, int]
    names_in: dict[str, int]


@lru_cache(maxsize=1)
def _vocabulary_of(catalogue: Catalogue) -> Vocabulary:
    syllables, pairs = Counter[str](), set[tuple[str, str]]()
    names: list[tuple[frozenset[str], tuple[str, ...]]] = []
    for indicator in catalogue.indicators.values():
        for name in indicator.names:
            words = syllables_of(name)
            syllables.update(words)
            pairs.update(pairwise(words))
            names.append((telling_syllables(name), indicator.units))
    names.sort(key=lambda name: len(name[0]))
    names_with, names_in = defaultdict[str, int](int), defaultdict[str, int](int)
    for at, (telling, units) in enumerate(names):
        for word in telling:
            names_with[word] |= 1 << at
        for unit in units:
            names_in[unit] |= 1 << at
    return Vocabulary(
        catalogue,
        frozenset(syllables),
        frozenset(pairs),
        frozenset(word for word, often in syllables.items() if often >= _COMMON),
        tuple(len(telling) for telling, _ in names),
        dict(names_with),
        dict(names_in),
    )


def vocabulary() -> Vocabulary:
    """Give the vocabulary of the catalogue in use."""
    return _vocabulary_of(load_catalogue())


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


def is_listed(name: str, unit: str) -> bool:
    """Whether the catalogue lists a name for a unit."""
    return bool(vocabulary().catalogue.find(name, unit))


def likeness(syllables: frozenset[str], unit: str) -> float:
    """Give how like the most alike name of the catalogue is, 0 to 1."""
    known, size, best = vocabulary(), len(syllables), 0.0
    fewest = max(1, (size + 1) // 2)
    found = [names for word in syllables if (names := known.names_with.get(word))]
    if len(found) < fewest:
        return best
    # The names that share one syllable or more, two or more, and so on, as bits.
    sharing: list[int] = []
    for having in found:
        fewer = [having, *[names & having for names in sharing]]
        sharing = [*map(or_, sharing, fewer), fewer[-1]]
    fitting = known.names_in.get(unit, 0)
    for shared in range(fewest, len(sharing) + 1):
        names = sharing[shared - 1]
        if not names:
            break
        best = max(best, _alike(shared, size, names, known) * (0.8 if unit else 1))
        if names & fitting:
            best = max(best, _alike(shared, size, names & fitting, known))
    return best


def _alike(shared: int, size: int, names: int, known: Vocabulary) -> float:
    shortest = known.lengths[(names & -names).bit_length() - 1]
    return 2 * shared / (size + shortest)
