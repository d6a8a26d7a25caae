import asyncio
import os
import shutil
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.worker.client import Pool, TooSlow, WorkerError
from bot.worker.frames import Done, Failed, Ready, pack, read_frame
from bot.worker.messages import Ask, GiveState, Told
from index.build import reindex
from index.generation import rollback

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
QUESTION = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    """Give a data folder with two generations, the first of them in use."""
    data = tmp_path_factory.mktemp("data")
    reindex(data, [SEEDS])
    reindex(data, sorted(SEEDS.glob("*.txt"))[:3])
    rollback(data)
    return data


@pytest.fixture
def data(indexed, tmp_path):
    return shutil.copytree(indexed, tmp_path / "data")


@asynccontextmanager
async def running(data, faults=None, **options):
    pool = Pool(data, on_fault=(faults if faults is not None else []).append, **options)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.stop()


def workers(pool):
    return [seat.worker for seat in pool._crew.seats]


async def all_ready(pool):
    while None in workers(pool):
        await asyncio.sleep(0.01)


def text_of(told):
    assert isinstance(told, Told), told
    return told.card.parts[0].text


async def test_answers_with_the_generation_that_answered(data):
    async with running(data) as pool:
        told = await pool.call(Ask((), QUESTION))
        assert told.status == "answered"
        assert "17%" in text_of(told)
        assert told.generation == pool.generation == 1


async def test_a_conversation_goes_on_in_any_worker(data):
    async with running(data) as pool:
        await all_ready(pool)
        asked = [pool.call(Ask((QUESTION,), "mục tiêu là bao nhiêu?")) for _ in range(6)]
        texts = set(map(text_of, await asyncio.gather(*asked)))
        assert len(texts) == 1
        assert "50%" in texts.pop()


async def test_a_killed_worker_is_replaced(data):
    async with running(data, size=1) as pool:
        os.kill(workers(pool)[0].pid, signal.SIGKILL)
        assert (await pool.call(Ask((), QUESTION))).status == "answered"


async def test_a_worker_killed_while_idle_is_replaced_before_it_is_needed(data):
    async with running(data, size=1) as pool:
        first = workers(pool)[0].pid
        os.kill(first, signal.SIGKILL)
        while not (workers(pool)[0] and workers(pool)[0].pid != first):
            await asyncio.sleep(0.01)
        assert (await pool.call(Ask((), QUESTION))).status == "answered"


async def test_what_kills_two_workers_is_given_up(data):
    async with running(data, size=1) as pool:
        os.kill(workers(pool)[0].pid, signal.SIGSTOP)
        asked = asyncio.ensure_future(pool.call(Ask((), QUESTION)))
        await asyncio.sleep(0.05)
        first = workers(pool)[0].pid
        os.kill(first, signal.SIGKILL)
        while not (workers(pool)[0] and workers(pool)[0].pid != first):
            await asyncio.sleep(0)
        os.kill(workers(pool)[0].pid, signal.SIGKILL)
        with pytest.raises(WorkerError, match="thử lại"):
            await asked
        assert (await pool.call(Ask((), QUESTION))).status == "answered"


async def test_a_worker_that_hangs_is_cut_off(data):
    async with running(data, size=1, limit_s=0.3) as pool:
        os.kill(workers(pool)[0].pid, signal.SIGSTOP)
        with pytest.raises(TooSlow, match="0,3 giây"):
            await pool.call(Ask((), QUESTION))
        assert (await pool.call(Ask((), QUESTION))).status == "answered"


async def test_waiting_in_line_does_not_count_as_work(data):
    async with running(data, size=1, limit_s=0.5) as pool:
        first = workers(pool)[0].pid
        os.kill(first, signal.SIGSTOP)
        asked = [asyncio.ensure_future(pool.call(Ask((), QUESTION))) for _ in range(4)]
        await asyncio.sleep(0.4)
        os.kill(first, signal.SIGCONT)
        assert [told.status for told in await asyncio.gather(*asked)] == ["answered"] * 4


async def test_switches_to_the_generation_in_use_without_losing_an_answer(data):
    async with running(data) as pool:
        await all_ready(pool)
        (data / "current").write_text("000002\n")
        asked = []

        async def ask_on():
            for number in range(200):
                asked.append(asyncio.ensure_future(pool.call(Ask((), f"{QUESTION}{' ' * number}"))))
                await asyncio.sleep(0.01)

        asking = asyncio.ensure_future(ask_on())
        assert await pool.switch() == pool.generation == 2
        after = await pool.call(Ask((), QUESTION))
        await asking
        told = await asyncio.gather(*asked)
        assert after.generation == 2
        assert {answer.generation for answer in told} == {1, 2}
        assert all(answer.status == "answered" for answer in told)


