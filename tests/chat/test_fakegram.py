"""The fake server refuses what Telegram refuses, and fails when it is told to."""

import asyncio
import json

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from driver import start_fake
from fakegram.load import Load, Plan
from running import free_port

BELL = "🔔"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared():
    fake = await start_fake()
    yield fake
    fake.stop()


@pytest_asyncio.fixture
async def alone():
    fake = await start_fake(shared_ids=False)
    yield fake
    fake.stop()


async def call(fake, method, token=None, **params):
    """Call a method as a bot; give the status and the description or the result."""
    url = f"{fake.url}/bot{token or fake.token}/{method}"
    async with aiohttp.request("POST", url, json=params) as response:
        body = await response.json()
        assert body["ok"] == (response.status == 200)
        return response.status, body.get("result", body.get("description"))


async def open_chat(fake):
    person = fake.new_person()
    await fake.send(person, "xin chào")
    return person


def entity(kind, offset, length, **more):
    return {"type": kind, "offset": offset, "length": length, **more}


def buttons(*rows):
    return {"inline_keyboard": [list(row) for row in rows]}


BUTTON = {"text": "a", "callback_data": "1"}


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": " \n"}, "Bad Request: message text is empty"),
        ({"text": "a" * 4097}, "Bad Request: message is too long"),
        ({"text": BELL * 2049}, "Bad Request: message is too long"),
        ({"text": BELL * 9000}, "Bad Request: text is too long"),
        ({"text": "a "}, "fake: text has outer white space"),
        ({"text": "a", "parse_mode": "HTML"}, "fake: send entities, not a parse_mode"),
        ({"text": "a\ud83d"}, "Bad Request: strings must be encoded in UTF-8"),
        (
            {"text": "a", "reply_markup": buttons([{"text": "\udc00", "callback_data": "1"}])},
            "Bad Request: strings must be encoded in UTF-8",
        ),
        (
            {"text": "abc", "entities": [entity("bold", 2, 2)]},
            "Bad Request: entity beginning at UTF-16 offset 2 ends after the end of the text"
            " at UTF-16 offset 4",
        ),
        (
            {"text": "abc", "entities": [entity("bold", 3, 1)]},
            "Bad Request: entity begins after the end of the text at UTF-16 offset 3",
        ),
        (
            {"text": "abc", "entities": [entity("bold", -1, 1)]},
            "Bad Request: receive an entity with incorrect offset -1",
        ),
        (
            {"text": "abc", "entities": [entity("bold", 0, 0)]},
            "Bad Request: receive an entity with incorrect length 0",
        ),
        (
            {"text": f"{BELL}a", "entities": [entity("bold", 1, 2)]},
            "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 4",
        ),
        (
            {"text": f"a{BELL}", "entities": [entity("bold", 0, 2)]},
            "Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol"
            " at byte offset 5",
        ),
        (
            {"text": "abc", "entities": [entity("fat", 0, 1)]},
            "Bad Request: can't parse MessageEntity: Unsupported entity type specified",
        ),
        (
            {"text": "abc", "entities": [entity("text_link", 0, 1, url="bài 1")]},
            "Bad Request: entity URL 'bài 1' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "abc", "entities": [entity("blockquote", 0, 2)] * 2},
            "fake: quotations overlap",
        ),
        ({"text": "abc", "entities": [entity("bold", 0, 1)] * 101}, "fake: more than 100 entities"),
        (
            {"text": "a", "reply_markup": buttons([{"text": "a", "callback_data": "ố" * 22}])},
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            {"text": "a", "reply_markup": buttons([{"text": "a"}])},
            "Bad Request: can't parse inline keyboard button: "
            "Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "a", "reply_markup": buttons([{"text": "a", "url": "ftp://a"}])},
            "Bad Request: inline keyboard button URL 'ftp://a' is invalid: Wrong HTTP URL",
        ),
        (
            {
                "text": "a",
                "reply_markup": buttons([{"text": "a", "copy_text": {"text": "a" * 257}}]),
            },
            "Bad Request: BUTTON_COPY_TEXT_INVALID",
        ),
        (
            {"text": "a", "reply_markup": buttons([BUTTON] * 9)},
            "fake: more than 8 buttons in a row",
        ),
        (
            {"text": "a", "reply_markup": buttons(*([BUTTON] * 8 for _ in range(13)))},
            "fake: more than 100 buttons",
        ),
        (
            {"text": "a", "reply_parameters": {"message_id": 999_999}},
            "Bad Request: message to be replied not found",
        ),
        ({"text": "a", "message_thread_id": 5}, "Bad Request: message thread not found"),
        ({"text": "a", "chat_id": 1}, "Bad Request: chat not found"),
    ],
)
async def test_a_wrong_message_is_refused_in_telegrams_words(shared, params, description):
    person = await open_chat(shared)
    params = {"chat_id": person, **params}
    assert await call(shared, "sendMessage", **params) == (400, description)
    assert await shared.answers(person) == []


