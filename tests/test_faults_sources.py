"""Sources that vanish or whose clock jumps: nothing is lost, nothing changed is overlooked."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from faultworld import World, open_world
from forking import Ended, can_mount

_YEAR_S = 365 * 24 * 3600
_MOUNTS = pytest.mark.skipif(not can_mount(), reason="no process may mount anything here")


@pytest.fixture(scope="module")
def one_world() -> Iterator[World]:
    with open_world(2, own_mounts=can_mount()) as world:
        yield world


@pytest.fixture
def world(one_world: World) -> World:
    one_world.begin()
    return one_world


def is_stopped(world: World, ended: Ended, folder: Path) -> bool:
    """Tell whether a run stopped with a message that names the source, and changed nothing."""
    told = str(folder) in ended.err and "Traceback" not in ended.err
    return ended.status == 1 and told and world.version() == 0 and world.debris() == []


def _vanish(folder: Path) -> Callable[[], object]:
    away = folder.with_name("away")
    folder.rename(away)
    return lambda: away.rename(folder)


def _vanish_to_nothing(folder: Path) -> Callable[[], object]:
    # As a mount point looks when nothing is mounted on it.
    away = folder.with_name("away")
    folder.rename(away)
    folder.mkdir()
    return lambda: (folder.rmdir(), away.rename(folder))


@pytest.mark.parametrize("loss", [_vanish, _vanish_to_nothing], ids=["missing", "empty"])
def test_a_source_that_is_gone_stops_the_run(
    world: World, loss: Callable[[Path], Callable[[], object]]
) -> None:
    come_back = loss(world.sources)
    try:
        assert is_stopped(world, world.reindex(), world.sources)
        assert world.run("reindex", "--dry-run", world.sources).status == 1
    finally:
        come_back()
    ended = world.reindex()
    assert (ended.status, world.version()) == (0, 0)


def test_one_of_two_sources_gone_to_nothing_stops_the_run(world: World, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for path in sorted(world.sources.iterdir())[:20]:
        shutil.move(path, other / path.name)
    assert world.reindex(other).status == 0
    assert world.version() == 0
    come_back = _vanish_to_nothing(other)
    assert is_stopped(world, world.reindex(other), other)
    come_back()
    for path in other.iterdir():
        shutil.move(path, world.sources / path.name)


@_MOUNTS
def test_a_source_that_is_unmounted_for_a_while_loses_nothing(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "mounted"
    folder.mkdir()
    world.server.mount("--bind", world.sources, folder)
    assert world.run("reindex", folder).status == 0
    world.server.unmount(folder)
    assert is_stopped(world, world.run("reindex", folder), folder)
    world.server.mount("--bind", world.sources, folder)
    assert world.run("reindex", folder).status == 0
    assert world.version() == 0
    world.server.unmount(folder)


@pytest.mark.parametrize("times", [5, pytest.param(100, marks=pytest.mark.full)])
def test_a_source_that_goes_away_while_it_is_read_loses_nothing(world: World, times: int) -> None:
    chance, ends = random.Random(times), set()
    world.lay(1)
    longest = world.reindex().seconds
    version = 1
    for _ in range(times):
        world.lay(1 - version)
        run = world.server.start("--data", world.data, "reindex", world.sources)
        time.sleep(chance.uniform(0, longest))
        come_back = _vanish(world.sources)
        ended = run.wait()
        come_back()
        ends.add(ended.status)
        assert ended.status in (0, 1)
        assert "Traceback" not in ended.err
        if ended.status == 0:
            version = 1 - version
        assert world.version() == version
        assert world.debris() == []


def _touch_all(world: World, mtime_ns: int) -> None:
    for path in world.sources.iterdir():
        os.utime(path, ns=(mtime_ns, mtime_ns))


@pytest.mark.parametrize("year", [1970, 1971, 2000, 2105, 2262])
def test_whatever_time_the_files_bear_what_changed_is_read(world: World, year: int) -> None:
    for version in (1, 0, 1):
        world.lay(version)
        _touch_all(world, (year - 1970) * _YEAR_S * 1_000_000_000)
        assert world.reindex().status == 0
        assert world.version() == version


def test_a_change_that_keeps_size_and_time_is_read(world: World) -> None:
    before = {path.name: path.stat() for path in world.sources.iterdir()}
    changed = 0
    world.lay(1)
    for path in world.sources.iterdir():
        if (old := before.get(path.name)) is not None:
            changed += (
                old.st_size == path.stat().st_size and old.st_mtime_ns != path.stat().st_mtime_ns
            )
            os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert changed > 5
    assert world.reindex().status == 0
    assert world.version() == 1


@pytest.mark.parametrize("years", [10, -20])
def test_a_clock_that_jumps_changes_no_answer(world: World, years: int) -> None:
    clock_s = years * _YEAR_S
    number = world.number()
    world.lay(1)
    assert world.reindex(clock_s=clock_s).status == 0
    assert (world.version(), world.number()) == (1, number + 1)
    assert world.run("status", clock_s=-clock_s).status == 0
    assert world.run("status", clock_s=clock_s).status == 0
    world.lay(0)
    assert world.reindex().status == 0
    assert (world.version(), world.number()) == (0, number + 2)
