"""A passage that answers -> a quotation with the sentence marked, and where it stands."""

from __future__ import annotations

from bot.card.models import RichText, Style
from bot.card.quoting import LONGEST_PARAGRAPH, place_line, shown
from bot.card.rich import concat, styled
from bot.card.sources import Sources
from bot.render.phrase import cut_around, one_line
from index.models import Hit


def hit_block(hit: Hit, sources: Sources, sentence: str = "") -> RichText:
    """Quote a passage.

    Args:
        hit: The passage.
        sources: Look up its article.
        sentence: A part of its text to be marked.
    """
    passage = hit.passage
    article = sources.article(passage.article)
    place = place_line(
        passage.article,
        article.title if article else passage.article,
        passage.number,
        article.published if article else None,
        article.url if article else None,
        sources.username,
    )
    return concat(styled(_marked(passage.text, sentence), Style.FOLDED_QUOTE), "\n", place)


def _marked(text: str, sentence: str) -> RichText | str:
    whole = shown(text, LONGEST_PARAGRAPH) or "…"
    marked = one_line(sentence)
    if not marked:
        return whole
    if marked not in whole:
        start = max(0, text.find(sentence))
        whole = shown(cut_around(text, start, start + len(sentence)), LONGEST_PARAGRAPH)
    before, found, after = whole.partition(marked)
    return concat(before, styled(found, Style.BOLD), after) if found and before + after else whole
