"""Buttons below answers: what each does, and that a tampered tap does nothing."""

from __future__ import annotations

import random
import string
import time

import pytest
import pytest_asyncio
from tapping import ADMIN, data_of, frozen_workers, labels, one_bot, put_board, shown, tappable

from bot.card.models import Action, Verb

KNOWN = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"
UNCLEAR = "tỷ lệ hồ sơ trực tuyến"
DEAD = "Nút này không còn dùng được, bạn hỏi lại nhé."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(indexed_seeds, tmp_path_factory):
    async with one_bot(indexed_seeds, tmp_path_factory.mktemp("buttons")) as bot:
        yield bot


@pytest.fixture
def fake(bot):
    return bot.fake


@pytest.fixture
def person(fake):
    return fake.new_person()


async def tap(fake, user, message, label=None, **more):
    return await fake.tap_answer(await fake.tap(user, message, label, **more))


async def test_a_choice_is_answered_below_its_card_and_may_be_tapped_again(fake, person):
    card = await fake.ask(person, UNCLEAR)
    acknowledged = await tap(fake, person, card, "Đồng Tháp")
    assert acknowledged["text"] is None
    [answer] = await fake.wait_answers(person, 1, after=card["message_id"])
    assert answer["reply_to_message"]["message_id"] == card["message_id"]
    assert answer["text"].startswith("17%")
    await tap(fake, person, card, "Hải Dương")
    [_, other] = await fake.wait_answers(person, 2, after=card["message_id"])
    assert "Hải Dương" in other["text"]


async def test_what_was_tapped_last_lends_to_what_is_typed_next(fake, person):
    card = await fake.ask(person, UNCLEAR)
    typed = await fake.ask(person, "tỷ lệ văn bản điện tử cả nước?")
    await tap(fake, person, card, "Hải Dương")
    await fake.wait_answers(person, 1, after=typed["message_id"])
    follow_up = await fake.ask(person, "còn Đồng Tháp thì sao?")
    assert follow_up["text"].startswith("17%")


async def test_a_paragraph_comes_as_a_message_and_its_pages_turn_in_place(fake, person):
    card = await fake.ask(person, KNOWN)
    await tap(fake, person, card, "Đoạn gốc")
    [page] = await fake.wait_answers(person, 1, after=card["message_id"])
    assert "17%" in page["text"]
    await tap(fake, person, page, "▶" if "▶" in labels(page) else "◀")
    turned = await shown(fake, page, when=lambda now: now["text"] != page["text"])
    assert labels(turned) != labels(page)
    assert len(await fake.answers(person, after=card["message_id"])) == 1


async def test_a_page_that_was_deleted_comes_anew(fake, person):
    card = await fake.ask(person, KNOWN)
    await tap(fake, person, card, "Đoạn gốc")
    [page] = await fake.wait_answers(person, 1, after=card["message_id"])
    tapped = await fake.tap(person, page, "1/")
    await fake.act("delete", chat_id=person, message_id=page["message_id"])
    await fake.tap_answer(tapped)
    [anew] = await fake.wait_answers(person, 1, after=card["message_id"])
    assert anew["text"] == page["text"]


async def test_what_an_answer_is_compared_with_comes_as_a_message(fake, person):
    card = await fake.ask(person, KNOWN)
    [label] = [label for label in labels(card) if "tiêu" in label.lower()]
    await tap(fake, person, card, label)
    [figure] = await fake.wait_answers(person, 1, after=card["message_id"])
    assert "50%" in figure["text"]
    assert (await tap(fake, person, figure, "👍"))["text"] == "Cảm ơn bạn."
    await shown(fake, figure, when=lambda now: "👍 ✓" in labels(now))


async def test_a_judgement_is_marked_changed_and_taken_back(fake, person):
    card = await fake.ask(person, KNOWN)
    assert (await tap(fake, person, card, "👎"))["text"] == "Cảm ơn bạn."
    marked = await shown(fake, card, when=lambda now: "👎 ✓" in labels(now))
    assert "👍" in labels(marked)
    await tap(fake, person, marked, "👍")
    changed = await shown(fake, card, when=lambda now: "👍 ✓" in labels(now))
    assert "👎" in labels(changed)
    assert (await tap(fake, person, changed, "👍"))["text"] == "Đã bỏ đánh giá."
    bare = await shown(fake, card, when=lambda now: "👍" in labels(now))
    assert labels(bare) == labels(card)


