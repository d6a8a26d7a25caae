"""A table of indicators, changed while the bot runs."""

import pytest
import pytest_asyncio
from administering import (
    ANSWER,
    QUESTION,
    asked,
    bot_with_sources,
    free_admins,
    generation,
    looked,
    said,
)

ALIAS = "phong trào bấm nút"
TABLE = f'[[indicator]]\nid = "ty_le_ho_so_truc_tuyen"\naliases = ["{ALIAS}"]\n'


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(indexed_seeds, tmp_path_factory):
    async with bot_with_sources(indexed_seeds, tmp_path_factory.mktemp("indicators")) as bot:
        yield bot


@pytest.fixture
def admin():
    return next(free_admins)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_running_bot_takes_a_new_table_with_the_next_index_and_keeps_it(bot, admin):
    fake, path, before = bot.fake, bot.data / "indicators.toml", generation(bot)
    path.write_text(TABLE, encoding="utf-8")
    assert "đã đổi, chưa dùng" in (await fake.ask(admin, "/status"))["text"]
    difference = await looked(bot, admin)
    assert "Bảng chỉ tiêu indicators.toml đã đổi" in difference["text"]
    await fake.tap(admin, difference, "Dựng chỉ mục")
    await said(fake, admin, f"Đang dùng chỉ mục số {before + 1}")
    assert "Bảng chỉ tiêu" not in (await fake.ask(admin, "/status"))["text"]

    path.write_text('[[indicator]]\nid = "so_la"\n', encoding="utf-8")
    status = (await fake.ask(admin, "/status"))["text"]
    assert "vẫn dùng bảng trước" in status
    assert "so_la" in status
    assert (await asked(bot, QUESTION)).startswith(ANSWER)
    await fake.send(admin, "/reindex")
    await said(fake, admin, "hãy ghi thêm name và unit")
    assert generation(bot) == before + 1
