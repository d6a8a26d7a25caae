"""Words and scopes -> queries of the index; see ``index.lookup.layout``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from math import log2
from typing import NamedTuple

import tantivy
from tantivy import Occur, Query

from index.lookup.layout import (
    CALLED,
    FIELDS,
    HOME,
    MOST_FRESH,
    PLACE,
    SORT,
    TIME,
    VALUE,
    name_mark,
    place_mark,
    value_mark,
)
from index.lookup.models import RELATED, SURELY, D, Field, Scope, Words

Part = tuple[Occur, Query]

# A mark of the time asked moves an observation before others that are as near.
_TIMELY = 0.01
# What holds none of the rarer words, which together weigh so much, is not near.
_ENOUGH, _SOME = 0.6, 0.25
SPREADING = (_SOME, _ENOUGH, 1.0)
"""Steps where all that is about as near as the best is wanted."""
# Whatever is very near holds each word that weighs so much, if there are so many of them.
_MUCH, _FEWEST = 0.08, 2
# By how much the newest is put before what has no day; see ``layout.FRESH``.
_FRESHEST = log2(2 + MOST_FRESH)
_MOST_TERMS = 8_192


class Stage(NamedTuple):
    """One way to look.

    Attributes:
        parts: The query.
        bound: What it does not find would score no more.
        is_exact: Whether the score puts what is found in its true order.
    """

    parts: list[Part]
    bound: float
    is_exact: bool = False


class _Held(NamedTuple):
    """A word as the index holds it, with the phrases that may stand for it.

    Attributes:
        length: How many documents the lists name.
        share: Of the weight of all words.
    """

    term: str
    length: int
    lists: list[Query]
    share: float


class Queries:
    """Builds queries for one index."""

    def __init__(self, schema: tantivy.Schema, frequency: Callable[[str, str], int]) -> None:
        """Build for an index.

        Args:
            schema: Its own.
            frequency: How many documents hold a term in a field; deleted ones may count.
        """
        self._schema = schema
        self._frequency = frequency
        self._fields = lru_cache(_MOST_TERMS)(self._find_fields)

    def term(self, field: str, word: str, score: float = 0.0) -> Query:
        """Find what holds a word in a field."""
        return Query.const_score_query(Query.term_query(self._schema, field, word, "basic"), score)

    def called(self, names: Iterable[str]) -> Query:
        """Find the observations of some indicators, by their names in lower case."""
        return any_of(self.term(CALLED, name_mark(name)) for name in names)

    def within(self, scope: Scope[D]) -> list[Part]:
        """Restrict to a scope, as far as the index knows it."""
        parts = [(Occur.Must, self.term(SORT, sort)) for sort in sorted(scope.sorts)]
        for field, keys in ((PLACE, scope.places), (HOME, scope.within)):
            if keys is not None:
                marks = sorted(map(place_mark, keys))
                parts.append((Occur.Must, any_of(self.term(field, mark) for mark in marks)))
        if scope.when:
            parts.append((Occur.Must, any_of(self.term(TIME, mark) for mark in sorted(scope.when))))
        if scope.value is not None:
            parts.append((Occur.Must, self.term(VALUE, value_mark(scope.value))))
        return parts

    def named(self, words: Words) -> list[Part]:
        """Find what holds all of some words in its name."""
        return [(Occur.Must, self.term(Field.NAME, term)) for term in words.weights]

    def _named(self, held: Iterable[_Held]) -> list[Part]:
        return [(Occur.Must, self.term(Field.NAME, one.term, one.share)) for one in held]

    def near(
        self,
        words: Words,
        telling: Callable[[str], Sequence[str]],
        times: Iterable[str] = (),
        *,
        steps: Sequence[float] = (_ENOUGH, 1.0),
        strictly: bool = False,
    ) -> Iterator[Stage]:
        """Find what is near some words; the score is about the share of them that it holds.

        Args:
            words: What is sought.
            telling: Gives the words of a phrase that say something.
            times: Marks of the time asked.
            steps: Only what holds one of the rarest words is looked at that weigh this share;
                one query each.
            strictly: Whether to look first for what holds all words in its name, and then for
                what holds those that tell much; pays where no place is asked.

        Returns:
            Queries, the quickest first; the last one finds all. None where the index holds none
            of the words.
        """
        held = self._held(words, telling)
        if not held:
            return
        marks = sorted(times, key=lambda mark: (self._frequency(TIME, mark), mark))
        timely = [self.term(TIME, mark, _TIMELY) for mark in marks]
        if strictly:
            # What lacks a word in its name has a smaller share, however fresh it is.
            yield Stage([*self._named(held), *_should(timely)], 0.0, is_exact=True)
            yield from _strictly(held, timely)
        for enough in steps:
            yield Stage(_loosely(held, timely, enough), _FRESHEST * (1 - enough))

    def alike(self, words: Words, least: float) -> list[Part] | None:
        """Find what holds some share of words, and perhaps less.

        Args:
            words: What is sought; what is related does not count.
            least: The share.

        Returns:
            ``None`` where the index holds none of them.
        """
        held = self._held(words, _no_phrase)
        return _loosely(held, (), 1 - least) if held else None

    def _held(self, words: Words, telling: Callable[[str], Sequence[str]]) -> list[_Held]:
        held = [self._lists(words, term, telling) for term in words.weights]
        return sorted((one for one in held if one.lists), key=lambda one: one.length)

    def _lists(self, words: Words, term: str, telling: Callable[[str], Sequence[str]]) -> _Held:
        share = words.weights[term] / words.total
        length, lists = self._found(term, share)
        phrases = words.related.get(term, ())
        marks = dict.fromkeys(_mark(telling(phrase)) for phrase in phrases)
        near: list[Query] = []
        for mark in marks:
            longer, more = self._found(mark, RELATED * share)
            length += longer
            near += more
        if near:
            lists = [Query.disjunction_max_query([*lists, *near])]
        return _Held(term, length, lists, share)

    def _found(self, term: str, score: float) -> tuple[int, list[Query]]:
        length, fields = self._fields(term)
        return length, [self.term(field, term, score * SURELY[field]) for field in fields]

    def _find_fields(self, term: str) -> tuple[int, list[Field]]:
        frequencies = {field: self._frequency(field, term) for field in FIELDS}
        return sum(frequencies.values()), [f for f, frequency in frequencies.items() if frequency]


def _strictly(held: Sequence[_Held], marks: Sequence[Query]) -> Iterator[Stage]:
    # What lacks a word that tells much is at best so near.
    needed = [one for one in held if one.share >= _MUCH]
    if len(needed) < _FEWEST:
        return
    reach = sum(one.share for one in held)
    lacking = reach - min(one.share for one in needed) + _TIMELY * len(marks)
    parts = [(Occur.Must, any_of(one.lists)) for one in needed]
    others = [query for one in held if one.share < _MUCH for query in one.lists]
    if len(marks) > 1:
        # The commonest mark alone, which is the year, tells little.
        timely = _preferring([*parts, (Occur.Must, any_of(marks[:-1]))], (*others, marks[-1]))
        yield Stage(timely, _FRESHEST * max(reach + _TIMELY, lacking))
    yield Stage([*parts, *_should((*others, *marks))], _FRESHEST * lacking)


def _loosely(held: Sequence[_Held], marks: Iterable[Query], enough: float) -> list[Part]:
    needed: list[Query] = []
    others: list[Query] = []
    weight = 0.0
    for one in held:
        if weight < enough:
            needed += one.lists
        else:
            others += one.lists
        weight += one.share
    parts = [(Occur.Must, any_of(needed))]
    if enough <= _SOME:
        return _preferring(parts, (*others, *marks))
    return [*parts, *_should((*others, *marks))]


def _preferring(parts: Sequence[Part], others: Iterable[Query]) -> list[Part]:
    """Find the few documents that some parts find; what others find, too, scores more."""
    # One in the other: each list is read only where those documents lie.
    found = both(parts)
    for query in others:
        found = both([(Occur.Must, found), (Occur.Should, query)])
    return [(Occur.Must, found)]


def both(parts: Sequence[Part]) -> Query:
    """Put the parts of a query together."""
    return Query.boolean_query(list(parts)) if parts else Query.all_query()


def any_of(queries: Iterable[Query]) -> Query:
    """Find what any of some queries finds."""
    return Query.boolean_query(_should(queries))


def _should(queries: Iterable[Query]) -> list[Part]:
    return [(Occur.Should, query) for query in queries]


def _mark(syllables: Sequence[str]) -> str:
    # Most phrases stand as they are, so their first pair finds them; all that it finds is looked at.
    return "_".join(syllables[:2])


def _no_phrase(_: str) -> Sequence[str]:
    return ()
