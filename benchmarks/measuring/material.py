"""A folder of articles -> the passages and questions that everything is measured on.

``prepare`` writes them down once; ``Passages`` reads them from the disk, so that what a
measurement holds in memory is its own.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.checking import each_truth
from benchmarks.generator import ARTICLES, TRUTH
from benchmarks.making.questions import Asked, ask_about
from extract.article import parse_article
from extract.article.decode import decode
from index.models import StoredPassage
from index.sink import key_of

TEXTS, PLACES, KEYS = "texts.bin", "places.npy", "keys.npy"
QUESTIONS, SOURCES = "questions.jsonl", "sources"
_AT_ONCE = 200
_SHORTEST, _LONGEST = 8, 16

# For each passage: where its text ends, the number of its article, its own number.
_Place = tuple[int, int, int]


class Passages:
    """The first passages of a folder, read from the disk when they are asked for."""

    def __init__(self, folder: Path, size: int) -> None:
        """Open what ``prepare`` wrote."""
        self._places = _mapped(folder / PLACES)[:size]
        with (folder / TEXTS).open("rb") as file:
            self._texts = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._keys = _mapped(folder / KEYS)[:size]

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[StoredPassage]:
        return (self[number] for number in range(len(self)))

    def __getitem__(self, number: int) -> StoredPassage:
        start = int(self._places[number - 1, 0]) if number else 0
        end, article, paragraph = self._places[number].tolist()
        text = self._texts[start:end].decode()
        name = f"{article:07d}.txt"
        return StoredPassage(name, paragraph, 0, len(text), text, key_of(article, paragraph))

    def number_of(self, key: int) -> int | None:
        """Find which passage has a key."""
        number = int(np.searchsorted(self._keys, key))
        return number if number < len(self._keys) and self._keys[number] == key else None

    def at(self, keys: Sequence[int]) -> list[StoredPassage]:
        """Find passages by their keys, in the order given; unknown ones are left out."""
        numbers = (self.number_of(key) for key in keys)
        return [self[number] for number in numbers if number is not None]

    def article_of(self, number: int) -> list[StoredPassage]:
        """Give the passages of the article that a passage is of."""
        columns = self._places[:, 1]
        article = columns[number]
        first, end = np.searchsorted(columns, [article, article + 1])
        return [self[each] for each in range(int(first), int(end))]

    def by_article(self) -> Iterator[list[StoredPassage]]:
        """Give the passages article by article."""
        held: list[StoredPassage] = []
        for passage in self:
            if held and held[-1].article != passage.article:
                yield held
                held = []
            held.append(passage)
        if held:
            yield held


def _mapped(path: Path) -> NDArray[np.int64]:
    # As a plain array it is read faster.
    return np.asarray(np.load(path, mmap_mode="r"), dtype=np.int64)


def prepare(folder: Path, work: Path, size: int, questions: int) -> int:
    """Write down the first passages of a folder, and questions about them.

    Args:
        folder: Articles of any kind; those of ``benchmarks.generator`` with their truth.
        work: Where it is written: a folder for this size.

    Returns:
        How many articles hold the passages.
    """
    done = work / "articles"
    if done.exists():
        return int(done.read_text(encoding="ascii"))
    work.mkdir(parents=True, exist_ok=True)
    files = sorted((folder / ARTICLES if (folder / TRUTH).exists() else folder).rglob("*.txt"))
    held, used = _write_passages(files, work, size)
    asked = _questions(folder, work, held, used, questions)
    with (work / QUESTIONS).open("w", encoding="utf-8") as file:
        for each in asked:
            json.dump(asdict(each), file, ensure_ascii=False)
            file.write("\n")
    _link(files[:used], work / SOURCES)
    done.write_text(str(used), encoding="ascii")
    return used


def load_questions(work: Path) -> list[Asked]:
    """Load the questions about a size."""
    with (work / QUESTIONS).open(encoding="utf-8") as file:
        return [Asked(**json.loads(line)) for line in file]


def _write_passages(files: list[Path], work: Path, size: int) -> tuple[int, int]:
    """Write down the first passages; gives how many there are, and of how many articles."""
    places: list[_Place] = []
    end = used = 0
    with (work / TEXTS).open("wb") as texts:
        for number, found in enumerate(_read(files)):
            if len(places) >= size:
                break
            used = number + 1
            for paragraph, text in found[: size - len(places)]:
                written = text.encode()
                texts.write(written)
                end += len(written)
                places.append((end, number, paragraph))
    np.save(work / PLACES, np.array(places, dtype=np.int64))
    keys = [key_of(article, paragraph) for _, article, paragraph in places]
    np.save(work / KEYS, np.array(keys, dtype=np.int64))
    return len(places), used


def _read(files: list[Path]) -> Iterator[list[tuple[int, str]]]:
    if len(files) <= _AT_ONCE:
        yield from map(_passages_of, files)
        return
    remaining = iter(files)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        # Only so much is read ahead that a small size of a large folder is soon done.
        while batch := list(islice(remaining, _AT_ONCE)):
            yield from pool.map(_passages_of, batch, chunksize=20)


def _passages_of(path: Path) -> list[tuple[int, str]]:
    article = parse_article(path.name, decode(path.read_bytes(), path.name))
    return [(passage.number, passage.text) for passage in article.passages]


def _questions(folder: Path, work: Path, size: int, articles: int, count: int) -> list[Asked]:
    if (folder / TRUTH).exists():
        return ask_about(each_truth(folder, articles), count)
    passages, rng = Passages(work, size), random.Random("questions")
    return [_piece(passages, rng) for _ in range(count)]


def _piece(passages: Passages, rng: random.Random) -> Asked:
    """Ask with a piece of a passage, where nothing is known of what the articles state."""
    words = passages[rng.randrange(len(passages))].text.split()
    start = rng.randrange(max(1, len(words) - _SHORTEST))
    return Asked("piece", " ".join(words[start : start + rng.randint(_SHORTEST, _LONGEST)]))


def _link(files: list[Path], folder: Path) -> None:
    """Put the files into a folder of their own, which may then be changed."""
    for number, path in enumerate(files):
        inner = folder / f"{number // 1000:03}"
        inner.mkdir(parents=True, exist_ok=True)
        target = inner / path.name
        try:
            target.hardlink_to(path)
        except FileExistsError:
            continue
        except OSError:
            # Another file system.
            shutil.copyfile(path, target)
