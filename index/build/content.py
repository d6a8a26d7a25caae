"""An article file -> its bytes, or in words for users why it could not be read."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import NamedTuple

from extract.article.decode import MAX_BYTES, too_large
from extract.errors import ArticleError

UNSETTLED = 0
# The coarsest clock that disks keep (FAT).
_TICK_NS = 2_000_000_000


class Content(NamedTuple):
    """A file that has been read.

    Attributes:
        mtime_ns: As ``Found.mtime_ns``; ``UNSETTLED`` where a further change might not show
            in it, since it may fall into the same tick of the disk's clock.
        ctime_ns: As ``Found.ctime_ns``.
    """

    data: bytes
    mtime_ns: int
    ctime_ns: int


def read_bytes(path: str | Path) -> bytes:
    """Read a file's bytes; as ``read_file``."""
    return read_file(path).data


def read_file(path: str | Path) -> Content:
    """Read a file, no further than an article may be long.

    Raises:
        ArticleError: It cannot be read, is no regular file, or is too large; its cause is
            the ``OSError`` where there was one.
    """
    name = Path(path).name
    try:
        # A named pipe would otherwise wait for a writer that never comes.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise ArticleError(name, "không phải tệp thường; hãy bỏ tệp này khỏi nguồn")
            data = file.read(MAX_BYTES + 1)
            after = os.fstat(file.fileno())
    except FileNotFoundError as error:
        message = "tệp biến mất trong khi đọc; hãy chạy lại khi thư mục đã ổn định"
        raise ArticleError(name, message) from error
    except OSError as error:
        raise ArticleError(name, f"không đọc được ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise too_large(name)
    age_ns = time.time_ns() - after.st_mtime_ns
    settled = before.st_ctime_ns == after.st_ctime_ns and abs(age_ns) > _TICK_NS
    return Content(data, after.st_mtime_ns if settled else UNSETTLED, after.st_ctime_ns)
