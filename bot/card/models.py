"""A message before any chat network sees it: text with entities, and buttons that mean something.

Offsets and lengths count UTF-16 units, as Telegram does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a piece of text looks; the values are Telegram's names of entities."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    CODE = "code"
    LINK = "text_link"
    QUOTE = "blockquote"
    FOLDED_QUOTE = "expandable_blockquote"


@dataclass(frozen=True, slots=True)
class Entity:
    """A styled piece of a text.

    Attributes:
        offset: Where it begins, in UTF-16 units.
        length: In UTF-16 units; at least 1.
        url: Where a link leads; only for ``LINK``.
    """

    style: Style
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class RichText:
    """Text with its entities, in order of offset, longer ones first."""

    text: str
    entities: tuple[Entity, ...] = ()


class Verb(StrEnum):
    """What a tap on a button does; the arguments are in brackets."""

    ASK = "ask"
    """[question] Answer a question."""
    FIGURE = "figure"
    """[article, number start, indicator] Show one observation of the store."""
    PASSAGE = "passage"
    """[article, paragraph, perhaps "page"] Show a paragraph in its article, or turn to it there."""
    CHART = "chart"
    """[what was asked, of how many, then article, number start and indicator of each figure]
    Draw these figures."""
    RATE = "rate"
    """["up" or "down"] Judge the answer."""
    INDICATORS = "indicators"
    """[page] List the indicators."""
    PLACES = "places"
    """[page] List the places."""
    OF_INDICATOR = "of_indicator"
    """[indicator, page] List where an indicator is known."""
    OF_PLACE = "of_place"
    """[place, province or "", page] List what is known of a place."""
    SOURCES = "sources"
    """[page] List the articles."""
    REINDEX = "reindex"
    """[] Index the sources anew."""
    CANCEL = "cancel"
    """[] Stop the run that is going on."""
    ROLLBACK = "rollback"
    """[generation] Go back from this generation to the one before."""
    PUBLISH = "publish"
    """[upload] Take the uploaded articles and index them."""
    DISCARD = "discard"
    """[upload] Throw the uploaded articles away."""
    APPROVE = "approve"
    """[user id] Let a waiting user in."""
    REFUSE = "refuse"
    """[user id] Turn a waiting user away."""
    DISMISS = "dismiss"
    """[] Take the buttons away."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does: a verb and its arguments."""

    verb: Verb
    args: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """A button; exactly one of ``action``, ``copy`` and ``url`` is set.

    Attributes:
        copy: What a tap puts into the clipboard, at most 256 characters; ``links.THIS_ANSWER``
            for a link to the answer, which gets its id when it is sent.
    """

    label: str
    action: Action | None = None
    copy: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A message, or several where one would be too long.

    Attributes:
        parts: One message each, in order; each at most 4,000 UTF-16 units and never empty.
        rows: Buttons below the last part.
        photo: A PNG above the last part, which is its caption: at most 1,024 UTF-16 units.
    """

    parts: tuple[RichText, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class InlineCard:
    """A card to pick from a list while typing.

    Attributes:
        title: First line in the list ("17% · Đồng Tháp, 6/2022").
        description: Second line in the list.
        message: What is sent when it is picked, with its citation.
    """

    title: str
    description: str
    message: RichText
