import pytest
from answering import ROWS, make_engine

from bot.models import NotFound, Reason
from bot.render.text import render_text

NAMES = ("số hộ", "số thôn", "số xã", "số vụ cháy", "số trường", "số trạm y tế", "số mưa đá")
MANY = tuple(
    (
        "x24.txt",
        f"Có {n} {name}.",
        f"{n}",
        {"indicator": name, "place": "Lai Châu", "value": f"{n}", "unit": "cái"},
    )
    for n, name in enumerate(NAMES, start=11)
)


def ask(text, rows=ROWS):
    answer = make_engine(rows).ask("chat", text)
    assert isinstance(answer, NotFound), answer
    return answer


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("lượng mưa của Bắc Kạn là bao nhiêu phần trăm?", "lượng mưa"),
        ("Bắc Kạn có mấy bác sĩ vậy?", "bác sĩ"),
        ("ab?", None),
        ("??", None),
    ],
)
def test_says_what_is_missing_in_clean_words(text, missing):
    answer = ask(text)
    assert answer.missing == missing
    assert "?" not in render_text(answer, {})


def test_offers_five_things_at_most_and_first_what_is_close():
    answer = ask("sản lượng bột mì và đá granit Lai Châu", MANY)
    labels = [choice.label for choice in answer.nearest]
    assert len(labels) == 5
    assert labels[0] == "số mưa đá"


def test_an_old_province_is_named_as_part_of_the_new_one():
    answer = ask("số tổ công nghệ số cộng đồng Hưng Yên")
    assert answer.reason is Reason.NO_PLACE
    labels = [choice.label for choice in answer.nearest]
    assert labels[0] == "Thái Bình (trước sáp nhập)"
    assert "Thái Bình" not in labels
    assert "Từ 1/7/2025, Thái Bình là một phần của Hưng Yên." in render_text(answer, {})


def test_an_old_province_is_not_offered_for_what_it_does_not_have():
    answer = ask("tỷ lệ hộ cận nghèo Hưng Yên")
    assert "Thái Bình" not in render_text(answer, {})


def test_a_new_province_alone_offers_what_its_old_ones_have():
    [choice] = ask("Hưng Yên").nearest
    assert choice.label == "Thái Bình (trước sáp nhập)"
