"""The one connection behind the state; it goes on in memory where the file cannot be written.

A statement never fails because of the disk: where the file is damaged it is set aside and a new
one begun with what can still be read; where it cannot be written, what is known is held in
memory, and written back as soon as that works. Each is told once.
"""

from __future__ import annotations

import logging
import math
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.telegram_app.state.rescue import pour, rescue
from bot.telegram_app.state.schema import SCHEMA, VERSION

_LOG = logging.getLogger(__name__)
_WAIT_S = 2.0
_TRY_AGAIN_S = 60.0
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNWRITABLE = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_PROTOCOL,
    }
)
_DAMAGED_TEXT = (
    "Tệp trạng thái {path} bị hỏng hoặc do bản khác của chương trình ghi, nên đã được đổi tên "
    "thành {aside}. Bot chạy tiếp với tệp mới và những gì còn đọc được: ngữ cảnh, nút bấm, người "
    "dùng đã duyệt có thể thiếu. Hãy kiểm tra ổ đĩa; tệp cũ không cần nữa thì xoá."
)
_UNWRITABLE_TEXT = (
    "Không ghi được tệp trạng thái {path} ({reason}). Bot vẫn trả lời nhưng chỉ nhớ trong bộ nhớ; "
    "tắt lúc này là mất những gì mới nhớ. Hãy giải phóng ổ đĩa hoặc cấp quyền ghi vào thư mục; "
    "khi ghi được, bot tự ghi lại trong vòng một phút."
)

# A parameter of a statement; what comes back is typed by whoever knows the columns.
Value = str | int | float | None
Row = tuple[Any, ...]


class DamagedError(Exception):
    """A file that is no whole database of this version."""


class Database:
    """Runs statements; used from one thread."""

    def __init__(
        self, path: Path, on_fault: Callable[[str], None], clock: Callable[[], float]
    ) -> None:
        """Open the file, or do without it.

        Args:
            path: Of the file; its folder is made.
            on_fault: Is told, in words for an admin, what is wrong with the file.
            clock: Gives the seconds since 1970.
        """
        self._path = path
        self._on_fault = on_fault
        self.clock = clock
        self._told: set[str] = set()
        # Where the file is not in use: tables that memory knows all rows of.
        self._whole: frozenset[str] = frozenset()
        self._write_back_at = math.inf
        self._closed = False
        self._connection = self._begin()

    @property
    def in_memory(self) -> bool:
        """Whether the file is not in use, so that what is written ends with the process."""
        return self._write_back_at < math.inf

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run a statement that gives rows."""
        return self._run(statement, values)[0]

    def change(self, statement: str, values: Sequence[Value] = ()) -> int:
        """Run a statement that changes rows, and count them."""
        return self._run(statement, values)[1]

    def close(self) -> None:
        """Close; what was held in memory is written back if the file can take it now."""
        if self._closed:
            return
        if self.in_memory:
            self._write_back()
        self._closed = True
        with suppress(sqlite3.Error):
            self._connection.close()

    def _run(self, statement: str, values: Sequence[Value]) -> tuple[list[Row], int]:
        if self._closed:
            # Work that was cut off at the end; the next start does it again.
            return [], 0
        if self.clock() >= self._write_back_at:
            self._write_back()
        try:
            return self._run_once(statement, values)
        except sqlite3.DatabaseError as error:
            self._survive(error)
        except UnicodeEncodeError:
            # Half a surrogate pair; nobody can have typed it.
            values = [_storable(value) for value in values]
        return self._run_once(statement, values)

    def _run_once(self, statement: str, values: Sequence[Value]) -> tuple[list[Row], int]:
        with closing(self._connection.execute(statement, values)) as cursor:
            return cursor.fetchall(), cursor.rowcount

    def _begin(self) -> sqlite3.Connection:
        try:
            return _open_file(self._path)
        except DamagedError:
            return self._begin_anew(_connect(self._path))
        except (OSError, sqlite3.Error) as error:
            self._note_unwritable(error)
            return _open_memory()

    def _survive(self, error: sqlite3.DatabaseError) -> None:
        """Make another attempt possible, or raise what is no fault of the disk."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED and not self.in_memory:
            self._connection = self._begin_anew(self._connection)
        elif code in _UNWRITABLE and not self.in_memory:
            memory = _open_memory()
            self._whole = rescue(self._connection, memory)
            _close(self._connection)
            self._connection = memory
            self._note_unwritable(error)
        else:
            raise error

    def _begin_anew(self, damaged: sqlite3.Connection) -> sqlite3.Connection:
        """Set the damaged file aside and begin one with what can still be read."""
        memory = _open_memory()
        rescue(damaged, memory)
        _close(damaged)
        try:
            self._set_aside()
            connection = _filled(self._path, memory, frozenset())
        except (OSError, sqlite3.Error, DamagedError) as error:
            self._note_unwritable(error)
            return memory
        memory.close()
        return connection

    def _write_back(self) -> None:
        """Go back to the file if it can take what is known."""
        memory = self._connection
        self._write_back_at = self.clock() + _TRY_AGAIN_S
        try:
            try:
                connection = _filled(self._path, memory, self._whole)
            except DamagedError:
                self._set_aside()
                connection = _filled(self._path, memory, self._whole)
        except (OSError, sqlite3.Error, DamagedError):
            return
        memory.close()
        self._connection = connection
        self._write_back_at = math.inf
        _LOG.warning("the state is written to its file again")

    def _set_aside(self) -> None:
        stamp = datetime.fromtimestamp(self.clock()).strftime("%Y%m%d-%H%M%S")
        aside = self._path.with_name(f"{self._path.name}.damaged-{stamp}")
        # SQLite would take the log of the old file for one of the new.
        for ending in ("-wal", "-shm", ""):
            old = self._path.with_name(self._path.name + ending)
            with suppress(FileNotFoundError):
                old.replace(aside.with_name(aside.name + ending))
        self._tell(_DAMAGED_TEXT.format(path=self._path, aside=aside.name))

    def _note_unwritable(self, error: Exception) -> None:
        self._write_back_at = self.clock() + _TRY_AGAIN_S
        self._tell(_UNWRITABLE_TEXT.format(path=self._path, reason=error))

    def _tell(self, message: str) -> None:
        kind = message[:20]
        if kind not in self._told:
            self._told.add(kind)
            _LOG.error(message)
            self._on_fault(message)


def _filled(path: Path, memory: sqlite3.Connection, whole: frozenset[str]) -> sqlite3.Connection:
    connection = _open_file(path)
    try:
        pour(memory, connection, whole)
    except BaseException:
        _close(connection)
        raise
    return connection


def _open_file(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and not path.stat().st_size:
        raise DamagedError
    connection = _connect(path)
    try:
        _set_up(connection)
    except sqlite3.DatabaseError as error:
        _close(connection)
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
            raise DamagedError from error
        raise
    except BaseException:
        _close(connection)
        raise
    return connection


def _set_up(connection: sqlite3.Connection) -> None:
    [(version,)] = connection.execute("PRAGMA user_version")
    if version not in (0, VERSION):
        raise DamagedError
    connection.execute("PRAGMA journal_mode = WAL")
    # Safe against a killed process; a power cut can take the last moments.
    connection.execute("PRAGMA synchronous = NORMAL")
    if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise DamagedError
    connection.executescript(SCHEMA)


def _open_memory() -> sqlite3.Connection:
    connection = _connect(":memory:")
    connection.executescript(SCHEMA)
    return connection


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)
    connection.text_factory = _read_text
    return connection


def _read_text(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")


def _close(connection: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        connection.close()


def _storable(value: Value) -> Value:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
