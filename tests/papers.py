"""Pages, PDFs and Word documents for the fuzzer: spoiled, and held against what must be true.

A document is passed around as text, a character a byte.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

from nasty import Nasty
from pdfmaker import PdfPage, make_pdf
from test_document_web import TABLE, page
from test_document_word import make_table, saved

from extract.article import parse_article
from extract.document import DocumentReader, Limits
from extract.errors import ArticleError

_BYTES = "latin-1"
_PAGE_PIECES = (
    *("<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "<td colspan=99 rowspan=99>", "<li>"),
    *("<div>", "</div>", "<h1>", "<!--", "-->", "<script>", "</script>", "<br>", "&nbsp;", "&#0;"),
    *("&#xD800;", "&#x110000;", "<![CDATA[", "]]>", "<article>", "<meta charset=utf-16>", "<b>"),
    *("<td colspan='²'>", "<ul>", "<svg>", "<math>", "<template>", "<base href='x'>", "\x00", "<"),
)
_PDF_PIECES = (
    *("<<", ">>", "[", "]", "(", ")", " obj", "endobj", "stream\n", "endstream", "/Length 1"),
    *(
        "/Length -1",
        "/Kids [2 0 R]",
        "/Parent 8 0 R",
        "1 0 R",
        "8 0 R",
        "99 0 R",
        "/Count 99999999",
    ),
    *("/Filter /LZWDecode", "/Filter [/FlateDecode /FlateDecode]", "/W [1 99999999 500]", "null"),
    *("/Encoding /UniGB-UCS2-H", "/Encoding /../../x", "/FontMatrix [0 0 0 0 0 0]", "/Rotate 17"),
    *("/MediaBox [0 0 0 0]", "/MediaBox [0 0 1e30 -1e30]", "/DW 1e308", "true", "/Prev 0", "%%EOF"),
    *("0 0 0 0 0 0 cm", "BT", "ET", "Q", "q", "Do", "/Fm0 Do", "1e400 Tf", "<D800> Tj", "<00> Tj"),
)
_WORD_PIECES = (
    *("<w:p>", "</w:p>", "<w:r>", "<w:t>", "</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "<w:tc>"),
    *('<w:gridSpan w:val="-5"/>', '<w:gridSpan w:val="99999999999"/>', "<w:vMerge/>", "<w:sdt>"),
    *('<w:gridBefore w:val="x"/>', '<w:footnoteReference w:id="1"/>', "<w:txbxContent>", "&x;"),
    *('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "<w:pPr>", '<w:numId w:val="²"/>'),
)
_LETTERS = 0.2
# A fault that no reader has words for, a crash, or too much of something.
_NOT_TOLD = ("không đọc được (", "đột ngột", "lâu quá", "bộ nhớ")


def _check(name: str) -> Callable[[str], None]:
    def check(text: str) -> None:
        try:
            document = _reader().read(name, text.encode(_BYTES))
        except ArticleError as error:
            if any(words in error.message for words in _NOT_TOLD):
                raise AssertionError(error.message) from error
            return
        document.text.encode()
        assert "\x00" not in document.text
        try:
            article = parse_article(name, document.text)
        except ArticleError:
            return
        assert article.title

    return check


CHECKS = {kind: _check(f"a.{kind}") for kind in ("html", "pdf", "docx")}


def spoiled(kind: str, nasty: Nasty) -> str:
    """Make a document of a kind, spoiled at some places."""
    make = {"html": _page, "pdf": _pdf, "docx": _word}[kind]
    return make(nasty).decode(_BYTES)


@cache
def _reader() -> DocumentReader:
    return DocumentReader(Limits(processor_s=10, wall_s=60.0))


def _strewn(text: str, pieces: tuple[str, ...], nasty: Nasty) -> str:
    random = nasty.random
    for _ in range(random.choice((1, 2, 4, 12))):
        at = random.randint(0, len(text))
        piece = random.choice(pieces) * random.choice((1, 1, 1, 2, 600))
        cut = random.choice((0, 0, 1, 20))
        text = text[:at] + piece + text[at + cut :]
    return text


def _page(nasty: Nasty) -> bytes:
    body = f"<p>{nasty.sentence()}</p>{TABLE}<p>{nasty.heap(10)}</p>"
    return _strewn(page(body=body), _PAGE_PIECES, nasty).encode(errors="replace")


def _pdf(nasty: Nasty) -> bytes:
    sheet = PdfPage()
    written = nasty.sentence().encode(errors="ignore").decode()
    if nasty.random.random() < _LETTERS:
        drawn = _strewn("q BT /F1 12 Tf <0041> Tj ET Q", _PDF_PIECES, nasty)
        sheet.parts.append(f"q {drawn}")
    sheet.paragraph(80, "".join(letter for letter in written[:600] if ord(letter) < 1 << 16))
    sheet.table(400, [["Xã", "Diện tích"], ["An Lạc", "120,5"]], [60, 200, 400])
    made = make_pdf(sheet).decode(_BYTES)
    return _strewn(made, _PDF_PIECES, nasty).encode(_BYTES, "replace")


@cache
def _parts() -> dict[str, bytes]:
    import docx

    document = docx.Document()
    document.add_heading("Huyện trồng mới 412 ha rừng", 0)
    document.add_paragraph("Xã An Lạc trồng 120 ha;", style="List Bullet")
    make_table(document, "TT|Xã|Diện tích rừng (ha)", "1|An Lạc|120,5", "2|Cao Sơn|90")
    with zipfile.ZipFile(io.BytesIO(saved(document))) as package:
        return {name: package.read(name) for name in package.namelist()}


def _word(nasty: Nasty) -> bytes:
    random = nasty.random
    wanted = random.choice(("word/document.xml", "word/document.xml", *_parts()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _parts().items():
            if name == wanted:
                text = content.decode("utf-8", "replace")
                content = _strewn(text, _WORD_PIECES, nasty).encode()
            package.writestr(name, content)
    data = out.getvalue()
    if random.random() < _LETTERS:
        at = random.randrange(len(data))
        data = data[:at] + random.randbytes(random.choice((1, 4, 40))) + data[at + 1 :]
    return data
