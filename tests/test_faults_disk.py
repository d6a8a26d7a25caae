"""A disk that is full or may not be written: told, and what was indexed answers as before."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from faultworld import World, open_world
from forking import Ended, can_mount

_MOUNTS = pytest.mark.skipif(not can_mount(), reason="no process may mount anything here")
_KILO = 1 << 10


@pytest.fixture(scope="module")
def one_world() -> Iterator[World]:
    with open_world(2, own_mounts=can_mount()) as world:
        yield world


@pytest.fixture
def world(one_world: World, request: pytest.FixtureRequest) -> World:
    # What is mounted stays so, and is another test's no more.
    world = one_world.apart(re.sub(r"\W", "-", request.node.name))
    world.begin()
    world.lay(1)
    return world


def is_told(ended: Ended, *words: str) -> bool:
    """Tell whether a command failed with one message that says what happened and what to do."""
    said = all(word in ended.err for word in words)
    return ended.status == 1 and said and "Traceback" not in ended.err and not ended.out


def test_a_file_that_cannot_grow_is_told_and_the_old_index_stays(world: World) -> None:
    ends = set()
    for most_bytes in (1_000, 3_000, 20_000, 60_000, 150_000, 5_000_000):
        ended = world.reindex(most_bytes=most_bytes)
        ends.add(ended.status)
        if ended.status:
            assert is_told(ended, "Không ghi được", "dung lượng đĩa", "Chỉ mục cũ vẫn còn nguyên")
            assert (world.version(), world.debris()) == (0, [])
    assert ends == {0, 1}
    assert world.version() == 1


@_MOUNTS
@pytest.mark.parametrize("lacking", ["size", "nr_inodes"])
def test_a_full_disk_is_told_and_the_old_index_stays(world: World, lacking: str) -> None:
    disk = world.data / "disk"
    disk.mkdir()
    world.server.mount("-t", "tmpfs", "-o", "size=8m", "tmpfs", disk)
    world.data = disk / "data"
    inside = world.server.inside(disk)
    world.begin()
    world.lay(1)
    used = sum(path.stat().st_blocks * 512 for path in inside.rglob("*"))
    files = len(list(inside.rglob("*"))) + 2
    ends = set()
    for spare in (0, 1, 2, 4, 16, 64, 256, 1_024, 4_096):
        limit = used + spare * _KILO if lacking == "size" else files + spare
        world.server.mount("-o", f"remount,{lacking}={limit}", disk)
        ended = world.reindex()
        ends.add(ended.status)
        if ended.status:
            assert is_told(ended, "Không ghi được", "dung lượng đĩa", "Chỉ mục cũ vẫn còn nguyên")
            assert world.version() == 0
    assert ends == {0, 1}
    assert world.version() == 1


@_MOUNTS
@pytest.mark.parametrize("part", [".", "generations"])
def test_a_folder_that_may_only_be_read_answers_and_says_so_when_written(
    world: World, part: str
) -> None:
    folder = world.data / part
    world.reindex()
    world.server.mount("--bind", folder, folder)
    world.server.mount("-o", "remount,ro,bind", folder)
    assert world.version() == 1
    assert world.run("status").status == 0
    world.lay(0)
    assert is_told(world.reindex(), "Không ghi được", "quyền ghi")
    if part == ".":
        assert is_told(world.run("rollback"), "Không ghi được", "quyền ghi")
    assert world.version() == 1


@_MOUNTS
def test_a_first_index_that_cannot_be_written_is_told(world: World) -> None:
    folder = world.data / "none"
    folder.mkdir()
    world.server.mount("--bind", folder, folder)
    world.server.mount("-o", "remount,ro,bind", folder)
    settings = {"HOISO_SOURCES": str(world.sources)}
    for words in (["ask", "tỷ lệ hộ nghèo Cà Mau?"], ["search", "hộ nghèo"]):
        ended = world.run(*words, data=folder / "data", env=settings)
        assert ended.status == 1
        assert "Không ghi được" in ended.err
        assert "Traceback" not in ended.err
