"""Questions that want words -> the passages that hold them.

``Teller.tell`` is the entry point. Whether a passage is good enough is asked of its coverage,
never of its score.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answer.holding import Holding
from bot.question.models import Question
from bot.question.prose import for_search
from bot.question.standins import said_for
from bot.question.wording import load_wording
from extract.abbreviation import expand
from extract.text import canonical
from index.models import Hit
from index.passages.seam import Searcher
from index.passages.segment import count_telling

_FEWEST_WORDS = 2
_HALF = 0.5
# Coverage from which a passage of the article talked about answers.
_BESIDE = 0.175
# "Số: 12/BC-SNV", alone in its line at the head of a document.
_NUMBER = re.compile(r"Số\s*:?\s*\d+[/-]", re.IGNORECASE)
_KEPT, _LOOKED_AT, _LOOKED_BACK = 3, 40, 8
COVERED, CLEARLY = 0.42, 0.75
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

    def __init__(
        self,
        holding: Holding,
        searcher: Callable[[], Searcher],
        text_of: Callable[[str], str],
    ) -> None:
        """Answer from a store.

        Args:
            holding: Knows which articles have numbers about a place.
            searcher: Opened only when first needed.
            text_of: The text of an article file, by its name.
        """
        self._holding = holding
        self._searcher = searcher
        self._text_of = text_of

    def tell(self, question: Question, covered: float = COVERED) -> Told:
        """Find the passages that answer a question.

        Args:
            question: What is asked.
            covered: From which coverage on, judged by ``Suiting``, a passage answers.
        """
        # Their patterns cost every start what only questions for words need; so below.
        from bot.answer.marking import best_sentence

        if question.near is not None:
            return self._beside(question, *question.near)
        ranked = self._ranked(question)
        kept = [hit for hit, sure in ranked if sure >= covered]
        if covered >= CLEARLY:
            kept = [hit for hit in kept if _speaks_of(hit.passage.text, question)]
        elif kept:
            kept = [hit for hit, sure in ranked if sure >= covered or _goes_with(hit, sure, ranked)]
        kept = kept[:_KEPT]
        marked = tuple(best_sentence(hit.passage.text, question.prose) for hit in kept)
        return Told(tuple(kept), _looked(ranked), marked)

    def _ranked(self, question: Question) -> list[tuple[Hit, float]]:
        """Find passages, the best first, each with how surely it answers."""
        from bot.answer.marking import wants_paper
        from bot.answer.suiting import Suiting

        said = for_search(question.prose)
        if count_telling(said) < _FEWEST_WORDS:
            # A syllable alone stands in many passages and says nothing of what is wanted.
            return []
        hits = self._searcher().search(said, k=_LOOKED_AT, related=said_for(said.lower()))
        suiting = Suiting(question, self._holding, self._text_of)
        suits = [(hit, suiting.of(hit)) for hit in hits]
        # A passage that speaks of all that is asked, if less often, comes before one that
        # repeats a part of it.
        ranked = sorted(
            ((hit, suit) for hit, suit in suits if suit),
            key=lambda pair: (
                -pair[0].score * (COVERED + pair[0].coverage) * pair[1] ** 2,
                pair[0].rank,
            ),
        )
        if wants_paper(question.prose):
            ranked = _with_number_first(ranked)
        return [(hit, hit.coverage * suit) for hit, suit in ranked]

    def _beside(self, question: Question, article: str, paragraph: int) -> Told:
        # Of the article talked about; where nothing says more, the paragraph itself.
        ranked = self._ranked(question)
        own = [hit for hit, _ in ranked if hit.passage.article == article]
        told = [hit for hit in own if hit.coverage >= _BESIDE] or [
            hit for hit in own if hit.passage.number == paragraph
        ]
        kept = told or [hit for hit, sure in ranked if sure >= COVERED]
        return Told(tuple(kept[:_KEPT]), _looked(ranked))


def _goes_with(hit: Hit, sure: float, ranked: Sequence[tuple[Hit, float]]) -> bool:
    # The reason often stands in the paragraph behind the one that says what it is the reason of.
    best, most = ranked[0]
    return sure >= _HALF * most and hit.passage.article == best.passage.article


def _speaks_of(text: str, question: Question) -> bool:
    # The place and the year alone are in every passage of an article.
    topic = [term for term in question.wanted.terms if "_" not in term]
    told = load_wording().terms_of(expand(canonical(text).text))
    return sum(term in told for term in topic) >= _HALF * len(topic)


def _looked(ranked: Sequence[tuple[Hit, float]]) -> tuple[Hit, ...]:
    return tuple(hit for hit, _ in ranked[:_LOOKED_BACK])


def _with_number_first(ranked: list[tuple[Hit, float]]) -> list[tuple[Hit, float]]:
    # A document that fits says its number at its head, in a line without another word.
    best = ranked[0][0].passage.article if ranked else None
    heads = [
        pair
        for pair in ranked
        if pair[0].passage.article == best and _NUMBER.match(pair[0].passage.text)
    ][:1]
    return [*heads, *(pair for pair in ranked if pair not in heads)]
