"""A small corpus in several versions, and what must be seen of each: for tests of faults.

Every version is indexed once, in a folder of its own, and looked at; whatever happens to the
index under test afterwards, what is seen of it must be that of one version, whole.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from forking import Ended, Server

PLACES = (
    *("An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Đắk Lắk", "Điện Biên", "Đồng Nai"),
    *("Đồng Tháp", "Gia Lai", "Hà Tĩnh", "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lạng Sơn"),
    *("Lào Cai", "Lâm Đồng", "Nghệ An", "Ninh Bình", "Phú Thọ", "Quảng Ngãi", "Quảng Ninh"),
    *("Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa", "Tuyên Quang", "Vĩnh Long"),
)
MEASURES = ("tỷ lệ hộ nghèo", "tỷ lệ hồ sơ trực tuyến")
# What is changed from version to version, and what is only there in some.
_CHANGED, _COMING = 12, 4
_OURS = re.compile(r"current|lock|generations(/(broken-)?\d{6}(/.+)?)?")


def text_of(number: int, version: int) -> str:
    """Write the article of a number, as it is in a version."""
    place, measure = PLACES[number % len(PLACES)], MEASURES[number // len(PLACES)]
    shown = version if number < _CHANGED else 0
    value = f"{number + 20},{shown + 1}%"
    return (
        f"Tin {measure} {place}\nNgày 05/03/2024\n\n"
        f"{measure.capitalize()} của tỉnh {place} năm 2023 là {value}.\n\n"
        f"Lãnh đạo tỉnh {place} giao các sở, ngành theo dõi {measure} hằng tháng.\n"
    )


def articles_of(version: int) -> dict[str, str]:
    """Write the articles of a version, by file name."""
    last = len(PLACES) * len(MEASURES)
    # Each version lacks some articles that the others have.
    gone = range(last - _COMING * (version + 1), last - _COMING * version)
    return {f"bài {n:02}.txt": text_of(n, version) for n in range(last) if n not in gone}


def questions() -> list[str]:
    """Ask for what changes, what stays, and what spans many articles."""
    asked = [f"tỷ lệ hộ nghèo {place} năm 2023?" for place in PLACES[: _CHANGED + 1 : 3]]
    last = [f"tỷ lệ hồ sơ trực tuyến {place} năm 2023?" for place in PLACES[-3 * _COMING :: 4]]
    return [*asked, *last, "tỉnh nào có tỷ lệ hộ nghèo cao nhất năm 2023?"]


@dataclass(frozen=True, slots=True)
class View:
    """What users see of an index."""

    answers: str
    hits: str
    export: str


class World:
    """The sources, the index under test, and what each version looks like.

    Attributes:
        data: The folder of the index under test.
        sources: The folder of its articles.
        views: What must be seen, by version.
    """

    def __init__(self, server: Server, folder: Path, versions: int = 3) -> None:
        self.server = server
        self.data, self.sources = folder / "data", folder / "sources"
        self.sources.mkdir(parents=True)
        self._batches = {
            "ask": folder / "ask.jsonl",
            "search": folder / "search.jsonl",
        }
        lines = [{"id": n, "turns": [text]} for n, text in enumerate(questions())]
        _write_lines(self._batches["ask"], lines)
        _write_lines(self._batches["search"], [{"id": 0, "query": "hộ nghèo Cà Mau", "k": 80}])
        self.views: list[View] = []
        for version in range(versions):
            self.lay(version)
            data = folder / f"version-{version}"
            assert self.reindex(data=data).status == 0
            self.views.append(self.look(data))
        assert len(set(self.views)) == versions

    def apart(self, name: str) -> World:
        """Give a world of the same views and sources whose index is in another folder."""
        other = copy.copy(self)
        other.data = self.data.with_name(name)
        return other

    def begin(self) -> None:
        """Index version 0 into an empty data folder."""
        shutil.rmtree(self.data, ignore_errors=True)
        self.lay(0)
        assert self.reindex().status == 0

    def run(self, *words: object, data: Path | None = None, **options: object) -> Ended:
        """Run a command over the index under test, or over another."""
        return self.server.run("--data", data or self.data, *words, **options)

    def reindex(self, *more: object, data: Path | None = None, **options: object) -> Ended:
        """Index the sources in one process, which takes less time than starting several."""
        words = ("reindex", "--jobs", 0, self.sources, *more)
        return self.run(*words, data=data, **options)

    def lay(self, version: int) -> None:
        """Make the sources those of a version; what is the same already is not written."""
        wanted = articles_of(version)
        for path in self.sources.iterdir():
            if path.name not in wanted:
                path.unlink()
        for name, text in wanted.items():
            path = self.sources / name
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")

    @property
    def looks(self) -> list[tuple[object, ...]]:
        """The commands that make a view."""
        return [*((name, "--batch", path) for name, path in self._batches.items()), ("export",)]

    def look(self, data: Path | None = None) -> View:
        """See all that an index tells, with commands that must succeed in silence."""
        ran = [self.run(*words, data=data) for words in self.looks]
        for ended in ran:
            assert (ended.status, ended.err) == (0, ""), ended
        return View(*(ended.out for ended in ran))

    def version(self) -> int:
        """Tell which version the index under test holds; fails where it is no whole one."""
        seen = self.look()
        assert seen in self.views, "a mixture of versions, or none"
        return self.views.index(seen)

    def number(self) -> int:
        """Give the generation in use."""
        return int((self.data / "current").read_text())

    def digest(self) -> str:
        """Hash what the generation in use holds, but the files that readers lock."""
        folder = self.data / "generations" / f"{self.number():06}"
        whole = hashlib.sha256()
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".lock":
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                whole.update(f"{path.relative_to(folder)} {content}\n".encode())
        return whole.hexdigest()

    def debris(self) -> list[str]:
        """Find what does not belong into the data folder."""
        paths = (path.relative_to(self.data).as_posix() for path in self.data.rglob("*"))
        return sorted(path for path in paths if not _OURS.fullmatch(path))

    def kept(self) -> list[str]:
        """Name the generations on the disk."""
        return sorted(path.name for path in (self.data / "generations").glob("[0-9]*"))


@contextmanager
def open_world(versions: int, *, own_mounts: bool = False) -> Iterator[World]:
    """Make a world and a server for it, in memory where the machine has such a folder.

    Processes are killed here, not machines: the disk is slow and not at stake.
    """
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        folder = Path(name)
        (folder / "commands").mkdir()
        server = Server(folder / "commands", own_mounts=own_mounts)
        try:
            yield World(server, folder / "world", versions)
        finally:
            server.close()


def _write_lines(path: Path, lines: list[dict[str, object]]) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, "utf-8")
