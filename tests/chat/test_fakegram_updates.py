"""The fake server hands updates over as Telegram does, and fails when it is told to."""

import asyncio

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from driver import start_fake
from fakegram.load import Load, Plan
from fakegram.people import find_entities
from running import free_port


@pytest_asyncio.fixture
async def alone():
    fake = await start_fake()
    yield fake
    fake.stop()


async def test_updates_come_again_until_they_are_confirmed(alone):
    await alone.send(5, "a")
    await alone.send(5, "b")
    _, updates = await alone.call_as_bot("getUpdates")
    assert [update["message"]["text"] for update in updates] == ["a", "b"]
    assert (await alone.call_as_bot("getUpdates"))[1] == updates
    offset = updates[0]["update_id"] + 1
    assert (await alone.call_as_bot("getUpdates", offset=offset))[1] == updates[1:]


async def test_numbers_of_updates_may_jump_back(alone):
    await alone.send(5, "a")
    [update] = (await alone.call_as_bot("getUpdates"))[1]
    await alone.call_as_bot("getUpdates", offset=update["update_id"] + 1)
    await alone.act("next_update", update_id=7)
    await alone.send(5, "b")
    _, updates = await alone.call_as_bot("getUpdates", offset=update["update_id"] + 1)
    assert [update["update_id"] for update in updates] == [7]


async def test_an_old_update_can_come_once_more(alone):
    await alone.send(5, "a")
    [update] = (await alone.call_as_bot("getUpdates"))[1]
    offset = update["update_id"] + 1
    assert (await alone.call_as_bot("getUpdates", offset=offset))[1] == []
    await alone.act("repeat", update_id=update["update_id"])
    assert (await alone.call_as_bot("getUpdates", offset=offset))[1] == [update]
    assert (await alone.call_as_bot("getUpdates", offset=offset))[1] == []


async def test_of_two_pollers_the_older_one_is_refused(alone):
    older = asyncio.create_task(alone.call_as_bot("getUpdates", timeout=30))
    await alone.wait_bot()
    newer = asyncio.create_task(alone.poll_as_other(timeout=30))
    status, description = await older
    assert status == 409
    assert description.startswith("Conflict: terminated by other getUpdates request")
    await alone.send(5, "a")
    status, updates = await newer
    assert (status, len(updates)) == (200, 1)


async def test_a_webhook_gets_updates_with_the_secret_until_it_says_yes(alone):
    seen = []

    async def take(request):
        seen.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], await request.json()))
        return web.Response(status=500 if len(seen) == 1 else 200)

    app = web.Application()
    app.router.add_post("/updates", take)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    bad = await alone.call_as_bot("setWebhook", url="http://127.0.0.1", secret_token="a b")
    assert bad == (400, "Bad Request: secret token contains unallowed characters")
    await alone.send(5, "a")
    url = f"http://127.0.0.1:{port}/updates"
    assert (await alone.call_as_bot("setWebhook", url=url, secret_token="abc"))[0] == 200
    async with asyncio.timeout(5):
        while (await alone.state())["pending"]:
            await asyncio.sleep(0.01)
    await runner.cleanup()
    assert [secret for secret, _ in seen] == ["abc", "abc"]
    assert seen[0] == seen[1]
    assert [d["status"] for d in (await alone.state())["deliveries"]] == [500, 200]
    conflict = await alone.call_as_bot("getUpdates")
    assert conflict[0] == 409


async def test_kinds_that_the_bot_does_not_want_are_not_sent(alone):
    await alone.call_as_bot("getUpdates", allowed_updates=["edited_message"])
    question = await alone.send(5, "a")
    await alone.edit(question, "b")
    [update] = (await alone.call_as_bot("getUpdates"))[1]
    assert update["edited_message"]["text"] == "b"


