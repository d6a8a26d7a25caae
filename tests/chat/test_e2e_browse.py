"""Lists to tap through, ``/start`` with its links, ``/help``, ``/xoa`` and the menus."""

from __future__ import annotations

import pytest
import pytest_asyncio
from driver import USERNAME
from tapping import ADMIN, data_of, labels, one_bot, shown

from bot.card.links import article_key

KNOWN = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"
ARTICLE = "003_a501a1e332cf7486.txt"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(indexed_seeds, tmp_path_factory):
    async with one_bot(indexed_seeds, tmp_path_factory.mktemp("browse")) as bot:
        yield bot


@pytest.fixture
def fake(bot):
    return bot.fake


@pytest.fixture
def person(fake):
    return fake.new_person()


async def menu(fake, scope, language=""):
    """Give the names of the commands that a menu shows."""
    _, commands = await fake.call_as_bot("getMyCommands", scope=scope, language_code=language)
    return [command["command"] for command in commands]


def payload_of(message, prefix):
    """Find the payload of a link into the chat."""
    urls = [entity.get("url", "") for entity in message["entities"]]
    [payload] = {url.split("start=")[1] for url in urls if f"start={prefix}" in url}
    return payload


@pytest.mark.parametrize("command", ["/chitieu", "/indicators", f"/ChiTieu@{USERNAME}"])
async def test_the_indicators_lead_to_an_answer_in_three_taps(fake, person, command):
    card = await fake.ask(person, command)
    assert "chỉ tiêu" in card["text"]
    name = next(label for label in labels(card) if "hồ sơ" in label)
    await fake.tap(person, card, name)
    places = await shown(fake, card, when=lambda now: "↩ Các chỉ tiêu" in labels(now))
    await fake.tap(person, places, data=data_of(places, labels(places)[0]))
    [answer] = await fake.wait_answers(person, 1, after=card["message_id"])
    assert any(label.startswith("👍") for label in labels(answer))


async def test_lists_turn_in_place_and_switch_to_places(fake, person):
    card = await fake.ask(person, "/chitieu")
    await fake.tap(person, card, "▶")
    second = await shown(fake, card, when=lambda now: "trang 2" in now["text"])
    await fake.tap(person, second, "◀")
    first = await shown(fake, card, when=lambda now: "trang 1" in now["text"])
    assert first["text"] == card["text"]
    await fake.tap(person, first, "Xem theo địa phương")
    places = await shown(fake, card, when=lambda now: "địa phương" in now["text"])
    await fake.tap(person, places, "Đồng Tháp")
    of_place = await shown(fake, card, when=lambda now: "Đồng Tháp" in now["text"].split("\n")[0])
    assert "↩ Các địa phương" in labels(of_place)
    assert await fake.answers(person, after=card["message_id"]) == []


async def test_an_old_page_of_a_list_still_turns(fake, person):
    card = await fake.ask(person, "/chitieu")
    old = data_of(card, "▶")
    await fake.tap(person, card, "Xem theo địa phương")
    places = await shown(fake, card, when=lambda now: "địa phương" in now["text"])
    await fake.tap(person, places, data=old)
    await shown(fake, card, when=lambda now: "trang 2" in now["text"])


@pytest.mark.parametrize("command", ["/nguon", "/sources"])
async def test_the_sources_lead_to_an_article(fake, person, command):
    card = await fake.ask(person, command)
    assert "bài đã đọc" in card["text"]
    await fake.tap(person, card, data=data_of(card, labels(card)[0]))
    [page] = await fake.wait_answers(person, 1, after=card["message_id"])
    assert "đoạn 1/" in page["text"]


async def test_in_a_group_everybody_turns_the_pages(fake):
    group, asker, other = fake.new_group(), fake.new_person(), fake.new_person()
    card = await fake.ask(asker, f"/chitieu@{USERNAME}", chat=group)
    await fake.tap(other, card, "▶")
    await shown(fake, card, when=lambda now: "trang 2" in now["text"])


async def test_a_command_for_another_bot_is_none_of_ours(fake):
    group, asker = fake.new_group(), fake.new_person()
    for command in ("/chitieu", "/nguon", "/help", "/start", "/xoa"):
        await fake.send(asker, f"{command}@another_bot", chat=group)
    card = await fake.ask(asker, f"/nguon@{USERNAME}", chat=group)
    assert [m["message_id"] for m in await fake.answers(group)] == [card["message_id"]]


async def test_the_greeting_offers_questions_that_are_answered(fake, person):
    card = await fake.ask(person, "/start")
    assert card["text"].startswith("Hỏi số")
    assert len(labels(card)) == 3
    for number, label in enumerate(labels(card), start=1):
        await fake.tap(person, card, data=data_of(card, label))
        answers = await fake.wait_answers(person, number, after=card["message_id"])
        assert "📄 Đoạn gốc" in labels(answers[-1])


async def test_a_link_to_an_article_shows_it(fake, person):
    card = await fake.ask(person, f"/start art_{article_key(ARTICLE)}")
    assert "đoạn 1/" in card["text"]
    await fake.tap(person, card, "▶")
    await shown(fake, card, when=lambda now: "đoạn 1/" not in now["text"])


async def test_the_link_below_a_quotation_leads_to_its_article(fake, person):
    await fake.ask(person, f"/start {payload_of(await fake.ask(person, KNOWN), 'art_')}")


async def test_a_link_to_an_article_that_is_gone_says_so(fake, person):
    card = await fake.ask(person, f"/start art_{article_key('no-such-article.txt')}")
    assert card["text"].startswith("Bài này không còn")


