"""Provinces before and after 1 July 2025: which figure speaks of which ground.

``notes`` says what a reader must know of the figures given; ``offered`` names what the store
has of the provinces that went into the one asked for, or that it went into.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.answer.entry import Entry
from bot.models import Answered, Figure
from bot.question.models import Question
from bot.question.units import AskedPlace, merged_into
from bot.question.when import newest
from extract.models import Level, Observation, Place
from extract.place import find_place, predecessors, successor
from index.models import StoredObservation

MERGED = date(2025, 7, 1)
_DAY = "1/7/2025"


def notes(question: Question, answer: Answered) -> tuple[str, ...]:
    """Say of merged provinces which ground their figures are of.

    Args:
        question: A period asked in it that reaches beyond the mergers is answered with an
            older figure only as what it is.
        answer: The answer to it.
    """
    found: dict[str, None] = {}
    for figure in answer.figures:
        note = _note(figure, question)
        if note:
            found[note] = None
    return tuple(found)


def old_names(places: Sequence[AskedPlace]) -> frozenset[str]:
    """Name the old provinces that went into those asked for, under other names."""
    units = (unit for place in places for unit in place.candidates)
    return frozenset(old.name for unit in units for old in merged_into(unit))


def new_names(places: Sequence[AskedPlace]) -> frozenset[str]:
    """Name the present provinces that those asked for went into, under other names."""
    return frozenset(
        after.name
        for place in places
        for unit in place.candidates
        if (after := _after(unit)) is not None and after.name != unit.name
    )


def of_new(entries: Iterable[Entry]) -> list[Entry]:
    """Keep what is told of the time after the mergers."""
    return [entry for entry in entries if is_after(entry.stored)]


def of_old(entries: Iterable[Entry]) -> list[Entry]:
    """Keep what is told of the time before the mergers."""
    return [entry for entry in entries if not is_after(entry.stored)]


def is_after(stored: StoredObservation) -> bool:
    """Tell whether an observation is of the provinces since the mergers.

    A year that holds the day of the mergers is of the old ones where it was told before it.
    """
    last, first = newest(stored.observation)
    published = stored.citation.published
    return last >= MERGED and (first >= MERGED if published is None else published >= MERGED)


def _note(figure: Figure, question: Question) -> str | None:
    observation = figure.stored.observation
    parts, after = _parts(observation)
    if after is not None and is_after(figure.stored):
        return f"{observation.place} là tỉnh cũ, từ {_DAY} là một phần của {after}."
    if not parts:
        return None
    place, others = observation.place, ", ".join(parts)
    if is_after(figure.stored):
        return f"Từ {_DAY}, {place} gồm cả {others} (tỉnh cũ)."
    # An old figure is taken for the present province's only by who asks of the present.
    asked = any((period.last or date.min) >= MERGED for period in question.periods)
    published = figure.stored.citation.published
    if asked or (published is not None and published >= MERGED):
        return f"Số này là của {place} trước {_DAY}, chưa gồm {others}."
    return None


def _parts(observation: Observation) -> tuple[tuple[str, ...], str | None]:
    # The old provinces within a present one, or the present one that an old one went into.
    if observation.place is None or observation.province is not None:
        return (), None
    for place in find_place(observation.place):
        if place.level is Level.PROVINCE:
            after = _after(place)
            gone = after.name if after is not None and after.name != place.name else None
            return tuple(old.name for old in merged_into(place)), gone
    return (), None


def _after(place: Place) -> Place | None:
    if place.level is not Level.PROVINCE or place.system != "63":
        return None
    after = successor(place)
    return after if after is not None and len(predecessors(after)) > 1 else None
