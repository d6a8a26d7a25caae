"""What the tests of the admins' part share: a bot over sources of its own, and its admins."""

from __future__ import annotations

import asyncio
import itertools
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from driver import Fake, Message
from running import SEEDS, Bot, build_index, running_bot
from tapping import labels

ADMINS = tuple(range(901, 940))
PEOPLE = tuple(range(7001, 7100))
QUESTION = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"
ANSWER = "17%"
# A chat takes only so many messages a second, so each test writes in chats of its own.
free_admins, free_people = itertools.cycle(ADMINS), itertools.cycle(PEOPLE)


@asynccontextmanager
async def bot_with_sources(indexed: Path, folder: Path) -> AsyncIterator[Bot]:
    """Run a bot that only some may use, over a copy of the seeds that can be added to."""
    data, sources = copies_of(indexed, folder)
    # The index remembers where its articles lie.
    build_index(data, sources)
    async with running_bot(data, **settings_with(sources)) as bot:
        yield bot
        assert "ERROR" not in bot.log()
        assert "Traceback" not in bot.log()


def copies_of(indexed: Path, folder: Path) -> tuple[Path, Path]:
    """Copy an index and the articles behind it."""
    data = Path(shutil.copytree(indexed, folder / "data"))
    return data, Path(shutil.copytree(SEEDS, folder / "sources"))


def settings_with(sources: Path) -> dict[str, Any]:
    """Give the settings of a bot that has admins."""
    admins, people = (",".join(map(str, ids)) for ids in (ADMINS, PEOPLE))
    return {"admins": admins, "allowed": people, "sources": sources, "rate": 0}


def sources_of(bot: Bot) -> Path:
    """Give the folder of the articles that a bot indexes."""
    return Path(bot.env["HOISO_SOURCES"])


def article(place: str, value: str) -> str:
    """Write an article with one number: what ``question`` asks for."""
    return (
        f"Tin giảm nghèo {place}\nNgày 05/03/2024\n\n"
        f"Tỷ lệ hộ nghèo của tỉnh {place} năm 2023 là {value}.\n"
    )


def question(place: str) -> str:
    """Ask for the number of ``article``."""
    return f"tỷ lệ hộ nghèo {place} năm 2023?"


def long_articles(count: int) -> dict[str, str]:
    """Write articles that take a while to read, by their names."""
    return {
        f"dài {n:03}.txt": f"Tin số {n}\nNgày 05/03/2024\n\n"
        + "\n\n".join(
            f"Tỷ lệ hộ nghèo của tỉnh Tuyên Quang năm {2000 + i % 24} là {n % 90},{i}%; "
            f"toàn tỉnh có {n + i} xã đạt chuẩn nông thôn mới."
            for i in range(60)
        )
        for n in range(count)
    }


def add(bot: Bot, files: dict[str, str]) -> Callable[[], None]:
    """Lay articles among the sources; gives what takes them away."""
    paths = [sources_of(bot) / name for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, "utf-8")

    def remove() -> None:
        for path in paths:
            path.unlink(missing_ok=True)

    return remove


async def said(
    fake: Fake, chat: int, words: str, *, after: int = 0, timeout: float = 20
) -> Message:
    """Wait until a message of the bot in a chat holds some words, and give it."""
    shown: list[Message] = []
    try:
        async with asyncio.timeout(timeout):
            while True:
                shown = await fake.answers(chat, after=after)
                for message in reversed(shown):
                    if words in message.get("text", ""):
                        return message
                await asyncio.sleep(0.05)
    except TimeoutError:
        texts = [(message.get("text"), labels(message)) for message in shown]
        raise AssertionError(f"nothing says {words!r}: {texts}") from None


async def looked(bot: Bot, admin: int) -> Message:
    """Send /reindex and give the difference."""
    return await difference_after(bot, await bot.fake.send(admin, "/reindex"))


async def difference_after(bot: Bot, command: Message) -> Message:
    """Wait for what a /reindex would change."""
    async with asyncio.timeout(20):
        while (answer := await bot.fake.answer_to(command))["text"].endswith("…"):
            await asyncio.sleep(0.02)
    return answer


async def indexed(bot: Bot, admin: int) -> Message:
    """Send /reindex, confirm, and give the message when it has ended."""
    difference = await looked(bot, admin)
    await bot.fake.tap(admin, difference, "ựng")
    return await said(bot.fake, admin, "Đang dùng chỉ mục", after=difference["message_id"] - 1)


async def asked(bot: Bot, text: str) -> str:
    """Ask as somebody who may, and give the text of the answer."""
    answer = await bot.fake.ask(next(free_people), text)
    return str(answer["text"])


def audit(bot: Bot, user: int | None = None) -> list[tuple[str, str]]:
    """Give what was done and what came of it, of one user or of all."""
    path = bot.data / "telegram" / "audit.jsonl"
    text = path.read_text("utf-8") if path.exists() else ""
    lines = [json.loads(line) for line in text.splitlines()]
    return [(line["act"], line["outcome"]) for line in lines if user in (None, line["user"])]


def generation(bot: Bot) -> int:
    """Give the number of the generation in use."""
    return int((bot.data / "current").read_text())
