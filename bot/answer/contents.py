"""What a store holds -> its indicators and places, and the questions that each answers.

``Contents`` is the entry point. Observations whose names the catalogue knows as one
indicator are listed as one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.answer import offer
from bot.answer.entry import Entry, written_out
from bot.answer.holding import Holding
from bot.models import Choice
from bot.question.when import newest
from bot.render.phrase import period_words
from extract.indicator import Catalogue
from extract.models import Kind
from extract.text import fold
from index.models import Order

_COUNTRY = "Việt Nam"
_MOST_NAMES = 2_000


@dataclass(frozen=True, slots=True)
class Offered:
    """An observation to be asked for.

    Attributes:
        choice: What it is called in its list, and the question.
        entry: What the question shall be answered with.
    """

    choice: Choice
    entry: Entry


@dataclass(frozen=True, slots=True)
class Told:
    """What a list is of: where there are very many, only of the newest.

    Attributes:
        looked_at: How many observations.
        total: Of how many.
    """

    looked_at: int
    total: int


class Contents:
    """Lists what a store holds."""

    def __init__(
        self,
        indicators: Iterable[tuple[str, str, int]],
        places: Iterable[tuple[str, str | None, int]],
        holding: Holding,
        catalogue: Catalogue,
    ) -> None:
        """List what a holding has.

        Args:
            indicators: Each name with its unit and how many observations have both.
            places: Each with its province and how many observations are about it.
            holding: Has the observations.
            catalogue: Knows which names are one indicator.
        """
        self._holding = holding
        self._catalogue = catalogue
        # Of very many names the commonest.
        self._named = sorted(indicators, key=lambda row: (-row[2], row[0], row[1]))[:_MOST_NAMES]
        self.places = sorted(places, key=lambda row: (-row[2], fold(row[0]), row[0], row[1] or ""))
        """The places, each with its province and how many observations, the most first."""

    @cached_property
    def indicators(self) -> list[tuple[str, int]]:
        """The indicators with how many observations each has, the most first."""
        counts: Counter[str] = Counter()
        for name, unit, count in self._named:
            counts[self._listed(name, unit)] += count
        return sorted(counts.items(), key=lambda pair: (-pair[1], fold(pair[0]), pair[0]))

    def of_indicator(self, name: str) -> list[Offered]:
        """Offer where and when an indicator is known: the country, then place by place.

        Args:
            name: As ``indicators`` gives it.
        """
        found = sorted(self._of_indicator(name), key=_by_place_newest_first)
        return _once_each((_place_and_time(entry), entry) for entry in found)

    def _of_indicator(self, name: str) -> list[Entry]:
        called = {said.lower() for said, unit, _ in self._named if self._listed(said, unit) == name}
        return [e for e in self._holding.called(called) if self._name(e) == name]

    def indicator_told(self, name: str) -> Told:
        """Tell of how many observations ``of_indicator`` is."""
        total = sum(count for said, unit, count in self._named if self._listed(said, unit) == name)
        return Told(len(self._of_indicator(name)), total)

    def place_told(self, place: str, province: str | None) -> Told:
        """Tell of how many observations ``of_place`` is."""
        total = self._tallies.get((place, province), 0)
        return Told(len(self._holding.of_unit(place, province)), total)

    def of_place(self, place: str, province: str | None) -> list[Offered]:
        """Offer what is known of a place, the newest of each indicator; common ones first.

        Args:
            place: As ``places`` gives it.
            province: As ``places`` gives it.
        """
        common = {name: -count for name, count in self.indicators}
        found = sorted(self._holding.of_unit(place, province), key=_newest_first)
        offered = _once_each((offer.indicator_words(entry), entry) for entry in found)
        offered.sort(key=lambda o: (common.get(self._name(o.entry), 0), fold(o.choice.label)))
        return offered

    def _name(self, entry: Entry) -> str:
        return self._listed(entry.observation.indicator, entry.observation.unit)

    def _listed(self, name: str, unit: str) -> str:
        # Only by listed names: what is merely worded alike keeps its own line in a list.
        listed = self._catalogue.find(written_out(name), unit)
        if listed:
            return self._catalogue.indicators[listed[0]].name
        # The article may have begun its sentence with it.
        return self._spelling.get(name.lower(), name)

    @cached_property
    def _tallies(self) -> dict[tuple[str, str | None], int]:
        return {(place, province): count for place, province, count in self.places}

    @cached_property
    def _spelling(self) -> dict[str, str]:
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for name, _, count in self._named:
            spellings[name.lower()][name] += count
        return {key: min(found, key=lambda n: (-found[n], n)) for key, found in spellings.items()}


def _once_each(named: Iterable[tuple[str, Entry]]) -> list[Offered]:
    found: dict[str, Offered] = {}
    for label, entry in named:
        question = offer.question_of(entry, period=True)
        found.setdefault(label.lower(), Offered(Choice(label, f"{question}?"), entry))
    return list(found.values())


def _place_and_time(entry: Entry) -> str:
    observation = entry.observation
    words = [observation.subject, offer.place_words(entry)]
    if observation.period:
        words.append(period_words(observation.period))
    label = ", ".join(word for word in words if word)
    return f"{label} (chỉ tiêu)" if observation.kind is Kind.TARGET else label


def _by_place_newest_first(entry: Entry) -> tuple[bool, str, int, Order]:
    place = entry.observation.place
    return (
        place != _COUNTRY,
        fold(f"{place or 'z'} {entry.observation.province}"),
        *_newest_first(entry),
    )


def _newest_first(entry: Entry) -> tuple[int, Order]:
    return -newest(entry.observation)[0].toordinal(), entry.order
