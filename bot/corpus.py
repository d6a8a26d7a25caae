"""The index on disk -> what answers: the engine and the searcher over one generation.

``open_corpus`` is the entry point; where nothing is indexed yet, it indexes the sources first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Settings, sources_of
from index.aside import Aside, find_aside, set_aside
from index.errors import (
    IndexingError,
    ReindexRunning,
    StoreCorrupt,
    StoreMissing,
    StoreUnwritable,
)
from index.generation import current_number, open_current
from index.manifest import check_files, read_manifest
from index.models import StoredArticle, StoredObservation
from index.store import Store
from index.tables import catalogue_of

if TYPE_CHECKING:
    from bot.answer.describer import Describer
    from bot.answer.entry import Entry
    from bot.engine import Engine
    from extract.indicator import Catalogue
    from index.lookup import Lookup
    from index.passages.disk.terms import Terms
    from index.passages.seam import Searcher
    from index.passages.vocabulary import Vocabulary

_PASSAGES = "passages"


class Corpus:
    """One generation of the index, opened; what costs time is made when first asked for.

    Attributes:
        store: What is read.
    """

    def __init__(self, store: Store, engine: str) -> None:
        """Answer from an open store.

        Args:
            engine: What ranks passages, as ``HOISO_ENGINE`` names it.
        """
        self.store = store
        self._engine = engine

    @cached_property
    def articles(self) -> Mapping[str, StoredArticle]:
        """The articles by file name, each looked up when it is asked for."""
        return _Articles(self.store)

    def observations(self) -> Iterator[StoredObservation]:
        """Give every observation, article by article."""
        return self.store.observations()

    def places(self) -> list[tuple[str, str | None]]:
        """Give name and province of every place that observations are about."""
        return [(name, province) for name, province, _ in self.store.places()]

    def tallied_places(self) -> list[tuple[str, str | None, int]]:
        """Give name and province of every such place, and how many observations are about it."""
        return self.store.places()

    def indicators(self) -> list[tuple[str, str, int]]:
        """Give every indicator with its unit, and how many observations have both."""
        return self.store.indicators()

    def lookup(self, describer: Describer) -> Lookup[Entry]:
        """Open what finds observations."""
        from index.lookup import open_lookup

        return open_lookup(self.store.folder, self.store, describer)

    def newest_day(self) -> date | None:
        """Give the day of the newest article; ``None`` where no article has one."""
        return self.store.newest_day()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The indicators, with what admins had added when the generation was made."""
        return catalogue_of(self.store.meta())

    @cached_property
    def engine(self) -> Engine:
        """Answers questions."""
        from bot.engine import Engine

        return Engine(self)

    @cached_property
    def vocabulary(self) -> Vocabulary | None:
        """Counts the words of passages where there are too many to read."""
        return self._terms

    def text_of(self, name: str) -> str:
        """The text of an article's file, by its name."""
        return self.store.article_text(name)

    @cached_property
    def searcher(self) -> Searcher:
        """Ranks passages."""
        from index.passages.search import open_searcher

        return open_searcher(self.store, self._terms)

    @cached_property
    def _terms(self) -> Terms | None:
        from index.passages.search import open_terms

        passages = self.store.counts().passages
        return open_terms(self.store.folder / _PASSAGES, self._engine, passages)

    def close(self) -> None:
        """Close the store."""
        self.store.close()


class _Articles(Mapping[str, StoredArticle]):
    def __init__(self, store: Store) -> None:
        self._store = store

    def __getitem__(self, name: str) -> StoredArticle:
        found = self._store.article(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (article.name for article in self._store.articles())

    def __len__(self) -> int:
        return self._store.counts().articles


def open_generation(path: Path, engine: str = "auto") -> Corpus:
    """Open a generation and check that it is whole, as far as that takes no time.

    Args:
        path: As ``index.generation`` names it.
        engine: What ranks passages, as ``HOISO_ENGINE`` names it.

    Raises:
        IndexingError: It is not there, or cannot be read.
    """
    store = Store.open(path)
    try:
        sinks = store.manifest.sinks.values()
        check_files(path, [file for sink in sinks for file in sink.files])
    except BaseException:
        store.close()
        raise
    return Corpus(store, engine)


def open_corpus(settings: Settings, say: Callable[[str], None]) -> Corpus:
    """Open the current generation; one that is damaged is put aside, and another taken or made.

    Args:
        settings: Name the data folder.
        say: Tells the user what takes time and why.

    Raises:
        IndexingError: The index cannot be read, or none can be made.
    """
    if is_indexed(settings.data):
        try:
            return open_indexed(settings)
        except (StoreCorrupt, StoreMissing) as error:
            aside, sources = put_aside(settings, error)
            if not sources:
                say(aside.message)
                return open_indexed(settings)
            why = aside.message
    else:
        why, sources = f"Chưa có chỉ mục trong {settings.data}/.", sources_of(settings)
    _index(settings, sources, why, say)
    return open_indexed(settings)


def open_indexed(settings: Settings) -> Corpus:
    """Open the current generation; what has never been indexed is an error.

    Raises:
        IndexingError: There is no index, or it cannot be read.
    """
    return open_current(settings.data, lambda path: open_generation(path, settings.engine))


def is_indexed(data: Path) -> bool:
    """Tell whether anything has ever been indexed, be it damaged now."""
    try:
        return current_number(data) is not None or bool(find_aside(data))
    except StoreCorrupt:
        return True


def put_aside(
    settings: Settings, error: StoreCorrupt | StoreMissing
) -> tuple[Aside, tuple[Path, ...]]:
    """Put the current generation aside, since it is damaged, and use the one before if whole.

    Returns:
        What became of it, and where none is whole, the sources to make another from.

    Raises:
        IndexingError: ``error``, where the folder cannot be changed, or nobody knows the sources.
    """
    try:
        aside = set_aside(settings.data)
    except (ReindexRunning, StoreUnwritable):
        raise error from None
    if aside.successor is not None:
        return aside, ()
    sources = _sources_before(settings.data) or (sources_of(settings) if settings.sources else ())
    if not sources:
        # Those of the program are hardly what was there.
        raise error
    return aside, sources


def _sources_before(data: Path) -> tuple[Path, ...]:
    for folder in find_aside(data):
        with suppress(IndexingError, ValueError, TypeError):
            named = json.loads(read_manifest(folder).meta["sources"])
            sources = tuple(map(Path, named))
            return sources if all(source.exists() for source in sources) else ()
    return ()


def _index(
    settings: Settings, sources: tuple[Path, ...], why: str, say: Callable[[str], None]
) -> None:
    from bot.indexing import index_sources

    say(f"{why} Đang đọc {', '.join(map(str, sources))} ...")
    report = index_sources(settings.data, sources, settings.engine)
    say(f"Đã đọc {report.counts.articles} bài, được {report.counts.observations} số liệu.")
