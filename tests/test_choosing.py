"""Which of several numbers that share the question's words is the one meant."""

from decimal import Decimal

import pytest
from answering import make_engine

from bot.models import Answered, NotFound
from bot.question.siblings import load_siblings
from extract.models import Kind, Rank

_POOR = "số hộ nghèo"
ROWS = (
    (
        "vp25.txt",
        "Đầu năm, Vĩnh Phúc có 4.983 hộ nghèo; qua rà soát cuối năm còn 3.902 hộ nghèo.",
        "4.983 hộ",
        {"indicator": _POOR, "place": "Vĩnh Phúc", "value": "4983", "unit": "hộ"},
    ),
    (
        "vp25.txt",
        "Đầu năm, Vĩnh Phúc có 4.983 hộ nghèo; qua rà soát cuối năm còn 3.902 hộ nghèo.",
        "3.902 hộ",
        {"indicator": _POOR, "place": "Vĩnh Phúc", "value": "3902", "unit": "hộ"},
    ),
    (
        "vp25.txt",
        "Tỉnh đã sửa 615 căn nhà cho hộ nghèo trong quý II.",
        "615 căn nhà",
        {
            "indicator": "số căn nhà hộ nghèo sửa",
            "place": "Vĩnh Phúc",
            "value": "615",
            "unit": "căn nhà",
            "period": "2026-06",
        },
    ),
    (
        "lc25.txt",
        "Cả tỉnh Lai Châu có 2.480 máy tính.",
        "2.480 máy tính",
        {"indicator": "số máy tính", "place": "Lai Châu", "value": "2480", "unit": "máy tính"},
    ),
    (
        "lc25.txt",
        "Bình quân 0,8 máy tính một cán bộ ở Lai Châu.",
        "0,8 máy tính",
        {
            "indicator": "số máy tính bình quân",
            "place": "Lai Châu",
            "value": "0.8",
            "unit": "máy tính/cán bộ",
        },
    ),
    (
        "kt25.txt",
        "Hội viên Kon Tum có thu nhập 54 triệu đồng/năm.",
        "54 triệu đồng",
        {
            "indicator": "thu nhập của hội viên",
            "place": "Kon Tum",
            "value": "54000000",
            "unit": "đồng/năm",
        },
    ),
    (
        "yb25.txt",
        "Yên Bái nhận 8.140 hồ sơ trong quý.",
        "8.140 hồ sơ",
        {
            "indicator": "số hồ sơ tiếp nhận",
            "place": "Yên Bái",
            "subject": "các cơ quan, đơn vị",
            "value": "8140",
            "unit": "hồ sơ",
        },
    ),
    (
        "yb25.txt",
        "Sở Y tế Yên Bái nhận 310 hồ sơ trong quý.",
        "310 hồ sơ",
        {
            "indicator": "số hồ sơ tiếp nhận",
            "place": "Yên Bái",
            "subject": "Sở Y tế",
            "value": "310",
            "unit": "hồ sơ",
        },
    ),
)


def value_of(text, rows=ROWS):
    answer = make_engine(rows).ask("chat", text)
    return answer.figures[0].stored.observation.value if isinstance(answer, Answered) else answer


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Vĩnh Phúc còn bao nhiêu hộ nghèo", "3902"),
        ("đầu năm Vĩnh Phúc có mấy hộ nghèo", "4983"),
        ("số máy tính Lai Châu", "2480"),
        ("ở Lai Châu mỗi cán bộ được mấy cái máy tính", "0.8"),
        ("Yên Bái tiếp nhận bao nhiêu hồ sơ", "8140"),
        ("Sở Y tế Yên Bái tiếp nhận bao nhiêu hồ sơ", "310"),
    ],
)
def test_of_numbers_named_alike_the_one_meant_is_given(text, value):
    assert value_of(text) == Decimal(value)


def test_what_counts_other_things_does_not_answer_for_being_newer():
    assert value_of("số hộ nghèo Vĩnh Phúc") == Decimal(3902)


def test_a_year_does_not_answer_for_a_month():
    assert isinstance(value_of("hội viên Kon Tum mỗi tháng thu nhập mấy triệu"), NotFound)
    assert value_of("hội viên Kon Tum mỗi năm thu nhập mấy triệu") == Decimal(54000000)


