"""One run of the bot: log in, take updates in, answer, and end with nothing left behind."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.config import Settings
from bot.telegram_app.admin import report_cut_short, stop_jobs
from bot.telegram_app.application import App, Parts, build_application, equip
from bot.telegram_app.errors import BotStopped, WrongToken
from bot.telegram_app.handlers.commands import set_commands
from bot.telegram_app.health import Health
from bot.telegram_app.inbox import Inbox
from bot.telegram_app.listening import Listener
from bot.telegram_app.services import Services
from bot.telegram_app.state import State
from bot.telegram_app.watch import keep_house, tell_faults
from bot.worker.client import Pool, WorkerError

_LOG = logging.getLogger(__name__)
_FINISH_S = 10.0
_HEAD_START_S = 2.0
_NOBODY = (
    "Chưa ai được phép hỏi: hãy đặt HOISO_TELEGRAM_ALLOWED (các số nhận dạng, hoặc *) "
    "và HOISO_TELEGRAM_ADMINS."
)


class Runner:
    """Runs the bot once."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        token: str,
        say: Callable[[str], None],
        fault: str | None = None,
    ) -> None:
        """Prepare a run.

        Args:
            settings: Of the bot.
            folder: Where it keeps its state.
            token: Of the bot.
            say: Tells the user what is no log line.
            fault: What happened before, and the admins should know.
        """
        self._settings = settings
        self._folder = folder
        self._token = token
        self._say = say
        self._stop = asyncio.Event()
        self._failure: BotStopped | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._health = Health(polling=settings.telegram.webhook_url is None)
        if fault is not None:
            self._health.note_fault(fault)

    async def run(self) -> None:
        """Run until a signal, or until it cannot go on.

        Raises:
            BotStopped: It could not begin, or not go on.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop.set)
        state = State.open(self._folder, self._health.note_fault)
        application, inbox = build_application(self._settings, state, self._health, self._token)
        pool: Pool | None = None
        try:
            if await self._log_in(application):
                pool = await self._open_pool(application.bot.username)
                parts = Parts(self._settings, self._folder, state, pool, self._health, self._spawn)
                await self._serve(application, inbox, equip(application, inbox, parts))
        finally:
            await self._end_tasks()
            with suppress(TelegramError):
                await application.shutdown()
            if pool is not None:
                await pool.stop()
            state.close()
        if self._failure is not None:
            raise self._failure

    async def _log_in(self, application: App) -> bool:
        """Log in at Telegram, patiently; ``False`` where told to stop before that."""

        async def initialize() -> None:
            try:
                await application.initialize()
            except InvalidToken as error:
                raise WrongToken from error

        return await self._patiently(initialize)

    async def _open_pool(self, username: str) -> Pool:
        pool = Pool(
            self._settings.data,
            size=self._settings.telegram.workers,
            on_fault=self._health.note_fault,
            username=username,
            engine=self._settings.engine,
        )
        try:
            await pool.start()
        except WorkerError as error:
            _LOG.error("no worker could be started: %s", error.detail)
            raise BotStopped(str(error)) from error
        return pool

    async def _patiently(self, act: Callable[[], Coroutine[Any, Any, None]]) -> bool:
        wait_s, longest_s = 1.0, 30.0
        while not self._stop.is_set():
            try:
                await act()
            except BadRequest as error:
                raise BotStopped(f"Telegram từ chối: {error.message}") from error
            except NetworkError as error:
                _LOG.warning(
                    "Chưa nối được tới máy chủ Telegram (%s); đang thử lại. "
                    "Hãy kiểm tra mạng và HOISO_TELEGRAM_BASE_URL.",
                    type(error).__name__,
                )
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), wait_s)
                wait_s = min(2 * wait_s, longest_s)
            else:
                return True
        return False

    async def _serve(self, application: App, inbox: Inbox, services: Services) -> None:
        if not services.access.open_to_all and not self._settings.telegram.allowed:
            self._say(_NOBODY)
        waiting = await inbox.replay(application.bot)
        await application.start()
        if waiting:
            # Who asked before the last end comes first.
            with suppress(TimeoutError):
                await asyncio.wait_for(inbox.wait_idle(), _HEAD_START_S)
        listener = Listener(application, inbox, self._settings, self._health)
        if await self._patiently(listener.start):
            self._health.note_poll()
            self._say(f"Bot @{services.username} đang chạy. Ctrl-C để dừng.")
            for work in (
                set_commands(application.bot, services.access),
                report_cut_short(services),
                services.pool.follow_current(),
                keep_house(services, listener, self._give_up),
                tell_faults(services),
            ):
                self._spawn(work)
            await self._stop.wait()
        await listener.stop()
        await stop_jobs(services)
        try:
            await asyncio.wait_for(application.stop(), _FINISH_S)
        except TimeoutError:
            # What is unfinished is in the inbox, and is answered after the next start.
            _LOG.warning("some answers were not finished in time")

    def _give_up(self, reason: BotStopped) -> None:
        self._failure = reason
        self._stop.set()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._note_end)

    def _note_end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._health.note_error(type(error).__name__)
            _LOG.error("a task ended with %s", type(error).__name__)

    async def _end_tasks(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
