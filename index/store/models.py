"""What goes into a part of a store, and what the next reading needs to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.models import Article, Observed


class FileState(NamedTuple):
    """A source file as it was when it was read.

    Attributes:
        path: Where it lay.
        size: In bytes.
        mtime_ns: When it was last written, in nanoseconds of the file system's clock.
        sha256: Hash of its bytes, in hexadecimal.
    """

    path: str
    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article that has been read, ready to be kept.

    Attributes:
        number: Its own, greater than all that were given before; see ``index.sink.Document``.
        content_key: The same for files that say the same; empty where nobody asks.
        file: The file it was read from.
        words: Of each passage, as ``index.sink.Document.words``.
    """

    number: int
    article: Article
    content_key: str
    file: FileState
    words: Sequence[str | None]
    observed: Observed


class Known(NamedTuple):
    """What an article of a store was made from.

    Attributes:
        declared: As ``declared_form`` writes it.
    """

    name: str
    number: int
    file: FileState
    declared: str
    evidence: str | None
    content_key: str


class Refusal(NamedTuple):
    """A file that could not be indexed.

    Attributes:
        file: ``None`` where it could not even be looked at.
    """

    name: str
    reason: str
    file: FileState | None = None
