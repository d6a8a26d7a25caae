"""Sources that are gone although nobody meant them to be: a disk not mounted, a share that fails.

What such a source held must not silently leave the index, so the run stops and says what to do.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from index.build.files import Found, Scan
from index.build.reading import Outcome
from index.errors import SourceVanished
from index.store.models import SourceState

# What a disk says that is not there any more.
_LOST = frozenset(
    (
        *(errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE, errno.ETIMEDOUT),
        *(errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EREMOTEIO),
    )
)


def check_scan(scan: Scan, states: Mapping[str, SourceState]) -> None:
    """Stop where a source or a folder that held articles is empty or cannot be opened.

    Raises:
        SourceVanished: There is such a one.
    """
    for folder, error in scan.unopened:
        held = _held(folder, states.values())
        if held or error.errno in _LOST:
            raise SourceVanished(folder, f"không mở được ({error.strerror})", held)
    for root in scan.empty:
        held = _held(root, states.values())
        if held:
            raise SourceVanished(root, "nay không có bài nào", held)


def check_outcome(scan: Scan, file: Found, outcome: Outcome) -> None:
    """Stop where a file could not be read because its disk is gone.

    Raises:
        SourceVanished: It is.
    """
    if outcome.errno in _LOST:
        raise SourceVanished(file.path, f"không đọc được ({os.strerror(outcome.errno)})", 0)
    if outcome.errno == errno.ENOENT:
        check_roots(scan)


def check_roots(scan: Scan) -> None:
    """Stop where a source is not the file or folder any more that it was.

    Raises:
        SourceVanished: One is not.
    """
    for root, identity in scan.roots.items():
        try:
            status = Path(root).stat()
        except OSError as error:
            raise SourceVanished(root, f"biến mất trong khi đọc ({error.strerror})", 0) from error
        if identity != (status.st_dev, status.st_ino):
            raise SourceVanished(root, "bị thay trong khi đọc", 0)


def _held(folder: str, states: Iterable[SourceState]) -> int:
    inside = folder.rstrip(os.sep) + os.sep
    return sum(1 for state in states if state.number and state.path.startswith(inside))
