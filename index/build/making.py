"""A generation in the making, begun where there is something to put into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from index.build.affected import Affected
from index.build.before import Before
from index.build.compaction import merged_count
from index.build.feeding import Feed
from index.build.intake import Intake
from index.build.settling import Accepted, Settling
from index.draft import Draft, drafting
from index.manifest import Counts, Manifest, PartEntry
from index.sink import Sink
from index.store import Store
from index.store.merging import merge_parts
from index.store.models import SourceState


class Making:
    """A generation; as a context it leaves nothing of what has not been published.

    Attributes:
        taken: Files of the articles that were taken in.
        counts: How much it holds; known when it has been published.
    """

    def __init__(
        self, data: Path, before: Before, affected: Affected, sinks: Sequence[Sink], *, anew: bool
    ) -> None:
        """Prepare; nothing is written yet.

        Args:
            data: The data folder, ``locked``.
            before: The generation in use.
            affected: What articles may come and go of.
            sinks: The indexes beside the store.
            anew: Whether all articles come, and nothing of the generation before stays.
        """
        self._data, self._affected, self._sinks = data, affected, sinks
        self._base = None if anew else before.store
        self._stack = ExitStack()
        self._draft: Draft | None = None
        self._feeds: list[Feed] = []
        self._intake: Intake | None = None
        self._part = Path()
        self.taken: list[SourceState] = []
        self.counts = Counts(0, 0, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, accepted: Accepted) -> None:
        """Take in an article."""
        self._begun().add(accepted)
        self.taken.append(accepted.state)

    def publish(
        self,
        gone: Iterable[str],
        settled: Settling,
        refused: Sequence[tuple[str, str]],
        meta: Mapping[str, str],
    ) -> None:
        """Put the generation on the disk and into use.

        Args:
            gone: Names of the articles that are none any more.
            settled: Knows what is new of files that were not taken in.
            refused: Name and reason of all files that are no articles, in order.
            meta: What the generation is made from.
        """
        intake = self._begun()
        assert self._draft is not None
        if self._base is not None:
            intake.forget(gone)
        new = intake.finish(settled.noted, self._affected.gone, refused)
        parts = tuple(self._merged(self._draft, new))
        manifest = Manifest(parts, intake.next_number, len(refused), {}, meta)
        self.counts = manifest.counts
        with Store.over(self._draft.folder, manifest) as store:
            sinks = {
                sink.name: sink.version
                for sink, feed in zip(self._sinks, self._feeds, strict=True)
                if feed.finish(self.counts, store.documents)
            }
        self._draft.publish(
            parts, next_number=intake.next_number, refused=len(refused), sinks=sinks, meta=meta
        )

    def _begun(self) -> Intake:
        if self._intake is None:
            base = self._base
            self._draft = self._stack.enter_context(drafting(self._data))
            held = (base.folder, base.manifest) if base else None
            for sink in self._sinks:
                feed = Feed(sink, self._draft, held)
                self._stack.callback(feed.abandon)
                self._feeds.append(feed)
            numbers = {name: one.number for name, one in self._affected.named.items()}
            self._part = self._draft.new_part()
            self._intake = self._stack.enter_context(Intake(self._part, base, numbers, self._feeds))
        return self._intake

    def _merged(self, draft: Draft, new: PartEntry) -> list[PartEntry]:
        """Take over the parts of the generation before; merge those that have become many."""
        if self._base is None:
            return [new]
        folder, entries = self._base.folder, [*self._base.manifest.parts, new]
        count = merged_count(entries)
        kept, merged = entries[: len(entries) - count], entries[len(entries) - count :]
        for entry in kept:
            if entry is not new:
                draft.keep_part(folder, entry)
        if not merged:
            return kept
        files = [(folder / entry.file.name, entry) for entry in merged[:-1]]
        one = merge_parts(draft.new_part(), [*files, (self._part, new)])
        self._part.unlink()
        return [*kept, one]
