"""What is drawn of an answer, before anything draws it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from charts import MANY_PLACES, compared, drawn, national, target, trend, yearly
from figures import figure, hit, observed

from bot.chart.models import NoChart, Shape
from bot.chart.plan import MOST_BARS, chart_of
from bot.models import Asked, Help, NotFound, Passages, Reason
from extract.models import Baseline, BaselineKind, Bound, Fraction, Kind, Rank


def labels(chart):
    return [[point.label for point in series.points] for series in chart.series]


def words(chart):
    return [[point.words for point in series.points] for series in chart.series]


def levels(chart):
    return [(level.label, level.rows) for level in chart.references]


def test_a_trend_is_a_line_in_the_order_of_time():
    chart = drawn(trend(*yearly("12", "41.25"), figure("30.5", period="2023-06")))
    assert chart.shape is Shape.LINE
    assert labels(chart) == [["2021", "2022", "6/2023"]]
    assert words(chart) == [["12%", "41,25%", "30,5%"]]
    assert (chart.title, chart.subtitle) == ("Tỷ lệ hồ sơ trực tuyến", "Đồng Tháp · đơn vị: %")
    days = [point.day.isoformat() for point in chart.series[0].points]
    assert days == ["2021-12-31", "2022-12-31", "2023-06-30"]


def test_a_comparison_is_a_bar_a_figure_in_the_order_of_the_answer():
    chart = drawn(compared(figure("35.5", place="Cao Bằng"), figure("48", place="Bắc Kạn")))
    assert chart.shape is Shape.BARS
    assert labels(chart) == [["Cao Bằng", "Bắc Kạn"]]
    assert words(chart) == [["35,5%", "48%"]]
    assert chart.subtitle == "6/2022 · đơn vị: %"


def test_bars_are_named_by_what_tells_them_apart():
    mixed = compared(
        figure("1", place="Cao Bằng", period="2021"), figure("2", place="Lào Cai", period="2022")
    )
    assert labels(drawn(mixed)) == [["Cao Bằng, năm 2021", "Lào Cai, năm 2022"]]
    offices = compared(figure("1", subject="Sở Y tế"), figure("2", subject="cấp xã"))
    assert labels(drawn(offices)) == [["Sở Y tế, Đồng Tháp", "Cấp xã, Đồng Tháp"]]
    named = compared(figure("1"), figure("2", indicator="tỷ lệ hồ sơ trễ hạn"))
    assert labels(drawn(named)) == [["Tỷ lệ hồ sơ trực tuyến", "Tỷ lệ hồ sơ trễ hạn"]]
    assert drawn(named).title == "Đồng Tháp, 6/2022"
    assert [point.note for point in drawn(named).series[0].points] == ["", ""]


def test_two_periods_of_one_place_compared_are_a_line():
    answer = compared(figure("2", period="2023"), figure("1", period="2022"))
    assert drawn(answer).shape is Shape.LINE
    assert labels(drawn(answer)) == [["2022", "2023"]]


def test_each_place_of_a_trend_is_a_line_of_its_own():
    chart = drawn(trend(*yearly("1", "2", place="Lào Cai"), *yearly("3", "4", place="Cao Bằng")))
    assert [series.name for series in chart.series] == ["Lào Cai", "Cao Bằng"]
    assert chart.subtitle == "Đơn vị: %"


def test_a_figure_named_otherwise_keeps_its_name():
    chart = drawn(
        compared(
            figure("1", place="Cao Bằng"),
            figure("2", place="Lào Cai"),
            figure("3", place="Sơn La", indicator="tỷ lệ nộp hồ sơ qua mạng"),
        )
    )
    notes = [point.note for point in chart.series[0].points]
    assert notes == ["", "", "tỷ lệ nộp hồ sơ qua mạng"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"bound": Bound.ABOVE}, "trên 22,61%"),
        ({"value_to": Decimal(30)}, "22,61–30%"),
        ({"kind": Kind.TARGET}, "Mục tiêu 22,61%"),
    ],
)
def test_a_value_is_written_as_the_answer_writes_it(fields, said):
    chart = drawn(compared(figure("22.61", place="Huế", **fields), figure("9", place="Sơn La")))
    assert words(chart)[0][0] == said


def test_money_has_one_axis_and_its_unit_is_said_once():
    chart = drawn(trend(*yearly("9950500000000", "13000000000000", unit="đồng")))
    assert (chart.unit, chart.scale) == ("tỷ đồng", Decimal(10) ** 9)
    assert words(chart) == [["9.950,5", "13.000"]]
    assert chart.subtitle.endswith("đơn vị: tỷ đồng")


def test_a_fraction_is_left_to_the_text_of_a_trend():
    fraction = Fraction(Decimal(163), Decimal(214))
    chart = drawn(
        trend(figure("12", period="2021"), figure("76.2", period="2022", fraction=fraction))
    )
    assert words(chart) == [["12%", "76,2%"]]


def test_a_baseline_that_all_bars_share_is_one_level():
    chart = drawn(
        compared(
            figure("35.5", place="Cao Bằng", baselines=national("40")),
            figure("48", place="Bắc Kạn", baselines=national("40")),
        )
    )
    assert levels(chart) == [("Bình quân cả nước: 40%", (0, 1))]


def test_a_target_is_a_level_of_its_own_bar():
    chart = drawn(
        compared(
            figure("35.5", place="Cao Bằng"), figure("48", place="Bắc Kạn", target=target("50"))
        )
    )
    assert levels(chart) == [("Mục tiêu năm 2025: 50%", (1,))]
    assert chart.references[0].is_target


def test_a_level_of_another_unit_is_not_drawn():
    other = target("900", "hồ sơ")
    chart = drawn(
        compared(
            figure("35.5", place="Cao Bằng", baselines=national("40", "điểm")),
            figure("48", place="Bắc Kạn", target=other),
        )
    )
    assert chart.references == ()
    line = trend(*yearly("1", "2", baselines=national("4", "điểm"), target=other))
    assert drawn(line).references == ()


def test_the_country_as_a_bar_is_no_level_too():
    chart = drawn(
        compared(
            figure("35.5", place="Cao Bằng", baselines=national("40")),
            figure("40", place="Việt Nam"),
        )
    )
    assert chart.references == ()
    assert labels(chart) == [["Cao Bằng", "Cả nước"]]


def test_a_computed_baseline_is_said_to_be_computed():
    baseline = Baseline(BaselineKind.NATIONAL, "cả nước", Decimal(40), "%", derived=True)
    chart = drawn(
        compared(figure("35", place="Huế", baselines=(baseline,)), figure("48", place="Sơn La"))
    )
    assert levels(chart) == [("Cả nước: 40% (tính ra)", (0,))]


def test_the_average_of_several_periods_is_a_line_beside():
    chart = drawn(
        trend(
            figure("12", period="2021", baselines=national("20")),
            figure("24", period="2022", baselines=national("31")),
        )
    )
    assert [(s.name, s.is_baseline) for s in chart.series] == [
        ("Đồng Tháp", False),
        ("Bình quân cả nước", True),
    ]
    assert words(chart) == [["12%", "24%"], ["20%", "31%"]]
    assert chart.references == ()


def test_an_average_known_once_is_a_level_with_its_period():
    chart = drawn(
        trend(figure("12", period="2021"), figure("24", period="2022", baselines=national("31")))
    )
    assert levels(chart) == [("Bình quân cả nước (năm 2022): 31%", (0, 1))]


def test_the_newest_target_is_the_level_of_a_line():
    chart = drawn(
        trend(
            figure("12", period="2021", target=target("40", period="2022")),
            figure("24", period="2022", target=target("60", period="2025")),
        )
    )
    assert levels(chart) == [("Mục tiêu năm 2025: 60%", (0, 1))]


def test_sums_of_periods_of_different_length_are_not_joined():
    half = figure("500", "hồ sơ", period="2024-01/2024-06")
    chart = drawn(trend(half, figure("900", "hồ sơ", period="2024")))
    assert not chart.joined
    assert "Các kỳ dài ngắn khác nhau nên không tính mức tăng, giảm." in chart.notes
    assert drawn(trend(*yearly("500", "900", unit="hồ sơ"))).joined


def test_ranks_are_a_line_with_the_best_on_top_and_never_bars():
    chart = drawn(trend(*yearly("41", "9", unit="hạng", rank=Rank(41, 63))))
    assert chart.is_rank
    assert "số nhỏ hơn là tốt hơn" in chart.subtitle
    bars = compared(figure("4", "hạng", place="Huế"), figure("9", "hạng", place="Sơn La"))
    assert "Thứ hạng" in chart_of(bars).reason


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (compared(figure("17")), "biểu đồ cần ít nhất hai"),
        (compared(figure("17"), figure("9", "hồ sơ", place="Huế")), "đơn vị khác nhau (%, hồ sơ)"),
        (compared(figure("17"), figure("19"), asked=Asked.VALUE), "các bài ghi khác nhau"),
        (compared(figure("1"), figure("2", place="Huế"), asked=Asked.LIST), "nhiều chỉ tiêu"),
        (NotFound(Reason.NO_PLACE), "không có số liệu"),
        (Passages((hit("một đoạn"),)), "không có số liệu"),
        (Help("greeting"), "không có số liệu"),
    ],
)
def test_what_cannot_be_drawn_says_why(answer, reason):
    chart = chart_of(answer)
    assert isinstance(chart, NoChart)
    assert reason in chart.reason


def test_every_article_is_named_once_with_its_paragraphs_and_day():
    place = {"article": "b.txt", "title": "Bài thứ hai", "declared": ("place",)}
    chart = drawn(
        trend(
            *yearly("1", "2"),
            figure("3", period="2023", citation={"paragraph": 5}),
            figure("4", period="2024", citation=place),
        )
    )
    assert chart.sources == (
        "Tỉnh đẩy mạnh dịch vụ công · đoạn 2, 5 · 29/06/2022",
        "Bài thứ hai · đoạn 2 · 29/06/2022 (địa phương: theo khai báo nguồn)",
    )


def test_many_articles_are_counted_instead():
    figures = [
        figure(str(n), period=f"20{n}", citation={"article": f"{n}.txt", "title": f"Bài {n}"})
        for n in range(10, 20)
    ]
    assert len(drawn(trend(*figures)).sources) == 5
    assert drawn(trend(*figures)).sources[-1] == "và 6 bài khác"


def test_what_is_left_out_is_said():
    chart = drawn(compared(*MANY_PLACES, asked=Asked.HIGHEST, among=20))
    assert len(chart.series[0].points) == MOST_BARS
    assert "Không vẽ 5 số nữa trong câu trả lời." in chart.notes
    assert "Cao nhất trong 20 địa phương có số liệu." in chart.notes


def test_what_another_article_says_is_told_below():
    other = observed("19", period="2022")
    chart = drawn(
        trend(figure("12", period="2021"), figure("17", period="2022", conflicts=[other]))
    )
    assert "Bài khác ghi: 19% (Đồng Tháp, năm 2022)." in chart.notes


def test_the_way_and_the_difference_are_told_below():
    assert "tăng 5 điểm phần trăm" in drawn(trend(*yearly("12", "17"))).notes[0]
    answer = compared(figure("1", place="Huế"), figure("3", place="Sơn La"), difference=Decimal(-2))
    assert "Tính ra: Huế, 6/2022 thấp hơn Sơn La, 6/2022 2 điểm phần trăm." in drawn(answer).notes
