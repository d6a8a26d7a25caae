"""The one job, being cut short, and old uploads; without a bot."""

import os
import time
from types import SimpleNamespace

import pytest
from standins import job, put_into_use, stand_ins

from bot.telegram_app.admin import clean_uploads, report_cut_short, stop_jobs
from bot.telegram_app.admin.jobs import Kind, Stop, begin_job, busy_words, end_job, running_job
from bot.telegram_app.admin.shelf import upload_folder
from bot.telegram_app.state import State


@pytest.fixture
def services(tmp_path):
    services = stand_ins(tmp_path)
    yield services
    services.state.close()


@pytest.fixture
def generations(tmp_path):
    put_into_use(tmp_path, 1, 2)
    return tmp_path


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
