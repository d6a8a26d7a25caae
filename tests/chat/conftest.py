"""Fixtures of the end-to-end tests: a fake server, an index, and bots as real processes."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from courierworld import World, quick_folder
from driver import Fake, start_fake
from running import Bot, build_index, start_bot


@pytest.fixture(scope="session")
def indexed_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with the seeds in it; copy it, do not write to it."""
    data = tmp_path_factory.mktemp("seeds") / "data"
    build_index(data)
    return data


@pytest.fixture
def data(indexed_seeds: Path, tmp_path: Path) -> Path:
    """Give a data folder of the test's own, with the seeds in it."""
    return Path(shutil.copytree(indexed_seeds, tmp_path / "data"))


@pytest_asyncio.fixture
async def fake() -> AsyncIterator[Fake]:
    """Run a fake server for one test; no call of a bot may be of a kind that is always wrong."""
    fake = await start_fake()
    try:
        yield fake
        fake.thaw()
        assert (await fake.state())["malformed"] == []
    finally:
        fake.stop()


@pytest_asyncio.fixture
async def start(fake: Fake, data: Path) -> AsyncIterator[Callable[..., Awaitable[Bot]]]:
    """Give a function that starts bots on ``fake`` and ``data`` with further settings."""
    bots: list[Bot] = []

    async def start_one(**settings: object) -> Bot:
        bots.append(await start_bot(fake, settings.pop("data", data), **settings))  # type: ignore[arg-type]
        return bots[-1]

    yield start_one
    for bot in bots:
        bot.clear_away()


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder that is quick to write to."""
    with quick_folder() as folder:
        yield folder


@pytest.fixture
def world(folder: Path) -> World:
    """Give a courier with a server of its own in this process."""
    return World(folder)
