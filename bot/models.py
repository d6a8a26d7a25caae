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
    TREND = "trend"
    HIGHEST = "highest"
    LOWEST = "lowest"
    COUNT = "count"
    SOURCE = "source"
    LIST = "list"
    REACHED = "reached"
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


class Verdict(StrEnum):
    """What the store makes of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a question says is so, and whether it is.

    Attributes:
        said: The claim in words ("trên 50%", "hạng 5", "cao nhất").
        verdict: What the main figure makes of it.
        value: The number claimed; ``None`` where none was.
        unit: Its unit; ``""`` where it was left unsaid.
        about: It is so only when one of the two numbers is rounded.
        reaches: The question was whether the number is reached.
        against: What the source says instead, where that is not the main value.
        belongs: What in the store the claimed number really is, in words.
    """

    said: str
    verdict: Verdict
    value: Decimal | None = None
    unit: str = ""
    about: bool = False
    reaches: bool = False
    against: str | None = None
    belongs: tuple[str, ...] = ()


class Lacking(StrEnum):
    """Why it cannot be told whether a target is reached."""

    TARGET = "target"
    ACTUAL = "actual"
    UNIT = "unit"
    EXACTNESS = "exactness"


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether the main figure has reached its target.

    Attributes:
        done: ``None`` where it cannot be told; ``lacking`` says why.
        gap: Actual value minus target.
        unit: Of both.
        lower: The target is a most, not a least.
        planned: The value is itself a share of a plan, held against 100%.
    """

    done: bool | None
    lacking: Lacking | None = None
    gap: Decimal | None = None
    unit: str = ""
    lower: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many places or offices pass a threshold.

    Attributes:
        passing: How many; where none does, the figure shown is the nearest.
        threshold: What they pass, in words ("trên 50%").
        unit: What was to be counted ("tỉnh").
    """

    passing: int
    threshold: str
    unit: str


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is shown.

    Attributes:
        first: Number of the first one shown, from 1.
        total: How many there are.
        about: What they are about ("Đồng Tháp").
        more: A question that shows the next part; ``None`` on the last.
    """

    first: int
    total: int
    about: str
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """Numbers from the store.

    Attributes:
        figures: The main one first; for a comparison or a ranking in the asked order, for a
            trend in the order of time, place after place.
        asked: What the question wanted of them.
        carried: What was taken over from the turns before, in words ("Đồng Tháp").
        difference: For two compared figures of one unit, first minus second.
        among: For a ranking or a count, how many places or offices have a figure.
        claim: What the question claimed, where it did.
        reached: Where it is asked, whether the target is reached.
        page: Of a list, which part these figures are.
        count: How many of those ranked pass a threshold; the figures are these.
        notes: What a reader must know of the places ("Từ 1/7/2025 ...").
        confidence: How likely the reading that the figures are of is the one meant, 0 to 1; of
            several figures the least. ``None`` where nothing was chosen by its words.
    """

    figures: tuple[Figure, ...]
    asked: Asked
    carried: tuple[str, ...] = ()
    difference: Decimal | None = None
    among: int | None = None
    claim: Checked | None = None
    reached: Reached | None = None
    page: Page | None = None
    count: Count | None = None
    notes: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Passages:
    """A text answer: the paragraphs that hold it, best first.

    Attributes:
        sentences: For each paragraph the sentence that tells most of what is asked; ``""``
            where none stands out.
        carried: As in ``Answered``.
    """

    hits: tuple[Hit, ...]
    sentences: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()


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
    """Several readings fit equally.

    Attributes:
        carried: As in ``Answered``.
    """

    choices: tuple[Choice, ...]
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotFound:
    """The corpus does not say.

    Attributes:
        reason: Which part is missing.
        missing: The asked part that is missing, in words ("Cà Mau", "năm 2015").
        nearest: What the corpus does have, as choices without any number.
        merged: Old provinces among ``nearest`` that are part of the one asked for.
        into: The present province that the one asked for is part of.
        asked: The province asked for, where ``missing`` is not it.
        carried: As in ``Answered``.
    """

    reason: Reason
    missing: str | None = None
    nearest: tuple[Choice, ...] = ()
    merged: tuple[str, ...] = ()
    into: str | None = None
    asked: str | None = None
    carried: tuple[str, ...] = ()


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
