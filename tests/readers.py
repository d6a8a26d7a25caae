"""What must hold of every reader, whatever text it is given: the properties, as functions.

Each of ``CHECKS`` takes a text and raises where a reader raises, cites what is not there, or
says something else the second time. ``tests/test_properties.py`` gives them a few texts,
``tests/fuzz.py`` as many as an hour holds.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path

from cardcheck import check_card, check_inline

from bot.card.compose import card_of, inline_cards
from bot.card.html import render_page
from bot.config import Settings
from bot.corpus import Corpus, open_indexed
from bot.engine import Engine
from bot.models import Answer
from bot.render.forms import answer_form
from bot.render.text import render_text
from bot.terminal.parse import find_mentions as find_all
from bot.worker.lookup import Lookup
from extract.article import parse_article
from extract.article.sources import load_sources
from extract.errors import ArticleError, IndicatorTableError, SourcesError
from extract.indicator import extended, find_mentions, load_built_in
from extract.models import Article, Declared, Observed, Span
from extract.observe import read_observations
from extract.text import canonical, fold
from index.build import reindex
from index.passages.segment import cut, words_of

ON = date(2024, 7, 15)
NAMED = Declared(place="Bến Tre", published=ON, evidence="test")
SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def check_canonical(text: str) -> None:
    """Canonical text leads back to the letters it was made of."""
    read = canonical(text)
    assert len(read.offsets) == len(read.text) + 1
    assert list(read.offsets) == sorted(read.offsets)
    assert canonical(read.text).text == read.text
    assert len(fold(read.text)) == len(read.text)


def check_mentions(text: str) -> None:
    """Quantities, ranks, periods, places, abbreviations, indicators are where they say."""
    for on in (ON, None):
        found = find_all(text, on)
        assert found == find_all(text, on)
        for form in found:
            assert 0 <= form["start"] < form["end"] <= len(text)
            assert form["text"] == text[form["start"] : form["end"]]
        json.dumps(found, allow_nan=False)
    read = canonical(text).text
    end = 0
    for mention in find_mentions(read):
        assert end <= mention.span.start < mention.span.end <= len(read)
        assert mention.ids
        end = mention.span.end


def check_cut(text: str) -> None:
    """Terms for the search are words, and folding keeps their number."""
    read = canonical(text).text
    for question in (False, True):
        made = cut(read, question=question)
        assert made == cut(read, question=question)
        assert all(made.terms)
        assert not any(" " in term for term in made.terms)
        assert len(made.folded().terms) == len(made.terms)
        assert len(made.pairs) <= len(made.terms)


def check_words(text: str) -> None:
    """Words of the optional field are no white space."""
    assert not any(word.isspace() or not word for word in words_of(canonical(text).text))


def check_article(text: str) -> None:
    """An article is refused, or every passage and number is where it says."""
    for declared in (NAMED, None):
        article = _parsed(text, declared)
        if article is None:
            continue
        for passage in article.passages:
            assert passage.text.strip()
            assert len(passage.offsets) == len(passage.text) + 1
            _within(passage.span, text)
        read = read_observations(article)
        _check_observed(article, read)
        assert _shown(read) == _shown(read_observations(article))


def check_sentence(text: str) -> None:
    """The same for a text that stands in an article as a paragraph."""
    check_article(f"Tin tức trong tỉnh và các địa phương\n\nMở đầu có chữ.\n{text}\n")


def check_question(text: str) -> None:
    """A question has an answer that can be shown in every form, and always the same."""
    check_talk((text,))


def check_talk(turns: Iterable[str]) -> None:
    """The same for a conversation."""
    said = tuple(turns)
    corpus, lookup, engine, again = _asked()
    for number, text in enumerate(said):
        answer = engine.follow(said[:number], text)
        form = json.dumps(answer_form(answer, text), allow_nan=False)
        assert form == json.dumps(answer_form(again.follow(said[:number], text), text))
        _check_shown(corpus, lookup, text, answer)


def check_search(text: str) -> None:
    """Hits are passages, best first, each once."""
    corpus = _asked()[0]
    hits = corpus.searcher.search(text, k=10)
    assert hits == corpus.searcher.search(text, k=10)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({(hit.passage.article, hit.passage.number) for hit in hits}) == len(hits)


def check_sources(text: str) -> None:
    """A ``sources.toml`` is read or refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sources.toml")
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        with contextlib.suppress(SourcesError):
            load_sources(path.parent)


def check_table(text: str) -> None:
    """A table of indicators is read or refused."""
    with contextlib.suppress(IndicatorTableError):
        extended(load_built_in(), text, "indicators.toml")


CHECKS: dict[str, Callable[[str], None]] = {
    "canonical": check_canonical,
    "mentions": check_mentions,
    "cut": check_cut,
    "words": check_words,
    "sentence": check_sentence,
    "article": check_article,
    "question": check_question,
    "search": check_search,
    "sources": check_sources,
    "table": check_table,
}


def _parsed(text: str, declared: Declared | None) -> Article | None:
    try:
        return parse_article("a.txt", text, declared)
    except ArticleError:
        return None


def _within(span: Span, text: str) -> None:
    assert 0 <= span.start < span.end <= len(text)


def _check_observed(article: Article, read: Observed) -> None:
    for one in read.observations:
        assert one.provenance.quote.holds(one.provenance.number)
        _within(one.provenance.quote, article.raw)
        _within(one.provenance.number, article.raw)
        assert one.value.is_finite()
        assert 0 <= one.provenance.confidence <= 1
        assert one.indicator.strip()
    for left in read.unattached:
        assert article.raw[left.number.start : left.number.end].strip()


def _shown(read: Observed) -> str:
    return repr((read.observations, read.unattached, read.idle))


@cache
def _asked() -> tuple[Corpus, Lookup, Engine, Engine]:
    data = Path(tempfile.mkdtemp(prefix="hoiso-readers-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    reindex(data, [SEEDS])
    corpus, other = (open_indexed(Settings(data=data)) for _ in range(2))
    return corpus, Lookup(corpus, "hoiso_bot"), corpus.engine, other.engine


def _check_shown(corpus: Corpus, lookup: Lookup, text: str, answer: Answer) -> None:
    assert render_text(answer, corpus.articles)
    card = card_of(answer, lookup)
    check_card(card)
    assert render_page([("user", text), ("bot", card)])
    for inline in inline_cards([answer], lookup, 5):
        check_inline(inline)
