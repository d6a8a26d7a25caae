"""The bot's workers: requests in, replies out, in the order in which they came.

``Pool`` is the entry point. All its workers have the same generation of the index open;
``switch`` starts others on the newest one and puts them in the place of the old ones, which
finish what they have begun.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.worker.crew import Crew
from bot.worker.errors import Damaged, TooSlow, WorkerError
from bot.worker.messages import CheckArticle, Reply, Request, ShowChart
from bot.worker.post import Post
from bot.worker.seat import Job
from index.aside import set_aside
from index.errors import IndexingError, StoreMissing
from index.generation import current_number

__all__ = ["Pool", "TooSlow", "WorkerError"]

_LONG_LIMIT_S = 20.0
_SAME_FAULT_AGAIN_S = 60.0


class Pool:
    """Some workers over one generation."""

    def __init__(
        self,
        data: Path,
        *,
        size: int = 2,
        limit_s: float = 5.0,
        on_fault: Callable[[str], None],
        username: str = "",
        engine: str = "auto",
    ) -> None:
        """Prepare a pool; ``start`` starts it.

        Args:
            data: The data folder; something must be indexed in it.
            size: How many workers answer at the same time.
            limit_s: The longest that a worker may take for a request; an article to be
                checked and a picture to be drawn may take longer.
            on_fault: Told what an administrator should know, in Vietnamese.
            username: The bot's name, for links back to it.
            engine: What ranks passages, as ``HOISO_ENGINE`` names it.
        """
        self._data = data
        self._post = Post(data, username, engine)
        self._size = size
        self._limit_s = limit_s
        self._on_fault = on_fault
        self._crew: Crew | None = None
        self._leaving: set[asyncio.Task[None]] = set()
        self._switching = asyncio.Lock()
        self._drawing = asyncio.Lock()
        self._mending = asyncio.Lock()
        self._stopped = False

    @property
    def generation(self) -> int:
        """The generation that answers; 0 before ``start``."""
        return self._crew.generation if self._crew else 0

    async def start(self) -> None:
        """Start the workers; comes back when the first one can answer.

        Raises:
            WorkerError: None can be started; the message says what to do.
        """
        crew = self._new_crew(self._current())
        await crew.seats[0].fill()
        self._crew = crew
        crew.work()

    async def call(self, request: Request) -> Reply:
        """Let a worker meet a request.

        Returns:
            The reply that ``messages`` names for it.

        Raises:
            TooSlow: It took too long and was cut off; waiting in line does not count.
            WorkerError: It could not be met; where the worker died, it was tried twice.
            CancelledError: The pool was stopped before its turn came.
        """
        if isinstance(request, ShowChart):
            # One picture at a time, so that another worker is left for questions.
            async with self._drawing:
                return await self._call(request, max(self._limit_s, _LONG_LIMIT_S))
        if isinstance(request, CheckArticle):
            return await self._call(request, max(self._limit_s, _LONG_LIMIT_S))
        return await self._call(request, self._limit_s)

    async def _call(self, request: Request, limit_s: float) -> Reply:
        generation = self.generation
        try:
            return await self._answered(request, limit_s)
        except Damaged as error:
            if not await self._is_put_aside(generation, error):
                raise
            return await self._answered(request, limit_s)

    async def _answered(self, request: Request, limit_s: float) -> Reply:
        job = Job(request, limit_s, asyncio.get_running_loop().create_future())
        if self._stopped or self._crew is None:
            job.reply.cancel()
        elif self._crew.fault is not None:
            raise WorkerError(self._crew.fault)
        else:
            self._crew.put(job)
        return await job.reply

    async def switch(self) -> int:
        """Answer from the generation that is in use now.

        Returns:
            Its number.

        Raises:
            WorkerError: It cannot be opened; the generation before goes on answering.
        """
        async with self._switching:
            number = self._current()
            if number == self.generation:
                return number
            crew = self._new_crew(number)
            await crew.fill()
            crew.work()
            before, self._crew = self._crew, crew
            if before is not None:
                for job in self._dismiss(before):
                    crew.put(job)
            if self._stopped:
                self._dismiss(crew)
            return number

    async def follow_current(self, every_s: float = 2.0) -> None:
        """Switch whenever another generation is put into use; never ends by itself."""
        failed, told, again_at = 0, "", 0.0
        while True:
            await asyncio.sleep(every_s)
            now = asyncio.get_running_loop().time()
            try:
                number = self._current()
                if number == failed and now < again_at:
                    continue
                failed, again_at = number, now + _SAME_FAULT_AGAIN_S
                await self.switch()
                failed, told = 0, ""
            except WorkerError as error:
                if str(error) != told:
                    told = str(error)
                    self._on_fault(told)

    async def _is_put_aside(self, generation: int, error: Damaged) -> bool:
        """Put a damaged generation aside, and tell whether another one answers now."""
        async with self._mending:
            if self.generation != generation:
                return True
            try:
                if self._current() == generation:
                    aside = await asyncio.to_thread(set_aside, self._data)
                    self._on_fault(aside.message)
                return await self.switch() != generation
            except (IndexingError, WorkerError) as fault:
                self._on_fault(str(fault))
                raise error from fault

    def memory_mb(self) -> list[int]:
        """Tell the resident memory of each worker that answers."""
        return self._crew.memory_mb() if self._crew else []

    async def stop(self) -> None:
        """Finish what is being answered, end the workers, and cancel what waits in line."""
        self._stopped = True
        if self._crew is not None:
            for job in self._dismiss(self._crew):
                job.reply.cancel()
        async with self._switching:
            await asyncio.gather(*self._leaving)

    def _dismiss(self, crew: Crew) -> list[Job]:
        waiting = crew.give_up()
        leaving = asyncio.create_task(crew.leave())
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)
        return waiting

    def _current(self) -> int:
        try:
            number = current_number(self._data)
            if number is None:
                raise StoreMissing(self._data)
        except IndexingError as error:
            raise WorkerError(str(error)) from error
        return number

    def _new_crew(self, generation: int) -> Crew:
        return Crew(self._post, generation, self._size, self._on_fault)
