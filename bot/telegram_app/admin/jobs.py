"""The one job that may be running: who started it, how far it is, and how it is stopped.

A job is a task of its own, never a handler, so that a tap on its button is heard. It is noted
in the state as well, so that the next start can tell that it was cut short.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from telegram import User

from bot.pace import Pace
from bot.telegram_app.admin.child import Child
from bot.telegram_app.admin.people import name_of
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.services import Services

_STOP_S = 8.0


class Kind(StrEnum):
    """What a job does; the values are kept in the state."""

    LOOK = "look"
    REINDEX = "reindex"
    PUBLISH = "publish"


class Stop(StrEnum):
    """Why a job was stopped."""

    CANCELLED = "cancelled"
    SHUTDOWN = "stopped"


@dataclass(slots=True)
class Job:
    """A job that is running.

    Attributes:
        key: Under which its messages are sent once.
        message_id: Of the message that shows how far it is, where that is known.
        pace: How many files have been read, and how fast.
        stop: Why it was told to stop, if it was.
    """

    kind: Kind
    key: str
    user: User
    to: Address
    child: Child
    message_id: int | None = None
    began: float = field(default_factory=time.monotonic)
    pace: Pace = field(default_factory=Pace)
    stop: Stop | None = None
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def name(self) -> str:
        """The name of the admin who started it."""
        return name_of(self.user)

    def note_progress(self, done: int, of: int) -> None:
        """Take in how far it is."""
        self.pace.note(done, of)

    def ask_to_stop(self, reason: Stop) -> None:
        """End its process; the job then says how it ended."""
        self.stop = self.stop or reason
        self.child.stop()


# By the folder of the bot: the processes of a job belong to this process, as its memory does.
_RUNNING: dict[Path, Job] = {}


def running_job(services: Services) -> Job | None:
    """Give the job that is running, if one is."""
    return _RUNNING.get(services.folder)


def begin_job(services: Services, job: Job) -> None:
    """Note that a job has begun; there must be none.

    It is in the state as soon as its message is known.
    """
    assert running_job(services) is None
    _RUNNING[services.folder] = job
    if job.message_id is not None:
        note_message(services, job, job.message_id)


def note_message(services: Services, job: Job, message_id: int) -> None:
    """Note which message shows how far a job is."""
    job.message_id = message_id
    services.state.jobs.begin(job.kind, job.user.id, job.to.chat_id, message_id)


def end_job(services: Services, job: Job, *, told: bool) -> None:
    """Note that a job has ended.

    Args:
        services: The parts of the bot.
        job: The one that was running.
        told: Whether its message says so; if not, the next start will.
    """
    del _RUNNING[services.folder]
    if told:
        services.state.jobs.end()
    job._ended.set()


def busy_words(job: Job) -> str:
    """Tell who started the job that is running, and how far it is."""
    what = "xem có gì thay đổi" if job.kind is Kind.LOOK else "dựng chỉ mục"
    far = f", đã đọc {job.pace.done}/{job.pace.of} bài" if job.pace.of else ""
    seconds = round(time.monotonic() - job.began)
    return f"Đang {what}: {job.name} bắt đầu {seconds} giây trước{far}. Đợi xong rồi làm tiếp nhé."


async def stop_jobs(services: Services) -> None:
    """End the job that is running, since the bot stops, and let it say so; takes some seconds."""
    job = running_job(services)
    if job is None:
        return
    job.ask_to_stop(Stop.SHUTDOWN)
    try:
        async with asyncio.timeout(_STOP_S):
            await job._ended.wait()
    except TimeoutError:
        # The next start will tell, since the state still holds the job.
        return
