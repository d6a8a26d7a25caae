"""The bot as its own process, started as in production: ``bot = await start_bot(fake, data)``."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
from driver import TOKEN, Fake, start_fake

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
# The whole suite can be run with the other way in which updates come.
MODE = os.environ.get("HOISO_TESTS_MODE", "polling")
SECRET = "a-secret-of-the-webhook-0123456789"
_LONGEST_START_S = 60.0
_LONGEST_STOP_S = 20.0


class Bot:
    """A running ``hoiso telegram``.

    Attributes:
        data: Its data folder.
        fake: The server it talks to.
        env: Its whole environment.
        started: When it was started last, by the monotonic clock.
    """

    def __init__(self, fake: Fake, data: Path, env: dict[str, str], command: list[str]) -> None:
        self.fake = fake
        self.data = data
        self.env = env
        self.started = 0.0
        self._command = command
        # Beside the data, so that no .env file and no seeds folder is in the working folder.
        self._folder = data.with_name(f"{data.name}-run")
        self._folder.mkdir(exist_ok=True)
        self._log = self._folder / f"log-{time.monotonic_ns()}"
        self._process: subprocess.Popen[bytes] | None = None
        self._seen: set[int] = set()

    @property
    def pid(self) -> int:
        """The main process."""
        assert self._process is not None
        return self._process.pid

    def log(self) -> str:
        """Give all it has written to standard output and standard error, over all restarts."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def worker_pids(self) -> list[int]:
        """Find the processes that answer questions, oldest first."""
        workers = [
            child
            for child in psutil.Process(self.pid).children(recursive=True)
            if "bot.worker" in " ".join(_command_of(child))
        ]
        self._seen.update(child.pid for child in workers)
        return sorted(child.pid for child in workers)

    def memory_mb(self) -> float:
        """Give the resident memory of the main process."""
        return psutil.Process(self.pid).memory_info().rss / (1 << 20)

    def start(self) -> None:
        """Start the process and do not wait."""
        self.started = time.monotonic()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self.env,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def wait_up(self, *, since: int = 0, timeout: float = _LONGEST_START_S) -> None:
        """Wait until it polls or has set its webhook; fail at once where it has ended.

        Args:
            since: The number of the first call that tells.
        """
        waiting = asyncio.ensure_future(self.fake.wait_bot(since=since, timeout=timeout))
        try:
            while not waiting.done():
                status = self.returncode()
                assert status is None, f"ended with {status}:\n{self.log()}"
                await asyncio.wait([waiting], timeout=0.1)
            try:
                await waiting
            except TimeoutError:
                raise AssertionError(f"did not connect:\n{self.log()}") from None
        finally:
            waiting.cancel()

    def returncode(self) -> int | None:
        """Give its exit status, if it has ended."""
        assert self._process is not None
        return self._process.poll()

    async def wait_end(self, timeout: float = _LONGEST_STOP_S) -> int:
        """Wait until it has ended and give its exit status."""
        async with asyncio.timeout(timeout):
            while (status := self.returncode()) is None:
                await asyncio.sleep(0.01)
        return status

    async def terminate(self, timeout: float = _LONGEST_STOP_S) -> tuple[int, float]:
        """Ask it to end; give its exit status and the seconds it took."""
        begin = time.monotonic()
        os.kill(self.pid, signal.SIGTERM)
        return await self.wait_end(timeout), time.monotonic() - begin

    async def kill(self) -> None:
        """Kill the main process, and nothing else."""
        self.worker_pids()
        os.kill(self.pid, signal.SIGKILL)
        await self.wait_end()

    async def restart(self, *, kill: bool = False) -> None:
        """End it, or kill it, start it again and wait until it is up."""
        if self.returncode() is None:
            await (self.kill() if kill else self.terminate())
        async with asyncio.timeout(_LONGEST_STOP_S):
            # The server notices a moment later that the old poll is gone.
            while (await self.fake.state())["pollers"]:
                await asyncio.sleep(0.01)
        since = await self.fake.mark()
        self.start()
        await self.wait_up(since=since)

    def clear_away(self) -> None:
        """End everything that is left of it, whatever its state."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self.worker_pids()
            self._process.kill()
            self._process.wait()
        for pid in self._seen:
            with suppress(psutil.NoSuchProcess):
                worker = psutil.Process(pid)
                if "bot.worker" in " ".join(_command_of(worker)):
                    worker.kill()


def _command_of(process: psutil.Process) -> list[str]:
    with suppress(psutil.Error):
        return process.cmdline()
    return []


def find_command() -> list[str]:
    """Give the installed command of this interpreter's environment."""
    script = Path(sys.executable).with_name("hoiso")
    return [str(script)] if script.exists() else [sys.executable, "-m", "bot"]


