"""Strangers, floods, forged calls, hostile texts, and secrets that must stay secret."""

from __future__ import annotations

import asyncio
import io
import re
import time
import unicodedata

import aiohttp
import pytest
from driver import TOKEN
from running import SECRET, running_bot

QUESTION = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"
HOSTILE = [
    "<b>tỷ lệ</b> & 'hồ sơ' </blockquote> \"x\" <a href='tg://user?id=1'>",
    "&lt;script&gt; _*[x](http://y)*_ `code` ||spoiler|| tg://resolve",
    "\u202eđảo chiều\u202c \u200b\u200d\ufeff\u2066 ẩn",
    "😀👩‍👩‍👧‍👦🇻🇳 tỷ lệ 𝟏𝟕% \U0001f9ff",
    "nửa \ud83d cặp",
    "\x00\x07\x1b[31mđỏ\x1b[0m",
    "a" * 4096,
    "số " * 1365,
    "ệ" * 4096,
    "\n" * 50 + "?" + "\n" * 50,
]


async def strangers_updates(fake, stranger, group):
    """Send one update of each kind as somebody who is not allowed."""
    first = await fake.send(stranger, QUESTION)
    await fake.send(stranger, f"/hoi {QUESTION}")
    await fake.edit(first, "tỷ lệ hồ sơ trực tuyến Hải Dương?")
    await fake.send_document(stranger, "bai.txt", b"x")
    await fake.send(stranger, photo=True)
    await fake.send(stranger, f"@hoiso_bot {QUESTION}", chat=group)
    await fake.send(stranger, "/reindex")
    await fake.send(stranger, "/start")


async def test_strangers_get_nothing_but_one_polite_refusal(fake, start):
    friend, stranger, group = fake.new_person(), fake.new_person(), fake.new_group()
    await start(allowed=str(friend))
    card = await fake.ask(friend, QUESTION)
    await strangers_updates(fake, stranger, group)
    tap = await fake.tap(stranger, card, "Đoạn gốc")
    typed = await fake.inline(stranger, QUESTION)
    alert = await fake.tap_answer(tap)
    # Whatever the stranger's updates led to has been done when the friend's is.
    await fake.ask(friend, "còn Hải Dương?")
    shown = await fake.answers(stranger) + await fake.answers(group)
    assert len(shown) == 1
    assert "/dangky" in shown[0]["text"]
    assert typed["results"] == []
    assert alert["show_alert"]
    assert not await fake.calls("getFile")
    assert not re.search(r"\d+ ?%", shown[0]["text"])


async def test_nobody_is_allowed_where_nobody_is_named(fake, start):
    bot = await start(allowed="")
    answer = await fake.ask(fake.new_person(), QUESTION)
    assert "/dangky" in answer["text"]
    assert "HOISO_TELEGRAM_ALLOWED" in bot.log()


async def test_a_group_can_be_allowed_as_a_whole(fake, start):
    person, group = fake.new_person(), fake.new_group()
    await start(allowed=str(group))
    answer = await fake.ask(person, f"/hoi {QUESTION}", chat=group)
    assert answer["text"].startswith("17%")
    assert "/dangky" in (await fake.ask(person, QUESTION))["text"]


async def test_hostile_questions_break_no_message(fake, start):
    bot = await start(rate=0)
    person = fake.new_person()
    for text in HOSTILE:
        answer = await fake.ask(person, text, timeout=20)
        assert answer["text"]
    refused = [call for call in await fake.calls() if call["status"] == 400]
    assert refused == []
    assert "ERROR" not in bot.log()


async def test_what_articles_and_names_say_arrives_letter_by_letter(fake, data, tmp_path):
    from running import build_index, start_bot

    lead = "Sáng 4/3, Sở Lao động tỉnh Cà Mau họp về công tác giảm nghèo của năm."
    sentence = (
        "Tỷ lệ hộ nghèo của tỉnh Cà Mau năm 2023 là 1,29%. Ông <i>Tâm</i> & bà `Hoa`"
        " </blockquote> nói _mạnh_ và *rõ* [x](y) 😀 ~~giấu~~."
    )
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a&b <c>.txt").write_text(
        f"Cà Mau giảm nghèo\n05/03/2024\n\n{lead}\n\n{sentence}\n", "utf-8"
    )
    build_index(tmp_path / "other", articles)
    bot = await start_bot(fake, tmp_path / "other")
    try:
        answer = await fake.ask(
            fake.new_person(), "tỷ lệ hộ nghèo Cà Mau 2023?", name="<b>Eve</b> & Co"
        )
    finally:
        bot.clear_away()
    assert unicodedata.normalize("NFC", sentence) in answer["text"]


