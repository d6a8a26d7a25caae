"""What happened, as much of it as is worth keeping."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Bounded(OrderedDict[Key, Value], Generic[Key, Value]):
    """A dictionary that forgets its oldest entries."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: Key, value: Value) -> None:
        super().__setitem__(key, value)
        if len(self) > self._most:
            self.popitem(last=False)


class CallLog:
    """The bot's newest calls, each with a number that only grows.

    Attributes:
        next: The number of the next call.
        changed: Notified after each call.
        malformed: Descriptions of the refused calls that no bot should make.
    """

    def __init__(self, most: int = 20_000) -> None:
        self.next = 0
        self.changed = asyncio.Condition()
        self.malformed: deque[str] = deque(maxlen=100)
        self._calls: deque[dict[str, Any]] = deque(maxlen=most)

    async def add(self, method: str, params: dict[str, Any], status: Any, result: Any) -> None:
        """Note a call and wake those who wait for it."""
        shown = {
            key: f"<{value[0]}: {len(value[1])} bytes>" if isinstance(value, tuple) else value
            for key, value in params.items()
        }
        self._calls.append(
            {
                "seq": self.next,
                "method": method,
                "at": time.time(),
                "params": shown,
                "status": status,
                "result": result,
            }
        )
        self.next += 1
        async with self.changed:
            self.changed.notify_all()

    def find(
        self, *, method: str | None = None, since: int = 0, chat: int | None = None
    ) -> list[dict[str, Any]]:
        """Find calls, oldest first.

        Args:
            since: The first number that counts.
        """
        return [
            call
            for call in self._calls
            if call["seq"] >= since
            and method in (None, call["method"])
            and (chat is None or str(call["params"].get("chat_id")) == str(chat))
        ]

    async def wait(self, find: Callable[[], list[Value]], n: int, timeout: float) -> list[Value]:
        """Wait until ``find`` finds ``n``; after the time, return what there is."""
        end = time.monotonic() + timeout
        while len(found := find()) < n and (left := end - time.monotonic()) > 0:
            async with self.changed:
                try:
                    await asyncio.wait_for(self.changed.wait(), left)
                except TimeoutError:
                    continue
        return found
