"""How words are typed wrongly, and what each way costs.

``typing_cost`` tells it of marks, ``slip_cost`` of letters; ``one_slip_away`` makes
slips. The measure is that of ``Speller``: the negative logarithm of how likely it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

from extract.text import fold

_LETTERS = f"{ascii_lowercase} "
_CHANGED, _CONFUSED, _REPLACED = 7.0, 3.5, 3.0
# The hook and the tilde, which many pronounce alike.
_ALIKE = {"\u0309", "\u0303"}


@dataclass(frozen=True, slots=True)
class Habit:
    """How somebody types.

    Attributes:
        lost: What a mark left out costs.
        kept: What a mark typed costs.
    """

    lost: float
    kept: float


# With all marks; with every other one; with none.
CAREFUL, CARELESS, BARE = Habit(5.0, 0.0), Habit(0.7, 0.7), Habit(0.0, 0.0)


@lru_cache(maxsize=4096)
def _marks_of(letter: str) -> frozenset[str]:
    if letter == "đ":
        return frozenset("đ")
    return frozenset(unicodedata.normalize("NFD", letter)[1:])


@lru_cache(maxsize=16384)
def _all_marks_of(word: str) -> frozenset[str]:
    return frozenset().union(*map(_marks_of, word))


@lru_cache(maxsize=16384)
def typing_cost(typed: str, meant: str, habit: Habit) -> float:
    """Tell what it costs to have typed a word that differs in marks alone.

    Args:
        typed: In lower case.
        meant: The same letters with other marks.
        habit: How its writer types.
    """
    cost = 0.0
    for one, other in zip(typed, meant, strict=True):
        given, wanted = _marks_of(one), _marks_of(other)
        cost += habit.lost * len(wanted - given) + habit.kept * len(wanted & given)
        if given - wanted:
            cost += _CONFUSED if {*given, *wanted} - {*given & wanted} == _ALIKE else _CHANGED
    return cost


@lru_cache(maxsize=16384)
def slip_cost(typed: str, meant: str, habit: Habit) -> float:
    """Tell what the marks of two words that are one slip apart cost, beside the slip.

    Args:
        typed: In lower case.
        meant: In lower case; its letters are one slip away.
        habit: How the writer types.
    """
    given, wanted = _all_marks_of(typed), _all_marks_of(meant)
    # A tone that went with a letter stands elsewhere in the word.
    cost = habit.lost * len(wanted - given) + _CHANGED * len(given - wanted)
    letters, others = fold(typed), fold(meant)
    if cost:
        aligned = (
            typing_cost(one, other, habit)
            for one, other in _without_slip(typed, meant, letters, others)
        )
        cost = min((cost, *aligned))
    # Fingers leave out, double and swap letters; another word's letter is mostly no slip.
    replaced = len(typed) == len(meant) and sorted(letters) != sorted(others)
    return cost + _REPLACED if replaced else cost


def _without_slip(typed: str, meant: str, letters: str, others: str) -> Iterator[tuple[str, str]]:
    """Give two words that are one slip apart without it, so that letter stands for letter."""
    longer = len(typed) - len(meant)
    for i in range(max(len(typed), len(meant))):
        # Left out, added, changed or swapped, as far as the lengths go.
        if longer < 0:
            if letters == _left_out(others, i):
                yield typed, _left_out(meant, i)
        elif longer:
            if _left_out(letters, i) == others:
                yield _left_out(typed, i), meant
        else:
            if _left_out(letters, i) == _left_out(others, i):
                yield _left_out(typed, i), _left_out(meant, i)
            if _swapped(letters, i) == others:
                yield _swapped(typed, i), meant


def _left_out(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def _swapped(word: str, at: int) -> str:
    return f"{word[:at]}{word[at + 1 : at + 2]}{word[at : at + 1]}{word[at + 2 :]}"


def one_slip_away(letters: str) -> set[str]:
    """Give all letters that are one left out, added, changed or swapped from others.

    Args:
        letters: Without marks, in lower case; blanks may be among them, and may come and go.
    """
    found: set[str] = set()
    for i in range(len(letters) + 1):
        head, tail = letters[:i], letters[i:]
        found.update(f"{head}{letter}{tail}" for letter in _LETTERS)
        found.update(f"{head}{letter}{tail[1:]}" for letter in _LETTERS if tail)
        found.update((f"{head}{tail[1:]}", f"{head}{tail[1:2]}{tail[:1]}{tail[2:]}"))
    return found - {letters}
