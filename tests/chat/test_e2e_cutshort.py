"""A run of the index when the bot ends: in order, or killed at any moment."""

import asyncio
import random
from contextlib import suppress

import psutil
import pytest
import pytest_asyncio
from administering import (
    ANSWER,
    QUESTION,
    add,
    article,
    asked,
    bot_with_sources,
    free_admins,
    generation,
    indexed,
    long_articles,
    looked,
    question,
    said,
)
from tapping import labels


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(indexed_seeds, tmp_path_factory):
    async with bot_with_sources(indexed_seeds, tmp_path_factory.mktemp("cutshort")) as bot:
        yield bot


@pytest.fixture
def admin():
    """An admin whom the tests before have not met."""
    return next(free_admins)


def indexers(data):
    """Give the processes that index a data folder."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            words = process.cmdline()
            if "reindex" in words and str(data) in words:
                found.append(process)
    return found


async def wait_until_gone(data):
    """Wait until nobody indexes any more: who has lost its bot ends by itself."""
    # It is as nice as can be, so on a busy machine it takes its time to notice.
    async with asyncio.timeout(30):
        while indexers(data):
            await asyncio.sleep(0.02)


async def test_a_run_that_the_bots_end_stops_says_so(bot, admin):
    before = generation(bot)
    remove = add(bot, long_articles(150))
    difference = await looked(bot, admin)
    await bot.fake.tap(admin, difference, "Dựng chỉ mục")
    await said(bot.fake, admin, "/150 bài")
    status, took_s = await bot.terminate()
    assert status == 0
    assert took_s < 6
    assert indexers(bot.data) == []
    stopped = await said(bot.fake, admin, "Bot dừng nên việc dựng chỉ mục đã dừng theo")
    assert stopped["message_id"] == difference["message_id"]
    assert labels(stopped) == []
    remove()
    assert generation(bot) == before
    bot.start()
    await bot.wait_up()
    assert (await asked(bot, QUESTION)).startswith(ANSWER)
    assert len(await bot.fake.answers(admin)) == 1


@pytest.mark.parametrize("times", [1, pytest.param(20, marks=pytest.mark.full)])
async def test_a_run_killed_at_any_moment_leaves_one_index_or_the_other(bot, times):
    chance, slow = random.Random(times), long_articles(25)
    remove_slow = add(bot, slow)
    for n in range(times):
        admin, place, value = next(free_admins), "Cà Mau", f"{n + 1},29%"
        remove = add(bot, {"mới.txt": article(place, value)})
        before, old = generation(bot), await asked(bot, question(place))
        difference = await looked(bot, admin)
        await bot.fake.tap(admin, difference, "Dựng chỉ mục")
        await said(bot.fake, admin, "Đang dựng chỉ mục")
        await asyncio.sleep(chance.uniform(0, 5))
        await bot.kill()
        await wait_until_gone(bot.data)
        await bot.restart()
        ended = [m for m in await bot.fake.answers(admin) if "Đã dựng xong" in m["text"]]
        if not ended:
            told = await said(bot.fake, admin, "dừng đột ngột khi đang dựng chỉ mục")
            assert f"số {generation(bot)}" in told["text"]
            assert labels((await bot.fake.answers(admin))[0]) == []
        now = await asked(bot, question(place))
        assert now.startswith(value) if generation(bot) != before else now == old, n
        assert (await asked(bot, QUESTION)).startswith(ANSWER)
    remove_slow()
    await indexed(bot, next(free_admins))
    assert (await asked(bot, question(place))).startswith(value)
    remove()


async def test_a_look_that_was_cut_short_is_told(bot, admin):
    remove = add(bot, long_articles(600))
    command = await bot.fake.send(admin, "/reindex")
    await said(bot.fake, admin, "Đang xem")
    # Killed before it looks at all, it would begin anew by itself.
    async with asyncio.timeout(20):
        while not indexers(bot.data):
            await asyncio.sleep(0.01)
    await bot.kill()
    await wait_until_gone(bot.data)
    remove()
    await bot.restart()
    await said(bot.fake, admin, "hãy gửi /reindex lần nữa")
    shown = await bot.fake.answers(admin, after=command["message_id"])
    assert not [message for message in shown if "Đang xem" in message["text"]]


async def test_files_on_their_way_are_published_or_not_but_never_halved(bot, admin):
    text = article("Hà Giang", "9,29%")
    await bot.fake.send_document(admin, "gửi.txt", text.encode())
    shown = await said(bot.fake, admin, "bài mới")
    await bot.fake.tap(admin, shown, "Thêm vào chỉ mục")
    await said(bot.fake, admin, "Đang dựng chỉ mục")
    await bot.kill()
    await wait_until_gone(bot.data)
    await bot.restart()
    await said(bot.fake, admin, "dừng đột ngột")
    assert [(p.name, p.read_text()) for p in (bot.data / "uploads").iterdir()] == [
        ("gửi.txt", text)
    ]
    assert "Thêm 1 bài: gửi.txt" in (await looked(bot, next(free_admins)))["text"]
