"""Several processes read the articles; none of them can spoil the run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest
from cutting import cut
from factories import make_text

from index.build import Report, crew, reindex
from index.manifest import read_manifest

TESTS = Path(__file__).parent
MANY = 30


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(MANY):
        text = make_text(f"Tỉnh Cao Bằng có {number + 10}% hồ sơ nộp trực tuyến.")
        (folder / f"{number:02}.txt").write_text(text)
        os.utime(folder / f"{number:02}.txt", (1e9, 1e9))
    return folder


@pytest.fixture(autouse=True)
def _findable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the processes load this module."""
    paths = (str(TESTS), str(TESTS.parent), os.environ.get("PYTHONPATH", ""))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))


def run(data: Path, source: Path, jobs: int) -> Report:
    return reindex(data, [source], words=cut, jobs=jobs)


def children() -> Sequence[psutil.Process]:
    return psutil.Process().children(recursive=True)


def test_the_result_does_not_depend_on_how_many_read(source: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    one, two = tmp_path / "one", tmp_path / "two"
    run(one, source, 0)
    report = reindex(two, [source], words=cut, jobs=2, progress=lambda *step: steps.append(step))
    assert report.counts.articles == MANY
    assert report.counts.observations >= MANY
    assert steps == [(done, MANY) for done in range(1, MANY + 1)]
    parts = [read_manifest(data / "generations" / "000001").parts for data in (one, two)]
    assert parts[0] == parts[1]
    assert not children()


def test_an_article_that_ends_or_keeps_its_reader_is_refused_and_the_others_are_read(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_LIMIT_S", 2.0)
    for name, word in (("07a", "chết"), ("11a", "ngủ"), ("12a", "hỏng")):
        (source / f"{name}.txt").write_text(make_text(f"Tỉnh có 61% hồ sơ {word} trực tuyến."))
    report = run(tmp_path / "data", source, 2)
    reasons = dict(report.refused)
    assert list(reasons) == ["07a.txt", "11a.txt", "12a.txt"]
    assert "dừng đột ngột" in reasons["07a.txt"]
    assert "lâu quá mức" in reasons["11a.txt"]
    assert "KeyError" in reasons["12a.txt"]
    assert report.counts.articles == MANY
    assert not children()


def test_a_reader_that_somebody_ends_costs_no_article(source: Path, tmp_path: Path) -> None:
    def end_one(done: int, of: int) -> None:
        if done == 3:
            children()[0].kill()

    report = reindex(tmp_path / "data", [source], words=cut, jobs=1, progress=end_one)
    assert report.refused == ()
    assert report.counts.articles == MANY


def test_a_run_that_is_stopped_ends_the_readers(source: Path, tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    data = tmp_path / "data"
    with pytest.raises(KeyboardInterrupt):
        reindex(data, [source], words=cut, jobs=1, progress=stop)
    assert not children()
    assert [path.name for path in data.rglob("*") if path.is_file()] == ["lock"]


def test_readers_end_with_their_owner_even_while_they_are_busy(
    source: Path, tmp_path: Path
) -> None:
    (source / "00.txt").write_text(make_text("Tỉnh có 61% hồ sơ ngủ trực tuyến."))
    code = (
        "from pathlib import Path\nfrom test_build_processes import run\n"
        f"run(Path({str(tmp_path / 'data')!r}), Path({str(source)!r}), 1)"
    )
    owner = subprocess.Popen([sys.executable, "-c", code])
    readers = wait_for(lambda: psutil.Process(owner.pid).children())
    wait_for(lambda: readers[0].status() == psutil.STATUS_SLEEPING)
    owner.kill()
    owner.wait()
    wait_for(lambda: not any(map(psutil.Process.is_running, readers)))


def wait_for(seen, seconds: float = 20.0):  # type: ignore[no-untyped-def]
    until = time.monotonic() + seconds
    while not (found := seen()):
        assert time.monotonic() < until
        time.sleep(0.02)
    return found
