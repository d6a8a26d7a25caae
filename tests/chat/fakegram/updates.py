"""Updates on their way to the bot: fetched by it, or brought to its webhook."""

from __future__ import annotations

import asyncio
import re
import time
from collections import defaultdict, deque
from typing import Any

import aiohttp

from .records import Bounded
from .refusal import RefusalError, malformed

Update = dict[str, Any]
_CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
_WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
# An offset further than this behind the newest update is taken for one of another time.
_FAR = 10


class Updates:
    """The queue of updates.

    Attributes:
        next_id: Of the next update; may jump, also back.
        webhook: What setWebhook was given, if a webhook is set.
        pollers: Calls of getUpdates that wait at present.
        deliveries: What the webhook answered, newest last.
    """

    def __init__(self) -> None:
        self.next_id = 1001
        self.webhook: dict[str, Any] | None = None
        self.pollers = 0
        self.deliveries: deque[dict[str, Any]] = deque(maxlen=1000)
        self._queue: deque[Update] = deque()
        self._again: deque[Update] = deque()
        self._known: Bounded[int, Update] = Bounded(5000)
        self._allowed: list[str] | None = None
        self._arrived = asyncio.Event()
        self._newest_poll = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._orders: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._slots = asyncio.Semaphore(40)
        self._session: aiohttp.ClientSession | None = None

    def pending(self) -> int:
        """Count the updates that the bot has not confirmed."""
        return len(self._queue) + len(self._tasks)

    def push(self, kind: str, body: dict[str, Any]) -> int:
        """Send an update to the bot, unless it does not want this kind.

        Returns:
            Its id.
        """
        update = {"update_id": self.next_id, kind: body}
        self.next_id += 1
        self._known[update["update_id"]] = update
        if self._allowed is None or kind in self._allowed:
            self._send(update)
        return int(update["update_id"])

    def repeat(self, update_id: int) -> None:
        """Send an old update once more, as happens when its confirmation was lost."""
        if self.webhook:
            self._send(self._known[update_id])
        else:
            self._again.append(self._known[update_id])
            self._arrived.set()

    def _send(self, update: Update) -> None:
        if self.webhook:
            task = asyncio.get_running_loop().create_task(self._deliver(update))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self._queue.append(update)
            self._arrived.set()

    async def poll(self, params: dict[str, Any]) -> list[Update]:
        """Answer getUpdates; of two at the same time, the older one is refused."""
        if self.webhook:
            raise RefusalError(409, _WEBHOOK_IS_SET)
        if "allowed_updates" in params:
            self._allowed = params["allowed_updates"] or None
        self._newest_poll += 1
        poll = self._newest_poll
        self.pollers += 1
        self._arrived.set()
        try:
            self._confirm(int(params.get("offset", 0)))
            end = time.monotonic() + min(float(params.get("timeout", 0)), 50)
            while not self._queue and not self._again and (left := end - time.monotonic()) > 0:
                self._arrived.clear()
                try:
                    await asyncio.wait_for(self._arrived.wait(), left)
                except TimeoutError:
                    continue
                if poll != self._newest_poll:
                    break
            if poll != self._newest_poll:
                raise RefusalError(409, _CONFLICT)
            again = list(self._again)
            self._again.clear()
            return (again + list(self._queue))[: int(params.get("limit", 100))]
        finally:
            self.pollers -= 1

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
        elif offset <= self.next_id + _FAR:
            while self._queue and self._queue[0]["update_id"] < offset:
                self._queue.popleft()

    def set_webhook(self, params: dict[str, Any]) -> None:
        """Bring all updates to an address from now on."""
        secret = params.get("secret_token")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", str(secret)):
            raise malformed("secret token contains unallowed characters")
        if params.get("drop_pending_updates"):
            self._queue.clear()
        self._allowed = params.get("allowed_updates") or None
        self._slots = asyncio.Semaphore(int(params.get("max_connections", 40)))
        self.webhook = params
        waiting, self._queue = self._queue, deque()
        for update in waiting:
            self._send(update)

    def delete_webhook(self, params: dict[str, Any]) -> None:
        """Keep updates until they are fetched."""
        self.webhook = None
        if params.get("drop_pending_updates"):
            self._queue.clear()

    async def _deliver(self, update: Update) -> None:
        # As the official server does it: in order within a chat, side by side otherwise.
        async with self._orders[_chat_of(update)]:
            wait_s = 0.05
            while self.webhook:
                if await self._post(self.webhook, update):
                    return
                await asyncio.sleep(wait_s)
                wait_s = min(2 * wait_s, 1.0)
        self._send(update)

    async def _post(self, hook: dict[str, Any], update: Update) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        headers = {}
        if secret := hook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        status: int | str
        try:
            async with (
                self._slots,
                self._session.post(hook["url"], json=update, headers=headers) as response,
            ):
                status = response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            status = type(error).__name__
        self.deliveries.append({"update_id": update["update_id"], "status": status})
        return isinstance(status, int) and 200 <= status < 300

    async def close(self) -> None:
        """Let the webhook's connection go."""
        for task in self._tasks:
            task.cancel()
        if self._session is not None:
            await self._session.close()


def _chat_of(update: Update) -> int:
    [body] = [value for key, value in update.items() if key != "update_id"]
    chat = body.get("chat") or body.get("message", {}).get("chat") or body.get("from") or {}
    return int(chat.get("id", 0))
