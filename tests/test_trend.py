"""Trends: what is chosen for one, and how it reads."""

from __future__ import annotations

from decimal import Decimal

import pytest
from answering import make_engine
from cards import Shelf, text_of
from figures import article, figure, observed

from bot.card.compose import card_of
from bot.models import Answered, Asked, Clarify
from bot.render.forms import answer_form
from bot.render.text import render_text
from extract.models import Baseline, BaselineKind, Bound, Kind

RATE = "tỷ lệ người dân có tài khoản số"
LINES = "số thuê bao cáp quang"


def row(file, place, period, written, indicator=RATE, **fields):
    sentence = f"{place}, {period}: {indicator} là {written}."
    return (
        file,
        sentence,
        written,
        {"indicator": indicator, "place": place, "period": period} | fields,
    )


ROWS = (
    row("a21.txt", "Cao Bằng", "2021", "12%"),
    row("b23.txt", "Cao Bằng", "2023", "30,5%"),
    row("c22.txt", "Cao Bằng", "2022", "41%"),
    row("d24.txt", "Cao Bằng", "2025", "90%", kind=Kind.TARGET),
    row("e22.txt", "Lào Cai", "2022", "8%"),
    row("f24.txt", "Lào Cai", "2024", "9%"),
    row("g24.txt", "Sơn La", "2024", "7%"),
)


@pytest.fixture(scope="module")
def engine():
    return make_engine(ROWS)


def given(answer):
    return [
        (str(f.stored.observation.place), f.stored.observation.period, f.stored.observation.value)
        for f in answer.figures
    ]


def lines_of(*figures, asked=Asked.TREND):
    return render_text(Answered(figures, asked), {"a.txt": article()}).splitlines()


def test_a_trend_is_one_figure_a_period_in_the_order_of_time(engine):
    answer = engine.ask("1", "tỷ lệ người dân có tài khoản số của Cao Bằng qua các năm?")
    assert answer.asked is Asked.TREND
    assert given(answer) == [
        ("Cao Bằng", "2021", Decimal(12)),
        ("Cao Bằng", "2022", Decimal(41)),
        ("Cao Bằng", "2023", Decimal("30.5")),
    ]


def test_words_of_rise_and_fall_over_the_years_ask_for_the_trend(engine):
    answer = engine.ask("2", "tài khoản số Cao Bằng tăng giảm thế nào qua các năm")
    assert answer.asked is Asked.TREND
    assert len(answer.figures) == 3


def test_what_a_sentence_holds_its_number_against_is_a_point_of_the_course():
    sentence = "Số hộ chưa có điện của Hà Giang còn 310, tháng 7 năm ngoái là 5.900."
    before = Baseline(
        BaselineKind.PREVIOUS, "tháng 7 năm ngoái", Decimal(5900), "hộ", period="2023-07"
    )
    common = {"place": "Hà Giang", "unit": "hộ"}
    now = {"indicator": "số hộ chưa có điện", "period": "2024-03", "baselines": (before,)}
    then = {"indicator": "hộ ngoài lưới", "period": "2023-07", "value": Decimal(5900)}
    rows = (
        ("a24.txt", sentence, "310", common | now),
        ("a24.txt", sentence, "5.900", common | then),
    )
    answer = make_engine(rows).ask("1", "hộ chưa có điện Hà Giang mấy năm nay lên hay xuống?")
    assert answer.asked is Asked.TREND
    assert [period for _, period, _ in given(answer)] == ["2023-07", "2024-03"]


def test_a_change_that_no_sentence_tells_is_shown_by_both_periods(engine):
    answer = engine.ask("1", "tỷ lệ người dân có tài khoản số Lào Cai tăng hay giảm?")
    assert given(answer) == [
        ("Lào Cai", "2022", Decimal(8)),
        ("Lào Cai", "2024", Decimal(9)),
    ]


