"""What a process that reads files from outside may use, and how it gives the rest up.

``confine`` takes away for good what the system lets a plain process give up; ``start_clock``
grants processor time for one more file. What the system does not know is left out silently:
the wall clock of the reader's owner stands behind all of it.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document.apart.landlock import keep_to

_MOST_OPEN_FILES = 32
# Events of Python's own that no reader of documents has a reason for.
_FORBIDDEN = (
    *("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn"),
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.kill", "shutil.", "ctypes.", "pickle."),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that one file may cost.

    Attributes:
        memory_bytes: Address space of the process.
        processor_s: Whole seconds of processor time.
        wall_s: Seconds from the file's first byte out to the reply's last byte in.
    """

    memory_bytes: int = 1 << 30
    processor_s: int = 60
    wall_s: float = 180.0


def confine(memory_bytes: int, readable: Sequence[str]) -> None:
    """Give up memory beyond a limit, writing, the network, and other programs.

    Args:
        memory_bytes: Address space of this process from now on.
        readable: Folders that may still be read from, where the system can tell them apart.
    """
    _lower(resource.RLIMIT_AS, memory_bytes)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, _MOST_OPEN_FILES)
    _lower(resource.RLIMIT_NPROC, 0)
    sys.dont_write_bytecode = True
    keep_to(readable)
    sys.addaudithook(_refuse)


def start_clock(processor_s: int) -> None:
    """Let this process use so much more processor time before the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime) + 1 + processor_s
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (end, hard))


def _lower(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (lowest, lowest))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        _, mode, flags = arguments
        writes = isinstance(mode, str) and any(letter in mode for letter in "wax+")
        if writes or (isinstance(flags, int) and flags & _WRITING):
            raise PermissionError(event)
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(event)
