"""The index on disk -> what answers: the engine and the searcher over one generation.

``open_corpus`` is the entry point; where nothing is indexed yet, it indexes the sources first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Settings, sources_of
from index.errors import ReindexRunning, StoreCorrupt, StoreMissing, StoreUnwritable
from index.generation import Aside, current_number, current_path, set_aside
from index.manifest import check_files
from index.models import StoredArticle, StoredObservation
from index.store import Store
from index.tables import catalogue_of

if TYPE_CHECKING:
    from bot.answer.entry import Describer, Entry
    from bot.engine import Engine
    from extract.indicator import Catalogue
    from index.lookup import Lookup
    from index.passages.search import Searcher
    from index.passages.vocabulary import Vocabulary


class Corpus:
    """One generation of the index, opened; what costs time is made when first asked for.

    Attributes:
        store: What is read.
    """

    def __init__(self, store: Store) -> None:
        """Answer from an open store."""
        self.store = store

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
        from index.lookup import MemoryLookup

        return MemoryLookup(self.observations(), describer)

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
        return None

    def text_of(self, name: str) -> str:
        """The text of an article's file, by its name."""
        return self.store.article_text(name)

    @cached_property
    def searcher(self) -> Searcher:
        """Ranks passages."""
        from index.passages.search import open_searcher

        return open_searcher(self.store, None)

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


def open_generation(path: Path) -> Corpus:
    """Open a generation and check that it is whole, as far as that takes no time.

    Args:
        path: As ``index.generation`` names it.

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
    return Corpus(store)


def open_corpus(settings: Settings, say: Callable[[str], None]) -> Corpus:
    """Open the current generation; one that is damaged is put aside, and another taken or made.

    Args:
        settings: Name the data folder.
        say: Tells the user what takes time and why.

    Raises:
        IndexingError: The index cannot be read, or the first one cannot be made.
    """
    if is_indexed(settings.data):
        try:
            return open_indexed(settings)
        except (StoreCorrupt, StoreMissing) as error:
            aside = put_aside(settings.data, error)
            if aside.successor is not None:
                say(aside.message)
                return open_indexed(settings)
            why = aside.message
    else:
        why = f"Chưa có chỉ mục trong {settings.data}/."
    _index_all(settings, why, say)
    return open_indexed(settings)


def open_indexed(settings: Settings) -> Corpus:
    """Open the current generation; what has never been indexed is an error.

    Raises:
        IndexingError: There is no index, or it cannot be read.
    """
    path = current_path(settings.data)
    if path is None:
        raise StoreMissing(settings.data)
    return open_generation(path)


def is_indexed(data: Path) -> bool:
    """Tell whether anything has ever been indexed, be it damaged now."""
    try:
        return current_number(data) is not None
    except StoreCorrupt:
        return True


def put_aside(data: Path, error: StoreCorrupt | StoreMissing) -> Aside:
    """Put the current generation aside, since it is damaged, and use the one before if whole.

    Raises:
        IndexingError: ``error``, where the folder cannot be changed.
    """
    try:
        return set_aside(data)
    except (ReindexRunning, StoreUnwritable):
        raise error from None


def _index_all(settings: Settings, why: str, say: Callable[[str], None]) -> None:
    from index.build import reindex
    from index.passages.segment import words_of

    sources = sources_of(settings)
    say(f"{why} Đang đọc {', '.join(map(str, sources))} ...")
    report = reindex(settings.data, sources, words=words_of)
    say(f"Đã đọc {report.counts.articles} bài, được {report.counts.observations} số liệu.")
