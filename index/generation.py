"""The data folder: generations of the index, and which of them is in use.

The folders ``generations/000001`` and on are never changed; the small file ``current`` names
the one in use and is replaced in one step. A process that dies at any moment leaves the old
generation in use; what it left half-written is removed by the next one. ``index.draft`` makes
a generation.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from index.disk import sync
from index.errors import (
    IndexingError,
    NoEarlierGeneration,
    ReindexRunning,
    StoreCorrupt,
    StoreMissing,
    StoreUnwritable,
)
from index.manifest import check_digests, check_files, read_manifest

FOLDER, CURRENT = "generations", "current"
_LOCK = "lock"
_NUMBER = re.compile(r"\d{6,}")
BUILDING = ".building"
"""What the name of a generation's folder ends with until it is whole."""
_GOING = ".going"
_T = TypeVar("_T")


def current_path(data: Path) -> Path | None:
    """Find the folder of the generation in use.

    Args:
        data: The data folder.

    Returns:
        ``None`` where nothing has been indexed yet; the folder itself may be missing.

    Raises:
        StoreCorrupt: ``current`` does not name a generation, or is gone where there is one.
    """
    number = current_number(data)
    return None if number is None else generation_path(data, number)


def open_current(data: Path, open_: Callable[[Path], _T]) -> _T:
    """Open the generation in use, whatever takes its place meanwhile.

    Args:
        data: The data folder.
        open_: Opens the folder of a generation.

    Raises:
        StoreMissing: Nothing has been indexed yet.
        IndexingError: What ``open_`` or ``current_path`` raises.
    """
    path = current_path(data)
    while path is not None:
        try:
            return open_(path)
        except (StoreMissing, StoreCorrupt):
            # Two newer ones may have come since the pointer was read, and this one is gone.
            newer = current_path(data)
            if newer == path:
                raise
            path = newer
    raise StoreMissing(data)


def current_number(data: Path) -> int | None:
    """Find the number of the generation in use; as ``current_path``."""
    pointer = data / CURRENT
    try:
        name = pointer.read_text("utf-8").strip()
    except FileNotFoundError as error:
        paths = (generation_path(data, number) for number in find_generations(data))
        if not any(is_whole(path, every_byte=False) for path in paths):
            return None
        # What is there must not be taken for nothing, and a new first index put in its place.
        raise StoreCorrupt(pointer, "không còn tệp này") from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreCorrupt(pointer, str(error)) from error
    if not _NUMBER.fullmatch(name):
        raise StoreCorrupt(pointer, "không ghi tên một bản chỉ mục")
    return int(name)


def generation_path(data: Path, number: int) -> Path:
    """Name the folder of a generation."""
    return data / FOLDER / f"{number:06}"


def find_generations(data: Path) -> list[int]:
    """Find the generations that are there, oldest first."""
    return sorted(
        int(path.name)
        for path in (data / FOLDER).glob("*")
        if _NUMBER.fullmatch(path.name) and path.is_dir()
    )


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Keep every other process from changing the data folder; makes it where it is missing.

    Raises:
        ReindexRunning: Another process is at it.
        StoreUnwritable: The folder cannot be made or written.
    """
    try:
        (data / FOLDER).mkdir(parents=True, exist_ok=True)
        descriptor = os.open(data / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreUnwritable(data, error) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ReindexRunning(data) from error
        yield
    finally:
        # The lock goes with the descriptor, also when the process is killed.
        os.close(descriptor)


def next_number(data: Path) -> int:
    """Number the next generation, greater than all there are; call it while ``locked``."""
    there = [number for path in (data / FOLDER).glob("*") for number in _numbers_in(path.name)]
    return max([*there, current_number_or_zero(data)]) + 1


def current_number_or_zero(data: Path) -> int:
    """Give the number of the generation in use, 0 where there is none to be read."""
    try:
        return current_number(data) or 0
    except StoreCorrupt:
        return 0


def publish(data: Path, number: int) -> None:
    """Put a generation into use and keep the one before it; call it while ``locked``.

    Raises:
        StoreUnwritable: The folder cannot be written; the old generation stays in use.
    """
    before = _kept_before(data, number)
    point_to(data, number)
    _remove_all_but(data, {number, before})


def rollback(data: Path) -> Path:
    """Go back to the generation before the one in use.

    Returns:
        Its folder.

    Raises:
        NoEarlierGeneration: There is none, or none is whole.
        ReindexRunning: Another process is changing the index.
        StoreUnwritable: The folder cannot be written.
    """
    if not (data / FOLDER).is_dir():
        raise NoEarlierGeneration(data)
    with locked(data):
        current = current_number_or_zero(data) or next_number(data)
        for number in reversed(find_generations(data)):
            if number < current and is_whole(generation_path(data, number), every_byte=False):
                point_to(data, number)
                return generation_path(data, number)
    raise NoEarlierGeneration(data)


def remove_debris(data: Path) -> None:
    """Remove what a killed process left half-written or in excess; call it while ``locked``."""
    if current := current_number_or_zero(data):
        there = find_generations(data)
        # Those beyond were gone back from: a reader may have one open, so its number is not given
        # to another. They go when a greater one comes into use.
        beyond = [number for number in there if number > current]
        kept = {current, *beyond, *[number for number in there if number < current][-1:]}
        for number in sorted({*there} - kept):
            remove_generation(generation_path(data, number))
    for path in (data / FOLDER).glob("*"):
        if path.suffix in {BUILDING, _GOING} or ".part" in path.suffixes:
            remove_generation(path)
    (data / f"{CURRENT}.part").unlink(missing_ok=True)


def remove_generation(path: Path) -> None:
    """Remove a generation's folder, as far as the disk lets us; never half under its name."""
    with suppress(OSError):
        if not path.is_dir():
            path.unlink(missing_ok=True)
            return
        if path.suffix != _GOING:
            path = path.rename(path.with_name(path.name + _GOING))
        shutil.rmtree(path)


def _kept_before(data: Path, number: int) -> int:
    """Tell which generation is kept when another comes into use: that in use until then."""
    there = [each for each in find_generations(data) if each < number]
    return current_number_or_zero(data) or max(there, default=0)


def _remove_all_but(data: Path, kept: set[int]) -> None:
    names = {generation_path(data, number).name for number in kept}
    for path in (data / FOLDER).glob("*"):
        if _NUMBER.fullmatch(path.stem) and path.name not in names:
            remove_generation(path)


def is_whole(folder: Path, *, every_byte: bool) -> bool:
    """Tell whether a generation is as it was written, as far as that is looked at."""
    try:
        manifest = read_manifest(folder)
        check_files(folder, list(manifest.files))
        if every_byte:
            check_digests(folder, manifest)
    except IndexingError:
        return False
    return True


def _numbers_in(name: str) -> Iterator[int]:
    return (int(number) for number in _NUMBER.findall(name))


def point_to(data: Path, number: int) -> None:
    """Put a generation into use in one step; call it while ``locked``.

    Raises:
        StoreUnwritable: The folder cannot be written; what was in use stays.
    """
    part = data / f"{CURRENT}.part"
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(f"{number:06}\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(data / CURRENT)
        sync(data)
    except BaseException as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise StoreUnwritable(data / CURRENT, error) from error
        raise
