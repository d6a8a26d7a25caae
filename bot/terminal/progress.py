"""The progress bar, on standard error and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_bar(task: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar while the body runs.

    Args:
        task: What is being done, in words.

    Yields:
        What to call with how many are done, of how many; ``None`` where no bar is shown.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        running = bar.add_task(task, total=None)
        yield lambda done, of: bar.update(running, completed=done, total=of)
