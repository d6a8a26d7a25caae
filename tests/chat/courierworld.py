"""A courier on a small server, which can be killed at every request and every write."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from smallserver import BOT, TOKEN, KilledError, SmallServer
from telegram import Bot, User

from bot.card.models import Action, Button, Card, Entity, RichText, Style, Verb
from bot.telegram_app.delivery.courier import Address, Courier
from bot.telegram_app.state import State

USER, GROUP = 1001, -1_000_000_002_002
ROWS = (
    (Button("Hữu ích", Action(Verb.RATE, ("up",))), Button("Chép", copy="17%")),
    (Button("Bài", url="https://t.me/hoiso_bot?start=art_1"),),
)
ANSWER = Card((RichText("17%", (Entity(Style.BOLD, 0, 3),)),), ROWS)
LONG = Card((RichText("một"), RichText("hai"), RichText("ba")), ROWS)
PLAIN = Card((RichText("không có số này"),))
WORKING = "Đang tra cứu…"

Scenario = Callable[[Courier, Address], Awaitable[int | None]]


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Give a folder in memory, where the machine has such: the disk is slow, and not at stake."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@dataclass
class World:
    """A server and the bot's file; the bot can die and begin anew."""

    folder: Path
    server: SmallServer = field(default_factory=SmallServer)
    waits: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = State.open(self.folder, self.faults.append)
        self.courier = self._courier()

    def restart(self) -> None:
        self.server.step = lambda: None
        self.state.close()
        self.state = State.open(self.folder, self.faults.append)
        self.courier = self._courier()

    def ask(self, chat_id: int, update_id: int = 1) -> Address:
        """Let a question arrive."""
        number = self.server.hear(chat_id, "bao nhiêu?")
        self.state.inbox.add(update_id, "{}", chat_id=chat_id, message_id=number)
        return Address(chat_id, number)

    def die_at(self, number: int) -> None:
        """Die before or after that request or writing statement."""
        left = number

        def step() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise KilledError

        database = self.state._database
        run_once = database._run_once

        def counted(statement: str, values: object) -> object:
            if statement.startswith("SELECT"):
                return run_once(statement, values)  # type: ignore[arg-type]
            step()
            result = run_once(statement, values)  # type: ignore[arg-type]
            step()
            return result

        database._run_once = counted  # type: ignore[method-assign,assignment]
        self.server.step = step

    def _courier(self) -> Courier:
        async def sleep(seconds: float) -> None:
            self.waits.append(seconds)
            await asyncio.sleep(0)

        bot = Bot(TOKEN, request=self.server, get_updates_request=self.server)
        # As after logging in.
        bot._bot_user = User.de_json(BOT, bot)
        return Courier(bot, self.state, sleep=sleep)


async def send_answer(courier: Courier, to: Address) -> int | None:
    return await courier.deliver("u1", to, ANSWER, owner=USER)


async def send_answer_late(courier: Courier, to: Address) -> int | None:
    await courier.placeholder("u1", to, WORKING)
    return await courier.deliver("u1", to, ANSWER, owner=USER)


async def send_plain_late(courier: Courier, to: Address) -> int | None:
    await courier.placeholder("u1", to, WORKING)
    return await courier.deliver("u1", to, PLAIN, owner=USER)


async def send_long(courier: Courier, to: Address) -> int | None:
    return await courier.deliver("u1", to, LONG, owner=USER)


async def send_long_late(courier: Courier, to: Address) -> int | None:
    await courier.placeholder("u1", to, WORKING)
    return await courier.deliver("u1", to, LONG, owner=USER)


TEXTS = {
    send_answer: ["17%"],
    send_answer_late: ["17%"],
    send_plain_late: ["không có số này"],
    send_long: ["một", "hai", "ba"],
    send_long_late: ["một", "hai", "ba"],
}


async def dies(world: World, to: Address, scenario: Scenario, point: int) -> bool:
    world.die_at(point)
    try:
        await scenario(world.courier, to)
    except KilledError:
        return True
    finally:
        world.restart()
    return False


def check(world: World, to: Address, texts: list[str], sent: int | None) -> None:
    messages = world.server.by_bot(to.chat_id)
    assert [message["text"] for message in messages] == texts
    assert all(each["reply_to_message"]["message_id"] == to.reply_to for each in messages)
    assert messages[-1]["message_id"] == sent
    assert world.state.sent.is_ours(to.chat_id, sent or 0)
    for message in messages:
        for row in message.get("reply_markup", {"inline_keyboard": []})["inline_keyboard"]:
            for button in row:
                check_button(world, to, button.get("callback_data"))


def check_button(world: World, to: Address, data: str | None) -> None:
    if data is None:
        return
    match = re.fullmatch(r"1:([0-9A-Za-z]{10}):(\d{1,2})", data)
    assert match
    board = world.state.boards.get(match[1])
    assert board
    assert (board.chat_id, board.user_id) == (to.chat_id, USER)
    assert board.actions[int(match[2])] == Action(Verb.RATE, ("up",))
