"""A page as a browser saves it -> the text of its article.

``read_web`` is the entry point. trafilatura finds the article among menus and lists of other
articles; its tree is written here, since its own text loses which cells were merged. Before
that each table of data is rewritten so that every row has all of its cells.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree, html
from lxml.html import HtmlElement

from extract.document.blocks import Block, Paragraph, Table, paragraphs_of, render_blocks, tidy
from extract.document.charset import decode_page
from extract.document.rows import MOST_CELLS, Cell, Grid, fill, is_data
from extract.document.web_head import COMPARED, Head, find_above, lines_below, read_head, shows_day
from extract.errors import ArticleError

_NO_ARTICLE = "không thấy bài viết trong trang; hãy lưu lại chính trang của bài"
_DAMAGED = "trang hỏng, không đọc được; hãy lưu lại trang"
_BLOCKS = frozenset(("p", "head", "list", "item", "quote", "table", "row", "cell", "ab", "code"))
# Written into the first cell of a table, so that it can be told in trafilatura's tree.
_MARK = re.compile(r"⟦(\d+)⟧")
_MOST_SPAN, _SPAN_DIGITS = 100, 9
_FEWEST_LETTERS = 20


def read_web(name: str, data: bytes) -> str:
    """Read the article of a page.

    Raises:
        ArticleError: Its encoding cannot be known, or there is no article in it.
    """
    tree = _parsed(name, decode_page(name, data))
    head = read_head(tree)
    grids = _take_out_tables(tree)
    found = list(_written(_article(name, tree), grids))
    body = _without_head(_in_order(found, grids, lines_below(tree, head)), head)
    if sum(letter.isalpha() for letter in render_blocks(body)) < _FEWEST_LETTERS:
        raise ArticleError(name, _NO_ARTICLE)
    first = next((tidy(block.text) for block in body if isinstance(block, Paragraph)), "")
    day = [f"Ngày đăng: {head.day:%d/%m/%Y}"] if head.day is not None else []
    # The site stands first, as pages print it: below the headline it would be a paragraph.
    top = (head.site, head.title, *day, *find_above(tree, head, first))
    return render_blocks([*map(Paragraph, top), *body])


def _in_order(blocks: list[Block], grids: list[Grid], lines: Sequence[str]) -> list[Block]:
    """Put blocks in the order of the page: trafilatura appends what it finds on second thought."""
    first_at: dict[str, int] = {}
    for index, line in enumerate(lines):
        first_at.setdefault(line, index)
        first_at.setdefault(line[:COMPARED], index)
    places: list[int] = []
    for block in blocks:
        if isinstance(block, Table):
            key = f"⟦{grids.index(block.grid)}⟧"
            place = next((i for i, line in enumerate(lines) if line.startswith(key)), None)
        else:
            text = tidy(block.text)
            place = first_at.get(text, first_at.get(text[:COMPARED]))
        # What cannot be told stays behind what it stood behind.
        places.append(place if place is not None else places[-1] if places else 0)
    return [blocks[index] for index in sorted(range(len(blocks)), key=places.__getitem__)]


def _without_head(body: list[Block], head: Head) -> list[Block]:
    """Drop what the text's first lines repeat of the headline and the day."""
    start = 0
    for block in body:
        text = tidy(block.text) if isinstance(block, Paragraph) else ""
        if text != head.title and not (text and head.day and shows_day(text)):
            break
        start += 1
    return body[start:]


def _parsed(name: str, text: str) -> HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # As bytes: lxml takes no text that declares an encoding of its own.
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ArticleError(name, _DAMAGED) from error


def _article(name: str, tree: HtmlElement) -> HtmlElement:
    from trafilatura import bare_extraction

    # It reports as errors what we tell the user in our own words.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # Only on a second try anything that might be text: menus and teasers come with it.
    for recall in (False, True):
        found = bare_extraction(
            deepcopy(tree), include_comments=False, include_tables=True, favor_recall=recall
        )
        body = getattr(found, "body", None)
        if body is not None and "".join(body.itertext()).strip():
            return body
    raise ArticleError(name, _NO_ARTICLE)


def _take_out_tables(tree: HtmlElement) -> list[Grid]:
    """Find the tables of data; a mark in the first cell of each is its index in the list."""
    grids: list[Grid] = []
    for table in list(tree.iter("table")):
        if table.find(".//table") is not None:
            continue
        _limit_spans(table)
        grid = fill(_cells(table))
        first = next(table.iter("td", "th"), None)
        if first is not None and is_data(grid):
            first.text = f"⟦{len(grids)}⟧ {first.text or ''}"
            grids.append(grid)
    return grids


def _limit_spans(table: HtmlElement) -> None:
    """Let no cell of a table reach anywhere where all together reach further than a page can."""
    cells = list(table.iter("td", "th"))
    if sum(_span(cell, "rowspan") * _span(cell, "colspan") for cell in cells) > MOST_CELLS:
        for cell in cells:
            for name in ("rowspan", "colspan"):
                cell.attrib.pop(name, None)


def _cells(table: HtmlElement) -> Iterator[Cell]:
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(table.iter("tr")):
        column = 0
        for cell in element.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            reach = [
                (r, c) for r in range(row, row + rows) for c in range(column, column + columns)
            ]
            taken.update(reach)
            yield Cell(row, column, tidy(" ".join(cell.itertext())), rows, columns)


def _span(cell: HtmlElement, name: str) -> int:
    written = (cell.get(name) or "").strip()
    if not written.isdecimal():
        return 1
    return min(max(int(written[:_SPAN_DIGITS]), 1), _MOST_SPAN)


def _written(element: HtmlElement, grids: list[Grid], *, listed: bool = False) -> Iterator[Block]:
    """Give the blocks of trafilatura's tree: text between blocks is a paragraph, too."""
    if element.tag == "table" and (mark := _MARK.search("".join(element.itertext()))):
        yield Table(grids[int(mark[1])])
        return
    text = element.text or ""
    for child in element:
        if child.tag in _BLOCKS:
            yield from paragraphs_of(_unmarked(text), listed=listed)
            yield from _written(child, grids, listed=child.tag == "item")
            text = ""
        elif child.tag == "lb":
            text += "\n"
        else:
            text += "".join(child.itertext())
        text += child.tail or ""
    yield from paragraphs_of(_unmarked(text), listed=listed)


def _unmarked(text: str) -> str:
    return _MARK.sub("", text)
