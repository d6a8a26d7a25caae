"""Digits and number words to values."""

from decimal import Decimal

import pytest

from extract.quantity.numeral import numeral_at, read_numeral

READ = {
    "1.723.384": "1723384",
    "1.340": "1340",
    "22,61": "22.61",
    "45,212": "45.212",
    "1.234,5": "1234.5",
    "1 234 567": "1234567",
    "96.5": "96.5",
    "0.456": "0.456",
    "12.3456": "12.3456",
    "1,234,567": "1234567",
    "1,234.5": "1234.5",
    "02": "2",
    "-0,5": "-0.5",
    "âm 2,3": "-2.3",
    "6,5 triệu": "6500000",
    "1,488 triệu": "1488000",
    "1.250 triệu": "1250000000",
    "12 nghìn tỷ": "12000000000000",
    "39 vạn": "390000",
    "5 ngàn": "5000",
    "3 tỉ": "3000000000",
    "1 triệu 200 nghìn": "1200000",
    "2 tỷ rưỡi": "2500000000",
    "1 nghìn 200": "1200",
    "mười hai": "12",
    "Mười lăm": "15",
    "hai mươi": "20",
    "hai mươi mốt": "21",
    "ba mươi tư": "34",
    "năm mươi": "50",
    "một trăm linh năm": "105",
    "hai trăm hai mươi": "220",
    "hai nghìn ba trăm bốn mươi": "2340",
    "một trăm năm mươi nghìn": "150000",
    "một triệu": "1000000",
    "hai triệu ba trăm nghìn": "2300000",
    "ba phẩy năm": "3.5",
    "muoi hai": "12",
    "6,5 trieu": "6500000",
    "12 nghin ty": "12000000000000",
}


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_reads_the_number(text, value):
    assert read_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hồ sơ",
        "mười năm",
        "hai bên",
        "5 tỷ lệ",
        "12%",
        "1.2.3",
        "trăm",
        "5 ngan hang",
        "hai trăm ba",
    ],
)
def test_reads_nothing_where_the_text_is_not_one_number(text):
    assert read_numeral(text) is None


def test_a_round_number_has_no_exponent():
    assert format(read_numeral("100 triệu"), "f") == str(read_numeral("100 triệu")) == "100000000"


def test_a_numeral_ends_before_what_it_counts():
    text = "đã chi 12 nghìn tỷ đồng"
    numeral = numeral_at(text, 7)
    assert text[7 : numeral.end] == "12 nghìn tỷ"
    assert numeral.scale == 10**12


def test_ty_le_is_no_scale_word():
    numeral = numeral_at("3 tỷ lệ cao", 0)
    assert (numeral.value, numeral.end) == (3, 1)
