"""What goes into a part of a store, and what the next reading needs to know of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.models import Article, Observed


class SourceState(NamedTuple):
    """A source file as it was when it was read, whether or not it is an article.

    Attributes:
        path: Where it lies.
        size: In bytes; -1 where it could not be read.
        mtime_ns: When it was last written, in nanoseconds of the file system's clock; 0 where
            that does not tell whether it has been written since.
        ctime_ns: When anything about it was last changed, likewise.
        sha256: Hash of its bytes, in hexadecimal.
        content_key: The same for files that say the same; empty where it holds no text.
        declared: What was declared of it, in any form that tells it from other declarations.
        reason: Why it cannot be read as an article; empty where it can.
        number: Of its article; 0 where it has none.
    """

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    sha256: str
    content_key: str = ""
    declared: str = ""
    reason: str = ""
    number: int = 0

    @property
    def name(self) -> str:
        """The file's name, which is its article's."""
        return self.path.rpartition("/")[2]


Look = tuple[str, int, int | None, int]
"""Path, size and times of a source file, as of ``SourceState``; ``mtime_ns`` is ``None`` where more
than its look counts: it is not settled, has no article, or something was declared of it."""


def stored_path(path: str) -> str | bytes:
    """Give a path as text, or as bytes where its name is not UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article that has been read, ready to be kept.

    Attributes:
        number: Its own, greater than all that were given before; see ``index.sink.Document``.
        file: The file it was read from.
        words: Of each passage, as ``index.sink.Document.words``.
    """

    number: int
    article: Article
    file: SourceState
    words: Sequence[str | None]
    observed: Observed
