import pytest
from goldfile import absent, cases

from bot.question.prose import asks_for_text, for_search, papers
from bot.question.standins import said_for
from index.passages.segment import cut


@pytest.mark.parametrize(("text", "case"), cases("prose.toml"))
def test_a_question_for_words_is_known(text, case):
    assert asks_for_text(text), case["wants"]


@pytest.mark.parametrize("text", absent("prose.toml"))
def test_a_question_for_a_number_is_none_for_words(text):
    assert not asks_for_text(text)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "Vì đâu mà trạm bơm Cầu Gỗ ngừng chạy vậy?",
            ["trạm", "bơm", "cầu", "gỗ", "ngừng", "chạy"],
        ),
        ("ai ký quyết định thu hồi đất rứa", ["ký", "quyết", "định", "thu", "hồi", "đất"]),
        ("đơn vị nào trồng rừng ven biển?", ["trồng", "rừng", "ven", "biển"]),
    ],
)
def test_only_what_an_answer_can_say_is_searched(question, words):
    assert cut(for_search(question)).terms == words


def test_words_that_look_like_talk_without_marks_stay():
    assert cut(for_search("vì sao dư nợ vay thế chấp giảm")).terms == [
        "dư",
        "nợ",
        "vay",
        "thế",
        "chấp",
        "giảm",
    ]


def test_a_question_of_talk_alone_stays_as_it_is():
    assert for_search("là sao vậy") == "là sao vậy"


def test_the_letters_of_a_number_may_stand_for_the_kind_of_document():
    assert "nq" in said_for("nghị quyết về học phí")["quyết"]


def test_a_telephone_may_stand_for_a_call():
    assert "đường dây nóng" in said_for("cần gọi khi mất nước")["gọi"]


def test_the_numbers_of_documents_are_found_whatever_the_marks():
    assert papers("Kế hoạch 88/KH-UBND và Nghị định 12/2024/NĐ-CP") == [
        "88/kh-ubnd",
        "12/2024/nd-cp",
    ]


def test_an_abbreviation_and_what_it_stands_for_are_one():
    assert "bhyt" in said_for("người tham gia bảo hiểm y tế")["hiểm"]
    assert "bảo hiểm y tế" in said_for("thẻ bhyt")["bhyt"]
