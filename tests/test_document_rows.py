"""Tables are written as rows of equal width under a header of one row."""

from __future__ import annotations

import pytest

from extract.document.blocks import Paragraph, render_blocks
from extract.document.rows import Cell, fill, find_rows, is_data


def rows(*lines: str) -> list[str]:
    """Write the rows of a table whose cells are given with bars between them."""
    grid = tuple(tuple(line.split("|")) for line in lines)
    return ["|".join(row) for row in find_rows(grid)]


def test_a_merged_cell_stands_wherever_it_reaches() -> None:
    cells = [Cell(0, 0, "a", 2, 1), Cell(0, 1, "b", 1, 2), Cell(1, 1, "c"), Cell(1, 2, "x|y")]
    assert fill(cells) == (("a", "b", "b"), ("a", "c", "x/y"))


def test_a_missing_cell_is_a_dash_and_an_empty_row_is_none() -> None:
    cells = [Cell(0, 0, "a"), Cell(0, 1, ""), Cell(1, 0, ""), Cell(1, 1, ""), Cell(2, 1, "b")]
    assert fill(cells) == (("a", "-"), ("-", "b"))


def test_a_cell_from_side_to_side_is_a_row_of_its_own() -> None:
    assert fill([Cell(0, 0, "a", 1, 2), Cell(1, 0, "b"), Cell(1, 1, "c")]) == (("a",), ("b", "c"))


def test_a_table_of_a_million_cells_is_no_table() -> None:
    assert fill([Cell(0, 0, "a", 1000, 1000)]) == ()


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("Diện tích (ha)", "Trồng mới", "Diện tích trồng mới (ha)"),
        ("Năm 2024", "Kế hoạch", "Kế hoạch năm 2024"),
        ("Năm 2024", "Thực hiện (tỷ đồng)", "Thực hiện năm 2024 (tỷ đồng)"),
        ("Doanh thu", "GRDP", "Doanh thu GRDP"),
        ("Số hộ", "Hà Nội", "Số hộ Hà Nội"),
        ("Xã", "Xã", "Xã"),
        ("-", "Xã", "Xã"),
    ],
)
def test_a_header_of_two_rows_is_joined(above: str, below: str, joined: str) -> None:
    assert rows(f"Tên|{above}|x", f"Tên|{below}|x", "a|1|2")[0] == f"Tên|{joined}|x"


def test_numbers_of_columns_are_left_out() -> None:
    assert rows("TT|Xã|Số hộ", "(1)|(2)|(3)", "1|An Lạc|45") == ["TT|Xã|Số hộ", "1|An Lạc|45"]
    assert rows("TT|Xã|Số hộ", "A|B|1", "1|An Lạc|45") == ["TT|Xã|Số hộ", "1|An Lạc|45"]


def test_a_row_that_heads_others_is_a_line_and_the_header_follows_it() -> None:
    assert rows("TT|Xã|Số hộ|Số người", "1|An Lạc|45|90", "II|Vùng thấp|-|-", "2|Cao Sơn|7|9") == [
        "TT|Xã|Số hộ|Số người",
        "1|An Lạc|45|90",
        "II Vùng thấp",
        "TT|Xã|Số hộ|Số người",
        "2|Cao Sơn|7|9",
    ]


def test_a_header_that_the_table_repeats_itself_is_written_once() -> None:
    assert rows("TT|Xã|Số hộ", "1|An Lạc|45", "TT|Xã|Số hộ", "2|Cao Sơn|7") == [
        "TT|Xã|Số hộ",
        "1|An Lạc|45",
        "2|Cao Sơn|7",
    ]


def test_a_row_without_numbers_is_not_taken_for_a_header() -> None:
    assert rows("TT|Xã|Số hộ", "1|An Lạc|45", "2|Cao Sơn|chưa có", "3|Hạ Sơn|9")[2:] == [
        "2|Cao Sơn|chưa có",
        "TT|Xã|Số hộ",
        "3|Hạ Sơn|9",
    ]


def test_a_table_without_header_or_numbers_is_written_as_it_is() -> None:
    assert rows("a|1|2", "b|3|4") == ["a|1|2", "b|3|4"]
    assert rows("Họ tên|Chức vụ|Nơi ở", "An|Trưởng|Huế", "Bình|Phó|Huế") == [
        "Họ tên|Chức vụ|Nơi ở",
        "An|Trưởng|Huế",
        "Bình|Phó|Huế",
    ]


def test_letterheads_and_columns_of_prose_are_no_data() -> None:
    assert not is_data((("ỦY BAN", "CỘNG HÒA"), ("Số: 12", "Huế, ngày 5")))
    assert not is_data((("a", "b" * 500), ("c", "1"), ("d", "2")))
    assert not is_data((("a",), ("b",), ("1",)))
    assert is_data((("Xã", "Số hộ"), ("An Lạc", "45")))


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("\uf0b7 Xã An Lạc", "- Xã An Lạc"),
        ("•\tXã An Lạc", "- Xã An Lạc"),
        ("- Xã\u00ad An\u200b  Lạc", "- Xã An Lạc"),
        ("1.\tTổng thu", "1. Tổng thu"),
        ("Xã\t2023\t2024", "Xã\t2023\t2024"),
        ("Xa\u0303 An La\u0323c", "Xã An Lạc"),
    ],
)
def test_lines_are_composed_and_bullets_are_dashes(written: str, line: str) -> None:
    assert render_blocks([Paragraph(written)]) == f"{line}\n"


def test_the_motto_above_official_documents_is_left_out() -> None:
    motto = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc", "a")
    assert render_blocks([Paragraph(line) for line in motto]) == "a\n"
