"""Documents of very many articles -> the same, sorted by the place that they are about.

What is asked is mostly asked of a place. Where its documents lie together, the lists of all words are
read in one spot only. They wait in a file that has no name, so nothing of it can be left behind.
"""

from __future__ import annotations

import json
import mmap
from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from index.linked import writing
from index.lookup.layout import Laid

# Where a document begins in the file, and in the lower bits how long it is.
_LENGTH_BITS = 24


class Gathering:
    """Takes in documents in any order, and gives them place by place."""

    def __init__(self, folder: Path) -> None:
        """Let them wait on the disk of a folder.

        Raises:
            StoreUnwritable: It cannot be written, or is full; so does ``add``.
        """
        self._folder = folder
        with writing(folder):
            self._file = TemporaryFile(dir=folder)  # noqa: SIM115
        self._spots: defaultdict[tuple[str, str], array[int]] = defaultdict(lambda: array("Q"))
        self._end = 0

    def add(self, laid: Laid) -> None:
        """Take in a document."""
        line = json.dumps(laid, ensure_ascii=False).encode()
        with writing(self._folder):
            self._file.write(line)
        self._spots[laid.where].append(self._end << _LENGTH_BITS | len(line))
        self._end += len(line)

    def sorted(self) -> Iterator[Laid]:
        """Give all documents, those of a place together in the order they came in."""
        if not self._end:
            return
        with writing(self._folder):
            self._file.flush()
            held = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        with held:
            for where in sorted(self._spots):
                for spot in self._spots[where]:
                    begin = spot >> _LENGTH_BITS
                    yield Laid(*json.loads(held[begin : begin + (spot & (1 << _LENGTH_BITS) - 1)]))

    def close(self) -> None:
        """Let all go."""
        self._file.close()
        self._spots.clear()
