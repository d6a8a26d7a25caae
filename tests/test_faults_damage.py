"""A damaged index is told or mended, whatever file of it and whatever the damage.

Not one damage may give a wrong answer or a traceback; after ``reindex`` all is as it should be.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from faultworld import View, World, open_world


@pytest.fixture(scope="module")
def one_world() -> Iterator[World]:
    with open_world(2) as world:
        # Two generations of two versions: there is one to go back to.
        world.begin()
        world.lay(1)
        assert world.reindex().status == 0
        world.data.rename(world.data.with_name("whole"))
        yield world


@pytest.fixture
def world(one_world: World) -> World:
    renew(one_world)
    return one_world


def renew(world: World) -> None:
    """Make the index whole again."""
    shutil.rmtree(world.data, ignore_errors=True)
    shutil.copytree(world.data.with_name("whole"), world.data)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _halve(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _cut_last(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _overwrite(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(random.Random(1).randbytes(len(data)))


def _zero_end(path: Path) -> None:
    # What a power cut leaves of a file whose length was written and whose blocks were not.
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))


def _remove(path: Path) -> None:
    path.unlink()


DAMAGES: list[Callable[[Path], None]] = [
    *(_empty, _halve, _cut_last, _overwrite, _zero_end, _remove)
]


def files_of(world: World) -> list[str]:
    """Name the files of the generation in use, and what points to it."""
    folder = world.data / "generations" / (world.data / "current").read_text().strip()
    files = [path for path in folder.rglob("*") if path.is_file()]
    return ["current", *sorted(str(path.relative_to(world.data)) for path in files)]


def seen(world: World, sources: object = "/none") -> tuple[View, str]:
    """Look at an index that may be damaged, and at what is said of it; it must answer.

    Args:
        sources: Those that are set; only where nothing tells which they were may they be read.
    """
    ran = [world.run(*words, env={"HOISO_SOURCES": str(sources)}) for words in world.looks]
    assert [ended.status for ended in ran] == [0] * len(ran), ran
    return View(*(ended.out for ended in ran)), "".join(ended.err for ended in ran)


def some_of(files: list[str], turn: int) -> list[str]:
    """Choose those that are no index beside the store, and two others, of which each has its turn."""
    others = [name for name in files if name.count("/") > 2]
    return [name for name in files if name not in others] + [
        others[(2 * turn + n) % len(others)] for n in range(2)
    ]


@pytest.mark.parametrize("every_file", [False, pytest.param(True, marks=pytest.mark.full)])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_damage_is_told_and_never_gives_a_wrong_answer(
    world: World, damage: Callable[[Path], None], every_file: bool
) -> None:
    files = files_of(world)
    for name in files if every_file else some_of(files, DAMAGES.index(damage)):
        renew(world)
        damage(world.data / name)
        status = world.run("status")
        assert (status.status in (0, 1), "Traceback" in status.err) == (True, False), (name, status)
        view, said = seen(world)
        # One version, whole; where it is not that of the sources, or was made anew, that is told.
        assert view in world.views, name
        assert "Traceback" not in said
        assert "hoiso reindex" in said or (view, said) == (world.views[1], ""), (name, said)
        ended = world.reindex()
        assert (ended.status, "Traceback" in ended.err) == (0, False), (name, ended)
        assert world.run("export").out == world.views[1].export, name
        assert world.debris() == [], name


@pytest.mark.parametrize("times", [8, pytest.param(500, marks=pytest.mark.full)])
def test_a_flipped_bit_never_gives_a_wrong_answer(world: World, times: int) -> None:
    chance = random.Random(times)
    # What tantivy locks is empty: no bit of it can be flipped.
    names = [name for name in files_of(world) if (world.data / name).stat().st_size]
    for n in range(times):
        name = chance.choice(names)
        data = bytearray((world.data / name).read_bytes())
        at, bit = chance.randrange(len(data)), chance.randrange(8)
        data[at] ^= 1 << bit
        (world.data / name).write_bytes(data)
        view, _ = seen(world)
        assert view in world.views, (n, name, at, bit)
        renew(world)


@pytest.mark.parametrize("damage", [_empty, _halve, _remove], ids=["empty", "halve", "remove"])
def test_from_a_damaged_index_one_can_go_back(world: World, damage: Callable[[Path], None]) -> None:
    for name in some_of(files_of(world), 0):
        renew(world)
        damage(world.data / name)
        ended = world.run("rollback")
        assert (ended.status, ended.err) == (0, ""), (name, ended)
        # A broken pointer does not tell which generation was in use: the newest is as good.
        seen_now = [view.export for view in world.views].index(world.run("export").out)
        assert seen_now in ((0, 1) if name == "current" else (0,)), name


def test_generations_that_are_all_damaged_are_made_anew(world: World) -> None:
    for path in (world.data / "generations").rglob("*"):
        if path.is_file():
            _overwrite(path)
    view, said = seen(world, world.sources)
    assert view == world.views[1]
    assert str(world.sources) in said
    assert world.reindex().status == 0
    assert world.version() == 1
