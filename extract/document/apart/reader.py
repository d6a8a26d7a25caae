"""Files of any format we read -> their text, with limits on what reading one may cost.

``DocumentReader`` is the entry point. Plain texts are read here; the others by one process
that lives as long as its files are good. Where it dies or takes too long it is ended, the
file is refused, and the next one gets a new process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from extract.article.decode import MAX_BYTES, too_large
from extract.document.apart.frames import Frame, Kind, read_frame, write_frame
from extract.document.apart.limits import Limits
from extract.document.reader import Document, read_document
from extract.errors import ArticleError, ReaderError
from extract.formats import SUFFIXES, suffix_of
from extract.formats import Kind as Format

_START_S = 120.0
_END_S = 2.0
_TRIES = 2
_OWN_SETTINGS = "HOISO_"
_TOO_LONG = (
    "đọc tệp này lâu quá mức cho phép; hãy tách nhỏ tệp, hoặc lưu bài thành văn bản thường (.txt)"
)
_TOO_MUCH = (
    "đọc tệp này cần quá nhiều bộ nhớ; hãy tách nhỏ tệp, hoặc lưu bài thành văn bản thường (.txt)"
)
_STOPPED = (
    "tệp làm trình đọc dừng đột ngột; hãy mở tệp rồi lưu lại, hoặc lưu thành văn bản thường (.txt)"
)
_FAULT = "tệp hỏng, không đọc được ({error}); hãy mở tệp rồi lưu lại"
_CANNOT_START = "Không khởi động được tiến trình đọc tệp ({reason}); hãy kiểm tra bộ nhớ và bản cài"


class DocumentReader:
    """Reads files one after the other; threads wait for each other."""

    def __init__(self, limits: Limits | None = None) -> None:
        """Prepare; no process is started before a file needs one.

        Args:
            limits: What a file may cost; the defaults where ``None``.
        """
        self._limits = limits or Limits()
        self._process: _Process | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, name: str, data: bytes) -> Document:
        """Read a file, as ``read_document`` does.

        Args:
            name: Its name; the suffix says what it should be.
            data: All of it.

        Raises:
            ArticleError: As for ``read_document``, or reading it costs too much, or ends the
                process that does.
            ReaderError: No such process can be started; the file is not to blame.
        """
        suffix = suffix_of(name)
        kind = SUFFIXES.get(suffix, Format.TEXT)
        if kind is Format.TEXT:
            return read_document(name, data)
        if len(data) > MAX_BYTES:
            raise too_large(name)
        with self._lock:
            return Document(self._read(name, suffix, data), kind)

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            if self._process is not None:
                self._process.end()
                self._process = None

    def _read(self, name: str, suffix: str, data: bytes) -> str:
        reason = _STOPPED
        for _ in range(_TRIES):
            if self._process is None:
                self._process = _Process(self._limits)
            process, used = self._process, self._process.used
            try:
                reply = process.read(suffix, data)
            except BaseException:
                self._drop()
                raise
            match reply:
                case Kind.TEXT, content:
                    return _words(content)
                case Kind.REFUSED, content:
                    raise ArticleError(name, _words(content))
                case Kind.FAULT, content:
                    raise ArticleError(name, _FAULT.format(error=_words(content)))
                case Kind.MEMORY, _:
                    self._drop()
                    reason = _TOO_MUCH
                case _:
                    self._drop()
                    if process.took_too_long:
                        raise ArticleError(name, _TOO_LONG)
                    reason = _STOPPED
            # What was read before may be what it died of; only a new process is sure proof.
            if not used:
                break
        raise ArticleError(name, reason)

    def _drop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None


class _Process:
    """The process that reads, as its owner sees it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.used = False
        self.took_too_long = False
        here = str(Path(__file__).resolve().parents[3])
        environment = {k: v for k, v in os.environ.items() if not k.startswith(_OWN_SETTINGS)}
        paths = (here, environment.get("PYTHONPATH", ""))
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        words = (str(limits.memory_bytes), str(limits.processor_s))
        try:
            self._process = subprocess.Popen(
                (sys.executable, "-P", "-m", "extract.document.apart", *words),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        except OSError as error:
            raise ReaderError(_CANNOT_START.format(reason=error.strerror or error)) from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._files, self._replies = self._process.stdin, self._process.stdout
        if self._within(_START_S, lambda: read_frame(self._replies, 0)) != (Kind.READY, b""):
            self.kill()
            raise ReaderError(_CANNOT_START.format(reason=f"mã {self._process.returncode}"))

    def read(self, suffix: str, data: bytes) -> Frame | None:
        """Have a file read; ``None`` where the process has died or was ended over it."""
        self.used = True
        return self._within(self._limits.wall_s, lambda: self._exchange(suffix, data))

    def end(self) -> None:
        """End the process, which has nothing to do."""
        with suppress(OSError):
            self._files.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_S)
        self.kill()

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._files, self._replies):
            # What was not sent is sent when the pipe is closed.
            with suppress(OSError):
                pipe.close()

    def _exchange(self, suffix: str, data: bytes) -> Frame | None:
        write_frame(self._files, Kind.SUFFIX, suffix.encode())
        write_frame(self._files, Kind.FILE, data)
        return read_frame(self._replies, MAX_BYTES)

    def _within(self, seconds: float, talk: Callable[[], Frame | None]) -> Frame | None:
        """Talk with the process, and end it where that takes longer."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            reply = talk()
        except OSError:
            reply = None
        finally:
            timer.cancel()
        if reply is None:
            self._process.kill()
            status = self._process.wait()
            self.took_too_long = late.is_set() or status == -signal.SIGXCPU
        return reply


def _words(content: bytes) -> str:
    return content.decode(errors="replace")
