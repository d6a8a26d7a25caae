"""Typed words -> the words they were meant to be: marks restored, slips repaired.

``Speller.words_of`` is the entry point. Each syllable may become any syllable of the
vocabulary that has the same letters, or that is a single slip away; of all sentences these
allow, the likeliest wins: one whose neighbours are familiar with each other, and that loses as
few marks as the way the text is typed lets expect. See docs/design/typing.md.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import inf, log

from bot.question.slips import (
    BARE,
    CAREFUL,
    CARELESS,
    Habit,
    slip_cost,
    typing_cost,
)
from bot.question.syllable import is_well_formed, respelled
from bot.question.usage import GAP, UNHEARD, WORD, Usage, standing_for
from extract.models import Span
from extract.text import fold, has_marks

_SHORTEST_SLIP = 2
_SLIPPING = re.compile(r"[a-z]{2,8}")
# In the measure of ``Usage.surprises``: what a slip costs in what is no syllable, no known one, a
# known one.
_SLIP_OF_NONE, _SLIP_OF_UNKNOWN, _SLIP_OF_KNOWN = 6.5, 7.5, 9.0
_MOST_CANDIDATES, _MOST_PATHS = 16, 12
# What costs so much more than another way is not caught up with.
_FAR_BEHIND = 10.0
# Between two others; one and the same sentence is read more than once.
_MOST_WORDS = 4_096
# What is marked like a word may well be one, though nobody told of it; or it can be none.
_UNTOLD, _IMPOSSIBLE = 3.0, 8.0
_USUALLY_MARKED = 0.6
# Short for "thành phố", "thị xã".
_BEFORE_NAMES = frozenset({"tp", "tx"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, and what it was meant to be.

    Attributes:
        span: Where it stands in the text.
        typed: As it stands there.
        meant: The same where nothing was wrong.
        familiar: The meant word is often beside its neighbour on the left, and on the right.
    """

    span: Span
    typed: str
    meant: str
    familiar: tuple[bool, bool]


