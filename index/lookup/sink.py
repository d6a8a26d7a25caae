"""The index of observations, built and changed beside the store; see ``index.sink``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic

from index.linked import LinkedWriter, is_worn
from index.lookup.gathering import Gathering
from index.lookup.layout import ARTICLE, VERSION, build_schema, document_of, laid_out
from index.lookup.models import D, Describing
from index.lookup.opening import FOLDER
from index.sink import Document

FEWEST = 5_000
"""From so many observations on, an index finds them faster than memory and opens sooner."""


class ObservationSink(Generic[D]):
    """Keeps the index of observations.

    Attributes:
        name: Of its folder in a generation.
        version: What the index holds depends on it.
    """

    name = FOLDER

    def __init__(self, describing: Callable[[], Describing[D]], version: str) -> None:
        """Keep the index.

        Args:
            describing: Gives what describes observations; the lookup's must do it alike.
            version: Of everything that describing depends on.
        """
        self._describing = describing
        self.version = f"{VERSION}-{version}"

    def is_wanted(self, passages: int, observations: int) -> bool:
        """Tell whether a store of that size needs the index."""
        return observations >= FEWEST

    def prepare(self) -> None:
        """Load what it takes to describe observations."""
        self._describing()

    def is_worn(self, folder: Path) -> bool:
        """Tell whether much of an index is of articles that are gone."""
        return is_worn(folder)

    def open(self, folder: Path, *, many: bool) -> ObservationWriter[D]:
        """Begin to change the index; see ``Sink.open``."""
        return ObservationWriter(folder, self._describing(), many=many)


class ObservationWriter(Generic[D]):
    """Changes the observations of one folder; see ``index.sink.Writer``."""

    def __init__(self, folder: Path, describing: Describing[D], *, many: bool) -> None:
        """Open a folder; see ``LinkedWriter``."""
        self._describing = describing
        self._writer = LinkedWriter(folder, build_schema(), many=many)
        self._gathering = Gathering(folder) if many else None
        self._gone: set[int] = set()

    def add(self, document: Document) -> None:
        """Take in the observations of an article."""
        for stored in document.observations:
            one = self._describing.describe(stored)
            laid = laid_out(one, document.number)
            if self._gathering is not None:
                self._gathering.add(laid)
            else:
                self._writer.add(document_of(laid))

    def remove(self, number: int) -> None:
        """Forget the observations of an article."""
        self._gone.add(number)
        self._writer.remove(ARTICLE, number)

    def finish(self) -> None:
        """Write everything to the disk."""
        if self._gathering is not None:
            for laid in self._gathering.sorted():
                if laid.numbers[ARTICLE] not in self._gone:
                    self._writer.add(document_of(laid))
            self._gathering.close()
        self._writer.finish()

    def abandon(self) -> None:
        """Stop without it."""
        if self._gathering is not None:
            self._gathering.close()
        self._writer.abandon()
