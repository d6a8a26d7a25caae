"""An answer that can be drawn -> the button that asks for the picture, and the picture's card.

The button names the figures, not the question, so that it draws what stands above it whatever
was asked or indexed since.
"""

from __future__ import annotations

from itertools import islice

from bot.card.buttons import Rows, button
from bot.card.models import Action, Card, RichText, Style, Verb
from bot.card.quoting import shown, source_line
from bot.card.rich import cut, join, styled
from bot.card.sources import Sources
from bot.chart.models import Chart
from bot.chart.plan import chart_of
from bot.models import Answered
from index.models import Citation

LONGEST_CAPTION = 1_024
MOST_FIGURES = 40
_LABEL = "📊 Biểu đồ"
_LONGEST_TITLE = 300
_MOST_SOURCES = 3


def chart_rows(answer: Answered) -> Rows:
    """Make the button that draws an answer; none where there is nothing to draw."""
    if not isinstance(chart_of(answer), Chart):
        return ()
    args = [str(answer.asked), str(answer.among or 0)]
    for figure in answer.figures[:MOST_FIGURES]:
        where, name = figure.stored.citation, figure.stored.observation.indicator
        args += (where.article, str(where.number_start), name)
    return ((button(_LABEL, Action(Verb.CHART, tuple(args))),),)


def picture_card(answer: Answered, sources: Sources) -> Card | None:
    """Draw an answer, with a caption that names it and its sources.

    Returns:
        ``None`` where there is nothing to draw.
    """
    chart = chart_of(answer)
    if not isinstance(chart, Chart):
        return None
    from bot.chart.draw import draw_png

    return Card((_caption(answer, chart, sources),), photo=draw_png(chart))


def _caption(answer: Answered, chart: Chart, sources: Sources) -> RichText:
    title = styled(shown(chart.title, _LONGEST_TITLE), Style.BOLD)
    articles: dict[str, Citation] = {}
    for figure in answer.figures:
        articles.setdefault(figure.stored.citation.article, figure.stored.citation)
    lines = [
        source_line(citation, sources) for citation in islice(articles.values(), _MOST_SOURCES)
    ]
    rest = len(articles) - _MOST_SOURCES
    more = f"và {rest} bài khác" if rest > 0 else ""
    subtitle = shown(chart.subtitle, _LONGEST_TITLE)
    return cut(join("\n", (title, subtitle, *lines, more)), LONGEST_CAPTION)
