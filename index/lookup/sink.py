"""The index of observations, built and changed beside the store; see ``index.sink``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic

import tantivy

from index.lookup.layout import ARTICLE, VERSION, build_schema, document_of
from index.lookup.models import D, Describing
from index.sink import Document

NAME = "observations"
FEWEST = 5_000
"""From so many observations on, an index finds them faster than memory and opens sooner."""

_MUCH, _LITTLE = 256_000_000, 32_000_000


class ObservationSink(Generic[D]):
    """Keeps the index of observations.

    Attributes:
        name: Of its folder in a generation.
        version: What the index holds depends on it.
    """

    name = NAME

    def __init__(self, describing: Callable[[], Describing[D]], version: str) -> None:
        """Keep the index.

        Args:
            describing: Makes what describes observations; the lookup's must do it alike.
            version: Of everything that describing depends on.
        """
        self._describing = describing
        self.version = f"{VERSION}-{version}"

    def is_wanted(self, passages: int, observations: int) -> bool:
        """Tell whether a store of that size needs the index."""
        return observations >= FEWEST

    def open(self, folder: Path, *, many: bool) -> ObservationWriter[D]:
        """Begin to change the index; see ``Sink.open``."""
        return ObservationWriter(folder, self._describing(), many=many)


class ObservationWriter(Generic[D]):
    """Changes an index of observations."""

    def __init__(self, folder: Path, describing: Describing[D], *, many: bool) -> None:
        """Begin; see ``Sink.open``."""
        self._folder = folder
        self._describing = describing
        is_new = not (folder / "meta.json").exists()
        schema = build_schema()
        index = tantivy.Index(schema, str(folder)) if is_new else tantivy.Index.open(str(folder))
        self._writer = index.writer(_MUCH if many else _LITTLE, 1)

    def add(self, document: Document) -> None:
        """Take in the observations of an article."""
        for stored in document.observations:
            one = self._describing.describe(stored)
            self._writer.add_document(document_of(one, document.number))

    def remove(self, number: int) -> None:
        """Forget the observations of an article; its number may be unknown."""
        self._writer.delete_documents_by_term(ARTICLE, number)

    def finish(self) -> None:
        """Write everything to the disk, synced; the writer takes no more."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        _tidy(self._folder)

    def abandon(self) -> None:
        """Stop; what the folder holds is of no use any more."""
        self._writer.rollback()
        self._writer.wait_merging_threads()


def _tidy(folder: Path) -> None:
    # The locks of a writer that is gone are no part of the index.
    for lock in folder.glob(".tantivy-*.lock"):
        lock.unlink(missing_ok=True)
