"""Lost messages are found among those of others, and nothing else is taken for them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import smallserver as small
from courierworld import (
    ANSWER,
    GROUP,
    USER,
    WORKING,
    World,
    check,
    send_answer,
    send_answer_late,
    send_plain_late,
)
from smallserver import TOKEN, KilledError, SmallServer
from telegram.ext import ExtBot

from bot.card.models import Card, RichText
from bot.telegram_app.delivery.courier import Address, Courier
from bot.telegram_app.delivery.limiter import ChatLimiter
from bot.telegram_app.state import State

# python-telegram-bot warns of itself where it makes its error of a 429.
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after")


async def test_what_certainly_never_left_is_not_looked_for(world: World) -> None:
    to = world.ask(USER)
    world.server.faults = [small.unreachable] * 8
    assert await send_answer(world.courier, to)
    assert world.server.count("editMessageText") == 0
    assert world.waits == [1, 2, 4, 8, 16, 30, 30, 30]


async def test_the_bot_goes_on_until_the_server_is_back(world: World) -> None:
    to = world.ask(USER)
    world.server.always = small.unreachable
    sending = asyncio.ensure_future(send_answer(world.courier, to))
    while len(world.waits) < 200 and not sending.done():
        await asyncio.sleep(0)
    assert not sending.done()
    world.server.always = None
    check(world, to, ["17%"], await sending)


async def test_a_message_among_those_of_others_is_found(world: World) -> None:
    to = world.ask(GROUP)
    world.server.faults = [small.cut_after]
    for number in range(8):
        world.server.hear(GROUP, f"chuyện {number}", sender=number)
    check(world, to, ["17%"], await send_answer(world.courier, to))


async def test_a_message_behind_those_of_other_chats_is_found(world: World) -> None:
    to = world.ask(USER)
    # A bot's private chats share their numbers.
    for number in range(12):
        world.state.inbox.add(50 + number, "{}", chat_id=5000 + number, message_id=2 + number)
    world.server.unheard = 12
    world.server.faults = [small.cut_after]
    check(world, to, ["17%"], await send_answer(world.courier, to))


async def test_a_lost_message_is_looked_for_at_no_more_than_20_places(world: World) -> None:
    to = world.ask(GROUP)
    world.server.faults = [small.cut_before]
    check(world, to, ["17%"], await send_answer(world.courier, to))
    assert world.server.count("editMessageText") == 20


async def test_in_a_quiet_private_chat_it_is_looked_for_at_few_places(world: World) -> None:
    to = world.ask(USER)
    world.server.faults = [small.cut_before]
    check(world, to, ["17%"], await send_answer(world.courier, to))
    assert world.server.count("editMessageText") <= 4


async def test_where_the_question_is_not_known_the_last_message_is_the_floor(world: World) -> None:
    for number in range(1, 40):
        world.ask(USER, number)
    first = await world.courier.say(Address(USER), "một", key="a")
    world.server.faults = [small.cut_after]
    assert await world.courier.say(Address(USER), "hai", key="b") == (first or 0) + 1
    assert world.server.texts(USER) == ["một", "hai"]


async def test_messages_known_as_other_ones_are_left_alone(world: World) -> None:
    to = world.ask(GROUP)
    await world.courier.say(Address(GROUP), "tin khác", key="other")
    world.server.faults = [small.cut_before]
    await send_answer(world.courier, to)
    assert world.server.texts(GROUP) == ["tin khác", "17%"]


@pytest.mark.parametrize("recovered", [(0, 1), (1, 0)])
async def test_an_answer_to_another_question_is_not_taken_for_this_one(
    world: World, recovered: tuple[int, ...]
) -> None:
    first, second = world.ask(GROUP, 1), world.ask(GROUP, 2)
    # Both arrive, and the bot dies before it hears of either.
    for key, to in (("u1", first), ("u2", second)):
        world.die_at(6)
        with pytest.raises(KilledError):
            await world.courier.deliver(key, to, ANSWER, owner=USER)
        world.restart()
    assert world.server.texts(GROUP) == ["17%", "17%"]
    for key, to in [(("u1", first), ("u2", second))[number] for number in recovered]:
        text = RichText(f"trả lời {key}")
        assert await world.courier.deliver(key, to, Card((text,)), owner=USER)
    assert world.server.texts(GROUP) == ["trả lời u1", "trả lời u2"]
    replies = [each["reply_to_message"]["message_id"] for each in world.server.by_bot(GROUP)]
    assert replies == [first.reply_to, second.reply_to]


async def test_a_changed_answer_to_a_deleted_question_is_found(world: World) -> None:
    to = world.ask(USER)
    del world.server.messages[USER, to.reply_to or 0]
    world.die_at(4)
    with pytest.raises(KilledError):
        await send_plain_late(world.courier, to)
    world.restart()
    assert world.server.texts(USER) == [WORKING]
    await send_answer(world.courier, to)
    assert world.server.texts(USER) == ["17%"]


async def test_answers_of_two_people_in_a_group_do_not_overwrite_each_other(world: World) -> None:
    addresses = [world.ask(GROUP, number) for number in range(1, 9)]
    world.server.faults = [small.cut_after, None, small.cut_before, small.cut_after] * 3
    await asyncio.gather(
        *(
            world.courier.deliver(f"u{number}", to, Card((RichText(f"số {number}"),)), owner=USER)
            for number, to in enumerate(addresses, start=1)
        )
    )
    said = {
        each["text"]: each["reply_to_message"]["message_id"] for each in world.server.by_bot(GROUP)
    }
    assert said == {f"số {n}": to.reply_to for n, to in enumerate(addresses, start=1)}
    assert len(world.server.by_bot(GROUP)) == 8


async def test_what_has_arrived_is_not_touched_again(world: World) -> None:
    to = world.ask(USER)
    first = await send_answer(world.courier, to)
    calls = len(world.server.calls)
    world.restart()
    assert await send_answer_late(world.courier, to) == first
    assert len(world.server.calls) == calls


async def test_a_placeholder_that_was_deleted_is_no_obstacle(world: World) -> None:
    to = world.ask(USER)
    await world.courier.placeholder("u1", to, WORKING)
    del world.server.messages[USER, 2]
    check(world, to, ["17%"], await send_answer(world.courier, to))


async def test_a_placeholder_that_cannot_be_sent_is_let_be(world: World) -> None:
    to = world.ask(USER)
    world.server.faults = [small.unreachable]
    await world.courier.placeholder("u1", to, WORKING)
    check(world, to, ["17%"], await send_answer(world.courier, to))
    await world.courier.placeholder("u1", to, WORKING)
    assert world.server.texts(USER) == ["17%"]


async def test_an_answer_given_before_a_quiet_week_does_not_stand_for_a_new_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_800_000_000.0
    monkeypatch.setattr("bot.telegram_app.state.time.time", lambda: now)
    world = World(folder)
    world.state._database.clock = lambda: now
    await send_answer(world.courier, world.ask(USER))
    now += 8 * 86_400
    # Telegram counts updates anew, and this one happens to get the same number.
    await send_answer(world.courier, world.ask(USER))
    assert world.server.texts(USER) == ["17%", "17%"]


async def test_looking_for_a_message_obeys_the_limit_of_all_chats_together(folder: Path) -> None:
    state = State.open(folder, lambda message: None)
    server = SmallServer()
    now = 0.0
    starts = []

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    limiter = ChatLimiter(5, clock=lambda: now, sleep=sleep)
    bot = ExtBot(TOKEN, request=server, get_updates_request=server, rate_limiter=limiter)
    await bot.initialize()
    server.faults = [small.cut_before]
    server.always = lambda *request: starts.append(now)
    server.hear(GROUP, "bao nhiêu?")
    await Courier(bot, state, sleep=sleep).deliver("u1", Address(GROUP, 1), ANSWER, owner=USER)
    assert server.texts(GROUP) == ["17%"]
    assert len(starts) == 21
    assert all(late - early >= 1 for early, late in zip(starts, starts[5:], strict=False))
    # What changed nothing in the chat does not hold up the answer.
    assert now < 10
    state.close()
