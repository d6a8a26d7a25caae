"""What signs weigh, and the weights in use.

``in_use`` is the entry point. The weights stand in ``tables/name_weights.csv`` and were fitted on
annotated articles (see ``bot.evaluation.fitting``). A ``Family`` remembers what the signs of one kind
weigh by what makes them, so that a sign is seldom written out.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

from extract.lexicon import TABLES

_WEIGHTS = TABLES / "name_weights.csv"
# What stands before numbers has no end of kinds; a family that knows so many begins anew.
_MOST_REMEMBERED = 4096

Signs = tuple[str, ...]
# A sign, and how strong it is.
Sign = tuple[str, float]
_T = TypeVar("_T")


class Family(dict[Any, float]):
    """The weight of the signs of one kind, by what makes them; a missing one is weighed.

    Keys are of one type for each family, which ``make`` knows.
    """

    __slots__ = ("_make", "_of", "_weights")

    def __init__(self, weights: Mapping[str, float], make: Callable[..., Signs], *of: str) -> None:
        """Take the weights of all signs.

        Args:
            weights: By sign; one that has none weighs nothing.
            make: Writes the signs of a key.
            of: What it is given behind the key.
        """
        super().__init__()
        self._weights, self._make, self._of = weights, make, of

    def __missing__(self, key: Any) -> float:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        weight = self[key] = sum([self._weights.get(sign, 0.0) for sign in self.signs(key)])
        return weight

    def signs(self, key: Any) -> Signs:
        """Write the signs of a key."""
        return self._make(key, *self._of)


class BySource(dict[Any, Mapping[str, float]]):
    """What signs weigh for each source, by what makes the signs; a missing one is weighed."""

    __slots__ = ("_make", "_weights")

    def __init__(
        self, weights: Mapping[str, Mapping[str, float]], make: Callable[[Any], Signs]
    ) -> None:
        """Take the weights, by sign and source, and what writes the signs of a key."""
        super().__init__()
        self._weights, self._make = weights, make

    def __missing__(self, key: Any) -> Mapping[str, float]:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        found = defaultdict[str, float](float)
        for sign in self._make(key):
            for source, weight in self._weights.get(sign, {}).items():
                found[source] += weight
        self[key] = found
        return found


class Kind(dict[str, float]):
    """The weights of all signs that begin alike, by the word behind ``=``; others weigh nothing."""

    __slots__ = ("_name",)

    def __init__(self, weights: Mapping[str, float], name: str) -> None:
        """Take the weights of all signs and what these begin with."""
        start = f"{name}="
        super().__init__((s[len(start) :], w) for s, w in weights.items() if s.startswith(start))
        self._name = name

    def __missing__(self, key: str) -> float:
        return 0.0

    def signs(self, key: str) -> Signs:
        """Write the sign of a word."""
        return (f"{self._name}={key}",)


# A strength, and of what it is the strength.
Part = tuple[float, Family | Kind, Any]


class Weights:
    """Weights by sign, and what was made of them."""

    def __init__(self, by_sign: Mapping[str, float]) -> None:
        """Take the weights by sign."""
        self.by_sign = by_sign
        self._made: dict[tuple[object, ...], Any] = {}

    def once(self, make: Callable[..., _T], *of: object) -> _T:
        """Give what a function makes of the weights and some words; it is made once."""
        key = (make, *of)
        found: _T | None = self._made.get(key)
        if found is None:
            found = self._made[key] = make(self, *of)
        return found

    def family(self, make: Callable[..., Signs], *of: str) -> Family:
        """Give the family of a function that writes signs; see ``Family``."""
        return self.once(_family, make, *of)

    def kind(self, name: str) -> Kind:
        """Give the weights of the signs that begin alike; see ``Kind``."""
        return self.once(_kind, name)


def _family(weights: Weights, make: Callable[..., Signs], *of: str) -> Family:
    return Family(weights.by_sign, make, *of)


def _kind(weights: Weights, name: str) -> Kind:
    return Kind(weights.by_sign, name)


@lru_cache(maxsize=1)
def _own() -> Weights:
    """The program's own; read once, in about 5 ms."""
    with _WEIGHTS.open(encoding="utf-8", newline="") as file:
        return Weights({sign: float(weight) for sign, weight in csv.reader(file)})


_others: list[Weights] = []


def in_use() -> Weights:
    """Give the weights in use: what ``using`` says, else the program's own."""
    return _others[-1] if _others else _own()


@contextmanager
def using(weights: Mapping[str, float]) -> Iterator[None]:
    """Choose names by other weights than the program's own while the context lasts."""
    _others.append(Weights(weights))
    try:
        yield
    finally:
        _others.pop()
