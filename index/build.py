"""Article files -> a new generation of the store; doing it twice changes nothing.

``reindex`` is the entry point. A file that cannot be read is refused with the reason, and
the others are indexed all the same. The order is that of the names, wherever the files lie.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from extract.article import parse_article
from extract.article.decode import decode
from extract.errors import ArticleError
from extract.models import Article, Observation
from index.errors import IndexingError, NoArticles
from index.files import SourceFile, find_files, read_bytes
from index.generation import (
    current_number_or_zero,
    current_path,
    generation_path,
    locked,
    next_number,
    publish,
    remove_debris,
)
from index.store import Store
from index.writing import Counts, declared_form, write_store

Observe = Callable[[Article], Sequence[Observation]]
# What an article was made from: hash of its file, declaration, evidence.
Fingerprint = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of ``reindex`` did; names are in order.

    Attributes:
        refused: Name and reason of each file that was not indexed.
        generation: Number of the generation in use afterwards.
        fresh: Whether it is a new one; ``False`` where nothing had changed.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    counts: Counts
    generation: int
    seconds: float
    fresh: bool = True


def reindex(
    data: Path,
    sources: Sequence[Path],
    *,
    progress: Callable[[int, int], None] | None = None,
    observe: Observe | None = None,
    words: Callable[[str], list[str]] | None = None,
) -> Report:
    """Read all articles of the sources into a new generation and put it into use.

    Args:
        data: The data folder; made where it is missing.
        sources: Files, and folders with all that is in them.
        progress: Told after each file how many are done, of how many.
        observe: Reads an article's observations; the project's own reader if ``None``.
        words: Cuts a passage into words for the search's optional field.

    Raises:
        IndexingError: Nothing could be indexed, or not written; what was in use stays.
    """
    began = time.perf_counter()
    files, refused = find_files(sources)
    with locked(data):
        remove_debris(data)
        before = _known(data)
        reading = _Reading(files, observe or _own_observe(), progress, list(refused))
        number = next_number(data)
        path = generation_path(data, number)
        counts = write_store(
            path,
            reading.articles(),
            (lambda passage: " ".join(words(passage.text))) if words else None,
            meta={"sources": json.dumps([str(source) for source in sources], ensure_ascii=False)},
        )
        fresh = _put_into_use(data, number)
        report = _report(before, reading, counts, current_number_or_zero(data))
    return replace(report, seconds=time.perf_counter() - began, fresh=fresh)


@dataclass(slots=True)
class _Reading:
    """One pass over the files; fills in what it learns on the way."""

    files: Sequence[SourceFile]
    observe: Observe
    progress: Callable[[int, int], None] | None
    refused: list[tuple[str, str]]
    read: dict[str, Fingerprint] = field(default_factory=dict)

    def articles(self) -> Iterator[tuple[Article, str, Sequence[Observation]]]:
        texts: dict[str, str] = {}
        for done, file in enumerate(self.files, 1):
            try:
                article, sha256 = _read(file)
                self._check_new(article, texts)
            except ArticleError as error:
                self.refused.append((error.name, error.message))
            else:
                yield article, sha256, self.observe(article)
                declared = article.declared
                self.read[article.name] = (sha256, declared_form(declared), declared.evidence)
            if self.progress:
                self.progress(done, len(self.files))
        if not self.read:
            reasons = "; ".join(f"{name}: {reason}" for name, reason in self.refused[:3])
            raise NoArticles(f"Không có bài nào đọc được ({reasons}).")

    def _check_new(self, article: Article, texts: dict[str, str]) -> None:
        if article.name in self.read:
            raise ArticleError(
                article.name, "trùng tên với một bài ở thư mục khác; hãy đổi tên tệp"
            )
        key = content_key(article.raw)
        if key in texts:
            raise ArticleError(article.name, f"trùng nội dung với {texts[key]}; chỉ giữ một bài")
        texts[key] = article.name


def content_key(text: str) -> str:
    """Make a key that two article files share if they say the same."""
    # White space and the form of letters are no difference that a reader could see.
    shown = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(shown.encode()).hexdigest()


def _read(file: SourceFile) -> tuple[Article, str]:
    data = read_bytes(file.path)
    article = parse_article(file.path.name, decode(data, file.path.name), file.declared)
    return article, hashlib.sha256(data).hexdigest()


def _own_observe() -> Observe:
    # Imported late: the readers' tables take time to load, and tests bring their own.
    from extract.observe import observe

    return observe


def _known(data: Path) -> dict[str, Fingerprint]:
    try:
        path = current_path(data)
        if path is None:
            return {}
        with Store.open(path) as store:
            return store.fingerprints()
    except IndexingError:
        # To index anew is what mends a damaged store, so it is no reason to stop.
        return {}


def _put_into_use(data: Path, number: int) -> bool:
    """Publish a generation unless it is what is in use already."""
    path = generation_path(data, number)
    current = generation_path(data, current_number_or_zero(data))
    if current.is_file() and filecmp.cmp(path, current, shallow=False):
        path.unlink()
        return False
    try:
        publish(data, number)
    except IndexingError:
        path.unlink(missing_ok=True)
        raise
    return True


def _report(
    before: dict[str, Fingerprint], reading: _Reading, counts: Counts, generation: int
) -> Report:
    now = reading.read
    return Report(
        added=tuple(sorted(now.keys() - before.keys())),
        changed=tuple(sorted(n for n in now.keys() & before.keys() if now[n] != before[n])),
        removed=tuple(sorted(before.keys() - now.keys())),
        unchanged=tuple(sorted(n for n in now.keys() & before.keys() if now[n] == before[n])),
        refused=tuple(sorted(reading.refused)),
        counts=counts,
        generation=generation,
        seconds=0.0,
    )
