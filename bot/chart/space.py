"""Where a text may be written: off other texts and points, off the lines as far as possible."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SAMPLES = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle, in pixels from the upper left."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Place) -> bool:
        """Tell whether two rectangles share any room."""
        return (
            self.left < other.right
            and self.right > other.left
            and self.top < other.bottom
            and self.bottom > other.top
        )

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.left < x < self.right and self.top < y < self.bottom


class Space:
    """The room of a picture, as far as it is not taken."""

    def __init__(self, paths: Iterable[Sequence[tuple[float, float]]] = ()) -> None:
        """Begin with nothing taken.

        Args:
            paths: Lines that texts should not be written on, each by its points.
        """
        self._taken: list[Place] = []
        self._on_lines = [spot for path in paths for spot in _spots_on(path)]

    def block(self, place: Place) -> None:
        """Let nothing be written there."""
        self._taken.append(place)

    def choose(self, places: Sequence[Place]) -> int | None:
        """Take the place that covers least of the lines; the first of equal ones.

        Returns:
            Its number; ``None`` where something is in all of them.
        """
        free = [
            (sum(place.holds(x, y) for x, y in self._on_lines), number)
            for number, place in enumerate(places)
            if not any(place.meets(other) for other in self._taken)
        ]
        if not free:
            return None
        number = min(free)[1]
        self.block(places[number])
        return number


def _spots_on(path: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    spots = []
    for (x, y), (to_x, to_y) in itertools.pairwise(path):
        for part in range(_SAMPLES + 1):
            share = part / _SAMPLES
            spots.append((x + (to_x - x) * share, y + (to_y - y) * share))
    return spots
