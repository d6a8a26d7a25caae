"""Rows of plain-text tables are read by their header, and not at all without one."""

from datetime import date
from decimal import Decimal

from extract.article import parse_article
from extract.models import Declared
from extract.observe import observe

DECLARED = Declared(place="Bến Tre", published=date(2024, 10, 5), evidence="test")


def rows(*lines):
    text = "Tình hình kinh tế của tỉnh\n\nKết quả cụ thể như sau:\n\n" + "\n".join(lines) + "\n"
    return observe(parse_article("a.txt", text, DECLARED))


def test_a_plan_and_what_was_done_are_told_apart_by_the_header():
    found = rows(
        "Chỉ tiêu\tĐVT\tKế hoạch 2024\tThực hiện 9 tháng\tSo kế hoạch (%)",
        "Tổng thu ngân sách\tTỷ đồng\t5.000\t4.100\t82,0",
        "Trong đó: Thu nội địa\tTỷ đồng\t4.000\t3.000\t75,0",
        "Lao động được giải quyết việc làm\tNgười\t16.000\t12.870\t80,4",
    )
    assert [(o.indicator, str(o.kind), o.value, o.unit) for o in found[:4]] == [
        ("tổng thu ngân sách", "target", 5_000_000_000_000, "đồng"),
        ("tổng thu ngân sách", "actual", 4_100_000_000_000, "đồng"),
        ("tỷ lệ tổng thu ngân sách so với kế hoạch", "actual", 82, "%"),
        ("thu nội địa", "target", 4_000_000_000_000, "đồng"),
    ]
    assert [o.period for o in found[:2]] == ["2024", "2024-01/2024-09"]
    assert found[1].baselines[0].value == 5_000_000_000_000
    assert found[-2].unit == "người"


def test_rows_of_places_belong_to_those_places():
    found = rows(
        "TT | Địa phương | Tỷ lệ hộ nghèo (%) | Thứ hạng",
        "1 | Huyện Ba Tri | 3,15 | 2",
        "2 | Bình Đại | 4 | 5",
    )
    assert [(o.place, o.indicator, o.value, o.unit) for o in found] == [
        ("Ba Tri", "tỷ lệ hộ nghèo", Decimal("3.15"), "%"),
        ("Bình Đại", "tỷ lệ hộ nghèo", Decimal(4), "%"),
    ]
    assert [o.rank.position for o in found] == [2, 5]


def test_columns_of_years_are_periods():
    found = rows("Chỉ tiêu\t2022\t2023", "Sản lượng tôm\t120\t135,5")
    assert [(o.indicator, o.value, o.period) for o in found] == [
        ("sản lượng tôm", 120, "2022"),
        ("sản lượng tôm", Decimal("135.5"), "2023"),
    ]


def test_the_quote_is_the_row_and_holds_the_cell():
    text = "Tin của tỉnh\n\nSố liệu:\n\nĐơn vị\tHồ sơ nhận\tHồ sơ trả\nSở Y tế\t1.200\t1.100\n"
    article = parse_article("a.txt", text, DECLARED)
    found = observe(article)
    assert [(o.subject, o.indicator) for o in found] == [
        ("Sở Y tế", "hồ sơ nhận"),
        ("Sở Y tế", "hồ sơ trả"),
    ]
    place = found[1].provenance
    assert article.raw[place.quote.start : place.quote.end] == "Sở Y tế\t1.200\t1.100"
    assert article.raw[place.number.start : place.number.end] == "1.100"


def test_a_row_without_a_header_or_of_another_width_is_not_read():
    assert rows("Mức 3\t68.544\t61.827\t6.717") == []
    assert rows("Chỉ tiêu\tNăm 2022\tNăm 2023", "Sản lượng tôm\t120") == []


def test_a_table_ends_with_the_next_paragraph():
    found = rows("Chỉ tiêu\tNăm 2022\tNăm 2023", "Dừng lại ở đây.", "Sản lượng tôm\t120\t130")
    assert found == []


def test_a_unit_above_the_table_or_behind_a_label_holds_for_its_cells():
    found = rows(
        "Bảng 2 (ĐVT: tỷ đồng)",
        "Chỉ tiêu\tNăm 2022\tNăm 2023",
        "Thu nội địa\t120\t135",
        "Diện tích lúa (ha)\t50\t60",
    )
    assert [(o.value, o.unit) for o in found] == [
        (120_000_000_000, "đồng"),
        (135_000_000_000, "đồng"),
        (50, "ha"),
        (60, "ha"),
    ]


def test_columns_of_handling_in_time_count_files():
    found = rows("Mức độ\tTiếp nhận\tĐã xử lý\tQuá hạn (%)", "Mức 3\t68.544\t61.827\t7,0")
    assert [(o.indicator, o.unit) for o in found] == [
        ("số hồ sơ tiếp nhận mức 3", "hồ sơ"),
        ("số hồ sơ xử lý mức 3", "hồ sơ"),
        ("tỷ lệ hồ sơ quá hạn mức 3", "%"),
    ]
