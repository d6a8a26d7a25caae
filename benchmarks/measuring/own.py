"""The project's own engines, over passages that no store keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring.material import Passages
from benchmarks.measuring.seam import MOST, Search
from index.models import StoredPassage
from index.sink import Document, article_of


class OwnTantivy:
    """The project's engine for many passages, all fields but pyvi's words.

    What it finds it reads from a file of texts; a store would be asked by SQL.
    """

    name = "hoiso tantivy"
    keeps = True

    def build(self, passages: Passages, folder: Path) -> None:
        """Index the passages."""
        from index.passages.disk.sink import PassageSink
        from index.passages.search import TANTIVY

        writer = PassageSink(TANTIVY).open(folder, many=True)
        for held in passages.by_article():
            writer.add(document_of(held))
        writer.finish()

    @contextmanager
    def open(self, passages: Passages, folder: Path) -> Iterator[Search]:
        """Open the folder."""
        from index.passages.search import TANTIVY, open_searcher, open_terms

        searcher = open_searcher(_Texts(passages), open_terms(folder, TANTIVY, len(passages)))
        yield lambda text: [
            passages.number_of(hit.passage.key) or 0 for hit in searcher.search(text, k=MOST)
        ]


def change_article(folder: Path, passages: Sequence[StoredPassage]) -> None:
    """Forget an article and take it in again, in a folder that ``OwnTantivy`` built."""
    from index.passages.disk.sink import PassageSink
    from index.passages.search import TANTIVY

    writer = PassageSink(TANTIVY).open(folder, many=False)
    document = document_of(passages)
    writer.remove(document.number)
    writer.add(document)
    writer.finish()


def document_of(passages: Sequence[StoredPassage]) -> Document:
    """Make what a sink takes of the passages of an article."""
    number = article_of(passages[0].key)
    return Document(number, passages[0].article, passages, [None] * len(passages), ())


class _Texts:
    """What an engine reads of a store."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages

    def passages(self) -> Iterator[StoredPassage]:
        return iter(self._passages)

    def passage_words(self) -> Iterator[str | None]:
        return (None for _ in range(len(self._passages)))

    def passages_at(self, keys: Sequence[int]) -> list[StoredPassage]:
        return self._passages.at(keys)

    def words_at(self, keys: Sequence[int]) -> dict[int, str | None]:
        return {passage.key: None for passage in self._passages.at(keys)}


class OwnRankBm25:
    """The project's engine for small corpora."""

    name = "hoiso rank-bm25"
    keeps = False

    def build(self, passages: Passages, folder: Path) -> None:
        """Do nothing: it is made from the store when it is opened."""

    @contextmanager
    def open(self, passages: Passages, folder: Path) -> Iterator[Search]:
        """Index the passages."""
        from index.passages.bm25 import Bm25Searcher

        held = list(passages)
        numbers = {passage.key: number for number, passage in enumerate(held)}
        searcher = Bm25Searcher(held, [None] * len(held))
        yield lambda text: [numbers[hit.passage.key] for hit in searcher.search(text, k=MOST)]
