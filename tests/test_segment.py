import unicodedata

import pytest

from extract.text import canonical
from index.passages.segment import Cut, count_telling, cut, known_words_of, words_of


def test_cuts_into_lower_case_syllables_and_pairs_without_punctuation():
    piece = cut("Hồ sơ trực tuyến, đạt 17%.")
    assert piece.terms == ["hồ", "sơ", "trực", "tuyến", "đạt", "17"]
    assert piece.pairs == ["hồ_sơ", "sơ_trực", "trực_tuyến", "tuyến_đạt", "đạt_17"]


@pytest.mark.parametrize(
    "whole", ["22,61", "1.723.384", "01/10/2025", "29-06-2022", "76/2025/nđ-cp", "q3/2023"]
)
def test_keeps_numbers_dates_and_document_numbers_whole_beside_their_parts(whole):
    piece = cut(f"theo {whole} thì")
    assert whole in piece.terms
    assert "theo" in piece.terms


@pytest.mark.parametrize("text", ["kinh tế-xã hội", "và/hoặc", "chấm.phẩy"])
def test_joins_no_words_that_hold_no_digit(text):
    assert cut(text).wholes == ()


def test_folded_terms_are_those_of_the_text_without_diacritics():
    assert cut("Đồng Tháp đạt 22,61%").folded() == cut("Dong Thap dat 22,61%")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_form_and_tone_placement_change_nothing(form):
    written = canonical(unicodedata.normalize(form, "hoà bình thuỷ lợi")).text
    assert cut(written) == cut("hòa bình thủy lợi")


@pytest.mark.parametrize(
    ("question", "runs"),
    [
        ("dân số bao nhiêu", (("dân", "số"),)),
        ("tỷ lệ là bao nhiêu phần trăm", (("tỷ", "lệ"), ("phần", "trăm"))),
        ("ai là giám đốc sở", (("ai", "là", "giám", "đốc", "sở"),)),
        ("cho biết mấy xã đạt chuẩn", (("xã", "đạt", "chuẩn"),)),
        ("dan so bao nhieu", (("dan", "so"),)),
        ("gi la chuyen doi so", (("la", "chuyen", "doi", "so"),)),
    ],
)
def test_leaves_question_words_out_of_questions(question, runs):
    assert cut(question, question=True).runs == runs


@pytest.mark.parametrize("question", ["may tinh", "nhà máy may", "hồ sơ trực tuyến"])
def test_leaves_no_other_words_out(question):
    assert cut(question, question=True) == cut(question)


def test_makes_no_pair_across_a_question_word():
    assert cut("dân số bao nhiêu người", question=True).pairs == ["dân_số"]


def test_keeps_a_question_of_question_words_alone():
    assert cut("bao nhiêu", question=True).terms == ["bao", "nhiêu"]


@pytest.mark.parametrize("text", ["", "?!… 🎉", "___"])
def test_a_text_without_letters_has_no_terms(text):
    assert cut(text, question=True) == Cut(((),))
    assert cut(text).terms == []


def test_a_long_line_without_spaces_is_cut_in_a_time_that_ends():
    piece = cut("a" * 200_000 + "," * 200_000 + "1.a" * 50_000)
    assert len(piece.wholes) == 1


def test_pyvi_words_are_lower_case_without_punctuation_line_by_line():
    words = words_of("Chính quyền điện tử.\nDịch vụ công trực tuyến!")
    assert "trực_tuyến" in words
    assert "." not in words
    assert "!" not in words
    assert all(word == word.lower() for word in words)
    assert words_of("  \n?!") == []


def test_pyvi_words_are_in_canonical_form():
    assert words_of("hoà") == words_of(unicodedata.normalize("NFD", "hoà")) == ["hòa"]


def test_a_question_is_cut_into_the_longest_words_known():
    known = {"dịch_vụ", "dịch_vụ_công", "trực_tuyến"}
    syllables = ["dịch", "vụ", "công", "trực", "tuyến", "toàn", "trình"]
    assert known_words_of(syllables, known.__contains__) == [
        "dịch_vụ_công",
        "trực_tuyến",
        "toàn",
        "trình",
    ]
    assert known_words_of([], known.__contains__) == []
    assert known_words_of(["dịch"], known.__contains__) == ["dịch"]


@pytest.mark.parametrize(
    ("text", "count"), [("vì sao?", 0), ("còn gì?", 1), ("hồ sơ quá hạn là gì", 4), ("", 0)]
)
def test_counts_what_does_more_than_ask(text, count):
    assert count_telling(text) == count
