"""The workers of one generation, each in its seat, at one line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.worker.errors import WorkerError
from bot.worker.post import Post
from bot.worker.seat import Job, Seat


class Crew:
    """Seats that take their jobs from the same line.

    Attributes:
        generation: Of the index, which the workers have open.
        fault: Why none of them can answer, in words for users; ``None`` where one can.
    """

    def __init__(
        self,
        post: Post,
        generation: int,
        size: int,
        on_fault: Callable[[str], None],
    ) -> None:
        """Prepare the seats; nothing is started yet.

        Args:
            post: Where the workers work.
            generation: Of the index.
            size: How many seats.
            on_fault: Told once why no worker can be started, each time that it begins.
        """
        self.generation = generation
        self.fault: str | None = None
        self._on_fault = on_fault
        self._line: asyncio.Queue[Job] = asyncio.Queue()
        self.seats = [Seat(post, generation, self._line, self._note) for _ in range(size)]
        self._working: list[asyncio.Task[None]] = []

    async def fill(self) -> None:
        """Start all workers, one after the other.

        Raises:
            WorkerError: One cannot be started; those before it are ended.
        """
        try:
            for seat in self.seats:
                await seat.fill()
        except BaseException:
            self.give_up()
            self.work()
            await self.leave()
            raise

    def work(self) -> None:
        """Begin to take jobs; seats without a worker get theirs."""
        self._working = [asyncio.create_task(seat.work()) for seat in self.seats]

    def put(self, job: Job) -> None:
        """Put a job at the end of the line."""
        self._line.put_nowait(job)

    def give_up(self) -> list[Job]:
        """Take no more jobs; gives back, in order, what nobody has begun."""
        for seat in self.seats:
            seat.give_up()
        return [self._line.get_nowait() for _ in range(self._line.qsize())]

    async def leave(self) -> None:
        """Finish the jobs begun, and end the workers; call ``give_up`` before it."""
        await asyncio.gather(*self._working)

    def memory_mb(self) -> list[int]:
        """Tell the resident memory of each worker that runs."""
        return [seat.worker.memory_mb for seat in self.seats if seat.worker is not None]

    def _note(self, fault: str | None) -> None:
        if fault is None:
            self.fault = None
        elif all(seat.worker is None for seat in self.seats):
            if self.fault != fault:
                self._on_fault(fault)
            self.fault = fault
            for job in [self._line.get_nowait() for _ in range(self._line.qsize())]:
                if not job.reply.done():
                    job.reply.set_exception(WorkerError(fault))
