"""Where a number comes from: asked after an answer, and in one question."""

import pytest
from answering import FixedSearcher, make_engine

from bot.models import Answered, Asked, Clarify, NotFound, Passages
from bot.render.text import render_text

SOURCE = "Nguồn: Bài bk24.txt · đoạn 1 · 20/12/2024"


@pytest.mark.parametrize(
    "text",
    [
        "nguồn?",
        "nguồn đâu ạ",
        "trích dẫn",
        "bài nào nói vậy?",
        "bài đăng ngày nào?",
        "đăng khi nào",
        "báo nào viết thế",
        "ai nói vậy",
        "lấy ở đâu ra vậy",
        "nguon?",
        "trich dan",
        "bai nao noi vay",
    ],
)
def test_after_an_answer_its_source_is_given(text):
    engine = make_engine()
    engine.ask("chat", "Bắc Kạn còn bao nhiêu hồ sơ quá hạn?")
    answer = engine.ask("chat", text)
    assert answer.asked is Asked.SOURCE
    assert render_text(answer, {}).splitlines() == [
        SOURCE,
        "“Toàn tỉnh Bắc Kạn còn 1.250 hồ sơ quá hạn.”",
        "Số liệu: 1.250 hồ sơ · số hồ sơ quá hạn · Bắc Kạn, năm 2024",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "nguồn của số liệu hồ sơ quá hạn Bắc Kạn?",
        "trích dẫn nguồn số liệu số hồ sơ quá hạn của Bắc Kạn",
        "số hồ sơ quá hạn của Bắc Kạn lấy ở bài nào?",
        "số hồ sơ quá hạn Bắc Kạn do báo nào đăng?",
        "số 1.250 hồ sơ quá hạn của Bắc Kạn lấy từ đâu?",
    ],
)
def test_one_question_can_ask_for_the_source(text):
    answer = make_engine().ask("chat", text)
    assert isinstance(answer, Answered), answer
    assert render_text(answer, {}).splitlines()[0] == SOURCE


def test_a_number_alone_leads_to_its_article():
    answer = make_engine().ask("chat", "số 48% của Bắc Kạn lấy ở bài nào?")
    assert render_text(answer, {}).splitlines()[1].startswith("“Bắc Kạn có 48% hồ sơ")
    assert answer.claim is None


def test_a_number_nobody_wrote_has_no_source():
    answer = make_engine().ask("chat", "số 49% của Bắc Kạn lấy ở bài nào?")
    assert isinstance(answer, NotFound)


def test_the_source_of_a_text_answer_is_its_paragraphs():
    engine = make_engine(searcher=FixedSearcher(0.9))
    engine.ask("chat", "vì sao hồ sơ bị quá hạn ở Cao Bằng")
    assert isinstance(engine.ask("chat", "nguồn?"), Passages)


def test_without_an_answer_before_it_there_is_nothing_to_cite():
    assert isinstance(make_engine().ask("chat", "nguồn?"), NotFound | Clarify)


@pytest.mark.parametrize(
    "text",
    ["nguồn vốn của Lào Cai", "nguồn nước ở Bắc Kạn", "nguồn thu ngân sách Lào Cai bao nhiêu"],
)
def test_a_source_of_money_or_water_is_no_citation(text):
    answer = make_engine().ask("chat", text)
    assert not (isinstance(answer, Answered) and answer.asked is Asked.SOURCE)
