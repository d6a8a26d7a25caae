"""Flood control as documented: a chat, a group and the whole bot may only send so much."""

from __future__ import annotations

import time
from collections import defaultdict, deque

from .refusal import too_many

_OVERALL = (30, 1.0)
_PRIVATE = (4, 4.0)
_GROUP = (20, 60.0)


class Flood:
    """Counts messages in sliding windows while it is on."""

    def __init__(self, on: bool) -> None:
        self.on = on
        self._sent: dict[int | str, deque[float]] = defaultdict(deque)

    def count(self, chat_id: int) -> None:
        """Count a message, or refuse it."""
        if not self.on:
            return
        now = time.monotonic()
        for key, (most, per_s) in (
            ("all", _OVERALL),
            (chat_id, _GROUP if chat_id < 0 else _PRIVATE),
        ):
            sent = self._sent[key]
            while sent and now - sent[0] > per_s:
                sent.popleft()
            if len(sent) >= most:
                raise too_many(max(1, int(per_s - (now - sent[0])) + 1))
        self._sent["all"].append(now)
        self._sent[chat_id].append(now)
