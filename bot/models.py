"""What the bot says, before its looks.

``Answer`` is a closed union: match it to the end with ``assert_never``. A figure cannot be
built without its citation, and "we do not know" is an answer, not an exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from index.models import Hit, StoredObservation


class Asked(StrEnum):
    """What is asked of an indicator."""

    VALUE = "value"
    BASELINE = "baseline"
    TARGET = "target"
    RANK = "rank"
    CHANGE = "change"
    COMPARE = "compare"
    HIGHEST = "highest"
    LOWEST = "lowest"
    COUNT = "count"
    SOURCE = "source"
    TEXT = "text"


class Reason(StrEnum):
    """Why nothing was found."""

    NO_INDICATOR = "no_indicator"
    NO_PLACE = "no_place"
    NO_PERIOD = "no_period"
    LOW_CONFIDENCE = "low_confidence"


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation as given in an answer.

    Attributes:
        stored: The observation with its citation, re-read from the source.
        target: The target for the same indicator and place that the store holds.
        conflicts: The same indicator, place and period with another value, newest first.
    """

    stored: StoredObservation
    target: StoredObservation | None = None
    conflicts: tuple[StoredObservation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """Numbers from the store.

    Attributes:
        figures: The main one first; for a comparison or a ranking in the asked order.
        asked: What the question wanted of them.
        carried: What was taken over from the turns before, in words ("Đồng Tháp").
        difference: For two compared figures of one unit, first minus second.
        among: For a ranking, how many places or offices have a figure to be ranked.
    """

    figures: tuple[Figure, ...]
    asked: Asked
    carried: tuple[str, ...] = ()
    difference: Decimal | None = None
    among: int | None = None


@dataclass(frozen=True, slots=True)
class Passages:
    """A text answer: the paragraphs that hold it, best first."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of an unclear question.

    Attributes:
        label: What tells it from the others, for a person.
        question: A question that means exactly this reading.
    """

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Clarify:
    """Several readings fit equally."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """The corpus does not say.

    Attributes:
        reason: Which part is missing.
        missing: The asked part that is missing, in words ("Cà Mau", "năm 2015").
        nearest: What the corpus does have, as choices without any number.
        merged: Old provinces among ``nearest`` that are part of the one asked for.
    """

    reason: Reason
    missing: str | None = None
    nearest: tuple[Choice, ...] = ()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """A greeting, thanks, or a question about the bot.

    Attributes:
        topic: ``greeting``, ``thanks`` or ``about``.
        examples: Questions that this corpus really answers.
    """

    topic: str
    examples: tuple[str, ...] = ()


Answer = Answered | Passages | Clarify | NotFound | Help
