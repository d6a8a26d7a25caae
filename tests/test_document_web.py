"""Web pages become the text of their article: head, lead, lists and tables, no menus."""

from __future__ import annotations

from datetime import date

import pytest

from extract.article import parse_article
from extract.document import read_document
from extract.errors import ArticleError

TITLE = "Huyện Mường Nhé trồng mới hơn bốn trăm héc-ta rừng trong chín tháng"
LEAD = (
    "Chín tháng đầu năm 2024, huyện Mường Nhé trồng mới 412 ha rừng, tăng 8% so với cùng kỳ "
    "năm trước, theo báo cáo của hạt kiểm lâm."
)
BODY = (
    "Các xã vùng cao trồng được 300 ha; hai xã vùng thấp trồng được 112 ha. Cây giống do ban quản "
    "lý rừng phòng hộ cấp, người dân góp công trồng và chăm sóc trong ba năm đầu."
)
META = '<meta property="article:published_time" content="2024-10-04T20:30:00Z">'
STAMP = '<div class="date">Thứ bảy, 05/10/2024 - 03:30</div>'
TABLE = """<table><caption></caption><thead>
<tr><th rowspan="2">TT</th><th rowspan="2">Xã</th><th colspan="2">Diện tích rừng (ha)</th></tr>
<tr><th>Trồng mới</th><th>Chăm sóc</th></tr></thead><tbody>
<tr><td colspan="4">I. Vùng cao</td></tr>
<tr><td>1</td><td><p>Xã Sín Thầu</p></td><td>120,5</td><td>80</td></tr>
<tr><td>2</td><td>Xã Leng Su Sìn</td><td>90</td><td>&nbsp;</td></tr>
<tr><td colspan="4">II. Vùng thấp</td></tr>
<tr><td>3</td><td>Xã Mường Toong</td><td>40</td><td>15</td></tr></tbody></table>"""
HEADER = "TT | Xã | Diện tích rừng trồng mới (ha) | Diện tích rừng chăm sóc (ha)"


