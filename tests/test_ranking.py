from decimal import Decimal

from answering import make_engine

from bot.models import Answered, NotFound
from bot.render.text import render_text

NAME = "tỷ lệ hộ nghèo"


def row(sentence, written, place, **fields):
    return ("x24.txt", sentence, written, {"indicator": NAME, "place": place, **fields})


ROWS = (
    row("Hà Giang còn 30% hộ nghèo.", "30%", "Hà Giang"),
    row("Sơn La còn 21% hộ nghèo.", "21%", "Sơn La"),
    row("Gia Lai còn 21% hộ nghèo.", "21%", "Gia Lai"),
    row("Kon Tum còn 12% hộ nghèo.", "12%", "Kon Tum"),
    row("Long An còn 1% hộ nghèo.", "1%", "Long An"),
)


def ask(text, rows=ROWS):
    return make_engine(rows).ask("chat", text)


def places(answer):
    assert isinstance(answer, Answered), answer
    return [figure.stored.observation.place for figure in answer.figures]


def test_says_among_how_many_places_it_is_the_highest():
    answer = ask("tỉnh nào có tỷ lệ hộ nghèo cao nhất")
    assert places(answer) == ["Hà Giang"]
    assert "Cao nhất trong 5 địa phương có số liệu." in render_text(answer, {})
    lowest = render_text(ask("2 tỉnh nào có tỷ lệ hộ nghèo thấp nhất"), {})
    assert lowest.startswith("Thấp nhất trong 5 địa phương có số liệu:\n1. 1%")


def test_one_place_alone_is_said_to_be_no_ranking():
    text = render_text(ask("tỉnh nào có tỷ lệ hộ nghèo cao nhất", ROWS[:1]), {})
    assert "chỉ có số liệu của 1 địa phương" in text
    assert "Cao nhất" not in text


def test_places_that_tie_are_all_given():
    assert places(ask("2 tỉnh nào có tỷ lệ hộ nghèo cao nhất")) == [
        "Hà Giang",
        "Sơn La",
        "Gia Lai",
    ]


def test_a_region_is_ranked_by_its_provinces():
    assert places(ask("tỉnh nào ở Tây Nguyên có tỷ lệ hộ nghèo cao nhất")) == ["Gia Lai"]
    assert places(ask("tỉnh miền Tây nào có tỷ lệ hộ nghèo cao nhất")) == ["Long An"]
    assert places(ask("tỉnh nào ở miền núi phía Bắc có tỷ lệ hộ nghèo thấp nhất")) == ["Sơn La"]


def test_a_place_named_behind_another_is_not_the_first():
    rows = (row("Xếp ngay sau là Sơn La 21%.", "21%", "Sơn La"), *ROWS[3:])
    assert isinstance(ask("tỉnh nào có tỷ lệ hộ nghèo cao nhất", rows), NotFound)
    assert places(ask("tỉnh nào có tỷ lệ hộ nghèo thấp nhất", rows)) == ["Long An"]


def test_a_sentence_with_a_number_nobody_read_gives_no_extreme():
    rows = (row("Lần lượt là nơi kia (7,4%), Sơn La (8,3%).", "8,3%", "Sơn La"), ROWS[0])
    assert isinstance(ask("tỉnh nào có tỷ lệ hộ nghèo thấp nhất", rows), NotFound)
    assert places(ask("tỉnh nào có tỷ lệ hộ nghèo cao nhất", rows)) == ["Hà Giang"]


def test_a_number_of_the_sentence_that_was_read_withholds_nothing():
    rows = (
        row("Sơn La (8,3%), Kon Tum (9%).", "8,3%", "Sơn La"),
        row("Sơn La (8,3%), Kon Tum (9%).", "9%", "Kon Tum"),
    )
    answer = ask("tỉnh nào có tỷ lệ hộ nghèo thấp nhất", rows)
    assert [f.stored.observation.value for f in answer.figures] == [Decimal("8.3")]
