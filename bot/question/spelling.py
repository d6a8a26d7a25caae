"""Typed words -> the words they were meant to be: marks restored, slips repaired.

``Speller.words_of`` is the entry point. Each syllable may become any syllable of the
vocabulary that has the same letters, or that is a single slip away; of all sentences these
allow, the likeliest wins: one whose neighbours are familiar with each other, and that loses as
few marks as the way the text is typed lets expect. See docs/design/typing.md.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log

from bot.question.slips import (
    BARE,
    CAREFUL,
    CARELESS,
    Habit,
    is_one_slip,
    shortened,
    slip_cost,
    typing_cost,
)
from bot.question.syllable import is_well_formed, respelled
from extract.models import Span
from extract.text import fold, has_marks

# A number is a neighbour, too ("năm 2024"), but which one does not matter.
_WORD = re.compile(r"[^\W\d_]+|\d+")
_NUMBER = "0"
# Longer runs without a blank are no Vietnamese syllables, and slips of them no cheap ones.
_LONGEST = 8
_SHORTEST_SLIP = 2
_SLIPPING = re.compile(r"[a-z]{2,8}")
# In the measure of ``_surprise``: what a slip costs in what is no syllable, no known one, a
# known one.
_SLIP_OF_NONE, _SLIP_OF_UNKNOWN, _SLIP_OF_KNOWN = 6.5, 7.5, 9.0
_MOST_CANDIDATES, _MOST_PATHS = 16, 12
# What is marked like a word may well be one, though nobody told of it; or it can be none.
_UNTOLD, _IMPOSSIBLE = 3.0, 8.0
_USUALLY_MARKED = 0.6
_IN_PHRASE, _FAMILIAR, _ALONE, _UNHEARD = 0.6, 0.2, 0.2, 0.3


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
    """Repairs text by a vocabulary taken from texts."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        """Learn syllables and pairs of neighbours.

        Args:
            texts: Canonical texts whose words may be asked for.
            names: Proper names that may be asked for; being part of one makes no word.
        """
        self._single: Counter[str] = Counter()
        self._pair: Counter[tuple[str, str]] = Counter()
        self._triple: Counter[tuple[str, str, str]] = Counter()
        self._learn(texts)
        self._words = frozenset(self._single) - {""}
        self._word_letters = frozenset(map(fold, self._words))
        self._learn(names)
        self._total = sum(self._single.values()) + 1
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        letters_of = {syllable: fold(syllable) for syllable in self._single}
        for syllable in sorted(filter(None, self._single)):
            self._by_letters[letters_of[syllable]].append(syllable)
        self._near: dict[str, list[str]] = defaultdict(list)
        for letters in self._by_letters:
            if len(letters) <= _LONGEST:
                for shorter in shortened(letters):
                    self._near[shorter].append(letters)
        # Texts, since a set of many pairs makes the collector of garbage work.
        self._pair_letters = {f"{letters_of[a]} {letters_of[b]}" for a, b in self._pair}

    def _learn(self, texts: Iterable[str]) -> None:
        # One run of words, a gap before and behind each text.
        run = [""]
        for text in filter(None, texts):
            run += map(_standing_for, _WORD.findall(text.lower()))
            run.append("")
        self._single.update(run)
        self._pair.update(pairwise(run))
        self._triple.update(zip(run, run[1:], run[2:], strict=False))

    def knows(self, syllable: str) -> bool:
        """Tell whether a lower-case syllable, typed with or without marks, is a known word."""
        return syllable in self._words or (
            not has_marks(syllable) and syllable in self._word_letters
        )

    def knows_letters(self, syllable: str) -> bool:
        """Tell whether some known word has these letters, whatever its marks."""
        return fold(syllable) in self._word_letters

    def knows_marked(self, syllable: str) -> bool:
        """Tell whether a lower-case syllable is, with just these marks, a known word or name."""
        return syllable in self._single

    def words_of(self, text: str, marked: bool) -> list[Word]:
        """Cut a text into its words, and tell what each was meant to be.

        Args:
            text: Canonical, short forms written out.
            marked: Whether its writer typed any marks.
        """
        matches = list(_WORD.finditer(text))
        typed = [self._settled(_standing_for(match[0].lower())) for match in matches]
        fixed = [_is_fixed(text, match) for match in matches]
        cost, meant = self._likeliest(typed, fixed, CAREFUL if marked else BARE)
        if marked and (meant != tuple(typed) or _is_sparse(typed)):
            _, meant = min((cost, meant), self._likeliest(typed, fixed, CARELESS))
        pairs = [pair in self._pair for pair in pairwise(("", *meant, ""))]
        return [
            Word(Span(*match.span()), match[0], _as_typed(match[0], word, stays), familiar)
            for match, word, stays, familiar in zip(
                matches, meant, fixed, pairwise(pairs), strict=True
            )
        ]

    def _settled(self, word: str) -> str:
        return word if word in self._single or not has_marks(word) else respelled(word) or word

    def _likeliest(
        self, typed: list[str], fixed: list[bool], habit: Habit
    ) -> tuple[float, tuple[str, ...]]:
        # Of each two last words, what the likeliest way there costs, and the way.
        paths: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {("", ""): (0.0, ("",))}
        for place, word in enumerate(typed):
            candidates = {word: 0.0} if fixed[place] else self._candidates(typed, place, habit)
            ways = [
                (spent + cost + self._surprise(before, last, syllable), path, syllable)
                for (before, last), (spent, path) in paths.items()
                for syllable, cost in candidates.items()
            ]
            ways.sort()
            paths = {}
            for spent, path, syllable in ways:
                if (path[-1], syllable) not in paths:
                    paths[path[-1], syllable] = spent, (*path, syllable)
                    if len(paths) == _MOST_PATHS:
                        break
        spent, path = min(
            (spent + self._surprise(before, last, ""), path)
            for (before, last), (spent, path) in paths.items()
        )
        return spent, path[1:]

    def _candidates(self, typed: list[str], place: int, habit: Habit) -> dict[str, float]:
        word = typed[place]
        letters = fold(word)
        candidates = {word: typing_cost(word, word, habit)}
        if word not in self._single and has_marks(word):
            candidates[word] += -_UNTOLD if respelled(word) else _IMPOSSIBLE
        for syllable in self._by_letters.get(letters, ()):
            if syllable != word:
                candidates[syllable] = typing_cost(word, syllable, habit)
        for near, cost in self._slips(typed, place):
            for syllable in self._by_letters[near]:
                candidates[syllable] = cost + slip_cost(word, syllable, habit)
        best = sorted(
            candidates, key=lambda s: (candidates[s] - log(self._single[s] or _UNHEARD), s)
        )
        return {syllable: candidates[syllable] for syllable in best[:_MOST_CANDIDATES]}

    def _slips(self, typed: list[str], place: int) -> Iterator[tuple[str, float]]:
        word = typed[place]
        before = typed[place - 1] if place else ""
        after = typed[place + 1] if place + 1 < len(typed) else ""
        letters = fold(word)
        at_home = (before, word) in self._pair and (word, after) in self._pair
        if at_home or not letters.isascii() or not _SLIPPING.fullmatch(letters):
            return
        marked = has_marks(word)
        well_formed = respelled(word) is not None if marked else is_well_formed(letters)
        cost = _SLIP_OF_NONE
        if well_formed:
            known = marked or letters in self._word_letters
            cost = _SLIP_OF_KNOWN if known else _SLIP_OF_UNKNOWN
        # What can be a word of its own is one, but among neighbours that want another.
        only_beside = well_formed or len(letters) == _SHORTEST_SLIP
        left, right = fold(before), fold(after)
        for near in self._one_slip_away(letters):
            beside = {f"{left} {near}", f"{near} {right}"}
            if not only_beside or not beside.isdisjoint(self._pair_letters):
                yield near, cost

    def _one_slip_away(self, letters: str) -> list[str]:
        near = {n for shorter in shortened(letters) for n in self._near.get(shorter, ())}
        return sorted(n for n in near if n != letters and is_one_slip(letters, n))

    def _surprise(self, before: str, previous: str, syllable: str) -> float:
        alone = (self._single[syllable] or _UNHEARD) / self._total
        pair = self._pair[previous, syllable]
        if not pair:
            return -log(_ALONE * alone)
        together = pair / (self._single[previous] + 1)
        context = self._pair[before, previous]
        behind = self._triple[before, previous, syllable] / (context + 1) if context else together
        return -log(_IN_PHRASE * behind + _FAMILIAR * together + _ALONE * alone)


def _standing_for(word: str) -> str:
    return _NUMBER if word.isdigit() else word


def _is_sparse(words: list[str]) -> bool:
    return sum(map(has_marks, words)) < _USUALLY_MARKED * len(words)


def _is_fixed(text: str, match: re.Match[str]) -> bool:
    # A number, or letters of one ("5G", "T11"), or of a document ("UBND-NC").
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match[0].isdigit() or before.isdigit() or after.isdigit():
        return True
    # Letters that are short for something nobody told ("QNgai").
    return match[0][1:2].isupper() and not text.isupper()


def _as_typed(typed: str, meant: str, fixed: bool) -> str:
    if fixed:
        return typed
    if len(typed) > 1 and typed.isupper():
        return meant.upper()
    return meant.capitalize() if typed[0].isupper() else meant
