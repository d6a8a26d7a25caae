"""What the tests of buttons, lists and inline answers share: one bot for all tests of a module."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

from driver import Fake, Message
from running import Bot, running_bot

from bot.card.models import Action
from bot.telegram_app.state import State
from bot.telegram_app.state.boards import Board

ADMIN = 900


@asynccontextmanager
async def one_bot(indexed: Path, folder: Path, **settings: Any) -> AsyncIterator[Bot]:
    """Run a bot on a copy of an index; at the end its log must hold no error."""
    data = Path(shutil.copytree(indexed, folder / "data"))
    async with running_bot(data, **{"admins": str(ADMIN), "rate": 0, **settings}) as bot:
        yield bot
        assert "ERROR" not in bot.log(), bot.log()
        assert "Traceback" not in bot.log()


@contextmanager
def frozen_workers(bot: Bot) -> Iterator[None]:
    """Let no worker answer meanwhile."""
    pids = bot.worker_pids()
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def labels(message: Message) -> list[str]:
    """Give the labels of a message's buttons."""
    return [button["text"] for button in _buttons(message)]


def tappable(message: Message) -> list[str]:
    """Give the labels of the buttons that lead back to the bot."""
    return [button["text"] for button in _buttons(message) if "callback_data" in button]


def data_of(message: Message, label: str) -> str:
    """Give what the button with this label sends."""
    [data] = {button["callback_data"] for button in _buttons(message) if button["text"] == label}
    return str(data)


async def shown(fake: Fake, message: Message, *, when: Callable[[Message], bool]) -> Message:
    """Wait until a message looks as it should, and give it."""
    end = time.monotonic() + 10
    now = message
    while time.monotonic() < end:
        messages = await fake.messages(message["chat"]["id"])
        [now] = [each for each in messages if each["message_id"] == message["message_id"]]
        if when(now):
            return now
        await asyncio.sleep(0.02)
    raise AssertionError(f"it shows {now['text'][:80]!r} above {labels(now)}")


def put_board(
    bot: Bot, board_id: str, message: Message, user: int, *actions: Action, **more: Any
) -> None:
    """Let buttons do what no card would make them do: the data of the first is ``1:ID:0``."""
    faults: list[str] = []
    state = State.open(bot.data / "telegram", faults.append)
    chat_id = message["chat"]["id"]
    state.boards.put(
        Board(board_id, chat_id, user, more.get("shared", False), more.get("until"), actions)
    )
    state.close()
    assert faults == []


def _buttons(message: Message) -> list[dict[str, Any]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
