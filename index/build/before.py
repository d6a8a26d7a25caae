"""The generation in use, as the next one needs to know it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Self

from index.errors import IndexingError, StoreCorrupt
from index.generation import current_number_or_zero, current_path
from index.manifest import Counts
from index.store import Store
from index.store.models import Look, SourceState


class Before:
    """The generation in use, opened; nothing is known where there is none that can be read.

    Attributes:
        number: 0 where there is none.
        store: ``None`` where there is none, or it is damaged: to index anew is what mends it.
    """

    def __init__(self, data: Path, *, strict: bool = False) -> None:
        """Open it.

        Args:
            data: The data folder.
            strict: Whether it matters that it is damaged.

        Raises:
            StoreCorrupt: It is, and that matters.
        """
        self.number = current_number_or_zero(data)
        self.store: Store | None = None
        try:
            path = current_path(data)
            self.store = Store.open(path) if path else None
        except IndexingError as error:
            if strict and isinstance(error, StoreCorrupt):
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.store is not None:
            self.store.close()

    @property
    def meta(self) -> Mapping[str, str]:
        """What it was made from."""
        return self.store.manifest.meta if self.store else {}

    @property
    def counts(self) -> Counts:
        """How much it holds."""
        return self.store.counts() if self.store else Counts(0, 0, 0)

    @cached_property
    def looks(self) -> dict[str, Look]:
        """How its source files looked, by path."""
        return self.store.looks() if self.store else {}

    @cached_property
    def states(self) -> dict[str, SourceState]:
        """Its source files, by path."""
        return self.store.sources() if self.store else {}

    @cached_property
    def named(self) -> dict[str, SourceState]:
        """Those that are articles, by name."""
        return {state.name: state for state in self.states.values() if state.number}

    @cached_property
    def refused(self) -> tuple[tuple[str, str], ...]:
        """Name and reason of the files that are none, in order."""
        return tuple(sorted(self.store.refused())) if self.store else ()
