"""Lists of what there is: with a total, a part at a time, nothing cut off silently."""

import pytest
from answering import Small, make_engine, make_store
from lookups import Indexed, Shelf, write

from bot.answer.contents import Told
from bot.card.lists import newest_words
from bot.engine import Engine
from bot.models import Answered, Asked, NotFound, Passages
from bot.render.forms import answer_form
from bot.render.text import render_text
from extract.models import Kind

CROPS = (
    *("lúa", "ngô", "khoai", "sắn", "lạc", "vừng", "mía", "chè", "cà phê", "cao su", "hồ tiêu"),
    *("điều", "bưởi"),
)
ROWS = (
    *(
        (
            "gl24.txt",
            f"Gia Lai có {n} ha {crop}.",
            f"{n} ha",
            {"indicator": f"diện tích {crop}", "place": "Gia Lai", "value": f"{n}", "unit": "ha"},
        )
        for n, crop in enumerate(CROPS, start=101)
    ),
    (
        "gl23.txt",
        "Năm 2023, Gia Lai có 95 ha bưởi.",
        "95 ha",
        {"indicator": "diện tích bưởi", "place": "Gia Lai", "value": "95", "unit": "ha"},
    ),
    (
        "gl24.txt",
        "Gia Lai phấn đấu có 200 ha bưởi.",
        "200 ha",
        {
            "indicator": "diện tích bưởi",
            "place": "Gia Lai",
            "value": "200",
            "unit": "ha",
            "kind": Kind.TARGET,
        },
    ),
    (
        "kt24.txt",
        "Kon Tum có 310 ha bưởi.",
        "310 ha",
        {"indicator": "diện tích bưởi", "place": "Kon Tum", "value": "310", "unit": "ha"},
    ),
)


def ask(*turns):
    engine = make_engine(ROWS)
    return [engine.ask("chat", turn) for turn in turns][-1]


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """An engine over an index that holds more of one place than a list looks at, and all of it."""
    rows = [
        (
            f"{year}.txt",
            f"Năm {year}, Gia Lai có {n} ha {crop}.",
            f"{n} ha",
            {
                "indicator": f"diện tích {crop}",
                "place": "Gia Lai",
                "value": f"{n}",
                "unit": "ha",
                "period": str(year),
            },
        )
        for year in range(2005, 2024)
        for n, crop in enumerate(CROPS, start=year)
    ]
    observations, articles, texts = make_store(rows)
    shelf = Shelf(observations)
    folder = write(tmp_path_factory.mktemp("large") / "observations", shelf)
    return (
        Engine(Indexed(folder, shelf, articles, texts)),
        Engine(Small(shelf.observations(), articles, texts)),
    )


@pytest.mark.parametrize("question", ["các chỉ tiêu của Gia Lai", "liệt kê diện tích của Gia Lai"])
def test_a_list_of_a_part_of_very_many_says_so(large, question):
    answer = large[0].ask("chat", question)
    assert "chỉ lấy từ 200 số liệu" in " ".join(answer.notes)
    assert answer.notes[0] in render_text(answer, {})


def test_a_list_of_all_says_nothing_of_a_part(large):
    of_a_year = large[0].ask("other chat", "các chỉ tiêu của Gia Lai năm 2006")
    assert {figure.stored.observation.period for figure in of_a_year.figures} == {"2006"}
    assert not of_a_year.notes
    assert not large[1].ask("chat", "các chỉ tiêu của Gia Lai").notes


def test_the_page_of_a_place_says_of_how_many_it_is(large):
    for engine, told in zip(large, (Told(80, 247), Told(247, 247)), strict=True):
        assert engine.contents.place_told("Gia Lai", None) == told
        assert engine.contents.indicator_told("diện tích bưởi") == Told(19, 19)
    assert "80 số liệu mới nhất trong 247" in newest_words(80, 247)
    assert newest_words(247, 247) == ""


