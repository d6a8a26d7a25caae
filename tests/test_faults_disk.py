"""A disk that is full or may not be written: told, and what was indexed answers as before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from faultworld import World
from forking import Ended, Server, can_mount

_MOUNTS = pytest.mark.skipif(not can_mount(), reason="no process may mount anything here")
_KILO = 1 << 10


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"), own_mounts=can_mount())
    yield server
    server.close()


@pytest.fixture
def world(server: Server, tmp_path: Path) -> World:
    world = World(server, tmp_path, 2)
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
def test_a_full_disk_is_told_and_the_old_index_stays(
    server: Server, world: World, lacking: str
) -> None:
    disk = world.data.with_name("disk")
    disk.mkdir()
    server.mount("-t", "tmpfs", "-o", "size=8m", "tmpfs", disk)
    world.data = disk / "data"
    inside = server.inside(disk)
    world.begin()
    world.lay(1)
    used = sum(path.stat().st_blocks * 512 for path in inside.rglob("*"))
    files = len(list(inside.rglob("*"))) + 2
    ends = set()
    for spare in (0, 1, 2, 4, 16, 64, 256, 1_024, 4_096):
        limit = used + spare * _KILO if lacking == "size" else files + spare
        server.mount("-o", f"remount,{lacking}={limit}", disk)
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
    server: Server, world: World, part: str
) -> None:
    folder = world.data / part
    world.reindex()
    server.mount("--bind", folder, folder)
    server.mount("-o", "remount,ro,bind", folder)
    assert world.version() == 1
    assert world.run("status").status == 0
    world.lay(0)
    assert is_told(world.reindex(), "Không ghi được", "quyền ghi")
    if part == ".":
        assert is_told(world.run("rollback"), "Không ghi được", "quyền ghi")
    assert world.version() == 1


@_MOUNTS
def test_a_first_index_that_cannot_be_written_is_told(server: Server, world: World) -> None:
    folder = world.data.with_name("none")
    folder.mkdir()
    server.mount("--bind", folder, folder)
    server.mount("-o", "remount,ro,bind", folder)
    settings = {"HOISO_SOURCES": str(world.sources)}
    for words in (["ask", "tỷ lệ hộ nghèo Cà Mau?"], ["search", "hộ nghèo"]):
        ended = world.run(*words, data=folder / "data", env=settings)
        assert ended.status == 1
        assert "Không ghi được" in ended.err
        assert "Traceback" not in ended.err
