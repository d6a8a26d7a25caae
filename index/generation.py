"""The data folder: generations of the store, and which of them is in use.

``generations/000001.sqlite`` and on are never changed; the small file ``current`` names the
one in use and is replaced in one step. A process that dies at any moment leaves the old
generation in use; what it left half-written is removed by the next one.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import NoEarlierGeneration, ReindexRunning, StoreCorrupt, StoreUnwritable

_FOLDER, _CURRENT, _LOCK = "generations", "current", "lock"
_NUMBER = re.compile(r"\d{6,}")


def current_path(data: Path) -> Path | None:
    """Find the store in use.

    Args:
        data: The data folder.

    Returns:
        ``None`` where nothing has been indexed yet; the file itself may be missing.

    Raises:
        StoreCorrupt: ``current`` does not name a generation.
    """
    number = current_number(data)
    return None if number is None else generation_path(data, number)


def current_number(data: Path) -> int | None:
    """Find the number of the generation in use; as ``current_path``."""
    pointer = data / _CURRENT
    try:
        name = pointer.read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreCorrupt(pointer, str(error)) from error
    if not _NUMBER.fullmatch(name):
        raise StoreCorrupt(pointer, "không ghi tên một bản chỉ mục")
    return int(name)


def generation_path(data: Path, number: int) -> Path:
    """Name the file of a generation."""
    return data / _FOLDER / f"{number:06}.sqlite"


def find_generations(data: Path) -> list[int]:
    """Find the generations that are there, oldest first."""
    files = (data / _FOLDER).glob("*.sqlite")
    return sorted(int(path.stem) for path in files if _NUMBER.fullmatch(path.stem))


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Keep every other process from changing the data folder; makes it where it is missing.

    Raises:
        ReindexRunning: Another process is at it.
        StoreUnwritable: The folder cannot be made or written.
    """
    try:
        (data / _FOLDER).mkdir(parents=True, exist_ok=True)
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
    """Number the next generation; call it while ``locked``."""
    return max([*find_generations(data), current_number_or_zero(data)]) + 1


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
    before = current_number_or_zero(data)
    _point_to(data, number)
    _remove_all_but(data, {number, before})


def rollback(data: Path) -> Path:
    """Go back to the generation before the one in use.

    Returns:
        Its file.

    Raises:
        NoEarlierGeneration: There is none.
        ReindexRunning: Another process is changing the index.
        StoreUnwritable: The folder cannot be written.
    """
    if not (data / _FOLDER).is_dir():
        raise NoEarlierGeneration(data)
    with locked(data):
        there = find_generations(data)
        current = current_number_or_zero(data) or max(there, default=0) + 1
        earlier = [number for number in there if number < current]
        if not earlier:
            raise NoEarlierGeneration(data)
        _point_to(data, earlier[-1])
        return generation_path(data, earlier[-1])


def remove_debris(data: Path) -> None:
    """Remove what a killed process left half-written; call it while ``locked``."""
    for path in [*(data / _FOLDER).glob("*.part*"), *data.glob(f"{_CURRENT}.part")]:
        path.unlink(missing_ok=True)


def _point_to(data: Path, number: int) -> None:
    part = data / f"{_CURRENT}.part"
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(f"{number:06}\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(data / _CURRENT)
        descriptor = os.open(data, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreUnwritable(data / _CURRENT, error) from error


def _remove_all_but(data: Path, kept: set[int]) -> None:
    for number in find_generations(data):
        if number not in kept:
            generation_path(data, number).unlink(missing_ok=True)
