"""What an engine answers from: the seam between questions and a generation of the index.

``Source`` is all that the engine sees; ``Corpus`` is the one on disk.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from bot.answer.describer import Describer
from bot.answer.entry import Entry
from extract.indicator import Catalogue
from index.lookup import Lookup
from index.models import StoredObservation
from index.passages.seam import Searcher
from index.passages.vocabulary import Vocabulary


class Source(Protocol):
    """One store, and what is found in it. What costs time is made when first asked for."""

    @property
    def catalogue(self) -> Catalogue:
        """The indicators."""
        ...

    @property
    def searcher(self) -> Searcher:
        """Ranks the passages."""
        ...

    @property
    def vocabulary(self) -> Vocabulary | None:
        """How often the passages hold words; ``None`` where the store is small enough to read."""
        ...

    def observations(self) -> Iterable[StoredObservation]:
        """Give every observation; a large store is never asked for them."""
        ...

    def places(self) -> Iterable[tuple[str, str | None]]:
        """Give name and province of every place that observations are about."""
        ...

    def tallied_places(self) -> Iterable[tuple[str, str | None, int]]:
        """Give name and province of every such place, and how many observations are about it."""
        ...

    def indicators(self) -> Iterable[tuple[str, str, int]]:
        """Give every indicator with its unit, and how many observations have both."""
        ...

    def lookup(self, describer: Describer) -> Lookup[Entry]:
        """Open what finds observations.

        Args:
            describer: Describes those that are found.
        """
        ...

    def newest_day(self) -> date | None:
        """Give the day of the newest article; ``None`` where no article has one."""
        ...

    def text_of(self, name: str) -> str:
        """Give the text of an article's file.

        Raises:
            KeyError: There is no such article.
        """
        ...
