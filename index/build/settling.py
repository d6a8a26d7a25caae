"""The files there are, against those of the generation before -> which are articles now.

``Settling`` is the entry point. Only what is new or may have changed is read. Which of several
files with one name or one content is kept is decided by their order alone, so that a run that
reads a few files decides as one that reads all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from extract.models import Declared
from index.build.affected import Affected
from index.build.content import UNSETTLED
from index.build.files import Found, Scan, name_of
from index.build.reading import Outcome, Readers, Task
from index.build.vanished import check_outcome, check_roots
from index.store.models import SourceState
from index.store.writing import declared_form

# So many files are handed in before the outcome of the first is taken.
_AHEAD = 256
_NOTHING = Declared()
_SAME_NAME = "trùng tên với một bài ở thư mục khác; hãy đổi tên tệp"
_SAME_CONTENT = "trùng nội dung với {name}; chỉ giữ một bài"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that is an article now, and was none or another one.

    Attributes:
        state: Of the file; it has no number yet.
        outcome: With its article.
    """

    state: SourceState
    outcome: Outcome


@dataclass(slots=True)
class Settling:
    """One pass over the files; what it learns is there when it is over.

    Attributes:
        affected: The files to be decided over.
        open_readers: Opens what reads so many files.
        read_late: Reads a file of which it shows only on the way that it is needed.
        meanwhile: Done once while the first files are read.
        unchanged: Names of the articles that stay as they are.
        refused: Names and reasons of the files that are no articles.
        noted: What is new of files, but of those accepted.
        names: Of all articles there are now, of the files decided over.
        read: How many files were opened.
    """

    affected: Affected
    open_readers: Callable[[int], Readers]
    read_late: Callable[[Task], Outcome]
    progress: Callable[[int, int], None] | None = None
    meanwhile: Callable[[], None] | None = None
    lenient: bool = False
    unchanged: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    noted: list[SourceState] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    read: int = 0
    _declared: dict[str, str] = field(default_factory=dict)
    _moved: dict[str, SourceState] = field(default_factory=dict)
    _contents: dict[str, str] = field(default_factory=dict)

    def run(self) -> Iterator[Accepted]:
        """Give the articles that are new or have changed, in order of names.

        Raises:
            SourceVanished: The disk of a source is not there any more.
        """
        self._declared = {p: _form(said) for p, said in self.scan.declared.items()}
        self._find_moved()
        todo = self._todo()
        outcomes, due = self._outcomes(todo), iter(todo)
        if self.affected.base is not None:
            # What they say now may be what others say.
            first = list(outcomes)
            self.affected.widen((), [outcome.content_key for outcome in first])
            outcomes = iter(first)
        next_due = next(due, None)
        for file in self.affected.ordered:
            if file is next_due:
                next_due = next(due, None)
                accepted = self._settle_read(file, next(outcomes))
            else:
                accepted = self._decide(file, self.states[file.path], None)
            if accepted is not None:
                yield accepted
        if not self.lenient:
            check_roots(self.scan)

    @property
    def scan(self) -> Scan:
        """All files there are."""
        return self.affected.scan

    @property
    def states(self) -> Mapping[str, SourceState]:
        """What is known of files from the generation before, by path."""
        return self.affected.states

    def _find_moved(self) -> None:
        # What lies elsewhere now is still the same article.
        for path in self.affected.gone:
            if self.states[path].number:
                self._moved[name_of(path)] = self.states[path]

    def _todo(self) -> list[Found]:
        """Find the files that are new, or may have changed since."""
        known, declared = self.states.get, self._declared.get
        return [
            file
            for file in self.affected.ordered
            if (state := known(file[0])) is None
            or state[:4] != file
            or file[2] == UNSETTLED
            or state[6] != declared(file[0], "")
        ]

    def _outcomes(self, todo: Sequence[Found]) -> Iterator[Outcome]:
        self.read, tasks = len(todo), map(self._task, todo)
        readers = self.open_readers(len(todo))
        for task in islice(tasks, _AHEAD):
            readers.hand_in(task)
        if todo and self.meanwhile:
            self.meanwhile()
        for done in range(1, len(todo) + 1):
            outcome = readers.take()
            for task in islice(tasks, 1):
                readers.hand_in(task)
            if self.progress:
                self.progress(done, len(todo))
            yield outcome

    def _task(self, file: Found, *, anew: bool = False) -> Task:
        prior = None if anew else self._prior(file)
        declared = self.scan.declared.get(file.path, _NOTHING)
        return Task(file.name, file.path, file.size, declared, prior.sha256 if prior else "")

    def _prior(self, file: Found) -> SourceState | None:
        """Find what is known of the file if it still says the same."""
        prior = self.states.get(file.path) or self._moved.get(file.name)
        said = self._declared.get(file.path, "")
        return prior if prior is not None and prior.declared == said else None

    def _settle_read(self, file: Found, outcome: Outcome) -> Accepted | None:
        if not self.lenient:
            check_outcome(self.scan, file, outcome)
        prior = self._prior(file)
        if prior is not None and outcome.sha256 and outcome.sha256 == prior.sha256:
            state = prior._replace(
                path=file.path,
                size=outcome.size,
                mtime_ns=outcome.mtime_ns,
                ctime_ns=outcome.ctime_ns,
            )
            return self._decide(file, state, None)
        return self._decide(file, self._state(file, outcome), outcome)

    def _state(self, file: Found, outcome: Outcome) -> SourceState:
        return SourceState(
            *(file.path, outcome.size, outcome.mtime_ns, outcome.ctime_ns, outcome.sha256),
            *(outcome.content_key, self._declared.get(file.path, ""), outcome.reason or "", 0),
        )

    def _decide(self, file: Found, state: SourceState, outcome: Outcome | None) -> Accepted | None:
        """Tell whether a file is an article, by those before it."""
        reason = state.reason or self._reason_against(file.name, state.content_key)
        if reason:
            self.refused.append((file.name, reason))
            self._note(state._replace(number=0) if state.number else state)
            return None
        if not state.number and outcome is None:
            # It was refused for another file's sake, which has gone.
            late = self.read_late(self._task(file, anew=True))
            return self._decide(file, self._state(file, late), late)
        self.names.add(file.name)
        self._contents[state.content_key] = file.name
        if outcome is None:
            self.unchanged.append(file.name)
            self._note(state)
            return None
        return Accepted(state, outcome)

    def _reason_against(self, name: str, content_key: str) -> str | None:
        if name in self.names:
            return _SAME_NAME
        twin = self._contents.get(content_key)
        return _SAME_CONTENT.format(name=twin) if twin else None

    def _note(self, state: SourceState) -> None:
        if self.states.get(state.path) != state:
            self.noted.append(state)


def _form(declared: Declared) -> str:
    return f"{declared_form(declared)}\n{declared.evidence or ''}"
