"""The sources a user names -> the article files in them, with what is declared of each.

``scan`` is the entry point; it opens no article.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from extract.article.sources import FILE_NAME, load_sources
from extract.errors import SourcesError
from extract.formats import (
    OTHER_DOCUMENTS,
    SUFFIX_LIST,
    SUFFIXES,
    reason_against_suffix,
    shows_all,
)
from extract.models import Declared
from index.build.content import UNSETTLED
from index.errors import IndexingError, NoArticles, SourceMissing, SourceVanished

Refused = tuple[str, str]
_KNOWN = SUFFIXES.keys() | OTHER_DOCUMENTS
_NOTHING = Declared()
_UNSEEN = "tên tệp có ký tự ẩn hoặc ký tự điều khiển; hãy đổi tên tệp"


class Found(NamedTuple):
    """An article file. A plain tuple, since there may be very many.

    Attributes:
        path: Below the real path of its source.
        size: In bytes; -1 where it could not be looked at.
        mtime_ns: When it was last written, by the clock of its disk.
        ctime_ns: When anything about it was last changed, which nobody can set.
    """

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int

    @property
    def name(self) -> str:
        """The file's name, which is its article's."""
        return name_of(self.path)


# As Found(...), in a third of the time.
_found = partial(tuple.__new__, Found)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read, and what ``sources.toml`` beside it says of it."""

    path: Path
    declared: Declared


@dataclass(frozen=True, slots=True)
class Scan:
    """What the sources hold.

    Attributes:
        files: By path, each once.
        declared: What is said of files, by path; of most nothing is.
        refused: What was found but cannot be taken, with the reason.
        empty: Real paths of the sources without any article file.
        unopened: Folders that could not be looked into, with the error.
        roots: Real paths of the sources, and which file or folder (device, inode) each is.
    """

    files: dict[str, Found]
    declared: dict[str, Declared]
    refused: list[Refused]
    empty: list[str]
    unopened: list[tuple[str, OSError]]
    roots: dict[str, tuple[int, int]]


def find_files(sources: Sequence[Path]) -> tuple[list[SourceFile], list[Refused]]:
    """Find the article files of the sources; as ``scan``.

    Returns:
        The files in order of name, each once; and what was found but cannot be taken,
        with the reason.

    Raises:
        NoArticles: There is no article file at all.
    """
    found = scan(sources)
    need_files(found, sources)
    declared = found.declared
    files = [
        SourceFile(Path(one.path), declared.get(one.path, _NOTHING))
        for one in in_order(found.files.values())
    ]
    return files, found.refused


def scan(sources: Sequence[Path]) -> Scan:
    """Find the article files of the sources.

    Args:
        sources: Files, taken also without a suffix; folders, searched for the formats we
            read without what is hidden or linked from elsewhere.

    Raises:
        SourceMissing: A source does not exist.
        SourceVanished: It does, but the disk does not give it.
        IndexingError: A ``sources.toml`` is broken.
    """
    search = _Search()
    for source in sources:
        search.take(source)
    search.follow_links()
    declared = _declared(search)
    return Scan(search.found, declared, search.refused, search.empty, search.unopened, search.roots)


def in_order(files: Iterable[Found]) -> list[Found]:
    """Sort files by their names, those of one name by their paths."""
    return sorted(files, key=lambda file: (name_of(file[0]), file))


def name_of(path: str) -> str:
    """Give the name of a file by its path."""
    return path.rpartition("/")[2]


def need_files(found: Scan, sources: Sequence[Path]) -> None:
    """Have at least one file.

    Raises:
        NoArticles: There is none.
    """
    if not found.files:
        names = ", ".join(str(source) for source in sources)
        raise NoArticles(f"Không có tệp {SUFFIX_LIST} nào trong {names}.")


