"""An observation -> the figure given: with its target and with what contradicts it.

``Company.figure`` is the entry point.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer.entry import Entry
from bot.answer.match import Matcher
from bot.answer.verify import Verifier
from bot.models import Figure
from bot.question.measure import Scale
from bot.question.units import is_in_country
from bot.question.when import EXACT, SAME_END, agreement, newest, period_of
from bot.question.wording import Wording
from extract.models import Baseline, BaselineKind, Kind
from index.models import Order, StoredObservation

SAME_TARGET, _SAME_VALUE, _SAME_BACK = 0.62, 0.8, 0.5
"""Shares of a name that another must hold to be its target; the second, to be its rival, and the
third, of its rival's name that it must hold itself."""

_COUNTRY = "cả nước"


class Company:
    """Finds what stands beside an observation."""

    def __init__(self, matcher: Matcher, wording: Wording, verifier: Verifier) -> None:
        """Look among the matcher's observations."""
        self._matcher = matcher
        self._wording = wording
        self._verifier = verifier

    def figure(self, entry: Entry, pool: Sequence[Entry]) -> Figure | None:
        """Make the figure of an observation.

        Args:
            entry: The observation.
            pool: All observations about the same place.

        Returns:
            ``None`` where the number cannot be read again in its article.
        """
        stored = self._verifier.verified(entry.stored)
        if stored is None:
            return None
        target = None
        if entry.observation.kind is Kind.ACTUAL:
            target = self.first_verified((*_own_goals(entry, pool), *self._targets(entry, pool)))
        conflicts = tuple(
            again
            for other in self.conflicting(entry, pool)
            if (again := self._verifier.verified(other.stored)) is not None
        )
        return Figure(stored, target, conflicts)

    def conflicting(self, entry: Entry, pool: Sequence[Entry]) -> list[Entry]:
        """Find the observations of other articles that give another value, newest first."""
        own = entry.observation
        found = [
            other
            for other in self.alike(entry, pool)
            if other.stored.citation.article != entry.stored.citation.article
            and other.observation.kind is own.kind
            and _counts_alike(entry, other)
            and other.observation.value != own.value
            and _same_time(own.period, other.observation.period)
            # "Số hộ nghèo phát sinh" says all of "số hộ nghèo", but is something else.
            and self._matcher.alike(other, (entry,), _SAME_BACK)
        ]
        return sorted(found, key=_newest_article_first)

    def _targets(self, entry: Entry, pool: Sequence[Entry]) -> list[Entry]:
        last, _ = newest(entry.observation)
        ahead = [
            other
            for other in self.alike(entry, pool, SAME_TARGET)
            if other.observation.kind is Kind.TARGET
            and newest(other.observation)[0].year >= last.year
        ]
        # The goal of the year itself before those of later years.
        return sorted(
            ahead, key=lambda e: (newest(e.observation)[0].year, *_likest(self, entry, e))
        )

    def has_goal(self, entry: Entry, pool: Sequence[Entry]) -> bool:
        """Tell whether a goal of an observation is known."""
        return bool(_own_goals(entry, pool) or self._targets(entry, pool))

    def possible_goals(self, entry: Entry, pool: Sequence[Entry]) -> frozenset[Entry]:
        """Choose the goals of an observation's article that are counted alike, whatever their name."""
        last, _ = newest(entry.observation)
        return frozenset(
            other
            for other in pool
            if other.observation.kind is Kind.TARGET
            and other.stored.citation.article == entry.stored.citation.article
            and _first_unit(other) == _first_unit(entry)
            and other.part == entry.part
            and newest(other.observation)[0].year >= last.year
        )

    def alike(self, entry: Entry, pool: Sequence[Entry], floor: float = _SAME_VALUE) -> list[Entry]:
        """Find the observations of the same indicator and subject.

        Args:
            entry: The observation; it is not among them.
            pool: Where to look.
            floor: The least fit of their names.
        """
        others = [
            other
            for other in pool
            if other is not entry
            and other.measure.scale is entry.measure.scale
            and other.part == entry.part
            and other.aspects - _LEVELS == entry.aspects - _LEVELS
            and entry.is_same_entry(other) is not False
        ]
        return self._matcher.alike(entry, others, floor)

    def first_verified(self, entries: Sequence[Entry]) -> StoredObservation | None:
        """Give the first observation that can be read again in its article."""
        for entry in entries:
            stored = self._verifier.verified(entry.stored)
            if stored is not None:
                return stored
        return None


def _first_unit(entry: Entry) -> str:
    # "1,48 ngày" of each guest is held against "1,7 ngày".
    return entry.observation.unit.partition("/")[0]


def _own_goals(entry: Entry, pool: Sequence[Entry]) -> list[Entry]:
    # What the article itself holds the value against is its goal, whatever it is called there.
    against = {
        baseline.value
        for baseline in entry.observation.baselines
        if baseline.kind is BaselineKind.OTHER and not baseline.derived
    }
    return [
        other
        for other in pool
        if other.observation.kind is Kind.TARGET
        and other.observation.value in against
        and other.measure.scale is entry.measure.scale
        and other.stored.citation.article == entry.stored.citation.article
    ]


def country_beside(entry: Entry, article: Sequence[Entry]) -> Baseline | None:
    """Make the baseline of a country's number that stands in the sentence of another.

    Args:
        entry: The observation.
        article: All observations of its article.

    Returns:
        ``None`` where there is no such number, or more than one.
    """
    own, citation = entry.observation, entry.stored.citation
    told = [
        other.observation
        for other in article
        if is_in_country(other.observation.place)
        and other.stored.citation.quote == citation.quote
        and other.observation.unit == own.unit
        and other.observation.kind is own.kind
        and other.observation.subject is None
        and other is not entry
    ]
    if len(told) != 1:
        return None
    return Baseline(
        BaselineKind.NATIONAL, _COUNTRY, told[0].value, told[0].unit, period=told[0].period
    )


# A goal for services of levels 3 and 4 is measured by a value that names neither.
_LEVELS = frozenset({"level_3", "level_4"})


def _likest(company: Company, entry: Entry, other: Entry) -> tuple[float, Order]:
    shared = len(entry.terms.keys() & other.terms.keys())
    return -shared / (len(entry.terms) + len(other.terms)), other.order


def _counts_alike(one: Entry, other: Entry) -> bool:
    # "9.604 hộ nghèo", "9.312 hộ"
    if one.observation.unit == other.observation.unit:
        return True
    return one.measure.scale is Scale.COUNT and one.measure.is_like(other.measure)


def _same_time(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    first, second = period_of(one), period_of(other)
    if first is None or second is None:
        return False
    return agreement(first, other) in (EXACT, SAME_END) or agreement(second, one) in (
        EXACT,
        SAME_END,
    )


def _newest_article_first(entry: Entry) -> tuple[int, Order]:
    published = entry.stored.citation.published
    return -(published.toordinal() if published else 0), entry.order
