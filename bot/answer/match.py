"""What a question calls an indicator -> the observations whose words are near it.

``Matcher.near`` is the entry point: it finds the observations that share words with what is
sought and tells how much of it each accounts for; rare words weigh more. Which of them is
meant is weighed by ``bot.answer.signs`` and ``bot.answer.contest``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from math import log

from bot.answer.entry import Describer, Entry
from bot.question.measure import Measure
from bot.question.related import load_related, spaced
from bot.question.siblings import kinds_of, load_siblings
from index.models import StoredObservation

_PAIR, _APART = 0.5, 0.6
_SOFT = 0.35
_UNHEARD = 0.6
_RELATED = 0.8
# What is numbered, not counted: the second area is not the third.
_CLASS = re.compile(
    r"(?<!\w)(?:khu vực|vùng|mức|mức độ|loại|nhóm|lớp|đợt|quận|bậc|khóa|giai đoạn|hạng) "
    r"(?P<number>\d{1,2}|[ivx]{1,4})(?![\w%])"
)
_NOBODY: Mapping[Entry, float] = {}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question calls an indicator.

    Attributes:
        words: The question without place, period and what only asks; marks restored.
        terms: ``Wording.terms_of`` the words.
        measures: What may be counted in; empty where nothing is said.
    """

    words: str
    terms: tuple[str, ...]
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """A question's side of the comparison, computed once for all observations.

    Attributes:
        weights: Of each term, by how few names hold it.
        total: Sum of the weights; 0 where nothing tells.
        words: All words, in the wording of the table.
        aspects: What changes what is measured ("quá hạn").
        ids: Entries of the catalogue that the words name.
        related: Of a syllable, the phrases that may stand for the one it is part of.
        heard: The syllables that some name or sentence holds.
        kinds: The exclusive kinds that the words name a member of, with its members.
        classes: Terms of the numbers that tell a class from others ("khu vực 3").
        pairs: Of a syllable, its pairs with its neighbours.
    """

    weights: Mapping[str, float]
    total: float
    words: Set[str]
    aspects: Set[str]
    ids: Set[str]
    related: Mapping[str, tuple[str, ...]]
    heard: Set[str]
    kinds: Mapping[int, Set[int]]
    classes: tuple[str, ...]
    pairs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Near:
    """The observations that share words with what is sought.

    Attributes:
        shares: Of each, the share of the weight that it accounts for, 0 to 1, counting where a
            word stands: surely in the name, less so in the sentence or the title.
        related: For a term, how surely each observation holds a phrase related to it.
    """

    shares: Mapping[Entry, float]
    related: Mapping[str, Mapping[Entry, float]]


