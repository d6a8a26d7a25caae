"""The fake server refuses what Telegram refuses, in its words."""

import aiohttp
import pytest
import pytest_asyncio
from driver import TOKEN, start_fake

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
    person = await shared.open_chat()
    params = {"chat_id": person, **params}
    assert await shared.call_as_bot("sendMessage", **params) == (400, description)
    assert await shared.answers(person) == []


async def test_a_message_at_every_limit_is_taken(shared):
    person = await shared.open_chat()
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
    status, message = await shared.call_as_bot(
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
    person = await shared.open_chat()
    _, message = await shared.call_as_bot("sendMessage", chat_id=person, text="a")
    place = {"chat_id": person, "message_id": message["message_id"]}
    assert (await shared.call_as_bot("editMessageText", **place, text="b"))[0] == 200
    status, description = await shared.call_as_bot("editMessageText", **place, text="b")
    assert status == 400
    assert description.startswith("Bad Request: message is not modified")
    assert (await shared.call_as_bot("deleteMessage", **place))[0] == 200
    gone = (400, "Bad Request: message to edit not found")
    assert await shared.call_as_bot("editMessageText", **place, text="c") == gone


async def test_only_the_bots_own_messages_can_be_edited(shared):
    person = shared.new_person()
    question = await shared.send(person, "xin chào")
    place = {"chat_id": person, "message_id": question["message_id"]}
    refused = (400, "Bad Request: message can't be edited")
    assert await shared.call_as_bot("editMessageText", **place, text="b") == refused


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
    person = await shared.open_chat()
    _, message = await shared.call_as_bot(
        "sendMessage", chat_id=person, text="a", reply_markup=buttons([BUTTON])
    )
    too_old = (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    )
    tap = await shared.tap(person, message, "a")
    long = (400, "Bad Request: MESSAGE_TOO_LONG")
    assert (
        await shared.call_as_bot("answerCallbackQuery", callback_query_id=tap, text="a" * 201)
        == long
    )
    assert (await shared.call_as_bot("answerCallbackQuery", callback_query_id=tap, text="b"))[
        0
    ] == 200
    assert await shared.call_as_bot("answerCallbackQuery", callback_query_id=tap) == too_old
    assert (await shared.tap_answer(tap))["text"] == "b"
    late = await shared.tap(person, message, data="anything", expired=True)
    assert await shared.call_as_bot("answerCallbackQuery", callback_query_id=late) == too_old


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
    answer = await shared.call_as_bot("answerInlineQuery", inline_query_id=query, results=results)
    assert answer == (400, description)
    assert (await shared.state())["inline"][query]["results"] is None


async def test_inline_results_are_taken_once(shared):
    query = (await shared.act("inline", user_id=5, query="a"))["id"]
    params = {"inline_query_id": query, "results": [article()], "cache_time": 5}
    assert (await shared.call_as_bot("answerInlineQuery", **params))[0] == 200
    assert (await shared.call_as_bot("answerInlineQuery", **params))[0] == 400
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
    assert await shared.call_as_bot("setMyCommands", commands=commands) == (400, description)


async def test_commands_for_an_unknown_chat_are_refused(shared):
    commands = [{"command": "hoi", "description": "a"}]
    scope = {"type": "chat", "chat_id": 1}
    refused = (400, "Bad Request: chat not found")
    assert await shared.call_as_bot("setMyCommands", commands=commands, scope=scope) == refused


async def test_a_wrong_token_and_an_unknown_method_are_refused(shared):
    assert await shared.call_as_bot("getMe", token="1:a") == (401, "Unauthorized")
    assert await shared.call_as_bot("sendDice") == (404, "Not Found: method not found")


async def test_whoever_blocks_the_bot_gets_nothing(shared):
    person = await shared.open_chat()
    await shared.act("membership", user_id=person, chat_id=person, status="kicked")
    blocked = (403, "Forbidden: bot was blocked by the user")
    assert await shared.call_as_bot("sendMessage", chat_id=person, text="a") == blocked
    await shared.act("unblock", chat_id=person)
    assert (await shared.call_as_bot("sendMessage", chat_id=person, text="a"))[0] == 200


async def test_a_group_that_moved_says_where(shared):
    await shared.act("migrate", user_id=5, chat_id=-77, new_id=-1_000_000_000_077)
    url = f"{shared.url}/bot{TOKEN}/sendMessage"
    async with aiohttp.request("POST", url, json={"chat_id": -77, "text": "a"}) as response:
        body = await response.json()
    assert body["description"].endswith("group chat was upgraded to a supergroup chat")
    assert body["parameters"] == {"migrate_to_chat_id": -1_000_000_000_077}


async def test_a_file_is_fetched_and_one_over_20_mib_is_not(shared):
    message = await shared.send_document(5, "bài.txt", "số".encode())
    _, file = await shared.call_as_bot("getFile", file_id=message["document"]["file_id"])
    url = f"{shared.url}/file/bot{TOKEN}/{file['file_path']}"
    async with aiohttp.request("GET", url) as response:
        assert await response.read() == "số".encode()
    message = await shared.send_document(5, "bài.txt", size=3, claim_size=(20 << 20) + 1)
    too_big = (400, "Bad Request: file is too big")
    assert await shared.call_as_bot("getFile", file_id=message["document"]["file_id"]) == too_big


async def test_a_document_is_taken_as_form_data(shared):
    person = await shared.open_chat()
    form = aiohttp.FormData({"chat_id": str(person), "caption": "tệp"})
    form.add_field("document", b"abc", filename="a.csv")
    url = f"{shared.url}/bot{TOKEN}/sendDocument"
    async with aiohttp.request("POST", url, data=form) as response:
        message = (await response.json())["result"]
    assert (message["document"]["file_size"], message["caption"]) == (3, "tệp")
