from datetime import date
from decimal import Decimal

import pytest
from figures import article, figure, hit, observed

from bot.models import (
    Answered,
    Asked,
    Choice,
    Clarify,
    Help,
    NotFound,
    Passages,
    Reason,
)
from bot.render.text import render_text
from extract.models import Baseline, BaselineKind, Bound, Change, Direction, Kind, Rank

ARTICLES = {"a.txt": article()}


def text_of(answer):
    return render_text(answer, ARTICLES)


def lines_of(*args, asked=Asked.VALUE, **fields):
    return text_of(Answered((figure(*args, **fields),), asked)).splitlines()


def national(value="53", **fields):
    return Baseline(BaselineKind.NATIONAL, "trung bình cả nước", Decimal(value), "%", **fields)


def test_an_answer_is_value_target_quote_and_source():
    target = observed("50", kind=Kind.TARGET, period="2022")
    assert lines_of(target=target) == [
        "17% · tỷ lệ hồ sơ trực tuyến · Đồng Tháp, 6/2022",
        "Mục tiêu năm 2022: 50% (còn cách 33 điểm phần trăm)",
        "“Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 17%.”",
        "Nguồn: Tỉnh đẩy mạnh dịch vụ công · đoạn 2 · 29/06/2022",
    ]


@pytest.mark.parametrize(
    ("value", "target", "words"),
    [
        ("17", observed("17", kind=Kind.TARGET), "17% (vừa bằng)"),
        ("61", observed("50", kind=Kind.TARGET), "50% (tính ra cao hơn 11 điểm phần trăm)"),
        ("17", observed("1000", "hồ sơ", kind=Kind.TARGET), "1.000 hồ sơ"),
        (
            "2",
            observed("3", kind=Kind.TARGET, bound=Bound.AT_MOST),
            "không quá 3% (tính ra thấp hơn 1 điểm phần trăm)",
        ),
    ],
)
def test_the_distance_to_a_target_is_told_only_where_it_can_be(value, target, words):
    assert lines_of(value, target=target)[1] == f"Mục tiêu 6/2022: {words}"


def test_a_target_of_another_place_says_whose_it_is():
    target = observed("50", kind=Kind.TARGET, place="Việt Nam", period=None)
    assert lines_of(target=target)[1].startswith("Mục tiêu cả nước: 50%")


@pytest.mark.parametrize(
    ("value", "fields", "words"),
    [
        ("32", {}, "Trung bình cả nước: 53% (tính ra thấp hơn 21 điểm phần trăm)"),
        ("60", {}, "Trung bình cả nước: 53% (tính ra cao hơn 7 điểm phần trăm)"),
        ("53", {}, "Trung bình cả nước: 53% (bằng nhau)"),
        ("32", {"bound": Bound.ABOUT}, "Trung bình cả nước: 53%"),
        (
            "32",
            {"change": Change(Decimal(21), "điểm phần trăm", Direction.DOWN)},
            "Trung bình cả nước: 53% (thấp hơn 21 điểm phần trăm)",
        ),
    ],
)
def test_a_baseline_is_told_with_the_gap_and_whether_it_was_computed(value, fields, words):
    lines = lines_of(value, baselines=(national(),), **fields)
    assert lines[1] == words
    assert lines[2].startswith("“")


def test_a_derived_baseline_is_marked_as_computed():
    lines = lines_of("5.76", baselines=(national("13.81", derived=True),))
    assert lines[1] == "Trung bình cả nước: 13,81% (tính ra từ mức chênh nêu trong bài)"
    rise = Change(Decimal("4.556"), "điểm", Direction.UP, "năm 2018")
    before = Baseline(BaselineKind.PREVIOUS, "năm 2018", Decimal("40.656"), "điểm", derived=True)
    lines = lines_of("45.212", "điểm", baselines=(before,), change=rise)
    assert lines[1] == "Năm 2018: 40,656 điểm (tính ra từ mức tăng 4,556 điểm nêu trong bài)"
    assert lines[2].startswith("“")


