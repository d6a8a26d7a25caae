"""Article files -> a new generation of the store; doing it twice changes nothing.

``reindex`` is the entry point, ``difference`` tells what it would change. A file that cannot
be read is refused with the reason, and the others are indexed all the same. The order is that
of the names, wherever the files lie.
"""

from __future__ import annotations

import hashlib
import json
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TypeVar

from extract.article import parse_article
from extract.document import read_document
from extract.errors import ArticleError
from extract.indicator import using
from extract.models import Article, Observed
from index.build.files import SourceFile, find_files, read_bytes
from index.draft import Draft, drafting
from index.errors import IndexingError, NoArticles
from index.generation import (
    current_number_or_zero,
    current_path,
    generation_path,
    locked,
    remove_debris,
)
from index.manifest import Counts, PartEntry
from index.store import Store
from index.store.whole import write_part
from index.store.writing import declared_form
from index.tables import META_KEY, read_table

Observe = Callable[[Article], Observed]
# What an article was made from: hash of its file, declaration, evidence.
Fingerprint = tuple[str, str, str | None]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The articles of the sources against those of the index; names are in order.

    Attributes:
        refused: Name and reason of each file that cannot be indexed.
        generation: Number of the generation in use; 0 where there is none.
        table_changed: Whether the data folder's indicator table is another than the one the
            generation before was built with.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    generation: int
    seconds: float
    table_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Difference):
    """What a run of ``reindex`` did; ``generation`` is the one in use afterwards.

    Attributes:
        fresh: Whether that is a new one; ``False`` where nothing had changed.
    """

    counts: Counts
    fresh: bool


def difference(
    data: Path, sources: Sequence[Path], *, progress: Callable[[int, int], None] | None = None
) -> Difference:
    """Tell what ``reindex`` would change; observations are not read and nothing is written.

    Args:
        data: The data folder; may be missing.
        sources: As for ``reindex``.
        progress: As for ``reindex``.

    Raises:
        IndexingError: ``reindex`` would stop for the same reason.
    """
    began = time.perf_counter()
    table, _ = read_table(data)
    files, refused = find_files(sources)
    before, table_before = _known(data)

    def parse(file: SourceFile, raw: str, sha256: str) -> None:
        # What is indexed has been parsed before, and that takes most of the time.
        if sha256 != before.get(file.path.name, ("",))[0]:
            parse_article(file.path.name, raw, file.declared)

    reading = _Reading(files, progress, list(refused))
    for _ in reading.parsed(parse):
        pass
    found = _compared(before, reading, current_number_or_zero(data), began)
    return replace(found, table_changed=table != table_before)


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
        observe: Reads an article's numbers; the project's own reader if ``None``.
        words: Cuts a passage into words for the search's optional field.

    Raises:
        IndexingError: Nothing could be indexed, or not written; what was in use stays.
    """
    began = time.perf_counter()
    files, refused = find_files(sources)
    with locked(data):
        remove_debris(data)
        table, catalogue = read_table(data)
        before, table_before = _known(data)
        reading = _Reading(files, progress, list(refused))
        read_observations = observe or _own_observe()
        articles = ((a, sha256, read_observations(a)) for a, sha256 in reading.parsed(_parse))
        meta = {"sources": json.dumps([str(source) for source in sources], ensure_ascii=False)}
        meta |= {META_KEY: table} if table else {}
        cut = (lambda passage: " ".join(words(passage.text))) if words else None
        with using(catalogue), drafting(data) as draft:
            part = write_part(draft.new_part(), articles, cut, refused=reading.refused)
            fresh = _put_into_use(data, draft, part, meta, len(reading.refused))
        found = _compared(before, reading, current_number_or_zero(data), began)
    found = replace(found, table_changed=table != table_before)
    own = {each.name: getattr(found, each.name) for each in fields(found)}
    return Report(**own, counts=part.counts, fresh=fresh)


@dataclass(slots=True)
class _Reading:
    """One pass over the files; fills in what it learns on the way."""

    files: Sequence[SourceFile]
    progress: Callable[[int, int], None] | None
    refused: list[tuple[str, str]]
    read: dict[str, Fingerprint] = field(default_factory=dict)

    def parsed(self, parse: Callable[[SourceFile, str, str], _T]) -> Iterator[_T]:
        """Give what ``parse`` makes of each file's text and hash; the refused are left out."""
        texts: dict[str, str] = {}
        for done, file in enumerate(self.files, 1):
            name, declared = file.path.name, file.declared
            try:
                raw, sha256 = _read(file)
                made = parse(file, raw, sha256)
                self._check_new(name, raw, texts)
            except ArticleError as error:
                self.refused.append((error.name, error.message))
            else:
                yield made
                self.read[name] = (sha256, declared_form(declared), declared.evidence)
            if self.progress:
                self.progress(done, len(self.files))
        if not self.read:
            reasons = "; ".join(f"{name}: {reason}" for name, reason in self.refused[:3])
            raise NoArticles(f"Không có bài nào đọc được ({reasons}).")

    def _check_new(self, name: str, raw: str, texts: dict[str, str]) -> None:
        if name in self.read:
            raise ArticleError(name, "trùng tên với một bài ở thư mục khác; hãy đổi tên tệp")
        key = content_key(raw)
        if key in texts:
            raise ArticleError(name, f"trùng nội dung với {texts[key]}; chỉ giữ một bài")
        texts[key] = name


def content_key(text: str) -> str:
    """Make a key that two article files share if they say the same."""
    # White space and the form of letters are no difference that a reader could see.
    shown = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(shown.encode()).hexdigest()


def _read(file: SourceFile) -> tuple[str, str]:
    data = read_bytes(file.path)
    return read_document(file.path.name, data).text, hashlib.sha256(data).hexdigest()


def _parse(file: SourceFile, raw: str, sha256: str) -> tuple[Article, str]:
    return parse_article(file.path.name, raw, file.declared), sha256


def _own_observe() -> Observe:
    # Imported late: the readers' tables take time to load, and tests bring their own.
    from extract.observe import read_observations

    return read_observations


def _known(data: Path) -> tuple[dict[str, Fingerprint], str]:
    """Tell what the generation in use was made from: its articles and its indicator table."""
    try:
        path = current_path(data)
        if path is None:
            return {}, ""
        with Store.open(path) as store:
            return store.fingerprints(), store.meta().get(META_KEY, "")
    except IndexingError:
        # To index anew is what mends a damaged store, so it is no reason to stop.
        return {}, ""


def _put_into_use(
    data: Path, draft: Draft, part: PartEntry, meta: dict[str, str], refused: int
) -> bool:
    """Publish a generation unless it is what is in use already."""
    with (
        suppress(IndexingError),
        Store.open(generation_path(data, current_number_or_zero(data))) as store,
    ):
        current = store.manifest
        if current.parts[0].file.sha256 == part.file.sha256 and current.meta == meta:
            return False
    draft.publish([part], next_number=part.last + 1, refused=refused, meta=meta)
    return True


def _compared(
    before: dict[str, Fingerprint], reading: _Reading, generation: int, began: float
) -> Difference:
    now = reading.read
    return Difference(
        added=tuple(sorted(now.keys() - before.keys())),
        changed=tuple(sorted(n for n in now.keys() & before.keys() if now[n] != before[n])),
        removed=tuple(sorted(before.keys() - now.keys())),
        unchanged=tuple(sorted(n for n in now.keys() & before.keys() if now[n] == before[n])),
        refused=tuple(sorted(reading.refused)),
        generation=generation,
        seconds=time.perf_counter() - began,
    )