async def test_in_a_group_everybody_may_judge_and_is_counted(fake):
    group, asker, other = fake.new_group(), fake.new_person(), fake.new_person()
    card = await fake.ask(asker, f"/hoi {KNOWN}", chat=group)
    await tap(fake, asker, card, "👍")
    once = await shown(fake, card, when=lambda now: "👍 1" in labels(now))
    await tap(fake, other, once, "👍")
    twice = await shown(fake, card, when=lambda now: "👍 2" in labels(now))
    assert (await tap(fake, other, twice, "👍"))["text"] == "Đã bỏ đánh giá."
    await shown(fake, card, when=lambda now: "👍 1" in labels(now))


async def test_in_a_group_everybody_may_choose(fake):
    group, asker, other = fake.new_group(), fake.new_person(), fake.new_person()
    card = await fake.ask(asker, f"/hoi {UNCLEAR}", chat=group)
    await tap(fake, other, card, "Đồng Tháp")
    [answer] = await fake.wait_answers(group, 1, after=card["message_id"])
    assert answer["text"].startswith("17%")


async def test_a_tap_that_is_too_old_to_acknowledge_is_answered_all_the_same(fake, person):
    card = await fake.ask(person, UNCLEAR)
    await fake.tap(person, card, "Đồng Tháp", expired=True)
    [answer] = await fake.wait_answers(person, 1, after=card["message_id"])
    assert answer["text"].startswith("17%")


async def test_a_tap_is_acknowledged_before_the_work(fake, person):
    card = await fake.ask(person, UNCLEAR)
    since = await fake.mark()
    await tap(fake, person, card, "Đồng Tháp")
    await fake.wait_answers(person, 1, after=card["message_id"])
    methods = [call["method"] for call in await fake.calls(since=since)]
    sent = methods.index("sendMessage")
    assert methods.index("answerCallbackQuery") < sent


async def test_two_hundred_forged_taps_do_nothing(bot, fake, person):
    card = await fake.ask(person, KNOWN)
    since = await fake.mark()
    real = data_of(card, "👍")
    board = real.split(":")[1]
    count = 1 + max(int(data_of(card, label).split(":")[2]) for label in tappable(card))
    rng = random.Random(7)
    printable = string.printable + "ỡ😀\u202e"
    forged = ["".join(rng.choices(printable, k=rng.randint(0, 64))) for _ in range(120)] + [
        *(f"1:{''.join(rng.choices(string.ascii_letters, k=10))}:{n}" for n in range(40)),
        *(
            f"1:{board}:{n}"
            for n in (count, count + 1, 20, 99, "²", "٣", "-1", "1 ", "007", "", "1:1", "1\n")
        ),
        *(f"{version}:{board}:0" for version in ("0", "2", "01", " 1", "", "v1")),
        f"{real} ",
        f" {real}",
        real * 40,
        "x" * 100_000,
        "\0",
        board,
        "1:' OR 1=1:0",
        f"1:{board.swapcase()}:0",
        "1:../../../..:0",
        '{"a": 1}',
    ]
    forged += ["?" * n for n in range(200 - len(forged))]
    ids = [await fake.tap(person, card, data=data) for data in forged]
    said = [await fake.tap_answer(each) for each in ids]
    assert {(each["text"], each["show_alert"]) for each in said} == {(DEAD, True)}
    assert len(said) >= 200
    done = {call["method"] for call in await fake.calls(since=since)}
    assert done <= {"answerCallbackQuery", "getUpdates"}
    assert "ERROR" not in bot.log()


async def test_a_button_works_in_its_own_chat_only(fake):
    one, other = fake.new_person(), fake.new_person()
    stolen = data_of(await fake.ask(one, UNCLEAR), "Đồng Tháp")
    theirs = await fake.ask(other, UNCLEAR)
    said = await tap(fake, other, theirs, data=stolen)
    assert (said["text"], said["show_alert"]) == (DEAD, True)
    assert await fake.answers(other, after=theirs["message_id"]) == []


async def test_a_button_of_somebody_else_does_nothing(fake, person):
    card = await fake.ask(person, UNCLEAR)
    said = await tap(fake, fake.new_person(), card, "Đồng Tháp")
    assert "dành cho người đã hỏi" in said["text"]
    assert await fake.answers(person, after=card["message_id"]) == []


async def test_a_button_below_no_message_does_nothing(fake, person):
    body = {
        "id": await fake.tap(person, await fake.ask(person, KNOWN), data="1:0:0"),
        "from": {"id": person, "is_bot": False, "first_name": "A"},
        "inline_message_id": "AAAA",
        "chat_instance": "1",
        "data": "1:AAAAAAAAAA:0",
    }
    await fake.tap_answer(body["id"])
    since = await fake.mark()
    await fake.act("update", kind="callback_query", body=body)
    [call] = await fake.wait_calls("answerCallbackQuery", since=since, any_status=True)
    assert call["params"]["text"] == DEAD