@dataclass(slots=True)
class _Search:
    """Looks through one source after the other."""

    found: dict[str, Found] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    unopened: list[tuple[str, OSError]] = field(default_factory=list)
    roots: dict[str, tuple[int, int]] = field(default_factory=dict)

    def take(self, source: Path) -> None:
        try:
            status = source.stat()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise SourceMissing(source) from error
        except OSError as error:
            raise SourceVanished(str(source), f"không mở được ({error.strerror})", 0) from error
        root = os.path.realpath(source)
        self.roots[root] = (status.st_dev, status.st_ino)
        if not stat.S_ISDIR(status.st_mode):
            folder = str(source.parent.resolve())
            self.folders.add(folder)
            path = str(Path(folder, source.name))
            if not shows_all(source.name):
                self.refused.append((_shown(source.name), _UNSEEN))
            elif source.is_symlink():
                self.links.append(path)
            else:
                self._add(path)
        elif not self._walk(root):
            self.empty.append(root)
            self.refused.append((str(source), f"không có tệp {SUFFIX_LIST} nào"))

    def follow_links(self) -> None:
        # Done last: a file is known by its own name where that is among the sources too.
        real = set(self.found) if self.links else set()
        for path in sorted(set(self.links)):
            target = os.path.realpath(path)
            if target not in real:
                real.add(target)
                self._add(path)

    def _walk(self, root: str) -> int:
        """Look through a folder; tells how many files it holds that could be articles."""
        folders, seen = [root], 0
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(folder) as entries:
                    before = seen
                    for entry in entries:
                        name = entry.name
                        dot = name.rfind(".")
                        # What is hidden has its dot first.
                        if entry.is_dir(follow_symlinks=False):
                            if not name.startswith("."):
                                folders.append(entry.path)
                        elif dot > 0 and (suffix := name[dot:].lower()) in _KNOWN:
                            seen += self._take_entry(entry, suffix, root)
                    if seen > before:
                        self.folders.add(folder)
            except OSError as error:
                self.unopened.append((folder, error))
                self.refused.append((folder, f"không mở được thư mục ({error.strerror})"))
        return seen

    def _take_entry(self, entry: os.DirEntry[str], suffix: str, root: str) -> bool:
        name, path, linked = entry.name, entry.path, entry.is_symlink()
        # Word keeps its lock beside a document that is open, under "~$" and its name.
        if name.startswith((".", "~$")):
            return False
        if linked or suffix not in SUFFIXES or not (name.isascii() and name.isprintable()):
            reason = _reason_against(entry, root, linked) or reason_against_suffix(name)
            if reason:
                self.refused.append((_shown(name), reason))
                return False
        if linked:
            self.links.append(path)
            return True
        try:
            at = entry.stat(follow_symlinks=False)
        except OSError:
            self._add(path)
        else:
            self.found[path] = _found((path, at.st_size, at.st_mtime_ns, at.st_ctime_ns))
        return True

    def _add(self, path: str) -> None:
        """Take a file, even one that is not there: who reads it says so."""
        try:
            at = Path(path).stat()
        except OSError:
            self.found[path] = Found(path, -1, UNSETTLED, UNSETTLED)
        else:
            self.found[path] = Found(path, at.st_size, at.st_mtime_ns, at.st_ctime_ns)


def _reason_against(entry: os.DirEntry[str], root: str, linked: bool) -> str | None:
    if _shown(entry.name) != entry.name:
        return "tên tệp không phải UTF-8; hãy đổi tên tệp"
    if not shows_all(entry.name):
        return _UNSEEN
    # Not resolve: that gives up on links that lead to each other.
    if linked and not Path(os.path.realpath(entry.path)).is_relative_to(root):
        return "liên kết trỏ ra ngoài thư mục nguồn; hãy chép tệp vào thư mục"
    return None


def _shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


def _declared(search: _Search) -> dict[str, Declared]:
    declared: dict[str, Declared] = {}
    try:
        for folder in sorted(search.folders):
            for name, said in load_sources(Path(folder)).items():
                path = os.path.join(folder, name)  # noqa: PTH118 - there may be very many
                declared[path] = said
                if path not in search.found and not os.path.exists(path):  # noqa: PTH110
                    toml = Path(folder, FILE_NAME)
                    reason = f"có khai báo trong {toml} nhưng không thấy tệp"
                    search.refused.append((name, reason))
    except SourcesError as error:
        raise IndexingError(f"{error}. Chỉ mục cũ (nếu có) được giữ nguyên.") from error
    return declared
