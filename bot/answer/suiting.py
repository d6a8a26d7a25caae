"""A passage and a question that wants words -> how well it suits, beside the words it shares.

``Suiting.of`` is the entry point. What is of another place or another document answers
nothing, however many words it shares; what names the place itself, or holds such a thing as
is wanted (a name, a day, a cause), answers better.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.answer.holding import Holding
from bot.answer.marking import is_met, says_why
from bot.question.models import Question
from bot.question.prose import papers
from bot.question.related import spaced
from extract.text import fold
from index.models import Hit

_DIGITS = re.compile("[0-9]+")
_SURELY, _MET, _OPEN, _UNMET = 1.4, 1.15, 1.0, 0.7
# Who is interviewed answers in the paragraph after.
_QUESTION = 0.3
# Characters of the head of an article, and of what stands before a passage.
_HEAD, _BEFORE = 800, 400


class Suiting:
    """Judges the passages found for one question."""

    def __init__(self, question: Question, holding: Holding, text_of: Callable[[str], str]) -> None:
        """Prepare for a question.

        Args:
            question: One that wants words.
            holding: Knows which articles have numbers about a place.
            text_of: The text of an article file, by its name.
        """
        self._prose = question.prose
        self._papers = papers(question.prose)
        self._digits = _DIGITS.findall(" ".join(self._papers))
        self._names = [
            f" {spaced(fold(name))} "
            for place in question.places
            for name in dict.fromkeys((place.words, *(c.name for c in place.candidates)))
        ]
        self._places = question.places
        self._holding = holding
        self._text_of = text_of
        self._texts: dict[str, str] = {}
        self._speaking: dict[str, bool] = {}
        self._with_papers: dict[str, bool] = {}

    def of(self, hit: Hit) -> float:
        """Tell how well a passage suits.

        Returns:
            A factor of its coverage: above 1 where it suits well, 0 where it is of another
            place or another document.
        """
        passage = hit.passage
        if self._papers and not self._holds_papers(passage.article):
            return 0.0
        if passage.text.rstrip().endswith("?"):
            return _QUESTION * self._of_place(hit)
        if says_why(self._prose, passage.text):
            return _SURELY * self._of_place(hit)
        met = is_met(self._prose, passage.text)
        wanted = _OPEN if met is None else _MET if met else _UNMET
        return wanted * self._of_place(hit)

    def _of_place(self, hit: Hit) -> float:
        passage = hit.passage
        if not self._names:
            return _OPEN
        if self._is_named(passage.text):
            return _MET
        text = self._text(passage.article)
        before = text[max(0, passage.start - _BEFORE) : passage.start]
        if self._is_named(text[:_HEAD]) or self._is_named(before):
            return _OPEN
        return _UNMET if self._speaks_of_place(passage.article) else 0.0

    def _speaks_of_place(self, article: str) -> bool:
        if article not in self._speaking:
            # To read its text takes longer.
            told = self._holding.is_told_of(article, self._places)
            self._speaking[article] = told or self._is_named(self._text(article))
        return self._speaking[article]

    def _holds_papers(self, article: str) -> bool:
        if article not in self._with_papers:
            text = self._text(article)
            # Nearly all lack the number, and digits are as they are.
            held = all(digits in text for digits in self._digits)
            folded = fold(text) if held else ""
            self._with_papers[article] = held and all(paper in folded for paper in self._papers)
        return self._with_papers[article]

    def _is_named(self, text: str) -> bool:
        folded = fold(text)
        # To space the words of a text takes longer than to see that most names lack one.
        names = [n for n in self._names if all(word in folded for word in n.split())]
        if not names:
            return False
        said = f" {spaced(folded)} "
        return any(name in said for name in names)

    def _text(self, article: str) -> str:
        if article not in self._texts:
            self._texts[article] = self._text_of(article)
        return self._texts[article]
