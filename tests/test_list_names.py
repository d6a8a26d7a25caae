"""Names that the numbers of a list take over from the number before them."""

import pytest

from extract.article import parse_article
from extract.observe import observe
from extract.observe.name.sister import instead


def names(text):
    article = f"Tin trong tuần ở tỉnh Hà Tĩnh\n\n15/07/2024\n\n{text}\n"
    return {str(one.value): one.indicator for one in observe(parse_article("a.txt", article))}


def test_an_item_stands_in_the_place_of_the_one_before_it():
    text = "Diện tích gieo trồng lúa 45.000 ha, ngô 12.000 ha, lạc 8.000 ha."
    assert names(text) == {
        "45000": "diện tích gieo trồng lúa",
        "12000": "diện tích gieo trồng ngô",
        "8000": "diện tích gieo trồng lạc",
    }


def test_items_do_not_pile_up_in_a_name():
    text = (
        "Doanh thu bán lẻ đạt 4.500 tỷ đồng, lưu trú 300 tỷ đồng, "
        "du lịch lữ hành 20 tỷ đồng, dịch vụ khác 250 tỷ đồng."
    )
    assert "lữ hành" not in names(text)["250000000000"]


def test_the_order_of_a_list_is_no_part_of_a_name():
    text = "Về điểm chuyển đổi số, Kỳ Anh đạt 81,7 điểm, cuối bảng là Thạch Hà 71,2 điểm."
    assert names(text)["71.2"] == names(text)["81.7"]


def test_what_is_counted_is_not_taken_for_what_is_much_alike():
    text = (
        "Tỷ lệ hộ cận nghèo còn 5,1%.\n\n"
        "Năm 2015 huyện Hương Khê có 9.120 hộ nghèo, chiếm 45,6% số hộ; đến nay còn 3.915 hộ, chiếm 12,2%."
    )
    found = names(text)
    assert found["9120"] == found["3915"] == "số hộ nghèo"
    assert found["12.2"] == "tỷ lệ hộ nghèo"


def test_how_a_place_stands_among_others_is_no_part_of_a_name():
    text = "Diện tích ngô đạt 30.100 ha. Huyện Hương Khê có diện tích lớn nhất với 10.100 ha."
    assert "lớn" not in names(text)["10100"]


def test_what_a_sentence_says_itself_is_not_taken_for_what_is_much_alike():
    text = (
        "Cuối năm, tỷ lệ hộ nghèo của huyện Hương Khê là 7,8%. Hộ cận nghèo có 2.310 hộ, chiếm 5,1%.\n\n"
        "Xã Hòa Hải có tỷ lệ hộ nghèo cao nhất, 12,4%, kế đến là xã Hương Liên (9%)."
    )
    assert names(text)["12.4"] == names(text)["9"] == "tỷ lệ hộ nghèo"


@pytest.mark.parametrize(
    ("words", "item", "said"),
    [
        ("sản lượng tôm", "cá", "sản lượng cá"),
        ("mức tăng công nghiệp - xây dựng", "dịch vụ", "mức tăng dịch vụ"),
        ("số học sinh THPT", "tiểu học", "số học sinh tiểu học"),
        ("sản lượng tôm", "tôm", ""),
        ("sản lượng tôm", "nội trú", ""),
        ("tôm", "cá", ""),
        ("", "", ""),
    ],
)
def test_a_name_is_said_of_another_thing_of_its_kind(words, item, said):
    assert instead(words, item) == said
