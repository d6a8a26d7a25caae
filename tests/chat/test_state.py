"""What the bot remembers, also after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.card.models import Action, Verb
from bot.telegram_app.state import FILE_NAME, State
from bot.telegram_app.state.boards import Board

HOUR, DAY = 3600.0, 86_400.0


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Kept:
    """A state in a folder, which can be opened anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[str] = []
        self.clock = Clock()
        self.state = self.open()

    def open(self) -> State:
        self.state = State.open(self.folder, self.faults.append, self.clock)
        return self.state

    def reopen(self) -> State:
        self.state.close()
        return self.open()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path / "telegram")
    yield kept
    kept.state.close()


def test_an_update_is_new_once_in_48_hours(kept: Kept) -> None:
    inbox = kept.state.inbox
    assert inbox.add(7, "{}")
    assert not inbox.add(7, "{}")
    inbox.finish(7, "done")
    kept.clock.now += 47 * HOUR
    kept.state.purge(kept.clock.now)
    assert not inbox.add(7, "{}")
    kept.clock.now += 2 * HOUR
    assert inbox.add(7, "{}")
    assert inbox.pending() == 1


def test_unfinished_updates_come_back_in_order_of_arrival(kept: Kept) -> None:
    for update_id in (900, 3, 4):
        kept.clock.now += 1
        kept.state.inbox.add(update_id, f"body {update_id}")
    kept.state.inbox.finish(3, "done")
    waiting = kept.reopen().inbox.unfinished()
    assert [(row.update_id, row.body) for row in waiting] == [(900, "body 900"), (4, "body 4")]


def test_what_a_finished_update_said_is_forgotten(kept: Kept) -> None:
    kept.state.inbox.add(1, "số điện thoại của tôi")
    kept.state.inbox.finish(1, "done")
    kept.state.close()
    assert "điện thoại" not in (kept.folder / FILE_NAME).read_bytes().decode("utf-8", "replace")


def test_unfinished_updates_are_kept_however_old_they_are(kept: Kept) -> None:
    kept.state.inbox.add(1, "{}")
    kept.clock.now += 30 * DAY
    kept.state.purge(kept.clock.now)
    assert kept.state.inbox.pending() == 1


def test_tries_are_counted_and_forgiven(kept: Kept) -> None:
    inbox = kept.state.inbox
    inbox.add(1, "{}")
    assert [inbox.count_try(1) for _ in range(3)] == [1, 2, 3]
    assert inbox.unfinished(3) == []
    assert [row.update_id for row in inbox.tried_often(3)] == [1]
    inbox.forgive_tries(1)
    assert [row.update_id for row in inbox.unfinished(3)] == [1]


def test_a_message_is_unknown_until_it_is_recorded(kept: Kept) -> None:
    kept.state.sent.begin("u1/0", 5, 40)
    sent = kept.reopen().sent.find("u1/0")
    assert sent is not None
    assert (sent.message_id, sent.floor, sent.final) == (None, 40, False)
    kept.state.sent.record("u1/0", 41, final=False)
    kept.state.sent.record("u1/0", 41, final=True)
    sent = kept.reopen().sent.find("u1/0")
    assert sent is not None
    assert (sent.message_id, sent.final) == (41, True)
    assert kept.state.sent.is_ours(5, 41)
    assert not kept.state.sent.is_ours(6, 41)
    assert kept.state.sent.highest(5) == 41
    assert kept.state.sent.highest(6) == 0


def test_only_what_never_arrived_can_be_withdrawn(kept: Kept) -> None:
    kept.state.sent.begin("a", 5, 1)
    kept.state.sent.withdraw("a")
    assert kept.state.sent.find("a") is None
    kept.state.sent.begin("b", 5, 1)
    kept.state.sent.record("b", 2, final=True)
    kept.state.sent.withdraw("b")
    assert kept.state.sent.find("b") is not None


def test_turns_are_those_before_a_message_and_not_too_old(kept: Kept) -> None:
    turns = kept.state.turns
    for number, text in enumerate(("một", "hai", "ba", "bốn"), start=10):
        turns.add(1, 2, number, text)
        kept.clock.now += 60
    turns.add(1, 99, 11, "của người khác")
    turns.add(77, 2, 11, "ở nơi khác")
    assert turns.before(1, 2, within_s=HOUR) == ("một", "hai", "ba", "bốn")
    assert turns.before(1, 2, 12, within_s=HOUR) == ("một", "hai")
    assert turns.before(1, 2, 99, most=2, within_s=HOUR) == ("ba", "bốn")
    assert turns.before(1, 2, within_s=130) == ("ba", "bốn")


