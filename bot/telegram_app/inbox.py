"""Updates between their arrival and their handlers: on disk first, in order, fairly shared.

``Inbox`` and ``InOrder`` are python-telegram-bot's two points of extension. Polling waits for
``Inbox.put`` before it confirms a batch, so Telegram forgets an update only once it is on disk. One
user's updates are handled one after the other; users take turns.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot, Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram_app.state import State

_LOG = logging.getLogger(__name__)
# A process can be killed often for other reasons; what kills it is met this often in a row.
_MOST_TRIES = 10
_HARMLESS_AFTER_S = 5.0
_FINISH_S = 8.0
_AGAIN_S = 0.2
_GAVE_UP = (
    "Đã bỏ {count} tin của người dùng chưa xử lý xong sau {tries} lần khởi động lại: có thể chính "
    "chúng làm bot dừng. Hãy xem nhật ký; người hỏi cần gửi lại câu hỏi."
)


class Inbox(asyncio.Queue[object]):
    """The queue between the updater and the application.

    Attributes:
        admit: Decides whether a new update is handled; one that is not is forgotten.
        at_once: The most updates that are handled at the same time.
        at_stop: Called when the application is told to stop.
    """

    def __init__(
        self,
        state: State,
        *,
        at_once: int = 16,
        admit: Callable[[Update], bool] = lambda update: True,
        on_fault: Callable[[str], None] = _LOG.error,
    ) -> None:
        """Begin empty.

        Args:
            state: Keeps the updates.
            at_once: The most updates that are handled at the same time.
            admit: Decides whether a new update is handled.
            on_fault: Is told, in words for an admin, what was given up.
        """
        self.admit = admit
        self.at_once = at_once
        self._state = state
        self._on_fault = on_fault
        self.at_stop: Callable[[], None] = lambda: None
        # Each user's updates; a user is in ``_ready`` with some waiting and none in work.
        self._lanes: dict[int, deque[Update]] = {}
        self._ready: deque[int] = deque()
        self._in_work: set[int] = set()
        self._others: deque[object] = deque()
        self._waiting = 0
        self._changed = asyncio.Event()
        self._stopping = False
        super().__init__()

    async def put(self, item: object) -> None:
        """Take an item in; an update is on disk when this returns.

        Args:
            item: An update, or python-telegram-bot's sign to stop, which passes at once.
        """
        if not isinstance(item, Update):
            self.put_nowait(item)
            return
        message = item.effective_message
        is_new = self._state.inbox.add(
            item.update_id,
            item.to_json(),
            chat_id=message.chat_id if message else None,
            message_id=message.message_id if message else None,
        )
        if not is_new:
            return
        if not self.admit(item):
            self._state.inbox.finish(item.update_id, "refused")
        elif not self._stopping:
            # Once it stops nobody takes anything out; the next start handles the rest.
            self.put_nowait(item)

    async def get(self) -> object:
        """Give the next item: of the user whose turn it is, as soon as another may be handled."""
        while not self._has_next():
            self._changed.clear()
            await self._changed.wait()
        return self.get_nowait()

    def begin(self, update: Update) -> None:
        """Note that an update is being handled."""
        self._state.inbox.count_try(update.update_id)

    def clear_of_blame(self, update: Update) -> None:
        """Note that it is not this update that ends the process."""
        self._state.inbox.forgive_tries(update.update_id)

    def finish(self, update: Update, outcome: str) -> None:
        """Note that an update needs no more work."""
        self._state.inbox.finish(update.update_id, outcome)

    def leave(self, update: Update) -> None:
        """Let the next update of the same user be handled."""
        user = _lane_of(update)
        if user in self._in_work:
            self._in_work.remove(user)
            if user in self._lanes:
                self._ready.append(user)
        self._changed.set()

    async def replay(self, bot: Bot) -> int:
        """Take in what an earlier run has not handled to the end.

        Args:
            bot: That the updates came to.

        Returns:
            How many there are.
        """
        lost = self._state.inbox.tried_often(_MOST_TRIES)
        for row in lost:
            self._state.inbox.finish(row.update_id, "gave up")
        if lost:
            self._on_fault(_GAVE_UP.format(count=len(lost), tries=_MOST_TRIES))
        count = 0
        for row in self._state.inbox.unfinished(_MOST_TRIES):
            update = _read_update(row.body, bot)
            if update is None:
                self._state.inbox.finish(row.update_id, "unreadable")
                continue
            self.put_nowait(update)
            count += 1
        return count

    async def wait_idle(self) -> None:
        """Wait until nothing waits and nothing is being handled."""
        while self._waiting or self._in_work:
            self._changed.clear()
            await self._changed.wait()

    def qsize(self) -> int:
        """Count what waits."""
        return self._waiting + len(self._others)

    def empty(self) -> bool:
        """Tell whether nothing waits."""
        return not self.qsize()

    def _has_next(self) -> bool:
        return bool(self._others or (self._ready and len(self._in_work) < self.at_once))

    # The rest is how a subclass of asyncio's queue says what it holds.

    def _init(self, maxsize: int) -> None:
        pass

    def _put(self, item: object) -> None:
        if isinstance(item, Update):
            self._waiting += 1
            user = _lane_of(item)
            if user not in self._lanes:
                self._lanes[user] = deque()
                if user not in self._in_work:
                    self._ready.append(user)
            self._lanes[user].append(item)
        else:
            # Nothing else than the sign to stop is ever put here.
            self._others.append(item)
            self._stopping = True
            self.at_stop()
        self._changed.set()

    def _get(self) -> object:
        if self._others:
            return self._others.popleft()
        if not self._ready:
            # The application takes out what is left to drop it; it stays on disk.
            return self._take_from(next(iter(self._lanes)))
        user = self._ready.popleft()
        self._in_work.add(user)
        return self._take_from(user)

    def _take_from(self, user: int) -> Update:
        lane = self._lanes[user]
        update = lane.popleft()
        if not lane:
            del self._lanes[user]
        self._waiting -= 1
        return update


class InOrder(BaseUpdateProcessor):
    """Handles what the inbox gives out, and notes what has been handled.

    Work that is not done a while after the application was told to stop is cut off; it is done
    again after the next start.
    """

    __slots__ = ("_finish_s", "_inbox", "_tasks")

    def __init__(self, inbox: Inbox, finish_s: float = _FINISH_S) -> None:
        """Handle the updates of an inbox.

        Args:
            inbox: Gives the updates.
            finish_s: Seconds that work has to come to its end at a stop.
        """
        super().__init__(inbox.at_once)
        self._inbox = inbox
        self._finish_s = finish_s
        self._tasks: set[asyncio.Task[Any]] = set()
        inbox.at_stop = self._cut_off_later

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle one item."""
        if not isinstance(update, Update):
            await coroutine
            return
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._inbox.begin(update)
        harmless = asyncio.get_running_loop().call_later(
            _HARMLESS_AFTER_S, self._inbox.clear_of_blame, update
        )
        try:
            await coroutine
        except asyncio.CancelledError:
            self._inbox.clear_of_blame(update)
            raise
        except Exception:
            self._inbox.finish(update, "failed")
            raise
        else:
            self._inbox.finish(update, "done")
        finally:
            harmless.cancel()
            self._tasks.discard(task)
            self._inbox.leave(update)

    async def initialize(self) -> None:
        """Do nothing."""

    async def shutdown(self) -> None:
        """Do nothing."""

    def _cut_off_later(self) -> None:
        asyncio.get_running_loop().call_later(self._finish_s, self._cut_off)

    def _cut_off(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            # A handler may have taken the first sign for something else.
            asyncio.get_running_loop().call_later(_AGAIN_S, self._cut_off)


def _lane_of(update: Update) -> int:
    user, chat = update.effective_user, update.effective_chat
    if user is not None:
        return user.id
    return chat.id if chat is not None else 0


def _read_update(body: str, bot: Bot) -> Update | None:
    try:
        return Update.de_json(json.loads(body), bot)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
