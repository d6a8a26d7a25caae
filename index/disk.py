"""Writing so that it lasts, and saying so where it cannot be done."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreUnwritable


def sync(path: Path) -> None:
    """Wait until a file or a folder's list of names is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def share(source: Path, target: Path) -> None:
    """Give a file a second name; where the file system has no such thing, copy it."""
    try:
        os.link(source, target)
    except OSError:
        # Some file systems allow only so many names, too.
        shutil.copyfile(source, target)
        sync(target)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what a full or closed disk raises into one error."""
    try:
        yield
    except OSError as error:
        raise StoreUnwritable(path, error) from error
