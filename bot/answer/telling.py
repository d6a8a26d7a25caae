"""Questions that want words -> the passages that hold them.

``Teller.tell`` is the entry point. Whether a passage is good enough is asked of its coverage,
never of its score.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answer.holding import Holding
from bot.answer.marking import best_sentence
from bot.question.prose import for_search
from bot.question.reader import Question
from index.models import Hit
from index.search import Searcher
from index.segment import count_telling

_FEWEST_WORDS = 2
_KEPT, _LOOKED_AT, _LOOKED_BACK = 3, 40, 8
COVERED, CLEARLY = 0.35, 0.75
"""Coverage from which a passage answers; the second where nothing says that words are wanted."""


@dataclass(frozen=True, slots=True)
class Told:
    """The passages that answer, best first.

    Attributes:
        looked: The best of all that were looked at, good enough or not.
        sentences: Of each passage that answers, the one that tells most.
    """

    hits: tuple[Hit, ...]
    looked: tuple[Hit, ...]
    sentences: tuple[str, ...] = ()


class Teller:
    """Answers with passages."""

    def __init__(self, holding: Holding, searcher: Callable[[], Searcher]) -> None:
        """Answer from a store; the searcher is opened only when first needed."""
        self._holding = holding
        self._searcher = searcher

    def tell(self, question: Question, covered: float = COVERED) -> Told:
        """Find the passages that answer a question.

        Args:
            question: What is asked; passages of articles about its places come first.
            covered: The least coverage that answers.
        """
        if question.near is not None:
            return self._beside(question, *question.near)
        if count_telling(question.prose) < _FEWEST_WORDS:
            # A syllable alone stands in many passages and says nothing of what is wanted.
            return Told((), ())
        hits = self._searcher().search(for_search(question.prose), k=_LOOKED_AT)
        # A passage that speaks of all that is asked, if less often, comes before one that
        # repeats a part of it.
        hits = sorted(hits, key=lambda hit: (-hit.score * (COVERED + hit.coverage), hit.rank))
        if question.places:
            articles = self._holding.articles_about(question.places)
            hits = [hit for hit in hits if hit.passage.article in articles] or hits
        kept = [hit for hit in hits if hit.coverage >= covered][:_KEPT]
        marked = tuple(best_sentence(hit.passage.text, question.prose) for hit in kept)
        return Told(tuple(kept), tuple(hits[:_LOOKED_BACK]), marked)

    def _beside(self, question: Question, article: str, paragraph: int) -> Told:
        # Of the article talked about; where nothing says more, the paragraph itself.
        hits = self._searcher().search(for_search(question.prose), k=_LOOKED_AT)
        own = [hit for hit in hits if hit.passage.article == article]
        told = [hit for hit in own if hit.coverage >= COVERED / 2] or [
            hit for hit in own if hit.passage.number == paragraph
        ]
        kept = told or [hit for hit in hits if hit.coverage >= COVERED]
        return Told(tuple(kept[:_KEPT]), tuple(hits[:_LOOKED_BACK]))
