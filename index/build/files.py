"""The sources a user names -> the article files in them, with what is declared of each.

``find_files`` is the entry point; ``read_bytes`` reads one of them and says, in words for
users, why it could not.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.article.decode import MAX_BYTES, too_large
from extract.article.sources import FILE_NAME, load_sources
from extract.errors import ArticleError, SourcesError
from extract.formats import (
    OTHER_DOCUMENTS,
    SUFFIX_LIST,
    SUFFIXES,
    reason_against_suffix,
    suffix_of,
)
from extract.models import Declared
from index.errors import IndexingError, NoArticles, SourceMissing

Refused = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read, and what ``sources.toml`` beside it says of it."""

    path: Path
    declared: Declared


def find_files(sources: Sequence[Path]) -> tuple[list[SourceFile], list[Refused]]:
    """Find the article files of the sources.

    Args:
        sources: Files, taken also without a suffix; folders, searched for the formats we
            read without what is hidden or linked from elsewhere.

    Returns:
        The files in order of name, each once; and what was found but cannot be taken,
        with the reason.

    Raises:
        SourceMissing: A source does not exist.
        NoArticles: There is no article file at all.
        IndexingError: A ``sources.toml`` is broken.
    """
    refused: list[Refused] = []
    found: dict[Path, Path] = {}
    for source in sources:
        if not source.exists():
            raise SourceMissing(source)
        paths = sorted(_walk(source, refused)) if source.is_dir() else [source]
        if not paths:
            refused.append((str(source), f"không có tệp {SUFFIX_LIST} nào"))
        for path in paths:
            found.setdefault(path.resolve(), path)
    if not found:
        names = ", ".join(str(source) for source in sources)
        raise NoArticles(f"Không có tệp {SUFFIX_LIST} nào trong {names}.")
    ordered = sorted(found.values(), key=lambda path: (path.name, str(path)))
    return _with_declared(ordered, refused), refused


def read_bytes(path: Path) -> bytes:
    """Read a file, no further than an article may be long.

    Raises:
        ArticleError: It cannot be read, is no regular file, or is too large.
    """
    try:
        # A named pipe would otherwise wait for a writer that never comes.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ArticleError(path.name, "không phải tệp thường; hãy bỏ tệp này khỏi nguồn")
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        message = "tệp biến mất trong khi đọc; hãy chạy lại khi thư mục đã ổn định"
        raise ArticleError(path.name, message) from error
    except OSError as error:
        raise ArticleError(path.name, f"không đọc được ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise too_large(path.name)
    return data


def _walk(folder: Path, refused: list[Refused]) -> Iterator[Path]:
    def note(error: OSError) -> None:
        refused.append((str(error.filename), f"không mở được thư mục ({error.strerror})"))

    root = folder.resolve()
    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(parent, name)
            suffix = suffix_of(name)
            # Word keeps its lock beside a document that is open, under "~$" and its name.
            if name.startswith((".", "~$")) or suffix not in SUFFIXES.keys() | OTHER_DOCUMENTS:
                continue
            reason = _reason_against(path, root) or reason_against_suffix(name)
            if reason:
                refused.append((_shown(name), reason))
            else:
                yield path


def _reason_against(path: Path, root: Path) -> str | None:
    if _shown(path.name) != path.name:
        return "tên tệp không phải UTF-8; hãy đổi tên tệp"
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        return "liên kết trỏ ra ngoài thư mục nguồn; hãy chép tệp vào thư mục"
    return None


def _shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


def _with_declared(paths: Sequence[Path], refused: list[Refused]) -> list[SourceFile]:
    try:
        declared = {folder: load_sources(folder) for folder in {path.parent for path in paths}}
    except SourcesError as error:
        raise IndexingError(f"{error}. Chỉ mục cũ (nếu có) được giữ nguyên.") from error
    for folder, entries in sorted(declared.items()):
        refused.extend(
            (name, f"có khai báo trong {folder / FILE_NAME} nhưng không thấy tệp")
            for name in entries
            if not (folder / name).exists()
        )
    nothing = Declared()
    return [SourceFile(path, declared[path.parent].get(path.name, nothing)) for path in paths]
