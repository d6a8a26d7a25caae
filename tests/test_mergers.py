"""Provinces before and after 1 July 2025: a figure is only ever given as its own ground's."""

from dataclasses import replace
from datetime import date

import pytest
from answering import ONLINE, Small, make_store

from bot.engine import Engine
from bot.models import Answered, NotFound, Reason
from bot.render.forms import answer_form
from bot.render.text import render_text
from extract.place import predecessors, provinces

MERGED = [new for new in provinces("34") if len(predecessors(new)) > 1]
GONE = [(old, new) for new in MERGED for old in predecessors(new) if old.name != new.name]


def row(place, period, share, name):
    return (
        name,
        f"Tỷ lệ hồ sơ nộp trực tuyến của {place} đạt {share}%.",
        f"{share}%",
        {"indicator": ONLINE, "place": place, "period": period},
    )


def ask(text, *rows, published=date(2024, 12, 20)):
    observations, articles, texts = make_store(rows)
    days = {name: date(2025, 10, 3) if "25" in name else published for name in texts}
    stored = [
        replace(o, citation=replace(o.citation, published=days[o.citation.article]))
        for o in observations
    ]
    articles = [replace(a, published=days[a.name]) for a in articles]
    engine = Engine(Small(stored, articles, texts))
    return engine.ask("chat", text)


def test_the_table_holds_twenty_three_merged_provinces():
    assert len(MERGED) == 23
    assert len(GONE) == 29


@pytest.mark.parametrize(("old", "new"), GONE, ids=lambda place: place.name)
def test_the_old_provinces_figure_is_never_the_new_ones(old, new):
    answer = ask(f"tỷ lệ hồ sơ nộp trực tuyến {new.name}", row(old.name, "2024", 41, "a24.txt"))
    assert isinstance(answer, NotFound), answer
    assert answer.reason is Reason.NO_PLACE
    assert answer.nearest[0].label == f"{old.name} (trước sáp nhập)"
    text = render_text(answer, {})
    assert f"Từ 1/7/2025, {old.name} là một phần của {new.name}." in text
    assert "41" not in text


@pytest.mark.parametrize(("old", "new"), GONE, ids=lambda place: place.name)
def test_the_new_provinces_figure_is_never_the_old_ones(old, new):
    answer = ask(f"tỷ lệ hồ sơ nộp trực tuyến {old.name}", row(new.name, "2025-08", 62, "b25.txt"))
    assert isinstance(answer, NotFound), answer
    assert answer.reason is Reason.NO_PLACE
    assert answer.nearest[0].label == f"{new.name} (từ 1/7/2025)"
    text = render_text(answer, {})
    assert f"Từ 1/7/2025, {old.name} là một phần của {new.name}." in text
    assert "62" not in text


@pytest.mark.parametrize(("old", "new"), GONE, ids=lambda place: place.name)
def test_an_old_province_asked_of_after_the_merger_is_said_to_be_gone(old, new):
    rows = (
        row(old.name, "2024", 41, "a24.txt"),
        row(new.name, "2025-08", 62, "b25.txt"),
    )
    answer = ask(f"tỷ lệ hồ sơ nộp trực tuyến {old.name} tháng 8/2025", *rows)
    assert isinstance(answer, NotFound), answer
    assert answer.reason is Reason.NO_PERIOD
    assert f"{new.name} (từ 1/7/2025)" in [choice.label for choice in answer.nearest]
    assert f"Từ 1/7/2025, {old.name} là một phần của {new.name}." in render_text(answer, {})


@pytest.mark.parametrize("new", MERGED, ids=lambda place: place.name)
def test_a_figure_since_the_merger_says_what_it_holds(new):
    answer = ask(f"tỷ lệ hồ sơ nộp trực tuyến {new.name}", row(new.name, "2025-08", 62, "b25.txt"))
    assert isinstance(answer, Answered), answer
    others = [old.name for old in predecessors(new) if old.name != new.name]
    note = f"Từ 1/7/2025, {new.name} gồm cả {', '.join(others)} (tỉnh cũ)."
    assert answer.notes == (note,)
    assert f"Lưu ý: {note}" in render_text(answer, {})
    assert answer_form(answer, "")["notes"] == [note]


@pytest.mark.parametrize("new", MERGED, ids=lambda place: place.name)
def test_a_figure_of_the_old_province_told_later_says_what_it_lacks(new):
    answer = ask(f"tỷ lệ hồ sơ nộp trực tuyến {new.name}", row(new.name, "2024", 41, "c25.txt"))
    assert isinstance(answer, Answered), answer
    others = [old.name for old in predecessors(new) if old.name != new.name]
    assert answer.notes == (
        f"Số này là của {new.name} trước 1/7/2025, chưa gồm {', '.join(others)}.",
    )


def test_a_figure_told_before_the_mergers_needs_no_note():
    answer = ask("tỷ lệ hồ sơ nộp trực tuyến Hưng Yên", row("Hưng Yên", "2024", 41, "a24.txt"))
    assert answer.notes == ()


def test_a_goal_for_the_year_of_the_mergers_told_before_them_is_the_old_provinces():
    made = row("Phú Thọ", "2025", 70, "a24.txt")
    answer = ask("tỷ lệ hồ sơ nộp trực tuyến Phú Thọ", made, published=date(2025, 2, 13))
    assert answer.notes == ()


def test_a_province_that_stayed_as_it_was_needs_no_note():
    answer = ask("tỷ lệ hồ sơ nộp trực tuyến Cao Bằng", row("Cao Bằng", "2025-08", 44, "b25.txt"))
    assert answer.notes == ()
