import asyncio
import os
import shutil
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from pickle import PicklingError

import psutil
import pytest
import pytest_asyncio

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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool(indexed):
    """Give one worker that may be mistreated; it is replaced when it is needed again."""
    async with running(indexed, size=1, limit_s=1) as pool:
        yield pool


on_one_pool = pytest.mark.asyncio(loop_scope="module")


def workers(pool):
    return [seat.worker for seat in pool._crew.seats]


def signal_all(pool, number):
    for worker in workers(pool):
        os.kill(worker.pid, number)


async def replaced(pool, pid):
    while not (workers(pool)[0] and workers(pool)[0].pid != pid):
        await asyncio.sleep(0)
    return workers(pool)[0].pid


def ask(pool, text=QUESTION, *turns):
    return asyncio.ensure_future(pool.call(Ask(turns, text)))


def text_of(told):
    assert isinstance(told, Told), told
    return told.card.parts[0].text


@on_one_pool
async def test_answers_with_the_generation_that_answered(pool):
    told = await ask(pool)
    assert told.status == "answered"
    assert "17%" in text_of(told)
    assert told.generation == pool.generation == 1


@on_one_pool
async def test_the_state_tells_what_is_open(pool):
    state = await pool.call(GiveState())
    assert (state.generation, state.articles) == (1, 5)
    assert state.observations > 20
    assert 20 < state.memory_mb < 400
    assert pool.memory_mb() == [pytest.approx(state.memory_mb, abs=20)]


@on_one_pool
async def test_who_asks_no_longer_does_not_hold_up_the_others(pool):
    asked = [ask(pool) for _ in range(3)]
    await asyncio.sleep(0)
    asked[0].cancel()
    asked[1].cancel()
    assert (await asked[2]).status == "answered"


@on_one_pool
async def test_waiting_in_line_does_not_count_as_work(pool):
    signal_all(pool, signal.SIGSTOP)
    asked = [ask(pool) for _ in range(3)]
    await asyncio.sleep(0.6)
    signal_all(pool, signal.SIGCONT)
    await asked[0]
    signal_all(pool, signal.SIGSTOP)
    await asyncio.sleep(0.6)
    signal_all(pool, signal.SIGCONT)
    assert [told.status for told in await asyncio.gather(*asked)] == ["answered"] * 3


@on_one_pool
async def test_a_killed_worker_is_replaced(pool):
    signal_all(pool, signal.SIGKILL)
    assert (await ask(pool)).status == "answered"


@on_one_pool
async def test_a_worker_killed_while_idle_is_replaced_before_it_is_needed(pool):
    pid = workers(pool)[0].pid
    os.kill(pid, signal.SIGKILL)
    await replaced(pool, pid)


@on_one_pool
async def test_what_kills_two_workers_is_given_up(pool):
    pid = workers(pool)[0].pid
    os.kill(pid, signal.SIGSTOP)
    asked = ask(pool)
    await asyncio.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    os.kill(await replaced(pool, pid), signal.SIGKILL)
    with pytest.raises(WorkerError, match="thử lại"):
        await asked
    assert (await ask(pool)).status == "answered"


@on_one_pool
async def test_a_worker_that_hangs_is_cut_off(pool):
    signal_all(pool, signal.SIGSTOP)
    with pytest.raises(TooSlow, match="1 giây"):
        await ask(pool)
    assert (await ask(pool)).status == "answered"


@on_one_pool
async def test_what_cannot_be_sent_fails_alone(pool):
    with pytest.raises((AttributeError, TypeError, PicklingError)):
        await pool.call(lambda: None)
    assert (await ask(pool)).status == "answered"


