"""What cards look up in a corpus: articles, paragraphs, and figures to compare with."""

from __future__ import annotations

from collections.abc import Sequence

from bot.card.models import Action
from bot.card.sources import figure_action
from bot.corpus import Corpus
from bot.models import Figure
from index.models import StoredArticle, StoredPassage

_TO_COUNTRY, _TARGET, _BEFORE = "So với cả nước", "Mục tiêu", "Kỳ trước"


class Lookup:
    """The ``Sources`` of cards made from one corpus.

    Attributes:
        username: The bot's name, for links back to it.
    """

    def __init__(self, corpus: Corpus, username: str) -> None:
        """Look up in a corpus."""
        self._corpus = corpus
        self.username = username

    def article(self, name: str) -> StoredArticle | None:
        """Give an article by its file name."""
        return self._corpus.articles.get(name)

    def passage(self, article: str, paragraph: int) -> StoredPassage | None:
        """Give a paragraph of an article; paragraphs count from 1."""
        return next((p for p in self.passages(article) if p.number == paragraph), None)

    def passages(self, article: str) -> Sequence[StoredPassage]:
        """Give the paragraphs of an article in order."""
        return self._corpus.store.passages_of(article)

    def beside(self, figure: Figure) -> Sequence[tuple[str, Action]]:
        """Offer what a figure can be compared with: the country, the target, the time before."""
        near = self._corpus.engine.neighbours.of(figure)
        offered = ((_TO_COUNTRY, near.country), (_TARGET, near.target), (_BEFORE, near.before))
        return [(label, figure_action(stored)) for label, stored in offered if stored is not None]
