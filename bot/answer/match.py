"""What a question calls an indicator -> the observations it can mean, with a score each.

``Matcher.candidates`` is the entry point. A score is the share of the question's weight
(rare terms weigh more) that the observation accounts for, lowered for what the indicator
says beyond the question and for every aspect ("overdue", "near poor") that only one of the
two has. Place, period and kind are not looked at here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from math import log

from bot.answer.entry import IN_TITLE, Describer, Entry
from bot.question.measure import Measure, Scale
from index.models import StoredObservation

_PAIR, _APART = 0.5, 0.6
_SOFT = 0.35
_UNHEARD = 0.6
_BEYOND = 0.25
_ASPECT_UNASKED, _ASPECT_MISSING, _ASPECT_NEARBY, _ASPECT_WEAK = 0.88, 0.55, 0.85, 0.93
# How far a plan is fulfilled is never the thing planned.
_PLAN_UNASKED, _DECISIVE_UNASKED, _DECISIVE_MISSING = 0.45, 0.45, 0.4
_SUBJECT_UNASKED, _OFFICE_UNASKED = 0.8, 0.5
# Of the question's single syllables: found nowhere, or in the title alone while the name says
# something else.
_NOWHERE, _TELLING = 0.28, 2.0
_HARDLY, _OTHERWISE = 0.3, 0.3
_MOSTLY, _HALF = 0.7, 0.6
_SAME_ENTRY, _OTHER_ENTRY = 0.25, 0.7

# Aspects that people add and drop without meaning another indicator.
_WEAK = frozenset({"average", "new", "organisation", "decision", "due", "collected", "change"})
# Aspects nobody leaves unsaid: who asks for the poor does not mean the nearly poor.
_DECISIVE = frozenset(
    {
        *("near_poor", "escaped", "minority", "members", "overdue", "returned"),
        *("payment", "satisfied", "in_person", "unemployment_insurance", "contribution"),
        *("component", "remaining"),
    }
)
# "5G" is not "4G", nor the third area the second.
_NUMBERED = re.compile(r"\d")
_RATIO = re.compile(r"(?<!\w)(?:tỷ số|tỷ suất)(?!\w)")
# An office's or a tier's number is never the whole place's.
_OFFICE = re.compile(
    r"(?:cấp|khối|sở|bộ|ubnd|cục|chi cục|ban|văn phòng|phòng|trung tâm)\b", re.IGNORECASE
)


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
class Candidate:
    """An observation with how well its indicator fits.

    Attributes:
        score: 0 to 1; comparable between questions.
        fit: The score without what the name says beyond the question; comparable between
            places that word one indicator differently.
        why: What raised and lowered it, for a developer.
        held: Whether the observation holds enough of the question's telling words.
    """

    entry: Entry
    score: float
    fit: float
    why: str
    held: bool = True


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question's side of the comparison, computed once for all observations."""

    weights: Mapping[str, float]
    telling: Mapping[str, float]
    total: float
    words: Set[str]
    aspects: Set[str]
    ids: Set[str]


