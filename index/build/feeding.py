"""Articles that come and go -> the indexes beside the store, each kept up or built anew.

``Feed`` drives one ``Sink``. An index that the generation before has is changed where it stands;
one that is missing, of another version, or wanted only now is built from all there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from index.draft import Draft
from index.errors import StoreCorrupt
from index.manifest import Counts, Manifest
from index.sink import Document, Sink, Writer

# So many articles wait to see whether there will be enough of them to want the index.
_MOST_WAITING = 5_000


class Feed:
    """One index beside the store, in a generation that is being made."""

    def __init__(self, sink: Sink, draft: Draft, before: tuple[Path, Manifest] | None) -> None:
        """Begin; nothing is opened before an article comes.

        Args:
            sink: The kind of index.
            draft: The generation.
            before: Folder and manifest of the generation that it changes; ``None`` where all
                articles come.
        """
        self._sink, self._draft, self._before = sink, draft, before
        self._writer: Writer | None = None
        self._folder: Path | None = None
        self._waiting: list[Document] = []
        self._size = Counts(0, 0, 0)
        # Whether all that comes here is all there is, or all that is missing.
        self._complete = before is None or is_current(sink, *before)

    def add(self, document: Document) -> None:
        """Take in an article."""
        if not self._complete:
            return
        if self._before is None and self._writer is None:
            self._wait(document)
        else:
            self._opened().add(document)

    def remove(self, number: int) -> None:
        """Forget an article."""
        if self._complete:
            self._opened().remove(number)

    def finish(self, counts: Counts, documents: Callable[[], Iterable[Document]]) -> bool:
        """Put the index on the disk.

        Args:
            counts: Of the whole store.
            documents: All there are, in case that they are needed.

        Returns:
            Whether there is an index.
        """
        if not self._sink.is_wanted(counts.passages, counts.observations):
            self.abandon()
            self._draft.drop_sink(self._sink.name)
            return False
        if not self._complete:
            self._fill(documents(), many=True)
        elif self._before is None:
            self._fill(self._waiting, many=self._writer is not None)
        elif self._folder is None:
            self._keep()
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.finish()
        return True

    def abandon(self) -> None:
        """Stop; the draft goes with what is there."""
        self._waiting.clear()
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.abandon()

    def _wait(self, document: Document) -> None:
        self._waiting.append(document)
        self._size += Counts(1, len(document.passages), len(document.observations))
        if self._sink.is_wanted(self._size.passages, self._size.observations):
            self._fill(self._waiting, many=True)
            self._waiting = []
        elif len(self._waiting) > _MOST_WAITING:
            self._complete = False
            self._waiting = []

    def _fill(self, documents: Iterable[Document], *, many: bool) -> None:
        if self._writer is None:
            self._folder = self._draft.new_sink(self._sink.name)
            self._writer = self._sink.open(self._folder, many=many)
        for document in documents:
            self._writer.add(document)

    def _opened(self) -> Writer:
        if self._writer is None:
            self._writer = self._sink.open(self._folder or self._keep(), many=False)
        return self._writer

    def _keep(self) -> Path:
        assert self._before is not None
        folder, manifest = self._before
        entry = manifest.sinks[self._sink.name]
        self._folder = self._draft.keep_sink(folder, self._sink.name, entry)
        return self._folder


def is_current(sink: Sink, folder: Path, manifest: Manifest) -> bool:
    """Tell whether a generation has an index to go on with, of the version wanted now.

    Args:
        sink: The kind of index.
        folder: Of the generation.
        manifest: Of the generation.

    Raises:
        StoreCorrupt: The index is damaged.
    """
    entry = manifest.sinks.get(sink.name)
    if entry is None or entry.version != sink.version:
        return False
    try:
        return not sink.is_worn(folder / sink.name)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise StoreCorrupt(folder / sink.name, str(error)) from error
