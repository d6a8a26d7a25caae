"""What is wrong with the state's file keeps the bot from nothing, and is told once."""

from __future__ import annotations

import random
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.card.models import Action, Verb
from bot.telegram_app.state import FILE_NAME, State
from bot.telegram_app.state.boards import Board


class Kept:
    """A state in a folder, which can be opened anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[str] = []
        self.now = 1_800_000_000.0
        self.state = self.open()

    @property
    def file(self) -> Path:
        return self.folder / FILE_NAME

    @property
    def aside(self) -> list[Path]:
        return sorted(self.folder.glob(f"{FILE_NAME}.damaged-*"))

    def open(self) -> State:
        self.state = State.open(self.folder, self.faults.append, lambda: self.now)
        return self.state

    def reopen(self) -> State:
        self.state.close()
        return self.open()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path / "telegram")
    fill(kept.state)
    yield kept
    kept.state.close()


def fill(state: State, count: int = 200) -> None:
    for number in range(count):
        state.inbox.add(number, f"body {number} " + "x" * 200)
        state.turns.add(1, 2, number, f"câu hỏi {number}")
    state.users.set(77, "approved", by=1)
    actions = (Action(Verb.ASK, ("GDP?",)),)
    state.boards.put(Board(state.boards.id_of("u1"), 5, 6, False, None, actions))


def use(state: State) -> None:
    """Do a little of everything."""
    state.inbox.add(5000, "{}")
    state.inbox.count_try(5000)
    state.inbox.finish(5000, "done")
    state.sent.begin("k", 1, 1)
    state.sent.record("k", 2, final=True)
    sent = state.sent.find("k")
    assert sent is not None
    assert sent.final
    state.turns.add(1, 3, 1, "mới")
    assert state.turns.before(1, 3, within_s=60) == ("mới",)
    state.answers.log("b", 1, 2, (), "hỏi", "not_found", None, 1)
    assert state.answers.feedback()
    assert state.users.ask(500, "Lan")
    state.purge(1_800_000_000.0)


def truncate(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def empty(raw: bytes) -> bytes:
    return b""


def forget_beginning(raw: bytes) -> bytes:
    return bytes(4096) + raw[4096:]


def noise(raw: bytes) -> bytes:
    return random.Random(4).randbytes(len(raw))


def noise_inside(raw: bytes) -> bytes:
    chance = random.Random(4)
    pages = [raw[at : at + 4096] for at in range(0, len(raw), 4096)]
    damaged = [page if number % 3 else chance.randbytes(4096) for number, page in enumerate(pages)]
    return pages[0] + b"".join(damaged[1:])


def other_version(raw: bytes) -> bytes:
    return raw[:60] + (99).to_bytes(4) + raw[64:]


DAMAGES = [truncate, empty, forget_beginning, noise, noise_inside, other_version]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_set_aside_and_told_once(
    kept: Kept, damage: Callable[[bytes], bytes]
) -> None:
    kept.state.close()
    damaged = damage(kept.file.read_bytes())
    kept.file.write_bytes(damaged)
    use(kept.open())
    [aside] = kept.aside
    assert aside.read_bytes() == damaged
    assert len(kept.faults) == 1
    assert aside.name in kept.faults[0]
    assert not kept.state.in_memory
    # The new file is whole and holds what came after.
    assert kept.reopen().users.status(500) == "waiting"
    assert len(kept.faults) == 1


def test_what_of_a_damaged_file_can_be_read_is_kept(kept: Kept) -> None:
    kept.state.close()
    connection = sqlite3.connect(kept.file)
    [(page,)] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'turn'")
    connection.close()
    raw = bytearray(kept.file.read_bytes())
    raw[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    kept.file.write_bytes(raw)
    kept.open()
    assert kept.aside
    assert kept.state.inbox.pending() == 200
    assert kept.state.users.status(77) == "approved"
    board = kept.state.boards.get(kept.state.boards.id_of("u1"))
    assert board is not None
    assert board.actions == (Action(Verb.ASK, ("GDP?",)),)


@pytest.mark.parametrize("lost", [0, 100, 199])
def test_a_damaged_page_takes_only_its_rows_away(kept: Kept, lost: int) -> None:
    kept.state.close()
    raw = bytearray(kept.file.read_bytes())
    found = re.search(f"câu hỏi {lost}".encode() + rb"\D", raw)
    assert found
    page = found.start() // 4096
    raw[page * 4096 : (page + 1) * 4096] = b"\xff" * 4096
    kept.file.write_bytes(raw)
    kept.open()
    known = [n for n in range(200) if kept.state.turns.text_of(1, 2, n) is not None]
    assert 50 < len(known) < 200
    assert lost not in known
    assert kept.state.inbox.pending() == 200


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_a_killed_process_left_beside_a_damaged_file_does_no_harm(
    kept: Kept, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    killed = Path(shutil.copytree(kept.folder, tmp_path / "killed"))
    assert (killed / f"{FILE_NAME}-wal").read_bytes()
    (killed / FILE_NAME).write_bytes(damage((killed / FILE_NAME).read_bytes()))
    other = Kept(killed)
    use(other.state)
    assert other.reopen().users.status(500) == "waiting"
    assert len(other.faults) <= 1
    other.state.close()


@pytest.mark.parametrize("damage", [truncate, noise, noise_inside])
def test_damage_that_is_found_while_running_stops_nothing(
    kept: Kept, damage: Callable[[bytes], bytes]
) -> None:
    kept.reopen()
    # So that it has to look into the file.
    kept.state._database.rows("PRAGMA cache_size = 2")
    kept.file.write_bytes(damage(kept.file.read_bytes()))
    for _ in range(3):
        for number in range(200):
            kept.state.turns.text_of(1, 2, number)
            kept.state.inbox.finish(number, "done")
        kept.now += 61
    kept.state.inbox.add(5001, "{}")
    assert kept.state.inbox.count_try(5001) == 1
    assert kept.faults
    assert len(kept.faults) <= 2
    assert kept.reopen().inbox.unfinished()[-1].update_id == 5001


def test_a_damaged_board_is_no_board(kept: Kept) -> None:
    board_id = kept.state.boards.id_of("u1")
    kept.state._database.change("UPDATE board SET actions = '[[\"no such verb\"]]'")
    assert kept.state.boards.get(board_id) is None
    assert not kept.state.boards.take(board_id)


def fill_disk(state: State) -> None:
    pages = state._database.rows("PRAGMA page_count")[0][0]
    state._database.rows(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_loses_nothing_and_is_told_once(kept: Kept) -> None:
    fill_disk(kept.state)
    fill(kept.state, 900)
    assert kept.state.in_memory
    assert len(kept.faults) == 1
    assert "giải phóng" in kept.faults[0]
    assert kept.state.inbox.pending() == 900
    assert kept.state.turns.text_of(1, 2, 899) == "câu hỏi 899"
    assert kept.state.users.status(77) == "approved"
    use(kept.state)


def test_a_disk_that_is_full_again_is_not_told_again(kept: Kept) -> None:
    for number in range(3):
        fill_disk(kept.state)
        fill(kept.state, 900 * (number + 1))
        assert kept.state.in_memory
        kept.now += 61
        kept.state.inbox.pending()
        assert not kept.state.in_memory
    assert len(kept.faults) == 1


def test_what_was_held_in_memory_is_written_once_there_is_room(kept: Kept) -> None:
    fill_disk(kept.state)
    salt = kept.state.boards.id_of("x")
    fill(kept.state, 900)
    kept.state.turns.forget_message(1, 2, 0)
    kept.state.inbox.finish(0, "done")
    assert kept.state.in_memory
    kept.now += 61
    kept.state.inbox.add(5000, "{}")
    assert not kept.state.in_memory
    kept.reopen()
    assert kept.state.inbox.pending() == 900
    assert kept.state.turns.text_of(1, 2, 0) is None
    assert kept.state.turns.text_of(1, 2, 899) == "câu hỏi 899"
    assert kept.state.boards.id_of("x") == salt


def test_what_was_held_in_memory_is_written_at_the_end(kept: Kept) -> None:
    fill_disk(kept.state)
    fill(kept.state, 900)
    assert kept.state.in_memory
    assert kept.reopen().inbox.pending() == 900
    assert not kept.state.in_memory


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "telegram").write_text("no folder")
    kept = Kept(tmp_path / "telegram")
    use(kept.state)
    assert kept.state.in_memory
    assert len(kept.faults) == 1
    (tmp_path / "telegram").unlink()
    kept.now += 61
    assert kept.state.users.status(500) == "waiting"
    assert not kept.state.in_memory
    assert kept.reopen().users.status(500) == "waiting"


def test_a_state_begun_without_its_file_takes_nothing_out_of_it(kept: Kept) -> None:
    kept.state.close()
    away = kept.file.rename(kept.folder / "away")
    kept.file.mkdir()
    kept.open()
    assert kept.state.in_memory
    assert kept.state.inbox.add(9000, "{}")
    kept.file.rmdir()
    away.rename(kept.file)
    assert kept.reopen().inbox.pending() == 201
    assert kept.state.turns.text_of(1, 2, 7) == "câu hỏi 7"


def test_after_the_end_nothing_is_written_and_nothing_fails(kept: Kept) -> None:
    kept.state.close()
    kept.state.inbox.finish(1, "done")
    assert kept.state.inbox.pending() == 0
    kept.state.close()
    assert kept.open().inbox.pending() == 200


CHILD = """
    import resource, signal, sys
    from pathlib import Path
    sys.path.insert(0, {root!r})
    from bot.telegram_app.state import State

    folder = Path({folder!r})
    faults = []
    limit = {limit}
    if limit == 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    state = State.open(folder, faults.append)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    for number in range(2000):
        assert state.inbox.add(number, "x" * 500)
        assert state.inbox.count_try(number) == 1
        state.turns.add(1, 2, number, "hỏi")
    assert state.inbox.pending() == 2000
    assert len(state.turns.before(1, 2, most=3000, within_s=60)) == 2000
    assert state.in_memory
    assert len(faults) == 1, faults
    print("ok")
"""


@pytest.mark.parametrize("limit", [0, 300_000])
def test_a_file_that_may_not_grow_loses_nothing(tmp_path: Path, limit: int) -> None:
    root = str(Path(__file__).parents[2])
    code = CHILD.format(root=root, folder=str(tmp_path / "telegram"), limit=limit)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("ok\n", 0), done.stderr


def test_a_statement_takes_less_than_a_millisecond(kept: Kept) -> None:
    begin = resource.getrusage(resource.RUSAGE_SELF)
    for number in range(300):
        kept.state.inbox.add(10_000 + number, "x" * 1000, chat_id=5, message_id=number)
        kept.state.sent.highest(5)
        kept.state.sent.begin(f"u{number}", 5, number)
        kept.state.inbox.finish(10_000 + number, "done")
    end = resource.getrusage(resource.RUSAGE_SELF)
    assert end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime < 1.2