def build_index(data: Path, *sources: Path) -> None:
    """Index articles with the real command."""
    subprocess.run(
        [*find_command(), "--data", str(data), "reindex", *map(str, sources or (SEEDS,))],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )


def free_port() -> int:
    """Find a port that nobody listens at."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def build_bot(fake: Fake, data: Path, *, mode: str = MODE, **settings: Any) -> Bot:
    """Prepare a bot and do not start it; for the arguments see ``start_bot``."""
    env = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(data.parent),
        # Bots of other tests have the same token, which may run once a machine.
        "TMPDIR": str(data.parent),
        "HOISO_DATA": str(data),
        "HOISO_SOURCES": str(SEEDS),
        "HOISO_TELEGRAM_TOKEN": TOKEN,
        "HOISO_TELEGRAM_BASE_URL": f"{fake.url}/bot",
        "HOISO_TELEGRAM_BASE_FILE_URL": f"{fake.url}/file/bot",
        "HOISO_TELEGRAM_ALLOWED": "*",
    }
    if path := os.environ.get("PYTHONPATH"):
        # The program under test need not be the installed one.
        env["PYTHONPATH"] = path
    if mode == "webhook":
        door = f"127.0.0.1:{free_port()}"
        env["HOISO_TELEGRAM_WEBHOOK_URL"] = f"http://{door}/updates"
        env["HOISO_TELEGRAM_WEBHOOK_LISTEN"] = door
        env["HOISO_TELEGRAM_WEBHOOK_SECRET"] = SECRET
    for name, value in settings.items():
        key = name.upper()
        general = key in ("DATA", "SOURCES", "ENGINE", "LOG")
        env[f"HOISO_{key}" if general else f"HOISO_TELEGRAM_{key}"] = str(value)
    return Bot(fake, data, env, [*find_command(), "telegram"])


async def start_bot(fake: Fake, data: Path, *, mode: str = MODE, **settings: Any) -> Bot:
    """Start a bot and wait until it is up.

    Args:
        fake: The server to talk to.
        data: The data folder, with an index in it.
        mode: "polling" or "webhook".
        settings: In small letters without ``HOISO_TELEGRAM_``: ``admins="5,6"``, ``rate=0``;
            and ``sources``, ``log``, ``engine``.
    """
    bot = build_bot(fake, data, mode=mode, **settings)
    bot.start()
    try:
        await bot.wait_up()
    except BaseException:
        bot.clear_away()
        raise
    return bot


@asynccontextmanager
async def running_bot(
    data: Path, *, mode: str = MODE, flood: bool = False, **settings: Any
) -> AsyncIterator[Bot]:
    """Run a bot against a server of its own; ``bot.fake`` plays the people.

    At the end nothing is left, and no call of the bot was of a kind that is always wrong.
    """
    fake = await start_fake(flood=flood)
    try:
        bot = await start_bot(fake, data, mode=mode, **settings)
        try:
            yield bot
            assert (await fake.state())["malformed"] == []
        finally:
            bot.clear_away()
    finally:
        fake.stop()
