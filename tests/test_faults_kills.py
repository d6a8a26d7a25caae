"""``reindex`` killed at any moment leaves the old index or the new one, and the next run clean."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest
from faultworld import World, open_world
from forking import ROOT

_VERSIONS = 3


@pytest.fixture(scope="module")
def one_world() -> Iterator[World]:
    with open_world(_VERSIONS) as world:
        yield world


@pytest.fixture
def world(one_world: World) -> World:
    one_world.begin()
    return one_world


class Walk:
    """Goes from version to version by runs that may be killed, and checks each place it is at."""

    def __init__(self, world: World, chance: random.Random) -> None:
        self.world = world
        self.chance = chance
        self.target = world.version()
        # What each generation holds must stay what it held at first.
        self._known = {world.number(): (self.target, world.digest())}
        self._checks = 0

    def turn(self) -> None:
        """Edit the sources."""
        self.target = (self.target + self.chance.randint(1, _VERSIONS - 1)) % _VERSIONS
        self.world.lay(self.target)

    def check(self) -> None:
        """See one whole version: that before the run, or that of the sources now.

        What is there byte by byte as it was answers as it did; that is asked each fourth time.
        """
        number, digest = self.world.number(), self.world.digest()
        self._checks += 1
        if number not in self._known or self._checks % 4 == 0:
            version, _ = self._known.setdefault(number, (self.target, digest))
            assert self.world.version() == version
        assert self._known[number][1] == digest

    def finish(self) -> None:
        """Run to the end; what was killed before has left no trace."""
        ended = self.world.reindex()
        assert (ended.status, ended.err) == (0, "")
        assert self.world.debris() == []
        assert len(self.world.kept()) <= 2
        self.check()
        assert self._known[self.world.number()][0] == self.target

    def go_back(self) -> None:
        """Roll back, see the generation before, and come back."""
        before = self.world.number()
        ended = self.world.run("rollback")
        assert (ended.status, ended.err) == (0, "")
        assert self.world.number() < before
        self.check()
        self.finish()
        # A reader may still have open what was gone back from.
        assert self.world.number() != before


def _measured(world: World) -> float:
    world.lay(1)
    return world.reindex().seconds


@pytest.mark.parametrize("times", [50, pytest.param(1_000, marks=pytest.mark.full)])
def test_killed_at_a_random_moment(world: World, times: int) -> None:
    longest = 1.1 * _measured(world)
    walk, met = Walk(world, random.Random(times)), 0
    while met < times:
        walk.turn()
        run = world.server.start("--data", world.data, "reindex", world.sources)
        time.sleep(walk.chance.uniform(0, longest))
        run.kill()
        was_alive = run.wait().status == -signal.SIGKILL
        walk.check()
        # What had ended before its moment came does not count; about one in six shall, so that
        # every moment of a run is drawn, however busy the machine is.
        met += was_alive
        longest *= 1.02 if was_alive else 0.9
        # Mostly the next kill meets what this one left.
        if was_alive and met % 8 == 1:
            walk.finish()
        elif was_alive and met % 8 == 5:
            walk.finish()
            walk.go_back()


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.full)])
def test_killed_before_each_change_of_the_disk(world: World, every: int) -> None:
    world.lay(1)
    steps = world.reindex(count=True).steps
    assert steps > 5
    walk = Walk(world, random.Random(1))
    for step in range(1, steps + 1, every):
        walk.turn()
        ended = world.reindex(die_at=step)
        assert ended.status in (-signal.SIGKILL, 0)
        walk.check()
        walk.finish()


@pytest.mark.parametrize("times", [3, pytest.param(100, marks=pytest.mark.full)])
def test_the_whole_process_killed_from_its_start_on(world: World, times: int) -> None:
    walk = Walk(world, random.Random(times))
    command = [sys.executable, "-m", "bot", "--data", world.data, "reindex", world.sources]
    settings = os.environ | {"HOISO_ENGINE": "tantivy"}
    for _ in range(times):
        walk.turn()
        run = subprocess.Popen(
            command, cwd=ROOT, env=settings, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(walk.chance.uniform(0, 2))
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        walk.check()
    walk.finish()


def _living(group: int) -> list[int]:
    """Find the processes of a group that are not over."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, ProcessLookupError):
            if os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
    return found


@pytest.mark.parametrize("times", [3, pytest.param(60, marks=pytest.mark.full)])
def test_a_first_run_killed_while_others_read_for_it(world: World, times: int) -> None:
    chance = random.Random(times)
    for n in range(times):
        shutil.rmtree(world.data)
        world.lay(n % _VERSIONS)
        words = ("--data", world.data, "reindex", "--jobs", 2, world.sources)
        run = world.server.start(*words)
        time.sleep(chance.uniform(0, 4))
        if n % 2:
            run.kill()
        else:
            os.kill(run.pid, signal.SIGKILL)
        run.wait()
        # Readers whose owner has been killed end by themselves.
        until = time.monotonic() + 10
        while _living(run.pid) and time.monotonic() < until:
            time.sleep(0.02)
        assert _living(run.pid) == []
        if (world.data / "current").exists():
            assert world.version() == n % _VERSIONS
        else:
            told = world.run("export")
            assert (told.status, told.err.startswith("Chưa có chỉ mục")) == (1, True), told
        assert world.reindex().status == 0
        assert (world.version(), world.debris()) == (n % _VERSIONS, [])
