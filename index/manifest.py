"""What a generation's folder holds, written down beside it: ``manifest.json``.

``read_manifest`` checks that the list itself is whole, ``check_files`` that every file is there
in its size; ``check_digests`` reads the files and compares every byte.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from index.errors import StoreCorrupt, StoreMissing, StoreNewer, StoreOlder

VERSION = 3
"""Of all that a generation holds; another one is made anew from the articles."""
FILE_NAME = "manifest.json"
# Bytes of a file that is read whole at every start; that takes a millisecond.
_SMALL = 1 << 20
_FORMERLY = ".sqlite"
"""What the name of a generation ended with when it was one file."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds; of a part, how much it adds less what it hides."""

    articles: int
    passages: int
    observations: int
    unattached: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.articles + other.articles,
            self.passages + other.passages,
            self.observations + other.observations,
            self.unattached + other.unattached,
        )

    def __sub__(self, other: Counts) -> Counts:
        return self + Counts(
            -other.articles, -other.passages, -other.observations, -other.unattached
        )


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of a generation.

    Attributes:
        name: Its path in the generation's folder.
        size: In bytes.
        sha256: Hash of its bytes, in hexadecimal.
    """

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A part of the store.

    Attributes:
        first: The least number of its articles; 0 where it has none.
        last: The greatest.
        counts: What it adds, less what it hides of the parts before it.
        hidden: How many articles of the parts before it hides.
    """

    file: FileEntry
    first: int
    last: int
    counts: Counts
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class SinkEntry:
    """An index beside the store; see ``index.sink``."""

    version: str
    files: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds.

    Attributes:
        parts: Oldest first; at least one.
        next_number: That of the next article; none before has been as great.
        refused: How many files could not be indexed.
        sinks: By their names, which are those of their folders.
        meta: What the generation was made from.
    """

    parts: tuple[PartEntry, ...]
    next_number: int
    refused: int = 0
    sinks: Mapping[str, SinkEntry] = field(default_factory=dict)
    meta: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> Counts:
        """How much there is."""
        return sum((part.counts for part in self.parts), Counts(0, 0, 0))

    @property
    def files(self) -> Iterator[FileEntry]:
        """Every file of the generation, but the manifest."""
        yield from (part.file for part in self.parts)
        for name in sorted(self.sinks):
            yield from self.sinks[name].files


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a generation.

    Raises:
        StoreMissing: There is no such folder.
        StoreCorrupt: The manifest is missing, or not as it was written.
        StoreNewer: A later version of the program wrote it.
        StoreOlder: An earlier version of the program wrote it.
    """
    path = folder / FILE_NAME
    try:
        form = json.loads(path.read_bytes())
        version, whole = int(form["version"]), form["sha256"] == _digest(form["generation"])
        if version > VERSION:
            raise StoreNewer(folder, version, VERSION)
        if version < VERSION:
            raise StoreOlder(folder)
        if not whole:
            raise StoreCorrupt(path, "không còn như khi được ghi")
        return _manifest(form["generation"])
    except FileNotFoundError as error:
        if folder.is_dir():
            raise StoreCorrupt(path, "không thấy tệp") from error
        if folder.with_name(folder.name + _FORMERLY).exists():
            raise StoreOlder(folder) from error
        raise StoreMissing(folder) from error
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise StoreCorrupt(path, str(error) or type(error).__name__) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a generation, synced.

    Raises:
        OSError: It cannot be written.
    """
    form = _form(manifest)
    whole = {"version": VERSION, "sha256": _digest(form), "generation": form}
    with (folder / FILE_NAME).open("x", encoding="utf-8") as file:
        json.dump(whole, file, ensure_ascii=False, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())


def describe_file(folder: Path, name: str) -> FileEntry:
    """Take down size and hash of a file.

    Args:
        folder: Of the generation.
        name: The file's path in it.
    """
    with (folder / name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return FileEntry(name, os.fstat(file.fileno()).st_size, digest)


def check_files(folder: Path, entries: Sequence[FileEntry]) -> None:
    """Check that files are there, in their sizes; of small ones every byte.

    Raises:
        StoreCorrupt: One is not as it was written.
    """
    for entry in entries:
        path = folder / entry.name
        try:
            size = path.stat().st_size
        except OSError as error:
            raise StoreCorrupt(path, error.strerror or str(error)) from error
        if size != entry.size:
            raise StoreCorrupt(path, f"dài {size} byte, không phải {entry.size}")
        if size <= _SMALL:
            _check_digest(folder, entry)


def check_digests(folder: Path, manifest: Manifest) -> None:
    """Read every file of a generation and compare it with what was written.

    Raises:
        StoreCorrupt: One is not as it was.
    """
    for entry in manifest.files:
        _check_digest(folder, entry)


def _check_digest(folder: Path, entry: FileEntry) -> None:
    path = folder / entry.name
    try:
        same = describe_file(folder, entry.name) == entry
    except OSError as error:
        raise StoreCorrupt(path, error.strerror or str(error)) from error
    if not same:
        raise StoreCorrupt(path, "không còn như khi được ghi")


def _form(manifest: Manifest) -> dict[str, Any]:
    return {
        "parts": [
            {
                **_file_form(part.file),
                "first": part.first,
                "last": part.last,
                "hidden": part.hidden,
                "counts": _counts_form(part.counts),
            }
            for part in manifest.parts
        ],
        "next_number": manifest.next_number,
        "counts": _counts_form(manifest.counts),
        "refused": manifest.refused,
        "sinks": {
            name: {"version": sink.version, "files": list(map(_file_form, sink.files))}
            for name, sink in sorted(manifest.sinks.items())
        },
        "meta": dict(sorted(manifest.meta.items())),
    }


def _manifest(form: dict[str, Any]) -> Manifest:
    if not form["parts"]:
        raise ValueError("không có phần nào")
    return Manifest(
        parts=tuple(
            PartEntry(
                *(_file(part), part["first"], part["last"], Counts(**part["counts"])),
                part["hidden"],
            )
            for part in form["parts"]
        ),
        next_number=form["next_number"],
        refused=form["refused"],
        sinks={
            name: SinkEntry(sink["version"], tuple(map(_file, sink["files"])))
            for name, sink in form["sinks"].items()
        },
        meta=form["meta"],
    )


def _file_form(file: FileEntry) -> dict[str, Any]:
    return {"file": file.name, "bytes": file.size, "sha256": file.sha256}


def _file(form: dict[str, Any]) -> FileEntry:
    path = PurePosixPath(form["file"])
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{path} nằm ngoài thư mục")
    return FileEntry(str(path), form["bytes"], form["sha256"])


def _counts_form(counts: Counts) -> dict[str, int]:
    return {
        "articles": counts.articles,
        "passages": counts.passages,
        "observations": counts.observations,
        "unattached": counts.unattached,
    }


def _digest(form: Any) -> str:
    written = json.dumps(form, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
