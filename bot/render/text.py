"""Answer -> terminal text, in Vietnamese, short.

``render_text`` is the entry point. A number that was computed here, not read, is said to be
("tính ra", "còn cách").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import assert_never

from bot.models import (
    Answer,
    Answered,
    Asked,
    Choice,
    Clarify,
    Figure,
    Help,
    NotFound,
    Page,
    Passages,
)
from bot.render.beside import details
from bot.render.phrase import cut_around, one_line, quote_words, where_and_when
from bot.render.sentences import (
    LISTED,
    RANKED,
    THERE_IS,
    WHICH,
    among_words,
    carried_words,
    declared_words,
    difference_words,
    help_words,
    merged_words,
    missing_words,
    notes_of,
    value_words,
)
from bot.render.trend import ONE_PERIOD, cited_by, courses_of, is_trend
from bot.render.verdict import conflict_words, more_words, opening
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
            lines = [*_passages(answer, articles), *_told(carried_words(answer))]
        case Clarify():
            lines = [*_told(carried_words(answer)), WHICH, *_choices(answer.choices)]
        case NotFound():
            lines = [missing_words(answer), *_told(merged_words(answer))]
            lines += _told(carried_words(answer))
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
    if answer.asked is Asked.SOURCE:
        return [*_sourced(answer), *_told(carried_words(answer))]
    if answer.page is not None:
        return _page(answer, answer.page)
    if is_trend(answer):
        return [*_trend(answer), *_told(carried_words(answer))]
    listed = len(answer.figures) > 1 and answer.asked in LISTED
    lines = _list(answer) if listed else _main_and_others(answer)
    return [*opening(answer), *lines, *notes_of(answer), *_told(carried_words(answer))]


def _sourced(answer: Answered) -> list[str]:
    lines: list[str] = []
    for figure in answer.figures:
        citation = figure.stored.citation
        head = _head(figure.stored.observation)
        lines += [_source(citation), quote_words(citation), f"Số liệu: {head}"]
        lines += [_conflict(figure, o) for o in figure.conflicts if not _is_given(o, answer)]
    return lines


def _page(answer: Answered, page: Page) -> list[str]:
    shown = enumerate(answer.figures, start=page.first)
    lines = [f"{number}. {_short(figure.stored)}" for number, figure in shown]
    more = more_words(page, len(answer.figures))
    return [*opening(answer), *lines, *notes_of(answer), *_told(more)]


def _is_given(stored: StoredObservation, answer: Answered) -> bool:
    return any(figure.stored.id == stored.id for figure in answer.figures)


def _main_and_others(answer: Answered) -> list[str]:
    main, *others = answer.figures
    conflicts = [_conflict(main, other) for other in main.conflicts]
    lines = [_head(main.stored.observation), *details(main, answer.asked), *conflicts]
    if answer.among and answer.asked in RANKED:
        lines.insert(1, f"{among_words(answer)}.")
    if answer.asked is Asked.TREND:
        lines.insert(1, ONE_PERIOD)
    lines += [quote_words(main.stored.citation), _source(main.stored.citation)]
    if answer.reached is not None and main.target is not None:
        aim = main.target.citation
        lines += [f"Mục tiêu: {quote_words(aim)}", _source(aim)]
    told = {conflict.id for conflict in main.conflicts}
    more = [figure.stored for figure in others if figure.stored.id not in told]
    if more:
        lines += ["Ngoài ra:", *map(_short, more)]
    return lines


def _list(answer: Answered) -> list[str]:
    lines = [f"{among_words(answer)}:"] if answer.among and answer.asked in RANKED else []
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
            lines += [f"  {_conflict(step.figure, other)}" for other in step.figure.conflicts]
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


def _conflict(main: Figure, other: StoredObservation) -> str:
    return f"{conflict_words(main.stored.citation, other.citation)}: {_short(other)}"


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


def _passages(answer: Passages, articles: Mapping[str, StoredArticle]) -> list[str]:
    lines: list[str] = []
    for hit, sentence in zip_longest(answer.hits, answer.sentences, fillvalue=None):
        if hit is not None:
            lines += _passage(hit, sentence or "", articles)
    return lines


def _passage(hit: Hit, sentence: str, articles: Mapping[str, StoredArticle]) -> list[str]:
    passage = hit.passage
    article = articles.get(passage.article)
    title = one_line(article.title) if article else passage.article
    day = f" · {article.published:%d/%m/%Y}" if article and article.published else ""
    start = max(0, passage.text.find(sentence)) if sentence else 0
    quote = cut_around(passage.text, start, start + len(sentence), _LONGEST_PASSAGE)
    marked = one_line(sentence)
    if sentence and marked in quote and marked != quote:
        quote = quote.replace(marked, f"»{marked}«", 1)
    return [f"“{quote}”", f"Nguồn: {title} · đoạn {passage.number}{day}"]


def _choices(choices: Iterable[Choice]) -> list[str]:
    return [f"{n}. {one_line(choice.label)}" for n, choice in enumerate(choices, start=1)]


def _told(sentence: str | None) -> list[str]:
    return [] if sentence is None else [sentence]
