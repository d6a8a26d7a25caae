"""Articles that have been read -> a part of the store, and the indexes beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Self

from index.build.feeding import Feed
from index.build.settling import Accepted
from index.manifest import PartEntry
from index.store import Store
from index.store.documents import document_of
from index.store.models import ReadArticle, SourceState
from index.store.writing import PartWriter


class Intake:
    """Takes articles into a generation that is being made; as a context it can be left early.

    Attributes:
        next_number: That of the next article.
    """

    def __init__(
        self, part: Path, base: Store | None, numbers: Mapping[str, int], feeds: Sequence[Feed]
    ) -> None:
        """Begin.

        Args:
            part: Where the part shall lie.
            base: The generation before; ``None`` where all articles come.
            numbers: Of its articles, by name.
            feeds: The indexes beside the store.
        """
        self._numbers, self._feeds = numbers, feeds
        self._writer = PartWriter(part, base)
        self.next_number = base.manifest.next_number if base else 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.abandon()

    def add(self, accepted: Accepted) -> None:
        """Take in an article; that of its name before goes."""
        outcome, number = accepted.outcome, self.next_number
        article = outcome.article
        assert article is not None
        state = accepted.state._replace(number=number)
        read = ReadArticle(number, article, state, outcome.words, outcome.observed)
        self._writer.add(read)
        before = self._numbers.get(article.name)
        if before is not None:
            self._remove(before)
        if self._feeds:
            document = document_of(read)
            for feed in self._feeds:
                feed.add(document)
        self.next_number += 1

    def forget(self, names: Iterable[str]) -> None:
        """Let articles go."""
        for name in names:
            self._writer.forget([name])
            self._remove(self._numbers[name])

    def finish(
        self,
        noted: Iterable[SourceState],
        gone: Iterable[str],
        refused: Iterable[tuple[str, str]],
    ) -> PartEntry:
        """Put the part on the disk.

        Args:
            noted: What is new of files that were not added.
            gone: Paths of files that are there no more.
            refused: Name and reason of all files that are no articles.
        """
        self._writer.note(noted)
        self._writer.drop(gone)
        self._writer.refuse(refused)
        return self._writer.finish()

    def _remove(self, number: int) -> None:
        for feed in self._feeds:
            feed.remove(number)
