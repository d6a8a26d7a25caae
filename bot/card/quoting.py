"""What an article says -> a quotation: the paragraph with the sentence and its number marked.

Also the line that says where it stands, and the words to copy as a citation.
"""

from __future__ import annotations

import re
from datetime import date

from bot.card.links import article_link
from bot.card.models import RichText, Style
from bot.card.rich import concat, is_address, plain, styled
from bot.card.sources import Sources
from bot.card.units import units
from bot.render.phrase import cut_around
from bot.render.sentences import declared_words
from index.models import Citation, StoredPassage

LONGEST_PARAGRAPH = 900
LONGEST_TITLE = 200
MOST_COPIED = 256
_LONGEST_TITLE_COPIED = 80
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n\s*")


def shown(text: str, longest: int) -> str:
    """Put a text on one line, cut at a space to about ``longest`` letters."""
    return cut_around(text, 0, 0, longest).rstrip()


def paragraph_quote(citation: Citation, passage: StoredPassage | None) -> RichText:
    """Quote the paragraph around a sentence, folded, the sentence bold, the number underlined.

    Args:
        citation: Names the sentence.
        passage: Its paragraph; without it the sentence is quoted alone.
    """
    number = _inside(citation.number_start, citation.number_end, citation.start, citation.quote)
    if len(citation.quote) > LONGEST_PARAGRAPH or passage is None:
        sentence = cut_around(citation.quote, *number, LONGEST_PARAGRAPH)
        return styled(sentence or "…", Style.FOLDED_QUOTE)
    start = citation.start - passage.start
    if passage.text[max(start, 0) : start + len(citation.quote)] != citation.quote:
        start = passage.text.find(citation.quote)
    if start < 0:
        return paragraph_quote(citation, None)
    end = start + len(citation.quote)
    first, last = _window(passage.text, start, end)
    bold = concat(
        styled(_tidy(citation.quote[: number[0]]), Style.BOLD),
        styled(_tidy(citation.quote[slice(*number)]), Style.BOLD, Style.UNDERLINE),
        styled(_tidy(citation.quote[number[1] :]), Style.BOLD),
    )
    before, after = passage.text[first:start].lstrip(), passage.text[end:last].rstrip()
    return styled(
        concat(
            "… " if first else "",
            _tidy(before),
            bold,
            _tidy(after),
            " …" if last < len(passage.text) else "",
        ),
        Style.FOLDED_QUOTE,
    )


def sentence_quote(citation: Citation) -> RichText:
    """Quote the sentence alone, folded, cut around its number where it is long."""
    number = _inside(citation.number_start, citation.number_end, citation.start, citation.quote)
    return styled(cut_around(citation.quote, *number) or "…", Style.FOLDED_QUOTE)


def source_line(citation: Citation, sources: Sources) -> RichText:
    """Say where a sentence stands: title as a link, paragraph, day, what was declared."""
    place = place_line(
        citation.article,
        citation.title,
        citation.paragraph,
        citation.published,
        citation.url,
        sources.username,
    )
    declared = declared_words(citation)
    return concat(place, f" {declared}") if declared else place


def place_line(
    article: str, title: str, paragraph: int, day: date | None, url: str | None, username: str
) -> RichText:
    """Say where a paragraph stands; the title leads to the page, else back into the chat."""
    address = url if url and is_address(url) else article_link(username, article)
    name = shown(title, LONGEST_TITLE) or shown(article, LONGEST_TITLE)
    when = f" · {day:%d/%m/%Y}" if day else ""
    return concat("📄 ", styled(name, url=address), f" · đoạn {paragraph}{when}")


def copied_words(quote: str, number: tuple[int, int], title: str, day: date | None) -> str:
    """Write a citation to paste elsewhere: sentence, title, day, at most 256 UTF-16 units.

    Args:
        number: Where the number stands in the sentence; it is kept where the rest is cut.
    """
    name = plain(shown(title, _LONGEST_TITLE_COPIED)).text
    when = f"{day:%d/%m/%Y}" if day else ""
    inside = ", ".join(part for part in (name, when) if part)
    tail = f" ({inside})" if inside else ""
    room = MOST_COPIED
    while room > 0:
        copied = f"“{plain(cut_around(quote, *number, room)).text}”{tail}"
        if units(copied) <= MOST_COPIED:
            return copied
        room -= max(1, (units(copied) - MOST_COPIED) // 2)
    return f"“{quote[slice(*number)][:100]}”{tail}"


def citation_copied(citation: Citation) -> str:
    """Write an observation's citation to paste elsewhere."""
    number = _inside(citation.number_start, citation.number_end, citation.start, citation.quote)
    return copied_words(citation.quote, number, citation.title, citation.published)


def _inside(start: int, end: int, base: int, text: str) -> tuple[int, int]:
    first = min(max(start - base, 0), len(text))
    return first, min(max(end - base, first), len(text))


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    # The sentence in the middle of what fits, cut at spaces.
    room = LONGEST_PARAGRAPH - (end - start)
    first = max(0, min(start - room // 2, len(text) - LONGEST_PARAGRAPH))
    last = min(len(text), first + LONGEST_PARAGRAPH)
    if first:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else start
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else end
    return first, last


def _tidy(text: str) -> str:
    return _LINES.sub("\n", _SPACES.sub(" ", text))
