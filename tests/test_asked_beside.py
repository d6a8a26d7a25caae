"""What a turn asks for beside the one before it, and what stands beside the number meant."""

from answering import make_engine, make_reader
from test_how_people_ask import given, row

from bot.models import Asked, NotFound
from extract.models import Kind


def test_a_plan_asked_for_after_what_was_done_is_the_plan():
    sentence = "Hà Giang đặt mục tiêu trồng 85 ha rừng, đến nay mới trồng được 31 ha rừng."
    goal = "diện tích đặt mục tiêu trồng rừng"
    rows = (
        row("hg24.txt", sentence, "85 ha", goal, "85", "ha", kind=Kind.TARGET),
        row("hg24.txt", sentence, "31 ha", "diện tích trồng rừng", "31", "ha"),
    )
    engine = make_engine(rows)
    assert given(engine.ask("a", "Hà Giang trồng được mấy ha rừng")) == [31]
    assert given(engine.ask("a", "kế hoạch bao nhiêu?")) == [85]


def test_pieces_are_what_was_counted():
    sentence = "Hà Giang mất 618 lồng cá, riêng Bắc Quang 332 lồng."
    rows = (
        row("hg24.txt", sentence, "618 lồng", "số lồng cá bị mất", "618", "lồng"),
        row("hg24.txt", sentence, "332 lồng", "số lồng cá bị mất", "332", "lồng", "Bắc Quang", province="Hà Giang"),
    )  # fmt: skip
    engine = make_engine(rows)
    assert given(engine.ask("a", "Hà Giang mất mấy lồng cá")) == [618]
    assert given(engine.ask("a", "Bắc Quang mấy cái")) == [332]


def test_who_asks_for_gold_is_given_no_bronze():
    sentence = "Hà Giang giành 25 huy chương đồng."
    bronze = row("hg24.txt", sentence, "25 huy chương", "số huy chương đồng", "25", "huy chương")
    assert isinstance(make_engine((bronze,)).ask("a", "Hà Giang được mấy HCV"), NotFound)
    assert given(make_engine((bronze,)).ask("b", "Hà Giang được mấy HCĐ")) == [25]


def test_of_one_sentence_what_fits_far_better_is_meant_whatever_clause_names_it():
    sentence = "Bảo hiểm thất nghiệp có 28.910 người tham gia; 417 người được hưởng trợ cấp."
    name = "số người tham gia bảo hiểm thất nghiệp"
    rows = (
        row("hg24.txt", sentence, "28.910 người", name, "28910", "người tham gia"),
        row("hg24.txt", sentence, "417 người", f"{name} hưởng trợ cấp", "417", "người"),
    )
    answer = make_engine(rows).ask("a", "mấy người Hà Giang hưởng trợ cấp thất nghiệp")
    assert given(answer) == [417]


def test_who_has_set_a_goal_is_no_word_of_what_it_is_for():
    reader = make_reader()
    for text in ("chỉ tiêu trên giao là mấy?", "kế hoạch bộ giao là bao nhiêu"):
        question = reader.read(text)
        assert (question.asked, question.wanted.terms) == ((Asked.TARGET,), ())
    assert reader.read("chỉ tiêu giao thông nông thôn là bao nhiêu").wanted.terms