async def test_flood_limits_hold_while_they_are_on(alone):
    await alone.open_chat()
    await alone.send(5, "a")
    await alone.act("flood", on=True)
    statuses = [(await alone.call_as_bot("sendMessage", chat_id=5, text="a"))[0] for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    await alone.act("flood", on=False)
    assert (await alone.call_as_bot("sendMessage", chat_id=5, text="a"))[0] == 200


async def test_a_planned_refusal_strikes_as_often_as_planned(alone):
    person = await alone.open_chat()
    await alone.fault("http", "sendMessage", code=429, retry_after=7, times=2, chat=person)
    other = await alone.open_chat()
    assert (await alone.call_as_bot("sendMessage", chat_id=other, text="a"))[0] == 200
    for _ in range(2):
        refused = await alone.call_as_bot("sendMessage", chat_id=person, text="a")
        assert refused == (429, "Too Many Requests: retry after 7")
    assert (await alone.call_as_bot("sendMessage", chat_id=person, text="a"))[0] == 200


@pytest.mark.parametrize(("kind", "messages"), [("cut", 0), ("cut_after", 1)])
async def test_a_connection_can_be_cut_before_or_after_the_work(alone, kind, messages):
    person = await alone.open_chat()
    await alone.fault(kind, "sendMessage", contains="một hai ba")
    assert (await alone.call_as_bot("sendMessage", chat_id=person, text="bốn"))[0] == 200
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await alone.call_as_bot("sendMessage", chat_id=person, text="một hai ba")
    assert len(await alone.answers(person)) == 1 + messages


async def test_an_answer_can_be_garbage(alone):
    person = await alone.open_chat()
    await alone.fault("garbage", "sendMessage")
    with pytest.raises(aiohttp.ContentTypeError):
        await alone.call_as_bot("sendMessage", chat_id=person, text="a")
    assert await alone.answers(person) == []


@pytest.mark.parametrize(("kind", "at_once"), [("slow", 0), ("late", 1)])
async def test_an_answer_can_be_slow_with_the_work_done_late_or_at_once(alone, kind, at_once):
    person = await alone.open_chat()
    await alone.fault(kind, "sendMessage", delay=0.4)
    sending = asyncio.create_task(alone.call_as_bot("sendMessage", chat_id=person, text="a"))
    await asyncio.sleep(0.2)
    assert not sending.done()
    assert len(await alone.answers(person)) == at_once
    assert (await sending)[0] == 200
    assert len(await alone.answers(person)) == 1


async def test_wrong_calls_are_counted_and_unlucky_ones_are_not(alone):
    await alone.send(5, "a")
    await alone.call_as_bot("editMessageText", chat_id=5, message_id=9, text="a")
    assert (await alone.state())["malformed"] == []
    await alone.call_as_bot("sendMessage", chat_id=5, text="")
    assert (await alone.state())["malformed"] == ["sendMessage: Bad Request: message text is empty"]


def test_commands_and_mentions_are_marked_in_what_people_write():
    text = f"/hoi@hoiso_bot {'🔔'} @user5"
    assert find_entities("entities", text)["entities"] == [
        {"type": "bot_command", "offset": 0, "length": 14},
        {"type": "mention", "offset": 18, "length": 6},
    ]


async def test_the_load_times_the_answer_not_the_placeholder_and_counts_doubles():
    said = []

    def ask(person, text):
        said.append((person, text))
        return {"message_id": len(said), "chat": {"id": person}}

    def reply(number, text, question):
        chat = {"id": said[question - 1][0]}
        return {
            "message_id": number,
            "chat": chat,
            "text": text,
            "reply_to_message": {"message_id": question},
        }

    load = Load(Plan(texts=("một", "hai"), users=2, count=3, grace=0), ask)
    running = asyncio.create_task(load.run())
    await asyncio.sleep(0)
    load.saw(reply(101, "Đang tra cứu…", 1), "sendMessage")
    assert len(said) == 2
    load.saw(reply(101, "xong", 1), "editMessageText")
    assert [text for _, text in said] == ["một", "hai", "một"]
    load.saw(reply(102, "xong", 1), "sendMessage")
    load.saw(reply(103, "xong", 3), "sendMessage")
    report = await running
    told = [report[key] for key in ("sent", "answered", "lost", "doubled")]
    assert told == [3, 2, 1, 1], report