@pytest.mark.parametrize("letters", [1, 4_096, 4_097, 100_000])
async def test_passages_of_any_length_are_shown_whole_page_by_page(fake, tmp_path, letters):
    from running import build_index, start_bot

    words = ("một đoạn rất dài " * (letters // 16 + 1))[: max(letters - 1, 1)].strip()
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "dai.txt").write_text(
        f"Bài dài\n05/03/2024\n\nTỷ lệ hộ nghèo của tỉnh Cà Mau năm 2023 là 1,29%. {words}\n",
        "utf-8",
    )
    build_index(tmp_path / "other", articles)
    bot = await start_bot(fake, tmp_path / "other")
    try:
        person = fake.new_person()
        card = await fake.ask(person, "tỷ lệ hộ nghèo Cà Mau 2023?")
        await fake.tap(person, card, "Đoạn gốc")
        shown = await fake.wait_answers(person, 2)
    finally:
        bot.clear_away()
    assert all(len(message["text"]) <= 4096 for message in shown)
    assert "1,29%" in shown[-1]["text"]


WEBHOOK_CALLS = [
    ("POST", "/updates", {}, b"{}", 403),
    ("POST", "/updates", {"X-Telegram-Bot-Api-Secret-Token": "wrong"}, b"{}", 403),
    ("POST", "/updates", {"X-Telegram-Bot-Api-Secret-Token": SECRET * 40}, b"{}", 403),
    ("POST", "/other", {"X-Telegram-Bot-Api-Secret-Token": SECRET}, b"{}", 404),
    ("GET", "/updates", {"X-Telegram-Bot-Api-Secret-Token": SECRET}, b"", 405),
    ("POST", "/updates", {"X-Telegram-Bot-Api-Secret-Token": SECRET}, b"{nonsense", 400),
    ("POST", "/updates", {"X-Telegram-Bot-Api-Secret-Token": SECRET}, b"[1, 2]", 400),
    ("POST", "/updates", {"X-Telegram-Bot-Api-Secret-Token": SECRET}, b"\xff\xfe", 400),
    ("POST", "/updates", {"X-Telegram-Bot-Api-Secret-Token": SECRET}, b"x" * 5_000_000, None),
]


async def test_the_webhook_takes_nothing_but_updates_from_telegram(data):
    async with running_bot(data, mode="webhook") as bot:
        door = "http://" + bot.env["HOISO_TELEGRAM_WEBHOOK_LISTEN"]
        mark = await bot.fake.mark()
        async with aiohttp.ClientSession() as session:
            for method, path, headers, body, status in WEBHOOK_CALLS:
                try:
                    async with session.request(
                        method, door + path, headers=headers, data=io.BytesIO(body)
                    ) as response:
                        shown = await response.text()
                        assert response.status == status or (
                            status is None and response.status >= 400
                        )
                        assert "Traceback" not in shown
                        assert "Tornado" not in response.headers.get("Server", "")
                except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError):
                    assert status is None
        assert await bot.fake.calls("sendMessage", since=mark) == []
        assert (await bot.fake.ask(bot.fake.new_person(), QUESTION))["text"].startswith("17%")
        assert SECRET not in bot.log()


async def test_one_person_who_floods_is_told_once_and_holds_nobody_up(data):
    async with running_bot(data, per_second=1000) as bot:
        fake = bot.fake
        flooder, others = fake.new_person(), [fake.new_person() for _ in range(10)]
        await fake.ask(others[0], QUESTION)
        before = bot.memory_mb()
        await asyncio.gather(*(fake.send(flooder, f"{QUESTION} {n}") for n in range(200)))
        waits = []
        for person in others:
            begin = time.monotonic()
            await fake.ask(person, QUESTION)
            waits.append(time.monotonic() - begin)
        # The flooder's own answers are paced as Telegram wants it, one a second.
        await asyncio.sleep(1)
        told = [m for m in await fake.answers(flooder) if "nhanh quá" in m["text"]]
        assert bot.memory_mb() - before < 20
    assert max(waits) < 1
    assert len(told) <= 1


async def test_a_flooder_hears_of_the_limit_and_is_answered_again_later(fake, start):
    await start(rate=3)
    person = fake.new_person()
    for _ in range(6):
        await fake.send(person, QUESTION)
    shown = await fake.wait_answers(person, 4, timeout=20)
    assert sum("nhanh quá" in message["text"] for message in shown) == 1
    assert sum(message["text"].startswith("17%") for message in shown) == 3
    await asyncio.sleep(20.5)
    assert (await fake.ask(person, QUESTION))["text"].startswith("17%")


EXPENSIVE = [
    "x" * 4096,
    "1.1." * 1024,
    "a-" * 2048,
    "số liệu " * 512,
    "tỉnh Đồng Tháp, " * 256,
    "((((" * 1024,
    "tháng 1/2022 " * 300,
    "bao nhiêu phần trăm " * 200,
    "tỷ lệ hộ nghèo " * 7_000,
]


async def test_expensive_questions_are_answered_or_cut_off_and_delay_nobody(fake, start):
    await start(rate=0, per_second=1000)
    for text in EXPENSIVE:
        asked = await fake.send(fake.new_person(), text)
        begin = time.monotonic()
        await fake.ask(fake.new_person(), QUESTION)
        assert time.monotonic() - begin < 1
        assert await fake.answer_to(asked, timeout=20)


async def test_neither_token_nor_secret_nor_questions_are_in_the_log(data):
    asked = "một câu hỏi mà nhật ký không được chứa 8765"
    async with running_bot(data, mode="webhook", log="debug", admins="77") as bot:
        fake = bot.fake
        person = fake.new_person()
        await fake.ask(person, asked)
        await fake.ask(person, QUESTION)
        await fake.fault("cut", "sendMessage")
        await fake.fault("garbage", "sendChatAction")
        await fake.ask(person, QUESTION, timeout=20)
        await fake.fault(code=401, method="sendMessage", description="Unauthorized")
        await fake.send(person, QUESTION)
        await asyncio.sleep(1)
        await bot.terminate()
        log = bot.log()
        shown = [m["text"] for m in await fake.answers(person)]
    secrets = [TOKEN, TOKEN.split(":")[1], SECRET]
    parts = {s[i : i + 8] for s in secrets for i in range(len(s) - 7)}
    parts -= {part for part in parts if part in "webhook"}
    for text in (log, *shown):
        assert not [part for part in parts if part in text]
    assert "8765" not in log
    assert "Đồng Tháp" not in log