def test_a_change_since_a_year_named_is_shown_by_the_numbers_of_both_years(engine):
    answer = engine.ask(
        "1", "tỷ lệ người dân có tài khoản số Cao Bằng năm 2023 hơn năm 2021 bao nhiêu?"
    )
    assert [period for _, period, _ in given(answer)] == ["2021", "2023"]


def test_scripts_get_the_newest_number_of_a_course_first(engine):
    answer = engine.ask("1", "tỷ lệ người dân có tài khoản số của Cao Bằng qua các năm?")
    form = answer_form(answer, "")
    assert [o["period"] for o in form["observations"]] == ["2023", "2022", "2021"]


def test_two_periods_named_are_both_given(engine):
    answer = engine.ask("1", "tỷ lệ người dân có tài khoản số Cao Bằng năm 2021 và 2023 ra sao")
    assert [value for _, _, value in given(answer)] == [Decimal(12), Decimal("30.5")]


def test_a_drawing_asked_for_is_the_trend_of_one_place_and_a_comparison_of_two(engine):
    alone = engine.ask("3", "vẽ biểu đồ tỷ lệ người dân có tài khoản số Cao Bằng")
    together = engine.ask("4", "vẽ biểu đồ tỷ lệ người dân có tài khoản số Cao Bằng và Lào Cai")
    assert (alone.asked, len(alone.figures)) == (Asked.TREND, 3)
    assert (together.asked, len(together.figures)) == (Asked.COMPARE, 2)


def test_the_courses_of_two_places_stand_one_after_the_other(engine):
    answer = engine.ask("5", "diễn biến tỷ lệ người dân có tài khoản số của Lào Cai và Cao Bằng")
    assert answer.asked is Asked.TREND
    assert [place for place, _, _ in given(answer)] == ["Lào Cai"] * 2 + ["Cao Bằng"] * 3


def test_a_place_with_a_single_period_is_compared_not_followed(engine):
    answer = engine.ask("6", "tỷ lệ người dân có tài khoản số Sơn La và Cao Bằng qua các năm")
    assert answer.asked is Asked.COMPARE
    assert [place for place, _, _ in given(answer)] == ["Sơn La", "Cao Bằng"]


def test_the_numbers_of_several_places_are_never_one_course(engine):
    assert isinstance(engine.ask("7", "tỷ lệ người dân có tài khoản số qua các năm"), Clarify)


def test_of_sums_only_those_of_periods_as_long_are_followed():
    periods = (("2021", "500"), ("2022", "900"), ("2022-Q4", "300"), ("2023-06", "80"))
    rows = [
        row(
            f"h{20 + n}.txt",
            "Huế",
            period,
            f"{value} thuê bao",
            LINES,
            value=value,
            unit="thuê bao",
        )
        for n, (period, value) in enumerate(periods)
    ]
    answer = make_engine(tuple(rows)).ask("9", "số thuê bao cáp quang của Huế qua các năm")
    assert [period for _, period, _ in given(answer)] == ["2021", "2022"]


def test_where_there_is_one_period_it_is_given_and_that_is_said(engine):
    answer = engine.ask("8", "diễn biến tỷ lệ người dân có tài khoản số của Sơn La")
    assert given(answer) == [("Sơn La", "2024", Decimal(7))]
    assert "Các bài chỉ có số liệu của một kỳ" in render_text(answer, {})


def test_a_trend_reads_as_a_line_a_period_then_the_way_then_the_sentences():
    first = figure("12", period="2021", citation={"start": 1, "end": 41})
    last = figure("17,5".replace(",", "."), period="2022-06")
    assert lines_of(first, last) == [
        "tỷ lệ hồ sơ trực tuyến · Đồng Tháp",
        "- năm 2021: 12% [1]",
        "- 6/2022: 17,5% [2]",
        "Tính ra: từ năm 2021 đến 6/2022 tăng 5,5 điểm phần trăm.",
        "[1] “Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 17%.”",
        "    Nguồn: Tỉnh đẩy mạnh dịch vụ công · đoạn 2 · 29/06/2022",
        "[2] “Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 17%.”",
        "    Nguồn: Tỉnh đẩy mạnh dịch vụ công · đoạn 2 · 29/06/2022",
    ]


