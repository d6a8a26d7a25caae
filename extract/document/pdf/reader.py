"""A PDF's pages -> the text of an article.

``read_pdf`` is the entry point. What is drawn twice is read once: the words of a table are
not in the running text, nor letters printed over themselves to look bold.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extract.document.blocks import Block, Paragraph, Table, render_blocks
from extract.document.pdf.guard import unpacks_too_large
from extract.document.pdf.letters import find_words
from extract.document.pdf.lines import Column, Line, Word, find_columns, find_rows
from extract.document.pdf.margins import without_margins
from extract.document.pdf.paragraphs import Joiner
from extract.document.pdf.tables import PageTable, continues, find_tables, within
from extract.errors import ArticleError

_MOST_PAGES, _MOST_LETTERS, _MOST_UNPACKED = 200, 40_000, 100_000_000
_NOTE_SIZE = 0.88
_FEW = 50
_FEWEST_LETTERS = 20
_LOCKED = "tệp PDF có mật khẩu; hãy mở tệp rồi in hoặc lưu lại không đặt mật khẩu"
_DAMAGED = "tệp PDF hỏng, không đọc được; hãy tải lại tệp"
_SCANNED = "tệp PDF không có lớp chữ (bản quét); hãy lấy bản có chữ, hoặc nhận dạng chữ (OCR) trước"
_MANY_PAGES = f"tệp PDF có hơn {_MOST_PAGES} trang; hãy tách thành từng bài một tệp"
_CROWDED = "một trang của tệp PDF có quá nhiều chữ hoặc hình vẽ để đọc; hãy tách nhỏ tệp"
_TOO_LARGE = f"tệp PDF bung ra quá lớn (hơn {_MOST_UNPACKED // 1_000_000} MB); hãy tách nhỏ tệp"
# What a file that is broken somewhere makes pdfminer raise: it trusts what it reads.
_FAULTS = (
    *(PSException, PdfminerException, MalformedPDFException, LookupError, ValueError, TypeError),
    *(
        AttributeError,
        ArithmeticError,
        AssertionError,
        RecursionError,
        OSError,
        NotImplementedError,
    ),
)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """What a page holds."""

    words: list[Word]
    tables: list[PageTable]
    height: float


def read_pdf(name: str, data: bytes) -> str:
    """Read a PDF.

    Raises:
        ArticleError: It is locked, damaged, too large, or a scan without text.
    """
    if unpacks_too_large(data, _MOST_UNPACKED):
        raise ArticleError(name, _TOO_LARGE)
    # It warns of faults that every reader of PDFs mends silently.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > _MOST_PAGES:
                raise ArticleError(name, _MANY_PAGES)
            leaves = [_read_page(name, page) for page in pdf.pages]
    except _FAULTS as error:
        raise ArticleError(name, _LOCKED if _is_locked(error) else _DAMAGED) from error
    text = render_blocks(_blocks(leaves))
    if sum(letter.isalpha() for letter in text) < _FEWEST_LETTERS:
        raise ArticleError(name, _SCANNED)
    return text


def _is_locked(error: BaseException) -> bool:
    """Tell whether a password is what is missing; pdfplumber hands pdfminer's error on."""
    causes = (error, *error.args, error.__context__)
    return any(isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) for cause in causes)


def _read_page(name: str, page: Page) -> _Leaf:
    if len(page.chars) > _MOST_LETTERS:
        raise ArticleError(name, _CROWDED)
    words = find_words(page)
    tables = find_tables(page, words)
    page.close()
    free = [word for word in words if not any(within(word, table.box) for table in tables)]
    return _Leaf(free, tables, float(page.height))


def _blocks(leaves: Sequence[_Leaf]) -> Iterator[Block]:
    pages = [leaf.words for leaf in leaves]
    # Across the whole width: a page number stands beside no column.
    rows = [_across(words) for words in pages]
    body_size = _usual_size(pages)
    kept = without_margins(pages, rows, [leaf.height for leaf in leaves])
    right = _right_edge(rows)
    joiner = Joiner(body_size)
    notes: list[str] = []
    table: PageTable | None = None
    for leaf, words in zip(leaves, kept, strict=True):
        main, small = _parted(words, body_size)
        for part in _parts(main, leaf.tables, right):
            if isinstance(part, PageTable):
                if table is not None and continues(part, table):
                    table = _longer(table, part)
                    continue
                yield from map(Paragraph, joiner.close())
                if table is not None:
                    yield Table(table.grid)
                table = part
                continue
            if table is not None:
                yield Table(table.grid)
                table = None
            for text in joiner.read(part):
                yield Paragraph(text)
                yield from map(Paragraph, notes)
                notes = []
        notes += _note_texts(small, body_size, right)
    yield from map(Paragraph, joiner.close())
    if table is not None:
        yield Table(table.grid)
    yield from map(Paragraph, notes)


def _across(words: Sequence[Word]) -> list[Line]:
    return [Line(tuple(row)) for row in find_rows(words)]


def _right_edge(pages: Sequence[Sequence[Line]]) -> float:
    """Tell where the text ends: what few lines go beyond stands in the margin."""
    ends = sorted(line.x1 for lines in pages for line in lines)
    return ends[-1 - len(ends) // _FEW] if ends else 0.0


def _usual_size(pages: Sequence[Sequence[Word]]) -> float:
    sizes = Counter[float]()
    for words in pages:
        for word in words:
            sizes[round(word.size, 1)] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _parted(words: Sequence[Word], body_size: float) -> tuple[list[Word], list[Word]]:
    """Part a page's text from the footnotes below it."""
    below: list[Line] = []
    for line in reversed(_across(words)):
        if line.size > _NOTE_SIZE * body_size:
            break
        below.insert(0, line)
    while below and not below[0].words[0].text.strip("()[]").isdecimal():
        below.pop(0)
    small = {id(word) for line in below for word in line.words}
    return [w for w in words if id(w) not in small], [w for w in words if id(w) in small]


def _note_texts(words: Sequence[Word], body_size: float, right: float) -> Iterator[str]:
    joiner = Joiner(body_size)
    for column in find_columns(words, right):
        yield from joiner.read(column)
    yield from joiner.close()


def _parts(
    words: Sequence[Word], tables: Sequence[PageTable], right: float
) -> Iterator[Column | PageTable]:
    """Give the columns and tables of a page from top to bottom."""
    waiting = list(words)
    for table in tables:
        yield from find_columns([word for word in waiting if word.top < table.box[1]], right)
        yield table
        waiting = [word for word in waiting if word.top >= table.box[1]]
    yield from find_columns(waiting, right)


def _longer(table: PageTable, more: PageTable) -> PageTable:
    """Put the rows of a table's next page below it, without the header that is repeated."""
    same = 0
    while same < min(len(more.grid), len(table.grid)) and more.grid[same] == table.grid[same]:
        same += 1
    return replace(table, grid=(*table.grid, *more.grid[same:]))
