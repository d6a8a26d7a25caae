"""Whatever articles and questions wrote, a card is what the network takes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from cardcheck import check_card, check_inline
from cards import Shelf, copies, figure_tap, links_in
from figures import article, figure, hit, observed
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.card.compose import card_of, inline_cards
from bot.card.lists import indicators_card, of_place_card, places_card, sources_card
from bot.card.models import Style
from bot.card.passage import passage_card
from bot.models import (
    Answered,
    Asked,
    Checked,
    Choice,
    Clarify,
    Count,
    Help,
    Lacking,
    NotFound,
    Page,
    Passages,
    Reached,
    Reason,
    Verdict,
)
from extract.models import Baseline, BaselineKind, Bound, Change, Direction, Kind, Rank
from index.models import StoredPassage

NASTY = (
    "<b>x</b>", "</a>", "&amp;", "\"'", "`*_[x](http://y.vn)", "\u202e17%\u202c", "\u2066", "\u200b",
    "\u200f", "\ufeff", "😀", "👨‍👩‍👧", "\ud83d", "\ude00", "e\u0301", "\u0302", "\u030a", "\x00", "\r\n",
    "\n\n", "\t", " ", "\u00a0", "\u2028", "\u1161", "\u3164", "tỷ lệ hồ sơ ", "17%", "x" * 500,
    "từ " * 2_000, "😀" * 3_000,
)  # fmt: skip
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.lists(st.sampled_from(NASTY), max_size=4).map("".join),
)
MAYBE = st.none() | TEXT
VALUES = st.sampled_from(["17", "0", "-3.5", "1000000000000", "0.0000001", "1e30"])
NUMBERS = st.none() | VALUES.map(Decimal)
CLAIMS = st.builds(
    Checked,
    TEXT,
    st.sampled_from(Verdict),
    NUMBERS,
    TEXT,
    st.booleans(),
    st.booleans(),
    MAYBE,
    st.lists(TEXT, max_size=2).map(tuple),
)
REACHED = st.builds(
    Reached,
    st.none() | st.booleans(),
    st.none() | st.sampled_from(Lacking),
    NUMBERS,
    TEXT,
    st.booleans(),
    st.booleans(),
)
CHOICES = st.lists(st.builds(Choice, TEXT, TEXT), max_size=12).map(tuple)


@st.composite
def observations(draw):
    quote = draw(TEXT)
    start = draw(st.integers(0, len(quote)))
    citation = {
        "title": draw(TEXT),
        "url": draw(st.none() | TEXT | st.just("https://example.vn/ế?a=<b>")),
        "published": draw(st.none() | st.dates(date(1950, 1, 1))),
        "article": draw(TEXT),
        "number_start": 100 + start,
        "number_end": 100 + draw(st.integers(start, len(quote))),
        "declared": draw(st.sampled_from([(), ("place",), ("x",)])),
    }
    stored = observed(quote=quote, citation=citation)
    number = Decimal(draw(VALUES))
    return replace(
        stored,
        id=draw(st.integers(0, 5)),
        observation=replace(
            stored.observation,
            indicator=draw(TEXT),
            place=draw(MAYBE),
            province=draw(MAYBE),
            subject=draw(MAYBE),
            period=draw(st.sampled_from([None, "2022", "2022-Q3", "2024-01/2024-06"])),
            kind=draw(st.sampled_from(Kind)),
            value=number,
            unit=draw(TEXT),
            bound=draw(st.sampled_from(Bound)),
            baselines=tuple(
                Baseline(BaselineKind.OTHER, label, number, "%")
                for label in draw(st.lists(TEXT, max_size=3))
            ),
            change=draw(st.none() | TEXT.map(lambda t: Change(Decimal(3), t, Direction.UP, t))),
            rank=draw(st.none() | st.just(Rank(5, 63))),
        ),
    )


@st.composite
def answered(draw):
    figures = [
        type(figure())(
            draw(observations()),
            draw(st.none() | observations()),
            tuple(draw(st.lists(observations(), max_size=2))),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    return Answered(
        tuple(figures),
        draw(st.sampled_from(Asked)),
        tuple(draw(st.lists(TEXT, max_size=3))),
        Decimal(3) if len(figures) > 1 else None,
        draw(st.none() | st.integers(1, 63)),
        claim=draw(st.none() | CLAIMS),
        reached=draw(st.none() | REACHED),
        page=draw(st.none() | st.builds(Page, st.just(11), st.just(40), TEXT, MAYBE)),
        count=draw(st.none() | st.builds(Count, st.integers(0, 3), TEXT, TEXT)),
        notes=tuple(draw(st.lists(TEXT, max_size=2))),
    )


ANSWERS = st.one_of(
    answered(),
    st.lists(st.tuples(TEXT, st.none() | TEXT), max_size=4).map(
        lambda pairs: Passages(
            tuple(hit(text) for text, _ in pairs),
            tuple(text if own is None else own for text, own in pairs),
        )
    ),
    st.builds(Clarify, CHOICES),
    st.builds(
        NotFound,
        st.sampled_from(Reason),
        MAYBE,
        CHOICES,
        st.lists(TEXT, max_size=3).map(tuple),
        MAYBE,
        MAYBE,
    ),
    st.builds(Help, TEXT, st.lists(TEXT, max_size=5).map(tuple)),
)


@st.composite
def shelves(draw):
    held = article(title=draw(TEXT))
    text = draw(TEXT)
    offers = [(label, figure_tap()) for label in draw(st.lists(TEXT, max_size=3))]
    passages = [StoredPassage("a.txt", 2, 0, len(text), text)]
    return Shelf([held], passages, offers, draw(st.sampled_from(["", "hoiso_bot"])))


@settings(max_examples=300, deadline=None)
@given(ANSWERS, shelves())
def test_the_card_of_any_answer_can_be_sent(answer, shelf):
    card = card_of(answer, shelf)
    check_card(card)
    assert len(card.parts) <= 10
    for inline in inline_cards([answer], shelf):
        check_inline(inline)


@settings(max_examples=100, deadline=None)
@given(TEXT, TEXT, MAYBE, st.lists(TEXT, max_size=8), st.integers(-2, 12))
def test_pages_and_lists_of_anything_can_be_sent(name, title, url, texts, number):
    held = replace(article(name or "x", title), url=url, publisher=url, evidence=url)
    passages = [StoredPassage(name, n, 0, 1, text) for n, text in enumerate(texts, start=1)]
    page = passage_card(held, passages, number)
    check_card(page)
    assert len(page.parts) == 1
    choices = [Choice(text, text) for text in texts]
    for card in (
        indicators_card([(text, 1) for text in texts], number),
        places_card([(text, url, 1) for text in texts], number),
        of_place_card(name, url, choices, number),
        sources_card([held] * 9, number, date(2022, 7, 1)),
    ):
        check_card(card)


@pytest.mark.parametrize("length", [1, 4_096, 4_097, 100_000])
@pytest.mark.parametrize("word", ["x", "từ ", "😀", "ế\n"])
def test_a_text_of_any_length_can_stand_anywhere(length, word):
    text = (word * length)[:length]
    stored = figure(quote=text, indicator=text, subject=text, citation={"title": text})
    full = replace(stored, target=stored.stored, conflicts=(stored.stored,) * 3)
    shelf = Shelf([article(title=text)], [StoredPassage("a.txt", 2, 100, 100 + length, text)])
    for answer in (
        Answered((full,), Asked.VALUE, (text,)),
        Answered((full,) * 400, Asked.COMPARE, (text,)),
        Passages((hit(text),) * 9),
        Clarify((Choice(text, text),) * 9),
        NotFound(Reason.NO_PLACE, text, (), (text,)),
    ):
        check_card(card_of(answer, shelf))


def test_articles_cannot_forge_markup_or_addresses():
    forged = '<a href="http://evil.vn">17%</a> **x** [y](http://evil.vn)'
    made = card_of(
        Answered((figure(quote=forged, citation={"title": forged}),), Asked.VALUE), Shelf()
    )
    check_card(made)
    assert [url.split("?")[0] for _, url in links_in(made)] == ["https://t.me/hoiso_bot"]
    assert forged in made.parts[0].text
    assert forged in copies(made)[0]
    assert {entity.style for entity in made.parts[0].entities} == {
        Style.BOLD,
        Style.FOLDED_QUOTE,
        Style.LINK,
    }
