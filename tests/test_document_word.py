"""Word documents become text in the order of reading, with nothing lost on the way."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from extract.document import read_document
from extract.errors import ArticleError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def lines_of(document) -> list[str]:
    return read_document("a.docx", saved(document)).text.removesuffix("\n").split("\n\n")


def append(document, xml: str) -> None:
    document.element.body[-1].addprevious(parse_xml(xml.replace(">", f" {W}>", 1)))


def test_headings_paragraphs_and_lists_come_in_order() -> None:
    document = docx.Document()
    document.add_heading("Huyện trồng mới 412 ha rừng", 0)
    document.add_heading("1. Kết quả", 1)
    document.add_paragraph("Kết quả như sau:")
    document.add_paragraph("Xã An Lạc trồng 120 ha;", style="List Bullet")
    document.add_paragraph("Xã Cao Sơn trồng 90 ha.", style="List Number")
    document.add_paragraph("Dòng một\nDòng hai")
    assert lines_of(document) == [
        "Huyện trồng mới 412 ha rừng",
        "1. Kết quả",
        "Kết quả như sau:",
        "- Xã An Lạc trồng 120 ha;",
        "- Xã Cao Sơn trồng 90 ha.",
        "Dòng một",
        "Dòng hai",
    ]


def make_table(document, *lines: str):
    cells = [line.split("|") for line in lines]
    table = document.add_table(len(cells), len(cells[0]))
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    return table


def test_a_table_stands_between_the_paragraphs_with_merged_cells_filled() -> None:
    document = docx.Document()
    document.add_paragraph("Trước bảng.")
    table = make_table(
        document, "TT|Xã|Diện tích rừng (ha)|", "|||", "1|An Lạc|120,5|80", "2|Cao Sơn|90|"
    )
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(1, 1))
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(1, 2).text, table.cell(1, 3).text = "Trồng mới", "Chăm sóc"
    document.add_paragraph("Sau bảng.")
    assert lines_of(document) == [
        "Trước bảng.",
        "TT | Xã | Diện tích rừng trồng mới (ha) | Diện tích rừng chăm sóc (ha)\n"
        "1 | An Lạc | 120,5 | 80\n2 | Cao Sơn | 90 | -",
        "Sau bảng.",
    ]


def test_a_box_that_is_there_twice_for_old_programs_is_read_once() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>45</w:t></w:r></w:p></w:txbxContent>"
    twice = (
        f'<w:p {W} xmlns:mc="{mc}"><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = docx.Document()
    document.element.body[-1].addprevious(parse_xml(twice))
    table = make_table(document, "TT|Xã|Số hộ", "1|An Lạc|")
    table.cell(1, 2)._tc.append(parse_xml(twice))
    assert lines_of(document) == ["45", "TT | Xã | Số hộ\n1 | An Lạc | 45"]


def test_a_letterhead_is_paragraphs() -> None:
    document = docx.Document()
    make_table(
        document,
        "ỦY BAN NHÂN DÂN HUYỆN|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/BC-UBND|Mường Nhé, ngày 5 tháng 10 năm 2024",
    )
    assert lines_of(document) == [
        "ỦY BAN NHÂN DÂN HUYỆN",
        "Số: 12/BC-UBND",
        "Mường Nhé, ngày 5 tháng 10 năm 2024",
    ]


def test_what_stands_in_controls_insertions_links_and_boxes_is_read_and_what_is_deleted_is_not() -> (
    None
):
    document = docx.Document()
    append(
        document,
        "<w:p><w:r><w:t>Huyện </w:t></w:r><w:ins><w:r><w:t>trồng </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>chặt </w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>cả </w:t></w:r></w:moveFrom><w:hyperlink><w:r><w:t>412 ha</w:t></w:r></w:hyperlink><w:r><w:noBreakHyphen/></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>rừng</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    )
    append(
        document,
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Trong khung.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    append(
        document,
        "<w:p><w:r><w:t>Ngoài hộp.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Trong hộp."
        "</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
    )
    assert lines_of(document) == [
        "Huyện trồng 412 ha-rừng",
        "Trong khung.",
        "Ngoài hộp.",
        "Trong hộp.",
    ]


def test_a_footnote_follows_the_paragraph_that_calls_it_and_leaves_no_digit_there() -> None:
    document = docx.Document()
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Không kể hai thị trấn.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    append(
        document,
        '<w:p><w:r><w:t>45% xã</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
    )
    document.add_paragraph("Đoạn sau.")
    assert lines_of(document) == ["45% xã", "Không kể hai thị trấn.", "Đoạn sau."]


def test_legacy_fonts_are_told_from_unicode() -> None:
    document = docx.Document()
    document.add_paragraph("TØnh cã 61% hå s¬ nép trùc tuyÕn, b×nh qu©n c¶ n­íc lµ 53%.")
    with pytest.raises(ArticleError, match="TCVN3"):
        read_document("a.docx", saved(document))


def changed(change) -> bytes:
    """Save a document with one of its parts changed by a function of name and content."""
    document = docx.Document()
    document.add_paragraph("Huyện trồng mới 412 ha rừng.")
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(document))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def body(content: bytes):
    return changed(lambda name, old: content if name == "word/document.xml" else old)


BOMB = b"<?xml version='1.0'?>" + b" " * 120_000_000
LAUGHS = (
    b"<?xml version='1.0'?><!DOCTYPE w:document [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>"
    b"<w:document "
    + W.encode()
    + b"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (saved(docx.Document()), "không có chữ"),
        (changed(lambda _, old: old)[:-100], "hỏng"),
        (body(b"<w:document"), "hỏng"),
        (body(b"not xml"), "hỏng"),
        (changed(lambda name, old: None if name == "[Content_Types].xml" else old), "hỏng"),
        (body(BOMB), "quá lớn"),
        (body(LAUGHS), "không có chữ"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "kiểu cũ"),
    ],
    ids=["blank", "cut", "open", "noise", "types", "bomb", "laughs", "locked", "old"],
)
def test_a_document_without_readable_text_is_refused_with_the_reason(
    data: bytes, words: str
) -> None:
    with pytest.raises(ArticleError) as caught:
        read_document("a.docx", data)
    assert words in caught.value.message
