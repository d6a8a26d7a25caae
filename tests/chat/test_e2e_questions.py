"""Questions and answers as people see them, fetched by polling and brought by the webhook."""

import asyncio
import os
import re
import shutil
import signal

import pytest_asyncio
from driver import USERNAME
from running import running_bot

QUESTION = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"
FOLLOW_UP = "còn Hải Dương thì sao?"
UNKNOWN = "tỷ lệ hồ sơ trực tuyến Cao Bằng?"
AMBIGUOUS = "tỷ lệ hồ sơ trực tuyến"
ARTICLE = "Đồng Tháp đôn đốc, thúc đẩy hiệu quả cung cấp, sử dụng dịch vụ công trực tuyến"
MENTION = f"@{USERNAME}"


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["polling", "webhook"])
async def bot(request, indexed_seeds, tmp_path_factory):
    data = tmp_path_factory.mktemp(request.param) / "data"
    shutil.copytree(indexed_seeds, data)
    async with running_bot(data, mode=request.param) as bot:
        yield bot


def pieces(message, kind):
    """Give the pieces of a message's text that look one way."""
    units = message["text"].encode("utf-16-le")
    return [
        units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in message.get("entities", [])
        if e["type"] == kind
    ]


def buttons(message):
    """Give the buttons of a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def labels(message):
    return [button["text"] for button in buttons(message)]


async def test_a_question_gets_a_card_with_value_passage_source_and_buttons(bot):
    fake, person = bot.fake, bot.fake.new_person()
    question = await fake.send(person, QUESTION)
    answer = await fake.answer_to(question)
    assert answer["reply_to_message"]["message_id"] == question["message_id"]
    assert "17%" in pieces(answer, "bold")[0]
    assert any("mới đạt 17%" in piece for piece in pieces(answer, "expandable_blockquote"))
    assert pieces(answer, "text_link") == [ARTICLE]
    [link] = [e["url"] for e in answer["entities"] if e["type"] == "text_link"]
    assert link.startswith("https://")
    assert {"👍", "👎"} <= set(labels(answer))
    assert any("Đoạn gốc" in label for label in labels(answer))
    copied = [b["copy_text"]["text"] for b in buttons(answer) if "copy_text" in b]
    assert any("17%" in text for text in copied)
    assert await fake.calls("sendMessage", chat=person) != []


async def test_a_follow_up_takes_over_what_was_asked(bot):
    fake, person = bot.fake, bot.fake.new_person()
    await fake.ask(person, QUESTION)
    answer = await fake.ask(person, FOLLOW_UP)
    assert "Hải Dương" in answer["text"].splitlines()[1]
    assert pieces(answer, "bold")


async def test_a_number_that_is_not_there_is_said_so_and_one_tap_asks_for_the_nearest(bot):
    fake, person = bot.fake, bot.fake.new_person()
    answer = await fake.ask(person, UNKNOWN)
    assert "không có" in answer["text"]
    assert "%" not in answer["text"]
    tap = await fake.tap(person, answer, "Đồng Tháp")
    assert "17%" in (await fake.answer_to(answer))["text"]
    assert (await fake.tap_answer(tap))["answered"]


async def test_a_question_with_several_readings_offers_them(bot):
    fake, person = bot.fake, bot.fake.new_person()
    answer = await fake.ask(person, AMBIGUOUS)
    assert {"Đồng Tháp", "Hải Dương", "cả nước"} <= set(labels(answer))
    await fake.tap(person, answer, "Đồng Tháp")
    assert "17%" in (await fake.answer_to(answer))["text"]


async def test_an_edited_question_edits_its_answer(bot):
    fake, person = bot.fake, bot.fake.new_person()
    question = await fake.send(person, UNKNOWN)
    answer = await fake.answer_to(question)
    await fake.edit(question, QUESTION)
    await fake.wait_calls("editMessageText", chat=person)
    [edited] = await fake.answers(person)
    assert edited["message_id"] == answer["message_id"]
    assert "17%" in edited["text"]
    await fake.tap(person, edited, "Đoạn gốc")
    assert ARTICLE in (await fake.answer_to(edited))["text"]


async def test_in_a_group_only_those_who_call_the_bot_get_an_answer(bot):
    fake, person, group = bot.fake, bot.fake.new_person(), bot.fake.new_group()
    await fake.send(person, QUESTION, chat=group)
    await fake.send(person, f"/hoi@another_bot {QUESTION}", chat=group)
    await fake.send(person, f"@another_bot {QUESTION}", chat=group)
    # One person's messages are handled in order, so by now the others were passed over.
    answer = await fake.ask(person, f"{MENTION} {QUESTION}", chat=group)
    assert "17%" in answer["text"]
    replying = await fake.ask(person, FOLLOW_UP, chat=group, reply_to=answer["message_id"])
    assert "Hải Dương" in replying["text"]
    commanded = await fake.ask(person, f"/hoi {QUESTION}", chat=group)
    assert "17%" in commanded["text"]
    assert len(await fake.answers(group)) == 3


async def test_in_a_group_everyone_has_a_context_of_their_own(bot):
    fake, group = bot.fake, bot.fake.new_group()
    one, other = fake.new_person(), fake.new_person()
    await fake.ask(one, f"/hoi {QUESTION}", chat=group)
    stranger = await fake.ask(other, f"/hoi {FOLLOW_UP}", chat=group)
    asker = await fake.ask(one, f"/hoi {FOLLOW_UP}", chat=group)
    assert pieces(asker, "bold")[0] not in stranger["text"]


async def test_an_answer_in_a_topic_stays_in_the_topic(bot):
    fake, person, group = bot.fake, bot.fake.new_person(), bot.fake.new_group()
    answer = await fake.ask(person, f"/hoi {QUESTION}", chat=group, thread=7)
    assert answer["message_thread_id"] == 7


async def test_others_may_use_the_buttons_of_a_group_but_not_of_a_private_chat(bot):
    fake, group = bot.fake, bot.fake.new_group()
    one, other = fake.new_person(), fake.new_person()
    shared = await fake.ask(one, f"/hoi {QUESTION}", chat=group)
    await fake.tap(other, shared, "Đoạn gốc")
    assert ARTICLE in (await fake.answer_to(shared))["text"]
    private = await fake.ask(one, QUESTION)
    data = next(b["callback_data"] for b in buttons(private) if "Đoạn gốc" in b["text"])
    # Neither somebody else nor another chat can send what a button in a private chat sends.
    for person in (other, one):
        tap = await fake.tap_answer(await fake.tap(person, shared, data=data))
        assert tap["show_alert"]
    assert len(await fake.answers(one)) == 1
    assert len(await fake.answers(group)) == 2


async def test_inline_results_hold_the_value_and_its_source(bot):
    fake, person = bot.fake, bot.fake.new_person()
    answer = await fake.inline(person, QUESTION)
    first = answer["results"][0]
    assert "17%" in first["title"]
    assert ARTICLE in first["input_message_content"]["message_text"]
    empty = await fake.inline(person, "")
    assert (empty["results"], empty["button"]["start_parameter"]) == ([], "inline")


async def test_the_link_of_a_source_shows_the_article(bot):
    fake, person = bot.fake, bot.fake.new_person()
    query = await fake.inline(person, QUESTION)
    messages = [r["input_message_content"] for r in query["results"]]
    links = re.findall(r"start=(art_[0-9a-f]{12})", str(messages))
    answer = await fake.ask(person, f"/start {links[0]}")
    assert ARTICLE in answer["text"]


async def test_the_link_of_an_answer_asks_its_question_again(bot):
    fake, person, other = bot.fake, bot.fake.new_person(), bot.fake.new_person()
    await fake.ask(person, QUESTION)
    answer = await fake.ask(person, FOLLOW_UP)
    board = next(b["callback_data"] for b in buttons(answer) if "callback_data" in b).split(":")[1]
    again = await fake.ask(other, f"/start q_{board}")
    assert again["text"] == answer["text"]


async def test_start_greets_with_questions_that_can_be_tapped(bot):
    fake, person = bot.fake, bot.fake.new_person()
    greeting = await fake.ask(person, "/start")
    assert "Hỏi số" in greeting["text"]
    await fake.tap(person, greeting, labels(greeting)[0])
    assert pieces(await fake.answer_to(greeting), "bold")


async def test_a_thumb_is_thanked_for_and_marked_and_can_be_taken_back(bot):
    fake, person = bot.fake, bot.fake.new_person()
    answer = await fake.ask(person, QUESTION)
    for label, marked in (("👎", "👎 ✓"), ("👍", "👍 ✓"), ("👍", "👍")):
        since = await fake.mark()
        tap = await fake.tap_answer(await fake.tap(person, answer, label))
        assert tap["text"]
        await fake.wait_calls("editMessageReplyMarkup", since=since, chat=person)
        [answer] = await fake.answers(person)
        assert [each for each in labels(answer) if "✓" in each or each == marked] == [marked]


async def test_the_article_behind_an_answer_can_be_read_page_by_page(bot):
    fake, person = bot.fake, bot.fake.new_person()
    answer = await fake.ask(person, QUESTION)
    await fake.tap(person, answer, "Đoạn gốc")
    page = await fake.answer_to(answer)
    assert pieces(page, "blockquote")
    since = await fake.mark()
    await fake.tap(person, page, "▶")
    await fake.wait_calls("editMessageText", since=since, chat=person)
    turned = (await fake.answers(person))[-1]
    assert turned["message_id"] == page["message_id"]
    assert turned["text"] != page["text"]
    assert "◀" in labels(turned)


async def test_the_same_update_twice_is_answered_once(bot):
    fake, person = bot.fake, bot.fake.new_person()
    sent = await fake.act("send", user_id=person, text=QUESTION)
    await fake.answer_to(sent["message"])
    await fake.act("repeat", update_id=sent["update_id"])
    await fake.ask(person, UNKNOWN)
    assert len(await fake.answers(person)) == 2


async def test_a_slow_answer_is_announced_and_takes_the_place_of_the_announcement(bot):
    fake, person = bot.fake, bot.fake.new_person()
    workers = bot.worker_pids()
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    try:
        question = await fake.send(person, QUESTION)
        await fake.wait_calls("sendChatAction", chat=person)
        await fake.wait_calls("sendMessage", chat=person)
        [placeholder] = await fake.answers(person)
        assert placeholder["text"].endswith("…")
        await asyncio.sleep(0.3)
    finally:
        for pid in workers:
            os.kill(pid, signal.SIGCONT)
    answer = await fake.answer_to(question)
    assert "17%" in answer["text"]
    assert buttons(answer)
    assert [m["message_id"] for m in await fake.answers(person)] == [placeholder["message_id"]]


async def test_the_context_outlives_a_restart(bot):
    fake, person = bot.fake, bot.fake.new_person()
    await fake.ask(person, QUESTION)
    await bot.restart()
    answer = await fake.ask(person, FOLLOW_UP)
    assert "Hải Dương" in answer["text"].splitlines()[1]
    assert pieces(answer, "bold")
