"""A tantivy index in a folder whose files other generations share: changed, and never written to.

``LinkedWriter`` is the entry point, ``open_index`` that of readers. tantivy writes every file anew and replaces those that say
what there is, so links to its files are safe; only what it locks must not be shared.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tantivy

from index.errors import StoreUnwritable, TermsCorrupt

# What tantivy keeps in memory before it writes a segment.
_ROOM, _LITTLE_ROOM = 256 << 20, 16 << 20
_META = "meta.json"
# Documents of an index in which one taken out is seen in the counts.
_RECOUNTED = 50_000
# Of all documents that an index holds; fewer than these cost nothing.
_MOST_GONE, _FEWEST_GONE = 0.2, 10_000
_LISTS = (_META, ".managed.json")


class LinkedWriter:
    """Changes an index; readers see nothing of it before ``finish``."""

    def __init__(self, folder: Path, schema: tantivy.Schema, *, many: bool) -> None:
        """Open a folder, or begin an index in an empty one.

        Args:
            folder: There already; its files may be linked from elsewhere.
            schema: The same as that of what is there.
            many: Whether very many documents will come, so that room for them pays.

        Raises:
            StoreUnwritable: It cannot be written, or what it holds cannot be read.
        """
        self._folder = folder
        self._schema = schema
        with writing(folder):
            _set_apart(folder)
            index = tantivy.Index(schema, str(folder))
            self._writer = index.writer(_ROOM if many else _LITTLE_ROOM, 1)

    def add(self, document: tantivy.Document) -> None:
        """Take in a document."""
        with writing(self._folder):
            self._writer.add_document(document)

    def remove(self, field: str, number: int) -> None:
        """Forget the documents that have a number in an indexed field."""
        with writing(self._folder):
            # Not ``delete_documents_by_term``: it takes the number for a signed one.
            self._writer.delete_documents_by_query(
                tantivy.Query.term_query(self._schema, field, number, "basic")
            )

    def finish(self) -> None:
        """Write everything to the disk and end; segments may have been joined meanwhile.

        Raises:
            StoreUnwritable: The disk is full, or failed.
        """
        with writing(self._folder):
            self._writer.commit()
            self._writer.wait_merging_threads()
            # The files themselves are synced by tantivy, before it names them in its lists.
            _sync(self._folder)

    def abandon(self) -> None:
        """End without what was added since the beginning."""
        with writing(self._folder):
            self._writer.rollback()
            self._writer.wait_merging_threads()


def open_index(folder: Path) -> tantivy.Index:
    """Open an index that nobody changes any more, also where nothing may be written."""
    if os.access(folder, os.W_OK):
        return _open(folder)
    # tantivy locks what it opens by a file beside it. All is open when the links go.
    with TemporaryDirectory(prefix="hoiso-") as beside:
        for path in folder.iterdir():
            if path.suffix != ".lock":
                (Path(beside) / path.name).symlink_to(path.resolve())
        return _open(Path(beside))


def _open(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    # What is published never changes, so nothing needs to be watched for.
    index.config_reader("manual")
    return index


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what a full or failing disk makes its writers raise into one error."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise StoreUnwritable(folder, error) from error


class reading:  # noqa: N801
    """Turn what a damaged index makes its readers raise into one error.

    No generator: a question asks an index some hundred times, and this takes a tenth of the time.
    """

    __slots__ = ("_folder",)

    def __init__(self, folder: Path) -> None:
        """Guard what reads the index of a folder."""
        self._folder = folder

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        if error is None:
            return
        # What tantivy cannot go on with comes as no ordinary exception.
        panics = type(error).__name__ == "PanicException"
        if panics or isinstance(error, (OSError, ValueError, KeyError)):
            raise TermsCorrupt(self._folder, error) from error


def must_recount(folder: Path) -> bool:
    """Tell whether holders of a term must be counted, since tantivy's own number is not theirs.

    It counts documents that were taken out, until their segment is written anew. Among very many
    they make no difference that could be seen, and counting would take longer than the search.
    """
    segments = _segments(folder)
    has_deleted = any(segment["deletes"] for segment in segments)
    return has_deleted and sum(segment["max_doc"] for segment in segments) <= _RECOUNTED


def is_worn(folder: Path) -> bool:
    """Tell whether so many documents were taken out that the index had better be built anew.

    They stay in their segments, which are read and searched with them, until those are joined
    with others; the largest never are.
    """
    segments = _segments(folder)
    taken_out = (one["deletes"] for one in segments if one["deletes"])
    gone = sum(int(deletes["num_deleted_docs"]) for deletes in taken_out)
    return gone > max(_FEWEST_GONE, _MOST_GONE * sum(int(one["max_doc"]) for one in segments))


def _segments(folder: Path) -> Sequence[Mapping[str, Any]]:
    segments: Sequence[Mapping[str, Any]] = json.loads((folder / _META).read_text())["segments"]
    return segments


def _set_apart(folder: Path) -> None:
    for lock in folder.glob("*.lock"):
        lock.unlink()
    for name in _LISTS:
        path = folder / name
        if path.exists() and path.stat().st_nlink > 1:
            own = path.with_name(f"{name}.own")
            shutil.copyfile(path, own)
            own.replace(path)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
