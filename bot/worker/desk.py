"""What a worker does for each request, over one generation of the index.

``open_desk`` is the entry point.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import assert_never

from bot.card.compose import card_of, figure_card, inline_cards
from bot.card.models import Card, InlineCard
from bot.card.passage import passage_card
from bot.card.picture import picture_card
from bot.corpus import Corpus, open_generation
from bot.models import Answer, Answered, Asked, Clarify, Help
from bot.render.forms import status_of
from bot.worker.checking import Checker
from bot.worker.lists import Lists
from bot.worker.lookup import Lookup
from bot.worker.memory import memory_mb
from bot.worker.messages import (
    Ask,
    CheckArticle,
    FindInline,
    GiveExamples,
    GiveState,
    IndexState,
    Reply,
    Request,
    ShowChart,
    ShowFigure,
    ShowList,
    ShowPassage,
    Told,
)
from index.generation import generation_path

_ANY_WORD = "hồ sơ"


class Desk:
    """Meets requests from one corpus."""

    def __init__(self, corpus: Corpus, generation: int, username: str) -> None:
        """Work over a corpus.

        Args:
            corpus: Open.
            generation: Its number.
            username: The bot's name, for links back to it; may be empty.
        """
        self._corpus = corpus
        self.generation = generation
        self._lookup = Lookup(corpus, username)
        self._lists = Lists(corpus)
        self._checker = Checker(corpus)

    def meet(self, request: Request) -> Reply:
        """Give the reply that belongs to a request; see ``messages``."""
        match request:
            case Ask(turns, text):
                return self._told(self._corpus.engine.follow(turns, text))
            case ShowFigure(article, number_start, indicator):
                return self._figure(article, number_start, indicator)
            case ShowPassage(article, paragraph, key):
                named = self._corpus.store.name_of_key(key) if key else None
                return self._passage(named or article, paragraph)
            case ShowChart(asked, among, figures):
                return self._chart(Asked(asked), among or None, figures)
            case ShowList(verb, args):
                return self._lists.card(verb, args, date.today())
            case FindInline(text, most):
                return self._inline(text, most)
            case GiveExamples(most):
                return self._corpus.engine.examples()[:most]
            case CheckArticle(path, name):
                return self._checker.check(path, name)
            case GiveState():
                return self._state()
            case _:
                assert_never(request)

    def warm(self) -> None:
        """Do once what costs time the first time."""
        for example in self._corpus.engine.examples()[:1]:
            self.meet(Ask((), example))
        self._corpus.searcher.search(_ANY_WORD, k=1)

    def _told(self, answer: Answer) -> Told:
        status, reason = status_of(answer)
        remembered = not isinstance(answer, Help)
        return Told(status, reason, card_of(answer, self._lookup), remembered, self.generation)

    def _figure(self, article: str, number_start: int, indicator: str) -> Card | None:
        stored = self._corpus.store.observation_by(article, number_start, indicator)
        figure = self._corpus.engine.neighbours.figure(stored) if stored else None
        return figure_card(figure, self._lookup) if figure else None

    def _chart(
        self, asked: Asked, among: int | None, keys: Sequence[tuple[str, int, str]]
    ) -> Card | None:
        stored = [self._corpus.store.observation_by(*key) for key in keys]
        figures = [self._corpus.engine.neighbours.figure(s) for s in stored if s is not None]
        # One number less would be another picture.
        given = tuple(figure for figure in figures if figure is not None)
        if len(given) < len(keys):
            return None
        difference = None
        if asked is Asked.COMPARE and len(given) == 2:
            one, other = (figure.stored.observation.value for figure in given)
            difference = one - other
        answer = Answered(given, asked, difference=difference, among=among)
        return picture_card(answer, self._lookup)

    def _passage(self, name: str, paragraph: int) -> Card | None:
        article = self._lookup.article(name)
        if article is None:
            return None
        return passage_card(article, self._lookup.passages(name), paragraph)

    def _inline(self, text: str, most: int) -> tuple[InlineCard, ...]:
        return inline_cards(self._answers(text, most), self._lookup, most)

    def _answers(self, text: str, most: int) -> Iterator[Answer]:
        """Answer a question; then what is near its figure, or its readings where it is unclear.

        What the articles do not say has no neighbour here: nobody who picks from a list in haste
        shall send the figure of another place or time.
        """
        engine = self._corpus.engine
        answer = engine.follow((), text)
        yield answer
        if isinstance(answer, Answered) and answer.figures:
            near = engine.neighbours.of(answer.figures[0])
            for stored in (near.target, near.country, near.before):
                figure = engine.neighbours.figure(stored) if stored else None
                if figure is not None:
                    yield Answered((figure,), Asked.VALUE)
        elif isinstance(answer, Clarify):
            for choice in answer.choices[:most]:
                yield engine.follow((), choice.question)

    def _state(self) -> IndexState:
        store = self._corpus.store
        counts, newest = store.counts(), store.newest_day()
        return IndexState(
            self.generation,
            counts.articles,
            counts.passages,
            counts.observations,
            newest.isoformat() if newest else None,
            memory_mb(os.getpid()),
        )


def open_desk(data: Path, generation: int, username: str = "", engine: str = "auto") -> Desk:
    """Open a generation.

    Raises:
        IndexingError: It is not there, or cannot be read.
    """
    return Desk(open_generation(generation_path(data, generation), engine), generation, username)
