"""When the interpreter looks for what can be freed: a look at all tables costs some milliseconds."""

from __future__ import annotations

import atexit
import gc

_AT_A_START, _LATER = 100_000, 5_000
"""So many objects are made between two looks; who answers had better look at little at a time."""


def look_seldom() -> None:
    """Let a process look seldom, and not at its end: what a start builds stays to the end."""
    gc.set_threshold(_AT_A_START)
    # The last look, when the system takes everything back, takes longer than all before.
    atexit.register(gc.freeze)


def keep_for_good() -> None:
    """Never again look through what there is now; for a process that is ready to answer."""
    gc.set_threshold(_LATER)
    gc.collect()
    gc.freeze()
