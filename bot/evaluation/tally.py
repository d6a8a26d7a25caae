"""Counts of right and wrong, with the interval that so many of them allow to claim.

A plain rate gets Wilson's interval. F1 is no plain rate, and the numbers of one article are
right or wrong together; so its interval comes from drawing whole articles anew.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from random import Random

Interval = tuple[float, float]
RESAMPLES = 2_000
SEED = 1
"""Fixed, so that the same reading gives the same interval."""
_Z = 1.959964
"""Two-sided 95 % of the normal distribution."""
_TAIL = 0.025


@dataclass(slots=True)
class Tally:
    """How many were right, of how many."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.of += 1

    @property
    def rate(self) -> float:
        """The share that was right; 0 where there was none."""
        return self.right / self.of if self.of else 0.0

    @property
    def interval(self) -> Interval:
        """Wilson's 95 % interval of the rate; from 0 to 1 where there was none."""
        if not self.of:
            return 0.0, 1.0
        n, p = self.of, self.rate
        middle = (p + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
        half = _Z * math.sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n)) / (1 + _Z * _Z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one article: how many observations were wanted, given, and of these right."""

    hits: int
    wanted: int
    given: int


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall and F1 over articles.

    Attributes:
        interval: 95 % of F1, as ``f1_interval`` gives it.
    """

    precision: float
    recall: float
    f1: float
    interval: Interval | None


def measure(articles: tuple[Counts, ...]) -> Measure:
    """Sum up articles."""
    precision, recall, both = f1(
        sum(one.hits for one in articles),
        sum(one.wanted for one in articles),
        sum(one.given for one in articles),
    )
    return Measure(precision, recall, both, f1_interval(articles))


@lru_cache(maxsize=64)
def f1_interval(articles: tuple[Counts, ...]) -> Interval | None:
    """Give the 95 % interval of F1 by the percentile bootstrap over articles.

    Args:
        articles: Each is drawn, with return, as often as there are articles; that is done
            ``RESAMPLES`` times with the fixed ``SEED``.

    Returns:
        ``None`` where all articles came out alike, or there is one at most: then they say
        nothing of how others would come out.
    """
    if not articles:
        return None
    random = Random(SEED)
    counts = [(one.hits, one.wanted + one.given) for one in articles]
    drawn = []
    for _ in range(RESAMPLES):
        hits = both = 0
        for hit, each in random.choices(counts, k=len(counts)):
            hits += hit
            both += each
        drawn.append(2 * hits / both if both else 0.0)
    drawn.sort()
    cut = int(_TAIL * RESAMPLES)
    return (drawn[cut], drawn[-1 - cut]) if drawn[0] < drawn[-1] else None


def f1(hits: int, wanted: int, given: int) -> tuple[float, float, float]:
    """Give precision, recall and their harmonic mean.

    Args:
        hits: How many of the given ones were wanted.
        wanted: How many were wanted.
        given: How many were given.
    """
    precision = hits / given if given else 0.0
    recall = hits / wanted if wanted else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0
