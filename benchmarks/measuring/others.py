"""Engines of others, on the project's own terms: exact syllables and their pairs.

They are given, and asked with, what the project's ``cut`` makes of a text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.measuring.material import Passages
from benchmarks.measuring.seam import MOST, Search
from extract.text import canonical
from index.passages.segment import cut


def tokens_of(text: str, *, pairs: bool = True, question: bool = False) -> list[str]:
    """Cut a text into the terms that the others rank by."""
    piece = cut(canonical(text).text if question else text, question=question)
    return piece.terms + piece.pairs if pairs else piece.terms


class RankBm25:
    """rank-bm25's Okapi, as it comes."""

    keeps = False

    def __init__(self, name: str, *, pairs: bool) -> None:
        """Rank by syllables, or by their pairs, too."""
        self.name = name
        self._pairs = pairs

    def build(self, passages: Passages, folder: Path) -> None:
        """Do nothing: the library keeps nothing on the disk."""

    @contextmanager
    def open(self, passages: Passages, folder: Path) -> Iterator[Search]:
        """Index the passages."""
        from rank_bm25 import BM25Okapi

        # A term is held once, however many passages hold it.
        known: dict[str, str] = {}
        ranker = BM25Okapi(
            [
                [known.setdefault(token, token) for token in tokens_of(p.text, pairs=self._pairs)]
                for p in passages
            ]
        )

        def search(text: str) -> Sequence[int]:
            scores = ranker.get_scores(tokens_of(text, pairs=self._pairs, question=True))
            most = min(MOST, len(scores))
            best = np.argpartition(-scores, most - 1)[:most]
            return [int(number) for number in best[np.argsort(-scores[best], kind="stable")]]

        yield search


class Bm25s:
    """bm25s with its own formula (Lucene's), numpy and memory-mapped files."""

    name = "bm25s"
    keeps = True

    def build(self, passages: Passages, folder: Path) -> None:
        """Index the passages."""
        import bm25s

        known: dict[str, int] = {}
        rows = [
            [known.setdefault(token, len(known)) for token in tokens_of(passage.text)]
            for passage in passages
        ]
        ranker = bm25s.BM25()
        ranker.index((rows, known), show_progress=False)
        ranker.save(folder, show_progress=False)

    @contextmanager
    def open(self, passages: Passages, folder: Path) -> Iterator[Search]:
        """Open the files."""
        import bm25s

        ranker: Any = bm25s.BM25.load(folder, mmap=True)
        most = min(MOST, len(passages))

        def search(text: str) -> Sequence[int]:
            tokens = [t for t in tokens_of(text, question=True) if t in ranker.vocab_dict]
            # It ranks nothing where no term is known.
            if not tokens:
                return []
            found, _ = ranker.retrieve([tokens], k=most, show_progress=False)
            return [int(number) for number in found[0]]

        yield search


class Fts5:
    """SQLite's full-text index without the texts, ranked by its bm25."""

    name = "SQLite FTS5"
    keeps = True
    _FILE = "fts5.sqlite"

    def build(self, passages: Passages, folder: Path) -> None:
        """Index the passages."""
        with closing(sqlite3.connect(folder / self._FILE, isolation_level=None)) as base:
            base.execute("PRAGMA journal_mode = OFF")
            # Without it a pair would be cut at its "_", and marks be lost.
            base.execute(
                "CREATE VIRTUAL TABLE held USING fts5(text, content='', "
                "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_./,-'\")"
            )
            base.execute("BEGIN")
            base.executemany("INSERT INTO held(rowid, text) VALUES (?, ?)", self._rows(passages))
            base.execute("COMMIT")
            base.execute("INSERT INTO held(held) VALUES ('optimize')")

    @staticmethod
    def _rows(passages: Passages) -> Iterable[tuple[int, str]]:
        for number, passage in enumerate(passages):
            yield number, " ".join(tokens_of(passage.text))

    @contextmanager
    def open(self, passages: Passages, folder: Path) -> Iterator[Search]:
        """Open the file."""
        with closing(sqlite3.connect(folder / self._FILE)) as base:

            def search(text: str) -> Sequence[int]:
                tokens = dict.fromkeys(tokens_of(text, question=True))
                wanted = " OR ".join(f'"{token}"' for token in tokens)
                rows = base.execute(
                    "SELECT rowid FROM held WHERE held MATCH ? ORDER BY rank LIMIT ?",
                    (wanted, MOST),
                )
                return [number for (number,) in rows]

            yield search
