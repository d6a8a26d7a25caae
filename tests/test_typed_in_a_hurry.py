"""Questions as busy officials type them: several things at once, things that bear a place's name."""

from __future__ import annotations

from decimal import Decimal

import pytest
from answering import make_engine, make_reader

from bot.models import Answered, NotFound
from extract.models import Kind

BORDER = "Mỗi ngày cửa khẩu Lạng Sơn thông quan 1.200 xe hàng, riêng cửa khẩu Hữu Nghị 780 xe."
TRADE = "Kim ngạch xuất khẩu qua Lạng Sơn đạt 1.745 triệu USD, nhập khẩu 1.735 triệu USD."
FILES = "Cấp huyện tiếp nhận 9.835 hồ sơ, giải quyết 9.204 hồ sơ, quá hạn 311 hồ sơ."
STAFF = "Văn phòng đăng ký đất đai có 286 người, lẽ ra phải là 340 người."
TEACHERS = "Lào Cai còn thiếu 1.964 giáo viên; riêng mầm non thiếu 812 giáo viên."
SCHOOLS = "Tỷ lệ trường đạt chuẩn quốc gia của Lào Cai là 64,1%."
GOAL = "Năm 2025, Lào Cai phấn đấu 70% số trường đạt chuẩn quốc gia."
PORT = "Thời gian chờ cầu bình quân của một tàu ở Cảng Quy Nhơn là 2,3 ngày."
DIGITAL = "Kinh tế số ước đóng góp 19,7% GRDP của Đà Nẵng."
PRICES = "CPI bình quân của Đà Nẵng tăng 3,27%."
LATE = "Đồng Xoài để trễ hạn 212 hồ sơ, Chơn Thành 305 hồ sơ."
CUT = "Lai Châu phấn đấu đến năm 2021 giảm 10% biên chế."
SEX = "Tỷ số GTKS của Thái Nguyên là 113,5 trẻ trai/100 trẻ gái."


def row(file, sentence, number, value, unit, indicator, place, **more):
    fields = {"value": value, "unit": unit, "indicator": indicator, "place": place, **more}
    return (file, sentence, number, fields)


ROWS = (
    row("ls24.txt", BORDER, "1.200 xe", "1200", "xe", "số xe hàng thông quan mỗi ngày", "Lạng Sơn"),
    row(
        *("ls24.txt", BORDER, "780 xe", "780", "xe", "số xe hàng thông quan mỗi ngày", "Lạng Sơn"),
        subject="cửa khẩu Hữu Nghị",
    ),
    row(
        "ls24.txt", TRADE, "1.745 triệu USD", "1745000000", "USD", "kim ngạch xuất khẩu", "Lạng Sơn"
    ),
    row("ls24.txt", TRADE, "1.735 triệu USD", "1735000000", "USD", "nhập khẩu", "Lạng Sơn"),
    row(
        "qt24.txt",
        FILES,
        "9.835 hồ sơ",
        "9835",
        "hồ sơ",
        "số hồ sơ tiếp nhận",
        "Quảng Trị",
        subject="cấp huyện",
    ),
    row(
        "qt24.txt",
        FILES,
        "9.204 hồ sơ",
        "9204",
        "hồ sơ",
        "số hồ sơ giải quyết",
        "Quảng Trị",
        subject="cấp huyện",
    ),
    row(
        "qt24.txt",
        FILES,
        "311 hồ sơ",
        "311",
        "hồ sơ",
        "số hồ sơ quá hạn",
        "Quảng Trị",
        subject="cấp huyện",
    ),
    row(
        "bt24.txt",
        STAFF,
        "286 người",
        "286",
        "người",
        "số người của văn phòng đăng ký đất đai",
        "Bình Thuận",
    ),
    row(
        "bt24.txt",
        STAFF,
        "340 người",
        "340",
        "người",
        "số người của văn phòng đăng ký đất đai",
        "Bình Thuận",
    ),
    row(
        "bt24.txt",
        "Có 45.527 hồ sơ đúng hạn.",
        "45.527 hồ sơ",
        "45527",
        "hồ sơ",
        "số hồ sơ đúng hạn",
        "Bình Thuận",
    ),
    row(
        "lc24.txt",
        TEACHERS,
        "1.964 giáo viên",
        "1964",
        "giáo viên",
        "số giáo viên còn thiếu",
        "Lào Cai",
    ),
    row(
        *(
            "lc24.txt",
            TEACHERS,
            "812 giáo viên",
            "812",
            "giáo viên",
            "số giáo viên còn thiếu",
            "Lào Cai",
        ),
        subject="mầm non",
    ),
    row("lc24.txt", SCHOOLS, "64,1%", "64.1", "%", "tỷ lệ trường đạt chuẩn quốc gia", "Lào Cai"),
    row(
        *("lc24.txt", GOAL, "70%", "70", "%", "tỷ lệ trường đạt chuẩn quốc gia", "Lào Cai"),
        period="2025",
        kind=Kind.TARGET,
    ),
    row(
        *(
            "bd24.txt",
            PORT,
            "2,3 ngày",
            "2.3",
            "ngày",
            "thời gian chờ cầu bình quân của một tàu",
            "Bình Định",
        ),
        subject="Cảng Quy Nhơn",
    ),
    row("dn24.txt", DIGITAL, "19,7%", "19.7", "%", "tỷ lệ kinh tế số đóng góp", "Đà Nẵng"),
    row("dn24.txt", PRICES, "3,27%", "3.27", "%", "mức tăng CPI bình quân", "Đà Nẵng"),
    row(
        "bp24.txt",
        LATE,
        "212 hồ sơ",
        "212",
        "hồ sơ",
        "số hồ sơ trễ hạn",
        "Đồng Xoài",
        province="Bình Phước",
    ),
    row(
        "bp24.txt",
        LATE,
        "305 hồ sơ",
        "305",
        "hồ sơ",
        "số hồ sơ trễ hạn",
        "Chơn Thành",
        province="Bình Phước",
    ),
    row(
        "lch24.txt",
        CUT,
        "10%",
        "10",
        "%",
        "mức giảm biên chế",
        "Lai Châu",
        period="2021",
        kind=Kind.TARGET,
    ),
    row(
        "tn24.txt",
        SEX,
        "113,5 trẻ trai/100 trẻ gái",
        "113.5",
        "trẻ trai/100 trẻ gái",
        "tỷ số GTKS",
        "Thái Nguyên",
    ),
)
ENGINE = make_engine(ROWS)


