"""What happens where the index on disk is damaged when it is opened."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from bot.config import Settings
from bot.corpus import open_corpus
from bot.models import Answered
from index.build import reindex
from index.errors import StoreCorrupt, StoreMissing
from index.generation import current_number, current_path, generation_path

SEEDS = Path(__file__).parents[1] / "seeds"
QUESTION = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    reindex(data, sorted(SEEDS.glob("*.txt")))
    reindex(data, [SEEDS])
    return data


@pytest.fixture
def settings(indexed, tmp_path):
    data = shutil.copytree(indexed, tmp_path / "data")
    return Settings(data=data, sources=(SEEDS,))


def open_and_ask(settings):
    said = []
    with closing(open_corpus(settings, said.append)) as corpus:
        assert isinstance(corpus.engine.ask("c", QUESTION), Answered)
    return " ".join(said)


def cut_short(folder):
    for part in folder.glob("part-*"):
        part.write_bytes(part.read_bytes()[:-4096])


def test_what_is_whole_is_opened_without_a_word(settings):
    assert open_and_ask(settings) == ""


def test_a_damaged_generation_gives_way_to_the_one_before(settings):
    number = current_number(settings.data)
    (current_path(settings.data) / "manifest.json").write_text("{}")
    said = open_and_ask(settings)
    assert f"số {number} bị hỏng" in said
    assert current_number(settings.data) == number - 1
    assert (settings.data / "generations" / f"broken-{number:06}").is_dir()


def test_where_nothing_is_whole_the_sources_are_read_again(settings):
    number = current_number(settings.data)
    for each in (number, number - 1):
        cut_short(generation_path(settings.data, each))
    said = open_and_ask(settings)
    assert "bị hỏng" in said
    assert str(SEEDS) in said


def test_where_nobody_knows_the_sources_nothing_else_is_read_instead(settings):
    shutil.rmtree(settings.data / "generations" / "000001")
    (current_path(settings.data) / "manifest.json").write_text("{}")
    for _ in range(2):
        with pytest.raises((StoreCorrupt, StoreMissing), match="reindex"):
            open_and_ask(Settings(data=settings.data))


def test_a_generation_that_is_gone_is_made_again(settings):
    shutil.rmtree(settings.data / "generations")
    assert str(SEEDS) in open_and_ask(settings)


def test_a_broken_pointer_leads_to_the_newest_whole_generation(settings):
    number = current_number(settings.data)
    (settings.data / "current").write_text("not a number")
    open_and_ask(settings)
    assert current_number(settings.data) == number


def test_what_cannot_be_put_aside_is_an_error_that_says_what_to_do(settings):
    (current_path(settings.data) / "manifest.json").write_text("{}")
    with (settings.data / "lock").open("w") as lock:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreCorrupt, match="reindex"):
            open_and_ask(settings)
