"""One part of a store: an SQLite file, opened for reading, and what is looked up in it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.models import Baseline, Unattached
from index.errors import StoreCorrupt
from index.manifest import VERSION, Counts, PartEntry
from index.models import StoredArticle, StoredObservation, StoredPassage, StoredUnattached
from index.sink import article_of
from index.store.citing import cited
from index.store.rows import (
    OBSERVATION_COLUMNS,
    UNATTACHED_COLUMNS,
    read_baseline,
    read_day,
    read_observation,
    read_unattached,
)
from index.store.schema import APPLICATION_ID

_PRAGMAS = ("PRAGMA mmap_size = 17179869184", "PRAGMA cache_size = -256", "PRAGMA query_only = 1")
# Keys of an article run from its number with 16 bits of nothing behind to 16 bits of ones.
_OF_ARTICLES = "BETWEEN (wanted.value << 16) AND ((wanted.value << 16) | 65535)"
_OBSERVATION = ", ".join(f"o.{name}" for name in OBSERVATION_COLUMNS)
_QUOTED, _UNQUOTED = (
    f"SELECT a.name, a.title, a.published, a.publisher, a.url, {quote}, {_OBSERVATION} "
    "FROM json_each(?) AS wanted CROSS JOIN observation AS o"
    for quote in ("substr(t.text, o.quote_start + 1, o.quote_end - o.quote_start)", "NULL")
)
_OF_ARTICLE = "LEFT JOIN article AS a ON a.number = o.id >> 16"
_OF_TEXT = "LEFT JOIN body AS t ON t.number = a.number"
_BASELINE = "b.observation, b.kind, b.label, b.value, b.unit, b.period, b.derived"
_UNATTACHED = ", ".join(f"u.{name}" for name in UNATTACHED_COLUMNS)
_PASSAGE = 'p.key, p."start", p."end", p.text, a.name'
# What is read of an article for a question is asked for more than once.
_MOST_TEXTS = 128

_DAMAGE = (sqlite3.Error, ValueError, TypeError, KeyError, ArithmeticError)


class Part:
    """A part, opened for reading; may be used from several threads."""

    def __init__(self, path: Path, entry: PartEntry) -> None:
        """Open a part and check it, as far as that takes no time.

        Args:
            path: Of its file, in the size that ``entry`` says.
            entry: From the manifest.

        Raises:
            StoreCorrupt: It is damaged, or no store.
        """
        self.path, self.entry = path, entry
        self._text = lru_cache(maxsize=_MOST_TEXTS)(self._read_text)
        with reading(path):
            # Nobody changes a part that is in place, so no lock is needed, and none is
            # taken on a disk that cannot be written.
            self._connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        try:
            with reading(path):
                _check(self._connection, path)
                for pragma in _PRAGMAS:
                    self._connection.execute(pragma)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def rows(self, statement: str, *values: object) -> Iterator[Any]:
        """Run a statement and give its rows one by one."""
        with reading(self.path):
            yield from self._connection.execute(statement, values)

    def by_first(self, statement: str) -> dict[Any, Any]:
        """Give very many rows of a statement by their first values."""
        with reading(self.path):
            return {row[0]: row for row in self._connection.execute(statement).fetchall()}

    def row(self, statement: str, *values: object) -> Any:
        """Give the first row of a statement, ``None`` where there is none."""
        with reading(self.path):
            return self._connection.execute(statement, values).fetchone()

    def all_rows(self, statement: str, *values: object) -> list[Any]:
        """Run a statement and give its rows at once."""
        with reading(self.path):
            return self._connection.execute(statement, values).fetchall()

    def articles(self, numbers: Iterable[int]) -> dict[int, StoredArticle]:
        """Find articles by their numbers."""
        rows = self.all_rows(
            "SELECT a.number, name, title, published, publisher, url, sha256, declared, evidence "
            "FROM json_each(?) AS wanted CROSS JOIN article AS a ON a.number = wanted.value",
            _list(numbers),
        )
        with reading(self.path):
            return {number: _article(row) for number, *row in rows}

    def texts(self, numbers: Iterable[int]) -> dict[int, str]:
        """Give the texts of articles that are there by their numbers."""
        return {number: self._text(number) for number in numbers}

    def _read_text(self, number: int) -> str:
        row = self.row("SELECT text FROM body WHERE number = ?", number)
        with reading(self.path):
            return str(row[0])

    def observations_at(
        self, ids: Sequence[int], quotes: Mapping[int, str] | None = None
    ) -> list[StoredObservation]:
        """Find observations by their ids, in any order; unknown ids are left out.

        Args:
            ids: Of which.
            quotes: The sentence of each, where they are known; to find one takes as long as
                the rest of an observation.
        """
        return self._observations(
            "o.id = wanted.value", "b.observation = wanted.value", ids, quotes
        )

    def observations_of(self, numbers: Sequence[int]) -> list[StoredObservation]:
        """Find the observations of articles, article by article."""
        return self._observations(f"o.id {_OF_ARTICLES}", f"b.observation {_OF_ARTICLES}", numbers)

    def passages_at(self, keys: Sequence[int]) -> list[StoredPassage]:
        """Find passages by their keys, in any order; unknown keys are left out."""
        return self._passages("p.key = wanted.value", keys)

    def passages_of(self, numbers: Sequence[int]) -> list[StoredPassage]:
        """Find the passages of articles, article by article."""
        return self._passages(f"p.key {_OF_ARTICLES}", numbers)

    def words_of(self, numbers: Sequence[int]) -> list[str | None]:
        """Find the words of articles' passages, in the order of ``passages_of``."""
        rows = self.rows(
            "SELECT p.words FROM json_each(?) AS wanted "
            f"CROSS JOIN passage AS p ON p.key {_OF_ARTICLES}",
            _list(numbers),
        )
        return [words for (words,) in rows]

    def words_at(self, keys: Sequence[int]) -> dict[int, str | None]:
        """Find the words of passages by their keys; unknown keys are left out."""
        rows = self.rows(
            "SELECT p.key, p.words FROM json_each(?) AS wanted "
            "CROSS JOIN passage AS p ON p.key = wanted.value",
            _list(keys),
        )
        return dict(rows)

    def unattached_of(self, numbers: Sequence[int]) -> list[StoredUnattached]:
        """Find the unattached numbers of articles, article by article."""
        rows = list(
            self.rows(
                f"SELECT {_UNATTACHED} FROM json_each(?) AS wanted "
                f"CROSS JOIN unattached AS u ON u.key {_OF_ARTICLES}",
                _list(numbers),
            )
        )
        of = {article_of(row[0]) for row in rows}
        names = {number: article.name for number, article in self.articles(of).items()}
        texts = self.texts(of)
        with reading(self.path):
            return [
                _unattached(read_unattached(row, names[article_of(row[0])]), texts, row[0])
                for row in rows
            ]

    def places_of(self, number: int) -> list[tuple[str | None, str | None]]:
        """Find place and province of the observations of an article, each pair once."""
        return self.all_rows(
            "SELECT DISTINCT place, province FROM observation WHERE id BETWEEN ? AND ?",
            *(number << 16, number << 16 | 65535),
        )

    def weight_of(self, number: int) -> tuple[Counts, list[tuple[str | None, ...]]]:
        """Count what an article has; give place, province, indicator, unit of each observation."""
        span = (number << 16, number << 16 | 65535)
        row = self.row(
            "SELECT (SELECT count(*) FROM passage WHERE key BETWEEN ?1 AND ?2), "
            "(SELECT count(*) FROM observation WHERE id BETWEEN ?1 AND ?2), "
            "(SELECT count(*) FROM unattached WHERE key BETWEEN ?1 AND ?2)",
            *span,
        )
        rows = self.rows(
            "SELECT place, province, indicator, unit FROM observation WHERE id BETWEEN ? AND ?",
            *span,
        )
        return Counts(1, *row), list(rows)

    def _observations(
        self,
        which: str,
        of_which: str,
        wanted: Sequence[int],
        quotes: Mapping[int, str] | None = None,
    ) -> list[StoredObservation]:
        asked = _list(wanted)
        if quotes is None:
            rows = self.all_rows(f"{_QUOTED} ON {which} {_OF_ARTICLE} {_OF_TEXT}", asked)
        else:
            rows = self.all_rows(f"{_UNQUOTED} ON {which} {_OF_ARTICLE}", asked)
        baselines: dict[int, list[Baseline]] = defaultdict(list)
        with reading(self.path):
            for identity, *row in self.all_rows(
                f"SELECT {_BASELINE} FROM json_each(?) AS wanted "
                f"CROSS JOIN baseline AS b ON {of_which}",
                asked,
            ):
                baselines[identity].append(read_baseline(row))
            return [self._observation(row, baselines, quotes or {}) for row in rows]

    def _observation(
        self,
        row: Sequence[Any],
        baselines: Mapping[int, Sequence[Baseline]],
        quotes: Mapping[int, str],
    ) -> StoredObservation:
        name, title, published, publisher, url, quote, identity, *values = row
        quote = quotes.get(identity, quote)
        observation = read_observation(values, name, tuple(baselines.get(identity, ())))
        span = observation.provenance.quote
        if quote is None or len(quote) != span.end - span.start:
            # SQLite takes a text for ended where Python does not.
            number = article_of(identity)
            quote = self.texts([number])[number][span.start : span.end]
        of = name, title, read_day(published), publisher, url
        return StoredObservation(identity, observation, cited(observation.provenance, of, quote))

    def _passages(self, which: str, wanted: Sequence[int]) -> list[StoredPassage]:
        rows = self.all_rows(
            f"SELECT {_PASSAGE} FROM json_each(?) AS wanted CROSS JOIN passage AS p ON {which} "
            "LEFT JOIN article AS a ON a.number = p.key >> 16",
            _list(wanted),
        )
        with reading(self.path):
            return [
                StoredPassage(
                    *(name, key & 65535, start, end),
                    self._text(article_of(key))[start:end] if text is None else text,
                    key,
                )
                for key, start, end, text, name in rows
            ]


class reading:  # noqa: N801
    """Turn what a damaged file makes the readers raise into one error.

    No generator, as in ``index.linked``: every row of a question passes here.
    """

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        """Guard what reads a file."""
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        if isinstance(error, _DAMAGE):
            raise StoreCorrupt(self._path, str(error) or type(error).__name__) from error


def _article(row: Sequence[Any]) -> StoredArticle:
    name, title, published, publisher, url, sha256, declared, evidence = row
    return StoredArticle(
        *(name, title, read_day(published), publisher, url, sha256),
        declared=() if declared == "{}" else tuple(json.loads(declared)),
        evidence=evidence,
    )


def _unattached(one: Unattached, texts: dict[int, str], key: int) -> StoredUnattached:
    return StoredUnattached(one, texts[article_of(key)][one.quote.start : one.quote.end])


def _list(numbers: Iterable[int]) -> str:
    return json.dumps(list(numbers))


def _check(connection: sqlite3.Connection, path: Path) -> None:
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if not ours or version != VERSION:
        raise StoreCorrupt(path, "không phải chỉ mục của Hỏi số")
