"""Article files become a generation; doing it twice changes nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from factories import make_observation, make_text

from extract.models import Article, Observed
from index.build import Difference, Report, difference, reindex
from index.errors import (
    IndexingError,
    NoArticles,
    ReindexRunning,
    SourceMissing,
    StoreMissing,
    StoreUnwritable,
)
from index.generation import current_path, find_generations, locked, publish, rollback
from index.store import Store

ROOT = Path(__file__).parent.parent


def observe(article: Article) -> Observed:
    return Observed([make_observation(article)])


def run(data: Path, *sources: Path) -> Report:
    return reindex(data, sources, observe=observe)


def change(source: Path) -> None:
    """Remove an article, change one and add one."""
    (source / "b.txt").unlink()
    for name, share in (("c.TXT", "75%"), ("d.txt", "12%")):
        (source / name).write_text(make_text(f"Tỉnh có {share} hồ sơ nộp trực tuyến."))


def opened(data: Path) -> Store:
    path = current_path(data)
    assert path is not None
    return Store.open(path)


def names(data: Path) -> list[str]:
    with opened(data) as store:
        return [article.name for article in store.articles()]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "sub").mkdir(parents=True)
    for name in ("b.txt", "sub/a.txt", "c.TXT"):
        (folder / name).write_text(make_text(f"Tỉnh có 61% hồ sơ nộp trực tuyến, theo bài {name}."))
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_indexes_all_text_files_in_order_of_name(source: Path, data: Path) -> None:
    report = run(data, source)
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]
    assert report.added == ("a.txt", "b.txt", "c.TXT")
    assert (report.changed, report.removed, report.unchanged, report.refused) == ((), (), (), ())
    assert (report.counts.articles, report.counts.observations, report.generation) == (3, 3, 1)
    assert report.fresh
    assert report.seconds > 0
    with opened(data) as store:
        assert all("61%" in stored.citation.quote for stored in store.observations())


def test_a_second_run_changes_nothing(source: Path, data: Path) -> None:
    run(data, source)
    first = contents(data)
    report = run(data, source)
    assert (report.unchanged, report.added) == (("a.txt", "b.txt", "c.TXT"), ())
    assert (report.fresh, report.generation) == (False, 1)
    assert find_generations(data) == [1]
    assert contents(data) == first


def test_says_what_was_added_changed_and_removed(source: Path, data: Path) -> None:
    run(data, source)
    (source / "b.txt").unlink()
    (source / "c.TXT").write_text(make_text("Tỉnh có 75% hồ sơ nộp trực tuyến."))
    (source / "d.txt").write_text(make_text("Huyện có 12 xã đạt chuẩn nông thôn mới."))
    report = run(data, source)
    assert (report.added, report.changed, report.removed, report.unchanged) == (
        ("d.txt",),
        ("c.TXT",),
        ("b.txt",),
        ("a.txt",),
    )
    assert (report.generation, report.fresh) == (2, True)
    assert names(data) == ["a.txt", "c.TXT", "d.txt"]


def test_goes_back_to_the_content_before(source: Path, data: Path) -> None:
    run(data, source)
    (source / "b.txt").unlink()
    run(data, source)
    rollback(data)
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]


def test_what_is_declared_beside_the_articles_is_kept(source: Path, data: Path) -> None:
    run(data, source)
    toml = '["a.txt"]\nplace = "Cao Bằng"\ntitle = "Tên khác"\nevidence = "Trang gốc."\n'
    (source / "sub" / "sources.toml").write_text(toml)
    report = run(data, source)
    assert report.changed == ("a.txt",)
    with opened(data) as store:
        article = next(store.articles())
    assert (article.title, article.declared) == ("Tên khác", ("place", "title"))
    assert article.evidence == "Trang gốc."


def test_a_single_file_is_a_source_with_its_declarations(source: Path, data: Path) -> None:
    (source / "sources.toml").write_text('["b.txt"]\nplace = "Cao Bằng"\nevidence = "x"\n')
    run(data, source / "b.txt")
    with opened(data) as store:
        assert [article.declared for article in store.articles()] == [("place",)]


def test_the_same_file_named_twice_counts_once(source: Path, data: Path) -> None:
    report = run(data, source, source / "b.txt", source / "sub")
    assert report.refused == ()
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]


def test_the_order_of_sources_does_not_matter(source: Path, tmp_path: Path) -> None:
    run(tmp_path / "x", source / "b.txt", source / "sub")
    run(tmp_path / "y", source / "sub", source / "b.txt")
    assert names(tmp_path / "x") == names(tmp_path / "y") == ["a.txt", "b.txt"]


def test_words_and_progress_are_passed_on(source: Path, data: Path) -> None:
    steps: list[tuple[int, int]] = []
    reindex(
        data,
        [source],
        observe=observe,
        words=lambda text: text.split()[:2],
        progress=lambda done, of: steps.append((done, of)),
    )
    assert steps == [(1, 3), (2, 3), (3, 3)]
    with opened(data) as store:
        assert list(store.passage_words()) == ["Tỉnh có"] * 3


def test_the_store_says_where_it_came_from(source: Path, data: Path) -> None:
    run(data, source)
    with opened(data) as store:
        assert str(source) in store.meta()["sources"]


def test_a_damaged_index_is_mended_by_indexing_anew(source: Path, data: Path) -> None:
    run(data, source)
    path = current_path(data)
    assert path is not None
    for file in path.iterdir():
        file.write_bytes(b"broken")
    report = run(data, source)
    assert report.added == ("a.txt", "b.txt", "c.TXT")
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]


def test_a_lost_generation_is_mended_by_indexing_anew(source: Path, data: Path) -> None:
    run(data, source)
    path = current_path(data)
    assert path is not None
    shutil.rmtree(path)
    with pytest.raises(StoreMissing):
        opened(data)
    run(data, source)
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]


def test_a_missing_source_is_named(source: Path, data: Path) -> None:
    with pytest.raises(SourceMissing, match="nowhere"):
        run(data, source, source / "nowhere")
    assert current_path(data) is None


def test_a_folder_without_articles_keeps_the_old_generation(
    source: Path, data: Path, tmp_path: Path
) -> None:
    run(data, source)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoArticles, match=r"Không có tệp \.txt"):
        run(data, tmp_path / "empty")
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]


def test_an_empty_folder_beside_a_full_one_is_mentioned(
    source: Path, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    report = run(data, source, tmp_path / "empty")
    assert report.refused == (
        (str(tmp_path / "empty"), "không có tệp .txt, .html, .htm, .pdf, .docx nào"),
    )


def test_only_unreadable_files_keep_the_old_generation(
    source: Path, data: Path, tmp_path: Path
) -> None:
    run(data, source)
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "x.txt").write_bytes(b"")
    with pytest.raises(NoArticles, match=r"x\.txt: tệp rỗng"):
        run(data, bad)
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]
    assert find_generations(data) == [1]


def test_broken_declarations_stop_the_run_and_keep_the_old_generation(
    source: Path, data: Path
) -> None:
    run(data, source)
    (source / "sources.toml").write_text('["b.txt"]\nplce = "x"\nevidence = "x"\n')
    with pytest.raises(IndexingError, match=r"sources\.toml.*plce"):
        run(data, source)
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]


def test_a_declaration_for_a_file_that_is_not_there_is_mentioned(source: Path, data: Path) -> None:
    (source / "sources.toml").write_text('["bb.txt"]\nplace = "x"\nevidence = "x"\n')
    [(name, reason)] = run(data, source).refused
    assert name == "bb.txt"
    assert "không thấy tệp" in reason


def test_a_second_run_at_the_same_time_is_turned_away(source: Path, data: Path) -> None:
    with locked(data), pytest.raises(ReindexRunning):
        run(data, source)


def test_a_reader_that_fails_keeps_the_old_generation(source: Path, data: Path) -> None:
    run(data, source)
    change(source)

    def broken(article: Article) -> Observed:
        raise ZeroDivisionError(article.name)

    with pytest.raises(ZeroDivisionError):
        reindex(data, [source], observe=broken)
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]
    assert files(data) == WHOLE


CHILD = """
    import os, sys
    from pathlib import Path
    sys.path[:0] = [{root!r}, {tests!r}]
    from test_build import observe
    from index.build import reindex
    import index.draft, index.generation, index.store.file, index.store.writing
    {body}
    reindex(Path({data!r}), [Path({source!r})], observe=observe)
