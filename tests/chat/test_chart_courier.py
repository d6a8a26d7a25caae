"""Pictures arrive once, as texts do; a picture and a text are never taken for each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import smallserver as small
from courierworld import ANSWER, GROUP, USER, World, dies

from bot.card.models import Card, Entity, RichText, Style
from bot.telegram_app.delivery.courier import Address, Courier

PICTURE = Card((RichText("Tỷ lệ", (Entity(Style.BOLD, 0, 5),)),), photo=b"\x89PNG...")
PLAIN = replace(ANSWER, rows=())


async def send_picture(courier: Courier, to: Address) -> int | None:
    return await courier.deliver("b/0", to, PICTURE, owner=USER)


async def send_text_and_picture(courier: Courier, to: Address) -> int | None:
    await courier.deliver("u1", to, PLAIN, owner=USER)
    return await send_picture(courier, to)


def captions(world: World, chat: int) -> list[str]:
    return [each.get("caption", each.get("text")) for each in world.server.by_bot(chat)]


@pytest.mark.parametrize("chat", [USER, GROUP])
async def test_a_bot_killed_at_any_moment_sends_a_picture_once(folder: Path, chat: int) -> None:
    for point in range(1, 500):
        world = World(folder / str(point))
        to = world.ask(chat)
        died = await dies(world, to, send_text_and_picture, point)
        sent = await send_text_and_picture(world.courier, to)
        assert captions(world, chat) == ["17%", "Tỷ lệ"]
        text, picture = world.server.by_bot(chat)
        assert "photo" in picture
        assert "photo" not in text
        assert sent == picture["message_id"]
        world.state.close()
        if not died:
            assert point > 10
            return
    raise AssertionError("it never came to its end")


@pytest.mark.parametrize(
    "fault", [small.cut_before, small.cut_after, small.too_slow, small.garbage]
)
async def test_a_fault_of_the_network_neither_loses_nor_doubles_a_picture(
    folder: Path, fault: small.Fault
) -> None:
    for before in range(4):
        world = World(folder / str(before))
        to = world.ask(USER)
        world.server.faults = [None] * before + [fault]
        await send_text_and_picture(world.courier, to)
        assert captions(world, USER) == ["17%", "Tỷ lệ"]
        world.state.close()


async def test_a_picture_whose_styles_are_refused_is_sent_without_them(world: World) -> None:
    to = world.ask(USER)
    world.server.faults = [small.refuse(400, "Bad Request: can't parse MessageEntity")]
    assert await send_picture(world.courier, to) is not None
    [message] = world.server.by_bot(USER)
    assert message["caption"] == "Tỷ lệ"
    assert "caption_entities" not in message
    assert "photo" in message


async def test_what_is_in_the_chat_is_known_and_what_was_deleted_is_sent_anew(
    world: World,
) -> None:
    to = world.ask(USER)
    assert not await world.courier.is_shown("b/0")
    sent = await send_picture(world.courier, to)
    assert await world.courier.is_shown("b/0")
    assert sent is not None
    del world.server.messages[USER, sent]
    assert not await world.courier.is_shown("b/0")
    assert await send_picture(world.courier, to) not in (None, sent)
    assert await world.courier.is_shown("b/0")


async def test_what_cannot_be_looked_for_is_not_sent_twice(world: World) -> None:
    await send_picture(world.courier, world.ask(USER))
    world.server.faults = [small.cut_before]
    assert await world.courier.is_shown("b/0")


async def test_a_text_that_may_have_arrived_is_not_taken_for_a_picture(world: World) -> None:
    to = world.ask(USER)
    await world.courier.bot.send_photo(USER, b"\x89PNG...", caption="Khác")
    world.state.sent.begin("u1/0", USER, to.reply_to or 0)
    assert await world.courier.deliver("u1", to, PLAIN, owner=USER) is not None
    assert captions(world, USER) == ["Khác", "17%"]


async def test_a_picture_that_may_have_arrived_is_not_taken_for_a_text(world: World) -> None:
    to = world.ask(USER)
    await world.courier.bot.send_message(USER, "Khác")
    world.state.sent.begin("b/0/0", USER, to.reply_to or 0)
    assert await send_picture(world.courier, to) is not None
    assert captions(world, USER) == ["Khác", "Tỷ lệ"]
