"""Indexing from a chat: what is shown, confirmed, stopped, rolled back, and who may do it."""

import asyncio
import time

import aiohttp
import psutil
import pytest
import pytest_asyncio
from administering import (
    ANSWER,
    QUESTION,
    add,
    article,
    asked,
    audit,
    bot_with_sources,
    difference_after,
    free_admins,
    free_people,
    generation,
    long_articles,
    looked,
    question,
    said,
    sources_of,
)
from driver import TOKEN
from tapping import labels, shown

from bot.evaluation.gold import load_gold


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(indexed_seeds, tmp_path_factory):
    async with bot_with_sources(indexed_seeds, tmp_path_factory.mktemp("admin")) as bot:
        yield bot


@pytest.fixture
def admin():
    """An admin whom no other test has met."""
    return next(free_admins)


@pytest.fixture
def person():
    """Somebody who may ask and is no admin."""
    return next(free_people)


async def test_what_a_run_would_change_is_shown_confirmed_indexed_and_rolled_back(bot, admin):
    fake, before = bot.fake, generation(bot)
    assert not (await asked(bot, question("Cà Mau"))).startswith("1,29%")
    remove = add(bot, {"cà mau.txt": article("Cà Mau", "1,29%"), "hỏng.txt": ""})
    difference = await looked(bot, admin)
    assert "Thêm 1 bài: cà mau.txt" in difference["text"]
    assert "hỏng.txt: tệp rỗng" in difference["text"]
    assert labels(difference) == ["Dựng chỉ mục", "Bỏ qua"]
    assert generation(bot) == before

    await fake.tap(admin, difference, "Dựng chỉ mục")
    summary = await said(fake, admin, "Đã dựng xong")
    assert summary["message_id"] == difference["message_id"]
    assert f"Đang dùng chỉ mục số {before + 1}" in summary["text"]
    assert (await asked(bot, question("Cà Mau"))).startswith("1,29%")

    await fake.tap(admin, summary, "Trở về chỉ mục trước")
    await said(fake, admin, f"đang dùng chỉ mục số {before}.")
    assert not (await asked(bot, question("Cà Mau"))).startswith("1,29%")
    assert (await asked(bot, QUESTION)).startswith(ANSWER)
    remove()
    acts = [("reindex", "asked"), ("reindex", "confirmed"), ("reindex", "done")]
    assert audit(bot, admin) == [*acts, ("rollback", "done")]


async def test_where_nothing_has_changed_it_is_said_and_one_run_can_be_had_all_the_same(bot, admin):
    fake, now = bot.fake, generation(bot)
    difference = await looked(bot, admin)
    assert difference["text"].startswith("Không có gì thay đổi")
    taps = [await fake.tap(admin, difference, "Vẫn dựng lại") for _ in range(2)]
    alerts = [(await fake.tap_answer(tap))["show_alert"] for tap in taps]
    assert [bool(alert) for alert in alerts] == [False, True]
    summary = await said(fake, admin, f"vẫn dùng chỉ mục số {now}")
    assert labels(summary) == []
    assert generation(bot) == now
    await _audited(bot, ("reindex", "done"), admin, 1)
    assert audit(bot, admin).count(("reindex", "confirmed")) == 1


async def test_a_command_sent_twice_in_a_second_is_looked_into_once(bot, admin):
    first = await bot.fake.send(admin, "/reindex")
    second = await bot.fake.send(admin, "/reindex")
    busy = await bot.fake.answer_to(second)
    assert "Đang xem có gì thay đổi" in busy["text"]
    assert f"Người {admin}" in busy["text"]
    difference = await difference_after(bot, first)
    assert labels(difference)
    assert audit(bot, admin) == [("reindex", "asked"), ("reindex", "refused")]


async def test_the_same_command_delivered_three_times_is_obeyed_once(bot, admin):
    sent = await bot.fake.act("send", user_id=admin, text="/reindex")
    for _ in range(2):
        await bot.fake.act("repeat", update_id=sent["update_id"])
    await difference_after(bot, sent["message"])
    await asyncio.sleep(0.5)
    assert audit(bot, admin) == [("reindex", "asked")]
    assert len(await bot.fake.answers(admin)) == 1


async def test_a_run_shows_how_far_it_is_lets_others_ask_and_can_be_stopped(bot, admin):
    fake, before = bot.fake, generation(bot)
    remove = add(bot, long_articles(150))
    difference = await looked(bot, admin)
    assert "và 142 bài khác" in difference["text"]
    await fake.tap(admin, difference, "Dựng chỉ mục")
    running = await said(fake, admin, "/150 bài")
    assert labels(running) == ["Hủy"]
    [child] = _children(bot)
    assert child.nice() == 19

    slowest = 0.0
    for _ in range(8):
        begin = time.monotonic()
        assert (await asked(bot, QUESTION)).startswith(ANSWER)
        slowest = max(slowest, time.monotonic() - begin)
    assert slowest < 3
    busy = await fake.ask(next(free_admins), "/reindex")
    assert f"Đang dựng chỉ mục: Người {admin}" in busy["text"]

    await fake.tap(admin, running, "Hủy")
    ended = await said(fake, admin, "Đã hủy")
    assert ended["message_id"] == difference["message_id"]
    assert f"Đang dùng chỉ mục số {before}." in ended["text"]
    assert labels(ended) == []
    assert _children(bot) == []
    remove()
    assert generation(bot) == before
    assert audit(bot, admin)[-2:] == [("reindex", "cancel asked"), ("reindex", "cancelled")]


