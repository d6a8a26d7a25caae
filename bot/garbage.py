"""When the interpreter looks for what can be freed: a look at all tables costs some milliseconds."""

from __future__ import annotations

import gc

_OBJECTS_BETWEEN_LOOKS = 20_000


def look_seldom() -> None:
    """Let a process look seldom: tables and indexes are built at every start, and stay."""
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


def keep_for_good() -> None:
    """Never again look through what there is now; for a process that is ready to answer."""
    look_seldom()
    gc.collect()
    gc.freeze()
