"""A new part as an SQLite file: begun with its tables, sealed with its indexes and counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.disk import sync, writing
from index.errors import StoreUnwritable
from index.manifest import VERSION, Counts, PartEntry, describe_file
from index.store.schema import APPLICATION_ID, INDEXES, TABLES, VIEWS

_PRAGMAS = (
    # The file is new: what a rollback journal would restore is nothing, and the file is synced
    # as a whole before it is put in place.
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -16384",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {VERSION}",
)


@contextmanager
def writing_part(path: Path) -> Iterator[None]:
    """Turn what a full or closed disk makes the database raise into one error."""
    try:
        with writing(path):
            yield
    except sqlite3.Error as error:
        raise StoreUnwritable(path, error) from error


def begin_part(path: Path) -> sqlite3.Connection:
    """Make the file of a part with its tables; nothing is at ``path``.

    Raises:
        sqlite3.Error: It cannot be made.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}", uri=True, isolation_level=None)
    try:
        for statement in (*_PRAGMAS, *statements(TABLES)):
            connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


def seal_part(connection: sqlite3.Connection, path: Path, counts: Counts) -> PartEntry:
    """Finish a part that has its rows and tallies: close it and put it on the disk.

    Args:
        connection: Of ``begin_part``, in no transaction.
        path: Of its file.
        counts: What it adds, less what it hides.

    Raises:
        sqlite3.Error: It cannot be written.
        OSError: It cannot be written.
    """
    for statement in statements(INDEXES + VIEWS):
        connection.execute(statement)
    [(first, last)] = connection.execute("SELECT min(number), max(number) FROM article")
    [(hidden,)] = connection.execute("SELECT count(*) FROM gone")
    kinds = ("articles", "passages", "observations", "unattached")
    meta = {"schema_version": VERSION} | {kind: getattr(counts, kind) for kind in kinds}
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)", ((key, str(value)) for key, value in meta.items())
    )
    connection.close()
    sync(path)
    return PartEntry(describe_file(path.parent, path.name), first or 0, last or 0, counts, hidden)


def statements(script: str) -> list[str]:
    """Split a script of ours into its statements."""
    return [statement for statement in script.split(";\n") if statement.strip()]