async def test_a_generation_that_cannot_be_opened_leaves_the_old_one_answering(data):
    async with running(data, size=1) as pool:
        (data / "generations" / "000002.sqlite").write_bytes(b"no store")
        (data / "current").write_text("000002\n")
        with pytest.raises(WorkerError, match="hoiso reindex"):
            await pool.switch()
        assert (await pool.call(Ask((), QUESTION))).generation == 1


async def test_follows_what_is_put_into_use_from_outside(data):
    faults = []
    async with running(data, faults, size=1) as pool:
        following = asyncio.ensure_future(pool.follow_current(every_s=0.02))
        (data / "current").write_text("rubbish\n")
        while not faults:
            await asyncio.sleep(0.01)
        (data / "current").write_text("000002\n")
        while pool.generation != 2:
            await asyncio.sleep(0.01)
        following.cancel()
        assert (await pool.call(Ask((), QUESTION))).generation == 2
        assert len(faults) == 1


async def test_without_an_index_it_does_not_start(tmp_path):
    pool = Pool(tmp_path, on_fault=print)
    with pytest.raises(WorkerError, match="hoiso reindex"):
        await pool.start()
    await pool.stop()


async def test_tells_why_no_worker_can_be_started_any_more(data):
    faults = []
    async with running(data, faults, size=1) as pool:
        for file in (data / "generations").iterdir():
            file.write_bytes(b"no store")
        os.kill(workers(pool)[0].pid, signal.SIGKILL)
        with pytest.raises(WorkerError, match="hoiso reindex"):
            await pool.call(Ask((), QUESTION))
        with pytest.raises(WorkerError, match="hoiso reindex"):
            await pool.call(Ask((), QUESTION))
        assert len(faults) == 1


async def test_stopping_finishes_what_is_being_answered(data):
    pool = Pool(data, size=1, on_fault=print)
    await pool.start()
    pids = [worker.pid for worker in workers(pool)]
    os.kill(pids[0], signal.SIGSTOP)
    begun, waiting = (asyncio.ensure_future(pool.call(Ask((), QUESTION))) for _ in range(2))
    await asyncio.sleep(0.05)
    stopping = asyncio.ensure_future(pool.stop())
    await asyncio.sleep(0.05)
    os.kill(pids[0], signal.SIGCONT)
    await stopping
    assert (await begun).status == "answered"
    assert waiting.cancelled()
    assert not Path(f"/proc/{pids[0]}").exists()


async def test_who_asks_no_longer_does_not_hold_up_the_others(data):
    async with running(data, size=1) as pool:
        asked = [asyncio.ensure_future(pool.call(Ask((), QUESTION))) for _ in range(3)]
        await asyncio.sleep(0)
        asked[0].cancel()
        asked[1].cancel()
        assert (await asked[2]).status == "answered"


async def test_the_state_tells_what_is_open(data):
    async with running(data, size=1) as pool:
        state = await pool.call(GiveState())
        assert (state.generation, state.articles) == (1, 5)
        assert state.observations > 20
        assert 20 < state.memory_mb < 400
        assert pool.memory_mb() == [pytest.approx(state.memory_mb, abs=20)]


@pytest.fixture
def worker(data):
    """Start a worker by hand; gives it and a function that sends it a request."""
    words = [sys.executable, "-m", "bot.worker", "--data", str(data), "--generation", "1"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(words, stdin=pipe, stdout=pipe, cwd=SEEDS.parent)
    with process:
        assert read_frame(process.stdout) == Ready(1)

        def ask(request):
            process.stdin.write(pack(request))
            process.stdin.flush()
            return read_frame(process.stdout)

        yield process, ask
        process.kill()


def test_ends_when_the_pipe_is_closed(worker):
    process, _ = worker
    process.stdin.close()
    assert process.wait(5) == 0


def test_signals_to_the_whole_group_do_not_end_it(worker):
    process, ask = worker
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGTERM)
    assert isinstance(ask(GiveState()), Done)


def test_outlives_a_request_that_fails(worker):
    _, ask = worker
    assert isinstance(ask("no request"), Failed)
    assert isinstance(ask(GiveState()), Done)


def test_the_client_does_not_load_what_the_workers_need():
    heavy = {
        "bot.engine",
        "bot.answer",
        "extract",
        "pydantic",
        "pyvi",
        "sklearn",
        "numpy",
        "sqlite3",
    }
    code = "import sys, bot.worker.client; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SEEDS.parent
    ).stdout.split()
    assert not heavy.intersection(loaded)