async def test_a_link_to_a_question_asks_it_again_with_what_it_followed(bot, fake, person):
    asker = fake.new_person()
    await fake.ask(asker, KNOWN)
    followed = await fake.ask(asker, "còn Hải Dương thì sao?")
    board = data_of(followed, "👍").split(":")[1]
    await fake.ask(person, "tỷ lệ văn bản điện tử cả nước?")
    again = await fake.ask(person, f"/start q_{board}")
    assert again["text"] == followed["text"]
    # What was asked here before belongs to another conversation.
    assert "Đã quên 2 câu hỏi" in (await fake.ask(person, "/xoa"))["text"]


@pytest.mark.parametrize(
    "payload",
    [
        "q_0000000000",
        "q_",
        "q_12",
        "q_' OR 1=1",
        "art_zzzzzzzzzzzz",
        "art_..",
        "abc",
        "x" * 3_000,
        "😀",
        "-1",
    ],
)
async def test_a_link_that_means_nothing_is_said_to_and_greeted(fake, person, payload):
    card = await fake.ask(person, f"/start {payload}")
    assert card["text"].startswith("Đường dẫn này không còn dùng được")
    assert len(labels(card)) == 3


@pytest.mark.parametrize("payload", ["inline", "dangky"])
async def test_the_buttons_of_inline_answers_lead_to_the_greeting(fake, person, payload):
    assert (await fake.ask(person, f"/start {payload}"))["text"].startswith("Hỏi số")


@pytest.mark.parametrize("command", ["/help", "/trogiup", "/huongdan", f"/HELP@{USERNAME}"])
async def test_help_tells_how_to_ask_with_questions_that_can_be_tapped(fake, person, command):
    card = await fake.ask(person, command)
    for words in ("Cách hỏi", "Trong nhóm", f"@{USERNAME}", "/chitieu", "/xoa"):
        assert words in card["text"]
    assert "/reindex" not in card["text"]
    await fake.tap(person, card, "1.")
    [answer] = await fake.wait_answers(person, 1, after=card["message_id"])
    assert "📄 Đoạn gốc" in labels(answer)


async def test_help_tells_admins_more_but_not_in_groups(fake):
    group = fake.new_group()
    assert "/reindex" in (await fake.ask(ADMIN, "/help"))["text"]
    assert "/reindex" not in (await fake.ask(ADMIN, "/help", chat=group))["text"]


async def test_a_message_edited_into_a_command_gives_no_list(fake, person):
    question = await fake.send(person, KNOWN)
    answer = await fake.answer_to(question)
    await fake.edit(question, "/nguon")
    edited = await shown(fake, answer, when=lambda now: now["text"] != answer["text"])
    assert labels(edited) == ["👍", "👎"]
    assert await fake.answers(person, after=answer["message_id"]) == []


@pytest.mark.parametrize("command", ["/xoa", "/forget"])
async def test_what_was_asked_before_can_be_forgotten(fake, person, command):
    await fake.ask(person, KNOWN)
    await fake.ask(person, "còn Hải Dương thì sao?")
    assert "Đã quên 2 câu hỏi" in (await fake.ask(person, command))["text"]
    assert not (await fake.ask(person, "còn Đồng Tháp?"))["text"].startswith("17%")
    nothing = await fake.ask(fake.new_person(), command)
    assert "Không có câu hỏi nào" in nothing["text"]


async def test_forgetting_is_for_one_user_in_one_chat(fake):
    group, one, other = fake.new_group(), fake.new_person(), fake.new_person()
    for user in (one, other):
        await fake.ask(user, f"/hoi {KNOWN}", chat=group)
    await fake.ask(one, KNOWN)
    assert "Đã quên 1 câu" in (await fake.ask(one, f"/xoa@{USERNAME}", chat=group))["text"]
    for user, chat in ((other, group), (one, None)):
        answer = await fake.ask(user, "/hoi còn Hải Dương?", chat=chat)
        assert "Hải Dương" in answer["text"].split("“")[0]


async def test_every_chat_has_the_menu_of_commands_it_needs(fake):
    everyone = ["hoi", "chitieu", "nguon", "xoa", "help", "start"]
    for language in ("", "vi"):
        assert await menu(fake, {"type": "default"}, language) == everyone
    english = await menu(fake, {"type": "default"}, "en")
    assert english == ["ask", "indicators", "sources", "forget", "help", "start"]
    assert await menu(fake, {"type": "all_group_chats"}) == everyone[:5]


async def test_an_admin_who_writes_for_the_first_time_gets_the_menu_of_admins(fake):
    since = await fake.mark()
    await fake.ask(ADMIN, "/start")
    await fake.wait_calls("setMyCommands", n=5, since=since)
    shown_to_admin = await menu(fake, {"type": "chat", "chat_id": ADMIN})
    assert shown_to_admin[:6] == ["hoi", "chitieu", "nguon", "xoa", "help", "start"]
    assert set(shown_to_admin[6:]) == {"status", "reindex", "tailen", "phanhoi", "dangky"}


async def test_the_link_below_an_answer_opens_it_for_somebody_else(fake):
    card = await fake.ask(fake.new_person(), KNOWN)
    copied = [
        button["copy_text"]["text"]
        for row in card["reply_markup"]["inline_keyboard"]
        for button in row
        if "copy_text" in button
    ]
    [link] = [words for words in copied if words.startswith(f"https://t.me/{USERNAME}?start=")]
    again = await fake.ask(fake.new_person(), f"/start {link.split('start=')[1]}")
    assert again["text"] == card["text"]
