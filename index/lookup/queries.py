"""Words and scopes -> queries of the index; see ``index.lookup.layout``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import tantivy
from tantivy import Occur, Query

from index.lookup.layout import (
    ARTICLE,
    CALLED,
    FIELDS,
    HOME,
    PLACE,
    SORT,
    TIME,
    VALUE,
    name_mark,
    place_mark,
    value_mark,
)
from index.lookup.models import RELATED, SURELY, D, Field, Scope, Words
from index.lookup.plan import TIMELY, Held, Part, Plan, any_of

_MOST_TERMS = 8_192


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

    def article(self, number: int) -> Part:
        """Restrict to an article, by its number."""
        query = Query.term_query(self._schema, ARTICLE, number, "basic")
        return Occur.Must, Query.const_score_query(query, 0.0)

    def called(self, names: Iterable[str]) -> Query:
        """Find the observations of some indicators, by their names in lower case."""
        return any_of([self.term(CALLED, name_mark(name)) for name in names])

    def within(self, scope: Scope[D]) -> list[Part]:
        """Restrict to a scope, as far as the index knows it."""
        parts = [(Occur.Must, self.term(SORT, sort)) for sort in sorted(scope.sorts)]
        for field, keys in ((PLACE, scope.places), (HOME, scope.within)):
            if keys is not None:
                marks = sorted(map(place_mark, keys))
                parts.append((Occur.Must, any_of([self.term(field, mark) for mark in marks])))
        if scope.when:
            dated = [self.term(TIME, mark) for mark in sorted(scope.when)]
            others = [self.term(SORT, sort) for sort in sorted(scope.whenever)]
            parts.append((Occur.Must, any_of([*dated, *others])))
        if scope.value is not None:
            parts.append((Occur.Must, self.term(VALUE, value_mark(scope.value))))
        return parts

    def named(self, words: Words) -> list[Part]:
        """Find what holds all of some words in its name."""
        return [(Occur.Must, self.term(Field.NAME, term)) for term in words.weights]

    def plan(
        self, words: Words, telling: Callable[[str], Sequence[str]], times: Iterable[str] = ()
    ) -> Plan | None:
        """Plan how to look for what is near some words.

        Args:
            words: What is sought.
            telling: Gives the words of a phrase that say something.
            times: Marks of the time asked.

        Returns:
            ``None`` where the index holds none of the words.
        """
        held = [self._held(words, term, telling) for term in words.weights]
        held = [one for one in held if one.lists]
        if not held:
            return None
        marks = sorted(times, key=lambda mark: (self._frequency(TIME, mark), mark))
        return Plan(held, [self.term(TIME, mark, TIMELY) for mark in marks])

    def alike(self, words: Words, least: float) -> list[Part] | None:
        """Find what holds some share of words, and perhaps less.

        Args:
            words: What is sought; what is related does not count.
            least: The share.

        Returns:
            ``None`` where the index holds none of them.
        """
        plan = self.plan(words, _no_phrase)
        return plan.loosely(1 - least).parts if plan is not None else None

    def _held(self, words: Words, term: str, telling: Callable[[str], Sequence[str]]) -> Held:
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
        return Held(term, share, self.term(Field.NAME, term, share), lists, length)

    def _found(self, term: str, score: float) -> tuple[int, list[Query]]:
        length, fields = self._fields(term)
        return length, [self.term(field, term, score * SURELY[field]) for field in fields]

    def _find_fields(self, term: str) -> tuple[int, list[Field]]:
        frequencies = {field: self._frequency(field, term) for field in FIELDS}
        return sum(frequencies.values()), [f for f, frequency in frequencies.items() if frequency]


def _mark(syllables: Sequence[str]) -> str:
    # Most phrases stand as they are, so their first pair finds them; all that it finds is looked at.
    return "_".join(syllables[:2])


def _no_phrase(_: str) -> Sequence[str]:
    return ()
