"""A Word document -> its text: paragraphs, lists, tables and notes in the order of reading.

``read_word`` is the entry point. python-docx opens the package; its parts are walked here,
since its paragraphs leave out what stands in content controls, tracked insertions and
text boxes. A footnote follows the paragraph or table that refers to it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import docx
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml import etree

from extract.document.blocks import Block, Paragraph, Table, paragraphs_of, render_blocks, tidy
from extract.document.rows import Cell, fill, is_data
from extract.errors import ArticleError

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_MOST_FILES, _MOST_UNPACKED = 5_000, 100_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = {"t": None, "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OMITTED = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK))
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_DAMAGED = "tệp Word hỏng, không đọc được; hãy mở bằng Word rồi lưu lại"
_TOO_LARGE = f"tệp Word bung ra quá lớn (hơn {_MOST_UNPACKED // 1_000_000} MB); hãy bỏ bớt hình"
_LOCKED = "tệp có mật khẩu; hãy mở tệp rồi lưu lại không đặt mật khẩu"
_EMPTY = "văn bản không có chữ (có thể chỉ là hình quét); hãy lấy bản có chữ"
_ENCRYPTED_FLAG = 0x1
_MOST_SPAN = 1_000
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


# What a package that is broken somewhere makes the readers of zip, XML and parts raise.
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, etree.LxmlError, OSError, EOFError, LookupError),
    *(ValueError, AttributeError, NotImplementedError, RecursionError),
    *(PythonDocxError, OpcError),
)


def read_word(name: str, data: bytes) -> str:
    """Read a document.

    Raises:
        ArticleError: It is damaged, locked, too large once unpacked, or without text.
    """
    try:
        _check_size(name, data)
        text = render_blocks(_Walker(docx.Document(io.BytesIO(data))).blocks())
    except _FAULTS as error:
        raise ArticleError(name, _DAMAGED) from error
    if not any(letter.isalpha() for letter in text):
        raise ArticleError(name, _EMPTY)
    return text


def _check_size(name: str, data: bytes) -> None:
    """Refuse what would fill the memory; a packed file's claim is the most that is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = package.infolist()
    if len(files) > _MOST_FILES or sum(file.file_size for file in files) > _MOST_UNPACKED:
        raise ArticleError(name, _TOO_LARGE)
    if any(file.flag_bits & _ENCRYPTED_FLAG for file in files):
        raise ArticleError(name, _LOCKED)


class _Walker:
    """Walks through a document's body."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes = dict(_find_notes(document))
        self._called: list[str] = []
        self._listed_styles = _find_listed_styles(document)

    def blocks(self) -> Iterator[Block]:
        yield from self._blocks(self._document.element.body)

    def _blocks(self, parent: _Element) -> Iterator[Block]:
        for element in parent:
            if element.tag in _OMITTED:
                continue
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            else:
                # Content controls, custom XML and tracked insertions hold blocks of their own.
                yield from self._blocks(element)
            called, self._called = self._called, []
            yield from (Paragraph(self._notes[key]) for key in called if self._notes.get(key))

    def _paragraph(self, element: _Element) -> Iterator[Block]:
        yield from paragraphs_of(self._text(element), listed=self._is_listed(element))
        for box in _found(element, "txbxContent"):
            yield from self._blocks(box)

    def _table(self, table: _Element) -> Iterator[Block]:
        cells = list(self._cells(table))
        grid = fill(cells)
        if is_data(grid):
            yield Table(grid)
            return
        self._called = []
        for row in _rows(table):
            for cell in _inner(row, "tc"):
                yield from self._blocks(cell)

    def _cells(self, table: _Element) -> Iterator[Cell]:
        open_cells: dict[int, Cell] = {}
        for number, row in enumerate(_rows(table)):
            column = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
            for element in _inner(row, "tc"):
                columns = _number(element.find(f"{_W}tcPr/{_W}gridSpan"), 1)
                merged = element.find(f"{_W}tcPr/{_W}vMerge")
                above = open_cells.get(column)
                if merged is not None and merged.get(f"{_W}val") != "restart" and above is not None:
                    cell = Cell(number, column, above.text, 1, above.columns)
                else:
                    text = " ".join(map(self._text, _found(element, "p")))
                    cell = Cell(number, column, tidy(text), 1, columns)
                yield cell
                open_cells[column] = cell
                column += columns

    def _text(self, paragraph: _Element) -> str:
        """Write a paragraph without its text boxes, and note what footnotes it calls."""
        parts: list[str] = []
        waiting = list(reversed(paragraph))
        while waiting:
            element = waiting.pop()
            if element.tag in _OMITTED or element.tag == f"{_W}txbxContent":
                continue
            name = str(element.tag).removeprefix(_W)
            if name in _TEXT:
                parts.append(_TEXT[name] or element.text or "")
            elif name in _NOTES:
                self._called.append(f"{_NOTES[name]} {element.get(f'{_W}id')}")
            else:
                waiting.extend(reversed(element))
        return "".join(parts)

    def _is_listed(self, paragraph: _Element) -> bool:
        """Tell whether Word shows a bullet or number here; a heading is none, numbered or not."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return False
        style = properties.find(f"{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        if name.startswith(("Heading", "Title")) or properties.find(f"{_W}outlineLvl") is not None:
            return False
        numbered = properties.find(f"{_W}numPr")
        if numbered is None:
            return name in self._listed_styles
        # Numbering 0 takes a style's bullet away again.
        return _number(numbered.find(f"{_W}numId"), 0) != 0


def _find_notes(document: Document) -> Iterator[tuple[str, str]]:
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if relation.is_external or kind not in ("footnotes", "endnotes"):
            continue
        # An XML part loaded as such keeps its tree to itself; its bytes are always to be had.
        root = etree.fromstring(relation.target_part.blob, _PARSER)
        for note in root:
            paragraphs = (
                "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))
                for paragraph in note.iter(f"{_W}p")
            )
            yield f"{kind[:-1]} {note.get(f'{_W}id')}", tidy(" ".join(paragraphs))


def _find_listed_styles(document: Document) -> frozenset[str]:
    return frozenset(
        style.style_id
        for style in document.styles
        if style.element.find(f"{_W}pPr/{_W}numPr") is not None
        and not style.style_id.startswith(("Heading", "Title"))
    )


def _found(parent: _Element, name: str) -> Iterator[_Element]:
    """Give the elements of a name at any depth, without what old programs see in their place."""
    for element in parent.iter(f"{_W}{name}"):
        if not any(above.tag == _FALLBACK for above in element.iterancestors()):
            yield element


def _rows(table: _Element) -> Iterator[_Element]:
    return _inner(table, "tr")


def _inner(parent: _Element, name: str) -> Iterator[_Element]:
    """Give the rows of a table or cells of a row, also those inside content controls."""
    for element in parent:
        if element.tag == f"{_W}{name}":
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _inner(element, name)


def _number(element: _Element | None, otherwise: int) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(value), _MOST_SPAN) if value.isdecimal() else otherwise
