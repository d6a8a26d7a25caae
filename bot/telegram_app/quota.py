"""How much one user may ask: a bucket of questions that fills up again with time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

_MOST_USERS = 10_000


class Quota:
    """Buckets of users; those idle longest are forgotten where there are too many."""

    def __init__(self, per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        """Start with full buckets.

        Args:
            per_minute: Size of a bucket, and what flows back in a minute; 0 for no limit.
            now: Gives the time in seconds.
        """
        self._size = per_minute
        self._now = now
        self._left: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def take(self, user_id: int) -> bool:
        """Take one from a user's bucket; ``False`` where it is empty."""
        if not self._size:
            return True
        now = self._now()
        left, then = self._left.pop(user_id, (float(self._size), now))
        left = min(self._size, left + (now - then) * self._size / 60)
        allowed = left >= 1
        self._left[user_id] = (left - 1 if allowed else left, now)
        while len(self._left) > _MOST_USERS:
            self._left.popitem(last=False)
        return allowed
