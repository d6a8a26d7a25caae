"""The seam between the measurements and whichever engine is measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from benchmarks.measuring.material import Passages

MOST = 10
"""How many passages are asked for."""
Search = Callable[[str], Sequence[int]]
"""Gives the numbers of the passages found, best first."""


class Engine(Protocol):
    """One way to rank passages.

    Attributes:
        name: Of its row in the report.
        keeps: Whether ``open`` finds on the disk what ``build`` made; it is made anew if not.
    """

    name: str
    keeps: bool

    def build(self, passages: Passages, folder: Path) -> None:
        """Index passages into an empty folder."""
        ...

    def open(self, passages: Passages, folder: Path) -> AbstractContextManager[Search]:
        """Open what was built, for as long as it is asked."""
        ...