def page(
    *, meta: str = META, stamp: str = STAMP, body: str = f"<p>{BODY}</p>", charset: str = "utf-8"
) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="{charset}">
<title>{TITLE} - Cổng thông tin điện tử huyện Mường Nhé</title>{meta}
<meta property="og:site_name" content="Cổng thông tin điện tử huyện Mường Nhé"></head><body>
<div class="top">Chủ nhật, 22/11/2026</div>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/kt">Kinh tế</a></li></ul></nav>
<div class="main"><div class="detail"><h1>{TITLE}</h1>{stamp}<p class="sapo"><b>{LEAD}</b></p>
<div class="content">{body}</div></div>
<div class="related"><h3>Tin liên quan</h3><ul><li><a href="/1">Huyện có 99% hộ dùng nước sạch</a></li>
<li><a href="/2">Xã Sín Thầu thu hoạch 70 tấn sa nhân</a></li></ul></div></div>
<footer>Điện thoại: 0215 000 000</footer></body></html>"""


def text_of(html: str | bytes) -> str:
    return read_document("a.html", html.encode() if isinstance(html, str) else html).text


def test_a_page_is_its_site_headline_day_lead_and_text() -> None:
    assert text_of(page()).split("\n\n") == [
        "Cổng thông tin điện tử huyện Mường Nhé",
        TITLE,
        "Ngày đăng: 05/10/2024",
        LEAD,
        BODY + "\n",
    ]


def test_a_lead_that_stands_apart_from_a_long_text_is_not_lost() -> None:
    parts = [BODY.replace("Các", f"Trong quý {quarter}, các") for quarter in ("I", "II", "III")]
    text = text_of(page(body="".join(f"<p>{part}</p>" for part in parts)))
    assert text.removesuffix("\n").split("\n\n")[3:] == [LEAD, *parts]


@pytest.mark.parametrize(
    ("meta", "stamp"),
    [
        (META, ""),
        ("", STAMP),
        ('<meta itemprop="datePublished" content="2024-10-05">', ""),
        ('<meta name="pubdate" content="5/10/2024 3:30">', ""),
        (
            '<script type="application/ld+json">{"datePublished": "2024-10-05T01:00:00+07:00"}</script>',
            "",
        ),
        ('<script type="application/ld+json">{broken</script>', STAMP),
        ('<meta property="article:published_time" content="hôm qua">', STAMP),
    ],
)
def test_the_day_is_that_of_the_metadata_or_else_of_the_line_below_the_headline(
    meta: str, stamp: str
) -> None:
    article = parse_article("a.html", text_of(page(meta=meta, stamp=stamp)))
    assert (article.title, article.published) == (TITLE, date(2024, 10, 5))
    assert article.publisher == "Cổng thông tin điện tử huyện Mường Nhé"
    assert [passage.text for passage in article.passages] == [LEAD, BODY]


def test_menus_related_articles_and_the_clock_are_left_out() -> None:
    text = text_of(page(meta=""))
    for words in ("99%", "70 tấn", "Trang chủ", "2026", "0215"):
        assert words not in text


def test_items_of_lists_are_lines_with_a_dash() -> None:
    items = "<ul><li>Xã Sín Thầu trồng 120 ha;</li><li>Xã <b>Leng Su Sìn</b> trồng 90 ha.</li></ul>"
    text = text_of(page(body=f"<p>{BODY}</p>{items}<p>{LEAD}</p>"))
    assert "\n- Xã Sín Thầu trồng 120 ha;\n\n- Xã Leng Su Sìn trồng 90 ha.\n" in text


def test_a_table_stands_in_its_place_under_one_header_that_is_written_for_each_part() -> None:
    text = text_of(page(body=f"<p>{BODY}</p>{TABLE}<p>Hết năm, huyện phấn đấu trồng 500 ha.</p>"))
    assert text.split("\n\n")[4:] == [
        BODY,
        f"I. Vùng cao\n{HEADER}\n1 | Xã Sín Thầu | 120,5 | 80\n2 | Xã Leng Su Sìn | 90 | -\n"
        f"II. Vùng thấp\n{HEADER}\n3 | Xã Mường Toong | 40 | 15",
        "Hết năm, huyện phấn đấu trồng 500 ha.\n",
    ]


def test_a_table_that_only_lays_the_page_out_is_paragraphs() -> None:
    body = f"<table><tr><td><p>{BODY}</p></td></tr><tr><td><p>{LEAD.replace('412', '413')}</p></td></tr></table>"
    text = text_of(page(body=body))
    assert text.removesuffix("\n").split("\n\n")[3:] == [LEAD, BODY, LEAD.replace("412", "413")]
    assert "|" not in text


def test_lines_apart_by_breaks_are_paragraphs() -> None:
    assert f"{BODY}\n\nHạt kiểm lâm nhận xét" in text_of(
        page(body=f"<div>{BODY}<br><br>Hạt kiểm lâm nhận xét kết quả này là cao nhất vùng.</div>")
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_is_decoded_by_its_mark_or_as_utf_8(encoding: str) -> None:
    assert LEAD in text_of(page(charset="iso-8859-1").encode(encoding))


def test_a_page_is_decoded_by_the_encoding_it_declares() -> None:
    # windows-1258 writes most tones as letters of their own.
    import unicodedata

    split = "".join(
        unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        + "".join(c for c in parts if c in tones)
        for tones in ["\u0300\u0301\u0303\u0309\u0323"]
        for parts in (
            unicodedata.normalize("NFD", letter) for letter in page(charset="windows-1258")
        )
    )
    assert LEAD in text_of(split.encode("cp1258"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            page(charset="utf-8").replace(' charset="utf-8"', "").encode("utf-8")[:-9]
            + b"\xe0\xff</html>",
            "không khai bảng mã",
        ),
        (page(charset="tcvn-3000").encode() + b"\xff", "bảng mã lạ"),
        (
            page().replace(LEAD, "Tr\x00ng").encode().replace("ồ".encode(), b"\xff"),
            "không có bảng mã",
        ),
        (
            b"<html><body><nav><a href='/'>Trang ch\xe1\xbb\xa7</a></nav></body></html>",
            "không thấy bài viết",
        ),
        (b"<html></html>", "không thấy bài viết"),
        (b"chi co chu", "không thấy bài viết"),
    ],
    ids=["undeclared", "unknown", "broken", "menu", "empty", "text"],
)
def test_a_page_without_a_readable_article_is_refused_with_the_reason(
    data: bytes, words: str
) -> None:
    with pytest.raises(ArticleError) as caught:
        read_document("a.html", data)
    assert words in caught.value.message


@pytest.mark.parametrize("span", ["99", "9" * 5000, "-1", "²", "0"])
def test_cells_that_reach_without_measure_reach_nowhere(span: str) -> None:
    cells = "<tr>" + f"<td colspan='{span}' rowspan='{span}'>7</td>" * 300 + "</tr>"
    text = text_of(page(body=f"<p>{BODY}</p><table>{cells}<tr><td>a</td><td>8</td></tr></table>"))
    assert BODY in text
    assert len(text) < 10_000
