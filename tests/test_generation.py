"""The data folder names one generation, whole and old enough to go back to."""

from __future__ import annotations

import multiprocessing
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from index.errors import NoEarlierGeneration, ReindexRunning, StoreCorrupt, StoreUnwritable
from index.generation import (
    current_number,
    current_path,
    find_generations,
    generation_path,
    locked,
    next_number,
    publish,
    remove_debris,
    rollback,
)


def add(data: Path, content: str) -> int:
    with locked(data):
        number = next_number(data)
        generation_path(data, number).write_text(content)
        publish(data, number)
    return number


def test_a_new_folder_has_no_generation(tmp_path: Path) -> None:
    assert current_path(tmp_path / "none") is None
    assert find_generations(tmp_path) == []


def test_the_last_published_is_in_use_and_the_one_before_is_kept(tmp_path: Path) -> None:
    for content in "abc":
        add(tmp_path, content)
    path = current_path(tmp_path)
    assert path is not None
    assert (path.name, path.read_text()) == ("000003.sqlite", "c")
    assert find_generations(tmp_path) == [2, 3]
    assert (tmp_path / "current").read_text() == "000003\n"


def test_goes_back_once_and_says_when_there_is_no_more(tmp_path: Path) -> None:
    add(tmp_path, "a")
    add(tmp_path, "b")
    assert rollback(tmp_path).read_text() == "a"
    assert current_number(tmp_path) == 1
    with pytest.raises(NoEarlierGeneration, match="trước"):
        rollback(tmp_path)


def test_after_going_back_the_next_one_keeps_what_was_in_use(tmp_path: Path) -> None:
    add(tmp_path, "a")
    add(tmp_path, "b")
    rollback(tmp_path)
    assert add(tmp_path, "c") == 3
    assert find_generations(tmp_path) == [1, 3]
    assert rollback(tmp_path).read_text() == "a"


def test_nothing_to_go_back_to_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NoEarlierGeneration):
        rollback(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_store_that_was_never_published_is_not_in_use(tmp_path: Path) -> None:
    add(tmp_path, "a")
    generation_path(tmp_path, 2).write_text("orphan")
    assert current_number(tmp_path) == 1
    assert add(tmp_path, "c") == 3
    assert find_generations(tmp_path) == [1, 3]


@pytest.mark.parametrize("content", ["", "x", "12", "../../etc/passwd", "\xff"])
def test_a_broken_pointer_says_to_index_anew_or_go_back(tmp_path: Path, content: str) -> None:
    add(tmp_path, "a")
    (tmp_path / "current").write_bytes(content.encode("latin-1"))
    with pytest.raises(StoreCorrupt, match="hoiso reindex"):
        current_path(tmp_path)
    assert rollback(tmp_path).read_text() == "a"
    assert add(tmp_path, "b") == 2


def test_debris_is_removed_and_nothing_else(tmp_path: Path) -> None:
    add(tmp_path, "a")
    (tmp_path / "generations" / "000002.sqlite.part").write_text("half")
    (tmp_path / "current.part").write_text("half")
    (tmp_path / "history").write_text("mine")
    with locked(tmp_path):
        remove_debris(tmp_path)
    names = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert names == {"000001.sqlite", "current", "lock", "history"}


def test_two_processes_cannot_change_one_folder(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=hold, args=(tmp_path, held, done))
    other.start()
    try:
        assert held.wait(30)
        with pytest.raises(ReindexRunning, match="tiến trình khác"), locked(tmp_path):
            pass
    finally:
        done.set()
        other.join()
    with locked(tmp_path):
        pass


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreUnwritable, match="data"), locked(tmp_path / "data"):
        pass


def hold(data: Path, held: Event, done: Event) -> None:
    with locked(data):
        held.set()
        done.wait(30)
