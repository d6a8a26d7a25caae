"""What a store holds about a place: which observations, and which articles speak of it.

Beside the tests (``is_about`` and others) stand the scopes in which a lookup finds what passes
them. A large store gives as many as are ever of use, the nearest or the newest; a small one all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from bot.answer.entry import Entry
from bot.answer.match import Matcher
from bot.question.models import Question
from bot.question.units import (
    AskedPlace,
    is_district,
    is_in_country,
    key_of,
    province_of,
    provinces_in,
    renamed,
)
from bot.question.when import days_of, marks, period_of, years_of
from extract.models import Kind, Level, Observation, Period
from extract.place import find_place
from index.lookup import Scope

_COUNTRY = frozenset({key_of("Việt Nam")})
_MOST, _MOST_BESIDE = 80, 40
_MOST_POOLS = 100
_TARGETS = frozenset((str(Kind.TARGET),))


class Holding:
    """The observations of a store, by place."""

    def __init__(self, matcher: Matcher) -> None:
        """Hold what the matcher looks up."""
        self._matcher = matcher
        self._lookup = matcher.lookup
        self.beside = lru_cache(maxsize=_MOST_POOLS)(self._find_beside)
        self.rivals = lru_cache(maxsize=_MOST_POOLS)(self._find_rivals)

    def get(self, number: int) -> Entry | None:
        """Give an observation by its id."""
        return self._lookup.get(number)

    def of(self, scope: Scope[Entry], most: int = _MOST) -> list[Entry]:
        """Choose the observations of a scope, in order."""
        return self._lookup.pool(scope, most=most)

    def exceeds(self, scope: Scope[Entry], most: int = _MOST) -> bool:
        """Tell whether a scope has more than ``of`` looks at, which are the newest then."""
        return self._lookup.exceeds(scope, most)

    def of_place(self, place: AskedPlace) -> list[Entry]:
        """Choose the observations about a place."""
        return self.of(scope_about((place,)))

    def of_country(self) -> list[Entry]:
        """Choose the observations about the whole country."""
        return self.of(scope_of_country())

    def of_provinces(self, names: Collection[str]) -> list[Entry]:
        """Choose the observations about provinces of some names."""
        if not names:
            return []
        keys = frozenset(map(key_of, names))
        return self.of(Scope(lambda e: is_province_of(e, names), places=keys))

    def of_article(self, entry: Entry) -> Sequence[Entry]:
        """Choose the observations of the article of one, itself included."""
        return self._lookup.of_article(entry.stored.citation.article)

    def communes_of(self, place: AskedPlace) -> Scope[Entry] | None:
        """Look at the communes of a district; ``None`` for another place.

        No article says whose a commune is, but those that tell of the district tell of its own.
        """
        homes = {unit.province for unit in place.candidates}
        if any(unit.level is not Level.DISTRICT for unit in place.candidates):
            return None
        articles = {entry.stored.citation.article for entry in self.of_place(place)}
        if None in homes or not homes or not articles:
            return None
        home = scope_in(province_of(next(iter(homes)) or "")) if len(homes) == 1 else None

        def belongs(entry: Entry) -> bool:
            own = entry.observation
            here = entry.stored.citation.article in articles and not is_about(entry, place)
            return here and own.province in homes and not is_district(own.place or "", own.province)

        return replace(home, belongs=belongs) if home is not None else None

    def near_country(self, entry: Entry) -> list[Entry]:
        """Choose the country's observations named like one."""
        named = self._matcher.named_like(entry)
        return self._lookup.pool(scope_of_country(), named, most=_MOST_BESIDE)

    def of_unit(self, place: str, province: str | None) -> list[Entry]:
        """Choose the observations about a place by its very name and province."""
        keys = frozenset((key_of(place),))
        return self.of(Scope(lambda e: place_key(e) == (place, province), places=keys))

    def called(self, names: Collection[str]) -> list[Entry]:
        """Choose the observations of indicators by their names in lower case, in order."""
        return self._lookup.called(names, _MOST)

    def valued(self, value: Decimal, places: Sequence[AskedPlace]) -> list[Entry]:
        """Choose the observations that have a number; of no place asked, the country's."""
        scope = scope_about(places) if places else scope_of_country()
        return self.of(replace(scope, value=value))

    def valued_beside(self, entry: Entry, value: Decimal) -> list[Entry]:
        """Choose the observations about the place of one that have a number."""
        return self.of(replace(_scope_beside(entry), value=value))

    def is_told_of(self, article: str, places: Sequence[AskedPlace]) -> bool:
        """Tell whether an article has an observation about a place, or about one inside it."""
        return any(
            asked.fits(place, province) or _lies_in(place, province, asked)
            for place, province in self._lookup.places_of(article)
            for asked in places
        )

    def _find_beside(self, entry: Entry) -> Sequence[Entry]:
        """Choose the observations about the place that one is about, itself included.

        Where there are very many: those of its article, and those named like it.
        """
        scope = replace(_scope_beside(entry), article=entry.stored.citation.article)
        return self._lookup.pool(scope, self._matcher.named_like(entry), most=_MOST_BESIDE)

    def _find_rivals(self, entry: Entry) -> Sequence[Entry]:
        """Choose what a figure of an observation is held against, and perhaps more beside it.

        That is of the same name: goals, and what else is of the very same days; and of its
        article whatever it has.
        """
        period = period_of(entry.observation.period)
        scope = replace(
            _scope_beside(entry),
            article=entry.stored.citation.article,
            when=frozenset((days_of(period),)) if period is not None else frozenset(),
            whenever=_TARGETS,
        )
        return self._lookup.alike(scope, self._matcher.named_like(entry), most=_MOST_BESIDE)


