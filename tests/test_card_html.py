from html.parser import HTMLParser

from cards import Shelf
from figures import article, figure
from hypothesis import given
from hypothesis import strategies as st

from bot.card.compose import card_of
from bot.card.html import render_page, render_rich
from bot.card.models import Style
from bot.card.rich import concat, plain, styled
from bot.models import Answered, Asked

EVIL = "<script>alert(1)</script> & \" ' </b>"


class Reader(HTMLParser):
    """Keeps what a browser would show, and the elements it would make."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.addresses = "", [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data):
        self.text += data


@given(st.lists(st.tuples(st.text() | st.just(EVIL), st.none() | st.sampled_from(Style))))
def test_what_was_written_is_shown_and_nothing_more(pieces):
    rich = concat(*(styled(text, style) if style else plain(text) for text, style in pieces))
    read = Reader(render_rich(rich))
    assert read.text.replace("\n", "") == rich.text.replace("\n", "")
    assert len(read.tags) == len(rich.entities)
    assert set(read.tags) <= {"b", "i", "u", "code", "a", "blockquote"}


def test_styles_stand_inside_each_other():
    rich = styled(concat("a ", styled("b", Style.BOLD), " c"), Style.FOLDED_QUOTE)
    assert render_rich(rich) == "<blockquote>a <b>b</b> c</blockquote>"


def test_a_quotation_ends_its_own_line():
    rich = concat("a\n", styled("b", Style.QUOTE), "\nc\nd")
    assert render_rich(rich) == "a\n<blockquote>b</blockquote>c\nd"


def test_a_page_loads_nothing_and_runs_nothing():
    evil = figure(quote=EVIL, indicator=EVIL, citation={"title": EVIL, "url": 'https://a.vn/"x'})
    card = card_of(Answered((evil,), Asked.VALUE), Shelf([article()]))
    page = render_page([("user", EVIL), ("bot", card)], EVIL)
    read = Reader(page)
    assert "script" not in read.tags
    assert read.addresses == ['https://a.vn/"x']
    assert "url(" not in page
    assert read.text.count("<script>") == 6
    assert "👍" in read.text
