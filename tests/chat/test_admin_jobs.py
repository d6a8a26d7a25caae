"""Going back, being cut short, and the one job: without a bot, over stand-ins of its parts."""

import asyncio
import os
import time
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from telegram import CallbackQuery, Chat, Message, Update, User

from bot.card.models import Action, Button, Verb
from bot.telegram_app.admin import clean_uploads, report_cut_short, stop_jobs
from bot.telegram_app.admin.child import Outcome
from bot.telegram_app.admin.indexing import run_index
from bot.telegram_app.admin.jobs import (
    Job,
    Kind,
    Stop,
    begin_job,
    busy_words,
    end_job,
    running_job,
)
from bot.telegram_app.admin.press import press
from bot.telegram_app.admin.rolling import roll_back
from bot.telegram_app.admin.shelf import Publishing, upload_folder
from bot.telegram_app.admin.tapping import Tapped
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.state import State
from bot.telegram_app.state.boards import Board
from bot.worker.client import WorkerError
from index.generation import current_number, generation_path, locked, publish

AN = User(5, "An", is_bot=False)
TAPPED = Tapped("u1", AN, Address(5), 9)


class Courier:
    """Keeps what is to be sent."""

    def __init__(self):
        self.said, self.revised = [], []

    async def say(self, to, text, *, key=None):
        self.said.append((to.chat_id, text))

    async def revise(self, chat_id, message_id, card, **more):
        self.revised.append((message_id, card.parts[0].text, card.rows))
        return True


class Child:
    """Ends as it is told to."""

    def __init__(self, outcome=None, during=lambda: None):
        self.stopped, self._outcome, self._during = False, outcome, during

    def stop(self):
        self.stopped = True

    async def index(self, progress):
        progress(1, 2)
        await asyncio.sleep(0.02)
        self._during()
        return self._outcome


@pytest.fixture
def services(tmp_path):
    state = State.open(tmp_path / "telegram", pytest.fail)
    lines = []
    yield SimpleNamespace(
        settings=SimpleNamespace(data=tmp_path),
        folder=tmp_path / "telegram",
        state=state,
        courier=Courier(),
        pool=SimpleNamespace(switch=switched),
        audit=SimpleNamespace(write=lambda *line: lines.append(line), lines=lines),
    )
    state.close()


async def switched():
    return 0


async def not_switched():
    raise WorkerError("vì thế")


@pytest.fixture
def generations(tmp_path):
    (tmp_path / "generations").mkdir()
    for number in (1, 2):
        generation_path(tmp_path, number).write_text("")
        publish(tmp_path, number)
    return tmp_path


def job(kind=Kind.REINDEX, child=None):
    return Job(kind, "u1", AN, Address(5), child or Child(), 9)


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
def publishing(services):
    """Two files on their way among the articles."""
    services.settings.sources = ()
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
        generation_path(generations, 3).write_text("")
        publish(generations, 3)

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


async def test_a_run_stopped_too_late_is_told_as_done(services, generations):
    def end():
        running.ask_to_stop(Stop.CANCELLED)
        generation_path(generations, 3).write_text("")
        publish(generations, 3)

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


@pytest.mark.parametrize("verb", [Verb.REINDEX, Verb.CANCEL, Verb.ROLLBACK, Verb.APPROVE])
async def test_rights_are_looked_at_again_when_a_button_is_pressed(services, generations, verb):
    services.access = SimpleNamespace(is_admin=lambda user_id: False)
    alerts = []

    async def answer(query_id, text, **more):
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
    generation_path(generations, 1).unlink()
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


async def test_a_job_that_was_cut_short_is_told_once_with_the_generation(services, generations):
    services.state.jobs.begin("reindex", 5, 5, 9)
    await report_cut_short(services)
    await report_cut_short(services)
    [(chat_id, text)] = services.courier.said
    assert chat_id == 5
    assert "Đang dùng chỉ mục số 2" in text
    assert services.courier.revised == [(9, "Bị cắt ngang vì bot dừng đột ngột.", ())]


async def test_a_job_that_is_running_is_not_cut_short(services):
    begin_job(services, job())
    await report_cut_short(services)
    end_job(services, running_job(services), told=True)
    await report_cut_short(services)
    assert services.courier.said == []


async def test_a_job_whose_end_nobody_was_told_of_is_told_later(services, generations):
    begin_job(services, job(Kind.LOOK))
    end_job(services, running_job(services), told=False)
    assert running_job(services) is None
    await report_cut_short(services)
    assert "hãy gửi /reindex lần nữa" in services.courier.said[0][1]


async def test_a_job_is_stopped_once_and_for_the_first_reason(services):
    running = job()
    running.ask_to_stop(Stop.CANCELLED)
    running.ask_to_stop(Stop.SHUTDOWN)
    assert running.stop is Stop.CANCELLED
    assert running.child.stopped


async def test_the_bot_waits_for_the_job_that_it_stops(services):
    running = job()
    begin_job(services, running)
    running.child.stop = lambda: end_job(services, running, told=True)
    await stop_jobs(services)
    assert running.stop is Stop.SHUTDOWN
    await stop_jobs(services)


async def test_uploads_that_nobody_confirmed_within_a_day_are_thrown_away(tmp_path):
    now = time.time()
    state = State.open(tmp_path, pytest.fail, clock=lambda: now - 90_000)
    services = SimpleNamespace(folder=tmp_path, state=state)
    for upload, age_s in (("old", 90_000), ("new", 0), ("stray", 90_000)):
        folder = upload_folder(tmp_path, upload)
        folder.mkdir(parents=True)
        os.utime(folder, (now - age_s,) * 2)
    for upload in ("old", "refused"):
        state.uploads.put(upload, 5, "{}")
    begin_job(services, job(Kind.PUBLISH))
    await clean_uploads(services)
    assert len(state.uploads.all()) == 2
    end_job(services, running_job(services), told=True)
    await clean_uploads(services)
    assert state.uploads.all() == []
    assert [path.name for path in (tmp_path / "uploads").iterdir()] == ["new"]
    state.close()


def test_who_started_a_job_and_how_far_it_is_are_told():
    running = job()
    running.note_progress(3, 40)
    assert busy_words(running).startswith("Đang dựng chỉ mục: An bắt đầu 0 giây trước, đã đọc 3/40")