def scope_about(places: Sequence[AskedPlace]) -> Scope[Entry]:
    """Look at what is about one of some places."""
    keys = (key_of(unit.name) for place in places for unit in place.candidates)
    return Scope(lambda e: any(is_about(e, p) for p in places), places=frozenset(keys))


def scope_of_country() -> Scope[Entry]:
    """Look at what is about the whole country."""
    return Scope(lambda e: is_in_country(e.observation.place), places=_COUNTRY)


def scope_in(place: AskedPlace | None) -> Scope[Entry]:
    """Look at what lies in a place, or at everything; every place there counts."""
    if place is None:
        return Scope(spread=True)
    keys = frozenset(map(key_of, _names_within(place)))
    return Scope(lambda e: lies_in(e, place), within=keys, spread=True)


def scope_of(question: Question) -> Scope[Entry]:
    """Look at what is about the place that a question names, if it names one."""
    if question.places:
        return scope_about(question.places[:1])
    return scope_of_country() if question.whole_country else Scope()


def narrowed(
    scope: Scope[Entry],
    lets: Callable[[Entry], bool],
    sorts: frozenset[str],
    periods: Sequence[Period],
) -> Scope[Entry]:
    """Look only at what of a scope a test lets through, too.

    Args:
        scope: Where.
        lets: The test.
        sorts: Of which all are that it lets through.
        periods: One of which each of them is of; empty for any.
    """
    belongs = scope.belongs
    both = (lambda e: lets(e) and belongs(e)) if belongs is not None else lets
    return in_years(replace(scope, belongs=both, sorts=sorts), periods)


def in_years(scope: Scope[Entry], periods: Sequence[Period]) -> Scope[Entry]:
    """Look only at the years of some periods, as far as that is of use; at all where there is none."""
    years = [years_of(period) for period in periods]
    when = frozenset[str]().union(*years) if all(years) else frozenset()
    return replace(scope, when=when)


def times_of(question: Question) -> frozenset[str]:
    """Give the marks of the periods that a question names."""
    return frozenset(mark for period in question.periods for mark in marks(period))


def is_about(entry: Entry, place: AskedPlace) -> bool:
    """Tell whether an observation is about a place."""
    return is_about_place(entry.observation, place)


def is_about_place(observation: Observation, place: AskedPlace) -> bool:
    """Tell whether an observation without its entry is about a place."""
    return place.fits(observation.place, observation.province)


def is_province_of(entry: Entry, names: Collection[str]) -> bool:
    """Tell whether an observation is about a province of one of some names."""
    return entry.observation.province is None and entry.observation.place in names


def is_target(entry: Entry) -> bool:
    """Tell whether an observation is a goal."""
    return entry.observation.kind is Kind.TARGET


def lies_in(entry: Entry, place: AskedPlace) -> bool:
    """Tell whether an observation is about a place inside another."""
    return _lies_in(entry.observation.place, entry.observation.province, place)


def _lies_in(place: str | None, province: str | None, asked: AskedPlace) -> bool:
    if province is not None and province in _names_within(asked):
        return True
    return any((province or place) in provinces_in(unit) for unit in asked.candidates)


def _names_within(place: AskedPlace) -> frozenset[str]:
    # A commune of Huế may be told to lie in Thừa Thiên Huế.
    return frozenset(
        name
        for unit in place.candidates
        for name in (unit.name, *provinces_in(unit), *(other.name for other in renamed(unit)))
    )


def place_key(entry: Entry) -> tuple[str | None, str | None]:
    """Tell places apart: the name, and the province of a district or commune."""
    return entry.observation.place, entry.observation.province


def _scope_beside(entry: Entry) -> Scope[Entry]:
    own = entry.observation

    def belongs(other: Entry) -> bool:
        told = other.observation
        return told.place == own.place and _may_be_one(told.province, own.province, own.place)

    return Scope(belongs, places=frozenset((key_of(own.place or ""),)))


def _may_be_one(one: str | None, other: str | None, place: str | None) -> bool:
    if one == other:
        return True
    # Left unsaid, unless the name alone is a province's.
    unsaid = one is None or other is None
    return unsaid and not any(p.level is Level.PROVINCE for p in find_place(place or ""))