class Speller:
    """Repairs text by what is usually said."""

    def __init__(self, usage: Usage) -> None:
        """Repair by what is usually said."""
        self._usage = usage
        self._meant = lru_cache(_MOST_WORDS)(self._candidates)

    def knows(self, syllable: str) -> bool:
        """Tell whether a lower-case syllable, typed with or without marks, is a known word."""
        usage = self._usage
        return usage.is_word(syllable) or (not has_marks(syllable) and usage.is_word_of(syllable))

    def knows_letters(self, syllable: str) -> bool:
        """Tell whether some known word has these letters, whatever its marks."""
        return self._usage.is_word_of(fold(syllable))

    def knows_marked(self, syllable: str) -> bool:
        """Tell whether a lower-case syllable is, with just these marks, a known word or name."""
        return self._usage.single(syllable) > 0

    def words_of(self, text: str, marked: bool) -> list[Word]:
        """Cut a text into its words, and tell what each was meant to be.

        Args:
            text: Canonical, short forms written out.
            marked: Whether its writer typed any marks.
        """
        matches = list(WORD.finditer(text))
        typed = [self._settled(standing_for(match[0].lower())) for match in matches]
        fixed = [_is_fixed(text, match) for match in matches]
        cost, meant = self._likeliest(typed, fixed, CAREFUL if marked else BARE)
        if marked and (meant != tuple(typed) or _is_sparse(typed)):
            _, meant = min((cost, meant), self._likeliest(typed, fixed, CARELESS))
        pairs = [self._usage.is_pair(*pair) for pair in pairwise((GAP, *meant, GAP))]
        return [
            Word(Span(*match.span()), match[0], _as_typed(match[0], word, stays), familiar)
            for match, word, stays, familiar in zip(
                matches, meant, fixed, pairwise(pairs), strict=True
            )
        ]

    def _settled(self, word: str) -> str:
        if self._usage.single(word) or not has_marks(word):
            return word
        return respelled(word) or word

    def _likeliest(
        self, typed: list[str], fixed: list[bool], habit: Habit
    ) -> tuple[float, tuple[str, ...]]:
        # Of each two last words, what the likeliest way there costs, and the way.
        paths: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {(GAP, GAP): (0.0, (GAP,))}
        for place in range(len(typed)):
            words, costs = self._choices(typed, place, habit, is_fixed=fixed[place])
            ways: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
            most = inf
            for (before, last), (spent, path) in paths.items():
                surprises = self._usage.surprises(before, last, words)
                for word, cost, surprise in zip(words, costs, surprises, strict=True):
                    total = spent + cost + surprise
                    if total > most:
                        continue
                    most = min(most, total + _FAR_BEHIND)
                    way = total, path
                    if (last, word) not in ways or way < ways[last, word]:
                        ways[last, word] = way
            best = sorted((*way, *pair) for pair, way in ways.items())[:_MOST_PATHS]
            paths = {
                (last, word): (spent, (*path, word))
                for spent, path, last, word in best
                if spent <= best[0][0] + _FAR_BEHIND
            }
        spent, path = min(
            (spent + self._usage.surprises(before, last, (GAP,))[0], path)
            for (before, last), (spent, path) in paths.items()
        )
        return spent, path[1:]

    def _choices(
        self, typed: list[str], place: int, habit: Habit, *, is_fixed: bool
    ) -> tuple[tuple[str, ...], tuple[float, ...]]:
        if is_fixed:
            return (typed[place],), (0.0,)
        before, word, after = (GAP, *typed, GAP)[place : place + 3]
        return self._meant(before, word, after, habit)

    def _candidates(
        self, before: str, word: str, after: str, habit: Habit
    ) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """Give what a word between two others may have been meant to be, and what each costs."""
        letters = fold(word)
        candidates = {word: typing_cost(word, word, habit)}
        if not self._usage.single(word) and has_marks(word):
            candidates[word] += -_UNTOLD if respelled(word) else _IMPOSSIBLE
        for syllable in self._usage.marked(letters):
            if syllable != word:
                candidates[syllable] = typing_cost(word, syllable, habit)
        ranked = sorted((cost - self._likely(one), one) for one, cost in candidates.items())
        for near, cost in self._slips(before, word, after):
            for syllable in self._usage.marked(near):
                likely = self._likely(syllable)
                if len(ranked) < _MOST_CANDIDATES or cost - likely <= ranked[-1][0]:
                    candidates[syllable] = cost + slip_cost(word, syllable, habit)
                    insort(ranked, (candidates[syllable] - likely, syllable))
                    del ranked[_MOST_CANDIDATES:]
        best = [syllable for _, syllable in ranked[:_MOST_CANDIDATES]]
        return tuple(best), tuple(candidates[syllable] for syllable in best)

    def _likely(self, syllable: str) -> float:
        return log(self._usage.single(syllable) or UNHEARD)

    def _slips(self, before: str, word: str, after: str) -> Iterator[tuple[str, float]]:
        usage = self._usage
        letters = fold(word)
        at_home = usage.is_pair(before, word) and usage.is_pair(word, after)
        if at_home or not letters.isascii() or not _SLIPPING.fullmatch(letters):
            return
        marked = has_marks(word)
        well_formed = respelled(word) is not None if marked else is_well_formed(letters)
        cost = _SLIP_OF_NONE
        if well_formed:
            known = marked or usage.is_word_of(letters)
            cost = _SLIP_OF_KNOWN if known else _SLIP_OF_UNKNOWN
        # What can be a word of its own is one, but among neighbours that want another.
        only_beside = well_formed or len(letters) == _SHORTEST_SLIP
        left, right = fold(before), fold(after)
        for near in usage.one_slip_away(letters):
            if not only_beside or usage.is_pair_of(left, near) or usage.is_pair_of(near, right):
                yield near, cost


def _is_sparse(words: list[str]) -> bool:
    return sum(map(has_marks, words)) < _USUALLY_MARKED * len(words)


def _is_fixed(text: str, match: re.Match[str]) -> bool:
    # A number, or letters of one ("5G", "T11"), or of a document ("UBND-NC").
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match[0].isdigit() or before.isdigit() or after.isdigit():
        return True
    if match[0].lower() in _BEFORE_NAMES:
        return True
    # Letters that are short for something nobody told ("QNgai").
    return match[0][1:2].isupper() and not text.isupper()


def _as_typed(typed: str, meant: str, fixed: bool) -> str:
    if fixed:
        return typed
    if len(typed) > 1 and typed.isupper():
        return meant.upper()
    return meant.capitalize() if typed[0].isupper() else meant