def names(answer):
    assert isinstance(answer, Answered), answer
    return [figure.stored.observation.indicator for figure in answer.figures]


@pytest.mark.parametrize(
    "text",
    [
        "các chỉ tiêu của Gia Lai",
        "liệt kê số liệu của Gia Lai",
        "Bài nói gì về Gia Lai?",
        "cac chi tieu cua gia lai",
        "có những số liệu gì về Gia Lai không?",
    ],
)
def test_a_place_is_listed_with_how_many_there_are(text):
    answer = ask(text)
    lines = render_text(answer, {}).splitlines()
    assert lines[0] == "Gia Lai: có 14 số liệu, đây là 1–10:"
    assert lines[1].startswith("1. 101 ha · diện tích lúa · Gia Lai, năm 2024 (")
    assert lines[-1] == "Còn 4 số liệu nữa. Gõ “tiếp” để xem tiếp."
    assert len(lines) == 12


@pytest.mark.parametrize("word", ["tiếp", "xem tiếp", "nữa", "xem thêm đi", "trang sau", "tiep"])
def test_a_list_goes_on_with_a_word(word):
    answer = ask("các chỉ tiêu của Gia Lai", word)
    assert answer.page.first == 11
    assert len(answer.figures) == 4
    assert "Gõ “tiếp”" not in render_text(answer, {})


def test_every_part_together_holds_everything_once():
    first, second = ask("các chỉ tiêu của Gia Lai"), ask("các chỉ tiêu của Gia Lai, trang 2")
    ids = [figure.stored.id for figure in (*first.figures, *second.figures)]
    assert len(ids) == len(set(ids)) == first.page.total == 14


def test_past_its_end_a_list_stays():
    assert ask("các chỉ tiêu của Gia Lai, trang 9").page.first == 11
    assert ask("các chỉ tiêu của Gia Lai", "tiếp", "tiếp").page.first == 11


def test_of_each_indicator_the_newest_is_listed():
    answer = ask("có số liệu gì về bưởi ở Gia Lai")
    values = [str(figure.stored.observation.value) for figure in answer.figures]
    assert values == ["113", "200"]


def test_what_has_a_topic_lists_only_the_topic():
    assert set(names(ask("có số liệu gì về bưởi ở Gia Lai"))) == {"diện tích bưởi"}


def test_a_topic_without_a_place_is_listed_over_all_places():
    answer = ask("có số liệu nào về bưởi không")
    places = {figure.stored.observation.place for figure in answer.figures}
    assert places == {"Gia Lai", "Kon Tum"}


def test_only_targets_are_listed_where_targets_are_asked():
    answer = ask("các mục tiêu của Gia Lai")
    assert [figure.stored.observation.kind for figure in answer.figures] == [Kind.TARGET]


def test_a_topic_that_a_place_lacks_is_said_to_be_missing_with_what_there_is():
    answer = ask("có số liệu gì về bác sĩ ở Gia Lai")
    assert isinstance(answer, NotFound)
    assert answer.missing == "bác sĩ"
    assert "diện tích lúa" in [choice.label for choice in answer.nearest]


def test_a_place_nobody_wrote_of_has_no_list():
    assert isinstance(ask("các chỉ tiêu của Cà Mau"), NotFound)


def test_what_an_article_says_of_a_thing_stays_a_question_for_words():
    answer = ask("bài nói gì về phát triển cây bưởi ở Gia Lai")
    assert not isinstance(answer, Answered) or answer.asked is not Asked.LIST
    assert isinstance(answer, Passages | NotFound)


def test_the_form_of_a_list_says_which_part_it_is():
    form = answer_form(ask("các chỉ tiêu của Gia Lai"), "")
    assert form["status"] == "answered"
    assert form["list"] == {"first": 1, "total": 14, "more": "các chỉ tiêu của Gia Lai, trang 2"}
    assert len(form["observations"]) == 10