_MONTHS = (
    (
        "tn24.txt",
        "Theo ngành giao thông, từ 15/12/2023 đến 14/3/2024 Tây Ninh có 77 vụ tai nạn.",
        "77 vụ",
        {
            "indicator": "số vụ tai nạn giao thông",
            "place": "Tây Ninh",
            "value": "77",
            "unit": "vụ",
            "period": "2023-12-15/2024-03-14",
        },
    ),
    (
        "tn24.txt",
        "Đến 18/11, tỷ lệ bao phủ bảo hiểm y tế ở Tây Ninh đạt 91%.",
        "91%",
        {
            "indicator": "tỷ lệ bao phủ bảo hiểm y tế",
            "place": "Tây Ninh",
            "period": "2024-11-18",
        },
    ),
    (
        "tn24.txt",
        "Tây Ninh đã trồng 640 ha rừng.",
        "640 ha",
        {
            "indicator": "diện tích trồng rừng",
            "place": "Tây Ninh",
            "value": "640",
            "unit": "ha",
            "period": "2024-12",
        },
    ),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("quý I/2024 Tây Ninh mấy vụ tai nạn giao thông", "77"),
        ("quí 1/2024 Tây Ninh mấy vụ tai nạn giao thông", "77"),
        ("cuối tháng 11/2024 bảo hiểm y tế Tây Ninh phủ mấy phần trăm", "91"),
        ("11 tháng 2024 Tây Ninh trồng bao nhiêu ha rừng", "640"),
    ],
)
def test_a_time_about_the_one_asked_answers(text, value):
    assert value_of(text, _MONTHS) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "quý II/2024 Tây Ninh mấy vụ tai nạn giao thông",
        "cuối tháng 9/2024 bảo hiểm y tế Tây Ninh phủ mấy phần trăm",
        "6 tháng 2024 Tây Ninh trồng bao nhiêu ha rừng",
    ],
)
def test_a_time_long_before_or_after_does_not(text):
    assert isinstance(value_of(text, _MONTHS), NotFound)


_BESIDE = (
    (
        "ls24.txt",
        "Lạng Sơn có 5.120 người tham gia bảo hiểm xã hội tự nguyện.",
        "5.120 người",
        {
            "indicator": "số người tham gia bảo hiểm xã hội tự nguyện",
            "place": "Lạng Sơn",
            "value": "5120",
            "unit": "người",
        },
    ),
    (
        "ls24.txt",
        "Tỷ lệ hộ dùng nước sạch ở Lạng Sơn đạt 66%.",
        "66%",
        {"indicator": "tỷ lệ hộ dùng nước sạch", "place": "Lạng Sơn"},
    ),
    (
        "tn24.txt",
        "Tỷ lệ hộ dùng nước sạch ở Thái Nguyên đạt 81%.",
        "81%",
        {"indicator": "tỷ lệ hộ dùng nước sạch", "place": "Thái Nguyên"},
    ),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("BHXH TN Lạng Sơn có bao nhiêu người", "5120"),
        ("Lạng Sơn mấy phần trăm hộ xài nước sạch", "66"),
        ("hộ dùng nước sạch TN được mấy phần trăm", "81"),
    ],
)
def test_what_only_looks_like_a_place_beside_one_is_none(text, value):
    assert value_of(text, _BESIDE) == Decimal(value)


def test_places_set_side_by_side_are_both_meant():
    answer = make_engine(_BESIDE).ask("chat", "so sánh tỷ lệ hộ dùng nước sạch TN với Lạng Sơn")
    assert isinstance(answer, Answered)
    assert {figure.stored.observation.value for figure in answer.figures} == {81, 66}


def test_a_goal_is_found_among_many_numbers_of_what_is_so():
    many = tuple(
        (
            "qn24.txt",
            f"Tháng {month}, Quảng Nam có {900 + day} doanh nghiệp mới ở khu {day}.",
            f"{900 + day} doanh nghiệp",
            {
                "indicator": f"số doanh nghiệp mới ở khu {day}",
                "place": "Quảng Nam",
                "value": str(900 + day),
                "unit": "doanh nghiệp",
            },
        )
        for month in (1, 2)
        for day in range(20 * month, 20 * month + 20)
    )
    goal = (
        "qn24.txt",
        "Năm 2024, Quảng Nam phấn đấu có 1.300 doanh nghiệp.",
        "1.300 doanh nghiệp",
        {
            "indicator": "số doanh nghiệp",
            "place": "Quảng Nam",
            "value": "1300",
            "unit": "doanh nghiệp",
            "kind": Kind.TARGET,
        },
    )
    text = "năm 2024 Quảng Nam phấn đấu có mấy doanh nghiệp mới"
    assert value_of(text, (*many, goal)) == Decimal(1300)


def test_words_that_only_people_use_are_known_without_marks():
    loss = (
        "nt24.txt",
        "Tỷ lệ tổn thất điện năng của Ninh Thuận là 5,02%.",
        "5,02%",
        {"indicator": "tỷ lệ tổn thất điện năng", "place": "Ninh Thuận"},
    )
    assert value_of("hao hut dien ninh thuan may phan tram", (loss,)) == Decimal("5.02")


