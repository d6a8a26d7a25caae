"""What lies beside a store and is found faster than by looking through it: the seam to build it.

A generation holds the store and some such indexes, each in a folder of its own. Who reads the
articles knows only ``Sink``: the folder holds what the generation before had in it, and the
writer is told which articles are new and which are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.models import StoredObservation, StoredPassage

_PLACES = 16


@dataclass(frozen=True, slots=True)
class Document:
    """An article, as the indexes beside the store take it in.

    Attributes:
        number: The article's own as long as it stays as it is; never given to another.
        words: Of each passage, its words as ``words_of`` gives them, joined by spaces;
            ``None`` where it has not been cut into words.
        observations: In order of their ids.
    """

    number: int
    name: str
    passages: Sequence[StoredPassage]
    words: Sequence[str | None]
    observations: Sequence[StoredObservation]


class Writer(Protocol):
    """Changes one index. Nothing is seen by readers before the generation is published."""

    def add(self, document: Document) -> None:
        """Take in an article."""
        ...

    def remove(self, number: int) -> None:
        """Forget an article; its number may be unknown."""
        ...

    def finish(self) -> None:
        """Write everything to the disk, synced; the writer takes no more."""
        ...

    def abandon(self) -> None:
        """Stop; what the folder holds is of no use any more."""
        ...


class Sink(Protocol):
    """One kind of index beside the store.

    Attributes:
        name: Of its folder in a generation.
        version: What the index holds depends on it; another version is built anew.
    """

    name: str
    version: str

    def is_wanted(self, passages: int, observations: int) -> bool:
        """Tell whether a store of that size needs it."""
        ...

    def is_worn(self, folder: Path) -> bool:
        """Tell whether so much of an index is of articles that are gone that it is built anew.

        Args:
            folder: As ``open`` left it.
        """
        ...

    def open(self, folder: Path, *, many: bool) -> Writer:
        """Begin to change an index.

        Args:
            folder: There already; empty, or with the files of the generation before, which
                other generations share: they may be unlinked and others put in their place,
                but never written to.
            many: Whether very many articles will come, so that room and time for them pay.
        """
        ...


def key_of(article: int, number: int) -> int:
    """Make the key of a passage or an observation: 63 bits, in order of both.

    Args:
        article: ``Document.number``.
        number: Of the passage in the article, or of the observation in it; below 65,536.
    """
    return article << _PLACES | number


def article_of(key: int) -> int:
    """Give the number of the article that a key is of."""
    return key >> _PLACES
