"""Readings and neighbours of a question -> choices that say what can be asked instead.

No choice ever holds a number of the store: it is a question, not an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answer.contest import Candidate
from bot.answer.entry import Entry
from bot.models import Choice
from bot.render.phrase import period_words
from extract.models import Kind

MOST = 8
_COUNTRY = "Việt Nam"


def place_words(entry: Entry) -> str:
    """Name an observation's place so that no other is meant."""
    place, province = entry.observation.place, entry.observation.province
    if place is None:
        return "không rõ địa phương"
    if place == _COUNTRY:
        return "cả nước"
    if not province:
        return place
    # A town may bear its province's name.
    return f"thành phố {place} ({province})" if place == province else f"{place} ({province})"


def indicator_words(entry: Entry) -> str:
    """Name an observation's indicator so that no other of the same place is meant."""
    words = entry.observation.indicator
    if entry.observation.subject:
        words = f"{words} ({entry.observation.subject})"
    return f"{words} (chỉ tiêu)" if entry.observation.kind is Kind.TARGET else words


def question_of(entry: Entry, *, place: bool = True, period: bool = False) -> str:
    """Word a question that an observation answers."""
    observation = entry.observation
    words = [observation.indicator]
    if observation.kind is Kind.TARGET:
        words.insert(0, "chỉ tiêu")
    if observation.subject:
        words.append(observation.subject)
    if place and observation.place:
        name = observation.place
        if name == _COUNTRY:
            name = "cả nước"
        elif observation.province:
            same = name == observation.province
            name = f"thành phố {name}" if same else f"{name}, {observation.province}"
        words.append(name)
    if period and observation.period:
        words.append(period_words(observation.period))
    return " ".join(words)


def by_indicator(entries: Iterable[Entry], most: int = MOST) -> tuple[Choice, ...]:
    """Offer the indicators of some observations of one place."""
    choices: dict[str, Choice] = {}
    for entry in entries:
        label = indicator_words(entry)
        choices.setdefault(label.lower(), Choice(label, question_of(entry)))
        if len(choices) == most:
            break
    return tuple(choices.values())


def by_place(candidates: Sequence[Candidate], most: int = MOST) -> tuple[Choice, ...]:
    """Offer the places that have an indicator, best fitting first."""
    choices: dict[str, Choice] = {}
    for candidate in candidates:
        entry = candidate.entry
        label = place_words(entry)
        choices.setdefault(label, Choice(label, question_of(entry)))
        if len(choices) == most:
            break
    return tuple(choices.values())


def by_period(candidates: Sequence[Candidate], most: int = MOST) -> tuple[Choice, ...]:
    """Offer the periods that an indicator is known for."""
    choices: dict[str, Choice] = {}
    for candidate in candidates:
        entry = candidate.entry
        if entry.observation.period is None:
            continue
        label = f"{entry.observation.indicator}, {period_words(entry.observation.period)}"
        choices.setdefault(label, Choice(label, question_of(entry, period=True)))
        if len(choices) == most:
            break
    return tuple(choices.values())
