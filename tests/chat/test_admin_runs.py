"""How a run ends, what becomes of the files it took, and going back; without a bot."""

import asyncio
import itertools
import shutil
import time
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from standins import AN, Child, job, not_switched, put_into_use, stand_ins
from telegram import CallbackQuery, Chat, Message, Update

from bot.card.models import Action, Button, Verb
from bot.telegram_app.admin import indexing
from bot.telegram_app.admin.child import Outcome
from bot.telegram_app.admin.entries import Entry, Upload, dump_upload, publish_rows
from bot.telegram_app.admin.indexing import run_index
from bot.telegram_app.admin.jobs import Kind, Stop, begin_job, end_job, running_job
from bot.telegram_app.admin.press import press
from bot.telegram_app.admin.publishing import publish
from bot.telegram_app.admin.rolling import roll_back
from bot.telegram_app.admin.shelf import Publishing, upload_folder
from bot.telegram_app.admin.tapping import Tapped
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.state.boards import Board
from index.generation import current_number, generation_path, locked

TAPPED = Tapped("u1", AN, Address(5), 9)
FORM = {
    "generation": 3,
    "added": ["a.txt"],
    "refused": [{"article": "b.txt", "reason": "trùng nội dung với c.txt"}],
    "articles": 6,
    "passages": 7,
    "observations": 8,
    "seconds": 1,
}


@pytest.fixture
def services(tmp_path):
    services = stand_ins(tmp_path)
    yield services
    services.state.close()


@pytest.fixture
def generations(tmp_path):
    put_into_use(tmp_path, 1, 2)
    return tmp_path


@pytest.fixture
def publishing(services):
    """Two files on their way among the articles."""
    folder = upload_folder(services.folder, "u1")
    folder.mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(name)
    return Publishing(services.settings, folder, ["a.txt", "b.txt"])


def published(services):
    return sorted(path.name for path in (services.settings.data / "uploads").iterdir())


async def test_files_that_the_index_took_stay_and_those_it_refused_do_not(
    services, generations, publishing
):
    def end():
        assert published(services) == ["a.txt", "b.txt"]
        put_into_use(generations, 3)

    running = job(Kind.PUBLISH, Child(Outcome(FORM), end))
    begin_job(services, running)
    assert await run_index(services, running, publishing)
    assert published(services) == ["a.txt"]
    text, rows = services.courier.revised[-1][1:]
    assert "Đã dựng xong chỉ mục số 3" in text
    assert "b.txt: trùng nội dung" in text
    assert [button.action for row in rows for button in row] == [Action(Verb.ROLLBACK, ("3",))]


@pytest.mark.parametrize(
    ("stop", "words"),
    [
        (None, "Đĩa đầy"),
        (Stop.CANCELLED, "Đã hủy"),
        (Stop.SHUTDOWN, "Bot dừng nên việc dựng chỉ mục đã dừng theo"),
    ],
)
async def test_files_of_a_run_that_did_not_end_well_are_taken_back(
    services, generations, publishing, stop, words
):
    def end():
        if stop:
            running.ask_to_stop(stop)

    running = job(Kind.PUBLISH, Child(Outcome(None, "Đĩa đầy."), end))
    begin_job(services, running)
    again = ((Button("Lại", Action(Verb.PUBLISH, ("u1",))),),)
    assert not await run_index(services, running, publishing, again)
    assert published(services) == []
    text, rows = services.courier.revised[-1][1:]
    assert words in text
    assert "Đang dùng chỉ mục số 2." in text
    assert rows == again


async def test_progress_is_shown_only_so_often_and_only_where_it_moved(
    services, generations, monkeypatch
):
    class Busy(Child):
        async def index(self, progress):
            for done in range(60):
                progress(min(done, 40), 100)
                await asyncio.sleep(0.01)
            return Outcome(FORM)

    running, shown = job(child=Busy()), []

    async def revise(chat_id, message_id, card, **more):
        shown.append((time.monotonic(), card.parts[0].text))
        return True

    services.courier.revise = revise
    begin_job(services, running)
    monkeypatch.setattr(indexing, "_EVERY_S", 0.15)
    await run_index(services, running)
    times, texts = zip(*shown[:-1], strict=True)
    assert 3 <= len(texts) <= 5
    assert len(set(texts)) == len(texts)
    assert texts[-1].endswith("▓▓▓▓░░░░░░ 40/100 bài")
    assert all(later - earlier > 0.1 for earlier, later in itertools.pairwise(times))


async def test_a_run_stopped_too_late_is_told_as_done(services, generations):
    def end():
        running.ask_to_stop(Stop.CANCELLED)
        put_into_use(generations, 3)

    running = job(child=Child(Outcome(None, "Đã dừng."), end))
    begin_job(services, running)
    assert await run_index(services, running)
    assert services.courier.revised[-1][1].startswith("Đã dựng xong")
    assert services.audit.lines[-1][3] == "done"