async def test_a_message_at_every_limit_is_taken(shared):
    person = await open_chat(shared)
    text = BELL * 2048
    entities = [
        entity("bold", 4094, 2),
        entity("expandable_blockquote", 0, 2),
        entity("code", 2, 2),
    ]
    keyboard = buttons(
        [{"text": "a", "callback_data": "ố" * 21 + "a"}] * 8,
        [{"text": "a", "copy_text": {"text": "a" * 256}}],
        [{"text": "a", "url": "https://t.me/hoiso_bot?start=x"}],
    )
    status, message = await call(
        shared,
        "sendMessage",
        chat_id=person,
        text=text,
        entities=entities,
        reply_markup=keyboard,
        reply_parameters={"message_id": 999_999, "allow_sending_without_reply": True},
        link_preview_options={"is_disabled": True},
    )
    assert status == 200
    assert (message["text"], message["entities"]) == (text, entities)
    assert message["reply_markup"] == keyboard
    assert "reply_to_message" not in message


async def test_a_message_can_be_edited_to_something_else_only(shared):
    person = await open_chat(shared)
    _, message = await call(shared, "sendMessage", chat_id=person, text="a")
    place = {"chat_id": person, "message_id": message["message_id"]}
    assert (await call(shared, "editMessageText", **place, text="b"))[0] == 200
    status, description = await call(shared, "editMessageText", **place, text="b")
    assert status == 400
    assert description.startswith("Bad Request: message is not modified")
    assert (await call(shared, "deleteMessage", **place))[0] == 200
    gone = (400, "Bad Request: message to edit not found")
    assert await call(shared, "editMessageText", **place, text="c") == gone


async def test_only_the_bots_own_messages_can_be_edited(shared):
    person = shared.new_person()
    question = await shared.send(person, "xin chào")
    place = {"chat_id": person, "message_id": question["message_id"]}
    refused = (400, "Bad Request: message can't be edited")
    assert await call(shared, "editMessageText", **place, text="b") == refused


async def test_private_chats_share_their_message_numbers_and_groups_do_not(shared):
    one, other, group = shared.new_person(), shared.new_person(), shared.new_group()
    first = await shared.send(one, "a")
    second = await shared.send(other, "a")
    assert second["message_id"] == first["message_id"] + 1
    assert (await shared.send(one, "a", chat=group))["message_id"] == 1


async def test_without_shared_ids_each_chat_counts_alone(alone):
    assert (await alone.send(5, "a"))["message_id"] == 1
    assert (await alone.send(6, "a"))["message_id"] == 1


async def test_a_tap_is_answered_once_and_in_time(shared):
    person = await open_chat(shared)
    _, message = await call(
        shared, "sendMessage", chat_id=person, text="a", reply_markup=buttons([BUTTON])
    )
    too_old = (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    )
    tap = await shared.tap(person, message, "a")
    long = (400, "Bad Request: MESSAGE_TOO_LONG")
    assert await call(shared, "answerCallbackQuery", callback_query_id=tap, text="a" * 201) == long
    assert (await call(shared, "answerCallbackQuery", callback_query_id=tap, text="b"))[0] == 200
    assert await call(shared, "answerCallbackQuery", callback_query_id=tap) == too_old
    assert (await shared.tap_answer(tap))["text"] == "b"
    late = await shared.tap(person, message, data="anything", expired=True)
    assert await call(shared, "answerCallbackQuery", callback_query_id=late) == too_old


def article(number="1", title="t", **content):
    content = {"message_text": "abc", **content}
    return {"type": "article", "id": number, "title": title, "input_message_content": content}


@pytest.mark.parametrize(
    ("results", "description"),
    [
        ([article(str(n)) for n in range(51)], "Bad Request: RESULTS_TOO_MUCH"),
        ([article(), article()], "Bad Request: RESULT_ID_DUPLICATE"),
        ([article("ố" * 22)], "Bad Request: RESULT_ID_INVALID"),
        ([article(title=" ")], "Bad Request: ARTICLE_TITLE_EMPTY"),
        ([article(message_text="")], "Bad Request: message text is empty"),
        (
            [article(entities=[entity("bold", 3, 1)])],
            "Bad Request: entity begins after the end of the text at UTF-16 offset 3",
        ),
    ],
)
async def test_wrong_inline_results_are_refused(shared, results, description):
    query = (await shared.act("inline", user_id=5, query="a"))["id"]
    answer = await call(shared, "answerInlineQuery", inline_query_id=query, results=results)
    assert answer == (400, description)
    assert (await shared.state())["inline"][query]["results"] is None


