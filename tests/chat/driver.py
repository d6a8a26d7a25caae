"""The people's side of the fake Bot API server, for tests: ``fake = await start_fake()``.

Nothing here belongs to an event loop, so a module's tests can share one ``Fake``.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp

HERE = Path(__file__).resolve().parent
TOKEN = "1234567890:TEST-token_ABCDEFGHIJKLMNOPQRSTUVWX"
USERNAME = "hoiso_bot"
PLACEHOLDER = "Đang tra cứu…"
Message = dict[str, Any]
_LONGEST_WAIT_S = 10.0


class Fake:
    """A running fake server and everybody who writes to the bot.

    Attributes:
        url: Where it listens; the bot gets ``url + "/bot"`` and ``url + "/file/bot"``.
    """

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._process = process
        self._ids = itertools.count(1001)

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def new_person(self) -> int:
        """Give the id of somebody whom no other test has met."""
        return next(self._ids)

    def new_group(self) -> int:
        """Give the id of a supergroup that no other test has met."""
        return -1_000_000_000_000 - next(self._ids)

    async def act(self, act: str, **arguments: Any) -> Any:
        """Do anything that ``fakegram/drive.py`` knows."""
        async with aiohttp.request("POST", f"{self.url}/drive/{act}", json=arguments) as response:
            result = await response.json(content_type=None)
            if response.status >= 400:
                raise AssertionError(f"{act} {arguments}: {result}")
            return result

    # People

    async def send(
        self, user: int, text: str | None = None, *, chat: int | None = None, **more: Any
    ) -> Message:
        """Send a message as a person.

        Args:
            chat: Where, if not in the person's private chat with the bot.
            more: ``reply_to``, ``thread``, ``forwarded``, ``photo=True``, ``caption``, ``name``,
                ``lang``, ``document`` and others, as ``People.send`` of the server takes them.
        """
        if text is not None:
            more["text"] = text
        return (await self.act("send", user_id=user, chat_id=chat, **more))["message"]

    async def send_document(
        self,
        user: int,
        name: str,
        data: bytes | None = None,
        *,
        size: int = 0,
        claim_size: int | None = None,
        **more: Any,
    ) -> Message:
        """Send a file; without ``data`` one of ``size`` letters.

        Args:
            claim_size: What Telegram says of its size.
        """
        document: dict[str, Any] = {"name": name, "size": size, "claim_size": claim_size}
        if data is not None:
            document["hex"] = data.hex()
        return await self.send(user, document=document, **more)

    async def open_chat(self) -> int:
        """Let somebody new write to the bot, so that it may write to them; give their id."""
        person = self.new_person()
        await self.send(person, "xin chào")
        return person

    async def ask(
        self, user: int, text: str, *, timeout: float = _LONGEST_WAIT_S, **more: Any
    ) -> Message:
        """Send a message and wait for its answer, as ``answer_to`` does."""
        return await self.answer_to(await self.send(user, text, **more), timeout=timeout)

    async def answer_to(self, question: Message, *, timeout: float = _LONGEST_WAIT_S) -> Message:
        """Wait for the answer to a message and give its last part, as it is shown.

        A placeholder is no answer.
        """
        found = await self.act(
            "answers",
            chat_id=question["chat"]["id"],
            after=question["message_id"],
            reply_to=question["message_id"],
            placeholder=PLACEHOLDER,
            n=1,
            timeout=timeout,
        )
        if not found:
            raise AssertionError(f"no answer to {question.get('text')!r}")
        return found[-1]

    async def answers(self, chat: int, *, after: int = 0) -> list[Message]:
        """Give the bot's messages in a chat as they are shown now, oldest first."""
        return await self.act("answers", chat_id=chat, after=after)

    async def wait_answers(
        self, chat: int, n: int, *, after: int = 0, timeout: float = _LONGEST_WAIT_S
    ) -> list[Message]:
        """Wait until the bot has ``n`` messages in a chat that are no placeholders."""
        found = await self.act(
            "answers", chat_id=chat, after=after, placeholder=PLACEHOLDER, n=n, timeout=timeout
        )
        if len(found) < n:
            raise AssertionError(f"{len(found)} of {n} answers: {[m.get('text') for m in found]}")
        return found

    async def messages(self, chat: int) -> list[Message]:
        """Give all messages of a chat, people's too, oldest first."""
        return await self.act("messages", chat_id=chat)

    async def edit(self, message: Message, text: str) -> Message:
        """Edit a person's message."""
        act = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        return (await self.act("edit", **act, text=text))["message"]

    async def tap(
        self,
        user: int,
        message: Message,
        label: str | None = None,
        *,
        data: str | None = None,
        expired: bool = False,
    ) -> str:
        """Tap on a button, named by a part of its label or by its raw data; give the tap's id."""
        tap = await self.act(
            "tap",
            user_id=user,
            chat_id=message["chat"]["id"],
            message_id=message["message_id"],
            label=label,
            data=data,
            expired=expired,
        )
        return tap["id"]

    async def tap_answer(self, tap_id: str, *, timeout: float = _LONGEST_WAIT_S) -> dict[str, Any]:
        """Wait until the bot has answered a tap; give the answer (``text``, ``show_alert``)."""
        return await self._wait_query("taps", tap_id, timeout)

    async def inline(
        self, user: int, query: str, *, timeout: float = _LONGEST_WAIT_S, **more: Any
    ) -> dict[str, Any]:
        """Ask inline and wait for the answer (``results``, ``cache_time``, ``is_personal``)."""
        act = await self.act("inline", user_id=user, query=query, **more)
        return await self._wait_query("inline", act["id"], timeout)

    async def _wait_query(self, kind: str, query_id: str, timeout: float) -> dict[str, Any]:
        async with asyncio.timeout(timeout):
            while not (query := (await self.state())[kind][query_id])["answered"]:
                await asyncio.sleep(0.02)
        return query

    # Another copy of the bot

    async def call_as_bot(self, method: str, token: str = TOKEN, **params: Any) -> tuple[int, Any]:
        """Call a method of the Bot API; give the status, and the result or the description."""
        call = f"{self.url}/bot{token}/{method}"
        async with aiohttp.request("POST", call, json=params) as response:
            body = await response.json()
            assert body["ok"] == (response.status == 200)
            return response.status, body.get("result", body.get("description"))

    async def poll_as_other(self, timeout: float = 1) -> tuple[int, Any]:
        """Fetch updates as a second copy of the bot would; the first one gets a Conflict."""
        return await self.call_as_bot("getUpdates", timeout=timeout)

    # The server

    async def state(self) -> dict[str, Any]:
        """Give queries, commands, deliveries and counts."""
        return await self.act("state")

    async def mark(self) -> int:
        """Give the number of the next call, for ``since``."""
        return (await self.state())["calls"]

    async def calls(
        self, method: str | None = None, *, since: int = 0, chat: int | None = None
    ) -> list[dict[str, Any]]:
        """Give the bot's calls (``method``, ``params``, ``status``, ``result``), oldest first."""
        return await self.act("calls", method=method, since=since, chat=chat)

    async def wait_calls(
        self,
        method: str,
        *,
        n: int = 1,
        since: int = 0,
        chat: int | None = None,
        any_status: bool = False,
        timeout: float = _LONGEST_WAIT_S,
    ) -> list[dict[str, Any]]:
        """Wait for ``n`` calls of a method that succeeded, or just came where ``any_status``."""
        wanted = {"method": method, "since": since, "chat": chat}
        found = await self.act("wait", n=n, timeout=timeout, any_status=any_status, **wanted)
        if len(found) < n:
            newest = [(c["method"], c["status"]) for c in (await self.calls(since=since))[-8:]]
            raise AssertionError(f"{len(found)} of {n} calls of {method}; newest: {newest}")
        return found

    async def fault(self, kind: str = "http", method: str = "*", **more: Any) -> None:
        """Plan a failure; ``fakegram/faults.py`` says which there are."""
        await self.act("fault", kind=kind, method=method, **more)

    async def heal(self) -> None:
        """Take back all planned failures."""
        await self.act("heal")

    async def wait_bot(self, *, since: int = 0, timeout: float = 60) -> None:
        """Wait until the bot polls, or sets its webhook in a call after ``since``."""
        async with asyncio.timeout(timeout):
            while not (await self.state())["pollers"]:
                if any(c["params"].get("url") for c in await self.calls("setWebhook", since=since)):
                    return
                await asyncio.sleep(0.02)

    def freeze(self) -> None:
        """Stop answering, with all connections open."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Go on after ``freeze``."""
        os.kill(self.pid, signal.SIGCONT)

    def stop(self) -> None:
        """End the server."""
        with suppress(ProcessLookupError):
            self.thaw()
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


async def start_fake(*, flood: bool = False, shared_ids: bool = True) -> Fake:
    """Start a fake server on a free port.

    Args:
        flood: Enforce the documented flood limits.
        shared_ids: Number the messages of all private chats together, as Telegram does.
    """
    options = ["--token", TOKEN, "--username", USERNAME]
    options += ["--flood"] if flood else []
    options += ["--shared-ids"] if shared_ids else []
    process = subprocess.Popen(
        [sys.executable, "-m", "fakegram", *options],
        cwd=HERE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    port = await asyncio.to_thread(process.stdout.readline)
    fake = Fake(process, int(port))
    async with asyncio.timeout(_LONGEST_WAIT_S):
        while True:
            with suppress(aiohttp.ClientError):
                await fake.state()
                return fake
            await asyncio.sleep(0.01)
