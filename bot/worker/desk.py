"""What a worker does for each request, over one generation of the index.

``open_desk`` is the entry point.
"""

from __future__ import annotations

import os
from pathlib import Path

from bot.card.models import Card, RichText
from bot.corpus import Corpus
from bot.models import Answer, Help
from bot.render.forms import status_of
from bot.render.text import render_text
from bot.worker.memory import memory_mb
from bot.worker.messages import Ask, GiveState, IndexState, Reply, Request, Told
from index.generation import generation_path
from index.store import Store


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
        self.username = username

    def meet(self, request: Request) -> Reply:
        """Give the reply that belongs to a request; see ``messages``."""
        match request:
            case Ask(turns, text):
                return self._told(self._corpus.engine.follow(turns, text))
            case GiveState():
                return self._state()
            case _:
                raise NotImplementedError

    def warm(self) -> None:
        """Do once what costs time the first time."""
        told = self._corpus.engine.follow((), "bạn làm được gì?")
        if isinstance(told, Help) and told.examples:
            self.meet(Ask((), told.examples[0]))
        self._corpus.searcher.search("hồ sơ", k=1)

    def _told(self, answer: Answer) -> Told:
        card = Card((RichText(render_text(answer, self._corpus.articles)),))
        status, reason = status_of(answer)
        return Told(status, reason, card, not isinstance(answer, Help), self.generation)

    def _state(self) -> IndexState:
        days = [a.published for a in self._corpus.articles.values() if a.published is not None]
        return IndexState(
            self.generation,
            len(self._corpus.articles),
            len(self._corpus.passages),
            len(self._corpus.observations),
            max(days).isoformat() if days else None,
            memory_mb(os.getpid()),
        )


def open_desk(data: Path, generation: int, username: str = "") -> Desk:
    """Open a generation.

    Raises:
        IndexingError: It is not there, or cannot be read.
    """
    return Desk(Corpus(Store.open(generation_path(data, generation))), generation, username)
