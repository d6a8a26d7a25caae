"""How many places pass a threshold: stated first, else counted among those the store has."""

from decimal import Decimal

import pytest
from answering import ONLINE, make_engine

from bot.models import Answered, Asked, NotFound
from bot.render.forms import answer_form
from bot.render.text import render_text
from extract.models import Bound

SHARES = (("Lạng Sơn", "61"), ("Sơn La", "47"), ("Yên Bái", "55"), ("Phú Thọ", "38"))
ROWS = (
    *(
        (
            f"{name}24.txt",
            f"{place} có {share}% hồ sơ nộp trực tuyến.",
            f"{share}%",
            {"indicator": ONLINE, "place": place},
        )
        for name, (place, share) in zip("abcd", SHARES, strict=True)
    ),
    (
        "e24.txt",
        "Trên 58% hồ sơ ở Hòa Bình được nộp trực tuyến.",
        "58%",
        {"indicator": ONLINE, "place": "Hòa Bình", "bound": Bound.ABOVE},
    ),
)
STATED = (
    *ROWS,
    (
        "cn24.txt",
        "Cả nước có 27 tỉnh đạt trên 50% hồ sơ nộp trực tuyến.",
        "27 tỉnh",
        {
            "indicator": "số tỉnh đạt trên 50% hồ sơ nộp trực tuyến",
            "place": "Việt Nam",
            "value": "27",
            "unit": "tỉnh",
        },
    ),
)


def ask(text, rows=ROWS):
    return make_engine(rows).ask("chat", text)


def places(answer):
    assert isinstance(answer, Answered), answer
    return [figure.stored.observation.place for figure in answer.figures]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("bao nhiêu tỉnh có trên 50% hồ sơ nộp trực tuyến?", ["Lạng Sơn", "Hòa Bình", "Yên Bái"]),
        ("có mấy tỉnh hồ sơ nộp trực tuyến dưới 50%", ["Phú Thọ", "Sơn La"]),
        ("mấy tỉnh vượt 60% hồ sơ nộp trực tuyến", ["Lạng Sơn"]),
        ("bao nhieu tinh co tren 50% ho so nop truc tuyen", ["Lạng Sơn", "Hòa Bình", "Yên Bái"]),
    ],
)
def test_the_places_that_pass_are_counted_and_named(text, counted):
    answer = ask(text)
    assert answer.asked is Asked.COUNT
    assert places(answer) == counted
    assert (answer.count.passing, answer.among) == (len(counted), 5)


def test_a_count_says_that_it_is_of_what_the_store_has():
    answer = ask("bao nhiêu tỉnh có trên 50% hồ sơ nộp trực tuyến?")
    first = render_text(answer, {}).splitlines()[0]
    assert first == "Tính ra 3 tỉnh trong 5 tỉnh có số liệu ở đây đạt trên 50%:"


def test_a_bound_that_leaves_it_open_is_not_counted():
    assert "Hòa Bình" not in places(ask("bao nhiêu tỉnh có trên 60% hồ sơ nộp trực tuyến?"))


def test_where_none_passes_the_nearest_is_shown():
    answer = ask("bao nhiêu tỉnh có trên 90% hồ sơ nộp trực tuyến?")
    assert answer.count.passing == 0
    assert places(answer) == ["Lạng Sơn"]
    first = render_text(answer, {}).splitlines()[0]
    assert first == "Không tỉnh nào trong 5 tỉnh có số liệu ở đây đạt trên 90%; gần nhất là:"


def test_a_count_that_an_article_states_comes_before_counting():
    answer = ask("bao nhiêu tỉnh có trên 50% hồ sơ nộp trực tuyến?", STATED)
    assert answer.figures[0].stored.observation.value == Decimal(27)
    assert answer.count is None


def test_one_place_alone_is_not_counted():
    assert isinstance(ask("bao nhiêu tỉnh có trên 50% hồ sơ nộp trực tuyến?", ROWS[:1]), NotFound)


def test_another_indicator_is_not_counted_for_the_one_asked():
    assert isinstance(ask("bao nhiêu tỉnh có trên 50% hộ nghèo?"), NotFound)


def test_the_form_of_a_count_says_of_how_many():
    form = answer_form(ask("bao nhiêu tỉnh có trên 50% hồ sơ nộp trực tuyến?"), "")
    assert form["count"] == {"passing": 3, "among": 5, "of": "trên 50%"}


def test_a_value_is_never_given_for_a_count():
    only = (ROWS[0],)
    assert isinstance(
        ask("bao nhiêu tỉnh có trên 50% hồ sơ nộp trực tuyến năm 2024?", only), NotFound
    )


def test_a_count_stated_for_another_threshold_is_not_the_one_asked():
    answer = ask("bao nhiêu tỉnh có trên 60% hồ sơ nộp trực tuyến?", STATED)
    assert answer.count is not None
    assert places(answer) == ["Lạng Sơn"]


def test_of_each_place_what_is_asked_is_counted_not_what_is_near_it():
    near = (
        "a24.txt",
        "Sơn La có 83% xã phát sinh hồ sơ trực tuyến.",
        "83%",
        {"indicator": "tỷ lệ xã phát sinh hồ sơ trực tuyến", "place": "Sơn La"},
    )
    answer = ask("bao nhiêu tỉnh có trên 80% hồ sơ nộp trực tuyến?", (near, *ROWS))
    assert answer.count.passing == 0
