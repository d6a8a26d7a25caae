import os
import sys
import tomllib

import pytest

from extract.lexicon import TABLES
from extract.toml_table import load_toml


@pytest.fixture(autouse=True)
def _kept(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def test_a_table_is_as_toml_says_each_time():
    for path in sorted(TABLES.rglob("*.toml")):
        said = tomllib.loads(path.read_text("utf-8"))
        assert load_toml(path) == said
        assert load_toml(path) == said


def test_what_was_parsed_is_not_parsed_again(tmp_path, monkeypatch):
    path = tmp_path / "units.toml"
    path.write_text('a = ["đồng"]\n', encoding="utf-8")
    load_toml(path)
    monkeypatch.setattr(tomllib, "loads", lambda text: pytest.fail("parsed again"))
    assert load_toml(path) == {"a": ["đồng"]}


@pytest.mark.parametrize(("text", "later_s"), [("a = 12\n", 0), ("a = 2\n", 5)])
def test_a_table_that_has_changed_is_read_anew(tmp_path, text, later_s):
    path = tmp_path / "units.toml"
    path.write_text("a = 1\n", encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    load_toml(path)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_000_000_000 + later_s, 1_000_000_000 + later_s))
    assert load_toml(path) == tomllib.loads(text)


def test_a_table_is_read_where_nothing_can_be_kept(tmp_path):
    path = tmp_path / "units.toml"
    path.write_text("a = 1\n", encoding="utf-8")
    (tmp_path / "__pycache__").write_text("")
    assert load_toml(path) == load_toml(path) == {"a": 1}


def test_what_is_no_toml_is_an_error(tmp_path):
    path = tmp_path / "units.toml"
    path.write_text("a = ", encoding="utf-8")
    with pytest.raises(tomllib.TOMLDecodeError):
        load_toml(path)
