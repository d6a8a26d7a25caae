"""Several processes over one index, and runs that are told to stop."""

from __future__ import annotations

import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from faultworld import World, open_world, questions
from forking import ROOT

_SET_PIPE_SIZE = 1031


@pytest.fixture(scope="module")
def one_world() -> Iterator[World]:
    with open_world(3) as world:
        yield world


@pytest.fixture
def world(one_world: World) -> World:
    one_world.begin()
    return one_world


@pytest.mark.parametrize("times", [4, pytest.param(100, marks=pytest.mark.full)])
def test_of_two_runs_at_once_one_waits_or_is_told(world: World, times: int) -> None:
    chance, statuses = random.Random(times), []
    for n in range(times):
        world.lay((n + 1) % 3)
        words = ("--data", world.data, "reindex", world.sources)
        runs = [world.server.start(*words)]
        time.sleep(chance.uniform(0, 0.1))
        runs += [world.server.start(*words), world.server.start("--data", world.data, "rollback")]
        one, two, back = (run.wait() for run in runs)
        for ended in (one, two):
            assert ended.status == 0 or "hãy đợi nó xong rồi chạy lại" in ended.err
            assert "Traceback" not in ended.err
        assert back.status == 0 or back.err.startswith(("Một tiến trình khác", "Không có bản"))
        statuses.append(sorted((one.status, two.status)))
        world.version()
        assert world.reindex().status == 0
        assert world.version() == (n + 1) % 3
        assert world.debris() == []
    assert [0, 1] in statuses


def _start(world: World, *words: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "--data", str(world.data), *words],
        cwd=ROOT,
        env=os.environ | {"HOISO_ENGINE": "tantivy"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        bufsize=1,
        **options,  # type: ignore[call-overload]
    )


def _publish(world: World, *versions: int) -> None:
    for version in versions:
        world.lay(version)
        assert world.reindex().status == 0
        assert world.version() == version


def test_a_reader_goes_on_with_its_index_while_two_more_are_published(world: World) -> None:
    """The files of the index it reads are removed meanwhile."""
    reader = _start(world, "ask", "--batch", "-")
    assert reader.stdin is not None
    assert reader.stdout is not None
    lines = [json.dumps({"id": n, "turns": [text]}) for n, text in enumerate(questions())]
    print(lines[0], file=reader.stdin, flush=True)
    first = reader.stdout.readline()
    _publish(world, 1, 2)
    out, err = reader.communicate("".join(f"{line}\n" for line in lines[1:]))
    assert (reader.returncode, err) == (0, "")
    assert first + out == world.views[0].answers


def test_an_export_under_way_stays_one_index(world: World) -> None:
    reader = _start(world, "export")
    assert reader.stdout is not None
    # The pipe holds less than the export, which must so wait for its reader.
    fcntl.fcntl(reader.stdout, _SET_PIPE_SIZE, 4096)
    first = reader.stdout.readline()
    assert reader.poll() is None
    _publish(world, 1, 2)
    # Not by ``communicate``, which overlooks what was read ahead with the first line.
    assert first + reader.stdout.read() == world.views[0].export
    assert (reader.communicate()[1], reader.returncode) == ("", 0)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("times", [6, pytest.param(100, marks=pytest.mark.full)])
def test_a_run_told_to_stop_leaves_the_old_index_and_no_trace(
    world: World, number: signal.Signals, times: int
) -> None:
    chance, version = random.Random(times), 1
    world.lay(1)
    longest = world.reindex().seconds
    statuses = set()
    for _ in range(times):
        target = (version + 1) % 3
        world.lay(target)
        run = world.server.start("--data", world.data, "reindex", world.sources)
        # Before this it has not come to what makes a signal a message.
        time.sleep(chance.uniform(0.05, longest))
        os.kill(run.pid, number)
        ended = run.wait()
        statuses.add(ended.status)
        if ended.status not in (-number, 0):
            assert ended.status == (1 if number == signal.SIGTERM else 130)
            assert ended.err.splitlines()[-1].startswith("Đã dừng")
            assert "Traceback" not in ended.err
        seen = world.version()
        assert seen == target or (seen == version and ended.status)
        assert world.debris() == []
        version = seen
    assert statuses - {0, -number}
