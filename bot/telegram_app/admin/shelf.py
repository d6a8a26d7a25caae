"""Uploaded files on disk: taken in, put among the articles, taken back, thrown away.

Each upload has a folder of its own under ``<data>/telegram/uploads``; what an admin
confirms goes to ``<data>/uploads``, which is a source like any other.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import AsyncIterator, Container, Sequence
from contextlib import suppress
from pathlib import Path

from bot.config import Settings, seeds_folder, uploads_folder
from bot.telegram_app.admin.naming import same_name
from extract.article.decode import MAX_BYTES
from extract.errors import ArticleError
from index.build.files import find_files
from index.errors import IndexingError

TELEGRAM_MOST_BYTES = 20_000_000
MOST_BYTES = min(MAX_BYTES, TELEGRAM_MOST_BYTES)
OLD_S = 24 * 3600.0
_FOLDER, _BEFORE = "uploads", "before"


class TooLarge(Exception):  # noqa: N818 - reads as what it is
    """More came than a file may hold."""


def upload_folder(folder: Path, upload: str) -> Path:
    """Name the folder of an upload."""
    return folder / _FOLDER / upload


async def take_in(path: Path, chunks: AsyncIterator[bytes], most: int = MOST_BYTES) -> int:
    """Write a file as it arrives; it is there under its name only when it is whole.

    Args:
        path: Its folder is made where it is missing.
        chunks: The file's bytes, piece by piece.
        most: The most bytes it may have.

    Returns:
        How many bytes it has.

    Raises:
        TooLarge: There are more; nothing is kept.
        OSError: It could not be written; nothing is kept.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    size = 0
    try:
        with part.open("wb") as file:
            async for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise TooLarge
                file.write(chunk)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return size


def find_configured(settings: Settings, name: str) -> Path | None:
    """Find the article of that name among the configured sources, which no upload replaces."""
    try:
        files, _ = find_files(settings.sources or (seeds_folder(),))
    except (IndexingError, ArticleError, OSError):
        # Whatever is wrong there is said when the sources are indexed.
        return None
    uploads = uploads_folder(settings).resolve()
    for file in files:
        if same_name(file.path.name, name) and uploads not in file.path.resolve().parents:
            return file.path
    return None


class Publishing:
    """Files on their way from an upload's folder to the articles; can be taken back."""

    def __init__(self, settings: Settings, folder: Path, names: Sequence[str]) -> None:
        """Plan to publish.

        Args:
            settings: Name the data folder.
            folder: Of the upload.
            names: Of the files in it.
        """
        self._folder = folder
        self._before = folder / _BEFORE
        self._target = uploads_folder(settings)
        self._names = tuple(names)
        self._put: list[str] = []

    def put(self) -> None:
        """Put the files among the articles, each in one step; keep those they replace.

        Raises:
            OSError: One could not be put there; all is as it was.
        """
        shutil.rmtree(self._before, ignore_errors=True)
        self._before.mkdir()
        self._target.mkdir(parents=True, exist_ok=True)
        try:
            for name in self._names:
                if (self._target / name).is_file():
                    _copy_whole(self._target / name, self._before / name)
                self._put.append(name)
                _copy_whole(self._folder / name, self._target / name)
        except OSError:
            self.take_back()
            raise

    def take_back(self, only: Container[str] | None = None) -> None:
        """Restore what was there before, as far as the disk lets us.

        Args:
            only: Names of files; all that were put where ``None``.
        """
        names = [name for name in self._put if only is None or name in only]
        for name in names:
            self._put.remove(name)
            with suppress(OSError):
                if (self._before / name).is_file():
                    _copy_whole(self._before / name, self._target / name)
                else:
                    (self._target / name).unlink(missing_ok=True)


def throw_away(folder: Path, upload: str) -> None:
    """Remove an upload's folder."""
    shutil.rmtree(upload_folder(folder, upload), ignore_errors=True)


def find_old(folder: Path, older_than_s: float = OLD_S) -> list[str]:
    """Find the uploads that nothing has come to for that long, in order of name."""
    before = time.time() - older_than_s
    old = []
    with suppress(OSError):
        for path in sorted((folder / _FOLDER).iterdir()):
            with suppress(OSError):
                if path.stat().st_mtime < before:
                    old.append(path.name)
    return old


def _copy_whole(source: Path, target: Path) -> None:
    """Copy a file so that readers see the old one or the new one, never a part."""
    part = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(source, part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
