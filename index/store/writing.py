"""Articles and their observations -> a part of a store.

``PartWriter`` is the entry point; it writes with bounded memory, however much comes. Nobody
reads the part before ``finish`` has put it on the disk; ``write_store`` writes a whole store of
one part.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from extract.errors import ArticleError
from extract.models import Article, Declared, Observed, Passage
from index.errors import StoreUnwritable
from index.keys import article_key
from index.sink import key_of
from index.store.models import Counts, FileState, ReadArticle, Refusal
from index.store.reader import Store
from index.store.rows import (
    OBSERVATION_COLUMNS,
    UNATTACHED_COLUMNS,
    baseline_rows,
    observation_row,
    unattached_row,
)
from index.store.schema import APPLICATION_ID, INDEXES, TABLES, VERSION, VIEWS

MOST_PER_ARTICLE = 65_535
"""Of passages, observations or unattached numbers; their keys have room for no more."""
_DECLARABLE = ("place", "published", "title", "publisher", "url")


class PartWriter:
    """Writes one part; as a context it abandons what has not been finished."""

    def __init__(self, path: Path, base: Store | None = None) -> None:
        """Begin a part.

        Args:
            path: Where it shall lie; nothing is there.
            base: The parts before it, which it changes; ``None`` where it is the first.

        Raises:
            StoreUnwritable: It cannot be made; so all that write.
        """
        self._path, self._base = path, base
        self._counts = Counts(0, 0, 0)
        self._position, self._finished = 0, False
        self._last_name, self._last_number = "", 0
        with _writing(path):
            self._connection = sqlite3.connect(path, isolation_level=None)
        try:
            with _writing(path):
                self._begin()
        except BaseException:
            self.abandon()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.abandon()

    def add(self, read: ReadArticle) -> None:
        """Keep an article; that of the same name in the parts before is hidden.

        Args:
            read: Names and numbers come in ascending order.

        Raises:
            ArticleError: It has more passages or numbers than can be kept; nothing of it is.
            ValueError: It is out of order.
        """
        name, article, observed = read.article.name, read.article, read.observed
        if name <= self._last_name or read.number <= self._last_number:
            raise ValueError(f"{name} ({read.number}) is out of order")
        most = max(map(len, (article.passages, observed.observations, observed.unattached)))
        if most > MOST_PER_ARTICLE:
            reason = f"quá nhiều đoạn hoặc số liệu ({most}); hãy tách thành nhiều tệp"
            raise ArticleError(name, reason)
        self.forget([name])
        with _writing(self._path):
            self._insert_article(read)
            self._insert_observations(read)
        self._last_name, self._last_number = name, read.number
        self._position += 1
        self._counts += Counts(
            1, len(article.passages), len(observed.observations), len(observed.unattached)
        )

    def forget(self, names: Iterable[str]) -> None:
        """Hide articles of the parts before; names that they do not hold are passed over."""
        for name in names:
            number = self._base.number_of(name) if self._base else None
            if self._base is None or number is None:
                continue
            counts, lost = self._base.weight_of(number)
            with _writing(self._path):
                gone = self._connection.execute(
                    "INSERT OR IGNORE INTO gone VALUES (?, ?)", (number, name)
                ).rowcount
                if gone:
                    self._counts -= counts
                    self._connection.executemany("INSERT INTO lost VALUES (?, ?, ?, ?)", lost)

    def touch(self, name: str, file: FileState) -> None:
        """Keep that an article's file lies elsewhere or has another time, saying the same."""
        with _writing(self._path):
            self._connection.execute(
                "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?)", (name, *file)
            )

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Keep which files could not be indexed; the newest part names them all."""
        rows = sorted(refusals, key=lambda one: (one.name, one.reason))
        with _writing(self._path):
            self._connection.executemany(
                "INSERT INTO refused VALUES (?, ?, ?, ?, ?, ?)",
                ((r.name, r.reason, *(r.file or (None,) * 4)) for r in rows),
            )

    def finish(self, meta: Mapping[str, str] | None = None) -> Counts:
        """Put the part on the disk, synced; the writer takes no more.

        Args:
            meta: Further rows for the table ``meta``.

        Returns:
            What the part adds, less what it hides.
        """
        with _writing(self._path):
            for statement in _TALLIES:
                self._connection.execute(statement)
            for statement in _statements(INDEXES + VIEWS):
                self._connection.execute(statement)
            self._connection.executemany("INSERT INTO meta VALUES (?, ?)", self._meta(meta or {}))
            self._connection.execute("COMMIT")
            self._connection.close()
            sync(self._path)
        self._finished = True
        return self._counts

    def abandon(self) -> None:
        """Stop and remove what is there; does nothing to a part that is finished."""
        self._connection.close()
        if not self._finished:
            self._path.unlink(missing_ok=True)

    def _begin(self) -> None:
        # The file is new: what a rollback journal would restore is nothing, and the file
        # is synced as a whole before it is put in place.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA cache_size = -16384")
        self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._connection.execute(f"PRAGMA user_version = {VERSION}")
        self._connection.execute(_CREATE_LOST)
        self._connection.execute("BEGIN")
        for statement in _statements(TABLES):
            self._connection.execute(statement)

    def _meta(self, more: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        refused = self._connection.execute("SELECT count(*) FROM refused").fetchone()[0]
        yield "schema_version", str(VERSION)
        yield "articles", str(self._counts.articles)
        yield "passages", str(self._counts.passages)
        yield "observations", str(self._counts.observations)
        yield "unattached", str(self._counts.unattached)
        yield "refused", str(refused)
        yield from more.items()

    def _insert_article(self, read: ReadArticle) -> None:
        article, number = read.article, read.number
        published = article.published.isoformat() if article.published else None
        declared = article.declared
        self._connection.execute(
            f"INSERT INTO article VALUES ({_marks(11)})",
            (
                *(number, article.name, article.title, published, article.publisher, declared.url),
                *(declared_form(declared), declared.evidence, read.file.sha256),
                *(article_key(article.name), read.content_key),
            ),
        )
        self._connection.execute("INSERT INTO body VALUES (?, ?)", (number, article.raw))
        self._connection.executemany(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?)",
            (
                (
                    *(key_of(number, passage.number), passage.span.start, passage.span.end),
                    # Nearly always the file says it letter by letter.
                    None if _is_verbatim(passage, article.raw) else passage.text,
                    words,
                )
                for passage, words in zip(article.passages, read.words, strict=True)
            ),
        )
        self.touch(article.name, read.file)

    def _insert_observations(self, read: ReadArticle) -> None:
        for ordinal, observation in enumerate(read.observed.observations, 1):
            identity = key_of(read.number, ordinal)
            self._connection.execute(
                _INSERT_OBSERVATION, observation_row(identity, self._position, observation)
            )
            if observation.baselines:
                self._connection.executemany(
                    f"INSERT INTO baseline VALUES ({_marks(8)})",
                    baseline_rows(identity, observation),
                )
        self._connection.executemany(
            _INSERT_UNATTACHED,
            (
                unattached_row(key_of(read.number, ordinal), one)
                for ordinal, one in enumerate(read.observed.unattached, 1)
            ),
        )


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
        articles: Each with the hash of its file and what was read in it, in order of names.
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
    part.unlink(missing_ok=True)
    with PartWriter(part) as writer:
        for number, (article, sha256, observed) in enumerate(articles, 1):
            cut = [words(passage) if words else None for passage in article.passages]
            file = FileState(article.name, 0, 0, sha256)
            writer.add(ReadArticle(number, article, "", file, cut, observed))
        writer.refuse(Refusal(name, reason) for name, reason in refused)
        counts = writer.finish(meta)
    with _writing(path):
        part.replace(path)
        sync(path.parent)
    return counts


def declared_form(declared: Declared) -> str:
    """Write what was declared of an article, without the evidence, as JSON."""
    values = {name: getattr(declared, name) for name in _DECLARABLE}
    given = {name: value for name, value in values.items() if value is not None}
    return json.dumps(given, ensure_ascii=False, default=str)


def sync(path: Path) -> None:
    """Wait until a file or a folder's list of names is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


