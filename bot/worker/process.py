"""One worker as the bot sees it: a process that takes a request and gives a reply.

``WorkerProcess.start`` is the entry point.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Self

from bot.worker.errors import Damaged, Died, TooSlow, WorkerError
from bot.worker.frames import Done, Failed, Ready, pack, receive
from bot.worker.memory import memory_mb
from bot.worker.messages import Reply, Request
from bot.worker.post import Post

# A large index takes its time to be opened.
_START_S = 300.0
_END_S = 2.0
# A reply that lies in the pipe while the bot was busy elsewhere came in time.
_GRACE_S = 0.1
_SECRETS = "HOISO_TELEGRAM_"
CANNOT_START = "Không khởi động được tiến trình trả lời; hãy xem nhật ký, rồi chạy lại bot."


class WorkerProcess:
    """A worker that is ready to answer, one request at a time."""

    def __init__(self, process: Process, generation: int) -> None:
        self._process = process
        # One for all who wait: asyncio keeps those who gave up waiting for a process.
        self._ended = asyncio.ensure_future(process.wait())
        self.generation = generation

    @classmethod
    async def start(cls, post: Post, generation: int) -> Self:
        """Start a worker and wait until it is ready.

        Args:
            post: Where it shall work.
            generation: Of the index, which it shall open.

        Raises:
            WorkerError: The generation cannot be opened, or the program cannot run.
        """
        here = str(Path(__file__).resolve().parents[2])
        environment = {k: v for k, v in os.environ.items() if not k.startswith(_SECRETS)}
        paths = (here, environment.get("PYTHONPATH", ""))
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        try:
            # Without -P, a folder named "bot" where the user stands would be run instead.
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-m", "bot.worker", *post.words(generation)),
                stdin=PIPE,
                stdout=PIPE,
                env=environment,
            )
        except OSError as error:
            raise WorkerError(CANNOT_START, str(error)) from error
        worker = cls(process, generation)
        try:
            await worker._wait_until_ready()
        except BaseException:
            await worker.kill()
            raise
        return worker

    @property
    def memory_mb(self) -> int:
        """Resident memory; 0 where the system does not tell."""
        return memory_mb(self._process.pid)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    async def answer(self, request: Request, limit_s: float) -> Reply:
        """Let the worker meet a request.

        Raises:
            TooSlow: It takes longer than ``limit_s``; the worker has to be killed.
            Died: The worker has ended.
            Damaged: The index is, as far as it was read; the worker lives on.
            WorkerError: The worker could not meet it, and lives on.
        """
        exchange = asyncio.ensure_future(self._exchange(request))
        try:
            done, _ = await asyncio.wait({exchange}, timeout=limit_s)
            if not done:
                done, _ = await asyncio.wait({exchange}, timeout=_GRACE_S)
        except BaseException:
            exchange.cancel()
            raise
        if not done:
            exchange.cancel()
            raise TooSlow(limit_s)
        match exchange.result():
            case Done(reply):
                return reply
            case Failed(message, detail, damaged):
                raise Damaged(message, detail) if damaged else WorkerError(message, detail)
            case _:
                raise Died(self._end_words())

    async def wait_for_end(self) -> None:
        """Wait until the process has ended by itself."""
        await asyncio.wait({self._ended})

    async def end(self) -> None:
        """End the worker when it has answered, and wait for it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            await asyncio.wait_for(asyncio.shield(self._ended), _END_S)
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """End the worker at once, whatever it does."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await asyncio.wait({self._ended})

    async def _wait_until_ready(self) -> None:
        try:
            async with asyncio.timeout(_START_S):
                first = await self._receive()
        except TimeoutError as error:
            raise WorkerError(CANNOT_START, f"not ready after {_START_S:g} s") from error
        match first:
            case Ready():
                return
            case Failed(message, detail):
                raise WorkerError(message, detail)
            case _:
                raise WorkerError(CANNOT_START, self._end_words())

    async def _exchange(self, request: Request) -> object:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(pack(request))
            await self._process.stdin.drain()
        except ConnectionError:
            return None
        return await self._receive()

    async def _receive(self) -> object:
        assert self._process.stdout is not None
        try:
            message: object = await receive(self._process.stdout)
        except Exception as error:
            # The program was updated on disk while the bot runs: the two speak differently.
            raise Died(f"reply not understood: {type(error).__name__}") from error
        return message

    def _end_words(self) -> str:
        code = self._process.returncode
        return "ended" if code is None else f"ended with status {code}"
