"""What admins read: differences, uploads, the state, feedback, names."""

import json

import pytest
from telegram import User

from bot.card.models import Verb
from bot.card.units import units
from bot.evaluation.gold import load_gold
from bot.render.phrase import duration_words
from bot.telegram_app.admin.difference import difference_text, is_unchanged, summary_text
from bot.telegram_app.admin.entries import (
    Entry,
    Upload,
    dump_upload,
    load_upload,
    refused,
    upload_card,
)
from bot.telegram_app.admin.feedback import gold_lines
from bot.telegram_app.admin.people import name_of, user_words
from bot.telegram_app.admin.status import ago
from bot.telegram_app.state.models import LoggedAnswer

FORM = {
    "generation": 4,
    "fresh": True,
    "added": ["a.txt"],
    "changed": [],
    "removed": ["b.txt", "c.txt"],
    "unchanged": ["d.txt"],
    "refused": [{"article": "e.txt", "reason": "tệp rỗng"}],
    "articles": 12345,
    "passages": 2,
    "observations": 3,
    "seconds": 1.26,
}


def entry(name="a.txt", **more):
    facts = {"title": "Tin", "published": "2024-05-01", "passages": 3, "observations": 5}
    return Entry(name=name, **facts | more)


def upload(*entries):
    return Upload("u7", 5, 5, None, entries)


def verbs(card):
    return [button.action.verb for row in card.rows for button in row]


def test_a_difference_names_what_changes_and_why_files_are_refused():
    text = difference_text(FORM, 3).text
    assert text.splitlines() == [
        "So với chỉ mục số 3",
        "Thêm 1 bài: a.txt",
        "Bỏ 2 bài: b.txt, c.txt",
        "Giữ nguyên 1 bài",
        "Từ chối 1 tệp:",
        "· e.txt: tệp rỗng",
    ]


def test_a_difference_of_nothing_says_so():
    form = FORM | {"added": [], "removed": []}
    assert is_unchanged(form)
    assert difference_text(form, 3).text.startswith("Không có gì thay đổi")


def test_long_lists_are_cut_and_counted():
    names = [f"{n:04} {'dài ' * 60}.txt" for n in range(3000)]
    many = [{"article": name, "reason": "vì " * 500} for name in names]
    text = difference_text(FORM | {"added": names, "refused": many}, 3).text
    assert "và 2.992 bài khác" in text
    assert "và 2.994 bài khác" in text
    assert units(text) < 4000


def test_names_from_files_stay_on_their_line_and_carry_no_style():
    text = difference_text(FORM | {"added": ["<b>\n/x\u202e.txt"]}, 3)
    assert "Thêm 1 bài: <b> /x.txt" in text.text.splitlines()
    assert len(text.entities) == 1


def test_a_summary_counts_what_is_indexed_now():
    text = summary_text(FORM).text
    assert text.startswith("Đã dựng xong chỉ mục số 4")
    assert text.endswith("12.345 bài, 2 đoạn, 3 số liệu; 1,3 giây")


def test_a_run_that_changed_nothing_says_so():
    assert "không đổi" in summary_text(FORM | {"fresh": False}).text


def test_an_upload_shows_what_would_be_read_of_it():
    examples = ("17% ở Đồng Tháp", "61%", "3 hồ sơ", "4 hồ sơ")
    card = upload_card(upload(entry(examples=examples[:3], sent_as="../a.txt")))
    assert card.parts[0].text.splitlines() == [
        "📄 a.txt: bài mới",
        "Gửi với tên: ../a.txt",
        "Tin",
        "Ngày: 01/05/2024 · 3 đoạn · 5 số liệu",
        "· 17% ở Đồng Tháp",
        "· 61%",
        "· 3 hồ sơ",
    ]
    assert verbs(card) == [Verb.PUBLISH, Verb.DISCARD]


def test_an_upload_of_many_files_fits_one_message():
    names = [f"{n} {'dài' * 40}.txt" for n in range(10)]
    card = upload_card(
        upload(*(entry(name, title="tin " * 300, examples=("x " * 300,) * 3) for name in names))
    )
    assert len(card.parts) == 1
    assert units(card.parts[0].text) <= 4000


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (entry(same=True), "đã có"),
        (refused("a.zip", ["Chỉ nhận tệp .txt"]), "Chỉ nhận tệp .txt."),
    ],
)
def test_an_upload_that_would_change_nothing_has_no_buttons(one, word):
    card = upload_card(upload(one))
    assert card.rows == ()
    assert word in card.parts[0].text


def test_an_upload_says_that_it_replaces_an_article():
    assert "thay bài" in upload_card(upload(entry(replaces=True))).parts[0].text


def test_an_upload_comes_back_as_it_was_kept():
    whole = upload(entry(examples=("a", "b")), refused("x", ["vì thế"]))
    assert load_upload(dump_upload(whole)) == whole


def test_a_file_sent_again_takes_the_place_of_the_first():
    assert upload(entry()).with_entry(entry(title="Mới")).entries == (entry(title="Mới"),)


def answer(**more):
    facts = {
        "board_id": "abcdefghij",
        "chat_id": 77123456,
        "user_id": 88123456,
        "turns": ("hộ nghèo Huế",),
        "text": "còn Cà Mau?",
        "status": "not_found",
        "reason": "no_place",
        "generation": 4,
        "at": 1_700_000_000.0,
        "mark": "down",
        "ups": 0,
        "downs": 1,
    }
    return LoggedAnswer(**facts | more)


def test_feedback_is_gold_that_nobody_has_judged_and_names_nobody(tmp_path):
    lines = gold_lines([answer(), answer(status="answered", mark="down", reason=None, turns=())])
    (tmp_path / "questions.jsonl").write_text(lines)
    first, second = load_gold(tmp_path).questions
    assert first.turns == ("hộ nghèo Huế", "còn Cà Mau?")
    assert first.expect == (None, None)
    assert first.tags == ("down", "not_found")
    assert second.tags == ("down",)
    assert "77123456" not in lines
    assert "88123456" not in lines
    assert json.loads(lines.splitlines()[0])["asked"] == "2023-11-14T22:13:20+00:00"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("An", "Trần", "An Trần"),
        ("<b>\n\u202eAn", None, "<b> An"),
        ("\u200b", None, "không tên"),
        ("x" * 200, None, "x" * 63 + "…"),
    ],
)
def test_a_users_name_is_one_short_line_whatever_it_is(first, last, shown):
    assert name_of(User(5, first, is_bot=False, last_name=last)) == shown


def test_a_user_is_told_by_the_number_too():
    assert user_words(5, "An") == "An (số 5)"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "0 giây"), (59.6, "1 phút"), (3, "3 giây"), (7300, "2 giờ"), (200_000, "2 ngày")],
)
def test_a_time_is_told_in_its_largest_unit(seconds, words):
    assert duration_words(seconds) == words
    assert ago(seconds) == f"{words} trước"