_LIST = "Nhiều hộ nghèo nhất là huyện Đầm Dơi 2.118 hộ, tiếp theo là U Minh 1.455 hộ và Trần Văn Thời 1.402 hộ."
_DISTRICTS = tuple(
    (
        "cm24.txt",
        _LIST,
        written,
        {
            "indicator": name,
            "place": place,
            "province": "Cà Mau",
            "value": written.removesuffix(" hộ").replace(".", ""),
            "unit": "hộ",
        },
    )
    for written, name, place in (
        ("2.118 hộ", "số hộ nghèo", "Đầm Dơi"),
        ("1.455 hộ", "tiếp theo", "U Minh"),
        ("1.402 hộ", "số hộ nghèo", "Trần Văn Thời"),
    )
)


def test_a_list_in_one_sentence_is_ranked_as_a_whole():
    answer = make_engine(_DISTRICTS).ask("chat", "3 huyện nhiều hộ nghèo nhất Cà Mau")
    assert isinstance(answer, Answered)
    assert [f.stored.observation.place for f in answer.figures] == [
        "Đầm Dơi",
        "U Minh",
        "Trần Văn Thời",
    ]


def test_what_lies_in_a_renamed_province_lies_in_it_by_either_name():
    ward = (
        "hue25.txt",
        "Phường Thuận Hóa giải ngân 87,8%, phường Hương Thủy giải ngân 81,3%.",
        "87,8%",
        {"indicator": "tỷ lệ giải ngân", "place": "Thuận Hóa", "province": "Thừa Thiên Huế"},
    )
    other = (
        *ward[:2],
        "81,3%",
        {"indicator": "tỷ lệ giải ngân", "place": "Hương Thủy", "province": "Thừa Thiên Huế"},
    )
    assert value_of("phường nào giải ngân cao nhất TP Huế", (ward, other)) == Decimal("87.8")


def test_the_region_that_a_rank_is_within_is_not_whose_rank_it_is():
    growth = (
        "dn23.txt",
        "Kinh tế Đắk Nông tăng trưởng 6,15%, đứng thứ ba khu vực Tây Nguyên.",
        "6,15%",
        {
            "indicator": "tốc độ tăng trưởng kinh tế",
            "place": "Đắk Nông",
            "rank": Rank(3, 5),
        },
    )
    text = "tăng trưởng kinh tế Đắk Nông xếp thứ mấy Tây Nguyên"
    assert value_of(text, (growth,)) == Decimal("6.15")
    engine = make_engine((growth,))
    engine.ask("chat", "Đắk Nông kinh tế tăng trưởng mấy phần trăm")
    answer = engine.ask("chat", "đứng thứ mấy Tây Nguyên?")
    assert isinstance(answer, Answered)
    assert answer.figures[0].stored.observation.rank.position == 3


def test_a_group_that_leads_is_not_ranked_from_below():
    leaders = "Nhóm dẫn đầu có Hà Nam giải ngân 78,2%, Nam Định giải ngân 74,9%."
    rows = tuple(
        ("hn24.txt", leaders, written, {"indicator": "tỷ lệ giải ngân", "place": place})
        for written, place in (("78,2%", "Hà Nam"), ("74,9%", "Nam Định"))
    )
    assert isinstance(value_of("tỉnh nào giải ngân thấp nhất", rows), NotFound)
    assert value_of("tỉnh nào giải ngân cao nhất", rows) == Decimal("78.2")


def test_a_syllable_of_another_word_names_no_member_of_a_kind():
    siblings = load_siblings()
    assert siblings.of("thu đạt mấy phần trăm dự toán") == frozenset()
    assert siblings.of("mục tiêu giải ngân") == siblings.of("giải ngân")
    assert siblings.of("điểm trung bình môn toán")


_REVENUE = "Đến ngày 31/3/2024, Bắc Kạn thu ngân sách 300 tỷ đồng."
_PART = "Phần do ngành thuế quản lý thu 250 tỷ đồng trong quý I."
_WAGE = "Thu nhập bình quân của công nhân tại khu Thanh Bình, Xuất Hóa 9,4 triệu đồng, người trồng lúa nông nghiệp chỉ 6,1 triệu đồng."


def _money(sentence, written, indicator, value, period):
    fields = {"place": "Bắc Kạn", "value": value, "unit": "đồng", "period": period}
    return ("bk24.txt", sentence, written, {"indicator": indicator, **fields})


_NARROWER = (
    _money(_REVENUE, "300 tỷ đồng", "thu ngân sách", "300000000000", "2024-03-31"),
    _money(_PART, "250 tỷ đồng", "thu ngân sách phần do quản lý", "250000000000", "2024-Q1"),
    _money(_WAGE, "6,1 triệu", "thu nhập bình quân của công nhân", "6100000", "2024"),
    _money(_WAGE, "9,4 triệu", "thu nhập bình quân của công nhân", "9400000", "2024"),
)