async def test_an_index_that_does_not_open_is_told(services, generations):
    services.pool = SimpleNamespace(switch=not_switched, generation=2)
    running = job(child=Child(Outcome(FORM)))
    begin_job(services, running)
    await run_index(services, running)
    assert "vẫn trả lời bằng chỉ mục số 2: vì thế" in services.courier.revised[-1][1]


async def test_a_message_that_is_gone_is_sent_anew_with_the_result(services, generations):
    async def gone(*_, **__):
        return False

    async def deliver(key, to, card, **more):
        services.courier.said.append((to.chat_id, card.parts[0].text))

    services.courier.revise, services.courier.deliver = gone, deliver
    running = job(child=Child(Outcome(None, "Hỏng.")))
    begin_job(services, running)
    await run_index(services, running)
    [(_, text)] = services.courier.said
    assert text.startswith("Hỏng.")


async def test_files_cannot_be_published_while_a_job_runs_and_keep_their_buttons(
    services, publishing
):
    upload = Upload("u1", 5, 5, 9, (Entry("a.txt"),))
    services.state.uploads.put("u1", 5, dump_upload(upload))
    begin_job(services, job())
    await publish(services, TAPPED, "u1")
    assert "Đang dựng chỉ mục" in services.courier.said[0][1]
    assert services.courier.revised[-1][2] == publish_rows(upload)
    end_job(services, running_job(services), told=True)


@pytest.mark.parametrize("user_id", [5, 6])
async def test_files_that_are_gone_or_anothers_cannot_be_published(services, publishing, user_id):
    entries = (Entry("a.txt"), Entry("gone.txt"))[: 7 - user_id]
    services.state.uploads.put("u1", user_id, dump_upload(Upload("u1", user_id, 5, 9, entries)))
    await publish(services, TAPPED, "u1")
    assert services.courier.said[0][1] == "Các tệp này không còn chờ nữa; hãy gửi lại."
    assert running_job(services) is None


@pytest.mark.parametrize("verb", [Verb.REINDEX, Verb.CANCEL, Verb.ROLLBACK, Verb.APPROVE])
async def test_rights_are_looked_at_again_when_a_button_is_pressed(services, generations, verb):
    services.access = SimpleNamespace(is_admin=lambda user_id: False)
    alerts = []

    async def answer(*_, text, **more):
        alerts.append(text)

    message = Message(9, datetime.now(UTC), Chat(5, "private"))
    query = CallbackQuery("1", AN, "x", message=message)
    query.set_bot(SimpleNamespace(answer_callback_query=answer))
    update = Update(1, callback_query=query)
    await press(services, update, Action(verb, ("2",)), Board("b", 5, 5, False, None, ()))
    assert running_job(services) is None
    assert current_number(generations) == 2
    assert services.state.users.status(2) is None
    assert [line[2:4] for line in services.audit.lines] == [(verb, "refused")]
    assert alerts == ["Chỉ người quản trị dùng được nút này."]


async def test_a_button_goes_back_from_the_generation_in_use(services, generations):
    await roll_back(services, TAPPED, "2")
    assert current_number(generations) == 1
    assert "đang dùng chỉ mục số 1." in services.courier.said[0][1]
    assert services.audit.lines[0][2:4] == ("rollback", "done")


@pytest.mark.parametrize("number", ["1", "3", "x"])
async def test_a_button_of_another_generation_does_nothing(services, generations, number):
    await roll_back(services, TAPPED, number)
    assert current_number(generations) == 2
    assert "Nút này đã cũ: đang dùng chỉ mục số 2" in services.courier.said[0][1]


async def test_nothing_is_rolled_back_while_a_job_runs(services, generations):
    begin_job(services, job())
    await roll_back(services, TAPPED, "2")
    end_job(services, running_job(services), told=True)
    assert current_number(generations) == 2
    assert "Đang dựng chỉ mục" in services.courier.said[0][1]


async def test_where_the_index_cannot_go_back_the_reason_is_said(services, generations):
    with locked(generations):
        await roll_back(services, TAPPED, "2")
    shutil.rmtree(generation_path(generations, 1))
    await roll_back(services, TAPPED, "2")
    busy, none = (text for _, text in services.courier.said)
    assert "Một tiến trình khác" in busy
    assert "Không có bản chỉ mục nào trước" in none
    assert current_number(generations) == 2


async def test_an_index_that_was_gone_back_to_and_does_not_open_is_told(services, generations):
    services.pool.switch = not_switched
    await roll_back(services, TAPPED, "2")
    assert "chưa mở được: vì thế" in services.courier.said[0][1]
    assert services.audit.lines[0][2:4] == ("rollback", "failed")
