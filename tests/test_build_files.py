"""The files that sources hold are found, and a source that vanished is told."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from factories import make_observation, make_text

from extract.models import Article, Observed
from index.build import Report, difference, reindex
from index.build.content import UNSETTLED, read_file
from index.build.files import in_order, scan
from index.errors import IndexingError, SourceVanished
from index.generation import current_path
from index.store import Store

LONG_AGO = 1_600_000_000.0


def observe(article: Article) -> Observed:
    return Observed([make_observation(article)])


def run(data: Path, *sources: Path, allow_empty: bool = False) -> Report:
    return reindex(data, sources, observe=observe, allow_empty=allow_empty)


def put(path: Path, share: int, *, at: float = LONG_AGO) -> None:
    """Write an article and have it be of a certain moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(make_text(f"Tỉnh có {share:02}% hồ sơ nộp trực tuyến."))
    os.utime(path, (at, at))


def names(data: Path) -> list[str]:
    path = current_path(data)
    assert path is not None
    with Store.open(path) as store:
        return [article.name for article in store.articles()]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for number, name in enumerate(("b.txt", "sub/a.txt", "sub/deep/c.txt"), 10):
        put(tmp_path / "news" / name, number)
    return tmp_path / "news"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    put(tmp_path / "other" / "o.txt", 50)
    return tmp_path / "other"


def test_files_are_found_once_in_order_of_name_with_size_and_time(source: Path) -> None:
    found = scan([source / "sub", source, source / "b.txt"])
    files = in_order(found.files.values())
    assert [file.name for file in files] == ["a.txt", "b.txt", "c.txt"]
    status = (source / "b.txt").stat()
    assert files[1][1:] == (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    assert (found.refused, found.empty, found.unopened) == ([], [], [])


def test_a_link_to_an_article_that_is_there_by_its_own_name_is_passed_over(source: Path) -> None:
    (source / "0-link.txt").symlink_to(source / "b.txt")
    assert sorted(file.name for file in scan([source]).files.values()) == [
        "a.txt",
        "b.txt",
        "c.txt",
    ]
    assert [file.name for file in scan([source / "0-link.txt"]).files.values()] == ["0-link.txt"]


def test_a_file_just_written_is_not_settled(tmp_path: Path) -> None:
    put(tmp_path / "old.txt", 1)
    put(tmp_path / "new.txt", 1, at=time.time())
    assert read_file(tmp_path / "old.txt").mtime_ns == int(LONG_AGO * 1e9)
    assert read_file(tmp_path / "new.txt").mtime_ns == UNSETTLED


def test_only_new_and_changed_files_are_opened(source: Path, data: Path) -> None:
    assert run(data, source).read == 3
    assert run(data, source).read == 0
    put(source / "b.txt", 77)
    put(source / "n.txt", 78)
    report = run(data, source)
    assert (report.read, report.changed, report.added) == (2, ("b.txt",), ("n.txt",))
    assert run(data, source).read == 0


@pytest.mark.parametrize("at", [1.0, 4_000_000_000.0])
def test_whatever_the_clock_says_a_changed_file_is_noticed(
    source: Path, data: Path, at: float
) -> None:
    run(data, source)
    put(source / "b.txt", 77, at=at)
    assert run(data, source).changed == ("b.txt",)
    put(source / "b.txt", 78, at=at)
    assert run(data, source).changed == ("b.txt",)


def test_a_change_in_the_tick_of_the_last_reading_is_noticed(source: Path, data: Path) -> None:
    now = time.time()
    put(source / "b.txt", 77, at=now)
    run(data, source)
    put(source / "b.txt", 78, at=now)
    assert run(data, source).changed == ("b.txt",)


def test_a_file_touched_or_moved_is_still_the_same_article(source: Path, data: Path) -> None:
    run(data, source)
    os.utime(source / "b.txt", (5, 5))
    (source / "sub" / "a.txt").rename(source / "a.txt")
    report = run(data, source)
    assert (report.fresh, report.read, report.unchanged) == (False, 2, ("a.txt", "b.txt", "c.txt"))


def test_a_broken_file_is_read_once(source: Path, data: Path) -> None:
    (source / "x.txt").write_bytes(b"\xff\xfe\x00broken")
    os.utime(source / "x.txt", (9, 9))
    first = run(data, source)
    again = run(data, source)
    assert first.refused == again.refused
    assert [name for name, _ in again.refused] == ["x.txt"]
    assert (again.read, again.fresh) == (0, False)


def test_a_duplicate_comes_back_when_the_one_kept_goes(source: Path, data: Path) -> None:
    put(source / "z.txt", 10)
    [(name, reason)] = run(data, source).refused
    assert (name, "b.txt" in reason) == ("z.txt", True)
    assert run(data, source).read == 0
    (source / "b.txt").unlink()
    report = run(data, source)
    assert (report.added, report.removed, report.refused) == (("z.txt",), ("b.txt",), ())
    put(source / "b.txt", 10)
    report = run(data, source)
    assert (report.added, report.removed) == (("b.txt",), ("z.txt",))


def test_of_two_files_with_one_name_the_first_is_kept_and_then_the_other(
    source: Path, data: Path
) -> None:
    put(source / "sub" / "b.txt", 66)
    [(name, reason)] = run(data, source).refused
    assert (name, "trùng tên" in reason) == ("b.txt", True)
    (source / "b.txt").unlink()
    report = run(data, source)
    assert (report.changed, report.refused) == (("b.txt",), ())


def test_a_whole_folder_disappears(source: Path, data: Path) -> None:
    run(data, source)
    for path in (source / "sub" / "deep" / "c.txt", source / "sub" / "a.txt"):
        path.unlink()
    assert run(data, source).removed == ("a.txt", "c.txt")
    assert names(data) == ["b.txt"]


def test_a_source_that_is_suddenly_empty_stops_the_run(
    source: Path, other: Path, data: Path
) -> None:
    run(data, source, other)
    (other / "o.txt").unlink()
    for attempt in (run, lambda data, *sources: difference(data, sources)):
        with pytest.raises(SourceVanished, match=r"other.*\(trước đây có 1 bài\).*--allow-empty"):
            attempt(data, source, other)
    assert "o.txt" in names(data)
    assert run(data, source, other, allow_empty=True).removed == ("o.txt",)
    assert run(data, source, other).read == 0


def test_a_source_named_no_more_is_no_vanished_one(source: Path, other: Path, data: Path) -> None:
    run(data, source, other)
    assert run(data, source).removed == ("o.txt",)


def test_a_disk_that_fails_stops_the_run(
    source: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(data, source)
    put(source / "b.txt", 77)
    opened = os.open

    def failing(path: str, *rest: int) -> int:
        if str(path).endswith("b.txt"):
            raise OSError(5, os.strerror(5))
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", failing)
    with pytest.raises(SourceVanished, match="Input/output error"):
        run(data, source)
    monkeypatch.undo()
    assert names(data) == ["a.txt", "b.txt", "c.txt"]


def test_a_folder_that_cannot_be_opened_stops_the_run_where_it_held_articles(
    source: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(data, source)
    listed = os.scandir

    def failing(path: str | Path) -> object:
        if str(path).endswith("deep"):
            raise PermissionError(13, os.strerror(13))
        return listed(path)

    monkeypatch.setattr(os, "scandir", failing)
    with pytest.raises(IndexingError, match=r"deep.*Permission denied"):
        run(data, source)
    assert run(data, source, allow_empty=True).removed == ("c.txt",)
