"""What a store holds about a place: which observations, and which articles speak of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.answer.entry import Entry
from bot.question.models import Question
from bot.question.units import AskedPlace, is_in_country, provinces_in
from extract.models import Level, Observation
from extract.place import find_place


class Holding:
    """The observations of a store, by place."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Hold the observations."""
        self.entries = entries
        self._of_place: dict[str | None, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._of_place[entry.observation.place].append(entry)

    def of_place(self, place: AskedPlace) -> list[Entry]:
        """Choose the observations about a place."""
        return [e for e in self.entries if is_about(e, place)]

    def of_country(self) -> list[Entry]:
        """Choose the observations about the whole country."""
        return [e for e in self.entries if is_in_country(e.observation.place)]

    def beside(self, entry: Entry) -> list[Entry]:
        """Choose the observations about the place that one is about, itself included."""
        own = entry.observation
        return [
            e
            for e in self._of_place[own.place]
            if _may_be_one(e.observation.province, own.province, own.place)
        ]

    def articles_about(self, places: Sequence[AskedPlace]) -> set[str]:
        """Name the articles with observations about a place, or about one inside it."""
        return {
            entry.stored.citation.article
            for entry in self.entries
            if any(is_about(entry, place) or lies_in(entry, place) for place in places)
        }


def is_asked_of(entry: Entry, question: Question) -> bool:
    """Tell whether an observation is about the place a question names, if it names one."""
    if question.places:
        return is_about(entry, question.places[0])
    return not question.whole_country or is_in_country(entry.observation.place)


def is_about(entry: Entry, place: AskedPlace) -> bool:
    """Tell whether an observation is about a place."""
    return is_about_place(entry.observation, place)


def is_about_place(observation: Observation, place: AskedPlace) -> bool:
    """Tell whether an observation without its entry is about a place."""
    return place.fits(observation.place, observation.province)


def lies_in(entry: Entry, place: AskedPlace) -> bool:
    """Tell whether an observation is about a place inside another."""
    place_of, province = entry.observation.place, entry.observation.province
    return any(
        unit.name == province or (province or place_of) in provinces_in(unit)
        for unit in place.candidates
    )


def place_key(entry: Entry) -> tuple[str | None, str | None]:
    """Tell places apart: the name, and the province of a district or commune."""
    return entry.observation.place, entry.observation.province


def _may_be_one(one: str | None, other: str | None, place: str | None) -> bool:
    if one == other:
        return True
    # Left unsaid, unless the name alone is a province's.
    unsaid = one is None or other is None
    return unsaid and not any(p.level is Level.PROVINCE for p in find_place(place or ""))
