"""What a question calls an indicator -> the observations it can mean, with a score each.

``Matcher.candidates`` is the entry point. A score is the share of the question's weight
(rare terms weigh more) that the observation accounts for, lowered for what the indicator
says beyond the question and for every aspect ("overdue", "target of a plan") that only
one of the two has. Place, period and kind are not looked at here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from math import log
from operator import attrgetter

from extract.abbreviation import expand

from bot.measure import Measure, measure_of
from bot.wording import Wording
from extract.indicator import Catalogue
from extract.text import canonical
from index.models import StoredObservation

# How much it counts where a term is found: in the indicator's name it is certain, in the
# sentence it may belong to a neighbour.
_IN_NAME, _IN_SUBJECT, _IN_UNIT, _IN_ALIAS = 1.0, 0.95, 0.9, 0.85
_IN_CLAUSE, _IN_QUOTE, _IN_TITLE = 0.7, 0.5, 0.3
_PAIR, _APART = 0.5, 0.6
_SOFT = 0.35
_UNHEARD = 0.6
_BEYOND = 0.25
_ASPECT_UNASKED, _ASPECT_MISSING, _ASPECT_NEARBY, _ASPECT_WEAK = 0.88, 0.55, 0.85, 0.93
_SUBJECT_UNASKED, _OFFICE_UNASKED = 0.8, 0.5
# An office's or a tier's number is never the whole place's.
_OFFICE = re.compile(
    r"(?:cấp|khối|sở|bộ|ubnd|cục|chi cục|ban|văn phòng|phòng|trung tâm)\b", re.IGNORECASE
)
_MOSTLY, _ALIKE = 0.7, 0.75
# How far a plan is fulfilled is never the thing planned.
_PLAN_UNASKED = 0.6
_SAME_ENTRY, _OTHER_ENTRY = 0.25, 0.7
# Worded or left out at will in one and the same indicator.
LOOSE = frozenset({"rate", "service", "dossier", "performed", "citizens", "used", "money"})
WEAK = frozenset({"average", "new", "organisation", "decision", "due", "collected", "change"})
# What a share is a share of is often left unsaid.
_WHOLE = re.compile(r"\s(?:trên|so với|trong) (?:tổng|toàn bộ|số)\b.*")
_CLAUSE_ENDS = frozenset(";:().,")


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
    """

    entry: Entry
    score: float
    fit: float
    why: str

    def lowered(self, factor: float) -> Candidate:
        """Make the same candidate with its scores lowered."""
        return replace(self, score=self.score * factor, fit=self.fit * factor)


