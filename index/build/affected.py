"""The files there are, against what the generation before knows -> those that a run decides over.

Whether a file is an article depends on itself and on the files of its name or its content, and on
nothing else. So where little has changed, most files need no look beyond size and times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from index.build.before import Before
from index.build.files import Found, Scan, in_order, name_of
from index.store import Store
from index.store.models import SourceState

# Where more have changed, all are decided over, and what is read is not held until the last is.
_MOST = 500


@dataclass(slots=True)
class Affected:
    """What a run decides over.

    Attributes:
        scan: All files there are.
        files: Those decided over, by path.
        states: What is known of them and of those gone, by path.
        gone: Paths of the files that are there no more.
        base: Knows the others; ``None`` where there are none.
    """

    scan: Scan
    files: dict[str, Found]
    states: dict[str, SourceState]
    gone: list[str] = field(default_factory=list)
    base: Store | None = None

    @property
    def ordered(self) -> list[Found]:
        """The files decided over, in order of names."""
        return in_order(self.files.values())

    @property
    def is_all(self) -> bool:
        """Whether there are no other files; those are articles."""
        return len(self.files) == len(self.scan.files)

    @property
    def named(self) -> dict[str, SourceState]:
        """What was an article before, by name; not the articles of the other files."""
        return {state.name: state for state in self.states.values() if state.number}

    def others(self) -> list[str]:
        """Name the articles of the other files, in no order; they stay as they are."""
        if self.base is None:
            return []
        return [name_of(path) for path in self.scan.files if path not in self.files]

    def widen(self, names: Iterable[str], content_keys: Iterable[str]) -> None:
        """Take in the files whose articles have one of these names or contents."""
        if self.base is None:
            return
        alike = self.base.articles_like(names, filter(None, content_keys))
        for state in self.states.values():
            alike.pop(state.number, None)
        if not alike:
            return
        wanted = set(alike.values())
        paths = [path for path in self.scan.files if name_of(path) in wanted]
        for path, state in self.base.sources_at(paths).items():
            if state.number in alike:
                self.files[path], self.states[path] = self.scan.files[path], state


def all_affected(scan: Scan, states: dict[str, SourceState]) -> Affected:
    """Decide over all files.

    Args:
        scan: All files there are.
        states: What is known of files, by path; none where all is read anew.
    """
    gone = [path for path in states if path not in scan.files]
    return Affected(scan, scan.files, states, gone)


def find_affected(scan: Scan, before: Before) -> Affected:
    """Find the files that may have changed, and those that share a name or a content with one.

    Args:
        scan: All files there are.
        before: The generation in use.
    """
    looks = before.looks
    files = dict(scan.files.items() - looks.items())
    files |= {path: scan.files[path] for path in scan.declared if path in scan.files}
    gone = list(looks.keys() - scan.files.keys())
    if before.store is None or len(files) + len(gone) > _MOST:
        return all_affected(scan, before.states)
    states = before.store.sources_at([*files, *gone])
    affected = Affected(scan, files, states, gone, before.store)
    affected.widen(map(name_of, files), [state.content_key for state in states.values()])
    return affected
