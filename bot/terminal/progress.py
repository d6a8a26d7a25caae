"""Progress on standard error: a bar where that is a terminal, lines of JSON for programs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.pace import Pace
from bot.terminal.stopping import Stopped

_EVERY_S = 0.2


@contextmanager
def progress_bar(task: str, *, lines: bool = False) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar while the body runs.

    Args:
        task: What is being done, in words.
        lines: Whether a program watches, and gets ``progress_lines`` instead.

    Yields:
        What to call with how many are done, of how many; ``None`` where no bar is shown.
    """
    if lines:
        yield progress_lines()
        return
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    pace = Pace()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TextColumn("{task.fields[pace]}"), console=Console(stderr=True), transient=True
    ) as bar:
        running = bar.add_task(task, total=None, pace="")

        def show(done: int, of: int) -> None:
            pace.note(done, of)
            bar.update(running, completed=done, total=of, pace=pace.words())

        yield show


def progress_lines(now: Callable[[], float] = time.monotonic) -> Callable[[int, int], None]:
    """Make what writes progress for a program: ``{"done": 3, "total": 96}``, a line each.

    Args:
        now: The clock, in seconds.

    Returns:
        What to call with how many are done, of how many. It writes five lines a second at
        most, and always the last; it raises ``Stopped`` where nobody reads them any more.
    """
    written = float("-inf")

    def write(done: int, total: int) -> None:
        nonlocal written
        moment = now()
        if done < total and moment - written < _EVERY_S:
            return
        written = moment
        try:
            print(json.dumps({"done": done, "total": total}), file=sys.stderr, flush=True)
        except BrokenPipeError as error:
            raise Stopped from error

    return write
