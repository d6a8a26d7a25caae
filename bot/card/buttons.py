"""Buttons below a card: their labels, and how they stand in rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.card.models import Action, Button, Verb
from bot.card.rich import ELLIPSIS, cut, is_seen, plain, trimmed
from bot.card.units import units
from bot.models import Choice
from bot.render.phrase import one_line

LONGEST_LABEL = 40
MOST_CHOICES = 8
_MOST_IN_ROW = 5
_LETTERS_IN_ROW = 36
# A label's edges take room, too.
_EDGES = 3

Rows = tuple[tuple[Button, ...], ...]


def label_of(text: str) -> str:
    """Write a label: one line, at most 40 UTF-16 units, cut with "…"."""
    words = trimmed(plain(one_line(text)))
    return cut(words, LONGEST_LABEL).text if is_seen(words.text) else ELLIPSIS


def button(label: str, action: Action) -> Button:
    """Make a button that does something."""
    return Button(label_of(label), action=action)


def ask_rows(choices: Sequence[Choice], *, numbers: bool) -> Rows:
    """Make a button for each choice that asks its question, one below the other.

    Args:
        numbers: Whether labels begin with the number of the choice.
    """
    labels = [f"{n}. {c.label}" if numbers else c.label for n, c in enumerate(choices, start=1)]
    return tuple(
        (button(label, Action(Verb.ASK, (choice.question,))),)
        for label, choice in zip(labels, choices, strict=True)
    )


def rate_buttons() -> tuple[Button, ...]:
    """Make the two buttons that judge an answer."""
    return Button("👍", Action(Verb.RATE, ("up",))), Button("👎", Action(Verb.RATE, ("down",)))


def in_rows(buttons: Sequence[Button]) -> Rows:
    """Put buttons side by side as far as a phone shows their labels."""
    rows: list[list[Button]] = []
    taken = 0
    for one in buttons:
        room = units(one.label) + _EDGES
        if not rows or taken + room > _LETTERS_IN_ROW or len(rows[-1]) == _MOST_IN_ROW:
            rows.append([])
            taken = 0
        rows[-1].append(one)
        taken += room
    return tuple(map(tuple, rows))


def page_row(page: int, pages: int, turn: Callable[[int], Action]) -> tuple[Button, ...]:
    """Make the buttons that turn pages; none for a single page.

    Args:
        page: From 0.
        turn: Makes the action that shows a page.
    """
    if pages < 2:
        return ()
    row = [Button(f"{page + 1}/{pages}", turn(page))]
    if page:
        row.insert(0, Button("◀", turn(page - 1)))
    if page + 1 < pages:
        row.append(Button("▶", turn(page + 1)))
    return tuple(row)
