"""A run that another program can stop: by SIGTERM, or by no longer listening to it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


# What stops a run is no error that anything on the way may take for its own.
class Stopped(BaseException):
    """The run shall end now; what was in use stays in use."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM end the body by ``Stopped``, so that it can clear up."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    # Another would interrupt the clearing up.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stopped
