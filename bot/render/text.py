"""Answer -> terminal text, in Vietnamese, short.

``render_text`` is the entry point. A number that was computed here, not read, is said to be
("tính ra", "còn cách").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from bot.models import Answer, Answered, Asked, Choice, Clarify, Help, NotFound, Passages
from bot.render.beside import details
from bot.render.phrase import cut_around, one_line, quote_words, where_and_when
from bot.render.sentences import (
    LISTED,
    THERE_IS,
    WHICH,
    among_words,
    carried_words,
    declared_words,
    difference_words,
    help_words,
    merged_words,
    missing_words,
    value_words,
)
from bot.render.trend import ONE_PERIOD, cited_by, courses_of
from extract.models import Observation
from index.models import Citation, Hit, StoredArticle, StoredObservation

_LONGEST_PASSAGE = 600


def render_text(answer: Answer, articles: Mapping[str, StoredArticle]) -> str:
    """Write an answer for a terminal.

    Args:
        answer: What the engine said.
        articles: By file name; those that passages of the answer come from are named.
    """
    match answer:
        case Answered():
            lines = _answered(answer)
        case Passages():
            lines = [line for hit in answer.hits for line in _passage(hit, articles)]
        case Clarify():
            lines = [WHICH, *_choices(answer.choices)]
        case NotFound():
            lines = [missing_words(answer), *_told(merged_words(answer))]
            if answer.nearest:
                lines += [THERE_IS, *_choices(answer.nearest)]
        case Help():
            lines = [help_words(answer)]
            if answer.examples:
                lines += ["Ví dụ:", *(f"- {one_line(example)}" for example in answer.examples)]
        case _:
            assert_never(answer)
    return "\n".join(lines)


def _answered(answer: Answered) -> list[str]:
    if len(answer.figures) > 1 and answer.asked is Asked.TREND:
        return [*_trend(answer), *_told(carried_words(answer))]
    listed = len(answer.figures) > 1 and answer.asked in LISTED
    lines = _list(answer) if listed else _main_and_others(answer)
    return [*lines, *_told(carried_words(answer))]


def _main_and_others(answer: Answered) -> list[str]:
    main, *others = answer.figures
    conflicts = [f"Bài khác ghi: {_short(other)}" for other in main.conflicts]
    lines = [_head(main.stored.observation), *details(main, answer.asked), *conflicts]
    if answer.among:
        lines.insert(1, f"{among_words(answer)}.")
    if answer.asked is Asked.TREND:
        lines.insert(1, ONE_PERIOD)
    lines += [quote_words(main.stored.citation), _source(main.stored.citation)]
    if others:
        lines.append("Ngoài ra:")
        lines += [_short(figure.stored) for figure in others]
    return lines


def _list(answer: Answered) -> list[str]:
    lines = [f"{among_words(answer)}:"] if answer.among else []
    for position, figure in enumerate(answer.figures, start=1):
        citation = figure.stored.citation
        lines.append(f"{position}. {_head(figure.stored.observation)}")
        lines += [f"   {line}" for line in (quote_words(citation), _source(citation))]
    return [*lines, *_told(difference_words(answer))]


def _trend(answer: Answered) -> list[str]:
    courses = courses_of(answer.figures)
    lines: list[str] = []
    for course in courses:
        lines.append(" · ".join(part for part in (course.name, course.who) if part))
        for step in course.steps:
            words = " · ".join(part for part in (step.value, step.note) if part)
            lines.append(f"- {step.period}: {words} [{step.cited}]")
            lines += [f"  Bài khác ghi: {_short(other)}" for other in step.figure.conflicts]
        lines += _told(course.direction)
    for number, citation in enumerate(cited_by(courses), start=1):
        lines += [f"[{number}] {quote_words(citation)}", f"    {_source(citation)}"]
    return lines


def _head(observation: Observation) -> str:
    parts = (
        value_words(observation),
        one_line(observation.indicator),
        one_line(where_and_when(observation)),
    )
    return " · ".join(part for part in parts if part)


def _short(stored: StoredObservation) -> str:
    return f"{_head(stored.observation)} ({_where(stored.citation)})"


def _source(citation: Citation) -> str:
    notes = " ".join(("", *_told(declared_words(citation.declared))))
    address = f" · {one_line(citation.url)}" if citation.url else ""
    return f"Nguồn: {_where(citation)}{notes}{address}"


def _where(citation: Citation) -> str:
    day = f"{citation.published:%d/%m/%Y}" if citation.published else None
    parts = (one_line(citation.title), f"đoạn {citation.paragraph}", day)
    return " · ".join(part for part in parts if part)


def _passage(hit: Hit, articles: Mapping[str, StoredArticle]) -> list[str]:
    passage = hit.passage
    article = articles.get(passage.article)
    title = one_line(article.title) if article else passage.article
    day = f" · {article.published:%d/%m/%Y}" if article and article.published else ""
    return [
        f"“{cut_around(passage.text, 0, 0, _LONGEST_PASSAGE)}”",
        f"Nguồn: {title} · đoạn {passage.number}{day}",
    ]


def _choices(choices: Iterable[Choice]) -> list[str]:
    return [f"{n}. {one_line(choice.label)}" for n, choice in enumerate(choices, start=1)]


def _told(sentence: str | None) -> list[str]:
    return [] if sentence is None else [sentence]
