"""Names and sentences -> the terms, aspects and entries of the catalogue that they hold.

``Describer`` is the entry point; it reads each text once, as long as it is remembered.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cached_property, lru_cache

from bot.answer.context import said_before
from bot.answer.entry import MOST_TEXTS, Entry, written_out
from bot.question.related import spaced
from bot.question.wording import Wording
from extract.abbreviation import expand
from extract.indicator import Catalogue, How
from index.lookup import Kept
from index.models import StoredObservation

_ALIKE = 0.75
_MOST_ARTICLES = 100
# What is done without cash is paid, whatever it is called ("giao dịch không dùng tiền mặt").
_CASHLESS, _PAID = "không dùng tiền mặt", frozenset({"payment"})
LOOSE = frozenset({"rate", "service", "dossier", "performed", "citizens", "used", "money"})
"""Aspects that are worded or left out at will in one and the same indicator."""


class Describer:
    """Reads texts into what the matcher compares."""

    def __init__(
        self,
        wording: Wording,
        catalogue: Catalogue,
        text_of: Callable[[str], str] | None = None,
    ) -> None:
        """Read with a table of wordings and the catalogue.

        Args:
            wording: The table.
            catalogue: The indicators.
            text_of: The text of an article, by its name; without it nothing is known of what
                stands before a sentence.
        """
        self._text_of = lru_cache(maxsize=_MOST_ARTICLES)(text_of) if text_of else None
        self.wording = wording
        self.catalogue = catalogue
        self._terms = lru_cache(maxsize=MOST_TEXTS)(self._cut)
        self._said = lru_cache(maxsize=MOST_TEXTS)(self._find_said)
        self._aspects = lru_cache(maxsize=MOST_TEXTS)(self._find_aspects)
        self.pairs = lru_cache(maxsize=MOST_TEXTS)(wording.pairs_of)
        self._ids = lru_cache(maxsize=MOST_TEXTS)(self._find_ids)
        self._likest = lru_cache(maxsize=MOST_TEXTS)(self._find_likest)
        self._alias_terms = lru_cache(maxsize=None)(self._find_alias_terms)

    def describe(self, stored: StoredObservation, kept: Kept | None = None) -> Entry:
        """Wrap an observation; see ``index.lookup.Describing``."""
        return Entry(stored, self, kept)

    def load(self) -> None:
        """Load what takes time to load, before the first observation comes."""
        self._find_likest(("",), "")
        self._find_ids(self.names[0][0], "")

    def telling(self, phrase: str) -> list[str]:
        """Give the words of a phrase that are not empty."""
        return [syllable for syllable in phrase.split() if syllable not in self.wording.empty]

    def before(self, stored: StoredObservation) -> str:
        """Give what leads the sentence of an observation, as the article writes it."""
        if self._text_of is None:
            return ""
        citation = stored.citation
        return said_before(self._text_of(citation.article), citation.start)

    def terms(self, text: str) -> dict[str, None]:
        """Cut a text of an article into terms; see ``Wording.terms_of``."""
        return self._terms(text)

    def _cut(self, text: str) -> dict[str, None]:
        return self.wording.terms_of(written_out(text))

    def aspects(self, text: str) -> frozenset[str]:
        """Find what a canonical text says that changes what is measured."""
        return self._aspects(text)

    def said(self, text: str) -> str:
        """Write the words of a canonical text as the table of wordings has them; see ``spaced``."""
        return self._said(text)

    def _find_said(self, text: str) -> str:
        return spaced(self.wording.standard(text))

    def _find_aspects(self, text: str) -> frozenset[str]:
        told = self.wording.without_plain(self.wording.standard(text))
        paid = _PAID if _CASHLESS in told else frozenset()
        return (self.catalogue.find_aspects(told) | paid) - LOOSE

    def ids(self, name: str, unit: str) -> tuple[str, ...]:
        """Find the entries of the catalogue that a name with its unit names."""
        return self._ids(name, unit)

    def _find_ids(self, name: str, unit: str) -> tuple[str, ...]:
        listed = self.catalogue.find(name, unit)
        match = self.catalogue.identify(name, unit)
        # One entry holds all counts of units beyond a threshold; each is its own measure.
        return listed if match.id is None or match.how is How.THRESHOLD else (match.id,)

    def aliases(self, entry: Entry) -> frozenset[str]:
        """Collect the terms of the names the catalogue gives to an entry's indicator."""
        unit = entry.observation.unit
        ids = entry.ids or self._likest(tuple(entry.core), unit)
        return self._alias_terms(ids[0]) if len(ids) == 1 else frozenset()

    @cached_property
    def named(self) -> Counter[str]:
        """How many names of the catalogue hold each term."""
        return Counter(term for _, terms in self.names for term in terms)

    def _find_alias_terms(self, id_: str) -> frozenset[str]:
        return frozenset(t for name in self._names_of(id_) for t in self.wording.terms_of(name))

    @cached_property
    def names(self) -> tuple[tuple[str, dict[str, None]], ...]:
        """Every name of the catalogue, canonical as its table is: the id and the terms."""
        return tuple(
            (id_, self.wording.terms_of(expand(name)))
            for id_ in self.catalogue.indicators
            for name in self._names_of(id_)
        )

    @cached_property
    def _names_with(self) -> dict[str, list[int]]:
        holders: dict[str, list[int]] = defaultdict(list)
        for number, (_, terms) in enumerate(self.names):
            for term in terms:
                holders[term].append(number)
        return holders

    def _names_of(self, id_: str) -> tuple[str, ...]:
        indicator = self.catalogue.indicators[id_]
        return (indicator.name, *indicator.aliases)

    def _find_likest(self, core: tuple[str, ...], unit: str) -> tuple[str, ...]:
        shared: Counter[int] = Counter()
        for term in core:
            shared.update(self._names_with.get(term, ()))
        likeness = {n: 2 * k / (len(core) + len(self.names[n][1])) for n, k in shared.items()}
        best = max(likeness.values(), default=0.0)
        if best < _ALIKE:
            return ()
        ids = sorted({self.names[n][0] for n, value in likeness.items() if value == best})
        return tuple(i for i in ids if unit in self.catalogue.indicators[i].units)
