"""How long, how much memory, how large: what the measurements measure with."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

_FEWEST = 20
_MEBIBYTE = 1 << 20


@dataclass(slots=True)
class Taken:
    """What something took, in seconds.

    Attributes:
        wall: By the clock on the wall; others on the machine make it longer.
        processor: Of this process, all threads.
    """

    wall: float = 0.0
    processor: float = 0.0


@contextmanager
def taking() -> Iterator[Taken]:
    """Measure what the block takes; known when it has ended."""
    taken = Taken()
    wall, processor = time.perf_counter(), time.process_time()
    yield taken
    taken.wall = time.perf_counter() - wall
    taken.processor = time.process_time() - processor


def ask_each(
    ask: Callable[[str], object], texts: Sequence[str], seconds: float
) -> tuple[list[Taken], bool]:
    """Ask question after question, as many as there is time for, yet not too few.

    Args:
        seconds: No question begins later, once twenty were asked.

    Returns:
        What each took, and whether all were asked.
    """
    found: list[Taken] = []
    began = time.perf_counter()
    for text in texts:
        if time.perf_counter() - began > seconds and len(found) >= _FEWEST:
            return found, False
        with taking() as taken:
            ask(text)
        found.append(taken)
    return found, True


def shares_of(taken: Sequence[Taken]) -> dict[str, float]:
    """Give what half and what nearly all of the questions took, in milliseconds."""
    found: dict[str, float] = {"questions": len(taken)}
    for name in asdict(Taken()):
        times = sorted(getattr(each, name) for each in taken)
        for word, share in (("p50", 0.5), ("p99", 0.99)):
            found[f"{name} {word} ms"] = 1000 * times[min(len(times) - 1, int(len(times) * share))]
    return found


def own_memory() -> dict[str, float]:
    """Tell the memory that this process holds now, in MiB."""
    fields = {}
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        name, _, value = line.partition(":")
        fields[name] = value
    # The kernel counts in KiB.
    names = {"anonymous MiB": "RssAnon", "resident MiB": "VmRSS"}
    return {said: int(fields[name].split()[0]) / 1024 for said, name in names.items()}


def size_of(folder: Path) -> float:
    """Tell how much of the disk the files of a folder take, in MiB; shared ones once."""
    files = {
        (held.st_dev, held.st_ino): held.st_size
        for path in folder.rglob("*")
        if path.is_file()
        for held in [path.stat()]
    }
    return sum(files.values()) / _MEBIBYTE


def drop_pages(folder: Path) -> None:
    """Let the system forget what it holds in memory of a folder's files."""
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            try:
                # What is not on the disk yet cannot be forgotten.
                os.fsync(descriptor)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(descriptor)
