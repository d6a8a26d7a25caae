"""Questions made of an observation, in words, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.answer.entry import Entry
from bot.answer.trace import Trace
from extract.models import Place

COUNTRY = "Việt Nam"
VALUE = (
    "{name} của {place} {when} là bao nhiêu?",
    "{place} {when} {name} bao nhiêu",
    "cho hỏi {name} ở {place} {when}",
    "{when} {name} của {place} đạt bao nhiêu?",
    "{name} {place} {when}?",
)
"""Ways to ask for what is so."""
GOAL = (
    "mục tiêu {name} của {place} {when} là bao nhiêu?",
    "{place} đặt mục tiêu {name} {when} bao nhiêu?",
    "{when} {place} phấn đấu {name} đạt bao nhiêu?",
)
"""Ways to ask for a goal."""
DONE = (
    "{name} của {place} thực tế đã đạt bao nhiêu?",
    "{place} đã thực hiện được bao nhiêu {name}?",
    "thực tế {name} {place} hiện là bao nhiêu?",
)
"""Ways to ask for what was reached where only a goal is known."""


class Swap(StrEnum):
    """What of a question is swapped for something the store lacks."""

    PLACE = "place"
    YEAR = "year"
    KIND = "kind"
    INDICATOR = "indicator"
    UNIT = "unit"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Lure:
    """A question that the store cannot answer.

    Attributes:
        swap: What was swapped.
        text: The question.
        origin: The question it was made of, which the store answers.
    """

    swap: Swap
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Given:
    """A number given to a lure.

    Attributes:
        numbers: What was given, in words.
        trace: As ``Engine.explain`` gives it.
    """

    lure: Lure
    numbers: tuple[str, ...]
    trace: Trace | None


@dataclass(frozen=True, slots=True)
class Temptation:
    """What became of the lures of a store.

    Attributes:
        tried: How many questions were worded from observations.
        answered: How many of those were answered with the observation.
        asked: How many lures were asked, by swap.
        given: The numbers given.
    """

    tried: int
    answered: int
    asked: dict[Swap, int]
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Wordable:
    """The pieces of a question about an observation."""

    entry: Entry
    name: str
    place: str
    when: str

    def worded(self, template: str) -> str:
        """Fill the pieces into a template."""
        said = template.format(name=self.name, place=self.place, when=self.when)
        return " ".join(said.replace(" ?", "?").split())


def place_words(entry: Entry) -> str:
    """Name the place of an observation as a question does."""
    place, province = entry.observation.place or "", entry.observation.province
    if place == COUNTRY:
        return "cả nước"
    if province:
        return f"thành phố {place}" if place == province else f"{place}, {province}"
    return place


def unit_words(unit: Place) -> str:
    """Name a unit as a question does."""
    if unit.province is None:
        return unit.name
    return (
        f"thành phố {unit.name}" if unit.name == unit.province else f"{unit.name}, {unit.province}"
    )


def time_words(words: str) -> str:
    """Name a period, given in few words, as a question does."""
    if words.isdigit():
        return f"năm {words}"
    return f"tháng {words}" if words[0].isdigit() and words.count("/") == 1 else words
