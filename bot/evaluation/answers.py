"""One answer against what the gold expects of it.

``judge`` is the entry point: it names every mistake, in a stated order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.compare import plain, same_place, same_unit, same_year, spaced
from bot.evaluation.gold import Expectation, GoldValue
from bot.evaluation.observations import is_verbatim
from bot.evaluation.saying import say_field, say_given, say_value
from bot.models import Answer, Answered, Clarify, Figure, NotFound, Passages
from bot.render.forms import plain as number
from bot.render.forms import status_of
from extract.models import Observation

_BEST_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong with an answer.

    Attributes:
        sort: ``status not_found``, ``value``, ``baseline``, ...: the same words for the same
            kind of mistake.
        wanted: What the gold expects.
        given: What the answer says.
    """

    sort: str
    wanted: str
    given: str


def judge(expected: Expectation, answer: Answer, texts: Mapping[str, str]) -> tuple[Mistake, ...]:
    """Name the mistakes of an answer; none where it is right.

    Args:
        expected: What the gold has.
        answer: What the program said.
        texts: The articles' texts by name, for checking the citations.
    """
    status = status_of(answer)[0]
    if status not in expected.status:
        said = f"{status}: {say_answer(answer)}"
        return (Mistake(f"status {status}", _say_expected(expected), said),)
    match answer:
        case Answered():
            return tuple(_judge_figures(expected, answer.figures, texts))
        case Passages():
            return tuple(_judge_passages(expected, answer))
        case Clarify():
            return tuple(_judge_choices(expected, answer))
        case _:
            return ()


def say_answer(answer: Answer) -> str:
    """Say in few words what an answer holds."""
    match answer:
        case Answered():
            return _listed(say_given(figure.stored.observation) for figure in answer.figures)
        case Passages():
            return answer.hits[0].passage.text if answer.hits else "-"
        case Clarify():
            return _listed(choice.label for choice in answer.choices)
        case NotFound():
            return f"{answer.reason} {answer.missing or ''}".strip()
        case _:
            return "-"


def _judge_figures(
    expected: Expectation, figures: Sequence[Figure], texts: Mapping[str, str]
) -> Iterator[Mistake]:
    if not figures:
        yield Mistake("answered without an observation", _say_expected(expected), "-")
        return
    said = _listed(say_given(figure.stored.observation) for figure in figures)
    for figure in figures:
        if not is_verbatim(figure.stored, texts):
            yield Mistake("citation is not verbatim", "-", figure.stored.citation.quote)
            break
    at = [_position(value, figures) for value in expected.values]
    found = [position for position in at if position is not None]
    if len(found) < len(at):
        yield Mistake("value", _say_expected(expected), said)
    elif len(at) == 1 and found[0] != 0:
        yield Mistake("value is not the main one", _say_expected(expected), said)
    elif expected.ordered and found != sorted(found):
        yield Mistake("order", _say_expected(expected), said)
    main = figures[at[0] if at and at[0] is not None else 0]
    yield from _judge_main(expected, main, figures)


def _judge_main(
    expected: Expectation, main: Figure, figures: Sequence[Figure]
) -> Iterator[Mistake]:
    one = main.stored.observation
    baselines = [baseline.value for baseline in one.baselines]
    if expected.baseline is not None and expected.baseline not in baselines:
        yield Mistake("baseline", number(expected.baseline), _listed(map(number, baselines)))
    if expected.target is not None:
        targets = [main.target.observation.value] if main.target else []
        others = [figure.stored.observation for figure in figures]
        targets += [other.value for other in others if other.kind == "target"]
        if expected.target not in targets:
            yield Mistake("target", number(expected.target), _listed(map(number, targets)))
    change = expected.change
    if change is not None:
        stated = one.change
        if stated is None or (stated.value, stated.direction) != (change.value, change.direction):
            yield Mistake("change", *say_field("change", expected, one))
    position = one.rank.position if one.rank else None
    if expected.rank is not None and expected.rank.position != position:
        yield Mistake("rank", *say_field("rank", expected, one))
    if expected.article and main.stored.citation.article not in expected.article:
        yield Mistake("article", _listed(expected.article), main.stored.citation.article)


def _judge_passages(expected: Expectation, answer: Passages) -> Iterator[Mistake]:
    best = [spaced(hit.passage.text) for hit in answer.hits[:_BEST_PASSAGES]]
    if not best:
        yield Mistake("no passage", expected.contains or "-", "-")
    if expected.contains and not any(spaced(expected.contains) in text for text in best):
        yield Mistake("passage", expected.contains, say_answer(answer))


def _judge_choices(expected: Expectation, answer: Clarify) -> Iterator[Mistake]:
    offered = " | ".join(plain(f"{choice.label} | {choice.question}") for choice in answer.choices)
    if not offered:
        yield Mistake("no choices", _listed(expected.choices), "-")
    for word in expected.choices:
        if plain(word) not in offered:
            yield Mistake("choice", word, say_answer(answer))


def _position(wanted: GoldValue, figures: Sequence[Figure]) -> int | None:
    for position, figure in enumerate(figures):
        if is_wanted(wanted, figure.stored.observation):
            return position
    return None


def is_wanted(wanted: GoldValue, one: Observation) -> bool:
    """Tell whether an observation is the number that the gold expects."""
    return (
        wanted.value == one.value
        and same_unit(wanted.unit, one.unit)
        and same_place(wanted.place, one.place)
        and same_year(wanted.period, one.period)
        and wanted.bound in (None, one.bound)
        and wanted.kind in (None, one.kind)
    )


def _say_expected(expected: Expectation) -> str:
    values = [say_value(value) for value in expected.values]
    held = values or list(expected.choices) or ([expected.contains] if expected.contains else [])
    return f"{'/'.join(expected.status)}: {_listed(held)}"


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts) or "-"
