"""The data folder names one generation, whole and old enough to go back to."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from factories import make_article, make_observation
from storing import write_part

from extract.models import Article, Observed
from index.aside import set_aside
from index.disk import share
from index.draft import Draft, drafting
from index.errors import (
    IndexingError,
    NoEarlierGeneration,
    ReindexRunning,
    StoreCorrupt,
    StoreMissing,
    StoreOlder,
    StoreUnwritable,
)
from index.generation import (
    current_number,
    current_path,
    find_generations,
    generation_path,
    locked,
    next_number,
    open_current,
    remove_debris,
    rollback,
)
from index.manifest import Manifest
from index.store import Store
from index.store.models import ReadArticle, SourceState
from index.store.writing import PartWriter


def fill(draft: Draft, name: str) -> Manifest:
    """Publish a generation that holds one article."""
    article = make_article(name)
    part = write_part(draft.new_part(), [(article, "", Observed([make_observation(article)]))])
    return draft.publish([part], next_number=2, meta={"sources": "[]"})


def add(data: Path, name: str) -> int:
    with locked(data), drafting(data) as draft:
        fill(draft, name)
        return draft.number


def grow(data: Path, name: str) -> Manifest:
    """Publish a generation that holds one article more, and an index beside the store."""
    before = current_path(data)
    assert before is not None
    with locked(data), Store.open(before) as store, drafting(data) as draft:
        kept = store.manifest
        for entry in kept.parts:
            draft.keep_part(before, entry)
        if "words" in kept.sinks:
            folder = draft.keep_sink(before, "words", kept.sinks["words"])
        else:
            folder = draft.new_sink("words")
        (folder / f"{name}.idx").write_text(name)
        (folder / "meta.json").unlink(missing_ok=True)
        (folder / "meta.json").write_text(f"up to {name}")
        with PartWriter(draft.new_part(), store) as writer:
            file = SourceState(name, 0, 0, 0, "")
            article = make_article(name)
            writer.add(ReadArticle(kept.next_number, article, file, [None], Observed([])))
            part = writer.finish()
        return draft.publish(
            [*kept.parts, part], next_number=kept.next_number + 1, sinks={"words": "1"}
        )


def names(data: Path) -> list[str]:
    path = current_path(data)
    assert path is not None
    with Store.open(path) as store:
        return [article.name for article in store.articles()]


def there(data: Path) -> set[str]:
    return {str(path.relative_to(data)) for path in data.rglob("*") if path.is_file()}


def test_a_new_folder_has_no_generation(tmp_path: Path) -> None:
    assert current_path(tmp_path / "none") is None
    assert find_generations(tmp_path) == []


def test_the_last_published_is_in_use_and_the_one_before_is_kept(tmp_path: Path) -> None:
    for name in "abc":
        add(tmp_path, name)
    assert names(tmp_path) == ["c"]
    assert find_generations(tmp_path) == [2, 3]
    assert (tmp_path / "current").read_text() == "000003\n"


def test_what_stays_is_shared_and_the_generation_before_keeps_every_byte(tmp_path: Path) -> None:
    add(tmp_path, "a")
    grow(tmp_path, "b")
    before = generation_path(tmp_path, 2)
    bytes_before = {path: path.read_bytes() for path in before.rglob("*") if path.is_file()}
    grow(tmp_path, "c")
    assert names(tmp_path) == ["a", "b", "c"]
    after = generation_path(tmp_path, 3)
    for name in ("part-000001.sqlite", "part-000002.sqlite", "words/b.idx"):
        assert (before / name).samefile(after / name)
    assert not (before / "words/meta.json").samefile(after / "words/meta.json")
    assert {path: path.read_bytes() for path in bytes_before} == bytes_before
    for number in (2, 3):
        with Store.open(generation_path(tmp_path, number)) as store:
            store.verify()


def test_an_index_beside_the_store_is_compared_byte_by_byte_too(tmp_path: Path) -> None:
    add(tmp_path, "a")
    grow(tmp_path, "b")
    (generation_path(tmp_path, 2) / "words" / "b.idx").write_text("x")
    store = Store.open(generation_path(tmp_path, 2))
    with store, pytest.raises(StoreCorrupt, match=r"words/b\.idx"):
        store.verify()


def test_what_is_opened_is_what_took_its_place_meanwhile(tmp_path: Path) -> None:
    add(tmp_path, "a")
    seen = []

    def open_slowly(path: Path) -> Store:
        seen.append(path.name)
        if len(seen) == 1:
            add(tmp_path, "b")
            add(tmp_path, "c")
        return Store.open(path)

    with open_current(tmp_path, open_slowly) as store:
        assert [article.name for article in store.articles()] == ["c"]
    assert seen == ["000001", "000003"]
    with pytest.raises(StoreMissing):
        open_current(tmp_path / "none", Store.open)
    shutil.rmtree(generation_path(tmp_path, 3))
    with pytest.raises(StoreMissing):
        open_current(tmp_path, Store.open)


def test_where_files_cannot_be_shared_they_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, os.strerror(1))

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "a").write_text("what it says")
    share(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "what it says"
    data = tmp_path / "data"
    add(data, "a")
    grow(data, "b")
    assert names(data) == ["a", "b"]


def test_a_reader_goes_on_when_its_generation_has_been_removed(tmp_path: Path) -> None:
    add(tmp_path, "a")
    with Store.open(generation_path(tmp_path, 1)) as store:
        add(tmp_path, "b")
        add(tmp_path, "c")
        assert not generation_path(tmp_path, 1).exists()
        assert [stored.citation.article for stored in store.observations()] == ["a"]


def test_goes_back_once_and_says_when_there_is_no_more(tmp_path: Path) -> None:
    add(tmp_path, "a")
    add(tmp_path, "b")
    assert rollback(tmp_path) == generation_path(tmp_path, 1)
    assert names(tmp_path) == ["a"]
    with pytest.raises(NoEarlierGeneration, match="trước"):
        rollback(tmp_path)


def test_after_going_back_the_next_one_keeps_what_was_in_use(tmp_path: Path) -> None:
    add(tmp_path, "a")
    add(tmp_path, "b")
    rollback(tmp_path)
    assert add(tmp_path, "c") == 3
    assert find_generations(tmp_path) == [1, 3]
    rollback(tmp_path)
    assert names(tmp_path) == ["a"]


def test_the_number_of_what_was_gone_back_from_is_not_given_again(tmp_path: Path) -> None:
    add(tmp_path, "a")
    add(tmp_path, "b")
    rollback(tmp_path)
    with locked(tmp_path):
        remove_debris(tmp_path)
    assert add(tmp_path, "c") == 3
    assert find_generations(tmp_path) == [1, 3]


def test_goes_back_to_nothing_that_is_not_whole(tmp_path: Path) -> None:
    add(tmp_path, "a")
    add(tmp_path, "b")
    (generation_path(tmp_path, 1) / "part-000001.sqlite").write_bytes(b"")
    with pytest.raises(NoEarlierGeneration):
        rollback(tmp_path)
    assert names(tmp_path) == ["b"]


def test_nothing_to_go_back_to_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NoEarlierGeneration):
        rollback(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_generation_that_was_never_published_is_not_in_use(tmp_path: Path) -> None:
    add(tmp_path, "a")
    shutil.copytree(generation_path(tmp_path, 1), generation_path(tmp_path, 2))
    assert current_number(tmp_path) == 1
    assert add(tmp_path, "c") == 3
    assert find_generations(tmp_path) == [1, 3]


@pytest.mark.parametrize("content", ["", "x", "12", "../../etc/passwd", "\xff"])
def test_a_broken_pointer_says_to_index_anew_or_go_back(tmp_path: Path, content: str) -> None:
    add(tmp_path, "a")
    (tmp_path / "current").write_bytes(content.encode("latin-1"))
    with pytest.raises(StoreCorrupt, match="hoiso reindex"):
        current_path(tmp_path)
    rollback(tmp_path)
    assert names(tmp_path) == ["a"]
    assert add(tmp_path, "b") == 2


def test_a_draft_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    add(tmp_path, "a")
    before = there(tmp_path)

    def stop() -> Iterator[tuple[Article, str, Observed]]:
        yield make_article("b"), "", Observed([])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), locked(tmp_path), drafting(tmp_path) as draft:
        write_part(draft.new_part(), stop())
    assert there(tmp_path) == before
    assert names(tmp_path) == ["a"]


def test_debris_is_removed_and_nothing_else(tmp_path: Path) -> None:
    add(tmp_path, "a")
    kept = there(tmp_path)
    for name in ("000002.building", "000003.going"):
        (tmp_path / "generations" / name).mkdir()
        (tmp_path / "generations" / name / "part-000002.sqlite").write_text("half")
    (tmp_path / "generations" / "000002.sqlite.part").write_text("half")
    (tmp_path / "current.part").write_text("half")
    (tmp_path / "history").write_text("mine")
    with locked(tmp_path):
        assert next_number(tmp_path) == 4
        remove_debris(tmp_path)
    assert there(tmp_path) == kept | {"history"}


def test_an_index_of_an_earlier_version_says_to_index_anew_and_goes_with_that(
    tmp_path: Path,
) -> None:
    (tmp_path / "generations").mkdir()
    old = tmp_path / "generations" / "000007.sqlite"
    old.write_bytes(b"SQLite format 3")
    (tmp_path / "current").write_text("000007\n")
    with pytest.raises(StoreOlder, match="hoiso reindex"):
        names(tmp_path)
    assert add(tmp_path, "a") == 8
    assert not old.exists()
    with pytest.raises(NoEarlierGeneration):
        rollback(tmp_path)


def test_a_damaged_generation_is_put_aside_and_the_one_before_takes_over(tmp_path: Path) -> None:
    add(tmp_path, "a")
    add(tmp_path, "b")
    (generation_path(tmp_path, 2) / "manifest.json").write_text("{")
    aside = set_aside(tmp_path)
    assert names(tmp_path) == ["a"]
    assert aside.folder == tmp_path / "generations" / "broken-000002"
    assert aside.folder.is_dir()
    assert "số 2 bị hỏng" in aside.message
    assert "bản trước, số 1" in aside.message
    # Another process that had seen the same damage comes a little later.
    again = set_aside(tmp_path)
    assert (again.number, again.folder, again.successor) == (1, None, 1)
    assert "số 1, còn nguyên vẹn" in again.message
    assert add(tmp_path, "c") == 3
    assert find_generations(tmp_path) == [1, 3]


def test_where_none_is_whole_nothing_is_in_use(tmp_path: Path) -> None:
    add(tmp_path, "a")
    part = generation_path(tmp_path, 1) / "part-000001.sqlite"
    damaged = bytearray(part.read_bytes())
    damaged[-1] ^= 1
    add(tmp_path, "b")
    part.write_bytes(damaged)
    (generation_path(tmp_path, 2) / "manifest.json").unlink()
    aside = set_aside(tmp_path)
    assert current_path(tmp_path) is None
    assert (aside.number, aside.successor) == (2, None)
    assert "phải làm lại từ các bài viết" in aside.message
    assert add(tmp_path, "c") == 3
    assert names(tmp_path) == ["c"]


def test_only_the_last_damaged_generation_is_kept(tmp_path: Path) -> None:
    for name in "abc":
        add(tmp_path, name)
    for number in (3, 2):
        (generation_path(tmp_path, number) / "manifest.json").write_text("{")
        set_aside(tmp_path)
    folders = sorted(path.name for path in (tmp_path / "generations").iterdir())
    assert folders == ["broken-000002"]


def test_a_pointer_to_what_is_gone_is_put_right(tmp_path: Path) -> None:
    add(tmp_path, "a")
    (tmp_path / "current").write_text("rubbish")
    aside = set_aside(tmp_path)
    assert (aside.folder, aside.successor) == (None, 1)
    assert names(tmp_path) == ["a"]


def test_two_processes_cannot_change_one_folder(tmp_path: Path) -> None:
    add(tmp_path, "a")
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=hold, args=(tmp_path, held, done))
    other.start()
    try:
        assert held.wait(30)
        for change in (lambda: add(tmp_path, "b"), lambda: rollback(tmp_path)):
            with pytest.raises(ReindexRunning, match="tiến trình khác"):
                change()
        with pytest.raises(ReindexRunning):
            set_aside(tmp_path)
    finally:
        done.set()
        other.join()
    with locked(tmp_path):
        pass


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreUnwritable, match="data"), locked(tmp_path / "data"):
        pass


def test_a_folder_that_takes_no_more_keeps_the_old_generation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tmp_path, "a")
    before = there(tmp_path)
    real = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.suffix == ".building" and target.suffix == "":
            raise OSError(28, os.strerror(28))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(IndexingError, match="No space"):
        add(tmp_path, "b")
    assert there(tmp_path) == before
    assert names(tmp_path) == ["a"]


def hold(data: Path, held: Event, done: Event) -> None:
    with locked(data):
        held.set()
        done.wait(30)


def test_a_pointer_that_is_gone_is_not_taken_for_an_empty_folder(tmp_path: Path) -> None:
    add(tmp_path, "a")
    add(tmp_path, "b")
    (tmp_path / "current").unlink()
    with pytest.raises(StoreCorrupt, match="hoiso rollback"):
        current_path(tmp_path)
    aside = set_aside(tmp_path)
    assert (aside.folder, aside.successor, "số 2" in aside.message) == (None, 2, True)
    assert names(tmp_path) == ["b"]


def test_a_run_after_a_lost_pointer_keeps_one_to_go_back_to(tmp_path: Path) -> None:
    add(tmp_path, "a")
    add(tmp_path, "b")
    (tmp_path / "current").unlink()
    add(tmp_path, "c")
    assert find_generations(tmp_path) == [2, 3]


def test_what_a_killed_run_left_beyond_the_two_is_removed(tmp_path: Path) -> None:
    add(tmp_path, "a")
    add(tmp_path, "b")
    shutil.copytree(generation_path(tmp_path, 2), generation_path(tmp_path, 3))
    (tmp_path / "current").write_text("000003\n")
    with locked(tmp_path):
        remove_debris(tmp_path)
    assert find_generations(tmp_path) == [2, 3]
    assert names(tmp_path) == ["b"]
