"""Which way the observations of a generation are found: in memory, or by the index beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from index.lookup.memory import MemoryLookup
from index.lookup.models import At, D, Describing, Lookup
from index.models import StoredObservation

FOLDER = "observations"
"""Of the index, in the folder of a generation."""


class Observations(Protocol):
    """Where the observations are kept."""

    def observations(self) -> Iterable[StoredObservation]:
        """Give all of them, in order."""
        ...

    def observations_at(
        self, ids: Sequence[int], quotes: Mapping[int, str] | None = None
    ) -> list[StoredObservation]:
        """Find observations by their ids; as ``index.store.reader`` does."""
        ...

    def observations_of(self, name: str) -> list[StoredObservation]:
        """Find the observations of an article."""
        ...

    def number_of(self, name: str) -> int | None:
        """Find the number of an article by its name; see ``index.sink.Document``."""
        ...

    def places_of(self, name: str) -> Collection[At]:
        """Find place and province of the observations of an article."""
        ...


def open_lookup(
    generation: Path | None, store: Observations, describing: Describing[D]
) -> Lookup[D]:
    """Open what finds the observations of a store.

    Args:
        generation: Its folder; an index there is used.
        store: Holds the observations.
        describing: Describes those that are found.

    Raises:
        TermsCorrupt: The index there is damaged.
    """
    folder = generation / FOLDER if generation is not None else None
    if folder is None or not folder.is_dir():
        return MemoryLookup(store.observations(), describing)
    # Here, not above: a small store shall not wait for the library.
    from index.lookup.disk import DiskLookup

    return DiskLookup(folder, store, describing)
