"""``python -m index.build.worker``: a process that reads articles; ``crew`` starts it."""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection

from extract.errors import ReaderError
from extract.indicator import extended, load_built_in, using
from index.build.crew import Setup
from index.build.reading import NOTHING, ArticleReader, Task

_MOST_BYTES = 3 << 30
_PR_SET_PDEATHSIG = 1
# What it loads at its start stays to its end; to look for garbage among it takes long.
_OBJECTS_BETWEEN_LOOKS = 100_000


def main() -> None:
    """Read the files that come, until none come any more."""
    _end_with(os.getppid())
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    line = Connection(int(sys.argv[1]))
    with suppress(EOFError, OSError):
        setup: Setup = line.recv()
        observe = None if setup.observing else lambda article: NOTHING
        reader = ArticleReader(observe, setup.words)
        with using(extended(load_built_in(), setup.table)), reader:
            if setup.observing:
                reader.load()
            line.send(None)
            while True:
                task: Task = line.recv()
                try:
                    line.send(reader.read(task))
                except ReaderError as error:
                    line.send(str(error))


def _end_with(owner: int) -> None:
    """Have the system end this process when its owner dies, even where it is busy."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != owner:
        sys.exit()


if __name__ == "__main__":
    main()
