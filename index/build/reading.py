"""One article file -> its article and what is read in it, or the reason why not.

``ArticleReader`` does it in this process; ``crew`` has several processes do it. The same file
gives the same on any of them.
"""

from __future__ import annotations

import hashlib
import logging
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol, Self

from extract.article import parse_article
from extract.document import DocumentReader
from extract.errors import ArticleError
from extract.models import Article, Declared, Observed
from index.build.content import read_file
from index.store.writing import MOST_PER_ARTICLE

Observe = Callable[[Article], Observed]
Words = Callable[[str], list[str]]
NOTHING = Observed([], [])
_SAMPLE = "Tỉnh có 61% hồ sơ nộp trực tuyến\n\nNăm 2024, tỉnh có 61% hồ sơ nộp trực tuyến.\n"
_TOO_MUCH = "đọc bài này cần quá nhiều bộ nhớ; hãy tách bài thành nhiều tệp"
_TOO_LONG = "quá nhiều đoạn hoặc số liệu ({most}); hãy tách thành nhiều tệp"
_FAULT = "trình đọc gặp lỗi với bài này ({error}); hãy báo lỗi kèm tệp"
# What a mistake in a reader may raise; the other articles are read all the same.
_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_log = logging.getLogger(__name__)


class Task(NamedTuple):
    """A file to be read.

    Attributes:
        size: In bytes, as it was seen.
        sha256: Of what is known of it; where it still is the same, it is not parsed.
    """

    name: str
    path: str
    size: int
    declared: Declared
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading a file.

    Attributes:
        size: Of the file, in bytes; -1 where it could not be read.
        mtime_ns: As ``files.Content.mtime_ns``.
        ctime_ns: As ``files.Content.ctime_ns``.
        sha256: Of its bytes, in hexadecimal; empty where it could not be read.
        content_key: As ``content_key`` makes it; empty where it holds no text.
        reason: Why it is no article; ``None`` where it is one.
        errno: Of the system, where that would not give the file.
        article: Without ``Passage.offsets``; ``None`` also where the file is as known.
        words: Of each passage, as ``index.sink.Document.words``.
    """

    size: int = -1
    mtime_ns: int = 0
    ctime_ns: int = 0
    sha256: str = ""
    content_key: str = ""
    reason: str | None = None
    errno: int = 0
    article: Article | None = None
    words: tuple[str | None, ...] = ()
    observed: Observed = NOTHING


class Readers(Protocol):
    """Reads files; each is handed in before its outcome is taken, in the same order."""

    def hand_in(self, task: Task) -> None:
        """Give a file to be read when there is time."""
        ...

    def take(self) -> Outcome:
        """Wait for what came of the first file whose outcome has not been taken."""
        ...

    def close(self) -> None:
        """Stop, whatever is going on."""
        ...


class ArticleReader:
    """Reads files one after the other."""

    def __init__(
        self, observe: Observe | None = None, words: Words | None = None, *, guarded: bool = True
    ) -> None:
        """Prepare.

        Args:
            observe: Reads an article's numbers; the project's own reader if ``None``.
            words: Cuts a passage into words; ``None`` where none is cut.
            guarded: Whether an error of a reader is a reason against the file.
        """
        self._observe = observe
        self._words = words
        self._guarded = guarded
        self._documents = DocumentReader()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what helps to read documents."""
        self._documents.close()

    def read(self, task: Task) -> Outcome:
        """Read a file.

        Raises:
            ReaderError: Documents cannot be read at all.
        """
        try:
            data, mtime_ns, ctime_ns = read_file(task.path)
        except ArticleError as error:
            cause = error.__cause__
            errno = cause.errno or 0 if isinstance(cause, OSError) else 0
            return Outcome(reason=error.message, errno=errno)
        found = Outcome(len(data), mtime_ns, ctime_ns, hashlib.sha256(data).hexdigest())
        if found.sha256 == task.sha256:
            return found
        try:
            text = self._documents.read(task.name, data).text
            found = replace(found, content_key=content_key(text))
            article = parse_article(task.name, text, task.declared)
            observed = self._read_observed(article)
            _check_room(article, observed)
            words = tuple(self._cut(passage.text) for passage in article.passages)
            return replace(found, article=_sent(article), words=words, observed=observed)
        except ArticleError as error:
            return replace(found, reason=error.message)
        except MemoryError:
            return replace(found, reason=_TOO_MUCH)
        except _FAULTS as error:
            if not self._guarded:
                raise
            _log.exception("reading %s", task.path)
            return replace(found, reason=_FAULT.format(error=type(error).__name__))

    def load(self) -> None:
        """Load what takes time to load, before the first file comes."""
        self._read_observed(parse_article("a.txt", _SAMPLE))

    def _cut(self, text: str) -> str | None:
        return " ".join(self._words(text)) if self._words else None

    def _read_observed(self, article: Article) -> Observed:
        if self._observe is None:
            # Imported late: the readers' tables take time to load.
            from extract.observe import read_observations

            self._observe = read_observations
        return self._observe(article)


class OneByOne:
    """Reads files in this process, each when its outcome is taken."""

    def __init__(self, reader: ArticleReader) -> None:
        self._reader = reader
        self._tasks: list[Task] = []

    def hand_in(self, task: Task) -> None:
        """Remember a file."""
        self._tasks.append(task)

    def take(self) -> Outcome:
        """Read the first file of those remembered."""
        return self._reader.read(self._tasks.pop(0))

    def close(self) -> None:
        """Let the reader go."""
        self._reader.close()


def content_key(text: str) -> str:
    """Make a key that two article files share if they say the same."""
    # White space and the form of letters are no difference that a reader could see.
    shown = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(shown.encode()).hexdigest()


def _check_room(article: Article, observed: Observed) -> None:
    most = max(map(len, (article.passages, observed.observations, observed.unattached)))
    if most > MOST_PER_ARTICLE:
        raise ArticleError(article.name, _TOO_LONG.format(most=most))


def _sent(article: Article) -> Article:
    """Leave out what only the readers need: a number for each letter."""
    return replace(article, passages=tuple(replace(p, offsets=()) for p in article.passages))
