"""The button that draws an answer, and the picture as a message."""

from __future__ import annotations

import pytest
from cardcheck import check_card
from cards import Shelf, actions, labels, links_in, styled_in, text_of
from charts import ANSWERS, compared, trend, yearly
from figures import figure

from bot.card.compose import card_of
from bot.card.models import Action, Style, Verb
from bot.card.picture import LONGEST_CAPTION, picture_card
from bot.card.units import units
from bot.models import Asked
from bot.telegram_app.handlers.drawing import read_chart
from bot.worker.messages import ShowChart

SHELF = Shelf()


def drawings(card):
    return [action for action in actions(card) if action.verb is Verb.CHART]


@pytest.mark.parametrize("name", ANSWERS)
def test_what_can_be_drawn_has_a_button_that_names_its_figures(name):
    answer = ANSWERS[name]
    [action] = drawings(card_of(answer, SHELF))
    assert action.args[:2] == (str(answer.asked), str(answer.among or 0))
    request = read_chart(action.args)
    assert isinstance(request, ShowChart)
    assert request.figures == tuple(
        (f.stored.citation.article, f.stored.citation.number_start, f.stored.observation.indicator)
        for f in answer.figures
    )


@pytest.mark.parametrize(
    "answer",
    [
        compared(figure("17"), asked=Asked.VALUE),
        compared(figure("17"), figure("9", "hồ sơ", place="Huế")),
        compared(figure("4", "hạng", place="Huế"), figure("9", "hạng", place="Sơn La")),
    ],
)
def test_what_cannot_be_drawn_has_no_button(answer):
    assert drawings(card_of(answer, SHELF)) == []
    assert picture_card(answer, SHELF) is None


def test_the_button_stands_below_the_paragraphs():
    card = card_of(trend(*yearly("1", "2")), SHELF)
    assert labels(card)[:2] == [["📄 Đoạn gốc"], ["📊 Biểu đồ"]]


def test_the_caption_is_title_place_unit_and_linked_sources():
    sources = [{"article": f"{n}.txt", "title": f"Bài {n}"} for n in range(5)]
    figures = [figure(str(n), period=f"202{n}", citation=sources[n]) for n in range(5)]
    card = picture_card(trend(*figures), SHELF)
    assert text_of(card).splitlines() == [
        "Tỷ lệ hồ sơ trực tuyến",
        "Đồng Tháp · đơn vị: %",
        *(f"📄 Bài {n} · đoạn 2 · 29/06/2022" for n in range(3)),
        "và 2 bài khác",
    ]
    assert styled_in(card, Style.BOLD) == ["Tỷ lệ hồ sơ trực tuyến"]
    assert [name for name, _ in links_in(card)] == ["Bài 0", "Bài 1", "Bài 2"]
    assert card.photo.startswith(b"\x89PNG")
    assert card.rows == ()


def test_a_caption_is_never_too_long():
    long = {"title": "Một tên bài rất dài 😀 " * 40}
    figures = [
        figure(
            str(n),
            period=f"202{n}",
            indicator="chỉ số " * 90,
            place="Thị trấn " * 60,
            citation=long | {"article": str(n)},
        )
        for n in range(4)
    ]
    card = picture_card(trend(*figures), SHELF)
    [caption] = card.parts
    assert units(caption.text) <= LONGEST_CAPTION
    check_card(card)


@pytest.mark.parametrize("name", ["bars", "bars of many places", "a long trend"])
def test_a_card_with_the_button_keeps_the_limits(name):
    check_card(card_of(ANSWERS[name], SHELF))


@pytest.mark.parametrize(
    "args",
    [(), ("trend",), ("trend", "0"), ("no", "0", "a", "1", "b"), ("trend", "0", "a", "-1", "b")],
)
def test_arguments_of_no_such_button_are_no_request(args):
    assert read_chart(args) is None
    assert read_chart(Action(Verb.CHART, args).args) is None
