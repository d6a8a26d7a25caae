"""What Telegram refuses, and what a message says when it is revised."""

from __future__ import annotations

import logging

import pytest
import smallserver as small
from courierworld import (
    ANSWER,
    GROUP,
    LONG,
    PLAIN,
    USER,
    WORKING,
    World,
    send_answer,
    send_answer_late,
)
from smallserver import TOKEN

from bot.card.models import Action, Button, Card, RichText, Verb
from bot.telegram_app.delivery.courier import Address

# python-telegram-bot warns of itself where it makes its error of a 429.
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after")


async def test_a_user_who_blocked_the_bot_is_noted_and_nothing_is_said(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    to = world.ask(USER)
    world.server.always = small.refuse(403, "Forbidden: bot was blocked by the user")
    await world.courier.placeholder("u1", to, WORKING)
    assert await send_answer(world.courier, to) is None
    assert not await world.courier.revise(USER, 1, ANSWER, key="u2", owner=USER)
    assert world.state.users.is_blocked(USER)
    assert all(record.levelno < logging.WARNING for record in caplog.records)
    assert not any("17%" in record.getMessage() for record in caplog.records)


async def test_a_chat_that_is_gone_is_given_up(world: World) -> None:
    world.server.always = small.refuse(400, "Bad Request: chat not found")
    assert await send_answer(world.courier, Address(USER)) is None
    assert world.server.count("sendMessage") == 1


async def test_a_group_that_became_a_supergroup_is_followed(world: World) -> None:
    old = -500
    to = world.ask(old)
    moved = small.refuse(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=GROUP)
    world.server.faults = [None, moved]
    message_id = await world.courier.deliver("u1", to, LONG, owner=USER)
    assert world.server.texts(old) == ["một"]
    assert world.server.texts(GROUP) == ["hai", "ba"]
    board = world.state.boards.get(world.state.boards.id_of("u1"))
    assert board is not None
    assert board.chat_id == GROUP
    # From now on it is written to at its new place at once.
    await world.courier.say(Address(old, 7), "tiếp")
    assert world.server.texts(GROUP) == ["hai", "ba", "tiếp"]
    assert world.state.sent.is_ours(GROUP, message_id or 0)


async def test_styles_that_telegram_refuses_are_left_out(world: World) -> None:
    to = world.ask(USER)
    refused = small.refuse(400, "Bad Request: can't parse entities: wrong offset")
    for late in (send_answer, send_answer_late):
        world.server.faults = [*([None] if late is send_answer_late else []), refused]
        message_id = await late(world.courier, to)
        message = world.server.messages[USER, message_id or 0]
        assert message["text"] == "17%"
        assert "entities" not in message
        assert "reply_markup" in message
        world.state.sent.begin("u1/0", 0, 0)
        world.state.sent.withdraw("u1/0")


async def test_a_topic_that_is_gone_costs_neither_styles_nor_buttons(world: World) -> None:
    world.server.faults = [small.refuse(400, "Bad Request: message thread not found")]
    message_id = await send_answer(world.courier, Address(GROUP, None, 77))
    message = world.server.messages[GROUP, message_id or 0]
    assert message["entities"]
    assert message["reply_markup"]


async def test_what_telegram_refuses_in_every_form_is_logged_without_its_text(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    to = world.ask(USER)
    world.server.always = small.refuse(400, "Bad Request: message is too long")
    assert await send_answer(world.courier, to) is None
    assert "Message is too long" in caplog.text
    assert "17%" not in caplog.text
    assert TOKEN not in caplog.text


async def test_links_are_not_previewed_and_a_deleted_question_is_no_obstacle(world: World) -> None:
    to = world.ask(USER)
    await send_answer_late(world.courier, to)
    for name, params in world.server.calls:
        assert params["link_preview_options"] == {"is_disabled": True}
        if name == "sendMessage":
            assert params["reply_parameters"]["allow_sending_without_reply"]


async def test_what_the_bot_says_is_composed(world: World) -> None:
    await world.courier.say(Address(USER), "Tie\u0302\u0301ng Vie\u0323\u0302t")
    assert world.server.texts(USER) == ["Tiếng Việt"]


async def test_revising_twice_is_done_and_revising_what_is_gone_is_not(world: World) -> None:
    to = world.ask(USER)
    message_id = await send_answer(world.courier, to) or 0
    for _ in range(2):
        assert await world.courier.revise(USER, message_id, PLAIN, key="u2", owner=USER)
    assert world.server.texts(USER) == ["không có số này"]
    assert not await world.courier.revise(USER, 99, PLAIN, key="u3", owner=USER)
    assert not await world.courier.revise(USER, to.reply_to or 0, PLAIN, key="u3", owner=USER)


async def test_revising_goes_on_until_the_server_is_back(world: World) -> None:
    message_id = await send_answer(world.courier, world.ask(USER)) or 0
    world.server.faults = [small.cut_after, small.unreachable, small.refuse(500, "Internal")]
    assert await world.courier.revise(USER, message_id, LONG, key="u2", owner=USER)
    assert world.server.texts(USER) == ["một", "hai", "ba"]


async def test_a_revised_message_does_not_give_old_buttons_a_new_meaning(world: World) -> None:
    def card(verb: Verb) -> Card:
        return Card((RichText("chạy"),), ((Button("nút", Action(verb)),),))

    message_id = await world.courier.deliver("job", Address(USER), card(Verb.CANCEL), owner=USER)
    await world.courier.revise(USER, message_id or 0, card(Verb.REINDEX), key="job", owner=USER)
    board = world.state.boards.get(world.state.boards.id_of("job"))
    assert board is not None
    assert [action.verb for action in board.actions] == [Verb.CANCEL, Verb.REINDEX]
    [[button]] = world.server.messages[USER, 1]["reply_markup"]["inline_keyboard"]
    assert button["callback_data"] == f"1:{board.id}:1"


async def test_typing_never_fails(world: World) -> None:
    world.server.faults = [
        small.cut_before,
        small.refuse(429, "Too Many Requests", retry_after=9),
        small.refuse(403, "Forbidden"),
    ]
    for _ in range(3):
        await world.courier.typing(Address(USER, 1, 2))
    assert not world.waits
