"""Updates are handled once, in order, in turns, and again after a bot that died."""

from __future__ import annotations

import asyncio
import gc
import json
import tracemalloc
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from smallserver import TOKEN, SmallServer
from telegram import Bot, Update
from telegram.ext import Application, CallbackContext, TypeHandler

from bot.telegram_app.inbox import Inbox, InOrder
from bot.telegram_app.state import State

Handler = Callable[[Update], Awaitable[None]]
GROUP = -100


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State.open(tmp_path, lambda message: None)
    yield state
    state.close()


def update_of(
    update_id: int, user_id: int, text: str = "hỏi", bot: Bot | None = None, **more: Any
) -> Update:
    person = {"id": user_id, "is_bot": False, "first_name": "Người"}
    message = {
        "message_id": update_id,
        "date": 1_700_000_000,
        "chat": {"id": user_id, "type": "private", "first_name": "Người"},
        "from": person,
        "text": text,
    }
    body = more or {"message": message}
    update = Update.de_json({"update_id": update_id, **body}, bot)
    assert update is not None
    return update


class Run:
    """An application with an inbox, and what it handled."""

    def __init__(self, state: State, handler: Handler | None = None, **settings: Any) -> None:
        self.faults: list[str] = []
        self.inbox = Inbox(state, on_fault=self.faults.append, **settings)
        self.handled: list[tuple[int, str]] = []
        self.begun: list[int] = []
        self.most_at_once = self.at_once = 0
        self._handler = handler
        server = SmallServer()
        self.application = (
            Application.builder()
            .bot(Bot(TOKEN, request=server, get_updates_request=server))
            .update_queue(self.inbox)
            .concurrent_updates(InOrder(self.inbox, finish_s=0.05))
            .updater(None)
            .job_queue(None)
            .build()
        )
        self.application.add_handler(TypeHandler(Update, self._handle))

    async def __aenter__(self) -> Run:
        await self.application.initialize()
        await self.application.start()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        if self.application.running:
            await asyncio.wait_for(self.application.stop(), 5)
            await self.application.shutdown()

    async def put(self, *updates: Update) -> None:
        for update in updates:
            await self.inbox.put(update)

    async def settle(self) -> None:
        await asyncio.wait_for(self.inbox.wait_idle(), 5)

    async def _handle(self, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        user = update.effective_user
        assert user is not None
        self.begun.append(update.update_id)
        try:
            if self._handler is not None:
                await self._handler(update)
            text = update.message.text if update.message else ""
            self.handled.append((user.id, text or ""))
        finally:
            self.at_once -= 1


async def a_moment(update: Update) -> None:
    for _ in range(3):
        await asyncio.sleep(0)


async def for_ever(update: Update) -> None:
    await asyncio.Event().wait()


async def test_one_users_updates_are_handled_in_order(state: State) -> None:
    async def ever_faster(update: Update) -> None:
        for _ in range(30 - update.update_id):
            await asyncio.sleep(0)

    async with Run(state, ever_faster) as run:
        await run.put(*(update_of(number, 5, str(number)) for number in range(1, 30)))
        await run.settle()
        assert run.handled == [(5, str(number)) for number in range(1, 30)]
        assert run.most_at_once == 1


async def test_what_comes_while_one_is_in_work_waits_for_it(state: State) -> None:
    async with Run(state, a_moment) as run:
        for number in range(1, 6):
            await run.put(update_of(number, 5))
            while number == 1 and not run.begun:
                await asyncio.sleep(0)
        await run.settle()
        assert run.begun == [1, 2, 3, 4, 5]
        assert run.most_at_once == 1


async def test_200_messages_of_one_user_do_not_hold_up_another(state: State) -> None:
    async with Run(state, a_moment) as run:
        await run.put(*(update_of(number, 5) for number in range(1, 201)))
        await run.put(update_of(500, 6))
        await run.settle()
        assert run.begun.index(500) <= 2
        assert len(run.begun) == 201


async def test_users_take_turns(state: State) -> None:
    async with Run(state, a_moment, at_once=1) as run:
        await run.put(*(update_of(10 * user + n, user) for user in (1, 2, 3) for n in range(4)))
        await run.settle()
        users = [number // 10 for number in run.begun]
        # The first was taken before the others were there.
        assert sorted(users[1:4]) == [1, 2, 3] or sorted(users[:3]) == [1, 2, 3]
        assert all(len(set(users[n : n + 3])) == 3 for n in range(2, 7))


async def test_no_more_than_so_many_are_in_work(state: State) -> None:
    async with Run(state, a_moment, at_once=4) as run:
        await run.put(*(update_of(number, number) for number in range(1, 40)))
        await run.settle()
        assert run.most_at_once == 4
        assert len(run.handled) == 39


async def test_an_update_delivered_three_times_is_handled_once(state: State) -> None:
    async with Run(state) as run:
        await run.put(*[update_of(7, 5)] * 3)
        await run.settle()
        await run.put(update_of(7, 5))
        await run.settle()
        assert run.begun == [7]


async def test_numbers_that_jump_back_are_handled(state: State) -> None:
    async with Run(state) as run:
        await run.put(update_of(900_000, 5, "cũ"), update_of(12, 5, "mới"))
        await run.settle()
        assert run.handled == [(5, "cũ"), (5, "mới")]


async def test_an_update_is_on_disk_when_put_returns(tmp_path: Path) -> None:
    state = State.open(tmp_path, lambda message: None)
    await Inbox(state).put(update_of(7, 5, "còn đây"))
    # Nobody closes what a killed process leaves.
    other = State.open(tmp_path, lambda message: None)
    [waiting] = other.inbox.unfinished()
    assert json.loads(waiting.body)["message"]["text"] == "còn đây"
    assert state.sent.highest(5) == 7
    other.close()
    state.close()


async def test_what_was_cut_off_is_handled_after_the_next_start_in_order(state: State) -> None:
    async with Run(state, for_ever) as run:
        await run.put(update_of(80, 5, "một"), update_of(9, 5, "hai"), update_of(10, 6, "ba"))
        await asyncio.sleep(0)
    assert run.handled == []
    async with Run(state) as again:
        assert await again.inbox.replay(again.application.bot) == 3
        await again.settle()
        assert [text for user, text in again.handled if user == 5] == ["một", "hai"]
        assert len(again.handled) == 3
    async with Run(state) as third:
        assert await third.inbox.replay(third.application.bot) == 0


async def test_a_stop_waits_for_what_is_in_work_and_leaves_the_rest_on_disk(state: State) -> None:
    goes_on = asyncio.Event()

    async def until_told(update: Update) -> None:
        await goes_on.wait()

    run = Run(state, until_told, at_once=2)
    async with run:
        await run.put(*(update_of(number, number, str(number)) for number in range(1, 6)))
        await asyncio.sleep(0.01)
        stopping = asyncio.ensure_future(run.stop())
        await asyncio.sleep(0.01)
        # Came while it stopped, as the last batch does.
        await run.put(update_of(6, 6))
        goes_on.set()
        await stopping
    assert [text for _, text in run.handled] == ["1", "2"]
    assert [row.update_id for row in state.inbox.unfinished()] == [3, 4, 5, 6]


async def test_a_stop_ends_work_that_clings_to_life(state: State) -> None:
    async def cling(update: Update) -> None:
        with suppress(asyncio.CancelledError):
            await for_ever(update)
        await for_ever(update)

    async with Run(state, cling) as run:
        await run.put(update_of(1, 5))
        await asyncio.sleep(0.01)
    assert state.inbox.pending() == 1


async def test_the_sign_to_stop_does_not_wait_behind_updates(state: State) -> None:
    inbox = Inbox(state)
    sign = object()
    for number in range(10):
        await inbox.put(update_of(number, 1))
    await inbox.put(sign)
    assert await inbox.get() is sign
    while not inbox.empty():
        inbox.get_nowait()
        inbox.task_done()
    inbox.task_done()
    await asyncio.wait_for(inbox.join(), 1)
    assert state.inbox.pending() == 10


async def test_a_handler_that_fails_is_not_called_again(state: State) -> None:
    async def fail(update: Update) -> None:
        raise RuntimeError

    run = Run(state, fail)
    errors = []

    async def note(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        errors.append(context.error)

    run.application.add_error_handler(note)
    async with run:
        await run.put(update_of(1, 5), update_of(2, 5))
        await run.settle()
    assert len(errors) == 2
    assert state.inbox.pending() == 0


async def test_an_update_that_ends_the_process_each_time_is_given_up(state: State) -> None:
    for _ in range(10):
        await Inbox(state).put(update_of(1, 5))
        # The process ends here.
        state.inbox.count_try(1)
    await Inbox(state).put(update_of(2, 5, "vô can"))
    async with Run(state) as run:
        assert await run.inbox.replay(run.application.bot) == 1
        await run.settle()
        assert run.handled == [(5, "vô can")]
        assert len(run.faults) == 1
        assert "gửi lại" in run.faults[0]


async def test_stopping_often_does_not_give_an_update_up(state: State) -> None:
    await Inbox(state).put(update_of(1, 5))
    for _ in range(12):
        async with Run(state, for_ever) as run:
            assert await run.inbox.replay(run.application.bot) == 1
            await asyncio.sleep(0)
    assert state.inbox.pending() == 1


async def test_what_is_refused_at_the_door_is_neither_handled_nor_kept(state: State) -> None:
    async with Run(state, admit=lambda update: update.update_id != 2) as run:
        await run.put(*(update_of(number, 5) for number in (1, 2, 3)))
        await run.settle()
        assert run.begun == [1, 3]
    assert state.inbox.pending() == 0


async def test_the_door_is_not_asked_about_what_it_let_in_before_the_start(state: State) -> None:
    await Inbox(state).put(update_of(1, 5))
    async with Run(state, admit=lambda update: False) as run:
        await run.inbox.replay(run.application.bot)
        await run.settle()
        assert run.begun == [1]


async def test_a_row_that_cannot_be_read_keeps_nobody_waiting(state: State) -> None:
    state.inbox.add(1, "{broken")
    state.inbox.add(2, '"a word"')
    state.inbox.add(3, update_of(3, 5).to_json())
    async with Run(state) as run:
        assert await run.inbox.replay(run.application.bot) == 1
        await run.settle()
        assert run.begun == [3]
    assert state.inbox.pending() == 0


async def test_taps_and_inline_questions_wait_in_their_users_line(state: State) -> None:
    person = {"id": 5, "is_bot": False, "first_name": "Người"}
    tap = {"id": "1", "from": person, "chat_instance": "1", "data": "1:aaaaaaaaaa:0"}
    inline = {"id": "2", "from": person, "query": "gdp", "offset": ""}
    async with Run(state, a_moment) as run:
        await run.put(
            update_of(3, 5, callback_query=tap),
            update_of(2, 5, inline_query=inline),
            update_of(1, 5),
        )
        await run.settle()
        assert run.begun == [3, 2, 1]
        assert run.most_at_once == 1


async def test_memory_stays_flat(state: State) -> None:
    async with Run(state) as run:

        async def flood(first: int) -> None:
            for number in range(first, first + 500):
                # python-telegram-bot keeps the id of each user it ever met.
                await run.put(update_of(number, number % 250))
                if number % 50 == 0:
                    await run.settle()
            await run.settle()
            run.begun.clear()
            run.handled.clear()
            gc.collect()

        await flood(1)
        tracemalloc.start()
        await flood(2001)
        before, _ = tracemalloc.get_traced_memory()
        await flood(4001)
        after, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert after - before < 200_000
        assert run.inbox.empty()
