from decimal import Decimal

import pytest
from figures import observed

from bot.render.phrase import (
    amount_words,
    cut_around,
    number_words,
    observed_words,
    one_line,
    period_words,
    where_and_when,
)
from extract.models import Bound, Fraction, Rank


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("17", "17"),
        ("1340", "1.340"),
        ("1723384", "1.723.384"),
        ("22.61", "22,61"),
        ("45.212", "45,212"),
        ("1234.5", "1.234,5"),
        ("0", "0"),
        ("-3.2", "-3,2"),
        ("999", "999"),
    ],
)
def test_numbers_have_dots_for_thousands_and_a_comma_for_decimals(number, words):
    assert number_words(Decimal(number)) == words


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        ("22.61", "%", "22,61%"),
        ("8.05", "điểm phần trăm", "8,05 điểm phần trăm"),
        ("1340", "thủ tục", "1.340 thủ tục"),
        ("5", "hạng", "hạng 5"),
        ("24044000000000", "đồng", "24.044 tỷ đồng"),
        ("6500000", "đồng/người/tháng", "6,5 triệu đồng/người/tháng"),
        ("5090000000", "USD", "5,09 tỷ USD"),
        ("1234567891", "đồng", "1.234.567.891 đồng"),
        ("350000", "đồng", "350.000 đồng"),
        ("1488000", "lượt khách", "1.488.000 lượt khách"),
        ("12", "", "12"),
    ],
)
def test_amounts_are_written_with_their_unit(number, unit, words):
    assert amount_words(Decimal(number), unit) == words


@pytest.mark.parametrize(
    ("bound", "unit", "words"),
    [
        (Bound.EXACT, "%", "17%"),
        (Bound.ABOUT, "%", "khoảng 17%"),
        (Bound.ABOVE, "%", "trên 17%"),
        (Bound.AT_LEAST, "%", "từ 17% trở lên"),
        (Bound.BELOW, "%", "dưới 17%"),
        (Bound.AT_MOST, "%", "không quá 17%"),
        (Bound.AT_MOST, "hạng", "từ hạng 17 trở lên"),
    ],
)
def test_bounds_are_said_in_words(bound, unit, words):
    assert observed_words(observed("17", unit, bound=bound).observation) == words


def test_ranges_ranks_and_fractions_are_written_as_such():
    assert observed_words(observed("20", value_to=Decimal(30)).observation) == "20–30%"
    rank = observed("5", "hạng", rank=Rank(5, 8)).observation
    assert observed_words(rank) == "hạng 5/8"
    part = Fraction(Decimal(252856), Decimal(314984))
    counted = observed("252856", "hồ sơ", fraction=part).observation
    assert observed_words(counted) == "252.856/314.984 hồ sơ"
    assert observed_words(observed("80.3", fraction=part).observation) == "80,3% (252.856/314.984)"


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("2022", "năm 2022"),
        ("2022-06", "6/2022"),
        ("2022-05-31", "31/5/2022"),
        ("2023-Q1", "quý I/2023"),
        ("2023-Q4", "quý IV/2023"),
        ("2024-01/2024-06", "6 tháng đầu năm 2024"),
        ("2024-01/2024-09", "9 tháng đầu năm 2024"),
        ("2024-07/2024-12", "6 tháng cuối năm 2024"),
        ("2024-01/2024-12", "năm 2024"),
        ("2024-03/2024-05", "3/2024–5/2024"),
        ("2021/2025", "giai đoạn 2021–2025"),
        ("2022-12-15/2023-03-14", "15/12/2022–14/3/2023"),
        ("2022-Q1/2022-Q2", "quý I/2022–quý II/2022"),
        ("../2022-07-15", "đến 15/7/2022"),
        ("2022-07-15/..", "từ 15/7/2022"),
    ],
)
def test_periods_are_written_as_people_say_them(label, words):
    assert period_words(label) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Đồng Tháp, 6/2022"),
        ({"place": "Việt Nam"}, "cả nước, 6/2022"),
        ({"place": "Ngã Bảy", "province": "Hậu Giang"}, "Ngã Bảy (Hậu Giang), 6/2022"),
        ({"place": "Hậu Giang", "province": "Hậu Giang"}, "Hậu Giang, 6/2022"),
        ({"subject": "Sở Tư pháp"}, "Sở Tư pháp, Đồng Tháp, 6/2022"),
        ({"place": None, "period": None}, ""),
    ],
)
def test_where_and_when_say_what_is_known(fields, words):
    assert where_and_when(observed(**fields).observation) == words


def test_a_long_quote_is_cut_at_spaces_around_its_number():
    text = "đầu " * 200 + "đạt 17% và " + "cuối " * 200
    start = text.index("17%")
    cut = cut_around(text, start, start + 3)
    assert "đạt 17% và" in cut
    assert cut.startswith("… đầu")
    assert cut.endswith("cuối …")
    assert len(cut) <= 310


@pytest.mark.parametrize("where", ["start", "end"])
def test_a_cut_quote_keeps_its_own_start_or_end(where):
    filler = "chữ " * 200
    text = f"17% {filler}" if where == "start" else f"{filler}17%"
    start = text.index("17%")
    cut = cut_around(text, start, start + 3)
    assert cut.startswith("17%") if where == "start" else cut.endswith("17%")


def test_a_text_without_spaces_is_cut_all_the_same():
    cut = cut_around("a" * 1_000 + "17" + "a" * 1_000, 1_000, 1_002)
    assert "17" in cut
    assert len(cut) <= 310


def test_a_short_quote_is_left_whole():
    assert cut_around("Đạt 17%.", 4, 7) == "Đạt 17%."


def test_line_breaks_become_spaces_and_terminal_codes_go():
    assert one_line("Đạt\r\n 17%\x1b[31m\x00\u202e.") == "Đạt 17%[31m."
