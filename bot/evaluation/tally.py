"""Counts of right and wrong, with the interval that so many of them allow to claim."""

from __future__ import annotations

import math
from dataclasses import dataclass

_Z = 1.96
"""Two-sided 95 % of the normal distribution."""


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
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the rate; from 0 to 1 where there was none."""
        if not self.of:
            return 0.0, 1.0
        n, p = self.of, self.rate
        middle = (p + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
        half = _Z * math.sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n)) / (1 + _Z * _Z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


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
