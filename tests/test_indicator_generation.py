"""A generation keeps the indicator table it was built with; a running bot takes it from there."""

import json

import pytest
from factories import make_observation, make_text

from bot.__main__ import main
from bot.config import load_settings
from bot.corpus import open_indexed
from bot.worker.desk import open_desk
from bot.worker.messages import Ask
from extract.indicator import find_mentions
from extract.models import Observed
from index.build import difference, reindex
from index.errors import IndexingError
from index.generation import current_number, rollback

NEW = """
[[indicator]]
id = "so_tram_sac"
name = "số trạm sạc xe điện"
unit = ["trạm"]
"""
BROKEN = NEW + '[[indicator]]\nid = "so_la"\n'


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(make_text(), encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def write(data, text):
    (data / "indicators.toml").write_text(text, encoding="utf-8")


def run(data, source):
    return reindex(data, [source], observe=lambda article: Observed([make_observation(article)]))


def added(data):
    corpus = open_indexed(load_settings(data))
    try:
        return corpus.catalogue.added
    finally:
        corpus.close()


def status(data, capsys):
    code = main(["status", "--json", "--data", str(data)])
    return code, json.loads(capsys.readouterr().out)


def test_a_changed_table_makes_a_new_generation(data, source):
    assert not run(data, source).table_changed
    write(data, NEW)
    assert difference(data, [source]).table_changed
    report = run(data, source)
    assert (report.table_changed, report.fresh, report.generation) == (True, True, 2)
    again = run(data, source)
    assert (again.table_changed, again.fresh, again.generation) == (False, False, 2)


def test_articles_are_read_with_the_table(data, source):
    write(data, NEW)
    seen = []

    def observe(article):
        seen.extend(find_mentions("có số trạm sạc xe điện"))
        return Observed([make_observation(article)])

    reindex(data, [source], observe=observe)
    assert [mention.ids for mention in seen] == [("so_tram_sac",)]
    assert not find_mentions("có số trạm sạc xe điện")


def test_the_table_answers_from_the_next_generation_on(data, source):
    run(data, source)
    write(data, NEW)
    assert added(data) == frozenset()
    run(data, source)
    assert added(data) == {"so_tram_sac"}
    rollback(data)
    assert added(data) == frozenset()


def test_a_running_worker_keeps_its_table_and_the_next_one_has_the_new(data, source):
    asked = Ask((), "phong trào bấm nút Cao Bằng bao nhiêu phần trăm?")
    run(data, source)
    before = open_desk(data, 1)
    write(data, '[[indicator]]\nid = "ty_le_ho_so_truc_tuyen"\naliases = ["phong trào bấm nút"]\n')
    run(data, source)
    assert current_number(data) == 2
    after = open_desk(data, 2)
    assert before.meet(asked).status != "answered"
    assert after.meet(asked).status == "answered"


def test_a_broken_table_stops_the_run_and_nothing_else(data, source):
    write(data, NEW)
    run(data, source)
    write(data, BROKEN)
    for step in (run, lambda data, source: difference(data, [source])):
        with pytest.raises(IndexingError, match=r"indicators\.toml: “so_la”.*giữ nguyên"):
            step(data, source)
    assert current_number(data) == 1
    assert added(data) == {"so_tram_sac"}


def test_the_first_index_waits_for_a_whole_table(data, source):
    write(data, BROKEN)
    with pytest.raises(IndexingError):
        run(data, source)
    assert current_number(data) is None


def test_the_status_tells_how_many_are_built_in_and_added(data, source, capsys):
    run(data, source)
    _, form = status(data, capsys)
    built_in = form["indicators"]["built_in"]
    assert (built_in, form["indicators"]["state"]) == (374, "none")
    write(data, NEW + '[[indicator]]\nid = "grdp"\naliases = ["của cải làm ra"]\n')
    _, form = status(data, capsys)
    assert (form["indicators"]["added"], form["indicators"]["state"]) == (0, "changed")
    run(data, source)
    _, form = status(data, capsys)
    found = form["indicators"]
    assert (found["built_in"], found["added"], found["extended"]) == (built_in, 1, 1)
    assert found["state"] == "used"


def test_the_status_tells_the_fault_and_the_bot_is_well(data, source, capsys):
    write(data, NEW)
    run(data, source)
    write(data, BROKEN)
    code, form = status(data, capsys)
    assert (code, form["health"]) == (0, "ok")
    assert form["indicators"]["state"] == "broken"
    assert "so_la" in form["indicators"]["message"]
    assert form["indicators"]["added"] == 1
    main(["status", "--data", str(data)])
    shown = capsys.readouterr().out
    assert "vẫn dùng bảng trước" in shown
    assert "so_la" in shown


def test_a_broken_table_is_told_by_the_command(data, source, capsys):
    write(data, BROKEN)
    code = main(["reindex", str(source), "--data", str(data)])
    assert code == 1
    assert "so_la" in capsys.readouterr().err


def test_a_removed_table_is_forgotten_with_the_next_run(data, source):
    write(data, NEW)
    run(data, source)
    (data / "indicators.toml").unlink()
    assert run(data, source).table_changed
    assert added(data) == frozenset()