class Entry:
    """An observation with what the matcher needs of it, computed when first needed."""

    def __init__(self, stored: StoredObservation, wording: Wording, catalogue: Catalogue, likest: Callable[[Entry], tuple[str, ...]]) -> None:
        """Wrap an observation."""
        self._likest = likest
        self.stored = stored
        self.observation = stored.observation
        self._wording = wording
        self._catalogue = catalogue
        self.name = expand(canonical(self.observation.indicator).text)
        self.terms = wording.terms_of(self.name)
        self.core = wording.terms_of(_WHOLE.sub("", self.name))
        self.measure = measure_of(self.observation.unit)

    @cached_property
    def subject(self) -> dict[str, None]:
        """Terms of the subject."""
        return self._terms(self.observation.subject or "")

    @cached_property
    def office(self) -> str:
        """The first syllable of the subject, which tells the kind of office."""
        subject = expand(canonical(self.observation.subject or "").text).lower()
        return subject.split(" ", 1)[0]

    @cached_property
    def subject_words(self) -> frozenset[str]:
        """All syllables of the subject, empty ones too."""
        subject = expand(canonical(self.observation.subject or "").text)
        return frozenset(re.findall(r"\w+", self._wording.standard(subject)))

    @cached_property
    def unit(self) -> dict[str, None]:
        """Terms of the unit."""
        return self._terms(self.observation.unit)

    @cached_property
    def aliases(self) -> frozenset[str]:
        """Terms of the other names that the catalogue gives this indicator."""
        ids = self.ids or self._likest(self)
        if len(ids) != 1:
            return frozenset()
        indicator = self._catalogue.indicators[ids[0]]
        return frozenset(
            term
            for name in (indicator.name, *indicator.aliases)
            for term in self._wording.terms_of(name)
        )

    @cached_property
    def quote(self) -> dict[str, None]:
        """Terms of the sentence."""
        return self._terms(self.stored.citation.quote)

    @cached_property
    def title(self) -> dict[str, None]:
        """Terms of the article's headline."""
        return self._terms(self.stored.citation.title)

    @cached_property
    def clause(self) -> dict[str, None]:
        """Terms of the piece of the sentence that holds the number."""
        citation = self.stored.citation
        start = citation.number_start - citation.start
        end = citation.number_end - citation.start
        quote = citation.quote
        while start > 0 and not _ends_clause(quote, start - 1):
            start -= 1
        while end < len(quote) and not _ends_clause(quote, end):
            end += 1
        return self._terms(quote[start:end])

    @cached_property
    def aspects(self) -> frozenset[str]:
        """What the name and subject say that changes what is measured."""
        said = f"{self._wording.standard(self.name)} . {self.observation.subject or ''}"
        return self._catalogue.find_aspects(said) - LOOSE

    @cached_property
    def nearby_aspects(self) -> frozenset[str]:
        """What the sentence says of it, perhaps of a neighbour."""
        quote = canonical(self.stored.citation.quote).text
        return self._catalogue.find_aspects(self._wording.standard(quote)) - LOOSE

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Entries of the catalogue that bear this name."""
        return self._catalogue.find(self.name, self.observation.unit)

    def _terms(self, text: str) -> dict[str, None]:
        return self._wording.terms_of(expand(canonical(text).text))


class Matcher:
    """Scores observations against what a question calls an indicator."""

    def __init__(
        self, observations: Sequence[StoredObservation], wording: Wording, catalogue: Catalogue
    ) -> None:
        """Index the observations by the terms of their names."""
        self.entries = tuple(Entry(stored, wording, catalogue, self._likest) for stored in observations)
        self._wording = wording
        self._catalogue = catalogue

    @cached_property
    def _names(self) -> tuple[dict[str, list[int]], list[tuple[str, int]]]:
        by_term: dict[str, list[int]] = defaultdict(list)
        names: list[tuple[str, int]] = []
        for indicator in self._catalogue.indicators.values():
            for name in (indicator.name, *indicator.aliases):
                terms = self._wording.terms_of(name)
                for term in terms:
                    by_term[term].append(len(names))
                names.append((indicator.id, len(terms)))
        return by_term, names

    def _likest(self, entry: Entry) -> tuple[str, ...]:
        by_term, names = self._names
        shared: Counter[int] = Counter()
        for term in entry.core:
            shared.update(by_term.get(term, ()))
        likeness = {n: 2 * k / (len(entry.core) + names[n][1]) for n, k in shared.items()}
        best = max(likeness.values(), default=0.0)
        if best < _ALIKE:
            return ()
        ids = {names[n][0] for n, value in likeness.items() if value == best}
        fitting = tuple(sorted(i for i in ids if entry.observation.unit in self._catalogue.indicators[i].units))
        return fitting if len(fitting) == 1 else ()

    @cached_property
    def _weights(self) -> Callable[[str], float]:
        documents: Counter[str] = Counter()
        names = {entry.name: entry.terms for entry in self.entries}
        known = [name for i in self._catalogue.indicators.values() for name in (i.name, *i.aliases)]
        every = [*names.values(), *map(self._wording.terms_of, known)]
        for terms in every:
            documents.update(terms.keys())
        for quote in {entry.stored.citation.quote: entry for entry in self.entries}.values():
            documents.update(term for term in quote.quote if term not in documents)
        total = len(every)
        top = log(1 + total)
        soft = self._wording.soft

        def weight(term: str) -> float:
            found = documents.get(term, 0)
            if not found:
                return 0.0 if "_" in term else _UNHEARD * top / 2
            factor = _PAIR if "_" in term else 1.0
            if any(part in soft for part in term.split("_")):
                factor *= _SOFT
            return log(1 + total / found) / 2 * factor

        return weight

    def candidates(self, wanted: Wanted, among: Iterable[Entry] | None = None) -> list[Candidate]:
        """Score observations.

        Args:
            wanted: What the question calls it.
            among: The entries to look at; all when left out.

        Returns:
            Those that share a term and can be counted as asked, best first; equal scores
            in order of their ids.
        """
        weights = {term: self._weights(term) for term in wanted.terms}
        total = sum(weights.values())
        if not total:
            return []
        aspects = self._catalogue.find_aspects(self._wording.standard(wanted.words)) - LOOSE
        ids = frozenset(self._catalogue.find(wanted.words))
        words = frozenset(re.findall(r"\w+", self._wording.standard(wanted.words)))
        found = []
        for entry in self.entries if among is None else among:
            counted = _counted(wanted, entry)
            candidate = (
                self._scored(entry, weights, total, aspects, ids, words) if counted else None
            )
            if candidate is not None:
                found.append(candidate.lowered(counted))
        return sorted(found, key=lambda c: (-c.score, c.entry.stored.id))

    def _scored(
        self,
        entry: Entry,
        weights: dict[str, float],
        total: float,
        aspects: Set[str],
        ids: Set[str],
        words: Set[str],
    ) -> Candidate | None:
        gained = sum(w * _found_in(entry, term) for term, w in weights.items() if w)
        covered = gained / total
        if not covered:
            return None
        own = {t: self._weights(t) for t in entry.core if "_" not in t}
        beyond = 1 - sum(w for t, w in own.items() if t in weights) / (sum(own.values()) or 1)
        unasked = entry.aspects - aspects
        missing = aspects - entry.aspects
        fit = (
            covered
            * _aspect_factor(entry, unasked, missing)
            * _subject_factor(entry, weights, words)
        )
        score = fit * (1 - _BEYOND * beyond)
        same = ids.intersection(entry.ids)
        if same:
            score += (1 - score) * _SAME_ENTRY
        elif ids and entry.ids and all(self._catalogue.apart(a, b) for a in ids for b in entry.ids):
            score *= _OTHER_ENTRY
        why = f"phủ {covered:.2f}, thừa {beyond:.2f}, lệch +{len(unasked)}/-{len(missing)}"
        return Candidate(entry, min(score, 1.0), fit, why)


def _aspect_factor(entry: Entry, unasked: Set[str], missing: Set[str]) -> float:
    factor = 1.0
    for aspect in sorted(unasked):
        factor *= (
            _PLAN_UNASKED
            if aspect == "plan_ratio" and "disbursed" not in entry.aspects
            else _ASPECT_WEAK
            if aspect in WEAK
            else _ASPECT_UNASKED
        )
    for aspect in sorted(missing):
        if aspect in WEAK:
            factor *= _ASPECT_WEAK
        else:
            factor *= _ASPECT_NEARBY if aspect in entry.nearby_aspects else _ASPECT_MISSING
    return factor


def _subject_factor(entry: Entry, terms: Collection[str], words: Set[str]) -> float:
    if not entry.observation.subject:
        return 1.0
    if _OFFICE.match(entry.observation.subject):
        return 1.0 if _names_office(entry, words) else _OFFICE_UNASKED
    return 1.0 if any(t in terms for t in entry.subject if "_" not in t) else _SUBJECT_UNASKED


def _names_office(entry: Entry, words: Set[str]) -> bool:
    telling = [term for term in entry.subject if "_" not in term]
    named = sum(term in words for term in telling)
    # "Sở Tư pháp" is not "Bộ Tư pháp", whatever else they share.
    return entry.office in words and named >= _MOSTLY * len(telling)


def _counted(wanted: Wanted, entry: Entry) -> float:
    fits = (m.fits(entry.measure, entry.name, entry.terms) for m in wanted.measures)
    return max(fits, default=1.0)


def _found_in(entry: Entry, term: str) -> float:
    if term in entry.terms:
        return _IN_NAME
    if term in entry.subject:
        return _IN_SUBJECT
    if term in entry.unit:
        return _IN_UNIT
    if term in entry.aliases:
        return _IN_ALIAS
    if term in entry.clause:
        return _IN_CLAUSE
    if "_" in term and all(part in entry.terms for part in term.split("_")):
        return _APART
    if term in entry.quote:
        return _IN_QUOTE
    return _IN_TITLE if term in entry.title else 0.0


def _ends_clause(text: str, position: int) -> bool:
    if text[position] not in _CLAUSE_ENDS:
        return False
    inside_number = (
        0 < position < len(text) - 1
        and text[position - 1].isdigit()
        and text[position + 1].isdigit()
    )
    return not inside_number


by_score = attrgetter("score")
