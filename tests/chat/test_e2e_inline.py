"""What is typed after the bot's name in any chat: answers to pick from."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from pathlib import Path

import pytest
import pytest_asyncio
from running import running_bot
from tapping import frozen_workers, one_bot

QUESTION = "tỷ lệ hồ sơ trực tuyến Đồng Tháp"
STRANGER = 990


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(indexed_seeds, tmp_path_factory):
    allowed = ",".join(map(str, range(1001, 1101)))
    folder = tmp_path_factory.mktemp("inline")
    async with one_bot(indexed_seeds, folder, allowed=allowed) as bot:
        yield bot


@pytest.fixture
def fake(bot):
    return bot.fake


@pytest.fixture
def person(fake):
    return fake.new_person()


async def typed(fake, user, query):
    return (await fake.act("inline", user_id=user, query=query))["id"]


async def results_of(fake, query_id):
    async with asyncio.timeout(10):
        while True:
            query = (await fake.state())["inline"][query_id]
            if query["answered"]:
                return query["results"]
            await asyncio.sleep(0.02)


async def test_a_question_gives_an_answer_that_brings_its_source(fake, person):
    answer = await fake.inline(person, QUESTION)
    first = answer["results"][0]
    assert first["title"].startswith("17%")
    assert "hồ sơ trực tuyến" in first["description"]
    content = first["input_message_content"]
    assert "17%" in content["message_text"]
    assert "text_link" in {entity["type"] for entity in content["entities"]}
    assert content["link_preview_options"] == {"is_disabled": True}
    assert (answer["cache_time"], answer["is_personal"]) == (5, True)


async def test_a_question_of_many_answers_gives_at_most_five(fake, person):
    results = (await fake.inline(person, "tỷ lệ hồ sơ trực tuyến"))["results"]
    assert 2 <= len(results) <= 5
    assert len({result["id"] for result in results}) == len(results)
    assert all(1 <= len(result["id"].encode()) <= 64 for result in results)


async def test_a_list_is_the_same_when_it_is_asked_for_again(fake, person):
    one = (await fake.inline(person, QUESTION))["results"]
    assert (await fake.inline(fake.new_person(), QUESTION))["results"] == one


@pytest.mark.parametrize("query", ["", "   "])
async def test_nothing_typed_gives_the_way_to_the_bot(fake, person, query):
    answer = await fake.inline(person, query)
    assert answer["results"] == []
    assert answer["button"]["start_parameter"] == "inline"


@pytest.mark.parametrize("query", ["xyzzy", "😀" * 128, "<b>&", "\u202e" * 3, "." * 256])
async def test_what_means_nothing_gives_an_empty_list(fake, person, query):
    assert (await fake.inline(person, query))["results"] == []


async def test_a_stranger_gets_only_the_way_to_ask_for_access(fake):
    answer = await fake.inline(STRANGER, QUESTION)
    assert answer["results"] == []
    assert "Xin quyền dùng" in answer["button"]["text"]


async def test_of_what_is_typed_on_only_the_newest_is_searched(bot, fake, person):
    # The first is being searched for, and as many of others as there are workers.
    with frozen_workers(bot):
        busy = [await typed(fake, fake.new_person(), QUESTION) for _ in range(3)]
        older = [await typed(fake, person, QUESTION[:n]) for n in range(8, 24)]
        newest = await typed(fake, person, QUESTION)
        await asyncio.sleep(0.3)
    assert (await results_of(fake, newest))[0]["title"].startswith("17%")
    for query_id in busy:
        await results_of(fake, query_id)
    queries = (await fake.state())["inline"]
    assert [query_id for query_id in older if queries[query_id]["answered"]] == []


async def test_a_query_too_old_to_answer_harms_nobody(bot, fake, person):
    with frozen_workers(bot):
        query_id = await typed(fake, person, QUESTION)
        await asyncio.sleep(0.2)
        await fake.act("expire", query_id=query_id)
    assert (await fake.inline(person, QUESTION))["results"]
    assert (await fake.state())["inline"][query_id]["results"] is None


async def test_who_types_too_fast_gets_empty_lists_and_others_theirs(fake, person):
    await asyncio.gather(*(typed(fake, person, f"{QUESTION} {n}") for n in range(125)))
    assert (await fake.inline(person, QUESTION))["results"] == []
    other = await fake.inline(fake.new_person(), QUESTION)
    assert other["results"][0]["title"].startswith("17%")


async def test_typing_delays_no_question(fake, person):
    for n in range(8, len(QUESTION)):
        await typed(fake, person, QUESTION[:n])
    answer = await fake.ask(person, QUESTION, timeout=3)
    assert answer["text"].startswith("17%")


async def test_a_worker_that_dies_leaves_an_empty_list(indexed_seeds, tmp_path):
    # A bot of its own: that no worker could be started is an error in its log.
    data = Path(shutil.copytree(indexed_seeds, tmp_path / "data"))
    async with running_bot(data, rate=0) as bot:
        await check_inline_when_workers_die(bot)


async def check_inline_when_workers_die(bot):
    fake, person = bot.fake, bot.fake.new_person()
    with frozen_workers(bot):
        query_id = await typed(fake, person, QUESTION)
        await asyncio.sleep(0.2)
        for pid in bot.worker_pids():
            os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(0.5)
    assert isinstance(await results_of(fake, query_id), list)
    assert (await fake.inline(fake.new_person(), QUESTION))["results"]


async def test_what_the_articles_do_not_say_leads_to_the_bot_instead(fake, person):
    given = await fake.inline(person, "tỷ lệ hồ sơ trực tuyến Cà Mau")
    assert given["results"] == []
    assert "không có số này" in given["button"]["text"]