def values(answer):
    assert isinstance(answer, Answered), answer
    return [figure.stored.observation.value for figure in answer.figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lạng Sơn mỗi ngày thông quan mấy xe hàng, riêng Hữu Nghị?", ["1200", "780"]),
        ("Lào Cai thiếu bao nhiêu giáo viên? Riêng mầm non thì sao?", ["1964", "812"]),
        ("lao cai thieu bao nhieu giao vien, rieng mam non?", ["1964", "812"]),
        (
            "kim ngạch xuất khẩu và nhập khẩu Lạng Sơn mỗi bên bao nhiêu đô",
            ["1745000000", "1735000000"],
        ),
        (
            "Quảng Trị: cấp huyện tiếp nhận, giải quyết, quá hạn mỗi thứ mấy hồ sơ",
            ["9835", "9204", "311"],
        ),
        ("xin số hồ sơ tiếp nhận và số hồ sơ quá hạn cấp huyện Quảng Trị", ["9835", "311"]),
        (
            "Văn phòng đăng ký đất đai Bình Thuận có mấy người, lẽ ra phải được bao nhiêu?",
            ["286", "340"],
        ),
    ],
)
def test_all_that_a_message_goes_on_to_ask_is_given(text, expected):
    assert values(ENGINE.follow((), text)) == [Decimal(value) for value in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tàu vào cảng Quy Nhơn phải chờ mấy ngày?", "2.3"),
        ("kinh tế số chiếm bao nhiêu GRDP Đà Nẵng", "19.7"),
        ("CPI bình quân Đà Nẵng là bao nhiêu", "3.27"),
        ("chỉ tiêu đến 2021 Lai Châu cắt bao nhiêu phần trăm biên chế?", "10"),
        ("tỷ số giới tính khi sinh Thái Nguyên", "113.5"),
        ("tỷ lệ trường đạt chuẩn quốc gia Lao Cai", "64.1"),
    ],
)
def test_the_number_meant_is_given(text, expected):
    assert values(ENGINE.follow((), text))[0] == Decimal(expected)


def test_the_one_that_has_most_of_those_named_comes_first():
    text = "Đồng Xoài, Chơn Thành chỗ nào để trễ nhiều hồ sơ nhất?"
    assert values(ENGINE.follow((), text)) == [Decimal(305), Decimal(212)]


def test_what_is_so_is_given_after_a_goal():
    asked = "năm 2025 Lào Cai phấn đấu bao nhiêu phần trăm trường đạt chuẩn quốc gia?"
    assert values(ENGINE.follow((), asked)) == [Decimal(70)]
    assert values(ENGINE.follow((asked,), "hiện tại thì sao?")) == [Decimal("64.1")]


def test_a_thing_that_bears_the_name_of_a_place_is_not_the_place():
    assert isinstance(ENGINE.follow((), "Tàu vào Quy Nhơn phải chờ mấy ngày?"), NotFound)
    assert isinstance(ENGINE.follow((), "Cảng Hải Phòng có mấy cầu tàu?"), NotFound)


def test_the_goal_of_a_share_of_a_plan_is_a_goal():
    reader = make_reader(ROWS)
    goal = "mục tiêu tỷ lệ giải ngân so với kế hoạch của Lào Cai là bao nhiêu"
    assert reader.read(goal).wants_target
    assert not reader.read("Lào Cai giải ngân bao nhiêu phần trăm so với mục tiêu").wants_target


def test_a_slip_in_a_long_name_still_names_the_province():
    reader = make_reader(ROWS)
    assert [place.words for place in reader.read("Tuyên Quan có mấy xã").places] == ["Tuyên Quang"]
