"""A folder of gold -> its score: the articles are indexed aside, every question is asked.

``evaluate`` is the entry point. Nothing of the user's own index is touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.corpus import Corpus
from bot.evaluation.gold import Gold
from bot.evaluation.observations import ObservationScore, score_observations
from bot.evaluation.questions import QuestionScore, score_questions
from index.build import reindex
from index.generation import generation_path
from index.segment import words_of
from index.store import Store

_ASIDE = 3


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured on one collection.

    Attributes:
        part: ``work``, ``aside``, or ``None`` for all of it.
    """

    name: str
    part: str | None
    observations: ObservationScore | None
    questions: QuestionScore | None


def evaluate(
    gold: Gold,
    articles: Path,
    part: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Score the program on a collection.

    Args:
        gold: What is right.
        articles: The folder of its texts.
        part: ``aside`` is every third article and conversation, which is kept aside while
            rules are written; ``work`` the others; ``None`` all.
        progress: Told after each article how many are read, of how many.

    Raises:
        IndexingError: The articles cannot be read.
    """
    with TemporaryDirectory(prefix="hoiso-") as folder:
        data = Path(folder)
        report = reindex(data, (articles,), progress=progress, words=words_of)
        with closing(Corpus(Store.open(generation_path(data, report.generation)))) as corpus:
            texts = {name: corpus.text_of(name) for name in corpus.articles}
            observations = [one for one in gold.observations if _in_part(one.article, part)]
            questions = [one for one in gold.questions if _in_part(one.id, part)]
            read = score_observations(observations, corpus.observations, texts)
            asked = score_questions(questions, corpus.engine.ask, texts)
    return Evaluation(gold.name, part, read if observations else None, asked if questions else None)


def _in_part(name: str, part: str | None) -> bool:
    number = re.search(r"\d+", name)
    aside = number is not None and int(number[0]) % _ASIDE == 0
    return part is None or aside == (part == "aside")
