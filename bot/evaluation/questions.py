"""Answers of the program against what the gold expects, summed up over conversations.

``score_questions`` is the entry point; ``answers`` says what is wrong with one answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.evaluation.answers import Mistake, judge
from bot.evaluation.confidence import Explain, Sureness, sureness_of
from bot.evaluation.fault import Fault
from bot.evaluation.gold import Expectation, GoldQuestion
from bot.evaluation.tally import Tally
from bot.models import Answer, Answered


@dataclass(slots=True)
class QuestionScore:
    """How well questions were answered.

    Attributes:
        conversations: Right only where every judged turn is.
        tags: The same for the conversations of each tag.
        numbers: Of the answers that gave a number.
        answerable: Of the turns that want a number: how many got the right one.
        refused: Of the turns that no article answers: how many were refused.
        invented: Numbers given where none may be given.
        turns: How sure each judged turn was.
    """

    conversations: Tally = field(default_factory=Tally)
    tags: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    numbers: Tally = field(default_factory=Tally)
    answerable: Tally = field(default_factory=Tally)
    refused: Tally = field(default_factory=Tally)
    invented: int = 0
    turns: list[Sureness] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def score_questions(
    questions: Iterable[GoldQuestion],
    ask: Callable[[str, str], Answer],
    texts: Mapping[str, str],
    explain: Explain = lambda _: None,
) -> QuestionScore:
    """Ask every conversation and judge the answers.

    Args:
        questions: The conversations.
        ask: Answers a text in a chat; each conversation is a chat of its own.
        texts: The articles' texts by name, for checking the citations.
        explain: Tells how the last answer of a chat came about.
    """
    score = QuestionScore()
    for number, question in enumerate(questions):
        is_right = True
        for turn, (text, expected) in enumerate(
            zip(question.turns, question.expect, strict=True), 1
        ):
            chat = f"evaluation {number}"
            answer = ask(chat, text)
            if expected is None:
                continue
            mistakes = judge(expected, answer, texts)
            _count(score, expected, answer, not mistakes)
            sure = sureness_of(expected, answer, explain(chat), is_right=not mistakes)
            score.turns.append(sure)
            is_right = is_right and not mistakes
            score.faults += (_fault(f"{question.id}.{turn}", text, one) for one in mistakes)
        score.conversations.add(is_right)
        for tag in question.tags:
            score.tags[tag].add(is_right)
    return score


def _count(score: QuestionScore, expected: Expectation, answer: Answer, is_right: bool) -> None:
    if isinstance(answer, Answered):
        score.numbers.add(is_right)
        score.invented += "answered" not in expected.status
    if expected.status == ("answered",):
        score.answerable.add(is_right)
    if expected.status == ("not_found",):
        score.refused.add(is_right)


def _fault(where: str, question: str, mistake: Mistake) -> Fault:
    return Fault(f"answer: {mistake.sort}", where, question, mistake.wanted, mistake.given)
