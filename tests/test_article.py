"""An article file becomes title, day of publication and passages with offsets."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import parse_article
from extract.errors import ArticleError
from extract.models import Declared, Span
from extract.text import canonical

GOLD = tomllib.loads((Path(__file__).parent / "gold" / "article.toml").read_text("utf-8"))
SEEDS = Path(__file__).parent.parent / "seeds"
STAMPS = [(line, case["published"]) for case in GOLD["stamp"] for line in case["lines"]]
ABSENT = [line for case in GOLD["absent"] for line in case["lines"]]
BODY = "Toàn tỉnh có 91 xã đạt chuẩn, chiếm 56,5% số xã.\n"


def page(line: str) -> str:
    return f"Thêm nhiều xã của tỉnh về đích nông thôn mới\n{line}\n\n{BODY}"


def texts(raw: str) -> list[str]:
    return [passage.text for passage in parse_article("a.txt", raw).passages]


@pytest.mark.parametrize(("line", "published"), STAMPS)
def test_reads_the_day_of_publication(line: str, published: date) -> None:
    assert parse_article("a.txt", page(line)).published == published


@pytest.mark.parametrize(("line", "published"), STAMPS)
def test_reads_the_day_in_decomposed_letters_and_windows_line_ends(
    line: str, published: date
) -> None:
    raw = unicodedata.normalize("NFD", page(line)).replace("\n", "\r\n")
    assert parse_article("a.txt", raw).published == published


@pytest.mark.parametrize("line", ABSENT)
def test_does_not_take_other_days_for_the_day_of_publication(line: str) -> None:
    assert parse_article("a.txt", page(line)).published is None


def test_the_last_day_of_the_figures_counts_only_where_no_day_is_shown() -> None:
    line = "Số liệu tổng hợp lúc 07:00 ngày 30/6/2021 (cộng dồn từ ngày 01/01/2021)"
    assert parse_article("a.txt", page(line)).published == date(2021, 6, 30)
    stamped = f"{page(line)}\nNgày đăng: 05/07/2021\n"
    assert parse_article("a.txt", stamped).published == date(2021, 7, 5)


@pytest.mark.parametrize("case", GOLD["page"], ids=lambda case: case["name"])
def test_reads_the_page(case: dict[str, object]) -> None:
    article = parse_article("a.txt", str(case["text"]))
    assert article.title == case["title"]
    assert article.published == case.get("published")
    assert article.publisher == case.get("publisher")
    assert [passage.text for passage in article.passages] == case["passages"]


@pytest.mark.parametrize("case", GOLD["page"], ids=lambda case: case["name"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_passage_lies_in_the_file_where_its_span_says(case: dict[str, object], form: str) -> None:
    raw = unicodedata.normalize(form, "\ufeff" + str(case["text"]).replace("\n", "\r\n"))
    article = parse_article("a.txt", raw)
    for number, passage in enumerate(article.passages, 1):
        assert passage.number == number
        stretch = raw[passage.span.start : passage.span.end]
        assert canonical(stretch, passage.span.start).text == passage.text
        assert canonical(stretch, passage.span.start).offsets == passage.offsets


@pytest.mark.parametrize(
    ("name", "title", "published", "first"),
    [
        (
            "000_014462ba3a61fc20.txt",
            "Tỷ lệ dịch vụ công trực tuyến mức độ 4 của tỉnh đạt thấp",
            date(2022, 6, 29),
            "Sở Thông tin và Truyền thông cho biết",
        ),
        (
            "001_f68ccb671bf580ed.txt",
            "Đồng Tháp đôn đốc, thúc đẩy hiệu quả cung cấp, sử dụng dịch vụ công trực tuyến",
            date(2022, 6, 22),
            "Thời gian qua, với sự nỗ lực",
        ),
        (
            "002_1b904580d37f8433.txt",
            "Tập trung thực hiện tốt nhiệm vụ xây dựng chính quyền điện tử",
            date(2020, 11, 27),
            "Năm 2019, nhờ kết nối",
        ),
        (
            "003_a501a1e332cf7486.txt",
            "Thái Bình: Đẩy việc sử dụng dịch vụ công trực tuyến trong 6 tháng cuối năm",
            date(2024, 8, 20),
            "Tỉnh Thái Bình phấn đấu",
        ),
        (
            "004_a1df08c7310d64ae.txt",
            "Tăng cường thực hiện dịch vụ công trực tuyến mức độ 3, mức độ 4",
            date(2020, 2, 16),
            "Sáng ngày 12/02/2020, ông Bùi Việt Hà",
        ),
    ],
)
def test_reads_the_seeds(name: str, title: str, published: date, first: str) -> None:
    article = parse_article(name, (SEEDS / name).read_bytes().decode())
    assert (article.title, article.published) == (title, published)
    assert article.passages[0].text.startswith(first)
    assert all(len(passage.text) > 70 for passage in article.passages)


def test_what_is_declared_overrides_what_is_read() -> None:
    declared = Declared(
        published=date(2022, 1, 2), title="Tên khác", publisher="Báo Mới", evidence="thử"
    )
    article = parse_article("a.txt", page("29/06/2022 19:16"), declared)
    assert (article.title, article.published) == ("Tên khác", date(2022, 1, 2))
    assert (article.publisher, article.declared) == ("Báo Mới", declared)


def test_a_repeated_short_line_of_a_table_stays() -> None:
    cells = "Số hồ sơ nộp trực tuyến của các xã trong huyện\nXã A\n100%\nXã B\n100%\n"
    assert texts(cells) == ["Xã A", "100%", "Xã B", "100%"]


def test_a_page_without_a_headline_takes_the_first_sentence() -> None:
    sentence = "Sau bảy tháng, các cơ quan của tỉnh đã tiếp nhận 128.400 hồ sơ"
    long = f"{sentence}. " + "Trong đó, hồ sơ nộp trực tuyến chiếm 71,5%, tăng so với cùng kỳ. " * 3
    article = parse_article("a.txt", long)
    assert article.title == sentence
    assert len(article.passages) == 1


@pytest.mark.parametrize(
    "headline",
    [
        "Bến Tre: Tỷ lệ hộ nghèo còn 3,15%",
        "Năm xã của Bến Tre đón hơn 6.300 lượt khách trong quý I",
        "3 huyện của tỉnh Bến Tre xuất khẩu dừa chính ngạch",
    ],
)
def test_a_headline_that_tells_a_figure_of_its_own_is_a_passage(headline: str) -> None:
    body = "Kết quả trên được nêu tại hội nghị của 15 sở, với 3 chuyên đề và 2 giải pháp chính."
    assert texts(f"{headline}\n\n{body}\n") == [headline, body]


@pytest.mark.parametrize(
    "headline",
    [
        "Tỷ lệ hộ nghèo của Bến Tre còn 3,15%",
        "Tỷ lệ hộ nghèo của tỉnh Bến Tre còn 3%",
        "Kết quả giảm nghèo 6 tháng đầu năm 2024 của Bến Tre",
        "Bến Tre thực hiện Đề án 06 và Nghị quyết 12 tại cơ sở",
    ],
)
def test_a_headline_whose_figures_the_text_tells_is_no_passage(headline: str) -> None:
    body = "Sở Lao động cho biết, tỷ lệ hộ nghèo của tỉnh còn 3,15%, giảm so với năm trước."
    assert texts(f"{headline}\n\n{body}\n") == [body]


@pytest.mark.parametrize(
    "line", ["[Quảng cáo] Kẹo dừa 5 loại, giảm 20%", "▶ Xem thêm: 98% hộ dân dùng nước sạch"]
)
def test_an_advertisement_and_a_link_below_the_text_are_left_out(line: str) -> None:
    body = "Sở Lao động cho biết, tỷ lệ hộ nghèo của tỉnh còn 3,15%, giảm so với năm trước."
    assert texts(f"Bến Tre giảm nghèo bền vững\n\n{body}\n\n{line}\n") == [body]


@pytest.mark.parametrize("raw", ["", " \r\n\t", "\ufeff", "12\n34\n", "---\n***\n", "🙂🙂"])
def test_refuses_a_page_without_a_readable_paragraph(raw: str) -> None:
    with pytest.raises(ArticleError, match=r"a\.txt: không có đoạn văn"):
        parse_article("a.txt", raw)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [*(line for line, _ in STAMPS), *ABSENT, BODY, "Tin liên quan", "a\u0301"]
            ),
        ),
        max_size=12,
    ),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r"]),
)
def test_any_text_is_read_or_refused_and_offsets_hold(lines: list[str], end: str) -> None:
    raw = end.join(lines)
    try:
        article = parse_article("a.txt", raw)
    except ArticleError:
        return
    assert article.passages
    assert article.title
    for passage in article.passages:
        assert len(passage.offsets) == len(passage.text) + 1
        stretch = raw[passage.span.start : passage.span.end]
        assert canonical(stretch).text == passage.text


def test_the_columns_of_a_table_may_be_apart_by_blanks_alone():
    rows = "Huyện          Kế hoạch     Tỷ lệ (%)\nDi Linh           412,6         58,2\nBảo Lâm           128,4         64,4\n"
    raw = f"Giải ngân vốn ở Lâm Đồng\n\n15/07/2024\n\n{rows}\nTin khác.\n"
    article = parse_article("a.txt", raw)
    texts = [passage.text for passage in article.passages]
    assert "Di Linh\t412,6\t58,2" in texts
    for passage in article.passages:
        whole = passage.span_in_file(Span(0, len(passage.text)))
        assert raw[whole.start : whole.end].split() == passage.text.split()


def test_two_blanks_in_running_text_make_no_table():
    text = "Năm nay  tỉnh có  12 xã đạt chuẩn\nvà  14 xã  đăng ký về đích\ntrong  năm  sau.\n"
    article = parse_article("a.txt", f"Tin tức\n\n15/07/2024\n\n{text}")
    assert not any("\t" in passage.text for passage in article.passages)
