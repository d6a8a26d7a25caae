"""Articles, all at once -> a store of one part: a generation's folder that nothing was before.

``write_store`` is the entry point.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from extract.models import Article, Observed, Passage
from index.disk import sync, writing
from index.manifest import Manifest, PartEntry, write_manifest
from index.store.models import ReadArticle, SourceState
from index.store.writing import PartWriter


def write_store(
    folder: Path,
    articles: Iterable[tuple[Article, str, Observed]],
    words: Callable[[Passage], str] | None = None,
    *,
    meta: Mapping[str, str] | None = None,
    refused: Sequence[tuple[str, str]] = (),
) -> Manifest:
    """Write a store; on any error nothing is left of it.

    Args:
        folder: Where it shall lie; nothing is there, but its parent is.
        articles: As for ``write_part``.
        words: As for ``write_part``.
        meta: See ``Manifest``.
        refused: As for ``write_part``.

    Raises:
        StoreUnwritable: The disk is full or the folder cannot be written.
    """
    with writing(folder):
        folder.mkdir()
    try:
        entry = write_part(folder / "part-000001.sqlite", articles, words, refused=refused)
        manifest = Manifest((entry,), entry.last + 1, len(refused), {}, meta or {})
        with writing(folder):
            write_manifest(folder, manifest)
            sync(folder)
            sync(folder.parent)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return manifest


def write_part(
    path: Path,
    articles: Iterable[tuple[Article, str, Observed]],
    words: Callable[[Passage], str] | None = None,
    *,
    refused: Sequence[tuple[str, str]] = (),
) -> PartEntry:
    """Write a part that no other comes before; on any error nothing is left of it.

    Args:
        path: Where it shall lie; nothing is there.
        articles: Each with the hash of its file and what was read in it, in order of names.
        words: Cuts a passage into words, space-separated, for the search's optional field.
        refused: Name and reason of each file that could not be read. Looked at behind the
            last article, so it may grow while they are read.

    Raises:
        StoreUnwritable: The disk is full or the folder cannot be written.
    """
    with PartWriter(path) as writer:
        for number, (article, sha256, observed) in enumerate(articles, 1):
            cut = [words(passage) if words else None for passage in article.passages]
            file = SourceState(article.name, 0, 0, 0, sha256, number=number)
            writer.add(ReadArticle(number, article, file, cut, observed))
        writer.refuse(refused)
        return writer.finish()