"""


def child(data: Path, source: Path, body: str) -> subprocess.CompletedProcess[str]:
    code = textwrap.dedent(CHILD).format(
        root=str(ROOT), tests=str(ROOT / "tests"), data=str(data), source=str(source), body=body
    )
    return subprocess.run(
        [sys.executable, "-B", "-c", code], capture_output=True, text=True, timeout=60, check=False
    )


def killed_at(module: str, name: str, *, before: bool, nth: int = 1) -> str:
    """Write code that has the process killed at the nth call of a function."""
    kill = "os.kill(os.getpid(), 9)"
    return (
        f"real, calls = {module}.{name}, []\n"
        "def dying(*args, **kwargs):\n"
        "    calls.append(1)\n"
        f"    if len(calls) == {nth} and {before}: {kill}\n"
        "    result = real(*args, **kwargs)\n"
        f"    if len(calls) == {nth}: {kill}\n"
        "    return result\n"
        f"{module}.{name} = dying"
    )


@pytest.mark.parametrize(
    "body",
    [
        killed_at("index.store.writing.PartWriter", "_insert_article", before=True),
        killed_at("index.store.writing.PartWriter", "_insert_article", before=False, nth=2),
        killed_at("index.store.file", "sync", before=True),
        killed_at("index.draft", "sync", before=False, nth=2),
        killed_at("index.generation", "point_to", before=True),
        killed_at("os", "fsync", before=False, nth=3),
    ],
    ids=["first article", "second article", "before sync", "in place", "unpublished", "pointer"],
)
def test_a_process_killed_at_any_moment_leaves_the_old_generation(
    source: Path, data: Path, body: str
) -> None:
    run(data, source)
    change(source)
    assert child(data, source, body).returncode == -signal.SIGKILL
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]
    run(data, source)
    assert names(data) == ["a.txt", "c.TXT", "d.txt"]
    assert [name for name in files(data) if "building" in name] == []


def test_a_process_killed_after_the_switch_leaves_the_new_generation(
    source: Path, data: Path
) -> None:
    run(data, source)
    (source / "b.txt").unlink()
    body = killed_at("index.generation", "_remove_all_but", before=True)
    assert child(data, source, body).returncode == -signal.SIGKILL
    assert names(data) == ["a.txt", "c.TXT"]
    assert rollback(data).name == "000001"


def test_what_a_killed_process_left_is_removed_by_the_next_run(source: Path, data: Path) -> None:
    run(data, source)
    for name in ("000009.building", "000008.going"):
        (data / "generations" / name).mkdir()
        (data / "generations" / name / "part-000009.sqlite").write_text("half")
    (data / "current.part").write_text("half")
    run(data, source)
    assert files(data) == WHOLE


def test_a_full_disk_keeps_the_old_generation_and_leaves_no_debris(
    source: Path, data: Path
) -> None:
    run(data, source)
    (source / "d.txt").write_text(make_text("Tỉnh có 61% hồ sơ nộp trực tuyến. " * 4000))
    # A limit on the size of files fails a write as a full disk does, on any machine.
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))"
    done = child(data, source, limit)
    assert done.returncode == 1
    assert "StoreUnwritable" in done.stderr
    assert "dung lượng đĩa" in done.stderr
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]
    assert files(data) == WHOLE


def test_a_disk_that_is_full_only_at_the_switch_keeps_the_old_generation(
    source: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(data, source)
    (source / "b.txt").unlink()
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "current":
            raise OSError(28, os.strerror(28))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreUnwritable, match="No space"):
        run(data, source)
    assert names(data) == ["a.txt", "b.txt", "c.TXT"]
    assert files(data) == WHOLE


WHOLE = [
    "current",
    "generations/000001/manifest.json",
    "generations/000001/part-000001.sqlite",
    "lock",
]


def files(data: Path) -> list[str]:
    return sorted(str(path.relative_to(data)) for path in data.rglob("*") if path.is_file())


def shown(found: Difference) -> tuple[tuple[object, ...], ...]:
    return found.added, found.changed, found.removed, found.unchanged, found.refused


def contents(data: Path) -> dict[str, bytes]:
    return {name: (data / name).read_bytes() for name in files(data)}


def test_a_difference_is_what_a_run_then_does_and_writes_nothing(source: Path, data: Path) -> None:
    found = difference(data, [source])
    assert (found.added, found.generation) == (("a.txt", "b.txt", "c.TXT"), 0)
    assert not data.exists()
    run(data, source)
    (source / "b.txt").unlink()
    (source / "c.TXT").write_text(make_text("Tỉnh có 75% hồ sơ nộp trực tuyến."))
    (source / "d.txt").write_text(make_text("Huyện có 12 xã đạt chuẩn nông thôn mới."))
    (source / "e.txt").write_text(make_text("Huyện có 12 xã đạt chuẩn nông thôn mới."))
    (source / "f.txt").write_text("1 2 3")
    (source / "sources.toml").write_text('["gone.txt"]\nplace = "Cao Bằng"\nevidence = "x"\n')
    before = contents(data)
    found = difference(data, [source])
    assert contents(data) == before
    assert [name for name, _ in found.refused] == ["e.txt", "f.txt", "gone.txt"]
    assert found.generation == 1
    assert found.seconds > 0
    assert shown(found) == shown(run(data, source))


def test_a_declaration_alone_is_a_difference(source: Path, data: Path) -> None:
    run(data, source)
    (source / "sources.toml").write_text('["b.txt"]\nplace = "Cao Bằng"\nevidence = "x"\n')
    assert difference(data, [source]).changed == ("b.txt",)


def test_a_difference_needs_no_parsing_of_what_is_indexed(
    source: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(data, source)
    monkeypatch.setattr("index.build.reading.parse_article", None)
    assert difference(data, [source]).unchanged == ("a.txt", "b.txt", "c.TXT")


def test_a_difference_does_not_wait_for_a_run(source: Path, data: Path) -> None:
    with locked(data):
        assert difference(data, [source]).added == ("a.txt", "b.txt", "c.TXT")


def test_a_difference_fails_where_a_run_would(source: Path, data: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        difference(data, [tmp_path / "nowhere"])
    for file in source.rglob("*.*"):
        file.write_text("")
    with pytest.raises(NoArticles):
        difference(data, [source])


@pytest.mark.parametrize("function", ["writing.PartWriter._insert_article", "file.sync"])
def test_a_run_that_is_stopped_leaves_nothing(
    source: Path, data: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    run(data, source)
    before = contents(data)
    change(source)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"index.store.{function}", stop)
    with pytest.raises(KeyboardInterrupt):
        run(data, source)
    assert contents(data) == before


@pytest.mark.parametrize("published", [False, True])
def test_a_run_that_is_stopped_at_the_switch_is_done_or_leaves_nothing(
    source: Path, data: Path, monkeypatch: pytest.MonkeyPatch, published: bool
) -> None:
    run(data, source)
    (source / "b.txt").unlink()

    def stop(*arguments: Any) -> None:
        if published:
            publish(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr("index.draft.publish", stop)
    with pytest.raises(KeyboardInterrupt):
        run(data, source)
    assert names(data) == ["a.txt", "c.TXT"] if published else ["a.txt", "b.txt", "c.TXT"]
    assert find_generations(data) == ([1, 2] if published else [1])


def test_where_one_file_changes_the_others_are_not_looked_up(tmp_path, monkeypatch):
    source, data = tmp_path / "source", tmp_path / "data"
    source.mkdir()
    for number in range(9):
        path = source / f"{number}.txt"
        path.write_text(f"Tin {number}\n\nTỉnh có {number + 10}% hồ sơ.\n", encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))
    reindex(data, [source], jobs=0)
    (source / "4.txt").write_text("Tin 4\n\nTỉnh có 99% hồ sơ.\n", encoding="utf-8")
    monkeypatch.setattr(Store, "sources", None)
    report = reindex(data, [source], jobs=0)
    assert (report.changed, report.read, len(report.unchanged)) == (("4.txt",), 1, 8)
