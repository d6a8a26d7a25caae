"""An index brought up to date again and again says what one made anew says."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from factories import make_observation, make_text
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.models import Article, Observed
from index.build import Report, affected, compaction, difference, reindex
from index.errors import NoArticles
from index.generation import current_path
from index.manifest import Counts, FileEntry, PartEntry, read_manifest
from index.sink import Document
from index.store import Store

PATHS = ("a/x.txt", "a/y.txt", "b/x.txt", "b/z.txt", "c/w.txt")
BROKEN = 9
Edit = tuple[str, Any, Any]
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(PATHS), st.sampled_from((0, 1, 2, 3, BROKEN))),
        st.tuples(st.just("remove"), st.sampled_from(PATHS), st.none()),
        st.tuples(st.just("move"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
        st.tuples(st.just("touch"), st.sampled_from(PATHS), st.integers(1, 3)),
        st.tuples(st.just("declare"), st.sampled_from("abc"), st.sampled_from(("Huế", None))),
        st.tuples(st.just("table"), st.none(), st.none()),
    ),
    min_size=1,
    max_size=4,
)


class Listing:
    """An index beside the store that only notes what it holds."""

    name, version = "listing", "1"

    def __init__(self, least: int) -> None:
        self.least = least

    def is_worn(self, folder: Path) -> bool:
        return False

    def is_wanted(self, passages: int, observations: int) -> bool:
        return passages >= self.least

    def open(self, folder: Path, *, many: bool) -> Listed:
        return Listed(folder)


class Listed:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "list.json"
        self.held: dict[str, Any] = json.loads(self.path.read_text()) if self.path.exists() else {}

    def add(self, document: Document) -> None:
        assert str(document.number) not in self.held
        self.held[str(document.number)] = noted(document)

    def remove(self, number: int) -> None:
        self.held.pop(str(number), None)

    def finish(self) -> None:
        self.path.unlink(missing_ok=True)
        self.path.write_text(json.dumps(self.held))

    def abandon(self) -> None:
        self.held = {}


def noted(document: Document) -> list[Any]:
    keys = [passage.key for passage in document.passages]
    texts = [passage.text for passage in document.passages]
    return [document.name, keys, texts, [stored.id for stored in document.observations]]


def observe(article: Article) -> Observed:
    place = article.declared.place or article.passages[0].text[-9:]
    return Observed([make_observation(article, place=place), make_observation(article)])


def apply(source: Path, data: Path, edit: Edit) -> None:
    kind, name, more = edit
    if kind == "table":
        data.mkdir(exist_ok=True)
        (data / "indicators.toml").write_text("")
        return
    path = source / name
    match kind:
        case "write":
            path.write_text("" if more == BROKEN else make_text(f"Tỉnh có 6{more}% ở nơi {more}."))
            os.utime(path, (9, 9))
        case "remove":
            path.unlink(missing_ok=True)
        case "move" if path.exists():
            path.replace(source / more)
        case "touch" if path.exists():
            os.utime(path, (more, more))
        case "declare":
            said = f'["x.txt"]\nplace = "{more}"\nevidence = "e"\n' if more else ""
            (path / "sources.toml").write_text(said)


@contextmanager
def opened(data: Path) -> Iterator[Store]:
    path = current_path(data)
    assert path is not None
    with Store.open(path) as store:
        yield store


def told(data: Path) -> dict[str, Any]:
    """Gather what an index says, but for the numbers that articles have."""
    with opened(data) as store:
        return {
            "articles": list(store.articles()),
            "observations": [replace(stored, id=0) for stored in store.observations()],
            "passages": [replace(passage, key=0) for passage in store.passages()],
            "refused": list(store.refused()),
            "counts": store.counts(),
            "places": store.places(),
            "indicators": store.indicators(),
        }


def check_listing(data: Path, least: int) -> None:
    with opened(data) as store:
        documents = {str(document.number): noted(document) for document in store.documents()}
        path = store.folder / "listing" / "list.json"
        held = json.loads(path.read_text()) if path.exists() else None
        sources = store.sources()
    assert held == (documents if store.counts().passages >= least else None)
    assert sorted(str(one.number) for one in sources.values() if one.number) == sorted(documents)


def run(data: Path, source: Path, least: int = 2) -> Report | None:
    try:
        found = difference(data, [source], allow_empty=True)
    except NoArticles:
        found = None
    try:
        report = reindex(data, [source], observe=observe, sinks=[Listing(least)], allow_empty=True)
    except NoArticles:
        assert found is None
        return None
    assert found is not None
    told_before = (found.added, found.changed, found.removed, found.unchanged, found.refused)
    assert told_before == (
        *(report.added, report.changed, report.removed, report.unchanged, report.refused),
    )
    return report


@pytest.fixture(autouse=True)
def _many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "_LEAST", 1)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.mark.parametrize("most", [1, 500])
@given(steps=st.lists(EDITS, min_size=1, max_size=6), least=st.integers(1, 4))
@example(
    # One of two names gives way to another with the same content, and comes back.
    steps=[
        [("write", "a/x.txt", 1), ("write", "b/x.txt", 2), ("write", "b/z.txt", 1)],
        [("remove", "a/x.txt", None)],
        [("write", "a/y.txt", 2)],
        [("write", "a/x.txt", 1)],
    ],
    least=1,
)
@example(
    steps=[
        [("write", "a/x.txt", 1), ("write", "b/z.txt", 2)],
        [("declare", "a", "Huế")],
        [("table", None, None)],
        [("touch", "b/z.txt", 2)],
        [("move", "b/z.txt", "c/w.txt")],
    ],
    least=1,
)
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_many_small_runs_say_what_one_says(
    monkeypatch: pytest.MonkeyPatch, most: int, steps: Sequence[Sequence[Edit]], least: int
) -> None:
    # All files are decided over, or those alone that something has to do with.
    monkeypatch.setattr(affected, "_MOST", most)
    with TemporaryDirectory() as name:
        source, data = Path(name, "news"), Path(name, "data")
        for folder in "abc":
            (source / folder).mkdir(parents=True)
        report = None
        for edits in steps:
            for edit in edits:
                apply(source, data, edit)
            report = run(data, source, least)
            if report is not None:
                check_listing(data, least)
                again = run(data, source, least)
                assert again is not None
                assert (again.fresh, again.generation) == (False, report.generation)
        if report is not None:
            fresh = Path(name, "fresh")
            fresh.mkdir()
            if (data / "indicators.toml").exists():
                shutil.copy(data / "indicators.toml", fresh)
            run(fresh, source, least)
            assert told(data) == told(fresh)


def test_small_parts_are_merged(tmp_path: Path) -> None:
    source, data, counts = tmp_path / "news", tmp_path / "data", []
    source.mkdir()
    for number in range(9):
        (source / f"{number:02}.txt").write_text(make_text(f"Tỉnh có {number + 10}% hồ sơ."))
        run(data, source)
        counts.append(len(read_manifest(current_path(data) or data).parts))
    assert counts == [1, 1, 1, 1, 2, 1, 2, 1, 2]


def sized(articles: int, hidden: int = 0) -> PartEntry:
    return PartEntry(FileEntry("", 0, ""), 1, 1, Counts(articles - hidden, 0, 0), hidden)


def test_parts_stay_few_and_copying_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    sizes, copied, most = [1_000_000], 0, 0
    for _ in range(20_000):
        sizes.append(1)
        count = compaction.merged_count([sized(size) for size in sizes])
        if count:
            merged = sum(sizes[-count:])
            sizes[-count:] = [merged]
            copied += merged
        most = max(most, len(sizes))
    assert sum(sizes) == 1_020_000
    assert most <= 6
    # 128 on average for those below the least size, and 4 for each step above it.
    assert copied / 20_000 < 150


def test_what_is_hidden_is_dropped_when_there_is_much_of_it() -> None:
    assert compaction.merged_count([sized(90_000), sized(0, 20_000)]) == 0
    assert compaction.merged_count([sized(90_000), sized(0, 40_000)]) == 2


def test_an_index_beside_is_built_when_it_is_wanted_first_and_left_out_when_no_more(
    tmp_path: Path,
) -> None:
    source, data = tmp_path / "news", tmp_path / "data"
    source.mkdir()
    for number in range(3):
        (source / f"{number}.txt").write_text(make_text(f"Tỉnh có {number + 10}% hồ sơ."))
    run(data, source, 9)
    check_listing(data, 9)
    report = run(data, source, 3)
    assert report is not None
    assert (report.fresh, report.read >= 0) == (True, True)
    check_listing(data, 3)
    (source / "0.txt").unlink()
    run(data, source, 3)
    check_listing(data, 3)
    run(data, source, 1)
    check_listing(data, 1)
    (source / "1.txt").unlink()
    reindex(data, [source], observe=observe)
    check_listing(data, 9)
