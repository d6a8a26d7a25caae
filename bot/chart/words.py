"""The words of a picture: titles, labels, notes and sources, as a Vietnamese reader writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.models import Figure
from bot.render.phrase import RANK_UNIT, observed_words, one_line, period_words
from bot.render.sentences import declared_words
from bot.render.trend import who_words
from extract.models import Observation

_MONEY = re.compile(r"(?:đồng|USD|EUR)\b")
_MAGNITUDES = ((Decimal(10) ** 9, "tỷ"), (Decimal(10) ** 6, "triệu"))
_MOST_SOURCES, _MOST_CONFLICTS = 4, 3
_LONGEST_TITLE = 110


def axis_of(observations: Sequence[Observation]) -> tuple[str, Decimal]:
    """Choose the unit of the axis: its name, and how many of the values' unit it is."""
    unit = observations[0].unit
    greatest = max(abs(observation.value) for observation in observations)
    if _MONEY.match(unit):
        for magnitude, name in _MAGNITUDES:
            if greatest >= magnitude:
                return f"{name} {unit}", magnitude
    return unit, Decimal(1)


def subtitle(shared: str, unit: str) -> str:
    """Say what all numbers share, and their unit."""
    # A rank says in each number what it is.
    counted = "số nhỏ hơn là tốt hơn" if unit == RANK_UNIT else f"đơn vị: {unit}" if unit else ""
    return sentence_case(" · ".join(part for part in (shared, counted) if part))


def short_value(observation: Observation, unit: str) -> str:
    """Write a value beside an axis that names the unit."""
    alone = replace(observation, fraction=None)
    return one_line(observed_words(alone)).removesuffix(f" {unit}")


def sentence_case(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def tell_apart(observations: Sequence[Observation]) -> tuple[list[str], str]:
    """Name each observation by what is not the same for all.

    Returns:
        The names, and what is the same for all.
    """
    whose = [who_words(observation) for observation in observations]
    when = [period_or_nothing(observation.period) for observation in observations]
    one_who, one_when = len(set(whose)) == 1, len(set(when)) == 1
    if one_who and one_when:
        names = [one_line(observation.indicator) for observation in observations]
        shared = ", ".join(filter(None, (whose[0], when[0])))
    elif one_when:
        names, shared = [who or "không rõ nơi" for who in whose], when[0]
    elif one_who:
        names, shared = [period or "không rõ kỳ" for period in when], whose[0]
    else:
        names = [", ".join(filter(None, pair)) for pair in zip(whose, when, strict=True)]
        shared = ""
    return [sentence_case(name) for name in names], shared


def period_or_nothing(label: str | None) -> str:
    """Write a period; ``""`` where there is none."""
    return period_words(label) if label else ""


def tick_words(label: str) -> str:
    """Write a period below an axis, where a year needs no "năm"."""
    return period_or_nothing(label).removeprefix("năm ")


def target_words(target: Observation) -> str:
    """Write a target with its period and value."""
    when = period_or_nothing(target.period)
    return f"{' '.join(filter(None, ('Mục tiêu', when)))}: {one_line(observed_words(target))}"


def conflict_notes(figures: Iterable[Figure]) -> list[str]:
    """Say where other articles give another value."""
    notes = []
    for figure in figures:
        for other in figure.conflicts[:1]:
            value = one_line(observed_words(other.observation))
            about = (who_words(other.observation), period_or_nothing(other.observation.period))
            notes.append(f"Bài khác ghi: {value} ({', '.join(filter(None, about))}).")
    return notes[:_MOST_CONFLICTS]


def sources_of(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Name the articles behind figures, each once, with day and paragraphs."""
    articles: dict[str, list[Figure]] = {}
    for figure in figures:
        articles.setdefault(figure.stored.citation.article, []).append(figure)
    named = [_source(here) for here in articles.values()]
    rest = len(named) - _MOST_SOURCES
    return (*named[:_MOST_SOURCES], *((f"và {rest} bài khác",) if rest > 0 else ()))


def _source(figures: Sequence[Figure]) -> str:
    citations = [figure.stored.citation for figure in figures]
    first = citations[0]
    numbers = sorted({citation.paragraph for citation in citations})
    declared = sorted({name for citation in citations for name in citation.declared})
    title = one_line(first.title) or one_line(first.article)
    parts = (
        title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…",
        f"đoạn {', '.join(map(str, numbers))}",
        f"{first.published:%d/%m/%Y}" if first.published else "",
    )
    return " ".join(filter(None, (" · ".join(filter(None, parts)), declared_words(declared))))
