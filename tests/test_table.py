"""Rows of plain-text tables are read by their header, and not at all without one."""

from datetime import date
from decimal import Decimal

import pytest
from goldfile import cases, load

from extract.article import parse_article
from extract.models import Declared
from extract.observe import observe
from extract.observe.table import column
from extract.observe.table.column import Role, read_header

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


def test_each_of_several_ranks_names_what_it_is_of():
    found = rows(
        "Địa phương | PCI (điểm) | Hạng PCI | SIPAS (%) | Hạng SIPAS",
        "Huyện Ba Tri | 67,5 | 3 | 84,6 | 9",
        "Bình Đại | 66,2 | 5 | 81,1 | 12",
    )
    ranks = [(o.indicator, o.rank.position) for o in found[:2]]
    assert ranks == [("PCI", 3), ("tỷ lệ SIPAS", 9)]


def test_a_share_says_of_what_it_is_one():
    found = rows("Địa phương | BHYT (% dân số) | BHXH (người)", "Ba Tri | 98,4 | 38.450")
    assert [(o.indicator, o.unit) for o in found] == [("tỷ lệ BHYT dân số", "%"), ("BHXH", "người")]


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


@pytest.mark.parametrize(("text", "case"), cases("table.toml", "column"))
def test_a_column_is_known_by_its_header(text, case):
    [_, column] = read_header(["Nội dung", text], date(2024, 10, 5))
    assert column.role is Role[case["role"]]


@pytest.mark.parametrize("text", load("table.toml")["other"][0]["texts"])
def test_a_column_of_other_words_names_what_is_measured(text):
    [label, column] = read_header(["Nội dung", text], date(2024, 10, 5))
    assert (label.role, column.role) == (Role.LABEL, Role.NAMED)


def test_every_rule_for_columns_has_a_gold_case_that_needs_it(monkeypatch):
    rules = (*column.FIRST_RULES, *column.RULES)
    wanted = {case["rule"]: case for case in load("table.toml")["column"]}
    assert set(wanted) == {rule.name for rule in rules}
    idle = []
    for name, case in wanted.items():
        for table in ("FIRST_RULES", "RULES"):
            kept = tuple(rule for rule in getattr(column, table) if rule.name != name)
            monkeypatch.setattr(column, table, kept)
        roles = [read_header(["Nội dung", text], None)[1].role for text in case["texts"]]
        idle += [name] if Role[case["role"]] in roles else []
        monkeypatch.undo()
    assert idle == []


def test_a_comparison_with_another_year_is_a_figure_and_the_earlier_value_a_baseline():
    found = rows(
        "| Chỉ tiêu | ĐVT | Năm 2022 | Năm 2023 | 2023/2022 (%) |",
        "| Sản lượng dừa | nghìn tấn | 680 | 702,5 | 103,3 |",
    )
    assert [(o.indicator, o.value, o.unit, o.period) for o in found] == [
        ("sản lượng dừa", 680_000, "tấn", "2022"),
        ("sản lượng dừa", 702_500, "tấn", "2023"),
        ("sản lượng dừa so với năm 2022", Decimal("103.3"), "%", "2023"),
    ]
    assert [b.value for b in found[1].baselines] == [680_000]


def test_a_column_of_rises_and_falls_tells_the_change_of_what_was_reached():
    found = rows(
        "Nội dung\tThực hiện 9 tháng 2024\tTăng/giảm so với cùng kỳ (%)",
        "Thu nội địa (tỷ đồng)\t4.100\t5,6",
        "Chi thường xuyên (tỷ đồng)\t3.000\t-2,1",
    )
    assert [(o.change.value, str(o.change.direction), o.change.against) for o in found] == [
        (Decimal("5.6"), "up", "cùng kỳ"),
        (Decimal("2.1"), "down", "cùng kỳ"),
    ]


def test_a_small_comparison_in_percent_is_a_rise_and_a_large_one_a_ratio():
    header = "Nội dung\tTháng 9\tSo cùng kỳ (%)"
    [risen] = rows(header, "Số dự án mới (dự án)\t12\t8,5")
    assert risen.change.value == Decimal("8.5")
    assert [o.value for o in rows(header, "Số dự án mới (dự án)\t12\t108,5")] == [
        12,
        Decimal("108.5"),
    ]


def test_the_caption_gives_period_and_unit_and_the_total_row_is_the_whole_place():
    found = rows(
        "Bảng 1. Tỷ lệ hộ nghèo đến 31/12/2023 (%):",
        "Huyện\tKết quả",
        "Ba Tri\t3,15",
        "Toàn tỉnh\t2,8",
    )
    assert [(o.indicator, o.place, o.value, o.unit, o.period) for o in found] == [
        ("tỷ lệ hộ nghèo", "Ba Tri", Decimal("3.15"), "%", "2023-12-31"),
        ("tỷ lệ hộ nghèo", "Bến Tre", Decimal("2.8"), "%", "2023-12-31"),
    ]


