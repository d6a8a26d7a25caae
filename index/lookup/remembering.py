"""What is sought and what was found, in forms that can be remembered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from index.lookup.models import Words

T = TypeVar("T")


class Replayed(Generic[T]):
    """What an iterator gives, once more for each who asks, and no further than is asked for."""

    def __init__(self, source: Iterator[T]) -> None:
        """Take what an iterator will give."""
        self._source = source
        self._given: list[T] = []

    def __iter__(self) -> Iterator[T]:
        yield from self._given
        for one in self._source:
            self._given.append(one)
            yield one


class Sought:
    """Words that are equal where the same is sought."""

    def __init__(self, words: Words) -> None:
        """Hold words that do not change."""
        self.words = words
        self._key = frozenset(words.weights.items()), frozenset(words.related.items())

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sought) and self._key == other._key
