"""One place for a worker: keeps it filled and hands its worker what waits in line.

``Seat.work`` is the entry point; it ends when the seat is given up. A worker that ends is
replaced, sooner the first time than when it keeps happening.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.worker.errors import Died, TooSlow, WorkerError
from bot.worker.messages import Reply, Request
from bot.worker.post import Post
from bot.worker.process import CANNOT_START, WorkerProcess
from index.errors import IndexingError
from index.generation import current_number, generation_path

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0
_TRIES = 2
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A request in line, and where its reply is waited for."""

    request: Request
    limit_s: float
    reply: asyncio.Future[Reply]


class Seat:
    """Does jobs from a line, one at a time.

    Attributes:
        worker: ``None`` while there is none that could answer.
    """

    def __init__(
        self,
        post: Post,
        generation: int,
        line: asyncio.Queue[Job],
        on_change: Callable[[str | None], None],
    ) -> None:
        """Prepare a seat; nothing is started yet.

        Args:
            post: Where its workers work.
            generation: Of the index, which they open.
            line: Where jobs are taken from; shared with other seats.
            on_change: Told ``None`` when a worker is ready, and when none can be started,
                the reason in words for users.
        """
        self._post = post
        self._generation = generation
        self._line = line
        self._on_change = on_change
        self._given_up = asyncio.Event()
        self._deaths = 0
        self.worker: WorkerProcess | None = None

    async def fill(self) -> None:
        """Start the worker.

        Raises:
            WorkerError: It cannot start.
        """
        self.worker = await WorkerProcess.start(self._post, self._generation_to_open())
        self._on_change(None)

    def give_up(self) -> None:
        """Take no further job; ``work`` then ends, and the worker with it."""
        self._given_up.set()

    async def work(self) -> None:
        """Do jobs until the seat is given up."""
        try:
            while not self._given_up.is_set():
                if self.worker is None:
                    await self._refill()
                elif (job := await self._next_job(self.worker)) is not None:
                    await self._do(job)
                elif not self._given_up.is_set():
                    self._deaths += 1
                    await self._dismiss()
        finally:
            if self.worker is not None:
                await self.worker.end()
                self.worker = None

    async def _next_job(self, worker: WorkerProcess) -> Job | None:
        """Wait for a job; ``None`` where the worker has ended or the seat is given up."""
        job = asyncio.ensure_future(self._line.get())
        others = (
            asyncio.ensure_future(worker.wait_for_end()),
            asyncio.ensure_future(self._given_up.wait()),
        )
        try:
            await asyncio.wait({job, *others}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            # Until a cancelled one has ended, nobody knows whether it has taken a job.
            for task in (job, *others):
                task.cancel()
        await asyncio.wait({job, *others})
        return None if job.cancelled() else job.result()

    async def _do(self, job: Job) -> None:
        for attempt in range(1, _TRIES + 1):
            if job.reply.done():
                # Nobody waits for it any more.
                return
            try:
                reply = await self._answered(job)
            except Died as error:
                self._deaths += 1
                if attempt == _TRIES:
                    _fail(job, error)
            except WorkerError as error:
                _fail(job, error)
                return
            except Exception as error:
                # A fault of this program: for whoever asked, and no reason to leave the seat.
                await self._dismiss()
                _fail(job, error)
                return
            else:
                self._deaths = 0
                if not job.reply.done():
                    job.reply.set_result(reply)
                return

    async def _answered(self, job: Job) -> Reply:
        if self.worker is None:
            await self.fill()
        assert self.worker is not None
        try:
            return await self.worker.answer(job.request, job.limit_s)
        except (Died, TooSlow) as error:
            kind = type(job.request).__name__
            _log.warning("worker replaced: %s, %s", kind, error.detail or type(error).__name__)
            await self._dismiss()
            raise

    async def _refill(self) -> None:
        """Start a worker after the pause that is due, unless the seat is given up."""
        if await self._is_given_up_within(self._pause_s()):
            return
        filling = asyncio.ensure_future(self.fill())
        giving_up = asyncio.ensure_future(self._given_up.wait())
        try:
            await asyncio.wait({filling, giving_up}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            filling.cancel()
            giving_up.cancel()
        await asyncio.wait({filling, giving_up})
        if filling.cancelled():
            return
        error = filling.exception()
        if error is not None:
            self._deaths += 1
            _log.error("worker not started: %s", getattr(error, "detail", ""), exc_info=error)
            self._on_change(str(error) if isinstance(error, WorkerError) else CANNOT_START)

    async def _is_given_up_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._given_up.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def _dismiss(self) -> None:
        worker, self.worker = self.worker, None
        if worker is not None:
            await worker.kill()

    def _pause_s(self) -> float:
        if self._deaths < 2:
            return 0.0
        return min(_FIRST_PAUSE_S * 2.0 ** (self._deaths - 2), _LONGEST_PAUSE_S)

    def _generation_to_open(self) -> int:
        if generation_path(self._post.data, self._generation).exists():
            return self._generation
        # Two newer ones have come and the pool has yet to follow.
        try:
            return current_number(self._post.data) or self._generation
        except IndexingError as error:
            raise WorkerError(str(error)) from error


def _fail(job: Job, error: Exception) -> None:
    if not job.reply.done():
        job.reply.set_exception(error)
