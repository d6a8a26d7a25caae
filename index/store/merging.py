"""Several parts -> one that says the same, by copying rows; no article is read again.

``merge_parts`` is the entry point. Only neighbours can be merged, since a newer part decides
what of an older one is still seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from index.errors import StoreCorrupt
from index.manifest import Counts, PartEntry
from index.store.file import begin_part, seal_part, writing_part
from index.store.rows import OBSERVATION_COLUMNS

_PLAN = (
    # What the merged parts hide, what they hold, and what of it is left, in order of names.
    "CREATE TEMP TABLE hidden (number INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TEMP TABLE held (number INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TEMP TABLE kept (number INTEGER PRIMARY KEY, position INTEGER NOT NULL)",
    "CREATE TEMP TABLE places (place TEXT, province TEXT, observations INTEGER)",
    "CREATE TEMP TABLE indicators (indicator TEXT, unit TEXT, observations INTEGER)",
)
_LOOK = (
    "INSERT OR IGNORE INTO hidden SELECT number, name FROM merged.gone",
    "INSERT INTO held SELECT number, name FROM merged.article",
)
_CHOOSE = (
    "INSERT INTO kept SELECT number, row_number() OVER (ORDER BY name) - 1 FROM held "
    "WHERE number NOT IN (SELECT number FROM hidden)",
    "INSERT INTO main.gone SELECT number, name FROM hidden "
    "WHERE number NOT IN (SELECT number FROM held)",
)
_OF_KEPT = "BETWEEN (k.number << 16) AND ((k.number << 16) | 65535)"
_MOVED = ", ".join(
    "k.position" if name == "position" else f"m.{name}" for name in OBSERVATION_COLUMNS
)
_TAKE = (
    *(
        f"INSERT INTO main.{table} SELECT {columns} "
        f"FROM temp.kept AS k CROSS JOIN merged.{table} AS m ON m.{key}"
        for table, columns, key in (
            ("article", "m.*", "number = k.number"),
            ("body", "m.*", "number = k.number"),
            ("passage", "m.*", f"key {_OF_KEPT}"),
            ("observation", _MOVED, f"id {_OF_KEPT}"),
            ("baseline", "m.*", f"observation {_OF_KEPT}"),
            ("unattached", "m.*", f"key {_OF_KEPT}"),
        )
    ),
    "INSERT OR REPLACE INTO main.source SELECT * FROM merged.source",
    # Only the newest part names all files that could not be indexed.
    "DELETE FROM main.refused",
    "INSERT INTO main.refused SELECT * FROM merged.refused ORDER BY rowid",
    "INSERT INTO places SELECT * FROM merged.place_tally",
    "INSERT INTO indicators SELECT * FROM merged.indicator_tally",
)
_SUM_UP = (
    *(
        f"INSERT INTO {table} SELECT {columns}, sum(observations) FROM {source} "
        f"GROUP BY {columns} HAVING sum(observations) <> 0 ORDER BY {columns}"
        for table, source, columns in (
            ("place_tally", "places", "place, province"),
            ("indicator_tally", "indicators", "indicator, unit"),
        )
    ),
)


_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def merge_parts(path: Path, parts: Sequence[tuple[Path, PartEntry]]) -> PartEntry:
    """Merge parts that follow each other; memory does not grow with them.

    Args:
        path: Where the new part shall lie; nothing is there, and nothing stays on an error.
        parts: File and entry of each, oldest first.

    Raises:
        StoreCorrupt: A part is damaged.
        StoreUnwritable: The disk is full or the folder cannot be written.
    """
    counts = sum((entry.counts for _, entry in parts), Counts(0, 0, 0))
    files = [file for file, _ in parts]
    try:
        with writing_part(path), closing(begin_part(path)) as connection:
            _run(connection, _PLAN)
            for file in files:
                with _attached(connection, file):
                    _run(connection, _LOOK)
            _run(connection, _CHOOSE)
            for file in files:
                with _attached(connection, file):
                    _run(connection, _TAKE)
            _run(connection, _SUM_UP)
            return seal_part(connection, path, counts)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def _attached(connection: sqlite3.Connection, file: Path) -> Iterator[None]:
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection.execute("ATTACH DATABASE ? AS merged", (address,))
        yield
        connection.execute("DETACH DATABASE merged")
    except sqlite3.DatabaseError as error:
        # The low byte says what it is, the others where it was found.
        if error.sqlite_errorcode & 0xFF in _DAMAGE:
            raise StoreCorrupt(file, str(error)) from error
        raise


def _run(connection: sqlite3.Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        connection.execute(statement)