_INSERT_OBSERVATION = (
    f"INSERT INTO observation ({', '.join(OBSERVATION_COLUMNS)}) "
    f"VALUES ({_marks(len(OBSERVATION_COLUMNS))})"
)
_INSERT_UNATTACHED = f"INSERT INTO unattached VALUES ({_marks(len(UNATTACHED_COLUMNS))})"
# What the hidden articles had counted for.
_CREATE_LOST = "CREATE TEMP TABLE lost (place TEXT, province TEXT, indicator TEXT, unit TEXT)"
_TALLIES = tuple(
    f"INSERT INTO {table} SELECT {columns}, sum(n) FROM ("
    f"SELECT {columns}, 1 AS n FROM observation UNION ALL SELECT {columns}, -1 FROM lost) "
    f"WHERE {first} IS NOT NULL GROUP BY {columns} HAVING sum(n) <> 0 ORDER BY {columns}"
    for table, first, columns in (
        ("place_tally", "place", "place, province"),
        ("indicator_tally", "indicator", "indicator, unit"),
    )
)


def _statements(script: str) -> list[str]:
    return [statement for statement in script.split(";\n") if statement.strip()]


def _is_verbatim(passage: Passage, raw: str) -> bool:
    return raw[passage.span.start : passage.span.end] == passage.text


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreUnwritable(path, error) from error