class Matcher:
    """Scores observations against what a question calls an indicator."""

    def __init__(self, observations: Sequence[StoredObservation], describer: Describer) -> None:
        """Take in the observations."""
        self.entries = tuple(Entry(stored, describer) for stored in observations)
        self._describer = describer
        self._weighed: dict[str, float] = {}

    def candidates(self, wanted: Wanted, among: Iterable[Entry] | None = None) -> list[Candidate]:
        """Score observations.

        Args:
            wanted: What the question calls it.
            among: The entries to look at; all when left out.

        Returns:
            Those that share a term and can be counted as asked, best first; equal scores
            in order of their ids.
        """
        asked = self._asked(wanted)
        if not asked.total:
            return []
        found = []
        is_ratio = _RATIO.search(wanted.words) is not None
        for entry in self.entries if among is None else among:
            counted = _counted(wanted, entry, is_ratio)
            candidate = self._scored(entry, asked) if counted else None
            if candidate is not None and counted < 1:
                score, fit = candidate.score * counted, candidate.fit * counted
                candidate = replace(candidate, score=score, fit=fit)
            if candidate is not None:
                found.append(candidate)
        return sorted(found, key=lambda c: (-c.score, c.entry.stored.id))

    def _asked(self, wanted: Wanted) -> _Asked:
        describer = self._describer
        weights = {term: weight for term in wanted.terms if (weight := self._weight(term))}
        documents, _ = self._documents
        # A syllable that no article or catalogue has is colloquial, or a slip.
        telling = {t: w for t, w in weights.items() if "_" not in t and documents.get(t)}
        return _Asked(
            weights,
            telling,
            sum(weights.values()),
            frozenset(re.findall(r"\w+", describer.wording.standard(wanted.words))),
            describer.aspects(wanted.words),
            frozenset(describer.catalogue.find(wanted.words)),
        )

    def _scored(self, entry: Entry, asked: _Asked) -> Candidate | None:
        covered = _gained(entry, asked.weights) / asked.total
        if not covered:
            return None
        own = {term: self._weight(term) for term in entry.single}
        named = sum(weight for term, weight in own.items() if term in asked.weights)
        beyond = 1 - named / (sum(own.values()) or 1)
        unasked, missing = entry.aspects - asked.aspects, asked.aspects - entry.aspects
        fit = covered * _aspect_factor(entry, unasked, missing) * _subject_factor(entry, asked)
        score = fit * (1 - _BEYOND * beyond)
        # What the catalogue calls an observation takes time, and mostly nobody asks by its names.
        if asked.ids and not asked.ids.isdisjoint(entry.ids):
            score += (1 - score) * _SAME_ENTRY
        elif asked.ids and entry.ids and self._are_apart(asked.ids, entry.ids):
            score *= _OTHER_ENTRY
        why = f"phủ {covered:.2f}, thừa {beyond:.2f}, lệch +{len(unasked)}/-{len(missing)}"
        return Candidate(entry, min(score, 1.0), fit, why, _holds(entry, asked.telling, beyond))

    def _are_apart(self, ones: Set[str], others: Iterable[str]) -> bool:
        catalogue = self._describer.catalogue
        return all(catalogue.apart(one, other) for one in ones for other in others)

    def _weight(self, term: str) -> float:
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
    def _documents(self) -> tuple[Counter[str], int]:
        documents: Counter[str] = Counter()
        names = {entry.name: entry.terms for entry in self.entries}
        every = [*names.values(), *(terms for _, terms in self._describer.names)]
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


def _holds(entry: Entry, telling: Mapping[str, float], beyond: float) -> bool:
    # Who asks for the sex ratio is not answered by a birth rate, however alike the rest is.
    total = sum(telling.values())
    nowhere = sum(w for term, w in telling.items() if not entry.found.get(term))
    hardly = sum(w for term, w in telling.items() if entry.found.get(term, 0.0) <= IN_TITLE)
    if any(map(_NUMBERED.search, (t for t in telling if entry.found.get(t, 0.0) <= IN_TITLE))):
        return False
    if nowhere >= max(_NOWHERE * total, _TELLING):
        return False
    return hardly <= _HARDLY * total or beyond < _OTHERWISE


def _counted(wanted: Wanted, entry: Entry, is_ratio: bool) -> float:
    if is_ratio and _is_plain_count(entry.measure):
        # Boys are counted in heads, the ratio of the sexes is not.
        return 0.0
    fits = (m.fits(entry.measure, entry.name, entry.terms) for m in wanted.measures)
    return max(fits, default=1.0)


def _is_plain_count(measure: Measure) -> bool:
    return measure.scale is Scale.COUNT and "/" not in measure.noun and len(measure.noun) > 3


def _aspect_factor(entry: Entry, unasked: Set[str], missing: Set[str]) -> float:
    factor = 1.0
    for aspect in sorted(unasked):
        if aspect == "plan_ratio":
            # What is disbursed is told as a share of the plan.
            factor *= 1.0 if "disbursed" in entry.aspects else _PLAN_UNASKED
        elif aspect in _DECISIVE:
            factor *= _DECISIVE_UNASKED
        else:
            factor *= _ASPECT_WEAK if aspect in _WEAK else _ASPECT_UNASKED
    for aspect in sorted(missing):
        if aspect in _WEAK:
            factor *= _ASPECT_WEAK
        elif aspect in _DECISIVE and aspect not in entry.nearby_aspects:
            factor *= _DECISIVE_MISSING
        else:
            factor *= _ASPECT_NEARBY if aspect in entry.nearby_aspects else _ASPECT_MISSING
    return factor


def _subject_factor(entry: Entry, asked: _Asked) -> float:
    if not entry.observation.subject:
        return 1.0
    if _OFFICE.match(entry.observation.subject):
        return 1.0 if _names_office(entry, asked.words) else _OFFICE_UNASKED
    return 1.0 if _named(entry, asked.weights) >= _HALF else _SUBJECT_UNASKED


def _names_office(entry: Entry, words: Set[str]) -> bool:
    # "Sở Tư pháp" is not "Bộ Tư pháp", whatever else they share.
    return entry.office in words and _named(entry, words) >= _MOSTLY


def _named(entry: Entry, words: Collection[str]) -> float:
    telling = [term for term in entry.subject if "_" not in term] or sorted(entry.subject_words)
    return sum(term in words for term in telling) / max(1, len(telling))
