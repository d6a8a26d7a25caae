"""Passages -> their terms on the disk, kept up with the articles of a store.

``PassageSink`` is the entry point. Texts are cut here, never by tantivy; what it keeps of a passage
besides its terms is its key and how long it is, and the text comes from the store.
"""

from __future__ import annotations

from pathlib import Path

import tantivy

from index.linked import LinkedWriter, is_worn
from index.passages.disk.layout import ARTICLE, HEADING, KEY, LENGTH, schema
from index.passages.fields import columns_of, count_heading
from index.passages.search import TANTIVY, engine_for
from index.sink import Document, key_of


class PassageSink:
    """Keeps the passages of a store to be searched; see ``index.sink.Sink``."""

    name = "passages"
    version = "1"

    def __init__(self, engine: str) -> None:
        """Keep them where they are wanted.

        Args:
            engine: As ``HOISO_ENGINE`` names it.
        """
        self._engine = engine

    def is_wanted(self, passages: int, observations: int) -> bool:
        """Tell whether so many passages are searched by tantivy."""
        return engine_for(self._engine, passages) == TANTIVY

    def is_worn(self, folder: Path) -> bool:
        """Tell whether much of an index is of articles that are gone."""
        return is_worn(folder)

    def open(self, folder: Path, *, many: bool) -> PassageWriter:
        """Begin to change what a folder holds; see ``index.sink.Sink``."""
        return PassageWriter(folder, many=many)


class PassageWriter:
    """Changes the passages of one folder; see ``index.sink.Writer``."""

    def __init__(self, folder: Path, *, many: bool) -> None:
        """Open a folder; see ``LinkedWriter``."""
        self._writer = LinkedWriter(folder, schema(), many=many)

    def add(self, document: Document) -> None:
        """Take in the passages of an article."""
        heading = count_heading([passage.text for passage in document.passages])
        for passage, words in zip(document.passages, document.words, strict=True):
            kept = tantivy.Document()
            for field, terms in columns_of(passage.text, words).items():
                if terms:
                    kept.add_text(field, " ".join(terms))
                    kept.add_unsigned(LENGTH + field, len(terms))
            kept.add_unsigned(ARTICLE, document.number)
            kept.add_unsigned(KEY, key_of(document.number, passage.number))
            kept.add_unsigned(HEADING, heading)
            self._writer.add(kept)

    def remove(self, number: int) -> None:
        """Forget the passages of an article."""
        self._writer.remove(ARTICLE, number)

    def finish(self) -> None:
        """Write everything to the disk."""
        self._writer.finish()

    def abandon(self) -> None:
        """Stop without it."""
        self._writer.abandon()
