"""Answers of the program against what the gold expects, turn by turn.

``judge`` names what is wrong with one answer; ``score_questions`` sums up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.evaluation.compare import plain, same_place, same_unit, same_year, spaced
from bot.evaluation.gold import Expectation, GoldQuestion, GoldValue
from bot.evaluation.tally import Tally
from bot.models import Answer, Answered, Clarify, Figure, Help, NotFound, Passages

_BEST_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """One answer that is not right, with all that is wrong about it."""

    id: str
    turn: int
    question: str
    faults: tuple[str, ...]
    given: str


@dataclass(slots=True)
class QuestionScore:
    """How well questions were answered.

    Attributes:
        conversations: Right only where every judged turn is.
        numbers: Of the answers that gave a number.
        answerable: Of the turns that want a number: how many got the right one.
        refused: Of the turns that no article answers: how many were refused.
        invented: Numbers given where none may be given.
    """

    conversations: Tally = field(default_factory=Tally)
    tags: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    numbers: Tally = field(default_factory=Tally)
    answerable: Tally = field(default_factory=Tally)
    refused: Tally = field(default_factory=Tally)
    invented: int = 0
    wrong: list[WrongAnswer] = field(default_factory=list)


def score_questions(
    questions: Iterable[GoldQuestion],
    ask: Callable[[str, str], Answer],
    texts: Mapping[str, str],
) -> QuestionScore:
    """Ask every conversation and judge the answers.

    Args:
        questions: The conversations.
        ask: Answers a text in a chat; each conversation is a chat of its own.
        texts: The articles' texts by name, for checking the citations.
    """
    score = QuestionScore()
    for question in questions:
        right = True
        for turn, text in enumerate(question.turns):
            answer = ask(f"evaluation {question.id}", text)
            expected = question.expect[turn] if turn < len(question.expect) else None
            if expected is None:
                continue
            faults = judge(expected, answer, texts)
            _count(score, expected, answer, faults)
            if faults:
                right = False
                given = _short(answer)
                score.wrong.append(WrongAnswer(question.id, turn + 1, text, faults, given))
        score.conversations.add(right)
        for tag in question.tags:
            score.tags[tag].add(right)
    return score


def _count(
    score: QuestionScore, expected: Expectation, answer: Answer, faults: tuple[str, ...]
) -> None:
    if isinstance(answer, Answered):
        score.numbers.add(not faults)
        score.invented += "answered" not in expected.status
    if expected.status == ("answered",):
        score.answerable.add(not faults)
    if expected.status == ("not_found",):
        score.refused.add(not faults)


def judge(expected: Expectation, answer: Answer, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Name the faults of an answer, in a stated order; none where it is right."""
    status = _status(answer)
    if status not in expected.status:
        return (f"status {status}",)
    if isinstance(answer, Answered):
        return tuple(_judge_figures(expected, answer, texts))
    if isinstance(answer, Passages) and expected.contains:
        best = [spaced(hit.passage.text) for hit in answer.hits[:_BEST_PASSAGES]]
        return () if any(spaced(expected.contains) in text for text in best) else ("passage",)
    if isinstance(answer, Clarify):
        offered = " | ".join(
            plain(choice.label + " " + choice.question) for choice in answer.choices
        )
        return tuple(f"choice {word}" for word in expected.choices if plain(word) not in offered)
    return ()


def _judge_figures(
    expected: Expectation, answer: Answered, texts: Mapping[str, str]
) -> Iterable[str]:
    figures = answer.figures
    if not all(_is_verbatim(figure, texts) for figure in figures):
        yield "citation"
    at = [_position(value, figures) for value in expected.values]
    found = [position for position in at if position is not None]
    if len(found) < len(at):
        yield "value"
    elif len(at) == 1 and found[0] != 0:
        yield "value is not the main one"
    elif expected.ordered and found != sorted(found):
        yield "order"
    main = figures[at[0] if at and at[0] is not None else 0]
    yield from _judge_main(expected, main, figures)


def _judge_main(expected: Expectation, main: Figure, figures: tuple[Figure, ...]) -> Iterable[str]:
    one = main.stored.observation
    stated = [baseline.value for baseline in one.baselines]
    if expected.baseline is not None and expected.baseline not in stated:
        yield "baseline"
    if expected.target is not None:
        shown = [main.target.observation.value] if main.target else []
        shown += [
            figure.stored.observation.value
            for figure in figures
            if figure.stored.observation.kind == "target"
        ]
        if expected.target not in shown:
            yield "target"
    if expected.change is not None:
        change = one.change
        if change is None or (change.value, str(change.direction)) != (
            expected.change.value,
            expected.change.direction,
        ):
            yield "change"
    position = one.rank.position if one.rank else None
    if expected.rank is not None and expected.rank.position != position:
        yield "rank"
    if expected.article and main.stored.citation.article not in expected.article:
        yield "article"


def _is_verbatim(figure: Figure, texts: Mapping[str, str]) -> bool:
    one = figure.stored.citation
    return bool(one.quote) and texts.get(one.article, "")[one.start : one.end] == one.quote


def _position(wanted: GoldValue, figures: tuple[Figure, ...]) -> int | None:
    for position, figure in enumerate(figures):
        one = figure.stored.observation
        if (
            wanted.value == one.value
            and same_unit(wanted.unit, one.unit)
            and (wanted.place is None or same_place(wanted.place, one.place))
            and same_year(wanted.period, one.period)
            and wanted.bound in (None, str(one.bound))
            and wanted.kind in (None, str(one.kind))
        ):
            return position
    return None


def _status(answer: Answer) -> str:
    names = {
        Answered: "answered",
        Passages: "passages",
        Clarify: "clarify",
        NotFound: "not_found",
        Help: "help",
    }
    return names[type(answer)]


def _short(answer: Answer) -> str:
    if not isinstance(answer, Answered):
        return _status(answer)
    one = answer.figures[0].stored.observation
    return f"{one.value:f} {one.unit} · {one.indicator} · {one.place or '-'}, {one.period or '-'}"
