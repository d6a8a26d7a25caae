"""PDFs become text in the order of reading, tables as rows, nothing twice."""

from __future__ import annotations

import zlib

import pytest
from pdfmaker import HEIGHT, LEFT, LINE, RIGHT, PdfPage, make_pdf

from extract.document import read_document
from extract.errors import ArticleError

LONG = (
    "Chín tháng đầu năm, toàn huyện trồng mới 412 ha rừng, tăng 8% so với cùng kỳ năm trước và "
    "vượt kế hoạch được giao, trong đó các xã vùng cao trồng được 300 ha."
)
OTHER = (
    "Ngành nông nghiệp đề nghị các xã chuẩn bị đủ cây giống cho vụ sau, không để thiếu cây khi "
    "trời mưa xuống và đất đã đủ ẩm."
)
EDGES = (60.0, 100.0, 260.0, 390.0, 520.0)
TABLE = [
    ("TT", "Xã", "Diện tích rừng (ha)", "<"),
    ("^", "^", "Trồng mới", "Chăm sóc"),
    ("1", "Xã An Lạc", "120,5", "80"),
    ("2", "Xã Bình Yên", "90", ""),
]
ROWS = """TT | Xã | Diện tích rừng trồng mới (ha) | Diện tích rừng chăm sóc (ha)
1 | Xã An Lạc | 120,5 | 80
2 | Xã Bình Yên | 90 | -
"""


def text_of(*pages: PdfPage) -> str:
    return read_document("a.pdf", make_pdf(*pages)).text


def refusal_of(data: bytes) -> str:
    with pytest.raises(ArticleError) as caught:
        read_document("a.pdf", data)
    return caught.value.message


def test_lines_are_joined_to_paragraphs() -> None:
    page = PdfPage()
    page.paragraph(page.paragraph(100, LONG), OTHER)
    assert text_of(page) == f"{LONG}\n\n{OTHER}\n"


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    first, second = PdfPage(), PdfPage()
    words = f"{OTHER} {LONG}".split()
    half = len(words) // 2
    first.paragraph(700, " ".join(words[:half]).ljust(79))
    second.paragraph(100, " ".join(words[half:]))
    assert text_of(first, second).count("\n") == 1


def test_heads_feet_and_page_numbers_are_left_out() -> None:
    pages = []
    for number in (1, 2, 3):
        page = PdfPage().text(LEFT, 40, "BẢN TIN NÔNG NGHIỆP HUYỆN").text(290, 810, f"{number}")
        page.paragraph(120, LONG.replace("412", f"{number}12"))
        pages.append(page)
    text = text_of(*pages)
    assert "BẢN TIN" not in text
    assert text.split("\n\n") == [
        LONG.replace("412", f"{number}12") + ("\n" if number == 3 else "") for number in (1, 2, 3)
    ]


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    page = PdfPage().text(20, 20, "10:24 20/08/2024", 8).text(300, 20, "Trồng rừng", 8)
    page.paragraph(100, LONG)
    page.text(20, 830, "https://example.gov.vn/bai-viet-1.html 1/1", 8)
    assert text_of(page) == f"{LONG}\n"


def test_a_table_stands_once_in_its_place_with_merged_cells_filled() -> None:
    page = PdfPage()
    y = page.table(page.paragraph(100, LONG) + 10, TABLE, EDGES)
    page.paragraph(y + 30, OTHER)
    assert text_of(page) == f"{LONG}\n\n{ROWS}\n{OTHER}\n"


def test_a_table_goes_on_over_the_end_of_a_page_under_its_header() -> None:
    first, second = PdfPage(), PdfPage()
    first.table(first.paragraph(100, LONG) + 10, TABLE, EDGES)
    y = second.table(60, [*TABLE[:2], ("3", "Xã Cao Sơn", "70", "15")], EDGES)
    second.paragraph(y + 30, OTHER)
    assert text_of(first, second) == f"{LONG}\n\n{ROWS}3 | Xã Cao Sơn | 70 | 15\n\n{OTHER}\n"