async def test_inline_results_are_taken_once(shared):
    query = (await shared.act("inline", user_id=5, query="a"))["id"]
    params = {"inline_query_id": query, "results": [article()], "cache_time": 5}
    assert (await call(shared, "answerInlineQuery", **params))[0] == 200
    assert (await call(shared, "answerInlineQuery", **params))[0] == 400
    assert (await shared.state())["inline"][query]["cache_time"] == 5


@pytest.mark.parametrize(
    ("commands", "description"),
    [
        ([{"command": "Hỏi", "description": "a"}], "Bad Request: BOT_COMMAND_INVALID"),
        ([{"command": "hoi", "description": ""}], "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "hoi", "description": "a"}] * 101, "Bad Request: BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_wrong_commands_are_refused(shared, commands, description):
    assert await call(shared, "setMyCommands", commands=commands) == (400, description)


async def test_commands_for_an_unknown_chat_are_refused(shared):
    commands = [{"command": "hoi", "description": "a"}]
    scope = {"type": "chat", "chat_id": 1}
    refused = (400, "Bad Request: chat not found")
    assert await call(shared, "setMyCommands", commands=commands, scope=scope) == refused


async def test_a_wrong_token_and_an_unknown_method_are_refused(shared):
    assert await call(shared, "getMe", token="1:a") == (401, "Unauthorized")
    assert await call(shared, "sendDice") == (404, "Not Found: method not found")


async def test_whoever_blocks_the_bot_gets_nothing(shared):
    person = await open_chat(shared)
    await shared.act("membership", user_id=person, chat_id=person, status="kicked")
    blocked = (403, "Forbidden: bot was blocked by the user")
    assert await call(shared, "sendMessage", chat_id=person, text="a") == blocked
    await shared.act("unblock", chat_id=person)
    assert (await call(shared, "sendMessage", chat_id=person, text="a"))[0] == 200


async def test_a_group_that_moved_says_where(shared):
    await shared.act("migrate", user_id=5, chat_id=-77, new_id=-1_000_000_000_077)
    url = f"{shared.url}/bot{shared.token}/sendMessage"
    async with aiohttp.request("POST", url, json={"chat_id": -77, "text": "a"}) as response:
        body = await response.json()
    assert body["description"].endswith("group chat was upgraded to a supergroup chat")
    assert body["parameters"] == {"migrate_to_chat_id": -1_000_000_000_077}


async def test_a_file_is_fetched_and_one_over_20_mib_is_not(shared):
    message = await shared.send_document(5, "bài.txt", "số".encode())
    _, file = await call(shared, "getFile", file_id=message["document"]["file_id"])
    url = f"{shared.url}/file/bot{shared.token}/{file['file_path']}"
    async with aiohttp.request("GET", url) as response:
        assert await response.read() == "số".encode()
    message = await shared.send_document(5, "bài.txt", size=3, claim_size=(20 << 20) + 1)
    too_big = (400, "Bad Request: file is too big")
    assert await call(shared, "getFile", file_id=message["document"]["file_id"]) == too_big


async def test_a_document_is_taken_as_form_data(shared):
    person = await open_chat(shared)
    form = aiohttp.FormData({"chat_id": str(person), "caption": "tệp"})
    form.add_field("document", b"abc", filename="a.csv")
    url = f"{shared.url}/bot{shared.token}/sendDocument"
    async with aiohttp.request("POST", url, data=form) as response:
        message = (await response.json())["result"]
    assert (message["document"]["file_size"], message["caption"]) == (3, "tệp")


async def test_updates_come_again_until_they_are_confirmed(alone):
    await alone.send(5, "a")
    await alone.send(5, "b")
    _, updates = await call(alone, "getUpdates")
    assert [update["message"]["text"] for update in updates] == ["a", "b"]
    assert (await call(alone, "getUpdates"))[1] == updates
    offset = updates[0]["update_id"] + 1
    assert (await call(alone, "getUpdates", offset=offset))[1] == updates[1:]


async def test_numbers_of_updates_may_jump_back(alone):
    await alone.send(5, "a")
    [update] = (await call(alone, "getUpdates"))[1]
    await call(alone, "getUpdates", offset=update["update_id"] + 1)
    await alone.act("next_update", update_id=7)
    await alone.send(5, "b")
    _, updates = await call(alone, "getUpdates", offset=update["update_id"] + 1)
    assert [update["update_id"] for update in updates] == [7]


async def test_an_old_update_can_come_once_more(alone):
    await alone.send(5, "a")
    [update] = (await call(alone, "getUpdates"))[1]
    offset = update["update_id"] + 1
    assert (await call(alone, "getUpdates", offset=offset))[1] == []
    await alone.act("repeat", update_id=update["update_id"])
    assert (await call(alone, "getUpdates", offset=offset))[1] == [update]
    assert (await call(alone, "getUpdates", offset=offset))[1] == []


async def test_of_two_pollers_the_older_one_is_refused(alone):
    older = asyncio.create_task(call(alone, "getUpdates", timeout=30))
    await alone.wait_bot()
    newer = asyncio.create_task(alone.poll_as_other(timeout=30))
    status, description = await older
    assert status == 409
    assert description.startswith("Conflict: terminated by other getUpdates request")
    await alone.send(5, "a")
    status, body = await newer
    assert (status, len(body["result"])) == (200, 1)


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
    bad = await call(alone, "setWebhook", url="http://127.0.0.1", secret_token="a b")
    assert bad == (400, "Bad Request: secret token contains unallowed characters")
    await alone.send(5, "a")
    url = f"http://127.0.0.1:{port}/updates"
    assert (await call(alone, "setWebhook", url=url, secret_token="abc"))[0] == 200
    async with asyncio.timeout(5):
        while (await alone.state())["pending"]:
            await asyncio.sleep(0.01)
    await runner.cleanup()
    assert [secret for secret, _ in seen] == ["abc", "abc"]
    assert seen[0] == seen[1]
    assert [d["status"] for d in (await alone.state())["deliveries"]] == [500, 200]
    conflict = await call(alone, "getUpdates")
    assert conflict[0] == 409


async def test_kinds_that_the_bot_does_not_want_are_not_sent(alone):
    await call(alone, "getUpdates", allowed_updates=["edited_message"])
    question = await alone.send(5, "a")
    await alone.edit(question, "b")
    [update] = (await call(alone, "getUpdates"))[1]
    assert update["edited_message"]["text"] == "b"


async def test_flood_limits_hold_while_they_are_on(alone):
    await open_chat(alone)
    await alone.send(5, "a")
    await alone.act("flood", on=True)
    statuses = [(await call(alone, "sendMessage", chat_id=5, text="a"))[0] for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    await alone.act("flood", on=False)
    assert (await call(alone, "sendMessage", chat_id=5, text="a"))[0] == 200


async def test_a_planned_refusal_strikes_as_often_as_planned(shared):
    person = await open_chat(shared)
    await shared.fault("http", "sendMessage", code=429, retry_after=7, times=2, chat=person)
    other = await open_chat(shared)
    assert (await call(shared, "sendMessage", chat_id=other, text="a"))[0] == 200
    for _ in range(2):
        refused = await call(shared, "sendMessage", chat_id=person, text="a")
        assert refused == (429, "Too Many Requests: retry after 7")
    assert (await call(shared, "sendMessage", chat_id=person, text="a"))[0] == 200


@pytest.mark.parametrize(("kind", "messages"), [("cut", 0), ("cut_after", 1)])
async def test_a_connection_can_be_cut_before_or_after_the_work(shared, kind, messages):
    person = await open_chat(shared)
    await shared.fault(kind, "sendMessage", contains="một hai ba")
    assert (await call(shared, "sendMessage", chat_id=person, text="bốn"))[0] == 200
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await call(shared, "sendMessage", chat_id=person, text="một hai ba")
    assert len(await shared.answers(person)) == 1 + messages


async def test_an_answer_can_be_garbage(shared):
    person = await open_chat(shared)
    await shared.fault("garbage", "sendMessage")
    with pytest.raises(aiohttp.ContentTypeError):
        await call(shared, "sendMessage", chat_id=person, text="a")
    assert await shared.answers(person) == []


@pytest.mark.parametrize(("kind", "at_once"), [("slow", 0), ("late", 1)])
async def test_an_answer_can_be_slow_with_the_work_done_late_or_at_once(shared, kind, at_once):
    person = await open_chat(shared)
    await shared.fault(kind, "sendMessage", delay=0.4)
    sending = asyncio.create_task(call(shared, "sendMessage", chat_id=person, text="a"))
    await asyncio.sleep(0.2)
    assert len(await shared.answers(person)) == at_once
    assert (await sending)[0] == 200
    assert len(await shared.answers(person)) == 1


async def test_wrong_calls_are_counted_and_unlucky_ones_are_not(alone):
    await alone.send(5, "a")
    await call(alone, "editMessageText", chat_id=5, message_id=9, text="a")
    assert (await alone.state())["malformed"] == []
    await call(alone, "sendMessage", chat_id=5, text="")
    assert (await alone.state())["malformed"] == ["sendMessage: Bad Request: message text is empty"]


def test_commands_and_mentions_are_marked_in_what_people_write():
    from fakegram.people import _entities_of

    text = f"/hoi@hoiso_bot {BELL} @user5"
    assert _entities_of("entities", text)["entities"] == [
        entity("bot_command", 0, 14),
        entity("mention", 18, 6),
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
    assert told == [3, 2, 1, 1], json.dumps(report)
