"""What a run of ``reindex`` would change, or has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import NamedTuple

from index.manifest import Counts
from index.store.models import SourceState


@dataclass(frozen=True, slots=True)
class Difference:
    """The articles of the sources against those of the index; names are in order.

    Attributes:
        refused: Name and reason of each file that cannot be indexed.
        generation: Number of the generation in use; 0 where there is none.
        read: How many files had to be opened.
        table_changed: Whether the data folder's indicator table is another than the one the
            generation before was built with.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    _: KW_ONLY
    refused: tuple[tuple[str, str], ...]
    generation: int
    seconds: float
    read: int = 0
    table_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Difference):
    """What a run of ``reindex`` did; ``generation`` is the one in use afterwards.

    Attributes:
        fresh: Whether that is a new one; ``False`` where nothing had changed.
    """

    counts: Counts
    fresh: bool


class Names(NamedTuple):
    """How the articles of two generations differ; names are in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]


def compare(
    before: Mapping[str, SourceState],
    taken: Iterable[SourceState],
    kept: Iterable[str],
    others: Iterable[str] = (),
) -> Names:
    """Compare the articles of a generation with those that come after it.

    Args:
        before: Files that were articles, by name.
        taken: Files that have been read and are articles now.
        kept: Names of the articles that were left as they are.
        others: Those of articles that ``before`` leaves out, since they stay.
    """
    added, changed, unchanged = set(), set(), set(kept)
    for state in taken:
        was = before.get(state.name)
        if was is None:
            added.add(state.name)
        elif (was.sha256, was.declared) != (state.sha256, state.declared):
            changed.add(state.name)
        else:
            unchanged.add(state.name)
    removed = before.keys() - added - changed - unchanged
    kinds = (added, changed, removed, [*unchanged, *others])
    return Names(*(tuple(sorted(names)) for names in kinds))
