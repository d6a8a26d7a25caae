"""Words that may stand for each other: the tables, and what is found in a question."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import extract
from bot.question.related import Related, load_related, spaced
from bot.question.wording import load_wording
from extract.text import canonical

TABLES = sorted((Path(extract.__file__).parent / "tables" / "related").glob("*.toml"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_phrases_are_written_as_they_are_compared(path: Path) -> None:
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["groups"]
    phrases = [phrase for group in groups for phrase in group]
    assert phrases == [canonical(phrase).text.lower() for phrase in phrases]


def test_a_phrase_brings_the_others_of_all_its_groups() -> None:
    groups = [["máy cày", "máy kéo"], ["máy kéo", "đầu kéo", "rơ-moóc"], ["trâu"]]
    found = Related(groups, load_wording()).of("số máy kéo của xã")
    assert {word: set(others) for word, others in found.items()} == {
        "máy": {"máy cày", "đầu kéo", "rơ moóc"},
        "kéo": {"máy cày", "đầu kéo", "rơ moóc"},
    }


def test_a_phrase_with_a_hyphen_is_found_however_it_is_written() -> None:
    related = Related([["rơ-moóc", "toa kéo"]], load_wording())
    assert related.of("bao nhiêu rơ moóc")["moóc"] == ("toa kéo",)
    assert related.of("bao nhiêu rơ-moóc")["rơ"] == ("toa kéo",)


def test_the_tables_bring_what_articles_write_for_what_people_say() -> None:
    assert "giấy phép lái xe" in load_related().of("bao nhiêu bằng lái")["lái"]


def test_without_groups_nothing_is_found() -> None:
    assert Related([], load_wording()).of("bao nhiêu xe") == {}


def test_a_syllable_alone_stands_for_nothing() -> None:
    found = Related([["trâu", "bò", "trâu bò kéo"]], load_wording()).of("bao nhiêu trâu")
    assert found == {"trâu": ("trâu bò kéo",)}


def test_what_holds_a_phrase_in_one_wording_may_hold_it() -> None:
    wording = load_wording()
    for written in wording.phrases:
        assert wording.may_hold(written.lower(), spaced(wording.standard(written))), written


def test_what_lacks_a_word_and_all_that_it_stands_for_does_not_hold_it() -> None:
    assert load_wording().may_hold("tỷ lệ hộ nghèo của huyện", "hộ nghèo")
    assert not load_wording().may_hold("tỷ lệ hộ nghèo của huyện", "hộ cận nghèo")
