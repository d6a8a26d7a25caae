"""Sentences end where sentences end, and pieces where punctuation separates."""

import pytest

from extract.models import Span
from extract.observe.clause import Stretches, find_pieces, find_sentences


def sentences(text):
    return [text[span.start : span.end] for span in find_sentences(text)]


def pieces(text, inside=()):
    found = find_pieces(text, Span(0, len(text)), Stretches(inside))
    return [(text[p.span.start : p.span.end], p.opener, p.depth) for p in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Đạt 17%. Còn 83% chưa đạt.", ["Đạt 17%.", "Còn 83% chưa đạt."]),
        ("Đạt 1.340 hồ sơ. 5 xã về đích", ["Đạt 1.340 hồ sơ.", "5 xã về đích"]),
        ("TP. Hồ Chí Minh đạt 5,5%.", ["TP. Hồ Chí Minh đạt 5,5%."]),
        ("Vì sao? Vì thiếu máy!", ["Vì sao?", "Vì thiếu máy!"]),
        ("gồm giấy tờ, thẻ... và hồ sơ", ["gồm giấy tờ, thẻ... và hồ sơ"]),
        ("", []),
    ],
)
def test_finds_sentences(text, wanted):
    assert sentences(text) == wanted


def test_a_separator_inside_a_number_is_none():
    assert pieces("đạt 22,61%, tăng 1.340 hồ sơ") == [
        ("đạt 22,61%", "", 0),
        ("tăng 1.340 hồ sơ", ",", 0),
    ]


def test_brackets_are_counted():
    assert pieces("đạt 17% (cả nước 32%; năm trước 9%) và") == [
        ("đạt 17%", "", 0),
        ("cả nước 32%", "(", 1),
        ("năm trước 9%", ";", 1),
        ("và", ")", 0),
    ]


def test_what_must_stay_whole_is_not_cut():
    text = "các sở, ngành đạt 5%"
    assert pieces(text, [Span(0, 13)]) == [("các sở, ngành đạt 5%", "", 0)]


def test_a_closing_bracket_without_an_opening_one_is_harmless():
    assert pieces("a) đạt 5%")[-1] == ("đạt 5%", ")", 0)
