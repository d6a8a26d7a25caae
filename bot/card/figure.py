"""A figure -> the lines of a card: value, what stands beside it, paragraph, source."""

from __future__ import annotations

from bot.card.models import RichText, Style
from bot.card.quoting import paragraph_quote, sentence_quote, shown, source_line
from bot.card.rich import concat, join, plain, styled
from bot.card.sources import Sources
from bot.models import Asked, Figure
from bot.render.beside import details
from bot.render.phrase import where_and_when
from bot.render.sentences import value_words
from bot.render.verdict import conflict_words
from extract.models import Observation
from index.models import StoredObservation

MOST_CONFLICTS = 5
_MOST_DETAILS = 12
_LONGEST_NAME = 300
_LONGEST_VALUE = 100
_LONGEST_DETAIL = 300


def figure_lines(figure: Figure, asked: Asked, sources: Sources, note: str = "") -> list[RichText]:
    """Write a figure as the main one of a card, with its paragraph.

    Args:
        asked: What was asked for stands first among the details.
        note: A sentence to stand below the head.
    """
    stored = figure.stored
    where = shown(where_and_when(stored.observation), _LONGEST_NAME)
    beside = [plain(line) for line in detail_lines(figure, asked)]
    conflicts = [_conflict(stored, other, sources) for other in figure.conflicts[:MOST_CONFLICTS]]
    if len(figure.conflicts) > MOST_CONFLICTS:
        conflicts.append(plain(f"và {len(figure.conflicts) - MOST_CONFLICTS} bài khác nữa"))
    passage = sources.passage(stored.citation.article, stored.citation.paragraph)
    quote = paragraph_quote(stored.citation, passage)
    blocks = (
        join("\n", (value_line(stored.observation), where, note)),
        join("\n", (*beside, *conflicts)),
        concat(quote, "\n", source_line(stored.citation, sources)),
    )
    return [block for block in blocks if block.text]


def listed_figure(position: int, figure: Figure, sources: Sources) -> RichText:
    """Write a figure as one of several: head, sentence, source."""
    citation = figure.stored.citation
    return join(
        "\n",
        (
            concat(f"{position}. ", head(figure.stored.observation)),
            sentence_quote(citation),
            source_line(citation, sources),
        ),
    )


def detail_lines(figure: Figure, asked: Asked) -> list[str]:
    """Write what stands beside a value, a line each."""
    lines = [shown(line, _LONGEST_DETAIL) for line in details(figure, asked)]
    return lines[:_MOST_DETAILS]


def head(observation: Observation) -> RichText:
    """Write value, indicator, place and period on one line."""
    where = shown(where_and_when(observation), _LONGEST_NAME)
    return join(" · ", (value_line(observation), where))


def value_line(observation: Observation) -> RichText:
    """Write the value, bold, and what it is the value of."""
    value = styled(shown(value_words(observation), _LONGEST_VALUE), Style.BOLD)
    return join(" · ", (value, shown(observation.indicator, _LONGEST_NAME)))


def short_figure(stored: StoredObservation, sources: Sources) -> RichText:
    """Write an observation and its source on one line."""
    return concat(head(stored.observation), "\n   ", source_line(stored.citation, sources))


def _conflict(stored: StoredObservation, other: StoredObservation, sources: Sources) -> RichText:
    words = conflict_words(stored.citation, other.citation)
    return concat(f"⚠️ {words}: ", short_figure(other, sources))
