"""The figures of a trend -> the blocks of a card: a line a period, the way, then the sentences."""

from __future__ import annotations

from bot.card.figure import MOST_CONFLICTS, short_figure
from bot.card.models import RichText, Style
from bot.card.quoting import sentence_quote, shown, source_line
from bot.card.rich import concat, join, plain, styled
from bot.card.sources import Sources
from bot.models import Answered
from bot.render.trend import Course, Step, cited_by, courses_of
from index.models import Citation

MOST_STEPS = 40
_LONGEST_NAME, _LONGEST_VALUE = 300, 100


def trend_blocks(answer: Answered, sources: Sources, most_cited: int) -> list[RichText]:
    """Write a trend.

    Args:
        answer: With at least two figures.
        sources: Look up what stands behind it.
        most_cited: The most sentences to quote.
    """
    courses = courses_of(answer.figures[:MOST_STEPS])
    blocks = [_course(course, sources) for course in courses]
    rest = len(answer.figures) - MOST_STEPS
    if rest > 0:
        blocks.append(plain(f"và {rest} kỳ khác"))
    for number, citation in enumerate(cited_by(courses)[:most_cited], start=1):
        source = source_line(citation, sources)
        blocks.append(concat(f"[{number}] ", source, "\n", sentence_quote(citation)))
    return blocks


def trend_citations(answer: Answered) -> list[Citation]:
    """Give the sentences behind a trend in the order of their numbers."""
    return cited_by(courses_of(answer.figures[:MOST_STEPS]))


def _course(course: Course, sources: Sources) -> RichText:
    heading = join(" · ", (shown(course.name, _LONGEST_NAME), shown(course.who, _LONGEST_NAME)))
    lines: list[RichText] = [heading]
    for step in course.steps:
        lines.append(_step(step))
        lines += [
            concat("   ⚠️ Bài khác ghi: ", short_figure(other, sources))
            for other in step.figure.conflicts[:MOST_CONFLICTS]
        ]
    return join("\n", (*lines, shown(course.direction or "", _LONGEST_NAME)))


def _step(step: Step) -> RichText:
    value = styled(shown(step.value, _LONGEST_VALUE), Style.BOLD)
    words = join(" · ", (value, shown(step.note, _LONGEST_NAME)))
    return concat(f"• {step.period}: ", words, f" [{step.cited}]")