def test_a_part_told_of_does_not_answer_for_the_whole():
    text = "quý I/2024 Bắc Kạn thu ngân sách bao nhiêu tỷ đồng"
    assert value_of(text, _NARROWER) == Decimal(300_000_000_000)


def test_a_number_told_of_others_does_not_answer_for_having_the_name():
    text = "thu nhập bình quân của công nhân Bắc Kạn bao nhiêu triệu đồng"
    assert value_of(text, _NARROWER) == Decimal(9_400_000)


_RELAPSED = (
    (
        "hg24.txt",
        "Hà Giang có 26,9% hộ tái nghèo.",
        "26,9%",
        {"indicator": "tỷ lệ hộ tái nghèo", "place": "Hà Giang"},
    ),
)


def test_who_asks_for_the_poor_is_not_told_of_the_poor_again():
    assert isinstance(value_of("Hà Giang còn nghèo mấy phần trăm", _RELAPSED), NotFound)
    assert value_of("Hà Giang tỷ lệ hộ tái nghèo", _RELAPSED) == Decimal("26.9")


_COVER = "Sóng di động 3G phủ 96% số thôn, sóng 4G phủ 71%."
_HEARD = "Tòa án thụ lý 97 vụ án tố cáo, xét xử xong 71 vụ."


def _told(sentence, written, indicator, value, unit="%"):
    fields = {"place": "Quảng Trị", "value": value, "unit": unit, "period": "2024"}
    return ("qt24.txt", sentence, written, {"indicator": indicator, **fields})


_BEHIND = (
    _told(_COVER, "96%", "tỷ lệ sóng di động 3G phủ thôn, sóng 4G", "96"),
    _told(_COVER, "71%", "tỷ lệ sóng 4G phủ", "71"),
    _told(_HEARD, "97 vụ", "số vụ án tố cáo thụ lý", "97", "vụ"),
    _told(_HEARD, "71 vụ", "số vụ xét xử", "71", "vụ"),
)


def test_a_name_that_holds_what_is_said_of_the_number_behind_is_not_meant():
    text = "Quảng Trị sóng di động 4G phủ bao nhiêu phần trăm thôn"
    assert value_of(text, _BEHIND) == Decimal(71)


def test_a_word_of_the_number_behind_speaks_against_the_one_before():
    engine = make_engine(_BEHIND)
    engine.ask("chat", "Quảng Trị tòa án xét xử xong mấy vụ án tố cáo")
    trace = engine.explain("chat")
    signs = {
        nominee.candidate.entry.observation.value: {part.sign for part in nominee.parts}
        for nominee in trace.weighed[0].nominees
    }
    assert "told of one behind" in signs[Decimal(97)]
    assert "told of one behind" not in signs[Decimal(71)]


_EXPECTED = "Hộ nghèo của Kon Tum đầu năm 18,6%, dự kiến cuối năm còn 14,9%."


def test_of_what_is_expected_the_goal_goes_before_what_is_so():
    fields = {"indicator": "tỷ lệ hộ nghèo", "place": "Kon Tum"}
    rows = (
        ("kt25.txt", _EXPECTED, "18,6%", fields),
        ("kt25.txt", _EXPECTED, "14,9%", {**fields, "kind": Kind.TARGET}),
    )
    assert value_of("Kon Tum dự kiến cuối năm còn mấy phần trăm hộ nghèo", rows) == Decimal("14.9")
    assert value_of("Kon Tum còn mấy phần trăm hộ nghèo", rows) == Decimal("18.6")


def test_a_town_is_not_the_district_of_its_name():
    fields = {"indicator": "số hồ sơ tiếp nhận", "place": "Kế Sách", "province": "Sóc Trăng"}
    whole = "Theo Phòng Nội vụ, toàn huyện tiếp nhận 41.276 hồ sơ."
    town = "Đứng sau là thị trấn Kế Sách 3.540 hồ sơ."
    rows = (
        ("st25.txt", whole, "41.276 hồ sơ", {**fields, "value": "41276", "unit": "hồ sơ"}),
        ("st25.txt", town, "3.540 hồ sơ", {**fields, "value": "3540", "unit": "hồ sơ"}),
    )
    assert value_of("thị trấn Kế Sách tiếp nhận bao nhiêu hồ sơ", rows) == Decimal(3540)
    assert value_of("huyện Kế Sách tiếp nhận bao nhiêu hồ sơ", rows) == Decimal(41276)
    assert isinstance(value_of("thị trấn Kế Sách tiếp nhận bao nhiêu hồ sơ", rows[:1]), NotFound)
