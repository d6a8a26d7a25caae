"""What is asked must be what is told: else choices, both numbers, or none."""

from decimal import Decimal

import pytest
from answering import make_engine

from bot.models import Answered, Clarify, NotFound


def row(name, sentence, written, **fields):
    return name, sentence, written, fields


def ask(text, *rows):
    return make_engine(rows).ask("chat", text)


def values_of(answer):
    return [figure.stored.observation.value for figure in answer.figures]


MACHINES = (
    row(
        "ht24.txt",
        "Hà Tĩnh có 198 máy ATM trong hệ thống.",
        "198 máy ATM",
        indicator="số máy ATM hệ thống",
        place="Hà Tĩnh",
        value="198",
        unit="máy ATM",
    ),
    row(
        "qt24.txt",
        "Mạng lưới của Quảng Trị gồm 113 ATM.",
        "113 ATM",
        indicator="số ATM mạng lưới",
        place="Quảng Trị",
        value="113",
        unit="ATM",
    ),
)


def test_of_two_places_without_one_asked_none_is_given():
    answer = ask("số máy ATM", *MACHINES)
    assert isinstance(answer, Clarify)
    assert [choice.label for choice in answer.choices] == ["Hà Tĩnh", "Quảng Trị"]
    assert values_of(ask("số máy ATM ở Quảng Trị", *MACHINES)) == [Decimal(113)]


def test_articles_that_count_in_other_words_contradict_each_other():
    poor = {"indicator": "số hộ nghèo", "place": "Cà Mau", "period": "2023"}
    answer = ask(
        "Cà Mau năm 2023 còn bao nhiêu hộ nghèo",
        row(
            "cm23.txt",
            "Cà Mau còn 9.604 hộ nghèo.",
            "9.604 hộ",
            **poor,
            value="9604",
            unit="hộ nghèo",
        ),
        row("vp24.txt", "Cà Mau giảm còn 9.312 hộ.", "9.312 hộ", **poor, value="9312", unit="hộ"),
    )
    assert isinstance(answer, Answered)
    assert sorted(values_of(answer)) == [Decimal(9312), Decimal(9604)]


def test_what_says_more_than_a_number_does_not_contradict_it():
    place = {"place": "Cà Mau", "period": "2023", "unit": "hộ"}
    answer = ask(
        "Cà Mau năm 2023 còn bao nhiêu hộ nghèo",
        row(
            "cm23.txt", "Còn 9.604 hộ.", "9.604 hộ", indicator="số hộ nghèo", value="9604", **place
        ),
        row("vp24.txt", "Có 42 hộ.", "42 hộ", indicator="số hộ tái nghèo", value="42", **place),
    )
    assert isinstance(answer, Answered)
    assert values_of(answer) == [Decimal(9604)]


def test_where_a_commune_takes_files_stands_for_the_commune():
    online = {"indicator": "tỷ lệ hồ sơ trực tuyến", "place": "Hạc Thành", "period": "2025-Q3"}
    office = "Trung tâm Phục vụ hành chính công phường"
    answer = ask(
        "Hạc Thành hồ sơ trực tuyến bao nhiêu %",
        row("cm23.txt", "Phường có 91,8% hồ sơ trực tuyến.", "91,8%", **online, value="91.8"),
        row(
            "vp24.txt",
            "Trung tâm có 93,4% hồ sơ trực tuyến.",
            "93,4%",
            **online,
            subject=office,
            value="93.4",
        ),
    )
    assert isinstance(answer, Answered)
    assert sorted(values_of(answer)) == [Decimal("91.8"), Decimal("93.4")]


ACCIDENTS = row(
    "dt26.txt",
    "Tháng 1/2026 Đồng Tháp xảy ra 41 vụ tai nạn.",
    "41 vụ",
    indicator="số vụ tai nạn",
    place="Đồng Tháp",
    value="41",
    unit="vụ",
    period="2026-01",
)
HURT = row(
    "dt26.txt",
    "Tai nạn ở Đồng Tháp làm 27 người bị thương.",
    "27 người",
    indicator="số người bị thương vì tai nạn",
    place="Đồng Tháp",
    value="27",
    unit="người",
    period="2026-01",
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Đồng Tháp tháng 1/2026 có mấy vụ cháy nhà", ACCIDENTS),
        ("Đồng Tháp có mấy xã có người bị thương vì tai nạn", HURT),
    ],
)
def test_other_mishaps_and_other_things_counted_do_not_answer(text, told):
    assert isinstance(ask(text, told), NotFound)
    assert isinstance(ask("Đồng Tháp có bao nhiêu vụ tai nạn", ACCIDENTS), Answered)
