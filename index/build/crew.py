"""Several processes that read articles at the same time.

``Crew`` is the entry point. Outcomes come in the order in which files are handed in, however
many processes there are. A process that dies or hangs is replaced; the file that it was at is
refused where that happens again with nothing else around it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from index.build.reading import Outcome, Task, Words
from index.errors import IndexingError

# So many files are on their way to each process that it has work while its owner is busy.
_AHEAD = 6
_TRIES = 2
_START_S = 120.0
_LIMIT_S, _LIMIT_S_PER_MB = 420.0, 60.0
_MOST_STARTS = 3
_OWN_SETTINGS = "HOISO_"
_TOO_LONG = "đọc bài này lâu quá mức cho phép; hãy tách bài thành nhiều tệp"
_STOPPED = "bài này làm tiến trình đọc dừng đột ngột; hãy tách bài thành nhiều tệp"
_CANNOT_START = (
    "Không khởi động được tiến trình đọc bài (mã {status}); hãy kiểm tra bộ nhớ và bản cài, hoặc "
    "chạy với --jobs 0. Chỉ mục cũ (nếu có) được giữ nguyên."
)


@dataclass(frozen=True, slots=True)
class Setup:
    """How processes read.

    Attributes:
        table: Text of the data folder's indicator table.
        words: Cuts passages into words, see ``reading.ArticleReader``; a function of a module.
        observing: Whether numbers are read, or articles only parsed.
    """

    table: str
    words: Words | None = None
    observing: bool = True


@dataclass(slots=True)
class _Job:
    task: Task
    tries: int = 0
    outcome: Outcome | None = None


class Crew:
    """Processes that read; as ``reading.Readers``."""

    def __init__(self, size: int, setup: Setup) -> None:
        """Start them; they load what they need while their owner does other things.

        Args:
            size: How many.
            setup: How they read.

        Raises:
            IndexingError: They cannot be started.
        """
        self._setup = setup
        self._jobs: deque[_Job] = deque()
        self._waiting: deque[_Job] = deque()
        self._workers: list[_Worker] = []
        self._fruitless = 0
        try:
            for _ in range(size):
                self._workers.append(_Worker(setup))
        except BaseException:
            self.close()
            raise

    def grow(self, size: int) -> None:
        """Have as many processes as that."""
        while len(self._workers) < size:
            self._workers.append(_Worker(self._setup))

    def hand_in(self, task: Task) -> None:
        """Give a file to be read when there is time."""
        job = _Job(task)
        self._jobs.append(job)
        self._waiting.append(job)
        self._spread()

    def take(self) -> Outcome:
        """Wait for what came of the first file whose outcome has not been taken.

        Raises:
            IndexingError: No process can be started any more, or documents cannot be read.
        """
        job = self._jobs[0]
        while job.outcome is None:
            self._listen()
        self._jobs.popleft()
        return job.outcome

    def close(self) -> None:
        """End all processes, whatever they do."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _spread(self) -> None:
        while self._waiting:
            worker = min(self._workers, key=lambda one: len(one.jobs))
            if len(worker.jobs) >= _AHEAD:
                return
            worker.give(self._waiting.popleft())

    def _listen(self) -> None:
        late_s = min(worker.late_at() for worker in self._workers) - time.monotonic()
        ready = wait([one.line for one in self._workers], min(max(0.0, late_s), _LIMIT_S))
        for place, worker in enumerate(self._workers):
            if worker.line in ready:
                if not self._hear(worker):
                    self._replace(place, _STOPPED, _TRIES)
            elif worker.late_at() <= time.monotonic():
                self._replace(place, _TOO_LONG, 1)
        self._spread()

    def _hear(self, worker: _Worker) -> bool:
        """Take in what a process says; ``False`` where it says nothing any more."""
        try:
            said: Outcome | str | None = worker.line.recv()
        except (OSError, EOFError):
            return False
        worker.since = time.monotonic()
        match said:
            case None:
                worker.ready = True
            case str():
                raise IndexingError(f"{said}. Chỉ mục cũ (nếu có) được giữ nguyên.")
            case Outcome():
                worker.jobs.popleft().outcome = said
                self._fruitless = 0
        return True

    def _replace(self, place: int, reason: str, tries: int) -> None:
        """Put a new process in the place of one that is at fault with its first file."""
        worker = self._workers[place]
        status = worker.kill()
        self._fruitless += 1
        if self._fruitless > _MOST_STARTS:
            raise IndexingError(_CANNOT_START.format(status=status))
        if worker.jobs and worker.ready:
            first = worker.jobs[0]
            first.tries += 1
            if first.tries >= tries:
                worker.jobs.popleft().outcome = Outcome(reason=reason)
                self._fruitless = 0
        self._waiting.extendleft(reversed(worker.jobs))
        self._workers[place] = _Worker(self._setup)


@dataclass(slots=True)
class _Worker:
    """A process, as its owner sees it."""

    setup: Setup
    jobs: deque[_Job] = field(default_factory=deque)
    since: float = field(default_factory=time.monotonic)
    ready: bool = False
    line: Connection = field(init=False)
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self.line = Connection(ours.detach())
            here = str(Path(__file__).resolve().parents[2])
            environment = {k: v for k, v in os.environ.items() if not k.startswith(_OWN_SETTINGS)}
            paths = (here, environment.get("PYTHONPATH", ""))
            environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
            try:
                self.process = subprocess.Popen(
                    (sys.executable, "-P", "-m", "index.build.worker", str(theirs.fileno())),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                    env=environment,
                    # Ctrl-C is for the owner, who ends the others in order.
                    process_group=0,
                )
            except OSError as error:
                self.line.close()
                raise IndexingError(_CANNOT_START.format(status=error.strerror)) from error
        self._send(self.setup)

    def give(self, job: _Job) -> None:
        """Send it a file."""
        if self.ready and not self.jobs:
            self.since = time.monotonic()
        self.jobs.append(job)
        self._send(job.task)

    def late_at(self) -> float:
        """Tell until when it must have read the first of its files."""
        if not self.ready:
            return self.since + _START_S
        if not self.jobs:
            return float("inf")
        megabytes = max(0, self.jobs[0].task.size) / 1e6
        return self.since + _LIMIT_S + _LIMIT_S_PER_MB * megabytes

    def kill(self) -> int:
        """End it at once; tells its status."""
        self.line.close()
        self.process.kill()
        return self.process.wait()

    def _send(self, message: object) -> None:
        try:
            self.line.send(message)
        except OSError:
            # It has died; that shows when it is listened to.
            return
