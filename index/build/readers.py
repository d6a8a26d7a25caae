"""Who reads the files of one run: this process where they are few, else several others."""

from __future__ import annotations

import os
from typing import Self

from index.build.crew import Crew, Setup
from index.build.reading import (
    NOTHING,
    ArticleReader,
    Observe,
    OneByOne,
    Outcome,
    Readers,
    Task,
    Words,
)

# Below, starting processes takes longer than they save.
_FEW = 24


class Readership:
    """Opens readers when it is known how much there is to read; as a context it ends them.

    Attributes:
        words: As for ``ArticleReader``; set before anything is read.
    """

    def __init__(
        self, table: str, jobs: int | None, observe: Observe | None, *, observing: bool = True
    ) -> None:
        """Prepare.

        Args:
            table: Text of the data folder's indicator table, which is in use here.
            jobs: How many processes; 0 for this one alone, ``None`` for one a processor.
            observe: As for ``ArticleReader``; then this process alone reads.
            observing: Whether numbers are read, or articles only parsed.
        """
        processors = len(os.sched_getaffinity(0))
        self._jobs = 0 if observe else processors if jobs is None else jobs
        self._guarded = observe is None
        self._observe = observe if observing else lambda article: NOTHING
        self._table, self._observing = table, observing
        self._crew: Crew | None = None
        self._own: ArticleReader | None = None
        self.words: Words | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what has been started."""
        for held in (self._crew, self._own):
            if held is not None:
                held.close()
        self._crew = self._own = None

    @property
    def is_ahead(self) -> bool:
        """Whether a process has been started that reads beside this one."""
        return self._crew is not None

    def start_ahead(self) -> None:
        """Start a process that loads what it needs while files are looked for; no words."""
        if self._jobs:
            self._crew = Crew(1, Setup(self._table, None, self._observing))

    def open(self, files: int) -> Readers:
        """Open readers for so many files."""
        if self._crew is None and (files < _FEW or not self._jobs):
            return OneByOne(self._reader())
        if self._crew is None:
            self._crew = Crew(1, Setup(self._table, self.words, self._observing))
        if files >= _FEW:
            self._crew.grow(min(self._jobs, files))
        return self._crew

    def read_late(self, task: Task) -> Outcome:
        """Read a file outside the order of the others."""
        return self._reader().read(task)

    def _reader(self) -> ArticleReader:
        if self._own is None:
            self._own = ArticleReader(self._observe, self.words, guarded=self._guarded)
        return self._own
