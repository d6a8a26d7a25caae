"""How fast a long task goes, and how long it will still take, in words."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

_WINDOW_S = 30.0
_SOONEST_S = 2.0
_EVERY_S = 0.5


class Pace:
    """Follows a task by how much of it is done at what time.

    Attributes:
        done: How many are done, of ``of``; both 0 before anything is noted.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin.

        Args:
            now: The clock, in seconds.
        """
        self._now = now
        self._noted: deque[tuple[float, int]] = deque(((now(), 0),))
        self.done = self.of = 0

    def note(self, done: int, of: int) -> None:
        """Take in how many are done, of how many."""
        self.done, self.of = done, of
        now = self._now()
        if now - self._noted[-1][0] < _EVERY_S:
            return
        self._noted.append((now, done))
        # What was long ago tells little of what is to come.
        while now - self._noted[1][0] > _WINDOW_S:
            self._noted.popleft()

    @property
    def per_second(self) -> float:
        """How many were done a second lately; 0 where that cannot be told yet."""
        (first, before), (last, done) = self._noted[0], self._noted[-1]
        return (done - before) / (last - first) if last - first >= _SOONEST_S else 0.0

    def words(self) -> str:
        """Tell the pace and the time left; empty where they are not known."""
        rate = self.per_second
        if rate <= 0:
            return ""
        return f"{rate_words(rate)}, còn {_time_words((self.of - self.done) / rate)}"


def rate_words(per_second: float) -> str:
    """Write a pace: "41 bài/giây", "0,8 bài/giây"."""
    digits = 0 if per_second >= 10 else 1
    return f"{per_second:.{digits}f} bài/giây".replace(".", ",")


def _time_words(seconds: float) -> str:
    if seconds < 60:
        return f"khoảng {max(1, round(seconds))} giây"
    if seconds < 3600:
        return f"khoảng {round(seconds / 60)} phút"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"khoảng {hours} giờ {minutes} phút"
