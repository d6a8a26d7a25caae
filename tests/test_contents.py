from answering import ONLINE, ROWS, make_engine

from bot.models import Answered


def contents(rows=ROWS):
    return make_engine(rows).contents


def labels(offered):
    return [each.choice.label for each in offered]


def test_lists_the_indicators_most_observed_first():
    names = [name for name, _ in contents().indicators]
    counts = [count for _, count in contents().indicators]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 4
    assert "nộp trực tuyến" in names[0]
    assert sum(counts) == len(ROWS)


def test_names_of_one_indicator_are_listed_as_one():
    rows = (
        (
            "a24.txt",
            "Cao Bằng: 5% hộ nghèo.",
            "5%",
            {"indicator": "tỷ lệ hộ nghèo", "place": "Cao Bằng"},
        ),
        (
            "b24.txt",
            "Lào Cai: 6% hộ nghèo.",
            "6%",
            {"indicator": "Tỷ lệ hộ nghèo", "place": "Lào Cai"},
        ),
        (
            "c24.txt",
            "Lào Cai: 7% bò khỏe.",
            "7%",
            {"indicator": "tỷ lệ bò khỏe", "place": "Lào Cai"},
        ),
        (
            "d24.txt",
            "Lào Cai: 8% bò khỏe.",
            "8%",
            {"indicator": "Tỷ lệ bò khỏe", "place": "Lào Cai"},
        ),
    )
    assert contents(rows).indicators == [("Tỷ lệ bò khỏe", 2), ("tỷ lệ hộ nghèo", 2)]


def test_lists_the_places_most_observed_first():
    places = contents().places
    assert places[:2] == [("Cao Bằng", None, 4), ("Bắc Kạn", None, 3)]
    assert ("Đồng Văn", "Hà Giang", 1) in places


def test_offers_where_and_when_an_indicator_is_known():
    name = contents().indicators[0][0]
    assert labels(contents().of_indicator(name)) == [
        "Bắc Kạn, 6/2024",
        "Cao Bằng, 6/2024",
        "cấp xã, Cao Bằng, 6/2024",
        "Cao Bằng, năm 2023",
    ]


def test_offers_the_newest_of_each_indicator_of_a_place():
    offered = contents().of_place("Cao Bằng", None)
    assert labels(offered)[:2] == [ONLINE, f"{ONLINE} (cấp xã)"]
    assert offered[0].entry.observation.period == "2024-06"


def test_nothing_is_offered_of_what_is_not_held():
    assert contents().of_indicator("số bò") == []
    assert contents().of_place("Cà Mau", None) == []


def test_an_offered_question_is_answered_with_what_it_names():
    engine = make_engine()
    for each in engine.contents.of_place("Bắc Kạn", None):
        assert engine.is_answered(each.choice.question, each.entry.stored)
    assert not engine.is_answered("tỷ lệ hộ nghèo Đồng Văn", each.entry.stored)


def test_examples_are_answered():
    engine = make_engine()
    assert len(engine.examples()) == 3
    assert all(isinstance(engine.follow((), text), Answered) for text in engine.examples())
