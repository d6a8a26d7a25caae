"""Articles and their observations -> a part of a store.

``PartWriter`` is the entry point; it writes with bounded memory, however much comes. Nobody
reads the part before ``finish`` has put it on the disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from extract.errors import ArticleError
from extract.models import Declared, Passage
from index.keys import article_key
from index.manifest import Counts, PartEntry
from index.sink import key_of
from index.store.file import begin_part, seal_part, writing_part
from index.store.models import ReadArticle, SourceState, stored_path
from index.store.reader import Store
from index.store.rows import (
    OBSERVATION_COLUMNS,
    UNATTACHED_COLUMNS,
    baseline_rows,
    observation_row,
    unattached_row,
)

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
        try:
            with writing_part(path):
                self._connection = begin_part(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        self._connection.execute(_CREATE_LOST)
        self._connection.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
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
        with writing_part(self._path):
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
            with writing_part(self._path):
                gone = self._connection.execute(
                    "INSERT OR IGNORE INTO gone VALUES (?, ?)", (number, name)
                ).rowcount
                if gone:
                    self._counts -= counts
                    self._connection.executemany("INSERT INTO lost VALUES (?, ?, ?, ?)", lost)

    def note(self, files: Iterable[SourceState]) -> None:
        """Keep what is known of source files; it replaces what the parts before say of them."""
        rows = ((stored_path(path), *state) for path, *state in files)
        with writing_part(self._path):
            self._connection.executemany(_INSERT_SOURCE, rows)

    def drop(self, paths: Iterable[str]) -> None:
        """Forget source files."""
        rows = ((stored_path(path), None, 0, 0, "", "", "", "", 0) for path in paths)
        with writing_part(self._path):
            self._connection.executemany(_INSERT_SOURCE, rows)

    def refuse(self, refused: Iterable[tuple[str, str]]) -> None:
        """Keep name and reason of all files that could not be indexed, in this part alone."""
        with writing_part(self._path):
            self._connection.executemany("INSERT INTO refused VALUES (?, ?)", sorted(refused))

    def finish(self) -> PartEntry:
        """Put the part on the disk, synced; the writer takes no more."""
        with writing_part(self._path):
            for statement in _TALLIES:
                self._connection.execute(statement)
            self._connection.execute("COMMIT")
            entry = seal_part(self._connection, self._path, self._counts)
        self._finished = True
        return entry

    def abandon(self) -> None:
        """Stop and remove what is there; does nothing to a part that is finished."""
        self._connection.close()
        if not self._finished:
            self._path.unlink(missing_ok=True)

    def _insert_article(self, read: ReadArticle) -> None:
        article, number = read.article, read.number
        published = article.published.isoformat() if article.published else None
        declared = article.declared
        self._connection.execute(
            f"INSERT INTO article VALUES ({_marks(11)})",
            (
                *(number, article.name, article.title, published, article.publisher, declared.url),
                *(declared_form(declared), declared.evidence, read.file.sha256),
                *(article_key(article.name), read.file.content_key),
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
        self.note([read.file])

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


def declared_form(declared: Declared) -> str:
    """Write what was declared of an article, without the evidence, as JSON."""
    values = {name: getattr(declared, name) for name in _DECLARABLE}
    given = {name: value for name, value in values.items() if value is not None}
    return json.dumps(given, ensure_ascii=False, default=str)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


_INSERT_OBSERVATION = (
    f"INSERT INTO observation ({', '.join(OBSERVATION_COLUMNS)}) "
    f"VALUES ({_marks(len(OBSERVATION_COLUMNS))})"
)
_INSERT_SOURCE = f"INSERT OR REPLACE INTO source VALUES ({_marks(9)})"
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


def _is_verbatim(passage: Passage, raw: str) -> bool:
    return raw[passage.span.start : passage.span.end] == passage.text
