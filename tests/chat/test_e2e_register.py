"""Strangers who ask to be let in, and the admins who decide."""

import asyncio

import pytest
import pytest_asyncio
from administering import ADMINS, ANSWER, QUESTION, audit, copies_of, said, settings_with
from running import running_bot
from tapping import labels

BOSS, DEPUTY = ADMINS[:2]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(indexed_seeds, tmp_path_factory):
    data, sources = copies_of(indexed_seeds, tmp_path_factory.mktemp("register"))
    settings = settings_with(sources) | {"admins": f"{BOSS},{DEPUTY}", "allowed": 7001}
    async with running_bot(data, **settings) as bot:
        for admin in (BOSS, DEPUTY):
            await bot.fake.act("open_chat", chat_id=admin)
        yield bot
        assert "ERROR" not in bot.log()


@pytest.fixture
def stranger(bot):
    return bot.fake.new_person()


async def test_a_stranger_asks_an_admin_lets_in_and_the_stranger_may_ask(bot, stranger):
    fake = bot.fake
    assert "/dangky" in (await fake.ask(stranger, QUESTION))["text"]
    assert "Đã gửi yêu cầu" in (await fake.ask(stranger, "/dangky"))["text"]
    notes = [await said(fake, admin, f"(số {stranger})") for admin in (BOSS, DEPUTY)]
    assert all(f"Người {stranger} (số {stranger})" in note["text"] for note in notes)
    assert labels(notes[0]) == ["Duyệt", "Từ chối"]
    assert "đang chờ" in (await fake.ask(stranger, "/register"))["text"]
    assert len([m for m in await fake.answers(BOSS) if f"{stranger}" in m["text"]]) == 1

    await fake.tap(BOSS, notes[0], "Duyệt")
    await said(fake, stranger, "Bạn đã được duyệt")
    settled = await said(fake, BOSS, f"Đã duyệt Người {stranger}")
    assert settled["message_id"] == notes[0]["message_id"]
    assert labels(settled) == []
    assert (await fake.ask(stranger, QUESTION))["text"].startswith(ANSWER)

    await fake.tap(DEPUTY, notes[1], "Từ chối")
    settled = await said(fake, DEPUTY, "từ trước")
    assert f"Đã duyệt Người {stranger}" in settled["text"]
    assert labels(settled) == []
    assert (await fake.ask(stranger, QUESTION))["text"].startswith(ANSWER)
    assert "được phép hỏi rồi" in (await fake.ask(stranger, "/dangky"))["text"]
    assert audit(bot, stranger) == [("register", "asked")]
    assert audit(bot, BOSS)[-1] == ("approve", "done")


async def test_a_stranger_who_is_turned_away_is_told_and_stays_out(bot, stranger):
    fake = bot.fake
    await fake.ask(stranger, "/dangky")
    note = await said(fake, DEPUTY, f"(số {stranger})")
    await fake.tap(DEPUTY, note, "Từ chối")
    await said(fake, stranger, "đã từ chối")
    before = len(await fake.answers(BOSS))
    await fake.send(stranger, "/dangky")
    await fake.send(stranger, QUESTION)
    await asyncio.sleep(0.5)
    assert len(await fake.answers(BOSS)) == before
    assert not [m for m in await fake.answers(stranger) if m["text"].startswith(ANSWER)]


async def test_an_admin_sees_who_waits_and_decides_about_each(bot, stranger):
    fake, second = bot.fake, bot.fake.new_person()
    await fake.send(stranger, "/dangky", name="<b>An</b> *Trần* \u202e")
    await said(fake, stranger, "Đã gửi yêu cầu")
    await fake.ask(second, "/dangky")
    waiting = await fake.ask(BOSS, "/dangky")
    assert "2 người đang chờ duyệt" in waiting["text"]
    assert f"1. <b>An</b> *Trần* (số {stranger})" in waiting["text"]
    assert "Đã duyệt trước đây: " in waiting["text"]
    assert labels(waiting) == ["Duyệt 1", "Từ chối 1", "Duyệt 2", "Từ chối 2"]
    await fake.tap(BOSS, waiting, "Duyệt 2")
    left = await said(fake, BOSS, f"1. <b>An</b> *Trần* (số {stranger})")
    await said(fake, second, "Bạn đã được duyệt")
    left = await said(fake, BOSS, "1 người đang chờ duyệt")
    assert f"Đã duyệt Người {second}" in left["text"]
    assert labels(left) == ["Duyệt", "Từ chối"]
    await fake.tap(BOSS, left, "Từ chối")
    await said(fake, stranger, "đã từ chối")
    assert "Không có ai đang chờ" in (await fake.ask(BOSS, "/dangky"))["text"]


async def test_a_stranger_cannot_use_an_admins_buttons(bot, stranger):
    fake = bot.fake
    await fake.ask(stranger, "/dangky")
    note = await said(fake, BOSS, f"(số {stranger})")
    data = note["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    mine = (await fake.answers(stranger))[-1]
    tap = await fake.tap(stranger, mine, data=data)
    assert (await fake.tap_answer(tap))["show_alert"]
    await fake.send(stranger, "/reindex")
    await asyncio.sleep(0.5)
    assert not (await fake.ask(stranger, "/dangky"))["text"].startswith("Bạn đã được")
