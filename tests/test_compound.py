"""Commas and dashes inside compound names separate nothing."""

import pytest

from extract.article import parse_article
from extract.observe import observe
from extract.observe.compound import find_joints


def names(text):
    article = f"Tin trong tuần ở tỉnh Hà Tĩnh\n\n15/07/2024\n\n{text}\n"
    return [one.indicator for one in observe(parse_article("a.txt", article))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ngành công nghiệp chế biến, chế tạo tăng 12,5%.", "công nghiệp chế biến, chế tạo"),
        ("Khu vực công nghiệp - xây dựng tăng 11,8%.", "khu vực công nghiệp - xây dựng"),
        ("Khu vực nông, lâm nghiệp và thủy sản tăng 3,1%.", "nông, lâm nghiệp và thủy sản"),
        ("Doanh thu dịch vụ lưu trú, ăn uống đạt 620 tỷ đồng.", "lưu trú, ăn uống"),
    ],
)
def test_a_compound_stays_whole_in_a_name(text, name):
    assert name in names(text)[0]


def test_other_commas_and_dashes_separate():
    text = "Dệt tăng 5%, may giảm 2%; công nghiệp, dịch vụ tăng - xây dựng giảm"
    assert find_joints(text) == []


def test_the_ends_of_a_text_join_nothing():
    assert find_joints(", chế tạo") == []
    assert find_joints("chế biến, ") == []
