"""Pictures in the chat: a button below what can be drawn, and one photo however often it is tapped."""

from __future__ import annotations

import aiohttp
import pytest
import pytest_asyncio
from driver import TOKEN
from running import build_index, running_bot
from tapping import ADMIN, labels, one_bot, put_board

from bot.card.models import Action, Verb

ARTICLES = {
    f"{year}.txt": f"""Tỉnh Đồng Tháp đẩy mạnh nộp hồ sơ qua mạng năm {year}

20/12/{year} - 10:24

Năm {year}, tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt {value}%.
"""
    for year, value in (("2021", "12"), ("2022", "17,5"), ("2023", "30"))
}
TREND = "tỷ lệ hồ sơ trực tuyến Đồng Tháp qua các năm"
BUTTON = "📊 Biểu đồ"
ALREADY = "Biểu đồ đã được gửi ngay dưới câu trả lời này."
GONE = "Mục này không còn trong dữ liệu hiện tại. Bạn hỏi lại câu ấy nhé."
DEAD = "Nút này không còn dùng được, bạn hỏi lại nhé."


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    data = tmp_path_factory.mktemp("trend") / "data"
    build_index(data, folder)
    return data


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(indexed, tmp_path_factory):
    async with one_bot(indexed, tmp_path_factory.mktemp("charts")) as bot:
        yield bot


@pytest.fixture
def fake(bot):
    return bot.fake


@pytest.fixture
def person(fake):
    return fake.new_person()


async def tap(fake, user, message, label=BUTTON, **more):
    return await fake.tap_answer(await fake.tap(user, message, label, **more))


async def photos(fake, chat, n=0):
    """Give the photos in a chat, as soon as it has so many messages of the bot."""
    found = await fake.wait_answers(chat, n) if n else await fake.answers(chat)
    return [message for message in found if "photo" in message]


async def content_of(fake, photo):
    where = f"{fake.url}/file/bot{TOKEN}/photos/{photo['photo'][-1]['file_id']}"
    async with aiohttp.request("GET", where) as response:
        return await response.read()


async def test_the_button_sends_the_picture_with_its_title_and_sources(fake, person):
    card = await fake.ask(person, TREND)
    assert "• năm 2022: 17,5% [2]" in card["text"]
    assert (await tap(fake, person, card))["text"] is None
    [photo] = await photos(fake, person, 2)
    assert photo["reply_to_message"]["message_id"] == card["message_id"]
    title, where, *sources = photo["caption"].splitlines()
    assert title == "Tỷ lệ hồ sơ trực tuyến"
    assert where == "Đồng Tháp · đơn vị: %"
    assert len(sources) == 3
    assert sources[0].startswith("📄 Tỉnh Đồng Tháp đẩy mạnh nộp hồ sơ qua mạng năm 2021 · đoạn")
    assert {entity["type"] for entity in photo["caption_entities"]} == {"bold", "text_link"}
    assert photo["photo"][-1]["width"] == 1080
    assert (await content_of(fake, photo)).startswith(b"\x89PNG")
    assert [c["params"]["action"] for c in await fake.calls("sendChatAction", chat=person)] == [
        "upload_photo"
    ]


async def test_a_second_tap_sends_nothing_and_says_where_the_picture_is(fake, person):
    card = await fake.ask(person, TREND)
    await tap(fake, person, card)
    await photos(fake, person, 2)
    assert (await tap(fake, person, card))["text"] == ALREADY
    assert len(await photos(fake, person)) == 1


async def test_a_picture_that_was_deleted_is_sent_again(fake, person):
    card = await fake.ask(person, TREND)
    await tap(fake, person, card)
    [photo] = await photos(fake, person, 2)
    await fake.act("delete", chat_id=person, message_id=photo["message_id"])
    assert (await tap(fake, person, card))["text"] is None
    [again] = await photos(fake, person, 2)
    assert again["message_id"] > photo["message_id"]


async def test_a_single_number_has_no_such_button(fake, person):
    card = await fake.ask(person, "tỷ lệ hồ sơ trực tuyến Đồng Tháp năm 2022")
    assert BUTTON not in labels(card)


async def test_in_a_group_all_who_tap_get_one_picture(fake, person):
    group, other = fake.new_group(), fake.new_person()
    card = await fake.ask(person, f"/hoi {TREND}", chat=group)
    await tap(fake, person, card)
    await photos(fake, group, 2)
    assert (await tap(fake, other, card))["text"] == ALREADY
    assert len(await photos(fake, group)) == 1


async def test_a_cut_connection_neither_loses_nor_doubles_the_picture(fake, person):
    for kind in ("cut", "cut_after"):
        card = await fake.ask(person, TREND)
        await fake.fault(kind, "sendPhoto")
        await tap(fake, person, card)
        await fake.wait_answers(person, 2, after=card["message_id"] - 1)
    assert len(await photos(fake, person)) == 2


async def test_what_the_index_holds_no_more_is_said_and_may_be_tapped_again(bot, fake, person):
    card = await fake.ask(person, TREND)
    args = ("trend", "0", *("2021.txt", "1", "khác"), *("2022.txt", "2", "khác"))
    put_board(bot, "CHARTGONE0", card, person, Action(Verb.CHART, args))
    for count in (2, 3):
        assert (await tap(fake, person, card, None, data="1:CHARTGONE0:0"))["text"] is None
        assert (await fake.wait_answers(person, count))[-1]["text"] == GONE


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("trend",),
        ("trend", "0"),
        ("trend", "0", "a.txt", "x", "y"),
        ("no", "0", "a", "1", "b"),
        ("trend", "-", "a", "1", "b"),
        ("trend", "0", "a", "1", "b", "c"),
    ],
)
async def test_a_button_that_names_no_figures_is_dead(bot, fake, person, args):
    card = await fake.ask(person, TREND)
    put_board(bot, "CHARTDEAD0", card, person, Action(Verb.CHART, args))
    answer = await tap(fake, person, card, None, data="1:CHARTDEAD0:0")
    assert (answer["text"], answer["show_alert"]) == (DEAD, True)


async def test_a_bot_killed_while_it_sends_has_sent_one_picture(indexed, tmp_path):
    async with running_bot(indexed, admins=ADMIN, rate=0) as bot:
        fake, person = bot.fake, bot.fake.new_person()
        card = await fake.ask(person, TREND)
        await fake.fault("late", "sendPhoto", delay=5)
        await fake.tap_answer(await fake.tap(person, card, BUTTON))
        await fake.wait_answers(person, 2)
        await bot.restart(kill=True)
        assert (await tap(fake, person, card))["text"] == ALREADY
        assert len(await photos(fake, person)) == 1
