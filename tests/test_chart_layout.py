"""Where things stand on a picture; texts are measured without any library that paints."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from charts import ANSWERS, LONG, compared, drawn, target, trend, yearly
from figures import figure

from bot.chart.axes import axis_for, place_days
from bot.chart.marks import Box, Dot, Stroke, Text
from bot.chart.sheet import WIDTH, lay_out
from bot.chart.writing import wrap


def measure(words, size, bold):
    return len(words) * size * (0.62 if bold else 0.56)


def laid(answer):
    return lay_out(drawn(answer), measure).marks


def texts_of(marks):
    return [mark for mark in marks if isinstance(mark, Text)]


def room_of(text):
    long = measure(text.words, text.size, text.bold)
    left = text.x - {"left": 0, "center": long / 2, "right": long}[text.align]
    return left, text.y - 0.72 * text.size, left + long, text.y + 0.1 * text.size


def meet(one, other):
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


@pytest.mark.parametrize("name", ANSWERS)
def test_no_text_is_written_over_another_or_over_the_edge(name):
    drawing = lay_out(drawn(ANSWERS[name]), measure)
    rooms = {text.words + str(n): room_of(text) for n, text in enumerate(texts_of(drawing.marks))}
    for words, (left, top, right, bottom) in rooms.items():
        assert left >= 40, words
        assert right <= WIDTH - 40, words
        assert top >= 0, words
        assert bottom <= drawing.height, words
    clashes = [
        (one, other)
        for one, other in itertools.combinations(rooms, 2)
        if meet(rooms[one], rooms[other])
    ]
    assert clashes == []


@pytest.mark.parametrize("name", ANSWERS)
def test_the_whole_title_and_the_source_are_there(name):
    chart = drawn(ANSWERS[name])
    written = " ".join(text.words for text in texts_of(lay_out(chart, measure).marks))
    assert chart.title in written
    assert "Nguồn:" in written


def test_bars_are_as_long_as_their_values():
    answer = compared(figure("10", place="Huế"), figure("40", place="Sơn La"))
    short, long = (mark for mark in laid(answer) if isinstance(mark, Box))
    assert short.x == long.x
    assert long.width == pytest.approx(4 * short.width)


def test_a_bar_below_zero_goes_to_the_left():
    below, above = (mark for mark in laid(ANSWERS["bars below zero"]) if isinstance(mark, Box))
    assert below.x + below.width == pytest.approx(above.x)
    assert above.width == pytest.approx(4 * below.width)


def test_a_dashed_line_stands_where_a_bar_of_its_value_would_end():
    answer = compared(figure("25", place="Huế", target=target("50")), figure("50", place="Sơn La"))
    marks = laid(answer)
    _, long = (mark for mark in marks if isinstance(mark, Box))
    [line] = [mark for mark in marks if isinstance(mark, Stroke) and mark.dashed]
    assert line.points[0][0] == pytest.approx(long.x + long.width)


def test_points_stand_higher_the_greater_they_are_and_later_further_right():
    dots = [mark for mark in laid(trend(*yearly("12", "30", "20"))) if isinstance(mark, Dot)]
    assert dots[0].x < dots[1].x < dots[2].x
    assert dots[1].y < dots[2].y < dots[0].y


def test_the_best_rank_stands_on_top():
    dots = [mark for mark in laid(ANSWERS["ranks"]) if isinstance(mark, Dot)]
    assert min(dots, key=lambda dot: dot.y) is dots[2]


def test_every_value_of_a_short_trend_is_written_beside_its_point():
    marks = laid(ANSWERS["a trend"])
    dots = {
        f"{v}%": d
        for v, d in zip(
            ("12", "41,25", "30,5", "52,7"), (m for m in marks if isinstance(m, Dot)), strict=True
        )
    }
    for text in texts_of(marks):
        if text.words in dots:
            left, top, right, bottom = room_of(text)
            dot = dots.pop(text.words)
            assert left - 20 < dot.x < right + 20
            assert top - 40 < dot.y < bottom + 40
    assert dots == {}


def test_points_that_do_not_compare_are_not_joined():
    half = figure("500", "hồ sơ", period="2024-01/2024-06")
    marks = laid(trend(half, figure("900", "hồ sơ", period="2024")))
    assert not any(isinstance(m, Stroke) and m.width > 5 for m in marks)


@pytest.mark.parametrize("name", ["bars", "a trend beside the country"])
def test_texts_lie_on_lines_and_lines_on_bars(name):
    order = [(Box, Stroke, Dot, Text).index(type(mark)) for mark in laid(ANSWERS[name])]
    assert order == sorted(order)


def test_long_names_are_wrapped_at_spaces():
    lines = wrap(LONG, 400, 30, measure)
    assert " ".join(lines) == LONG
    assert all(measure(line, 30, False) <= 400 for line in lines)


def test_a_word_without_spaces_is_broken_and_a_text_without_end_is_cut():
    assert "".join(wrap("a" * 90, 400, 30, measure)) == "a" * 90
    cut = wrap(" ".join(["chữ"] * 200), 400, 30, measure, most=2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")


@pytest.mark.parametrize(
    ("values", "least", "most"),
    [
        ([12, 40], 0, 40),
        ([97.5, 99.1], 97, 99.5),
        ([-2.1, 8.4], -5, 10),
        ([7], 6, 9),
        ([0, 0], -1, 1),
    ],
)
def test_an_axis_has_round_ticks_around_the_values(values, least, most):
    axis = axis_for([float(value) for value in values], 0, 500)
    assert axis.least <= min(values) <= max(values) <= axis.most
    assert (axis.least, axis.most) == (pytest.approx(least, abs=2), pytest.approx(most, abs=3))
    assert 3 <= len(axis.ticks) <= 8
    assert axis.y(axis.most) == 0
    assert axis.y(axis.least) == 500


def test_days_stand_in_proportion_but_a_step_apart():
    days = [date(2020, 12, 31), date(2022, 5, 31), date(2022, 6, 30), date(2024, 12, 31)]
    places = place_days(days, 0, 900, 80)
    xs = [places[day] for day in days]
    assert (xs[0], xs[-1]) == (0, pytest.approx(900))
    assert xs[2] - xs[1] == pytest.approx(80)
    assert xs[3] - xs[2] > xs[1] - xs[0]