def test_a_sentence_that_states_several_periods_is_quoted_once():
    shown = lines_of(figure("12", period="2021"), figure("17", period="2022"))
    assert [line for line in shown if line.endswith("[1]")] == [
        "- năm 2021: 12% [1]",
        "- năm 2022: 17% [1]",
    ]
    assert sum(line.startswith("[") for line in shown) == 1


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (["10", "12", "15"], "tăng 5 điểm phần trăm, kỳ nào cũng tăng."),
        (["15", "12", "10"], "giảm 5 điểm phần trăm, kỳ nào cũng giảm."),
        (
            ["10", "15", "12"],
            "tăng 2 điểm phần trăm; cao nhất 15% (năm 2022), thấp nhất 10% (năm 2021).",
        ),
        (["10", "15", "10"], "không đổi; cao nhất 15% (năm 2022), thấp nhất 10% (năm 2021)."),
    ],
)
def test_the_way_from_the_first_to_the_last_is_told(figures, said):
    given = [figure(value, period=f"202{n}") for n, value in enumerate(figures, start=1)]
    assert f"Tính ra: từ năm 2021 đến năm 2023 {said}" in lines_of(*given)


def test_a_better_rank_is_a_way_up():
    shown = lines_of(figure("9", "hạng", period="2021"), figure("4", "hạng", period="2022"))
    assert "Tính ra: từ năm 2021 đến năm 2022 lên 5 bậc." in shown


def test_sums_over_periods_of_different_length_are_not_subtracted():
    half, whole = (
        figure(value, "hồ sơ", period=period)
        for value, period in (("500", "2024-01/2024-06"), ("900", "2024"))
    )
    shown = lines_of(half, whole)
    assert "Các kỳ dài ngắn khác nhau nên không tính mức tăng, giảm." in shown
    assert not any("Tính ra" in line for line in shown)


def test_no_way_is_computed_from_a_bound():
    shown = lines_of(figure("12", period="2021"), figure("17", period="2022", bound=Bound.ABOVE))
    assert "- năm 2022: trên 17% [1]" in shown
    assert not any("Tính ra" in line for line in shown)


def test_what_another_article_says_of_a_period_stands_below_it():
    other = observed("19", period="2022", citation={"title": "Bài sau"})
    shown = lines_of(figure("12", period="2021"), figure("17", period="2022", conflicts=[other]))
    place = shown.index("- năm 2022: 17% [1]")
    assert shown[place + 1].startswith("  Bài khác ghi: 19% · ")


def test_one_period_told_by_two_articles_is_no_trend():
    other = observed("19", period="2022", citation={"title": "Bài sau"})
    figures = (figure("17", period="2022", conflicts=[other]), figure("19", period="2022"))
    shown = lines_of(*figures)
    assert shown[0].startswith("17% · ")
    assert shown[1] == "Các bài chỉ có số liệu của một kỳ nên chưa thấy được diễn biến."
    assert not any("Tính ra" in line for line in shown)
    assert not any(
        "[1]" in line
        for line in text_of(card_of(Answered(figures, Asked.TREND), Shelf())).splitlines()
    )


def test_a_figure_named_otherwise_keeps_its_name():
    shown = lines_of(
        figure("12", period="2021"),
        figure("15", period="2022"),
        figure("17", period="2023", indicator="tỷ lệ hồ sơ nộp qua mạng"),
    )
    assert "- năm 2023: 17% · tỷ lệ hồ sơ nộp qua mạng [1]" in shown


def test_a_card_of_a_trend_says_the_same():
    answer = Answered((figure("12", period="2021"), figure("17", period="2022")), Asked.TREND)
    text = text_of(card_of(answer, Shelf()))
    assert "• năm 2021: 12% [1]\n• năm 2022: 17% [1]\nTính ra: từ năm 2021" in text
    assert "[1] 📄 Tỉnh đẩy mạnh dịch vụ công" in text
