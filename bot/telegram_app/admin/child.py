"""``hoiso reindex`` as a process of its own, which can be watched and ended.

It is the command that people type, so what it does and says here is what it does and says
there.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.telegram_app.admin.difference import Form

_NICE = 19
_END_S = 3.0
_LONGEST_LINE = 64 << 20
_LONGEST_MESSAGE, _MOST_LINES = 1_500, 50
_SECRETS = ("HOISO_TELEGRAM_TOKEN", "HOISO_TELEGRAM_WEBHOOK_SECRET")
_SILENT = "Lệnh dựng chỉ mục dừng bất thường (mã {status}). Chỉ mục cũ vẫn còn nguyên."

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the command ended.

    Attributes:
        form: What it printed; ``None`` where it failed or was ended.
        message: What it said of a failure, for people.
    """

    form: Form | None
    message: str = ""


class Child:
    """One run of the command."""

    def __init__(self, data: Path) -> None:
        """Prepare a run over a data folder."""
        self._data = data
        self._process: asyncio.subprocess.Process | None = None
        self._stopped = False

    async def look(self) -> Outcome:
        """Find out what a run would change."""
        return await self._run(("--dry-run",), lambda done, total: None)

    async def index(self, progress: Progress) -> Outcome:
        """Index the sources anew.

        Args:
            progress: Told how many files have been read, of how many.
        """
        return await self._run((), progress)

    def stop(self) -> None:
        """Have it end soon; what it has not put into use is left out of use."""
        if not self._stopped:
            self._stopped = True
            self._signal_end()

    def _signal_end(self) -> None:
        process = self._process
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            asyncio.get_running_loop().call_later(_END_S, _kill, process)

    async def _run(self, options: Sequence[str], progress: Progress) -> Outcome:
        command = (sys.executable, "-m", "bot", "--data", str(self._data), "reindex")
        try:
            # In a session of its own: Ctrl-C is for the bot, which ends the command in order.
            self._process = await asyncio.create_subprocess_exec(
                *command,
                "--json",
                # Who writes progress notices when nobody reads it, and ends.
                "--progress",
                *options,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={name: value for name, value in os.environ.items() if name not in _SECRETS},
                start_new_session=True,
                limit=_LONGEST_LINE,
            )
        except OSError as error:
            return Outcome(None, f"Không chạy được lệnh dựng chỉ mục ({error.strerror}).")
        process = self._process
        with suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
        if self._stopped:
            self._signal_end()
        try:
            return await _listen(process, progress)
        finally:
            _kill(process)


async def _listen(process: asyncio.subprocess.Process, progress: Progress) -> Outcome:
    assert process.stdout is not None
    assert process.stderr is not None
    printed = asyncio.ensure_future(process.stdout.read())
    said: deque[str] = deque(maxlen=_MOST_LINES)
    try:
        async for line in process.stderr:
            if not _read_progress(line, progress):
                said.append(line.decode(errors="replace"))
        status = await process.wait()
        if status == 0:
            form: Form = json.loads(await printed)
            return Outcome(form)
    finally:
        printed.cancel()
    message = "".join(said).strip()[-_LONGEST_MESSAGE:]
    return Outcome(None, message or _SILENT.format(status=status))


def _read_progress(line: bytes, progress: Progress) -> bool:
    """Take a line as progress; ``False`` where it is something else."""
    with suppress(ValueError):
        match json.loads(line):
            case {"done": int(done), "total": int(total)}:
                progress(done, total)
                return True
    return False


def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
