"""Whether a target is reached, and how far it is."""

from decimal import Decimal

import pytest
from answering import ONLINE, make_engine, make_matcher, make_reader, make_store
from figures import figure, observed

from bot.answer.beside import Company
from bot.answer.holding import Holding
from bot.answer.kinds import Kinds
from bot.answer.reached import is_reached
from bot.answer.verify import Verifier
from bot.models import Answered, Asked, Lacking, NotFound
from bot.question.wording import load_wording
from bot.render.forms import answer_form
from bot.render.text import render_text
from extract.models import Bound, Kind

ROWS = (
    (
        "hb24.txt",
        "Tỷ lệ hồ sơ nộp trực tuyến của Hòa Bình đạt 52,5%.",
        "52,5%",
        {"indicator": ONLINE, "place": "Hòa Bình"},
    ),
    (
        "hbm24.txt",
        "Năm 2024, Hòa Bình phấn đấu 65% hồ sơ nộp trực tuyến.",
        "65%",
        {"indicator": ONLINE, "place": "Hòa Bình", "kind": Kind.TARGET},
    ),
    (
        "ls24.txt",
        "Lạng Sơn phấn đấu 80% hồ sơ nộp trực tuyến.",
        "80%",
        {"indicator": ONLINE, "place": "Lạng Sơn", "kind": Kind.TARGET},
    ),
    (
        "pt24.txt",
        "Phú Thọ có 71% hồ sơ nộp trực tuyến.",
        "71%",
        {"indicator": ONLINE, "place": "Phú Thọ"},
    ),
    (
        "pt24.txt",
        "Phú Thọ giải ngân vốn đầu tư công đạt 63,2% kế hoạch.",
        "63,2%",
        {"indicator": "tỷ lệ giải ngân vốn đầu tư công so với kế hoạch", "place": "Phú Thọ"},
    ),
)


def ask(text, *before):
    engine = make_engine(ROWS)
    for turn in before:
        engine.ask("chat", turn)
    return engine.ask("chat", text)


@pytest.mark.parametrize(
    "text",
    [
        "Hòa Bình đã đạt chỉ tiêu hồ sơ nộp trực tuyến chưa?",
        "tỷ lệ hồ sơ nộp trực tuyến của Hòa Bình đạt mục tiêu chưa",
        "hồ sơ nộp trực tuyến Hòa Bình còn cách mục tiêu bao nhiêu?",
        "hoa binh da dat chi tieu ho so nop truc tuyen chua",
        "Hòa Bình có hoàn thành kế hoạch hồ sơ nộp trực tuyến không?",
    ],
)
def test_yes_or_no_comes_first_then_the_distance_and_both_sentences(text):
    answer = ask(text)
    lines = render_text(answer, {}).splitlines()
    assert lines[0] == "Chưa đạt mục tiêu: tính ra còn cách 12,5 điểm phần trăm."
    assert "“Tỷ lệ hồ sơ nộp trực tuyến của Hòa Bình đạt 52,5%.”" in lines
    assert "Mục tiêu: “Năm 2024, Hòa Bình phấn đấu 65% hồ sơ nộp trực tuyến.”" in lines
    assert sum(line.startswith("Nguồn:") for line in lines) == 2


def test_it_can_be_asked_after_the_value():
    answer = ask("đã đạt chưa?", "tỷ lệ hồ sơ nộp trực tuyến Hòa Bình")
    assert answer.reached.done is False
    assert answer.reached.gap == Decimal("-12.5")


def test_where_only_the_goal_is_known_it_is_given_and_said():
    answer = ask("Lạng Sơn đã đạt chỉ tiêu hồ sơ nộp trực tuyến chưa?")
    assert isinstance(answer, Answered)
    assert answer.figures[0].stored.observation.kind is Kind.TARGET
    assert answer.reached.lacking is Lacking.ACTUAL
    assert render_text(answer, {}).startswith("Chưa kết luận được: các bài chỉ nêu mục tiêu")


def test_where_no_goal_is_known_that_is_said():
    answer = ask("Phú Thọ đã đạt chỉ tiêu hồ sơ nộp trực tuyến chưa?")
    assert answer.reached.lacking is Lacking.TARGET
    assert render_text(answer, {}).startswith("Chưa kết luận được: các bài không nêu mục tiêu")


def test_a_share_of_a_plan_is_held_against_the_whole_plan():
    answer = ask("Phú Thọ giải ngân vốn đầu tư công đạt kế hoạch chưa?")
    assert render_text(answer, {}).startswith(
        "Chưa đạt kế hoạch: tính ra còn cách 36,8 điểm phần trăm."
    )