def pairs_of(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Sort the pairs among terms by the syllables that they are of."""
    pairs: dict[str, list[str]] = defaultdict(list)
    for pair in terms:
        first, _, second = pair.partition("_")
        if second:
            pairs[first].append(pair)
            pairs[second].append(pair)
    return {syllable: tuple(of_it) for syllable, of_it in pairs.items()}


class Matcher:
    """Compares observations with what a question calls an indicator."""

    def __init__(self, observations: Sequence[StoredObservation], describer: Describer) -> None:
        """Take in the observations."""
        self.entries = tuple(Entry(stored, describer) for stored in observations)
        self._describer = describer
        self._weighed: dict[str, float] = {}
        self._phrases: dict[str, Mapping[Entry, float]] = {}

    def sought(self, wanted: Wanted) -> Sought:
        """Weigh what a question calls an indicator."""
        describer = self._describer
        weights = {term: weight for term in wanted.terms if (weight := self.weight(term))}
        related = load_related().of(wanted.words)
        standard = describer.wording.standard(wanted.words)
        return Sought(
            weights,
            sum(weights.values()),
            frozenset(re.findall(r"\w+", standard)),
            describer.aspects(wanted.words),
            frozenset(describer.catalogue.find(wanted.words)),
            {
                t: kept
                for t, others in related.items()
                if t in weights and (kept := self._known(others))
            },
            frozenset(term for term in weights if self._documents[0].get(term)),
            kinds_of(load_siblings().of(spaced(wanted.words))),
            tuple(
                term
                for match in _CLASS.finditer(standard)
                for term in describer.wording.terms_of(match["number"])
            ),
            pairs_of(wanted.terms),
        )

    def _known(self, phrases: Iterable[str]) -> tuple[str, ...]:
        return tuple(phrase for phrase in phrases if self._holding(phrase))

    def near(self, sought: Sought) -> Near:
        """Find the observations that share a word with what is sought, or a related one."""
        found: dict[Entry, float] = defaultdict(float)
        related: dict[str, dict[Entry, float]] = {}
        for term, weight in sought.weights.items():
            held = self._holders.get(term, _NOBODY)
            if term in sought.related:
                near: dict[Entry, float] = {}
                for phrase in sought.related[term]:
                    for entry, surely in self._holding(phrase).items():
                        if surely > near.get(entry, 0.0):
                            near[entry] = surely
                related[term] = near
                held = dict(held)
                for entry, surely in near.items():
                    held[entry] = max(held.get(entry, 0.0), _RELATED * surely)
            for entry, surely in held.items():
                found[entry] += weight * surely
        return Near({entry: share / sought.total for entry, share in found.items()}, related)

    def _holding(self, phrase: str) -> Mapping[Entry, float]:
        held = self._phrases.get(phrase)
        if held is None:
            full = [s for s in phrase.split() if s not in self._describer.wording.empty]
            by_word = sorted((self._holders.get(s, _NOBODY) for s in full), key=len)
            held = self._phrases[phrase] = {
                entry: entry.holds(phrase, min(other[entry] for other in by_word))
                for entry in (by_word[0] if by_word else _NOBODY)
                if all(entry in other for other in by_word)
            }
        return held

    def alike(self, entry: Entry, among: Iterable[Entry], floor: float) -> list[Entry]:
        """Choose the observations that account for most of an observation's own name.

        Args:
            entry: The observation.
            among: Where to look.
            floor: The least share of the name's weight.

        Returns:
            The likest first; equal ones in order of their ids.
        """
        weights = {term: weight for term in entry.terms if (weight := self.weight(term))}
        total = sum(weights.values())
        if not total:
            return []
        shares = [(_gained(other, weights) / total, other) for other in among]
        kept = [(share, other) for share, other in shares if share >= floor]
        return [other for _, other in sorted(kept, key=lambda p: (-p[0], p[1].order))]

    def are_apart(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Tell whether the catalogue keeps all of some entries apart from all of others."""
        catalogue = self._describer.catalogue
        others = tuple(others)
        return all(catalogue.apart(one, other) for one in ones for other in others)

    def weight(self, term: str) -> float:
        """Weigh a term: the fewer names hold it, the more it tells."""
        weight = self._weighed.get(term)
        if weight is None:
            weight = self._weighed[term] = self._rarity(term)
        return weight

    def _rarity(self, term: str) -> float:
        documents, count = self._documents
        holders = documents.get(term, 0)
        if not holders:
            # Nobody ever said it: a pair is then no pair, a word may still be the point.
            return 0.0 if "_" in term else _UNHEARD * log(1 + count) / 2
        factor = _PAIR if "_" in term else 1.0
        if not self._describer.wording.soft.isdisjoint(term.split("_")):
            factor *= _SOFT
        return factor * log(1 + count / holders) / 2

    @cached_property
    def _holders(self) -> dict[str, dict[Entry, float]]:
        holders: dict[str, dict[Entry, float]] = defaultdict(dict)
        for entry in self.entries:
            for term, surely in entry.found.items():
                holders[term][entry] = surely
        return holders

    @cached_property
    def _documents(self) -> tuple[Counter[str], int]:
        documents: Counter[str] = Counter()
        every = [entry.terms for entry in self.entries]
        every += [terms for _, terms in self._describer.names]
        for terms in every:
            documents.update(terms.keys())
        quotes = {entry.stored.citation.quote: entry.quote for entry in self.entries}
        for terms in quotes.values():
            documents.update(term for term in terms if term not in documents)
        return documents, len(every)


def _gained(entry: Entry, weights: Mapping[str, float]) -> float:
    found, gained = entry.found, 0.0
    for term, weight in weights.items():
        surely = found.get(term, 0.0)
        if surely < _APART and "_" in term:
            first, _, second = term.partition("_")
            if first in entry.terms and second in entry.terms:
                surely = _APART
        gained += weight * surely
    return gained
