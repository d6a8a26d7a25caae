"""A generation in the making: a folder beside, whole and synced before anybody sees it.

``drafting`` is the entry point. What stays as it was is shared with the generation before by
hard links, so that a small change costs little and neither can harm the other: no file is
written to after it has been published.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.disk import share, sync, writing
from index.generation import (
    BUILDING,
    current_number_or_zero,
    generation_path,
    next_number,
    publish,
    remove_generation,
)
from index.manifest import (
    FileEntry,
    Manifest,
    PartEntry,
    SinkEntry,
    describe_file,
    write_manifest,
)


class Draft:
    """A generation that is being made.

    Attributes:
        number: That it will have.
        folder: Where it is made.
    """

    def __init__(self, data: Path, number: int) -> None:
        """Make the folder."""
        self._data = data
        self._path = generation_path(data, number)
        self.number = number
        self.folder = self._path.with_name(self._path.name + BUILDING)
        self._shared: dict[str, FileEntry] = {}
        with writing(self.folder):
            self.folder.mkdir()

    def new_part(self) -> Path:
        """Name a part that is to be written; nothing is there."""
        stem = f"part-{self.number:06}"
        paths = (self.folder / f"{stem}{more}.sqlite" for more in ("", "-2", "-3", "-4"))
        return next(path for path in paths if not path.exists())

    def keep_part(self, before: Path, entry: PartEntry) -> None:
        """Take over a part as it is.

        Args:
            before: Folder of the generation that has it.
            entry: From its manifest.
        """
        self._keep(before, entry.file)

    def keep_sink(self, before: Path, name: str, entry: SinkEntry) -> Path:
        """Take over the files of an index beside the store.

        Args:
            before: Folder of the generation that has it.
            name: Of the sink.
            entry: From the manifest.

        Returns:
            The folder to open it in.
        """
        folder = self.new_sink(name)
        for file in entry.files:
            self._keep(before, file)
        return folder

    def new_sink(self, name: str) -> Path:
        """Make an empty folder for an index beside the store."""
        self.drop_sink(name)
        folder = self.folder / name
        with writing(folder):
            folder.mkdir()
        return folder

    def drop_sink(self, name: str) -> None:
        """Remove the folder of an index beside the store, if there is one."""
        folder = self.folder / name
        with writing(folder):
            if folder.exists():
                shutil.rmtree(folder)

    def publish(
        self,
        parts: Sequence[PartEntry],
        *,
        next_number: int,
        refused: int = 0,
        sinks: Mapping[str, str] | None = None,
        meta: Mapping[str, str] | None = None,
    ) -> Manifest:
        """Put the generation on the disk and into use; the one before is kept.

        Args:
            parts: All there are, oldest first; their files are in the folder.
            next_number: See ``Manifest``.
            refused: See ``Manifest``.
            sinks: Version of each index beside the store, by its name.
            meta: See ``Manifest``.
        """
        with writing(self._path):
            held = {name: self._sink_entry(name, sink) for name, sink in (sinks or {}).items()}
            manifest = Manifest(tuple(parts), next_number, refused, held, meta or {})
            write_manifest(self.folder, manifest)
            sync(self.folder)
            self.folder.rename(self._path)
            sync(self._path.parent)
        publish(self._data, self.number)
        return manifest

    def _keep(self, before: Path, file: FileEntry) -> None:
        source, target = before / file.name, self.folder / file.name
        with writing(target):
            target.parent.mkdir(exist_ok=True)
            share(source, target)
        self._shared[file.name] = file

    def _sink_entry(self, name: str, version: str) -> SinkEntry:
        folder = self.folder / name
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        files = tuple(map(self._described, paths))
        for path in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
            sync(path)
        return SinkEntry(version, files)

    def _described(self, path: Path) -> FileEntry:
        name = path.relative_to(self.folder).as_posix()
        shared = self._shared.get(name)
        if shared is not None and path.stat().st_nlink > 1:
            return shared
        sync(path)
        return describe_file(self.folder, name)


@contextmanager
def drafting(data: Path) -> Iterator[Draft]:
    """Make a generation; what has not been published at the end is removed.

    Args:
        data: The data folder, ``locked``.

    Raises:
        StoreUnwritable: The disk is full or the folder cannot be written.
    """
    number = next_number(data)
    path = generation_path(data, number)
    try:
        yield Draft(data, number)
    finally:
        remove_generation(path.with_name(path.name + BUILDING))
        if current_number_or_zero(data) != number:
            remove_generation(path)