def test_against_a_previous_value_it_rose_or_fell():
    before = Baseline(BaselineKind.PREVIOUS, "năm 2018", Decimal("40.656"), "điểm")
    lines = lines_of("45.212", "điểm", baselines=(before,))
    assert lines[1] == "Năm 2018: 40,656 điểm (tính ra tăng 4,556 điểm)"


def test_a_change_without_its_baseline_is_told_as_stated():
    change = Change(Decimal("4.5"), "%", Direction.UP, "cùng kỳ năm trước")
    assert lines_of(change=change)[1] == "Tăng 4,5% so với cùng kỳ năm trước"
    assert lines_of(change=Change(Decimal(3), "lần", Direction.DOWN))[1] == "Giảm 3 lần"
    against = Change(Decimal(3), "lần", Direction.UP, "so với năm 2020")
    assert lines_of(change=against)[1] == "Tăng 3 lần so với năm 2020"


def test_a_rank_beside_a_value_is_told_and_one_alone_is_the_value():
    assert lines_of(rank=Rank(5, 63))[1] == "Xếp thứ 5/63"
    alone = lines_of("5", "hạng", rank=Rank(5, 63))
    assert alone[0].startswith("hạng 5/63 · ")
    assert alone[1].startswith("“")


def test_a_target_asked_for_is_said_to_be_one():
    assert lines_of("50", kind=Kind.TARGET)[0].startswith("Mục tiêu 50% · ")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked.TARGET, "Các bài không nêu mục tiêu."),
        (Asked.RANK, "Nguồn không nêu thứ hạng."),
        (Asked.BASELINE, "Nguồn không nêu mức để so sánh."),
        (Asked.CHANGE, "Nguồn không nêu mức tăng, giảm."),
    ],
)
def test_what_was_asked_for_and_is_not_there_is_said(asked, words):
    assert lines_of(asked=asked)[1] == words


def test_a_gap_to_the_country_is_no_change_over_time():
    gap = Change(Decimal(21), "điểm phần trăm", Direction.DOWN)
    lines = lines_of("32", baselines=(national(),), change=gap, asked=Asked.CHANGE)
    assert lines[1:3] == [
        "Nguồn không nêu mức tăng, giảm.",
        "Trung bình cả nước: 53% (thấp hơn 21 điểm phần trăm)",
    ]


def test_what_was_asked_for_comes_first_and_once():
    lines = lines_of(baselines=(national(),), rank=Rank(5), asked=Asked.RANK)
    assert lines[1] == "Xếp thứ 5"
    assert lines[2].startswith("Trung bình cả nước")
    assert lines.count("Xếp thứ 5") == 1


def test_conflicting_articles_are_named():
    other = observed("18", citation={"title": "Bài khác", "published": None})
    [line] = [line for line in lines_of(conflicts=[other]) if line.startswith("Bài khác ghi")]
    assert line == (
        "Bài khác ghi: 18% · tỷ lệ hồ sơ trực tuyến · Đồng Tháp, 6/2022 (Bài khác · đoạn 2)"
    )


def test_a_comparison_lists_the_figures_and_computes_the_difference():
    answer = Answered(
        (figure("17"), figure("61", place="Hải Dương")), Asked.COMPARE, difference=Decimal(-44)
    )
    lines = text_of(answer).splitlines()
    assert lines[0].startswith("1. 17% · ")
    assert lines[3].startswith("2. 61% · ")
    assert lines[-1] == ("Tính ra: Đồng Tháp, 6/2022 thấp hơn Hải Dương, 6/2022 44 điểm phần trăm")


def test_equal_figures_compare_as_equal():
    figures = (figure("17"), figure("17", place="Hải Dương"))
    text = text_of(Answered(figures, Asked.COMPARE, difference=Decimal(0)))
    assert text.endswith("Tính ra: Đồng Tháp, 6/2022 và Hải Dương, 6/2022 bằng nhau")