def test_columns_are_read_one_after_the_other() -> None:
    page = PdfPage().text(150, 60, "Huyện trồng rừng vượt kế hoạch cả năm", 18)
    page.paragraph(120, LONG, right=285)
    page.paragraph(120, OTHER, left=310)
    assert text_of(page).split("\n\n")[1:] == [LONG, OTHER + "\n"]


def test_a_table_without_lines_is_not_read_by_columns() -> None:
    page = PdfPage()
    for index, (name, value) in enumerate([("An Lạc", "120"), ("Bình Yên", "90"), ("Cao", "7")]):
        page.text(LEFT, 100 + index * LINE, name).text(300, 100 + index * LINE, value)
    page.paragraph(300, LONG)
    assert text_of(page).startswith("An Lạc 120\n\nBình Yên 90\n\nCao 7\n")


def test_a_headline_of_two_lines_is_one() -> None:
    page = (
        PdfPage()
        .text(120, 60, "Huyện trồng rừng vượt kế hoạch", 18)
        .text(200, 84, "của cả năm", 18)
    )
    page.paragraph(130, LONG)
    assert text_of(page).startswith("Huyện trồng rừng vượt kế hoạch của cả năm\n\n")


def test_marks_of_footnotes_are_no_digits_and_the_notes_are_kept() -> None:
    page = PdfPage().text(LEFT, 100, "Huyện có 45%").text(LEFT + 12 * 6, 95, "1", 7)
    page.text(LEFT + 15 * 6, 100, "xã có rừng, mỗi xã trồng 50 m").text(LEFT + 44 * 6, 95, "2", 7)
    page.text(LEFT, 800, "1 Không kể hai thị trấn.", 8)
    assert text_of(page) == (
        "Huyện có 45% xã có rừng, mỗi xã trồng 50 m²\n\n1 Không kể hai thị trấn.\n"
    )


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("giai đoạn 2021-", "2025", "2021-2025"),
        ("tỉnh Bà Rịa-", "Vũng Tàu", "Rịa-Vũng Tàu"),
        ("phát triển kinh tế-", "xã hội", "tế-xã hội"),
        ("mạng lưới inter-", "national", "international"),
    ],
)
def test_words_parted_at_the_end_of_a_line_are_whole(end: str, start: str, joined: str) -> None:
    room = int((RIGHT - LEFT) / 6)
    line = (
        "Trong các văn bản của huyện thường nêu rất rõ việc này là ".ljust(room - len(end), "x")
        + end
    )
    page = PdfPage().text(LEFT, 100, line).text(LEFT, 100 + LINE, f"{start} của cả vùng.")
    assert joined in text_of(page)


def test_a_watermark_is_left_out() -> None:
    page = PdfPage()
    page.paragraph(100, LONG)
    codes = "BẢN SAO".encode("utf-16-be").hex()
    page.parts.append(f"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 {HEIGHT - 400} Tm <{codes}> Tj ET")
    assert text_of(page) == f"{LONG}\n"


def written() -> PdfPage:
    page = PdfPage()
    page.paragraph(100, LONG)
    return page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (make_pdf(written(), locked=True), "mật khẩu"),
        (make_pdf(PdfPage(picture=True), PdfPage(picture=True)), "bản quét"),
        (make_pdf(PdfPage()), "bản quét"),
        (make_pdf(written())[:300], "hỏng"),
        (b"%PDF-1.7\n" + b"x" * 500, "hỏng"),
        (make_pdf(*[PdfPage()] * 201), "hơn 200 trang"),
    ],
    ids=["locked", "scanned", "blank", "cut", "noise", "long"],
)
def test_a_pdf_without_readable_text_is_refused_with_the_reason(data: bytes, words: str) -> None:
    assert words in refusal_of(data)


def test_a_pdf_that_unpacks_without_end_is_refused_before_it_is_unpacked() -> None:
    packed = zlib.compress(b" " * 120_000_000, 9)
    data = make_pdf(written()).replace(b"%%EOF", b"")
    bomb = (
        b"99 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\nendobj\n%%EOF"
    )
    assert "quá lớn" in refusal_of(data + bomb)


def test_a_page_crowded_with_letters_is_refused() -> None:
    page = PdfPage()
    for line in range(50):
        page.text(0, 10 + line, "x" * 900, 1)
    assert "quá nhiều" in refusal_of(make_pdf(page))
