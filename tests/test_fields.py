"""Name, place and subject of numbers in forms that officials often write."""

from extract.article import parse_article
from extract.models import Observation
from extract.observe import observe


def read(text: str, headline: str = "Tin trong tuần ở tỉnh Lâm Đồng") -> dict[str, Observation]:
    """Read a page of some paragraphs; its observations by their values."""
    article = f"{headline}\n\n15/07/2024\n\n{text}\n"
    return {str(one.value): one for one in observe(parse_article("a.txt", article))}


def names(text: str) -> dict[str, str]:
    return {value: one.indicator for value, one in read(text).items()}


def owners(text: str) -> dict[str, tuple[str | None, str | None]]:
    return {value: (one.place, one.subject) for value, one in read(text).items()}


def test_the_head_of_a_list_of_places_is_not_whose_the_numbers_are():
    for head in ("Các huyện có tỷ lệ hộ nghèo cao gồm", "Tỷ lệ hộ nghèo ở các địa phương như sau:"):
        assert owners(f"{head} Di Linh 4,5%, Bảo Lâm 3,5%.") == {
            "4.5": ("Di Linh", None),
            "3.5": ("Bảo Lâm", None),
        }


def test_the_districts_together_stay_whose_the_number_is():
    found = owners("Tỷ lệ hộ nghèo ở các huyện của tỉnh Lâm Đồng là 4,5%.")
    assert found == {"4.5": ("Lâm Đồng", "các huyện")}


def test_how_many_live_in_a_place_is_not_named_by_a_rate_told_before():
    text = "Tỷ lệ hộ nghèo của xã Gia Bắc còn 35%. Toàn xã có 1.850 hộ với 7.600 nhân khẩu."
    assert names(text) == {
        "35": "tỷ lệ hộ nghèo",
        "1850": "số hộ",
        "7600": "số nhân khẩu",
    }


def test_a_count_of_the_same_unit_goes_on_with_its_name():
    text = "Số hộ nghèo còn 300 hộ. Xã Gia Bắc có 120 hộ."
    assert set(names(text).values()) == {"số hộ nghèo"}
