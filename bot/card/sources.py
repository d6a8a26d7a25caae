"""What a card wants to know beyond its answer: the articles, their paragraphs, what to compare.

Whoever has the corpus open gives it; a card never reads anything itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.card.models import Action, Verb
from bot.models import Figure
from index.models import StoredArticle, StoredObservation, StoredPassage


class Sources(Protocol):
    """Looks up what stands behind an answer."""

    @property
    def username(self) -> str:
        """The bot's name without "@", for links back to it; "" where it is not known."""

    def article(self, name: str) -> StoredArticle | None:
        """Give an article by its file name."""

    def passage(self, article: str, paragraph: int) -> StoredPassage | None:
        """Give a paragraph of an article; paragraphs count from 1."""

    def beside(self, figure: Figure) -> Sequence[tuple[str, Action]]:
        """Offer what a figure can be compared with, best first.

        Returns:
            Labels of buttons ("So với cả nước", "Mục tiêu", "Kỳ trước") and what they show.
        """


def figure_action(stored: StoredObservation) -> Action:
    """Name an observation so that it is found again in any generation that holds it."""
    where = stored.citation
    return Action(
        Verb.FIGURE, (where.article, str(where.number_start), stored.observation.indicator)
    )


def passage_action(article: str, paragraph: int) -> Action:
    """Name a paragraph in its article."""
    return Action(Verb.PASSAGE, (article, str(paragraph)))