def test_an_edited_question_keeps_its_place(kept: Kept) -> None:
    turns = kept.state.turns
    for number, text in enumerate(("một", "hai"), start=10):
        turns.add(1, 2, number, text)
    turns.add(1, 2, 10, "một, sửa")
    assert turns.before(1, 2, within_s=HOUR) == ("một, sửa", "hai")
    assert turns.text_of(1, 2, 10) == "một, sửa"
    assert turns.forget_message(1, 2, 10)
    assert not turns.forget_message(1, 2, 10)
    assert turns.forget(1, 2) == 1
    assert turns.before(1, 2, within_s=HOUR) == ()


def test_a_text_that_nobody_can_have_typed_is_kept_all_the_same(kept: Kept) -> None:
    kept.state.turns.add(1, 2, 3, "nửa \ud83d cặp")
    assert kept.state.turns.text_of(1, 2, 3) == "nửa ? cặp"


ASK, UP, YES = Action(Verb.ASK, ("GDP?",)), Action(Verb.RATE, ("up",)), Action(Verb.REINDEX)


def board_of(kept: Kept, *actions: Action, key: str = "u1", chat_id: int = 5) -> Board:
    return Board(kept.state.boards.id_of(key), chat_id, 6, False, None, actions)


def test_a_board_is_the_same_after_a_restart(kept: Kept) -> None:
    board = board_of(kept, ASK, UP)
    assert kept.state.boards.put(board) == (0, 1)
    assert kept.reopen().boards.get(board.id) == board
    assert kept.state.boards.id_of("u1") == board.id
    assert len(board.id) == 10
    assert board.id.isalnum()
    assert board.id.isascii()


def test_ids_of_boards_differ_by_key_and_by_bot(kept: Kept, tmp_path: Path) -> None:
    ids = {kept.state.boards.id_of(f"u{number}") for number in range(1000)}
    assert len(ids) == 1000
    other = State.open(tmp_path / "other", kept.faults.append)
    assert other.boards.id_of("u1") not in ids
    other.close()


def test_a_board_is_used_up_once(kept: Kept) -> None:
    board = board_of(kept, YES)
    assert not kept.state.boards.take(board.id)
    kept.state.boards.put(board)
    assert kept.state.boards.take(board.id)
    assert not kept.reopen().boards.take(board.id)


def test_a_number_never_means_another_action_than_it_did(kept: Kept) -> None:
    boards = kept.state.boards
    cancel = Action(Verb.CANCEL)
    assert boards.put(board_of(kept, YES)) == (0,)
    assert boards.take(board_of(kept).id, 0)
    assert boards.put(board_of(kept, cancel)) == (1,)
    assert boards.put(board_of(kept, cancel)) == (1,)
    # The tap on "yes" was on its way twice.
    assert not boards.take(board_of(kept).id, 0)
    assert boards.take(board_of(kept).id, 1)
    assert boards.put(board_of(kept, YES)) == (2,)
    assert boards.take(board_of(kept).id, 2)
    stored = boards.get(board_of(kept).id)
    assert stored is not None
    assert stored.actions == (YES, cancel, YES)


def test_numbers_of_a_board_stay_below_100(kept: Kept) -> None:
    for page in range(150):
        offered = [Action(Verb.INDICATORS, (str(page + n),)) for n in range(8)]
        numbers = kept.state.boards.put(board_of(kept, *offered))
        stored = kept.state.boards.get(board_of(kept).id)
        assert stored is not None
        assert [stored.actions[number] for number in numbers] == offered
        assert max(numbers) < 100


def test_old_boards_are_dropped(kept: Kept) -> None:
    kept.state.boards.put(board_of(kept, UP))
    kept.clock.now += 29 * DAY
    kept.state.purge(kept.clock.now)
    assert kept.state.boards.get(board_of(kept).id)
    kept.clock.now += 2 * DAY
    kept.state.purge(kept.clock.now)
    assert kept.state.boards.get(board_of(kept).id) is None