def test_a_header_of_two_rows_is_read_as_one():
    found = rows("Chỉ tiêu\tKế hoạch\tThực hiện", "\t(tỷ đồng)\t(tỷ đồng)", "Thu nội địa\t500\t480")
    assert [(o.value, o.unit, str(o.kind)) for o in found] == [
        (500_000_000_000, "đồng", "target"),
        (480_000_000_000, "đồng", "actual"),
    ]


def test_money_that_was_handed_out_is_no_goal():
    found = rows(
        "Dự án\tKế hoạch vốn (tỷ đồng)\tGiải ngân (tỷ đồng)",
        "Xây dựng đường ven biển\t500\t480",
    )
    assert [str(one.kind) for one in found] == ["actual", "actual"]


def test_a_heading_between_the_rows_does_not_end_the_table():
    found = rows(
        "Nội dung\tNăm 2023",
        "Thu nội địa (tỷ đồng)\t50",
        "B. Chi",
        "Chi lương (tỷ đồng)\t7",
    )
    assert [o.indicator for o in found] == ["thu nội địa", "chi lương"]


@pytest.mark.parametrize(
    "line",
    [
        "Tỷ lệ giải ngân đạt 52% || tỷ lệ hồ sơ đúng hạn đạt 97,5% || tỷ lệ hộ nghèo còn 3%.",
        "Tỷ lệ giải ngân đạt 52% | Tỷ lệ hồ sơ đúng hạn đạt 97,5% | Tỷ lệ hộ nghèo còn 3%",
    ],
)
def test_bars_between_statements_make_no_table(line):
    assert [(o.indicator, o.value) for o in rows(line)] == [
        ("tỷ lệ giải ngân", 52),
        ("tỷ lệ hồ sơ đúng hạn", Decimal("97.5")),
        ("tỷ lệ hộ nghèo", 3),
    ]


def test_of_two_years_side_by_side_the_later_is_ranked_and_compared_with_the_earlier():
    found = rows(
        "TT | Địa phương | Điểm chuyển đổi số năm 2023 | Điểm chuyển đổi số năm 2022 | Xếp hạng 2023",
        "1 | Ba Tri | 71,2 | 66,5 | 1",
        "2 | Giồng Trôm | 70,3 | 64,1 | 2",
    )
    later, earlier = found[:2]
    assert (later.period, later.rank and later.rank.position) == ("2023", 1)
    assert [base.value for base in later.baselines] == [Decimal("66.5")]
    assert (earlier.rank, earlier.baselines) == (None, ())


def test_a_change_is_said_of_the_column_that_it_names_and_tells_the_value_before():
    found = rows(
        "Địa bàn\tSố vụ\tSố người chết\tTăng/giảm số vụ",
        "Ba Tri\t19\t8\t-6",
        "Bình Đại\t12\t6\t+3",
    )
    changes = [o.change and (o.change.value, str(o.change.direction)) for o in found]
    assert changes == [(6, "down"), None, (3, "up"), None]
    assert [[b.value for b in o.baselines] for o in found] == [[25], [], [9], []]


def test_money_handed_out_is_what_was_spent_is_compared_with():
    [_, spent] = rows(
        "Dự án\tKế hoạch vốn (tỷ đồng)\tGiải ngân (tỷ đồng)", "Đường tỉnh 883\t500\t480"
    )
    assert [b.value for b in spent.baselines] == [500_000_000_000]


def test_a_month_is_no_time_before_the_half_year_it_ends():
    found = rows("Chỉ tiêu\tTháng 6\t6 tháng", "Tổng mức bán lẻ (tỷ đồng)\t4.216\t25.180")
    assert [o.baselines for o in found] == [(), ()]


def test_a_plan_behind_a_measure_of_its_unit_is_a_plan_of_that():
    found = rows(
        "Huyện | Diện tích lúa (ha) | Kế hoạch (ha) | % KH | Năng suất (tấn/ha)",
        "Ba Tri | 11.250 | 11.400 | 98,7 | 5,62",
    )
    assert [(o.indicator, str(o.kind)) for o in found] == [
        ("diện tích lúa", "actual"),
        ("diện tích lúa", "target"),
        ("tỷ lệ diện tích lúa so với kế hoạch", "actual"),
        ("năng suất", "actual"),
    ]
