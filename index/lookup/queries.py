"""Words and scopes -> queries of the index; see ``index.lookup.layout``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import tantivy
from tantivy import Occur, Query

from index.lookup.layout import (
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

Part = tuple[Occur, Query]

# A mark of the time asked moves an observation before others that are as near.
_TIMELY = 0.01
# What holds none of the rarer words, which together weigh so much, is not near.
ENOUGH = 0.6


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

    def term(self, field: str, word: str, score: float = 0.0) -> Query:
        """Find what holds a word in a field."""
        return Query.const_score_query(Query.term_query(self._schema, field, word, "basic"), score)

    def called(self, names: Iterable[str]) -> Query:
        """Find the observations of some indicators, by their names in lower case."""
        return _any(self.term(CALLED, name_mark(name)) for name in names)

    def within(self, scope: Scope[D]) -> list[Part]:
        """Restrict to a scope, as far as the index knows it."""
        parts = [(Occur.Must, self.term(SORT, sort)) for sort in sorted(scope.sorts)]
        for field, keys in ((PLACE, scope.places), (HOME, scope.within)):
            if keys is not None:
                marks = sorted(map(place_mark, keys))
                parts.append((Occur.Must, _any(self.term(field, mark) for mark in marks)))
        if scope.value is not None:
            parts.append((Occur.Must, self.term(VALUE, value_mark(scope.value))))
        return parts

    def named(self, words: Words) -> list[Part]:
        """Find what holds all of some words in its name."""
        return [(Occur.Must, self.term(Field.NAME, term)) for term in words.weights]

    def near(
        self,
        words: Words,
        telling: Callable[[str], Sequence[str]],
        times: Iterable[str] = (),
        *,
        enough: float = ENOUGH,
    ) -> list[Part] | None:
        """Find what is near some words; the score is about the share of them that it holds.

        Args:
            words: What is sought.
            telling: Gives the words of a phrase that say something.
            times: Marks of the time asked.
            enough: Only what holds one of the rarest words is looked at that weigh this share.

        Returns:
            ``None`` where the index holds none of them.
        """
        held = [self._lists(words, term, telling) for term in words.weights]
        held = sorted((one for one in held if one[1]), key=lambda one: one[0])
        needed: list[Query] = []
        parts: list[Part] = []
        weight = 0.0
        for _, lists, share in held:
            if weight < enough:
                needed += lists
            else:
                parts += ((Occur.Should, query) for query in lists)
            weight += share
        if not needed:
            return None
        parts += ((Occur.Should, self.term(TIME, mark, _TIMELY)) for mark in sorted(times))
        return [(Occur.Must, _any(needed)), *parts]

    def _lists(
        self, words: Words, term: str, telling: Callable[[str], Sequence[str]]
    ) -> tuple[int, list[Query], float]:
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
        return length, lists, share

    def _found(self, term: str, score: float) -> tuple[int, list[Query]]:
        length, lists = 0, []
        for field in FIELDS:
            frequency = self._frequency(field, term)
            if frequency:
                length += frequency
                lists.append(self.term(field, term, score * SURELY[field]))
        return length, lists


def both(parts: Sequence[Part]) -> Query:
    """Put the parts of a query together."""
    return Query.boolean_query(list(parts)) if parts else Query.all_query()


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _mark(syllables: Sequence[str]) -> str:
    # Most phrases stand as they are, so their first pair finds them; all that it finds is looked at.
    return "_".join(syllables[:2])
