"""Articles, passages and observations in one SQLite file, opened for reading.

``Store.open`` is the entry point. A store is never changed once it is there (``writing``
makes the next one), so any number of processes and threads can read it without a lock.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extract.models import Baseline
from index.errors import StoreCorrupt, StoreMissing, StoreNewer, StoreOlder
from index.models import (
    Citation,
    StoredArticle,
    StoredObservation,
    StoredPassage,
    StoredUnattached,
)
from index.schema import (
    APPLICATION_ID,
    OBSERVATION_COLUMNS,
    UNATTACHED_COLUMNS,
    VERSION,
    read_baseline,
    read_day,
    read_observation,
    read_unattached,
)

_SELECT_OBSERVATIONS = f"SELECT {', '.join(OBSERVATION_COLUMNS)} FROM observation ORDER BY id"
_SELECT_UNATTACHED = f"SELECT {', '.join(UNATTACHED_COLUMNS)} FROM unattached ORDER BY rowid"


class Store:
    """A store, opened for reading; may be used from several threads."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a store and check that it is whole.

        Raises:
            StoreMissing: There is no such file.
            StoreCorrupt: It is damaged, or no store.
            StoreNewer: A later version of the program wrote it.
            StoreOlder: An earlier version of the program wrote it.
        """
        if not path.exists():
            raise StoreMissing(path)
        with _reading(path):
            # Nobody changes a store that is in place, so no lock is needed, and none is
            # taken on a disk that cannot be written.
            connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        try:
            with _reading(path):
                _check(connection, path)
        except BaseException:
            connection.close()
            raise
        return cls(connection, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the store answers no more."""
        self._connection.close()

    def meta(self) -> dict[str, str]:
        """Give the table ``meta``."""
        with _reading(self._path):
            return dict(self._connection.execute("SELECT key, value FROM meta ORDER BY key"))

    def articles(self) -> list[StoredArticle]:
        """Give the articles without their texts, in the order they were written."""
        with _reading(self._path):
            rows = self._connection.execute(
                "SELECT name, title, published, publisher, url, sha256, declared, evidence "
                "FROM article ORDER BY rowid"
            )
            return [
                StoredArticle(
                    *(name, title, read_day(published), publisher, url, sha256),
                    declared=tuple(json.loads(declared)),
                    evidence=evidence,
                )
                for name, title, published, publisher, url, sha256, declared, evidence in rows
            ]

    def fingerprints(self) -> dict[str, tuple[str, str, str | None]]:
        """Give what each article was made from: hash of its file, declaration, evidence."""
        with _reading(self._path):
            rows = self._connection.execute("SELECT name, sha256, declared, evidence FROM article")
            return {name: (sha256, declared, evidence) for name, sha256, declared, evidence in rows}

    def passages(self) -> list[StoredPassage]:
        """Give the passages, article by article."""
        with _reading(self._path):
            rows = self._connection.execute(
                'SELECT article, number, "start", "end", text FROM passage ORDER BY rowid'
            )
            return [StoredPassage(*row) for row in rows]

    def passage_words(self) -> list[str | None]:
        """Give the words of the passages, in the order of ``passages``."""
        with _reading(self._path):
            return [
                row[0]
                for row in self._connection.execute("SELECT words FROM passage ORDER BY rowid")
            ]

    def observations(self) -> list[StoredObservation]:
        """Give the observations with their citations, in the order they were written."""
        with _reading(self._path):
            texts = dict(self._connection.execute("SELECT name, text FROM article"))
            articles = {article.name: article for article in self.articles()}
            baselines: dict[int, list[Baseline]] = defaultdict(list)
            for number, *row in self._connection.execute(
                "SELECT observation, kind, label, value, unit, period, derived "
                "FROM baseline ORDER BY observation, position"
            ):
                baselines[number].append(read_baseline(row))
            return [
                _stored(
                    dict(zip(OBSERVATION_COLUMNS, row, strict=True)), articles, texts, baselines
                )
                for row in self._connection.execute(_SELECT_OBSERVATIONS)
            ]

    def unattached(self) -> list[StoredUnattached]:
        """Give the numbers that no observation holds, article by article, in their order."""
        with _reading(self._path):
            texts = dict(self._connection.execute("SELECT name, text FROM article"))
            rows = self._connection.execute(_SELECT_UNATTACHED)
            found = [read_unattached(row) for row in rows]
            return [
                StoredUnattached(one, texts[one.article][one.quote.start : one.quote.end])
                for one in found
            ]

    def refused(self) -> list[tuple[str, str]]:
        """Give name and reason of each file that could not be indexed, in order of names."""
        with _reading(self._path):
            rows = self._connection.execute("SELECT name, reason FROM refused ORDER BY name, rowid")
            return [(str(name), str(reason)) for name, reason in rows]

    def article_text(self, name: str) -> str:
        """Give an article file's text as it lay on disk.

        Raises:
            KeyError: The store holds no such article.
        """
        with _reading(self._path):
            row = self._connection.execute(
                "SELECT text FROM article WHERE name = ?", (name,)
            ).fetchone()
        if row is None:
            raise KeyError(name)
        return str(row[0])


def _stored(
    row: Mapping[str, Any],
    articles: Mapping[str, StoredArticle],
    texts: Mapping[str, str],
    baselines: Mapping[int, Sequence[Baseline]],
) -> StoredObservation:
    article = articles[row["article"]]
    quote = texts[article.name][row["quote_start"] : row["quote_end"]]
    observation = read_observation(row, tuple(baselines.get(row["id"], ())))
    citation = Citation(
        article=article.name,
        title=article.title,
        published=article.published,
        publisher=article.publisher,
        url=article.url,
        paragraph=row["paragraph"],
        quote=quote,
        start=row["quote_start"],
        end=row["quote_end"],
        number_start=row["number_start"],
        number_end=row["number_end"],
        declared=observation.provenance.declared,
    )
    return StoredObservation(row["id"], observation, citation)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn what a damaged file makes the readers raise into one error."""
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError, KeyError, ArithmeticError) as error:
        raise StoreCorrupt(path, str(error) or type(error).__name__) from error


def _check(connection: sqlite3.Connection, path: Path) -> None:
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if not ours:
        raise StoreCorrupt(path, "không phải chỉ mục của Hỏi số")
    if version > VERSION:
        raise StoreNewer(path, version, VERSION)
    if version < VERSION:
        raise StoreOlder(path)
    fault = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if fault != "ok":
        raise StoreCorrupt(path, fault)
