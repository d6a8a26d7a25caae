"""A paragraph in its article -> a page of the article with that paragraph marked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.card.buttons import page_row
from bot.card.models import Button, Card, RichText, Style
from bot.card.quoting import LONGEST_TITLE, shown
from bot.card.rich import concat, cut, is_address, join, plain, split_rich, styled
from bot.card.sources import passage_action
from bot.card.units import units
from bot.render.sentences import declared_words
from index.models import StoredArticle, StoredPassage

_PAGE = 2_500
# A page stays one message, so that turning it is one edit.
_LONGEST_PARAGRAPH = 3_000
_LONGEST_EVIDENCE = 300
_LONGEST_PUBLISHER = 100


def passage_card(article: StoredArticle, passages: Sequence[StoredPassage], paragraph: int) -> Card:
    """Show the page of an article that holds a paragraph.

    Args:
        article: The article.
        passages: All of its paragraphs, in order.
        paragraph: From 1; brought into range.
    """
    link = article.url if article.url and is_address(article.url) else None
    buttons = ((Button("🔗 Mở bài gốc", url=link),),) if link else ()
    if not passages:
        return Card(split_rich(_heading(article, None)), buttons)
    asked = min(passages, key=lambda passage: abs(passage.number - paragraph))
    pages = _pages(passages)
    page = next(n for n, held in enumerate(pages) if asked in held)
    blocks = [
        _heading(article, f"đoạn {asked.number}/{passages[-1].number}"),
        *(_paragraph(passage, passage is asked) for passage in pages[page]),
        _evidence(article) if page + 1 == len(pages) else plain(""),
    ]
    turns = page_row(page, len(pages), lambda n: passage_action(article.name, pages[n][0].number))
    return Card(split_rich(join("\n\n", blocks)), (*((turns,) if turns else ()), *buttons))


def _heading(article: StoredArticle, where: str | None) -> RichText:
    title = shown(article.title, LONGEST_TITLE) or shown(article.name, LONGEST_TITLE)
    day = f"{article.published:%d/%m/%Y}" if article.published else None
    publisher = shown(article.publisher, _LONGEST_PUBLISHER) if article.publisher else None
    line = " · ".join(part for part in (where, day, publisher) if part)
    return join("\n", (styled(title, Style.BOLD, url=article.url), line))


def _paragraph(passage: StoredPassage, asked: bool) -> RichText:
    text = cut(plain(passage.text), _LONGEST_PARAGRAPH)
    if not asked:
        return text
    return concat(styled(f"▸ Đoạn {passage.number}\n", Style.BOLD), styled(text, Style.QUOTE))


def _evidence(article: StoredArticle) -> RichText:
    declared = declared_words(article.declared)
    why = shown(article.evidence or "", _LONGEST_EVIDENCE)
    return styled(" ".join(part for part in (declared, why) if part), Style.ITALIC)


def _pages(passages: Sequence[StoredPassage]) -> list[list[StoredPassage]]:
    pages: list[list[StoredPassage]] = []
    taken = 0
    for passage in passages:
        length = min(units(passage.text), _LONGEST_PARAGRAPH)
        if not pages or taken + length > _PAGE:
            pages.append([])
            taken = 0
        pages[-1].append(passage)
        taken += length
    return pages
