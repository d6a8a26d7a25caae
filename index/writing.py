"""Articles and their observations -> a new store file.

``write_store`` is the entry point: one transaction into a file beside, which is synced and
put in place whole, so that no reader ever sees a half-written store.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from extract.models import Article, Declared, Observation, Observed, Passage
from index.errors import StoreUnwritable
from index.schema import (
    APPLICATION_ID,
    OBSERVATION_COLUMNS,
    TABLES,
    UNATTACHED_COLUMNS,
    VERSION,
    baseline_rows,
    observation_row,
    unattached_row,
)

_DECLARABLE = ("place", "published", "title", "publisher", "url")
_INSERT_OBSERVATION = (
    f"INSERT INTO observation ({', '.join(OBSERVATION_COLUMNS)}) "
    f"VALUES ({', '.join('?' * len(OBSERVATION_COLUMNS))})"
)
_INSERT_UNATTACHED = f"INSERT INTO unattached VALUES ({', '.join('?' * len(UNATTACHED_COLUMNS))})"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds."""

    articles: int
    passages: int
    observations: int
    unattached: int = 0


def write_store(
    path: Path,
    articles: Iterable[tuple[Article, str, Observed]],
    words: Callable[[Passage], str] | None = None,
    *,
    meta: Mapping[str, str] | None = None,
    refused: Sequence[tuple[str, str]] = (),
) -> Counts:
    """Write a store; on any error nothing is left of it.

    Args:
        path: Where it shall lie; what is there already is replaced at the very end.
        articles: Each with the hash of its file and what was read in it, in the order in
            which they shall be kept.
        words: Cuts a passage into words, space-separated, for the search's optional field.
        meta: Further rows for the table ``meta``.
        refused: Name and reason of each file that could not be read. Looked at behind the
            last article, so it may grow while they are read.

    Returns:
        What was written.

    Raises:
        StoreUnwritable: The disk is full or the folder cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        counts = _fill(part, articles, words, meta or {}, refused)
        _sync(part)
        part.replace(path)
        _sync(path.parent)
    except (sqlite3.Error, OSError) as error:
        raise StoreUnwritable(path, error) from error
    finally:
        # Gone already where all went well; also after an interrupt nothing may stay.
        part.unlink(missing_ok=True)
    return counts


def _fill(
    path: Path,
    articles: Iterable[tuple[Article, str, Observed]],
    words: Callable[[Passage], str] | None,
    meta: Mapping[str, str],
    refused: Sequence[tuple[str, str]],
) -> Counts:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # The file is new: what a rollback journal would restore is nothing, and the file
        # is synced as a whole before it is put in place.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("BEGIN")
        for statement in TABLES.split(";\n"):
            connection.execute(statement)
        counts = Counts(0, 0, 0)
        for article, sha256, read in articles:
            _insert_article(connection, article, sha256, words)
            _insert_observations(connection, counts.observations + 1, read.observations)
            connection.executemany(_INSERT_UNATTACHED, map(unattached_row, read.unattached))
            counts = Counts(
                counts.articles + 1,
                counts.passages + len(article.passages),
                counts.observations + len(read.observations),
                counts.unattached + len(read.unattached),
            )
        connection.executemany("INSERT INTO refused VALUES (?, ?)", sorted(refused))
        rows = {"schema_version": str(VERSION), "articles": str(counts.articles)}
        rows |= {"passages": str(counts.passages), "observations": str(counts.observations)}
        rows |= {"unattached": str(counts.unattached), "refused": str(len(refused))}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", (rows | dict(meta)).items())
        connection.execute("COMMIT")
    return counts


def _insert_article(
    connection: sqlite3.Connection,
    article: Article,
    sha256: str,
    words: Callable[[Passage], str] | None,
) -> None:
    published = article.published.isoformat() if article.published else None
    declared = article.declared
    connection.execute(
        "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(article.name, article.title, published, article.publisher, declared.url),
            *(declared_form(declared), declared.evidence, sha256, article.raw),
        ),
    )
    connection.executemany(
        "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                *(article.name, passage.number, passage.span.start, passage.span.end),
                *(passage.text, words(passage) if words else None),
            )
            for passage in article.passages
        ),
    )


def _insert_observations(
    connection: sqlite3.Connection, first: int, observations: Sequence[Observation]
) -> None:
    for number, observation in enumerate(observations, first):
        connection.execute(_INSERT_OBSERVATION, observation_row(number, observation))
        connection.executemany(
            "INSERT INTO baseline VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            baseline_rows(number, observation),
        )


def declared_form(declared: Declared) -> str:
    """Write what was declared of an article, without the evidence, as JSON."""
    values = {name: getattr(declared, name) for name in _DECLARABLE}
    given = {name: value for name, value in values.items() if value is not None}
    return json.dumps(given, ensure_ascii=False, default=str)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
