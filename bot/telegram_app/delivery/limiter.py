"""Requests to Telegram, spread out so that it takes them.

Telegram names about one message a second in a private chat with short bursts, 20 a minute in a
group, 30 a second in all (https://core.telegram.org/bots/faq). ``ChatLimiter`` stays below each;
where Telegram still says "too many", only that chat waits.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram.error import BadRequest, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram_app.delivery.trouble import seconds_of

_LOG = logging.getLogger(__name__)
# What puts a message into a chat, changes it or takes it away.
_COUNTED = ("send", "edit", "forward", "copy", "delete")
_NOT_COUNTED = ("sendChatAction",)
_PRIVATE = (3, 3.0)
_GROUP = (18, 60.0)
_RETRIES = 5
_MARGIN_S = 0.1
_FEW_CHATS = 256


class Window:
    """So many events in so many seconds, and no more."""

    def __init__(self, most: int, per_s: float) -> None:
        """Begin with nothing counted."""
        self._most = most
        self._per_s = per_s
        self._times: deque[float] = deque()

    def wait_s(self, now: float) -> float:
        """Tell in how many seconds there is room for another; 0 for at once."""
        self._forget(now)
        if len(self._times) < self._most:
            return 0.0
        return self._times[-self._most] + self._per_s - now

    def count(self, now: float) -> None:
        """Count one."""
        self._times.append(now)

    def take_back(self) -> None:
        """Count one less."""
        if self._times:
            self._times.pop()

    def is_idle(self, now: float) -> bool:
        """Tell whether nothing counts any more."""
        self._forget(now)
        return not self._times

    def _forget(self, now: float) -> None:
        while self._times and self._times[0] + self._per_s <= now:
            self._times.popleft()


class _Pace:
    """What one chat has to wait for."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.until = -math.inf
        self.turn = asyncio.Lock()
        self.users = 0

    def wait_s(self, now: float) -> float:
        return max(self.until - now, self.window.wait_s(now))


class ChatLimiter(BaseRateLimiter[int]):
    """Paces each chat, and all together.

    The rate limit argument of a request is how often it is sent again after "too many requests".
    """

    def __init__(
        self,
        per_second: float = 28,
        *,
        private: tuple[int, float] = _PRIVATE,
        group: tuple[int, float] = _GROUP,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Begin with nothing sent.

        Args:
            per_second: Requests a second in all chats together, at least 1.
            private: How many in how many seconds, in a private chat.
            group: The same in a group.
            clock: Gives seconds that never go back.
            sleep: Waits so many of them.
        """
        self._private = private
        self._group = group
        self._clock = clock
        self._sleep = sleep
        self._all = Window(math.floor(per_second), 1.0)
        self._all_turn = asyncio.Lock()
        self._chats: dict[int | str, _Pace] = {}
        self._sweep_at = _FEW_CHATS

    @property
    def chats(self) -> int:
        """How many chats are known at the moment."""
        return len(self._chats)

    async def initialize(self) -> None:
        """Do nothing."""

    async def shutdown(self) -> None:
        """Do nothing."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Send a request when it is its turn; the signature is python-telegram-bot's."""
        chat = data.get("chat_id")
        if chat is None or endpoint in _NOT_COUNTED or not endpoint.startswith(_COUNTED):
            return await callback(*args, **kwargs)
        retries = _RETRIES if rate_limit_args is None else rate_limit_args
        pace = self._pace_of(chat)
        pace.users += 1
        try:
            while True:
                await self._wait_for_turn(pace)
                try:
                    return await callback(*args, **kwargs)
                except BadRequest:
                    # It changed nothing in the chat, so the next one need not wait for it.
                    pace.window.take_back()
                    raise
                except RetryAfter as error:
                    seconds = seconds_of(error)
                    pace.until = self._clock() + seconds + _MARGIN_S
                    _LOG.info("a chat has to wait %.0f s", seconds)
                    if retries <= 0:
                        raise
                    retries -= 1
        finally:
            pace.users -= 1

    async def _wait_for_turn(self, pace: _Pace) -> None:
        # Locks are given in the order they were asked for, so nobody is overtaken.
        async with pace.turn:
            while (seconds := pace.wait_s(self._clock())) > 0:
                await self._sleep(seconds)
            async with self._all_turn:
                while (seconds := self._all.wait_s(self._clock())) > 0:
                    await self._sleep(seconds)
                now = self._clock()
                self._all.count(now)
                pace.window.count(now)

    def _pace_of(self, chat: int | str) -> _Pace:
        if chat not in self._chats:
            if len(self._chats) >= self._sweep_at:
                self._forget_idle()
            most, per_s = self._private if _is_private(chat) else self._group
            self._chats[chat] = _Pace(Window(most, per_s))
        return self._chats[chat]

    def _forget_idle(self) -> None:
        now = self._clock()
        self._chats = {
            chat: pace
            for chat, pace in self._chats.items()
            if pace.users or pace.until > now or not pace.window.is_idle(now)
        }
        self._sweep_at = max(_FEW_CHATS, 2 * len(self._chats))


def _is_private(chat: int | str) -> bool:
    # Groups and channels have negative ids, or public names.
    return isinstance(chat, int) and chat > 0
