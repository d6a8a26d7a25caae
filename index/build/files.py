"""The sources a user names -> the article files in them, with what is declared of each.

``scan`` is the entry point; it opens no article. ``read_bytes`` reads one and says, in words for
users, why it could not.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from extract.article.decode import MAX_BYTES, too_large
from extract.article.sources import FILE_NAME, load_sources
from extract.errors import ArticleError, SourcesError
from extract.formats import (
    OTHER_DOCUMENTS,
    SUFFIX_LIST,
    SUFFIXES,
    reason_against_suffix,
    shows_all,
)
from extract.models import Declared
from index.errors import IndexingError, NoArticles, SourceMissing, SourceVanished

Refused = tuple[str, str]
UNSETTLED = 0
# The coarsest clock that disks keep (FAT).
_TICK_NS = 2_000_000_000
_KNOWN = SUFFIXES.keys() | OTHER_DOCUMENTS
_NOTHING = Declared()
_UNSEEN = "tên tệp có ký tự ẩn hoặc ký tự điều khiển; hãy đổi tên tệp"


class Found(NamedTuple):
    """An article file, in order of name. A plain tuple, since there may be very many.

    Attributes:
        path: Below the real path of its source.
        size: In bytes; -1 where it could not be looked at.
        mtime_ns: When it was last written, by the clock of its disk.
        ctime_ns: When anything about it was last changed, which nobody can set.
    """

    name: str
    path: str
    size: int
    mtime_ns: int
    ctime_ns: int


# As Found(...), in a third of the time.
_found = partial(tuple.__new__, Found)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read, and what ``sources.toml`` beside it says of it."""

    path: Path
    declared: Declared


class Content(NamedTuple):
    """A file that has been read.

    Attributes:
        mtime_ns: As ``Found.mtime_ns``; ``UNSETTLED`` where a further change might not show
            in it, since it may fall into the same tick of the disk's clock.
        ctime_ns: As ``Found.ctime_ns``.
    """

    data: bytes
    mtime_ns: int
    ctime_ns: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What the sources hold.

    Attributes:
        files: In order of name, each once.
        declared: What is said of files, by path; of most nothing is.
        refused: What was found but cannot be taken, with the reason.
        empty: Real paths of the sources without any article file.
        unopened: Folders that could not be looked into, with the error.
        roots: Real paths of the sources, and which file or folder (device, inode) each is.
    """

    files: list[Found]
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
    files = [SourceFile(Path(one.path), declared.get(one.path, _NOTHING)) for one in found.files]
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
    files = sorted(search.found.values())
    declared = _declared(search.folders, search.refused)
    return Scan(files, declared, search.refused, search.empty, search.unopened, search.roots)


def need_files(found: Scan, sources: Sequence[Path]) -> None:
    """Have at least one file.

    Raises:
        NoArticles: There is none.
    """
    if not found.files:
        names = ", ".join(str(source) for source in sources)
        raise NoArticles(f"Không có tệp {SUFFIX_LIST} nào trong {names}.")


def read_bytes(path: str | Path) -> bytes:
    """Read a file's bytes; as ``read_file``."""
    return read_file(path).data


def read_file(path: str | Path) -> Content:
    """Read a file, no further than an article may be long.

    Raises:
        ArticleError: It cannot be read, is no regular file, or is too large; its cause is
            the ``OSError`` where there was one.
    """
    name = Path(path).name
    try:
        # A named pipe would otherwise wait for a writer that never comes.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise ArticleError(name, "không phải tệp thường; hãy bỏ tệp này khỏi nguồn")
            data = file.read(MAX_BYTES + 1)
            after = os.fstat(file.fileno())
    except FileNotFoundError as error:
        message = "tệp biến mất trong khi đọc; hãy chạy lại khi thư mục đã ổn định"
        raise ArticleError(name, message) from error
    except OSError as error:
        raise ArticleError(name, f"không đọc được ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise too_large(name)
    age_ns = time.time_ns() - after.st_mtime_ns
    settled = before.st_ctime_ns == after.st_ctime_ns and abs(age_ns) > _TICK_NS
    return Content(data, after.st_mtime_ns if settled else UNSETTLED, after.st_ctime_ns)


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
                self._add(source.name, path)
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
                self._add(Path(path).name, path)

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
            self._add(name, path)
        else:
            self.found[path] = _found((name, path, at.st_size, at.st_mtime_ns, at.st_ctime_ns))
        return True

    def _add(self, name: str, path: str) -> None:
        """Take a file, even one that is not there: who reads it says so."""
        try:
            at = Path(path).stat()
        except OSError:
            self.found[path] = Found(name, path, -1, UNSETTLED, UNSETTLED)
        else:
            self.found[path] = Found(name, path, at.st_size, at.st_mtime_ns, at.st_ctime_ns)


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


def _declared(folders: Iterable[str], refused: list[Refused]) -> dict[str, Declared]:
    declared: dict[str, Declared] = {}
    try:
        for folder in sorted(folders):
            for name, said in load_sources(Path(folder)).items():
                path = Path(folder, name)
                declared[str(path)] = said
                if not path.exists():
                    toml = path.with_name(FILE_NAME)
                    refused.append((name, f"có khai báo trong {toml} nhưng không thấy tệp"))
    except SourcesError as error:
        raise IndexingError(f"{error}. Chỉ mục cũ (nếu có) được giữ nguyên.") from error
    return declared