def test_a_ranking_is_numbered_and_every_number_has_its_source():
    figures = (figure("61", place="Hải Dương"), figure("17"), figure("5", place="Lào Cai"))
    lines = text_of(Answered(figures, Asked.HIGHEST)).splitlines()
    assert [line[:2] for line in lines if line[0].isdigit()] == ["1.", "2.", "3."]
    assert sum("Nguồn:" in line for line in lines) == 3


def test_further_figures_of_one_question_follow_shortly():
    text = text_of(Answered((figure("17"), figure("22", subject="cấp xã")), Asked.VALUE))
    assert "Ngoài ra:\n22% · tỷ lệ hồ sơ trực tuyến · cấp xã, Đồng Tháp, 6/2022 (" in text


def test_what_was_carried_over_is_said():
    text = text_of(Answered((figure(),), Asked.VALUE, carried=("Đồng Tháp ?", "năm 2022")))
    assert text.endswith("Vẫn hỏi về: Đồng Tháp, năm 2022.")


def test_declared_fields_are_marked_in_the_source():
    text = text_of(Answered((figure(citation={"declared": ("place",)}),), Asked.VALUE))
    assert text.endswith("29/06/2022 (địa phương: theo khai báo nguồn)")


def test_an_address_is_shown_where_it_is_known():
    text = text_of(Answered((figure(citation={"url": "https://example.vn/1"}),), Asked.VALUE))
    assert text.endswith("29/06/2022 · https://example.vn/1")


def test_a_source_asked_for_stands_before_its_sentence_and_the_number():
    assert lines_of(asked=Asked.SOURCE) == [
        "Nguồn: Tỉnh đẩy mạnh dịch vụ công · đoạn 2 · 29/06/2022",
        "“Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 17%.”",
        "Số liệu: 17% · tỷ lệ hồ sơ trực tuyến · Đồng Tháp, 6/2022",
    ]


def test_articles_cannot_write_to_the_terminal():
    text = text_of(Answered((figure(citation={"title": "A\x1b[2J\nB"}),), Asked.VALUE))
    assert "\x1b" not in text
    assert "A[2J B" in text


def test_passages_are_quoted_with_their_source():
    assert text_of(Passages((hit(), hit("Đoạn hai.", number=5)))).splitlines() == [
        "“Sở Thông tin và Truyền thông chủ trì.”",
        "Nguồn: Tỉnh đẩy mạnh dịch vụ công · đoạn 3 · 29/06/2022",
        "“Đoạn hai.”",
        "Nguồn: Tỉnh đẩy mạnh dịch vụ công · đoạn 5 · 29/06/2022",
    ]


def test_choices_are_numbered():
    answer = Clarify((Choice("cấp tỉnh", "a"), Choice("cấp xã", "b")))
    assert text_of(answer).splitlines()[1:] == ["1. cấp tỉnh", "2. cấp xã"]


@pytest.mark.parametrize("reason", list(Reason))
def test_not_found_says_why_and_gives_no_number(reason):
    text = text_of(NotFound(reason, "Cà Mau"))
    assert not any(letter.isdigit() for letter in text)
    assert reason is Reason.LOW_CONFIDENCE or "Cà Mau" in text


@pytest.mark.parametrize("reason", list(Reason))
def test_not_found_says_what_there_is(reason):
    text = text_of(NotFound(reason, None, (Choice("tỷ lệ hồ sơ trực tuyến", "q"),)))
    assert text.endswith("Hiện có:\n1. tỷ lệ hồ sơ trực tuyến")
    assert "None" not in text


@pytest.mark.parametrize("topic", ["greeting", "thanks", "about"])
def test_help_gives_examples(topic):
    text = text_of(Help(topic, ("tỷ lệ hồ sơ trực tuyến Đồng Tháp?",)))
    assert text.endswith("- tỷ lệ hồ sơ trực tuyến Đồng Tháp?")
    assert "Ví dụ" not in text_of(Help(topic))


def test_a_day_is_written_the_vietnamese_way():
    text = text_of(Answered((figure(citation={"published": date(2024, 1, 9)}),), Asked.VALUE))
    assert text.endswith("09/01/2024")
