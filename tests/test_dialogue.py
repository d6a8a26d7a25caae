from decimal import Decimal

import pytest
from answering import make_engine

from bot.models import Answered, Asked, Clarify, NotFound


def talk(*turns):
    engine = make_engine()
    answers = [engine.ask("chat", turn) for turn in turns]
    return answers[-1]


def values(answer):
    assert isinstance(answer, Answered), answer
    return [figure.stored.observation.value for figure in answer.figures]


ONLINE = "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng"


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        ((ONLINE, "còn Bắc Kạn?"), "48"),
        ((ONLINE, "Bắc Kạn thì sao"), "48"),
        ((ONLINE, "con bac kan"), "48"),
        ((ONLINE, "năm 2023?"), "21"),
        ((ONLINE, "năm trước?"), "21"),
        ((ONLINE, "cấp xã?"), "12"),
        ((ONLINE, "riêng cấp xã thì sao"), "12"),
        ((ONLINE, "mục tiêu là bao nhiêu"), "60"),
        ((ONLINE, "chỉ tiêu?"), "60"),
        ((ONLINE, "so với cả nước thì sao?"), "35.5"),
        (("tỷ lệ hộ cận nghèo Hà Giang", "bao nhiêu hộ?"), "6400"),
        (("tỷ lệ hồ sơ nộp trực tuyến Bắc Kạn", "thế hồ sơ quá hạn bao nhiêu phần trăm?"), "3.1"),
        (("tỷ lệ hồ sơ nộp trực tuyến Bắc Kạn", "ở đó còn bao nhiêu hồ sơ trễ hạn?"), "1250"),
        (("số tổ công nghệ số cộng đồng Thái Bình", "cả nước thì sao?"), "76000"),
        ((ONLINE, "còn Cà Mau?", "Bắc Kạn?"), "48"),
    ],
)
def test_takes_over_what_is_not_said_anew(turns, value):
    assert values(talk(*turns))[0] == Decimal(value)


def test_says_what_was_taken_over():
    answer = talk(ONLINE, "năm 2023?")
    assert "Cao Bằng" in answer.carried


def test_a_complete_question_starts_afresh():
    answer = talk(
        "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng năm 2023", "hồ sơ trực tuyến Bắc Kạn bao nhiêu %"
    )
    assert values(answer) == [Decimal(48)]
    assert answer.carried == ()


def test_a_place_without_the_indicator_is_refused_in_a_dialogue_too():
    assert isinstance(talk(ONLINE, "còn Cà Mau?"), NotFound)


@pytest.mark.parametrize("text", ["nguồn?", "nguồn ở đâu", "lấy ở đâu ra vậy"])
def test_the_source_of_the_last_number_is_shown_again(text):
    answer = talk(ONLINE, text)
    assert values(answer) == [Decimal("35.5")]
    assert answer.asked is Asked.SOURCE


def test_a_source_without_a_question_before_it_is_not_found():
    assert isinstance(talk("nguồn?"), NotFound)


@pytest.mark.parametrize("text", ["2", "số 2", "cái thứ hai", "cai thu 2", "chọn 2"])
def test_a_choice_is_picked_by_its_number(text):
    engine = make_engine()
    offered = engine.ask("chat", "tỷ lệ hồ sơ nộp trực tuyến")
    assert isinstance(offered, Clarify)
    answer = engine.ask("chat", text)
    assert values(answer) == values(make_engine().ask("chat", offered.choices[1].question))


def test_a_choice_is_picked_by_its_label():
    assert values(talk("tỷ lệ hồ sơ nộp trực tuyến", "Bắc Kạn")) == [Decimal(48)]


def test_a_number_beyond_the_choices_picks_none():
    assert not isinstance(talk("tỷ lệ hồ sơ nộp trực tuyến", "9"), Answered)


def test_a_number_without_choices_is_no_choice():
    assert not isinstance(talk("2"), Answered)
