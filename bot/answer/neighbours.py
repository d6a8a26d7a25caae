"""A figure -> what it can be compared with: the country's figure, the target, the time before.

``Neighbours.of`` is the entry point. What it offers can be read again in its article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bot.answer.beside import Company
from bot.answer.entry import Entry
from bot.answer.holding import Holding
from bot.answer.pick import same_reading
from bot.models import Figure
from bot.question.units import is_in_country
from bot.question.when import OVERLAP, agreement, are_as_long, newest, period_of
from index.models import Order, StoredObservation

_NEAR_DAYS = 62
_MOST_KEPT = 1_000
_SHARED = 0.6

_Key = Callable[[Entry], tuple[int | Order, ...]]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a figure can be compared with; each as far as the store holds it.

    Attributes:
        country: The whole country's figure for the same time.
        target: What is to be reached.
        before: The same place's figure for the time before.
    """

    country: StoredObservation | None = None
    target: StoredObservation | None = None
    before: StoredObservation | None = None


class Neighbours:
    """Finds what stands near a figure."""

    def __init__(self, company: Company, holding: Holding) -> None:
        """Look among the holding's observations."""
        self._company = company
        self._holding = holding
        self._of = lru_cache(maxsize=_MOST_KEPT)(self._find)

    def figure(self, stored: StoredObservation) -> Figure | None:
        """Make the figure of an observation of this store; as ``Company.figure``."""
        entry = self._holding.get(stored.id)
        return self._company.figure(entry, self._holding.rivals(entry)) if entry else None

    def of(self, figure: Figure) -> Beside:
        """Find what a figure can be compared with.

        Args:
            figure: Of this store.
        """
        return replace(self._of(figure.stored.id), target=figure.target)

    def _find(self, number: int) -> Beside:
        entry = self._holding.get(number)
        return Beside(self._country(entry), None, self._before(entry)) if entry else Beside()

    def _country(self, entry: Entry) -> StoredObservation | None:
        place = entry.observation.place
        if place is None or is_in_country(place):
            return None
        return self._first(
            entry, self._holding.near_country(entry), lambda other: _same_time_first(entry, other)
        )

    def _before(self, entry: Entry) -> StoredObservation | None:
        if entry.observation.place is None:
            return None
        here = self._holding.beside(entry)
        return self._first(entry, here, lambda other: _latest_first(entry, other))

    def _first(
        self, entry: Entry, others: Iterable[Entry], order: _Key
    ) -> StoredObservation | None:
        own = entry.observation
        alike = self._company.alike(
            entry,
            [
                o
                for o in others
                if o.observation.kind is own.kind and o.observation.unit == own.unit and order(o)
            ],
        )
        near = [e for e in alike if _is_one_indicator(e, entry)]
        return self._company.first_verified(sorted(near, key=order))


def _is_one_indicator(one: Entry, other: Entry) -> bool:
    if not same_reading(one, other):
        return False
    known = one.is_same_entry(other)
    if known is not None:
        return known
    own, given = set(one.single), set(other.single)
    return len(own & given) >= _SHARED * max(len(own), len(given))


def _same_time_first(entry: Entry, other: Entry) -> tuple[int | Order, ...]:
    """Order the country's figures for a place's; empty for one of another time."""
    asked = period_of(entry.observation.period)
    agreed = OVERLAP if asked is None else agreement(asked, other.observation.period)
    apart = abs(_last_day(entry) - _last_day(other))
    # What was reached in half a year says little beside what was reached in one.
    as_long = are_as_long(entry.observation, other.observation)
    if agreed <= OVERLAP and not (as_long and apart <= _NEAR_DAYS):
        return ()
    return -agreed, apart, other.order


def _latest_first(entry: Entry, other: Entry) -> tuple[int | Order, ...]:
    """Order a place's earlier figures; empty for one that is not earlier, or not as long."""
    own_first = newest(entry.observation)[1].toordinal()
    if not date.min.toordinal() < _last_day(other) < own_first:
        return ()
    as_long = are_as_long(entry.observation, other.observation)
    return (-_last_day(other), other.order) if as_long else ()


def _last_day(entry: Entry) -> int:
    return newest(entry.observation)[0].toordinal()
