"""Cards of what the articles in ``seeds/`` really say."""

from pathlib import Path

import pytest
from cardcheck import check_card, check_inline, size
from cards import Shelf, copies, labels, links_in, passage_taps, styled_in, text_of

from bot.card.compose import card_of, figure_card, inline_cards
from bot.card.models import Style
from bot.card.passage import passage_card
from bot.config import Settings
from bot.corpus import open_indexed
from bot.models import Figure
from bot.render.phrase import observed_words, one_line, period_words
from bot.render.sentences import declared_words
from extract.text import canonical
from index.build import reindex

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    reindex(data, [SEEDS])
    opened = open_indexed(Settings(data=data))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shelf(corpus):
    return Shelf(corpus.articles.values(), list(corpus.store.passages()))


def test_every_figure_of_the_seeds_shows_all_that_is_known_of_it(corpus, shelf):
    assert len(list(corpus.observations())) > 20
    for stored in corpus.observations():
        card = figure_card(Figure(stored), shelf)
        check_card(card)
        observation, citation = stored.observation, stored.citation
        text = text_of(card)
        assert one_line(observed_words(observation)) in styled_in(card, Style.BOLD)[0]
        assert one_line(observation.indicator) in text
        assert observation.subject is None or observation.subject in text
        assert observation.period is None or period_words(observation.period) in text
        assert f"đoạn {citation.paragraph}" in text
        assert citation.published is None or f"{citation.published:%d/%m/%Y}" in text
        assert (declared_words(citation.declared) or "") in text
        assert citation.title in [title for title, _ in links_in(card)]
        for baseline in observation.baselines:
            assert baseline.label[1:] in text
        assert passage_taps(card) == [(citation.article, str(citation.paragraph))]


def test_every_sentence_of_the_seeds_is_marked_in_its_paragraph(corpus, shelf):
    paragraphs = {(p.article, p.number): p.text for p in list(corpus.store.passages())}
    for stored in corpus.observations():
        citation = stored.citation
        card = figure_card(Figure(stored), shelf)
        sentence = canonical(citation.quote).text
        [quote] = styled_in(card, Style.FOLDED_QUOTE)
        assert styled_in(card, Style.BOLD)[1] == sentence
        assert quote.strip("… ") in paragraphs[citation.article, citation.paragraph]
        assert sentence in quote
        [number] = styled_in(card, Style.UNDERLINE)
        first, last = citation.number_start - citation.start, citation.number_end - citation.start
        assert number.rstrip("%‰ ") == canonical(citation.quote[first:last]).text.rstrip("%‰ ")
        [copied] = copies(card)
        assert size(copied) <= 256
        assert number in copied


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("tỷ lệ hồ sơ trực tuyến Đồng Tháp", "Mục tiêu năm 2022: 50%"),
        ("tỷ lệ hồ sơ xử lý trực tuyến Hải Dương", "Trung bình cả nước: 32%"),
        ("so sánh tỷ lệ hồ sơ trực tuyến Đồng Tháp và Hải Dương", "Tính ra:"),
        ("tỷ lệ hồ sơ trực tuyến Cà Mau", "không có số liệu này của Cà Mau"),
        ("ai chủ trì buổi làm việc", "đoạn 1"),
        ("xin chào", "Ví dụ:"),
    ],
)
def test_answers_over_the_seeds(corpus, shelf, question, shown):
    answer = corpus.engine.ask(question, question)
    card = card_of(answer, shelf)
    check_card(card)
    assert shown in text_of(card)
    assert labels(card)
    for inline in inline_cards([answer], shelf):
        check_inline(inline)


def test_every_paragraph_of_the_seeds_has_its_page(corpus):
    for name, article in corpus.articles.items():
        held = [passage for passage in list(corpus.store.passages()) if passage.article == name]
        for passage in held:
            card = passage_card(article, held, passage.number)
            check_card(card)
            assert len(card.parts) == 1
            assert passage.text in styled_in(card, Style.QUOTE)