async def test_what_the_index_no_longer_holds_is_said_to_be_gone(bot, fake, person):
    card = await fake.ask(person, KNOWN)
    put_board(
        bot,
        "gonegone00",
        card,
        person,
        Action(Verb.PASSAGE, ("no-such-article.txt", "1")),
        Action(Verb.FIGURE, ("no-such-article.txt", "0", "tỷ lệ")),
    )
    for number in range(2):
        await tap(fake, person, card, data=f"1:gonegone00:{number}")
    for answer in await fake.wait_answers(person, 2, after=card["message_id"]):
        assert answer["text"] == "Mục này không còn trong dữ liệu hiện tại. Bạn hỏi lại câu ấy nhé."


async def test_a_button_of_another_version_does_nothing(bot, fake, person):
    card = await fake.ask(person, KNOWN)
    put_board(
        bot,
        "oldoldold0",
        card,
        person,
        Action(Verb.PASSAGE, ("a.txt", "first")),
        Action(Verb.FIGURE, ("a.txt", "one", "tỷ lệ")),
        Action(Verb.FIGURE, ("a.txt",)),
        Action(Verb.ASK),
        Action(Verb.RATE, ("great",)),
    )
    for number in range(5):
        said = await tap(fake, person, card, data=f"1:oldoldold0:{number}")
        assert (said["text"], said["show_alert"]) == (DEAD, True)


async def test_a_button_past_its_time_does_nothing(bot, fake, person):
    card = await fake.ask(person, KNOWN)
    ask = Action(Verb.ASK, (KNOWN,))
    put_board(bot, "latelate00", card, person, ask, until=time.time() - 1)
    assert "hết hạn" in (await tap(fake, person, card, data="1:latelate00:0"))["text"]
    assert await fake.answers(person, after=card["message_id"]) == []


async def test_buttons_can_be_taken_away(bot, fake, person):
    card = await fake.ask(person, KNOWN)
    put_board(bot, "dismissme0", card, person, Action(Verb.DISMISS))
    await tap(fake, person, card, data="1:dismissme0:0")
    bare = await shown(fake, card, when=lambda now: not labels(now))
    assert bare["text"] == card["text"]


async def test_what_only_admins_may_do_is_refused_and_noted(bot, fake, person):
    group = fake.new_group()
    card = await fake.ask(person, f"/hoi {KNOWN}", chat=group)
    verbs = (Verb.REINDEX, Verb.CANCEL, Verb.ROLLBACK, Verb.PUBLISH, Verb.DISCARD, Verb.APPROVE)
    actions = [Action(verb, ("1",)) for verb in verbs]
    put_board(bot, "adminonly0", card, ADMIN, *actions, shared=True)
    for number in range(len(actions)):
        said = await tap(fake, person, card, data=f"1:adminonly0:{number}")
        assert said["text"] == "Chỉ quản trị viên dùng được nút này."
    lines = (bot.data / "telegram" / "audit.jsonl").read_text("utf-8").splitlines()
    mine = [line for line in lines if f'"user": {person}' in line]
    assert len(mine) == len(actions)
    assert all('"refused"' in line for line in mine)
    assert await fake.answers(group, after=card["message_id"]) == []


async def test_an_act_of_an_admin_is_done_once(bot, fake):
    card = await fake.ask(ADMIN, KNOWN)
    put_board(bot, "onlyonce00", card, ADMIN, Action(Verb.DISCARD, ("no-such-upload",)))
    first = await tap(fake, ADMIN, card, data="1:onlyonce00:0")
    assert first["text"] != "Nút này đã được bấm rồi."
    again = await tap(fake, ADMIN, card, data="1:onlyonce00:0")
    assert again["text"] == "Nút này đã được bấm rồi."


async def test_in_a_topic_answers_to_taps_stay_there(fake, person):
    group = fake.new_group()
    card = await fake.ask(person, f"/hoi {UNCLEAR}", chat=group, thread=77)
    await tap(fake, person, card, "Đồng Tháp")
    [answer] = await fake.wait_answers(group, 1, after=card["message_id"])
    assert answer["message_thread_id"] == 77


async def test_work_that_comes_to_no_end_is_broken_off_and_said_so(bot, fake):
    one, other = fake.new_person(), fake.new_person()
    card = await fake.ask(one, KNOWN)
    with frozen_workers(bot):
        await fake.tap(one, card, "Đoạn gốc")
        listing = await fake.send(other, "/chitieu")
        [broken_off] = await fake.wait_answers(one, 1, after=card["message_id"], timeout=15)
        assert broken_off["text"].startswith("Tra mãi không xong")
        assert (await fake.answer_to(listing))["text"] == broken_off["text"]
    await tap(fake, one, card, "Đoạn gốc")
    [_, page] = await fake.wait_answers(one, 2, after=card["message_id"], timeout=20)
    assert "17%" in page["text"]
