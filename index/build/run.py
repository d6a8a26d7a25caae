"""Article files -> a new generation of the index; doing it twice changes nothing.

``reindex`` is the entry point, ``difference`` tells what it would change. Only what has changed is
read, and the result is that of reading everything. A file that cannot be read is refused with
the reason, and the others are indexed all the same. The order is that of the names, wherever
the files lie.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from extract.indicator import using
from index.aside import set_aside
from index.build.affected import Affected, all_affected, find_affected
from index.build.before import Before
from index.build.feeding import is_current
from index.build.files import Scan, need_files, scan
from index.build.fingerprint import reader_fingerprint
from index.build.making import Making
from index.build.readers import Readership
from index.build.reading import Observe, Words
from index.build.report import Difference, Report, compare
from index.build.settling import Settling
from index.build.vanished import check_scan
from index.errors import NoArticles, StoreCorrupt
from index.generation import current_number_or_zero, locked, remove_debris
from index.sink import Sink
from index.tables import META_KEY, read_table

Progress = Callable[[int, int], None]
MOST_CUT = 2_000
"""Of article files; where there are more, passages are not cut into words."""
_READER, _WORDS, _SOURCES = "reader", "words", "sources"
# From so many articles on, looking through the files takes as long as starting a process.
_MANY = 20_000


def difference(
    data: Path,
    sources: Sequence[Path],
    *,
    progress: Progress | None = None,
    jobs: int | None = None,
    allow_empty: bool = False,
) -> Difference:
    """Tell what ``reindex`` would change; observations are not read and nothing is written.

    Args:
        data: The data folder; may be missing.
        sources: As for ``reindex``.
        progress: As for ``reindex``.
        jobs: As for ``reindex``.
        allow_empty: As for ``reindex``.

    Raises:
        IndexingError: ``reindex`` would stop for the same reason.
    """
    began = time.perf_counter()
    table, catalogue = read_table(data)
    readers = Readership(table, jobs, None, observing=False)
    with using(catalogue), Before(data) as before, readers:
        affected = find_affected(_scanned(sources, before, allow_empty), before)
        settling = _settling(affected, readers, progress, allow_empty)
        taken = [accepted.state for accepted in settling.run()]
        _need_articles(settling)
        return Difference(
            *compare(affected.named, taken, settling.unchanged, affected.others()),
            refused=_refused(settling),
            generation=before.number,
            read=settling.read,
            table_changed=table != before.meta.get(META_KEY, ""),
            seconds=time.perf_counter() - began,
        )


def reindex(
    data: Path,
    sources: Sequence[Path],
    *,
    progress: Progress | None = None,
    observe: Observe | None = None,
    words: Words | None = None,
    sinks: Sequence[Sink] = (),
    jobs: int | None = None,
    allow_empty: bool = False,
    meanwhile: Callable[[], None] | None = None,
) -> Report:
    """Bring the index up to what the sources hold, and put it into use.

    Args:
        data: The data folder; made where it is missing.
        sources: Files, and folders with all that is in them.
        progress: Told after each file that was read how many are done, of how many.
        observe: Reads an article's numbers, in this process; the project's own reader if
            ``None``.
        words: Cuts a passage into words for the search's optional field; a function of a
            module. With very many articles nothing is cut.
        sinks: The indexes beside the store.
        jobs: How many processes read; 0 for this one alone, ``None`` for one a processor.
        allow_empty: Whether a source that held articles may hold none any more.
        meanwhile: Loads what ``sinks`` will need, while another process reads.

    Raises:
        IndexingError: Nothing could be indexed, or not written; what was in use stays.
    """
    began = time.perf_counter()
    options = _Options(
        *(tuple(sources), progress, observe, words, tuple(sinks), jobs, allow_empty, meanwhile)
    )
    try:
        return _reindex(data, options, began)
    except StoreCorrupt:
        # To index anew is what mends a damaged generation.
        set_aside(data)
        return _reindex(data, options, began)


@dataclass(frozen=True, slots=True)
class _Options:
    """What ``reindex`` was asked for; see there."""

    sources: tuple[Path, ...]
    progress: Progress | None
    observe: Observe | None
    words: Words | None
    sinks: tuple[Sink, ...]
    jobs: int | None
    allow_empty: bool
    meanwhile: Callable[[], None] | None


def _reindex(data: Path, options: _Options, began: float) -> Report:
    with locked(data), ExitStack() as stack:
        remove_debris(data)
        table, catalogue = read_table(data)
        stack.enter_context(using(catalogue))
        before = stack.enter_context(Before(data, strict=True))
        readers = stack.enter_context(Readership(table, options.jobs, options.observe))
        if before.counts.articles >= _MANY:
            readers.start_ahead()
        found = _scanned(options.sources, before, options.allow_empty)
        readers.words = options.words if len(found.files) <= MOST_CUT else None
        meta = _meta(options.sources, table, cut=readers.words is not None)
        anew = before.store is None or _is_made_otherwise(before.meta, meta)
        affected = all_affected(found, {}) if anew else find_affected(found, before)
        making = stack.enter_context(Making(data, before, affected, options.sinks, anew=anew))
        settling = _settling(affected, readers, options.progress, options.allow_empty)
        settling.meanwhile = options.meanwhile if readers.is_ahead else None
        for accepted in settling.run():
            making.add(accepted)
        readers.close()
        _need_articles(settling)
        named = before.named if anew else affected.named
        names = compare(named, making.taken, settling.unchanged, affected.others())
        refused = _refused(settling)
        news = (anew, making.taken, names.removed, refused != before.refused, meta != before.meta)
        fresh = any(news) or not all(_is_up_to_date(sink, before) for sink in options.sinks)
        if fresh:
            making.publish(names.removed, settling, refused, meta)
        return Report(
            *names,
            refused=refused,
            generation=current_number_or_zero(data),
            read=settling.read,
            table_changed=table != before.meta.get(META_KEY, ""),
            counts=making.counts if fresh else before.counts,
            fresh=fresh,
            seconds=time.perf_counter() - began,
        )


def _scanned(sources: Sequence[Path], before: Before, allow_empty: bool) -> Scan:
    found = scan(sources)
    if not allow_empty and (found.unopened or found.empty):
        check_scan(found, before.states)
    need_files(found, sources)
    return found


def _settling(
    affected: Affected,
    readers: Readership,
    progress: Progress | None,
    allow_empty: bool,
) -> Settling:
    settling = Settling(affected, readers.open, readers.read_late, progress)
    settling.lenient = allow_empty
    settling.refused.extend(affected.scan.refused)
    return settling


def _need_articles(settling: Settling) -> None:
    if not settling.names and settling.affected.is_all:
        shown = "; ".join(f"{name}: {reason}" for name, reason in settling.refused[:3])
        raise NoArticles(f"Không có bài nào đọc được ({shown}).")


def _refused(settling: Settling) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(settling.refused))


def _meta(sources: Sequence[Path], table: str, *, cut: bool) -> dict[str, str]:
    meta = {
        _SOURCES: json.dumps([str(source) for source in sources], ensure_ascii=False),
        _READER: reader_fingerprint(),
        _WORDS: "cut" if cut else "",
    }
    return meta | ({META_KEY: table} if table else {})


def _is_made_otherwise(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    return any(before.get(key, "") != now.get(key, "") for key in (_READER, _WORDS, META_KEY))


def _is_up_to_date(sink: Sink, before: Before) -> bool:
    assert before.store is not None
    manifest = before.store.manifest
    wanted = sink.is_wanted(manifest.counts.passages, manifest.counts.observations)
    return (
        is_current(sink, before.store.folder, manifest)
        if wanted
        else sink.name not in manifest.sinks
    )