async def test_a_run_that_fails_says_why_and_leaves_the_index(bot, admin):
    difference, before = await looked(bot, admin), generation(bot)
    mend = _break_sources(bot)
    await bot.fake.tap(admin, difference, "ựng")
    failed = await said(bot.fake, admin, "sources.toml")
    assert f"Đang dùng chỉ mục số {before}." in failed["text"]
    mend()
    assert (await asked(bot, QUESTION)).startswith(ANSWER)
    assert audit(bot, admin)[-1] == ("reindex", "failed")


async def test_a_difference_can_be_left_alone(bot, admin):
    difference, before = await looked(bot, admin), generation(bot)
    await bot.fake.tap_answer(await bot.fake.tap(admin, difference, "Bỏ qua"))
    # A tap is acknowledged before its card is drawn anew.
    await shown(bot.fake, difference, when=lambda left: labels(left) == [])
    assert generation(bot) == before


async def test_status_fits_a_phone(bot, admin, person):
    await asked(bot, QUESTION)
    await bot.fake.send(person, "/status")
    await _audited(bot, ("command", "refused"), person, 1)
    status = (await bot.fake.ask(admin, "/status"))["text"]
    for word in (
        f"Chỉ mục: số {generation(bot)}",
        "5 bài",
        "Bài mới nhất: 20/08/2024 (",
        "Chưa gắn được: ",
        "giây trước",
        "Hàng đợi: 0 tin",
        "Đã trả lời: ",
        "Lỗi: không",
        "Bộ nhớ: bot ",
        "đã duyệt ",
        "phiên bản ",
        "tệp trạng thái tốt",
        "Việc quản trị gần đây",
        f"Người {person}: lệnh quản trị, bị từ chối /status",
    ):
        assert word in status
    assert len(status) < 900
    assert max(map(len, status.splitlines())) < 100


async def test_who_is_no_admin_cannot_give_an_admins_command_in_any_way(bot, admin, person):
    fake, before = bot.fake, generation(bot)
    group = fake.new_group()
    await fake.send(person, "/reindex@hoiso_bot", chat=group, chat_type="supergroup")
    await said(fake, group, "chỉ dành cho người quản trị")
    refusals = 1
    for command in ("/reindex", "/status", "/tailen", "/upload", "/phanhoi", "/feedback"):
        await fake.send(person, command)
        refusals += 1
    await fake.send(person, "/reindex", forwarded="An")
    mine = await fake.send(person, QUESTION)
    await fake.answer_to(mine)
    await fake.edit(mine, "/reindex")
    refusals += 2
    await _audited(bot, ("command", "refused"), person, refusals)
    assert not [m for m in await fake.answers(person) if "người quản trị" in m["text"]]

    command = await fake.send(admin, "/reindex@hoiso_bot", chat=group)
    difference = await difference_after(bot, command)
    tap = await fake.tap(person, difference, "ựng")
    assert (await fake.tap_answer(tap))["show_alert"]
    await _audited(bot, ("reindex", "refused"), person, 1)
    tap = await fake.tap(next(free_admins), difference, "ựng")
    assert (await fake.tap_answer(tap))["show_alert"]
    await asyncio.sleep(0.5)
    assert ("reindex", "confirmed") not in audit(bot, admin)
    assert generation(bot) == before

    await fake.send_document(person, "bài.txt", article("Hà Nội", "9%").encode())
    await said(fake, person, "Chỉ người quản trị gửi được bài viết")
    assert await fake.calls("getFile") == []
    await _audited(bot, ("upload", "refused"), person, 1)


async def test_an_admins_forwarded_or_edited_command_is_not_obeyed(bot, admin):
    fake = bot.fake
    await fake.send(admin, "/reindex", forwarded="An")
    await said(fake, admin, "hãy tự gõ lệnh")
    mine = await fake.send(admin, "xin chào")
    await fake.answer_to(mine)
    await fake.edit(mine, "/reindex")
    await asyncio.sleep(0.5)
    assert audit(bot, admin) == [("command", "refused")]


async def test_feedback_comes_as_a_file_of_gold_questions_that_names_nobody(
    bot, admin, person, tmp_path
):
    fake = bot.fake
    if not await _feedback(bot, admin, tmp_path):
        await said(fake, admin, "Chưa có câu nào")
    answer = await fake.ask(person, QUESTION)
    await fake.tap(person, answer, "👎")
    await asked(bot, "tỷ lệ hồ sơ trực tuyến Cao Bằng?")
    questions = await _feedback(bot, admin, tmp_path)
    [down] = [one for one in questions if "down" in one.tags]
    assert down.turns[-1] == QUESTION
    assert any("not_found" in one.tags for one in questions)
    text = (tmp_path / "questions.jsonl").read_text("utf-8")
    assert str(person) not in text
    assert f"Người {person}" not in text


def _children(bot):
    """Give the processes of the bot that index."""
    children = psutil.Process(bot.pid).children(recursive=True)
    return [child for child in children if "reindex" in child.cmdline()]


def _break_sources(bot):
    path = sources_of(bot) / "sources.toml"
    whole = path.read_bytes()
    path.write_text("not toml [")
    return lambda: path.write_bytes(whole)


async def _audited(bot, line, user, count):
    async with asyncio.timeout(10):
        while audit(bot, user).count(line) < count:
            await asyncio.sleep(0.05)
    assert audit(bot, user).count(line) == count


async def _feedback(bot, admin, folder):
    """Send /phanhoi and read the file as gold; empty where there is none."""
    message = await bot.fake.answer_to(await bot.fake.send(admin, "/phanhoi"))
    if "document" not in message:
        return ()
    address = f"{bot.fake.url}/file/bot{TOKEN}/documents/{message['document']['file_id']}"
    async with aiohttp.request("GET", address) as response:
        (folder / "questions.jsonl").write_bytes(await response.read())
    return load_gold(folder).questions
