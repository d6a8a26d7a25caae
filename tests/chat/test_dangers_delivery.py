"""Nothing lost and nothing doubled, whatever breaks between the bot and Telegram."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time

import pytest
from driver import Fake
from running import Bot, running_bot

QUESTION = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"
FOLLOW_UP = "còn Hải Dương?"


def is_answer(message):
    return message["text"].startswith("17%")


async def ask_and_kill(bot: Bot, after_s: float) -> int:
    """Ask as somebody new, kill the bot so much later, start it again; give the chat."""
    person = bot.fake.new_person()
    await bot.fake.send(person, QUESTION)
    await asyncio.sleep(after_s)
    await bot.restart(kill=True)
    return person


async def check_killed_while_answering(data, kills: int, seed: int) -> dict[str, int]:
    """Kill the bot so often at random moments of answering; count lost and doubled answers."""
    moments = random.Random(seed)
    outcome = {"lost": 0, "doubled": 0, "left behind": 0, "answered before the kill": 0}
    async with running_bot(data, rate=0, per_second=1000) as bot:
        await bot.fake.ask(bot.fake.new_person(), QUESTION)
        people = []
        for _ in range(kills):
            # An answer takes some 10 ms: most kills fall into the middle of one.
            person = await ask_and_kill(bot, moments.uniform(0, 0.03))
            people.append(person)
        for person in people:
            try:
                await bot.fake.wait_answers(person, 1, timeout=30)
            except AssertionError:
                outcome["lost"] += 1
        # What was doubled would come just after.
        await asyncio.sleep(1)
        for person in people:
            shown = await bot.fake.answers(person)
            answers = [message for message in shown if is_answer(message)]
            outcome["doubled"] += max(0, len(answers) - 1)
            outcome["left behind"] += len(shown) - len(answers)
    return outcome


async def test_a_killed_bot_answers_every_question_once(data):
    outcome = await check_killed_while_answering(data, kills=4, seed=1)
    assert (outcome["lost"], outcome["doubled"], outcome["left behind"]) == (0, 0, 0)


@pytest.mark.full
async def test_a_hundred_kills_lose_and_double_nothing(data):
    outcome = await check_killed_while_answering(data, kills=100, seed=2)
    assert (outcome["lost"], outcome["doubled"], outcome["left behind"]) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["cut", "cut_after", "slow", "late"])
async def test_an_answer_whose_sending_fails_half_way_is_there_once(fake, start, kind):
    await start()
    person = fake.new_person()
    await fake.fault(kind, "sendMessage", delay=1, times=1)
    question = await fake.send(person, QUESTION)
    await fake.wait_answers(person, 1, timeout=30)
    await asyncio.sleep(0.5)
    assert [is_answer(message) for message in await fake.answers(person)] == [True]
    assert (await fake.answer_to(question))["reply_to_message"]["message_id"]


async def test_killed_when_the_answer_is_out_but_unconfirmed_it_does_not_answer_twice(fake, start):
    bot = await start()
    person = fake.new_person()
    # Telegram has shown the answer; the bot dies before it hears so.
    await fake.fault("late", "sendMessage", delay=5, times=1)
    await fake.send(person, QUESTION)
    await fake.wait_answers(person, 1)
    await bot.restart(kill=True)
    await asyncio.sleep(1.5)
    assert [is_answer(message) for message in await fake.answers(person)] == [True]


async def test_a_placeholder_of_a_killed_bot_becomes_the_answer(fake, start):
    bot = await start()
    person = fake.new_person()
    for worker in bot.worker_pids():
        os.kill(worker, signal.SIGSTOP)
    await fake.send(person, QUESTION)
    await fake.wait_calls("sendMessage", chat=person)
    await bot.restart(kill=True)
    await fake.wait_answers(person, 1)
    assert [is_answer(message) for message in await fake.answers(person)] == [True]


async def test_an_update_delivered_again_and_again_is_answered_once(fake, start):
    bot = await start()
    person = fake.new_person()
    await fake.act("next_update", update_id=5000)
    await fake.ask(person, QUESTION)
    await fake.act("repeat", update_id=5000)
    await bot.restart()
    await fake.act("repeat", update_id=5000)
    await fake.ask(person, FOLLOW_UP)
    assert len(await fake.answers(person)) == 2


async def test_updates_whose_numbers_jump_back_are_served(fake, start):
    await start()
    person = fake.new_person()
    await fake.act("next_update", update_id=900_000)
    await fake.ask(person, QUESTION)
    await fake.act("next_update", update_id=70)
    assert (await fake.ask(person, FOLLOW_UP))["text"].startswith("22,61%")


async def test_messages_of_one_person_are_answered_in_order(fake, start):
    await start(rate=0)
    person = fake.new_person()
    questions = [await fake.send(person, QUESTION if n % 2 else FOLLOW_UP) for n in range(6)]
    answers = await fake.wait_answers(person, 6, timeout=30)
    replied = [answer["reply_to_message"]["message_id"] for answer in answers]
    assert replied == [question["message_id"] for question in questions]


async def test_the_context_outlives_a_restart_and_is_forgotten_in_time(fake, start):
    bot = await start()
    person = fake.new_person()
    await fake.ask(person, QUESTION)
    await bot.restart(kill=True)
    assert (await fake.ask(person, FOLLOW_UP))["text"].startswith("22,61%")
    await asyncio.sleep(1)
    bot.env["HOISO_TELEGRAM_MEMORY_HOURS"] = str(1 / 3600)
    await bot.restart()
    assert "22,61%" not in (await fake.ask(person, FOLLOW_UP))["text"]


async def test_questions_asked_while_telegram_is_down_are_all_answered(fake, start):
    await start(rate=0, per_second=1000)
    people = [fake.new_person() for _ in range(20)]
    await fake.fault(method="**", code=502, times=4)
    await fake.fault("cut", "**", times=4)
    for person in people:
        await fake.send(person, QUESTION)
    for person in people:
        [answer] = await fake.wait_answers(person, 1, timeout=60)
        assert is_answer(answer)


@pytest.mark.full
async def test_five_hundred_questions_of_a_ten_minute_outage_are_all_answered_once(data):
    async with running_bot(data, rate=0) as bot:
        fake = bot.fake
        await fake.ask(fake.new_person(), QUESTION)
        await fake.fault(method="**", code=502, times=-1)
        people = [fake.new_person() for _ in range(500)]
        long_ago = int(time.time()) - 2 * 3600
        for number, person in enumerate(people):
            more = {"date": long_ago} if number % 10 == 0 else {}
            await fake.send(person, QUESTION, more=more)
        await asyncio.sleep(600)
        await fake.heal()
        begin = time.monotonic()
        for number, person in enumerate(people):
            [answer] = await fake.wait_answers(person, 1, timeout=90)
            assert answer["text"].startswith("Xin lỗi") == (number % 10 == 0)
            assert "17%" in answer["text"]
        assert time.monotonic() - begin < 90
        assert all([len(await fake.answers(person)) == 1 for person in people])


async def test_a_question_that_waited_long_is_answered_with_an_apology(fake, start):
    await start()
    person = fake.new_person()
    asked_at = int(time.time()) - 2 * 3600
    answer = await fake.ask(person, QUESTION, more={"date": asked_at})
    assert answer["text"].startswith("Xin lỗi")
    assert "17%" in answer["text"]


async def test_a_server_that_was_frozen_is_heard_again_at_once(fake, start):
    await start()
    person = fake.new_person()
    fake.freeze()
    await asyncio.sleep(3)
    fake.thaw()
    begin = time.monotonic()
    assert is_answer(await fake.ask(person, QUESTION))
    assert time.monotonic() - begin < 3


async def test_a_burst_of_one_person_is_answered_whole_and_holds_nobody_up(data):
    async with running_bot(data, flood=True) as bot:
        fake = bot.fake
        hasty, other = fake.new_person(), fake.new_person()
        for _ in range(12):
            await fake.send(hasty, QUESTION)
        begin = time.monotonic()
        await fake.ask(other, QUESTION)
        waited = time.monotonic() - begin
        answers = await fake.wait_answers(hasty, 12, timeout=40)
    assert len(answers) == 12
    assert waited < 1


async def test_a_wait_that_telegram_demands_for_one_chat_stops_nobody_else(fake, start):
    await start()
    stopped, other = fake.new_person(), fake.new_person()
    await fake.fault(method="sendMessage", code=429, retry_after=3, chat=stopped)
    asked = await fake.send(stopped, QUESTION)
    begin = time.monotonic()
    await fake.ask(other, QUESTION)
    assert time.monotonic() - begin < 1
    assert is_answer(await fake.answer_to(asked, timeout=15))


async def test_who_blocked_the_bot_is_left_alone(fake, start):
    bot = await start(admins="4242")
    person = fake.new_person()
    await fake.act("open_chat", chat_id=4242)
    await fake.act("open_chat", chat_id=person)
    await fake.act("block", chat_id=person)
    mark = await fake.mark()
    await fake.send(person, QUESTION)
    await fake.wait_calls("sendMessage", chat=person, since=mark, any_status=True)
    await asyncio.sleep(0.5)
    assert len(await fake.calls("sendMessage", since=mark, chat=person)) == 1
    assert "ERROR" not in bot.log()
    await fake.act("unblock", chat_id=person)
    assert is_answer(await fake.ask(person, QUESTION))


async def test_a_group_that_became_a_supergroup_gets_its_answer_there(fake, start):
    await start()
    person, group, new = fake.new_person(), -fake.new_person(), fake.new_group()
    await fake.act("open_chat", chat_id=group, kind="group")
    await fake.send(person, f"/hoi {QUESTION}", chat=group)
    await fake.wait_answers(group, 1)
    await fake.act("migrate", user_id=person, chat_id=group, new_id=new, tell=False)
    await fake.send(person, f"/hoi {QUESTION}", chat=group)
    [answer] = await fake.wait_answers(new, 1)
    assert is_answer(answer)


async def asked_together(fake: Fake, people: list[int]) -> list[dict]:
    questions = [await fake.send(person, QUESTION) for person in people]
    return [await fake.answer_to(question) for question in questions]


async def test_many_people_at_once_each_get_their_own_answer(fake, start):
    await start(per_second=1000)
    people = [fake.new_person() for _ in range(30)]
    answers = await asked_together(fake, people)
    assert [answer["chat"]["id"] for answer in answers] == people
    assert all(map(is_answer, answers))
