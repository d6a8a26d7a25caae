"""What an article says -> a quotation: the paragraph with the sentence and its number marked.

Also the line that says where it stands, and the words to copy as a citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from bot.card.links import article_link
from bot.card.models import RichText, Style
from bot.card.rich import ELLIPSIS, concat, cut, is_address, plain, styled, trimmed
from bot.card.sources import Sources
from bot.card.units import units
from bot.render.phrase import cut_around, one_line
from bot.render.sentences import declared_words
from extract.text import Canonical, canonical
from index.models import Citation, StoredPassage

LONGEST_PARAGRAPH = 900
LONGEST_SENTENCE = 300
LONGEST_TITLE = 200
MOST_COPIED = 256
_LONGEST_TITLE_COPIED = 80
_SIGN = re.compile(r" ?[%‰]")


def shown(text: str, longest: int) -> str:
    """Put a text on one line, cut to so many UTF-16 units, best at a space."""
    return cut(trimmed(plain(one_line(text))), longest).text


def paragraph_quote(citation: Citation, passage: StoredPassage | None) -> RichText:
    """Quote the paragraph around a sentence, folded, the sentence bold, the number underlined.

    Args:
        citation: Names the sentence.
        passage: Its paragraph; without it the sentence is quoted alone.
    """
    # A paragraph is stored in canonical form, a quote as the file writes it.
    form = canonical(citation.quote, citation.start)
    start = passage.text.find(form.text) if passage and form.text else -1
    if passage is None or start < 0 or len(form.text) > LONGEST_PARAGRAPH:
        return sentence_quote(citation, LONGEST_PARAGRAPH)
    end = start + len(form.text)
    first, last = _window(passage.text, start, end)
    pieces = (
        "… " if first else "",
        passage.text[first:start],
        _marked(form.text, *_number(citation, form)),
        passage.text[end:last],
        " …" if last < len(passage.text) else "",
    )
    return styled(concat(*pieces), Style.FOLDED_QUOTE)


def sentence_quote(citation: Citation, longest: int = LONGEST_SENTENCE) -> RichText:
    """Quote the sentence alone, folded, cut around its number where it is long."""
    form = canonical(citation.quote, citation.start)
    sentence = cut_around(form.text, *_number(citation, form), longest)
    return styled(sentence or ELLIPSIS, Style.FOLDED_QUOTE)


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
    declared = declared_words(citation.declared)
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
    form = canonical(citation.quote, citation.start)
    number = _number(citation, form)
    return copied_words(form.text, number, citation.title, citation.published)


def _number(citation: Citation, form: Canonical) -> tuple[int, int]:
    # Where the number stands in the canonical form of its sentence.
    first = bisect_left(form.offsets, citation.number_start)
    last = bisect_left(form.offsets, citation.number_end)
    first = min(first, len(form.text))
    return first, max(first, min(last, len(form.text)))


def _marked(sentence: str, start: int, end: int) -> RichText:
    sign = _SIGN.match(sentence, end)
    end = sign.end() if sign and end > start else end
    number = styled(sentence[start:end], Style.UNDERLINE)
    return styled(concat(sentence[:start], number, sentence[end:]), Style.BOLD)


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