async def test_a_switch_loses_no_answer_and_mixes_no_generations(data):
    async with running(data, limit_s=60) as pool:
        assert "50%" in text_of(await ask(pool, "mục tiêu là bao nhiêu?", QUESTION))
        while None in workers(pool):
            await asyncio.sleep(0.01)
        old = [worker.pid for worker in workers(pool)]
        signal_all(pool, signal.SIGSTOP)
        asked = [ask(pool) for _ in range(20)]
        (data / "current").write_text("000002\n")
        assert await pool.switch() == pool.generation == 2
        for pid in old:
            os.kill(pid, signal.SIGCONT)
        told = await asyncio.gather(*asked)
        assert [answer.generation for answer in told] == [1, 1] + [2] * 18
        assert {answer.status for answer in told} == {"answered"}
        while any(Path(f"/proc/{pid}").exists() for pid in old):
            await asyncio.sleep(0.01)


async def test_a_generation_that_cannot_be_opened_leaves_the_old_one_answering(data):
    async with running(data, size=1) as pool:
        for file in (data / "generations" / "000002").iterdir():
            file.write_bytes(b"no store")
        (data / "current").write_text("000002\n")
        with pytest.raises(WorkerError, match="hoiso reindex"):
            await pool.switch()
        assert (await ask(pool)).generation == 1


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
        assert (await ask(pool)).generation == 2
        assert len(faults) == 1


def scribble_over(folder):
    """Overwrite what the parts of a generation hold, in place, as a failing disk would."""
    for part in folder.glob("part-*"):
        with part.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (part.stat().st_size - 4096))


async def test_a_generation_that_proves_damaged_gives_way_to_the_one_before(data):
    faults = []
    (data / "current").write_text("000002\n")
    async with running(data, faults, size=1) as pool:
        scribble_over(data / "generations" / "000002")
        answered = await asyncio.gather(*(ask(pool, f"{QUESTION} {n}") for n in range(3)))
        assert [told.generation for told in answered] == [1, 1, 1]
        assert pool.generation == 1
    assert (data / "current").read_text() == "000001\n"
    [fault] = faults
    assert "số 2 bị hỏng" in fault


async def test_damage_with_nothing_whole_behind_it_is_told(data):
    faults = []
    async with running(data, faults, size=1) as pool:
        scribble_over(data / "generations" / "000001")
        with pytest.raises(WorkerError):
            await ask(pool, f"{QUESTION} 1")
        assert "làm lại từ các bài" in faults[0]


async def test_without_an_index_it_does_not_start(tmp_path):
    pool = Pool(tmp_path, on_fault=print)
    with pytest.raises(WorkerError, match="hoiso reindex"):
        await pool.start()
    await pool.stop()


async def test_tells_why_no_worker_can_be_started_any_more(data):
    faults = []
    async with running(data, faults, size=1) as pool:
        for file in (data / "generations").glob("*/*"):
            file.write_bytes(b"no store")
        signal_all(pool, signal.SIGKILL)
        with pytest.raises(WorkerError, match="hoiso reindex"):
            await ask(pool)
        with pytest.raises(WorkerError, match="hoiso reindex"):
            await ask(pool)
        assert len(faults) == 1


async def test_stopping_finishes_what_is_being_answered(data):
    pool = Pool(data, size=1, on_fault=print)
    await pool.start()
    pids = [worker.pid for worker in workers(pool)]
    os.kill(pids[0], signal.SIGSTOP)
    begun, waiting = (ask(pool) for _ in range(2))
    await asyncio.sleep(0.05)
    stopping = asyncio.ensure_future(pool.stop())
    await asyncio.sleep(0.05)
    os.kill(pids[0], signal.SIGCONT)
    await stopping
    assert (await begun).status == "answered"
    assert waiting.cancelled()
    assert not Path(f"/proc/{pids[0]}").exists()


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


PARENT = """
import asyncio, sys
from pathlib import Path
from bot.worker.client import Pool

async def main():
    pool = Pool(Path(sys.argv[1]), size=1, on_fault=print)
    await pool.start()
    print(pool._crew.seats[0].worker.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def test_ends_when_the_bot_is_killed(data):
    words = [sys.executable, "-c", PARENT, str(data)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=SEEDS.parent) as bot:
        worker = psutil.Process(int(bot.stdout.readline()))
        assert "bot.worker" in worker.cmdline()
        bot.kill()
        worker.wait(5)


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
