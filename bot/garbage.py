"""When the interpreter looks for what can be freed: a look at all tables costs some milliseconds."""

from __future__ import annotations

import atexit
import gc

_AT_A_START, _LATER = 100_000, 5_000
"""So many objects are made between two looks; what else has to be done waits for each."""
_DUE = 50_000
"""So many objects that are still there are made between two looks of a process that answers."""


def look_seldom() -> None:
    """Let a process look seldom, and not at its end: what a start builds stays to the end."""
    gc.set_threshold(_AT_A_START)
    # The last look, when the system takes everything back, takes longer than all before.
    atexit.register(gc.freeze)


def look_little() -> None:
    """Never again look through what there is now, and look at little at a time."""
    gc.set_threshold(_LATER)
    gc.collect()
    gc.freeze()


def keep_for_good() -> None:
    """Never again look through what there is now; for a process that is ready to answer.

    From now on it looks only in ``look_if_due``: what an answer leaves behind is freed without a
    look, but for accidents, and no question shall wait for one.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


def look_if_due() -> None:
    """Look if much has been made since the last time; for a process whose answer has gone out."""
    if gc.get_count()[0] >= _DUE:
        gc.collect()
