import json
from pathlib import Path

import pytest

from bot.config import Settings
from bot.terminal.repl import Console

ARTICLE = """Tỉnh Đồng Tháp đẩy mạnh nộp hồ sơ qua mạng

20/08/2024 - 10:24

Tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 17%.
"""


@pytest.fixture
def console(tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(ARTICLE, encoding="utf-8")
    said = []
    settings = Settings(data=tmp_path / "data", sources=(articles,))
    opened = Console(settings, said.append, as_json=False)
    opened.said = said
    opened.articles = articles
    yield opened
    opened.close()


def test_what_is_not_indexed_yet_is_indexed_first_and_that_is_said(console):
    assert "Chưa có chỉ mục" in console.said[0]
    assert "1 bài" in console.said[-1]


def test_a_question_is_answered_with_its_source(console):
    assert console.respond("tỷ lệ hồ sơ trực tuyến Đồng Tháp?").startswith("17% · ")


def test_commands_show_how_the_last_answer_came_about(console):
    console.respond("tỷ lệ hồ sơ trực tuyến Đồng Tháp?")
    assert console.respond(":trace")
    form = json.loads(console.respond(":json"))
    assert form["status"] == "answered"
    assert form["observations"][0]["value"] == "17"


@pytest.mark.parametrize("command", [":trace", ":json"])
def test_before_any_question_there_is_nothing_to_show(console, command):
    assert console.respond(command).startswith("Chưa có")


def test_search_and_parse_show_what_the_index_and_the_readers_see(console):
    assert "đoạn 1" in console.respond(":search hồ sơ trực tuyến")
    assert "Không đoạn nào" in console.respond(":search xylophone")
    assert "value=17" in console.respond(":parse đạt 17%")
    assert console.respond(":parse") == "Không đọc được gì."


def test_names_shows_what_was_proposed_for_each_number_and_the_choice(console):
    shown = console.respond(":names Tỷ lệ hộ nghèo còn 3%; tỷ lệ này ở Ba Tri là 5%.")
    assert "“3%”: tỷ lệ hộ nghèo" in shown
    assert "ngay trước]" in shown
    assert "“5%”: tỷ lệ hộ nghèo" in shown
    assert "đã nêu" in shown
    assert sum(line.startswith(" * ") for line in shown.splitlines()) == 2


@pytest.mark.parametrize("text", ["", " ", "...", "Hội nghị bế mạc."])
def test_names_says_so_where_no_number_is_named(console, text):
    assert console.respond(f":names {text}").startswith("Không số nào")


def test_reindex_makes_new_articles_answer(console):
    added = ARTICLE.replace("Đồng Tháp", "Lào Cai").replace("17%", "61%")
    (Path(console.articles) / "b.txt").write_text(added, encoding="utf-8")
    report = console.respond(":reindex")
    assert "Thêm 1 bài: b.txt" in report
    assert console.respond("tỷ lệ hồ sơ trực tuyến Lào Cai?").startswith("61% · ")


def test_what_goes_wrong_is_told_and_the_conversation_goes_on(console, tmp_path):
    assert "Không tìm thấy" in console.respond(f":reindex {tmp_path / 'none'}")
    assert "2.000" in console.respond("a" * 2_001)
    assert ":help" in console.respond(":nothing")
    assert console.respond("tỷ lệ hồ sơ trực tuyến Đồng Tháp?").startswith("17% · ")


def test_help_names_every_command(console):
    shown = console.respond(":help")
    for name in (":trace", ":json", ":search", ":parse", ":names", ":reindex", ":help", ":quit"):
        assert name in shown


@pytest.mark.parametrize("line", [":quit", ":q", " :exit \n"])
def test_leaving_is_leaving(console, line):
    assert console.respond(line) is None


@pytest.mark.parametrize("line", ["", "  \n"])
def test_an_empty_line_is_no_question(console, line):
    assert console.respond(line) == ""
