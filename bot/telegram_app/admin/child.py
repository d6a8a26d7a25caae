"""``hoiso reindex`` as a process of its own, which can be watched and ended.

It is the command that people type, so what it does and says here is what it does and says
there.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.telegram_app.admin.difference import Form

_NICE = 10
_END_S = 3.0
_LONGEST_LINE = 64 << 20
_LONGEST_MESSAGE = 1_500
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
        return await self._run(("--dry-run",), lambda done, of: None)

    async def index(self, progress: Progress) -> Outcome:
        """Index the sources anew.

        Args:
            progress: Told how many files have been read, of how many.
        """
        return await self._run(("--progress",), progress)

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
        command = (sys.executable, "-m", "bot", "--data", str(self._data), "reindex", "--json")
        try:
            # In a session of its own: Ctrl-C is for the bot, which ends the command in order.
            self._process = await asyncio.create_subprocess_exec(
                *command,
                *options,
                stdin=asyncio.subprocess.PIPE,
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
    said = asyncio.ensure_future(process.stderr.read(_LONGEST_LINE))
    form: Form | None = None
    try:
        async for line in process.stdout:
            form = _read_line(line, progress) or form
        status = await process.wait()
        message = (await said).decode(errors="replace").strip()[-_LONGEST_MESSAGE:]
    finally:
        said.cancel()
    if status == 0 and form is not None:
        return Outcome(form)
    return Outcome(None, message or _SILENT.format(status=status))


def _read_line(line: bytes, progress: Progress) -> Form | None:
    """Take a line as progress, or give it back as the report."""
    try:
        form: Form = json.loads(line)
    except ValueError:
        return None
    match form:
        case {"done": int(done), "of": int(of)}:
            progress(done, of)
        case {"generation": _}:
            return form
    return None


def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
