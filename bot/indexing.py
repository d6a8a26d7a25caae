"""Sources -> a new generation of the index, with all that answers are found by.

``index_sources`` is the entry point of everything that indexes; ``sinks_of`` tells what is kept
beside the store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answer.entry import Entry
    from index.build import Report
    from index.lookup.sink import ObservationSink
    from index.sink import Sink


def index_sources(
    data: Path,
    sources: Sequence[Path],
    engine: str = "auto",
    *,
    progress: Callable[[int, int], None] | None = None,
    jobs: int | None = None,
    allow_empty: bool = False,
) -> Report:
    """Bring the index up to what the sources hold, and put it into use.

    Args:
        data: The data folder; made where it is missing.
        sources: Files, and folders with all that is in them.
        engine: What ranks passages, as ``HOISO_ENGINE`` names it.
        progress: As for ``index.build.reindex``, and so the others.

    Raises:
        IndexingError: As for ``index.build.reindex``.
    """
    # Here, not above: to read articles takes much that to answer does not.
    from index.build import reindex
    from index.passages.segment import words_of

    passages, observations = sinks_of(data, engine)
    return reindex(
        *(data, sources),
        progress=progress,
        words=words_of,
        sinks=(passages, observations),
        jobs=jobs,
        allow_empty=allow_empty,
        meanwhile=observations.prepare,
    )


def sinks_of(data: Path, engine: str) -> tuple[Sink, ObservationSink[Entry]]:
    """Give the indexes beside the store, each for the sizes that need it.

    Args:
        data: The data folder, which may hold a table of indicators.
        engine: What ranks passages, as ``HOISO_ENGINE`` names it.

    Raises:
        IndexingError: The table is broken.
    """
    from bot.answer.indexing import observation_sink
    from index.passages.disk.sink import PassageSink
    from index.tables import read_table

    _, catalogue = read_table(data)
    return PassageSink(engine), observation_sink(catalogue)
