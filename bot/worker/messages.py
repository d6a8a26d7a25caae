"""What is asked of a worker and what it replies; every value can be pickled.

Each request names the type of its reply.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.card.models import Card, InlineCard


@dataclass(frozen=True, slots=True)
class Ask:
    """Answer a question -> ``Told``.

    Attributes:
        turns: The questions before it in the same conversation, oldest first.
        text: As typed.
    """

    turns: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """An answer.

    Attributes:
        status: As ``status`` of the JSON form: "answered", "not_found", ...
        reason: As ``reason`` of the JSON form.
        card: With its buttons.
        remembered: Whether the question can lend something to the next one.
        generation: Of the index that answered.
    """

    status: str
    reason: str | None
    card: Card
    remembered: bool
    generation: int


@dataclass(frozen=True, slots=True)
class ShowFigure:
    """Show one observation -> ``Card``, or ``None`` where the index holds it no more."""

    article: str
    number_start: int
    indicator: str


@dataclass(frozen=True, slots=True)
class ShowPassage:
    """Show a paragraph in its article -> ``Card`` with buttons to turn pages, or ``None``.

    Attributes:
        paragraph: From 1.
        key: Instead of ``article``: what ``article_key`` made of its name.
    """

    article: str
    paragraph: int = 1
    key: str = ""


@dataclass(frozen=True, slots=True)
class ShowChart:
    """Draw figures -> ``Card`` with a photo, or ``None`` where the index holds them no more.

    Attributes:
        asked: What they answered, a value of ``Asked``.
        among: For a ranking, of how many; else 0.
        figures: As the arguments of ``ShowFigure``.
    """

    asked: str
    among: int
    figures: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class ShowList:
    """List indicators, places or sources -> ``Card`` with buttons to turn pages.

    Attributes:
        verb: One of ``Verb``'s INDICATORS, PLACES, OF_INDICATOR, OF_PLACE, SOURCES.
        args: As there; the page counts from 0 and is brought into range.
    """

    verb: str
    args: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindInline:
    """Answer what has been typed so far -> ``tuple[InlineCard, ...]``, best first."""

    text: str
    most: int = 5


@dataclass(frozen=True, slots=True)
class GiveExamples:
    """Give questions that this index really answers -> ``tuple[str, ...]``."""

    most: int = 3


@dataclass(frozen=True, slots=True)
class CheckArticle:
    """Read an uploaded file -> ``Checked``, or ``Refused`` with the reason for the user.

    Attributes:
        path: Where the file lies.
        name: What it shall be called.
    """

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What an uploaded article would bring.

    Attributes:
        replaces: Whether the index holds an article of this name with another text.
        same: Whether the index holds this very text already.
        examples: Some of its figures in words, each with its place and period.
    """

    name: str
    title: str
    published: str | None
    passages: int
    observations: int
    replaces: bool
    same: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request could not be met, in words for users."""

    reason: str


@dataclass(frozen=True, slots=True)
class GiveState:
    """Tell what is open -> ``IndexState``."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """The index a worker has open.

    Attributes:
        newest: Day of the newest article, ISO, if any has one.
        memory_mb: Resident memory of the worker.
    """

    generation: int
    articles: int
    passages: int
    observations: int
    newest: str | None
    memory_mb: int


Request = (
    Ask
    | ShowFigure
    | ShowPassage
    | ShowChart
    | ShowList
    | FindInline
    | GiveExamples
    | CheckArticle
    | GiveState
)
Reply = (
    Told | Card | tuple[InlineCard, ...] | tuple[str, ...] | Checked | Refused | IndexState | None
)
