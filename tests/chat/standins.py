"""Stand-ins for the parts of the bot, for what admins do; nothing is sent anywhere."""

import asyncio
from types import SimpleNamespace

import pytest
from factories import make_article
from storing import write_store
from telegram import User

from bot.telegram_app.admin.jobs import Job, Kind
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.state import State
from bot.worker.client import WorkerError
from extract.models import Observed
from index.generation import generation_path, publish

AN = User(5, "An", is_bot=False)


class Courier:
    """Keeps what is to be sent."""

    def __init__(self):
        self.said, self.revised = [], []

    async def say(self, to, text, *, key=None):
        self.said.append((to.chat_id, text))

    async def revise(self, chat_id, message_id, card, **more):
        self.revised.append((message_id, card.parts[0].text, card.rows))
        return True


class Child:
    """Ends as it is told to."""

    def __init__(self, outcome=None, during=lambda: None):
        self.stopped, self._outcome, self._during = False, outcome, during

    def stop(self):
        self.stopped = True

    async def index(self, progress):
        progress(1, 2)
        await asyncio.sleep(0.02)
        self._during()
        return self._outcome


async def switched():
    return 0


async def not_switched():
    raise WorkerError("vì thế")


def job(kind=Kind.REINDEX, child=None):
    return Job(kind, "u1", AN, Address(5), child or Child(), 9)


def stand_ins(data):
    """Give what handlers are given, over a data folder."""
    lines = []
    return SimpleNamespace(
        settings=SimpleNamespace(data=data, sources=()),
        folder=data / "telegram",
        state=State.open(data / "telegram", pytest.fail),
        courier=Courier(),
        pool=SimpleNamespace(switch=switched),
        audit=SimpleNamespace(write=lambda *line: lines.append(line), lines=lines),
    )


def put_into_use(data, *numbers):
    """Make generations of one article, the last one in use."""
    (data / "generations").mkdir(exist_ok=True)
    for number in numbers:
        article = make_article()
        write_store(generation_path(data, number), [(article, "", Observed([]))])
        publish(data, number)