def test_a_place_nobody_told_of_is_refused():
    assert isinstance(ask("Cà Mau đã đạt chỉ tiêu hồ sơ nộp trực tuyến chưa?"), NotFound)


@pytest.mark.parametrize(
    ("value", "target", "done", "words"),
    [
        (
            ("66", "%"),
            ("65", "%"),
            True,
            "Đã đạt mục tiêu: tính ra cao hơn mục tiêu 1 điểm phần trăm.",
        ),
        (("65", "%"), ("65", "%"), True, "Đã đạt mục tiêu: vừa bằng mục tiêu."),
        (
            ("900", "hồ sơ"),
            ("1000", "hồ sơ"),
            False,
            "Chưa đạt mục tiêu: tính ra còn cách 100 hồ sơ.",
        ),
    ],
)
def test_the_distance_is_told_in_its_unit(value, target, done, words):
    made = figure(*value, target=observed(*target, kind=Kind.TARGET))
    reached = is_reached(made)
    assert reached.done is done
    assert render_text(Answered((made,), Asked.REACHED, reached=reached), {}).startswith(words)


@pytest.mark.parametrize(
    ("indicator", "value", "done"),
    [
        ("tỷ lệ hộ nghèo", "3.5", False),
        ("tỷ lệ hộ nghèo", "2.5", True),
        ("tỷ lệ hồ sơ quá hạn", "2.5", True),
        ("tỷ lệ hộ thoát nghèo", "2.5", False),
        ("tỷ lệ hồ sơ trực tuyến", "3.5", True),
    ],
)
def test_of_what_is_bad_a_target_is_a_most(indicator, value, done):
    target = observed("3", indicator=indicator, kind=Kind.TARGET)
    assert is_reached(figure(value, indicator=indicator, target=target)).done is done


def test_a_bound_of_the_target_says_which_way_it_goes():
    most = observed("3", kind=Kind.TARGET, bound=Bound.AT_MOST)
    assert is_reached(figure("2", target=most)).done is True
    least = observed("3", indicator="tỷ lệ hộ nghèo", kind=Kind.TARGET, bound=Bound.AT_LEAST)
    assert is_reached(figure("2", indicator="tỷ lệ hộ nghèo", target=least)).done is False


@pytest.mark.parametrize(
    ("bound", "value", "done"),
    [
        (Bound.ABOVE, "70", True),
        (Bound.ABOVE, "60", None),
        (Bound.BELOW, "65", False),
        (Bound.ABOUT, "65", None),
    ],
)
def test_an_open_value_is_only_judged_where_it_can_be(bound, value, done):
    target = observed("65", kind=Kind.TARGET)
    assert is_reached(figure(value, bound=bound, target=target)).done is done


def test_different_units_are_never_compared():
    reached = is_reached(figure("900", "hồ sơ", target=observed("65", "%", kind=Kind.TARGET)))
    assert (reached.done, reached.lacking) == (None, Lacking.UNIT)


def test_the_form_of_an_answer_says_whether_it_is_reached():
    form = answer_form(ask("Hòa Bình đã đạt chỉ tiêu hồ sơ nộp trực tuyến chưa?"), "")
    assert form["reached"] == {"done": False, "gap": "-12.5", "unit": "%", "lacking": None}
    assert form["observations"][0]["target"]["value"] == "65"


def test_a_goal_named_by_its_number_is_held_against_the_value():
    answer = ask("Hòa Bình đã đạt chỉ tiêu 65% hồ sơ nộp trực tuyến chưa?")
    assert answer.reached.done is False
    assert answer.figures[0].stored.observation.kind is Kind.ACTUAL


def test_a_thing_found_by_its_goal_is_held_against_what_was_measured_near_it():
    matcher = make_matcher(ROWS)
    company = Company(matcher, load_wording(), Verifier(make_store(ROWS)[2].__getitem__))
    kinds = Kinds(matcher, company, Holding(matcher))
    goal = ask("chỉ tiêu hồ sơ nộp trực tuyến của Hòa Bình")
    question = make_reader(ROWS).read("Hòa Bình đã đạt chỉ tiêu hồ sơ nộp trực tuyến chưa?")
    answer = kinds.finished(question, goal)
    assert answer.figures[0].stored.observation.kind is Kind.ACTUAL
    assert answer.figures[0].target == goal.figures[0].stored
    assert answer.reached.done is False
