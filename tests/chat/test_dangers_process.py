"""Starting, stopping, and a machine or a disk that fails the bot."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import subprocess
import time

import pytest
from driver import TOKEN
from running import build_bot, start_bot

QUESTION = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"


async def run_to_end(fake, data, **settings):
    bot = build_bot(fake, data, mode="polling", **settings)
    begin = time.monotonic()
    bot.start()
    try:
        status = await bot.wait_end()
    finally:
        bot.clear_away()
    return status, bot.log(), time.monotonic() - begin


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"token": ""}, "@BotFather"),
        ({"token": "not a token"}, "HOISO_TELEGRAM_TOKEN"),
        ({"token": "987654321:" + "x" * 35}, "Telegram không nhận mã"),
        ({"webhook_url": "https://bot.example/hook"}, "HOISO_TELEGRAM_WEBHOOK_SECRET"),
        ({"allowed": "abc"}, "HOISO_TELEGRAM_ALLOWED"),
        ({"base_url": "nowhere"}, "HOISO_TELEGRAM_BASE_URL"),
    ],
)
async def test_a_setting_that_cannot_work_is_told_with_what_to_do(fake, data, settings, said):
    status, log, _ = await run_to_end(fake, data, **settings)
    assert status == 1
    assert said in log
    assert "Traceback" not in log
    assert "x" * 35 not in log


async def test_a_server_that_cannot_be_reached_is_waited_for(fake, data):
    bot = build_bot(fake, data, base_url="http://127.0.0.1:9/bot")
    bot.start()
    try:
        async with asyncio.timeout(10):
            while "Chưa nối được" not in bot.log():
                await asyncio.sleep(0.05)
        assert bot.returncode() is None
        status, seconds = await bot.terminate()
    finally:
        bot.clear_away()
    assert status == 0
    assert seconds < 3
    assert "Traceback" not in bot.log()


async def test_a_server_that_comes_back_is_used(fake, data):
    await fake.fault("cut", "getMe", times=2)
    bot = await start_bot(fake, data)
    try:
        answer = await fake.ask(fake.new_person(), QUESTION)
    finally:
        bot.clear_away()
    assert answer["text"].startswith("17%")


async def test_a_second_bot_on_the_machine_is_refused(fake, start, data, tmp_path):
    await start()
    status, log, seconds = await run_to_end(fake, data)
    assert (status, "đang chạy trên máy này" in log) == (3, True)
    assert seconds < 2
    # The same token with other data takes the first one's updates just as well.
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    status, log, _ = await run_to_end(fake, elsewhere)
    assert status == 3


async def test_a_second_bot_elsewhere_is_told_to_the_admins_once(fake, start):
    admin = fake.new_person()
    await fake.act("open_chat", chat_id=admin)
    bot = await start(mode="polling", admins=str(admin))
    for _ in range(3):
        await fake.poll_as_other(timeout=0)
        await asyncio.sleep(0.3)
    [warning] = await fake.wait_answers(admin, 1, timeout=15)
    assert "cùng mã bot" in warning["text"]
    assert (await fake.ask(fake.new_person(), QUESTION, timeout=30))["text"].startswith("17%")
    assert len(await fake.answers(admin)) == 1
    assert bot.returncode() is None


async def test_told_to_end_while_answering_it_answers_first(fake, start):
    bot = await start()
    person = fake.new_person()
    await fake.fault("slow", "sendMessage", delay=1.5)
    await fake.send(person, QUESTION)
    await asyncio.sleep(0.5)
    status, seconds = await bot.terminate()
    [answer] = await fake.answers(person)
    assert answer["text"].startswith("17%")
    assert status == 0
    assert seconds < 4


async def test_told_to_end_behind_a_placeholder_it_leaves_none(fake, start):
    bot = await start()
    person = fake.new_person()
    workers = bot.worker_pids()
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    await fake.send(person, QUESTION)
    await fake.wait_calls("sendMessage", chat=person)
    os.kill(bot.pid, signal.SIGTERM)
    for worker in workers:
        os.kill(worker, signal.SIGCONT)
    assert await bot.wait_end() == 0
    [answer] = await fake.answers(person)
    assert answer["text"].startswith("17%")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_an_idle_bot_ends_at_once(fake, start, number):
    bot = await start()
    begin = time.monotonic()
    os.kill(bot.pid, number)
    assert await bot.wait_end() == 0
    assert time.monotonic() - begin < 3
    assert "Traceback" not in bot.log()


async def test_questions_sent_while_it_was_down_are_answered_after_the_start(fake, start):
    bot = await start()
    await bot.terminate()
    people = [fake.new_person() for _ in range(5)]
    for person in people:
        await fake.send(person, QUESTION)
    await bot.restart()
    for person in people:
        [answer] = await fake.wait_answers(person, 1)
        assert answer["text"].startswith("17%")


async def test_a_full_disk_is_told_and_answers_go_on(fake, data):
    admin, person = fake.new_person(), fake.new_person()
    await fake.act("open_chat", chat_id=admin)
    bot = build_bot(fake, data, admins=str(admin), rate=0)
    bot.start()
    try:
        await bot.wait_up()
        await fake.ask(person, QUESTION)
        # No file of the process may grow any more.
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (0, 0))
        answer = await fake.ask(person, "còn Hải Dương?", timeout=20)
        [warning] = await fake.wait_answers(admin, 1)
        again = await fake.ask(person, "còn Đồng Tháp?", timeout=20)
    finally:
        bot.clear_away()
    assert answer["text"].startswith("22,61%")
    assert again["text"].startswith("17%")
    assert "đĩa" in warning["text"]


@pytest.mark.parametrize("damage", ["noise", "cut"])
async def test_a_damaged_state_is_set_aside_and_told(fake, start, data, damage):
    admin, person = fake.new_person(), fake.new_person()
    await fake.act("open_chat", chat_id=admin)
    bot = await start(admins=str(admin))
    await fake.ask(person, QUESTION)
    await bot.terminate()
    state = data / "telegram" / "state.sqlite"
    for left in state.parent.glob("state.sqlite-*"):
        left.unlink()
    if damage == "noise":
        state.write_bytes(bytes(range(256)) * 64)
    else:
        state.write_bytes(state.read_bytes()[: state.stat().st_size // 2 + 100])
    await bot.restart()
    assert (await fake.ask(person, QUESTION))["text"].startswith("17%")
    warnings = [message["text"] for message in await fake.wait_answers(admin, 1)]
    assert any("state.sqlite" in warning for warning in warnings)
    assert list(state.parent.glob("state.sqlite.damaged-*"))


async def test_a_first_start_without_an_index_makes_one(fake, tmp_path):
    bot = build_bot(fake, tmp_path / "data")
    bot.start()
    try:
        await bot.wait_up()
        answer = await fake.ask(fake.new_person(), QUESTION)
    finally:
        bot.clear_away()
    assert answer["text"].startswith("17%")
    assert "Chưa có chỉ mục" in bot.log()


async def test_the_health_file_tells_whether_telegram_is_heard(fake, start, data):
    bot = await start()
    health = data / "telegram" / "health.json"
    async with asyncio.timeout(15):
        while not health.exists() or json.loads(health.read_text("utf-8"))["polled"] is None:
            await asyncio.sleep(0.2)
    shown = json.loads(health.read_text("utf-8"))
    assert (shown["pid"], shown["deaf"]) == (bot.pid, False)
    status = subprocess.run(
        [*bot._command[:-1], "status", "--json"],
        env=bot.env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(status.stdout)["telegram"]["pid"] == bot.pid


@pytest.mark.full
async def test_a_server_frozen_for_long_turns_the_health_red_within_a_minute(fake, start, data):
    await start()
    await fake.ask(fake.new_person(), QUESTION)
    fake.freeze()
    begin = time.monotonic()
    health = data / "telegram" / "health.json"
    while not json.loads(health.read_text("utf-8"))["deaf"]:
        assert time.monotonic() - begin < 65
        await asyncio.sleep(0.5)
    await asyncio.sleep(600 - (time.monotonic() - begin))
    fake.thaw()
    assert (await fake.ask(fake.new_person(), QUESTION, timeout=40))["text"].startswith("17%")


async def test_an_index_replaced_on_the_server_is_followed(fake, start, data):
    bot = await start()
    person = fake.new_person()
    await fake.ask(person, QUESTION)
    command = bot._command[:-1]
    environment = {**bot.env, "HOISO_TELEGRAM_TOKEN": TOKEN}
    article = data.parent / "mới.txt"
    article.write_text(
        "Ngày 05/03/2024\n\nTỷ lệ hộ nghèo của tỉnh Cà Mau năm 2023 là 1,29%.\n", "utf-8"
    )
    subprocess.run(
        [*command, "--data", str(data), "reindex", bot.env["HOISO_SOURCES"], str(article)],
        env=environment,
        check=True,
        capture_output=True,
    )
    async with asyncio.timeout(20):
        while not (await fake.ask(person, "tỷ lệ hộ nghèo Cà Mau?"))["text"].startswith("1,29%"):
            await asyncio.sleep(0.5)


async def test_an_admin_who_could_not_be_written_to_hears_of_faults_after_writing(fake, start):
    admin = fake.new_person()
    await start(mode="polling", admins=str(admin))
    # Nobody may write to a person who has never opened the chat.
    await fake.poll_as_other(timeout=0)
    await fake.wait_calls("sendMessage", chat=admin, any_status=True)
    await fake.ask(admin, QUESTION, timeout=30)
    shown = [message["text"] for message in await fake.wait_answers(admin, 2, timeout=15)]
    assert sum("cùng mã bot" in text for text in shown) == 1


async def test_what_people_asked_is_for_the_owner_of_the_data_alone(fake, data, start):
    (data / "telegram").mkdir(mode=0o755, exist_ok=True)
    await start(mode="polling")
    assert (data / "telegram").stat().st_mode & 0o777 == 0o700