def log(kept: Kept, board_id: str, status: str = "answered") -> None:
    kept.clock.now += 1
    kept.state.answers.log(board_id, 5, 6, ("trước",), f"hỏi {board_id}", status, None, 3)


def test_feedback_is_what_is_bad_or_was_not_found_newest_last(kept: Kept) -> None:
    answers = kept.state.answers
    for board_id in ("good", "bad", "changed", "silent"):
        log(kept, board_id)
    log(kept, "missing", "not_found")
    answers.rate("good", 1, "up")
    answers.rate("bad", 1, "up")
    kept.clock.now += 1
    answers.rate("bad", 2, "down")
    answers.rate("changed", 1, "down")
    answers.rate("changed", 1, None)
    kept.reopen()
    assert [each.board_id for each in kept.state.answers.feedback()] == ["bad", "missing"]
    assert [each.board_id for each in kept.state.answers.feedback(1)] == ["missing"]
    bad = kept.state.answers.get("bad")
    assert bad is not None
    assert (bad.mark, bad.ups, bad.downs, bad.turns) == ("down", 1, 1, ("trước",))


def test_an_answer_logged_again_keeps_its_marks(kept: Kept) -> None:
    log(kept, "a")
    kept.state.answers.rate("a", 1, "down")
    log(kept, "a")
    [answer] = kept.state.answers.feedback()
    assert answer.mark == "down"


def test_the_message_that_answers_a_question_is_known(kept: Kept) -> None:
    assert kept.state.answers.message_of(5, 10) is None
    kept.state.answers.set_message(5, 10, 11)
    kept.state.answers.set_message(5, 10, 12)
    assert kept.reopen().answers.message_of(5, 10) == 12


def test_a_user_asks_once_and_is_decided_about(kept: Kept) -> None:
    users = kept.state.users
    assert users.status(1) is None
    assert users.ask(1, "Lan")
    assert not users.ask(1, "Lan")
    kept.clock.now += 1
    assert users.ask(2, "Huệ")
    assert [(user_id, name) for user_id, name, _ in users.waiting()] == [(1, "Lan"), (2, "Huệ")]
    users.set(1, "approved", by=9)
    users.set(3, "refused", by=9)
    users = kept.reopen().users
    assert (users.status(1), users.status(2), users.status(3)) == ("approved", "waiting", "refused")
    assert users.name(1) == "Lan"
    assert not users.ask(3, "Cúc")


def test_a_notice_is_given_once_in_its_time(kept: Kept) -> None:
    users = kept.state.users
    assert users.may_notice(1, "refused", HOUR)
    assert not users.may_notice(1, "refused", HOUR)
    assert users.may_notice(2, "refused", HOUR)
    assert users.may_notice(1, "too fast", HOUR)
    kept.clock.now += HOUR
    assert users.may_notice(1, "refused", HOUR)


def test_chats_are_blocked_and_move(kept: Kept) -> None:
    users = kept.state.users
    users.block(5)
    assert users.is_blocked(5)
    users.unblock(5)
    assert not users.is_blocked(5)
    kept.state.boards.put(board_of(kept, UP, chat_id=-5))
    users.migrate(-5, -1005)
    assert kept.reopen().users.chat_now(-5) == -1005
    assert kept.state.users.chat_now(5) == 5
    board = kept.state.boards.get(board_of(kept).id)
    assert board is not None
    assert board.chat_id == -1005


def test_an_upload_is_dropped_once(kept: Kept) -> None:
    kept.state.uploads.put("a", 1, '["x.txt"]')
    kept.state.uploads.put("a", 1, '["x.txt", "y.txt"]')
    [upload] = kept.reopen().uploads.all()
    assert upload == kept.state.uploads.get("a")
    assert upload.files == '["x.txt", "y.txt"]'
    assert kept.state.uploads.drop("a")
    assert not kept.state.uploads.drop("a")


def test_a_run_that_was_cut_short_is_known_after_the_restart(kept: Kept) -> None:
    assert kept.state.jobs.current() is None
    kept.state.jobs.begin("reindex", 1, 5, 60)
    job = kept.reopen().jobs.current()
    assert job is not None
    assert (job.kind, job.message_id) == ("reindex", 60)
    kept.state.jobs.end()
    assert kept.state.jobs.current() is None
