"""Observations -> what a store provably does not say of a place.

``Lack`` tells whether any observation could be meant by a name; it calls two names near rather
than miss that they are one thing, so that what it calls lacking is lacking.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.answer.describer import Describer
from bot.answer.entry import Entry, written_out
from bot.question.measure import Scale, measure_of
from bot.question.when import period_of, year_of
from extract.indicator import Catalogue
from extract.models import Kind, Level
from extract.place import find_place, predecessors, successor

_NEAR = 0.5
_FEWEST = 2
_GOAL = re.compile(
    r"(?<!\w)(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán|nghị quyết|phấn đấu|giao|đề ra|đặt ra|yêu cầu)(?!\w)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?:tỷ lệ|tỷ trọng|số lượng|tổng số|số)(?!\w)\s*(?:các |những )?")


@dataclass(frozen=True, slots=True)
class Named:
    """What an indicator is called.

    Attributes:
        ids: Entries of the catalogue that it names; empty where none does.
        terms: Telling syllables, of each of its names.
    """

    ids: tuple[str, ...]
    terms: tuple[frozenset[str], ...]


class Lack:
    """Knows what a store holds of each place."""

    def __init__(self, entries: Sequence[Entry], describer: Describer) -> None:
        """Sort the observations by the names of their places."""
        self._describer = describer
        self._of_place: dict[str | None, list[Entry]] = defaultdict(list)
        self._of_sentence: dict[tuple[str, int], list[Entry]] = defaultdict(list)
        for entry in entries:
            self._of_place[entry.observation.place].append(entry)
            self._of_sentence[_sentence(entry)].append(entry)
        self._named: dict[tuple[str, str, bool], Named] = {}

    @property
    def catalogue(self) -> Catalogue:
        """The indicators."""
        return self._describer.catalogue

    @property
    def places(self) -> Mapping[str | None, Sequence[Entry]]:
        """The observations by the names of their places."""
        return self._of_place

    def name_of(self, entry: Entry) -> Named:
        """Say what an observation's indicator is called, with the catalogue's other names."""
        key = entry.name, entry.observation.unit, entry.observation.rank is not None
        if key not in self._named:
            ids = self._ids_of(entry)
            terms = (_single(entry.terms), *self._terms_of(entry.ids))
            self._named[key] = Named(ids, tuple(filter(None, terms)))
        return self._named[key]

    def _ids_of(self, entry: Entry) -> tuple[str, ...]:
        # Of a name that several bear, any may be meant; a score that tells its rank has both.
        indicators = self.catalogue.indicators
        ids = {*entry.ids, *self.catalogue.find(entry.name, entry.observation.unit)}
        if entry.observation.rank is not None:
            others = {other for own in ids for other in indicators[own].apart}
            ids |= {other for other in others if _is_ranked(indicators[other].units)}
        return tuple(sorted(ids))

    def named(self, id_: str) -> Named:
        """Say what an entry of the catalogue is called."""
        return Named((id_,), tuple(filter(None, self._terms_of((id_,)))))

    def worded(self, name: str) -> Named:
        """Say what a name that may not be listed is called."""
        name = written_out(name)
        ids = self.catalogue.bearers(name)
        terms = (_single(self._describer.terms(name)), *self._terms_of(ids))
        return Named(ids, tuple(filter(None, terms)))

    def near(self, named: Named, place: str | None) -> list[Entry]:
        """Find the observations of a place that a name could mean."""
        return [e for e in self._of_place.get(place, ()) if self._is_near(named, e)]

    def beside(self, entries: Iterable[Entry]) -> list[Entry]:
        """Find what the sentences of observations tell: the share of what one counts is there."""
        sentences = dict.fromkeys(map(_sentence, entries))
        return [entry for sentence in sentences for entry in self._of_sentence[sentence]]

    def _is_near(self, named: Named, entry: Entry) -> bool:
        own = self.name_of(entry)
        if named.ids and own.ids:
            if not set(named.ids).isdisjoint(own.ids):
                return True
            apart = self.catalogue.apart
            # What it is counted in nobody knows: it may be either.
            if entry.observation.unit and all(apart(a, b) for a in named.ids for b in own.ids):
                return False
        return any(_are_near(one, other) for one in named.terms for other in own.terms)

    def _terms_of(self, ids: Iterable[str]) -> Iterator[frozenset[str]]:
        for id_ in ids:
            for name in self.catalogue.indicators[id_].names:
                yield _single(self._describer.terms(written_out(name)))


def says_year(entry: Entry, year: int) -> bool:
    """Tell whether an observation says anything of a year, itself or by what it compares with."""
    observation = entry.observation
    labels = (observation.period, *(baseline.period for baseline in observation.baselines))
    held = [period for label in labels if (period := period_of(label)) is not None]
    if len(held) < len(labels) or str(year) in entry.stored.citation.quote:
        # Nobody knows of which time the others are.
        return True
    return any(
        (p.first.year if p.first else year)
        <= year
        <= max(year_of(p), p.last.year if p.last else year)
        for p in held
    )


def says_goal(entry: Entry) -> bool:
    """Tell whether an observation is a goal, or is held against one."""
    observation = entry.observation
    labels = " ".join(baseline.label for baseline in observation.baselines)
    return (
        observation.kind is Kind.TARGET
        or _GOAL.search(f"{labels} {observation.indicator}") is not None
    )


def counts_in(entry: Entry, scale: Scale) -> bool:
    """Tell whether an observation holds a number of a scale, as its value or as its parts."""
    # "Số giải ngân" is an amount.
    parts = entry.observation.fraction is not None or entry.measure.scale is Scale.MONEY
    if scale is Scale.COUNT and parts:
        return True
    return entry.measure.scale is scale


def grounds(name: str) -> frozenset[str]:
    """Name a place and the provinces that are the same ground under another name ("Huế")."""
    found = {name}
    for place in find_place(name):
        after = successor(place)
        if place.level is Level.PROVINCE and after is not None and len(predecessors(after)) == 1:
            found.add(after.name)
        found.update(before.name for before in predecessors(place) if len(predecessors(place)) == 1)
    return frozenset(found)


def headless(name: str) -> str:
    """Give a name without the word that makes it a rate or a count ("tỷ lệ", "số")."""
    return _HEAD.sub("", name)


def _sentence(entry: Entry) -> tuple[str, int]:
    return entry.stored.citation.article, entry.stored.citation.start


def _is_ranked(units: Iterable[str]) -> bool:
    return any(measure_of(unit).scale is Scale.RANK for unit in units)


def _single(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in terms if "_" not in term)


def _are_near(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    if 2 * shared / (len(one) + len(other)) >= _NEAR:
        return True
    return shared >= _FEWEST and shared == min(len(one), len(other))
