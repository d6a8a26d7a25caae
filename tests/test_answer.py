from decimal import Decimal

import pytest
from answering import FixedSearcher, make_engine

from bot.models import Answered, Asked, Clarify, NotFound, Passages, Reason

ENGINE = make_engine()


def ask(text, engine=ENGINE):
    return make_engine().ask("chat", text) if engine is ENGINE else engine.ask("chat", text)


def values(answer):
    assert isinstance(answer, Answered), answer
    return [figure.stored.observation.value for figure in answer.figures]


def labels(answer):
    assert isinstance(answer, Clarify), answer
    return [choice.label for choice in answer.choices]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tỷ lệ hồ sơ nộp trực tuyến Cao Bằng", "35.5"),
        ("cao bang ho so nop qua mang dat may phan tram", "35.5"),
        ("hồ sơ trực tuyến cấp xã Cao Bằng", "12"),
        ("Bắc Kạn còn bao nhiêu hồ sơ trễ hạn?", "1250"),
        ("tỷ lệ hồ sơ trễ hẹn Bắc Kạn", "3.1"),
        ("hộ nghèo huyện Đồng Văn còn mấy %", "41.2"),
        ("bình quân cả nước có bao nhiêu tổ công nghệ số cộng đồng", "76000"),
    ],
)
def test_gives_the_number_of_the_place_asked(text, value):
    assert values(ask(text))[0] == Decimal(value)


def test_the_newest_number_is_given_where_no_period_is_asked():
    assert values(ask("tỷ lệ hồ sơ nộp trực tuyến Cao Bằng")) == [Decimal("35.5")]


def test_the_period_asked_is_the_period_given():
    assert values(ask("tỷ lệ hồ sơ nộp trực tuyến Cao Bằng năm 2023")) == [Decimal(21)]


def test_a_period_nobody_wrote_of_is_said_to_be_missing_with_those_there_are():
    answer = ask("tỷ lệ hồ sơ nộp trực tuyến Cao Bằng năm 2015")
    assert isinstance(answer, NotFound)
    assert answer.reason is Reason.NO_PERIOD
    assert "2015" in answer.missing
    assert any("2023" in choice.label for choice in answer.nearest)


def test_another_places_number_is_never_given():
    answer = ask("tỷ lệ hồ sơ nộp trực tuyến Cà Mau")
    assert isinstance(answer, NotFound)
    assert (answer.reason, answer.missing) == (Reason.NO_PLACE, "Cà Mau")
    assert "Bắc Kạn" in [choice.label for choice in answer.nearest]


def test_another_indicators_number_is_never_given():
    answer = ask("tỷ lệ thanh toán trực tuyến Cao Bằng")
    assert isinstance(answer, NotFound)
    assert answer.reason is Reason.NO_INDICATOR


@pytest.mark.parametrize(
    "text",
    [
        "sản lượng tôm Cà Mau",
        "tỷ lệ che phủ rừng Hà Giang",
        "giá vàng hôm nay",
        "số bác sĩ Lào Cai",
    ],
)
def test_refuses_what_the_corpus_does_not_hold(text):
    assert isinstance(ask(text), NotFound)


def test_the_nearly_poor_are_never_given_for_the_poor():
    assert isinstance(ask("tỷ lệ hộ nghèo Hà Giang"), NotFound)
    assert values(ask("tỷ lệ hộ cận nghèo Hà Giang")) == [Decimal("7.7")]


def test_what_fits_far_better_elsewhere_is_not_meant_here():
    water, power = "tỷ lệ hộ dân dùng nước sạch", "tỷ lệ hộ dân dùng điện lưới"
    rows = (
        (
            "a24.txt",
            "Có 90% hộ dân dùng nước sạch.",
            "90%",
            {"indicator": water, "place": "Lai Châu"},
        ),
        (
            "b24.txt",
            "Có 80% hộ dân dùng điện lưới.",
            "80%",
            {"indicator": power, "place": "Sơn La"},
        ),
    )
    engine = make_engine(rows)
    assert values(ask("hộ dân dùng nước sạch Lai Châu", engine)) == [Decimal(90)]
    assert isinstance(ask("tỷ lệ hộ dân dùng nước sạch Sơn La", engine), NotFound)


def test_a_town_is_not_the_province_of_its_name():
    fields = {"indicator": "tỷ lệ hộ nghèo", "place": "Lai Châu", "province": "Lai Châu"}
    engine = make_engine((("a24.txt", "Thành phố còn 1,5% hộ nghèo.", "1,5%", fields),))
    assert values(ask("hộ nghèo thành phố Lai Châu bao nhiêu %", engine)) == [Decimal("1.5")]
    assert isinstance(ask("tỷ lệ hộ nghèo tỉnh Lai Châu", engine), NotFound)


def test_what_is_offered_instead_never_holds_a_number_of_the_store():
    for text in ("tỷ lệ hồ sơ nộp trực tuyến Cà Mau", "tỷ lệ che phủ rừng Cao Bằng"):
        answer = ask(text)
        assert isinstance(answer, NotFound)
        offered = " ".join(f"{c.label} {c.question}" for c in answer.nearest)
        assert not any(number in offered for number in ("35", "48", "12%", "60"))


def test_a_merged_province_is_offered_under_its_old_name():
    answer = ask("số tổ công nghệ số cộng đồng Hưng Yên")
    assert isinstance(answer, NotFound)
    assert answer.reason is Reason.NO_PLACE
    assert answer.nearest[0].label.startswith("Thái Bình")


def test_a_value_shows_its_target_beside_it():
    [figure] = ask("tỷ lệ hồ sơ nộp trực tuyến Cao Bằng").figures
    assert figure.target.observation.value == 60


def test_a_target_is_given_only_where_a_target_is_asked():
    answer = ask("chỉ tiêu hồ sơ trực tuyến của Cao Bằng")
    assert values(answer) == [Decimal(60)]
    assert answer.asked is Asked.TARGET


def test_the_baseline_of_the_source_comes_with_the_value():
    answer = ask("hồ sơ trực tuyến Cao Bằng so với cả nước")
    assert answer.asked is Asked.BASELINE
    assert answer.figures[0].stored.observation.baselines[0].value == 40


def test_a_change_asked_for_is_given_with_its_value():
    answer = ask("tỷ lệ hồ sơ quá hạn Bắc Kạn tăng hay giảm?")
    assert answer.asked is Asked.CHANGE
    assert answer.figures[0].stored.observation.change.value == Decimal("0.4")


def test_a_rank_is_given_only_where_the_source_says_one():
    answer = ask("Bắc Kạn đứng thứ mấy về hồ sơ trực tuyến?")
    assert answer.figures[0].stored.observation.rank.position == 7
    assert isinstance(ask("Cao Bằng đứng thứ mấy về hồ sơ trực tuyến?"), NotFound)


def test_articles_that_disagree_are_both_given_newest_first():
    answer = ask("thu ngân sách Lào Cai năm 2024")
    assert set(values(answer)) == {Decimal(9800000000000), Decimal(9950000000000)}
    assert [len(figure.conflicts) for figure in answer.figures] == [1, 1]


def test_places_are_compared_in_the_order_asked():
    answer = ask("so sánh tỷ lệ hồ sơ nộp trực tuyến Cao Bằng và Bắc Kạn")
    assert values(answer) == [Decimal("35.5"), Decimal(48)]
    assert (answer.asked, answer.difference) == (Asked.COMPARE, Decimal("-12.5"))


def test_the_higher_place_comes_first_where_the_higher_is_asked():
    answer = ask("Cao Bằng với Bắc Kạn nơi nào nộp hồ sơ trực tuyến cao hơn?")
    assert values(answer) == [Decimal(48), Decimal("35.5")]


def test_a_comparison_with_an_unknown_place_names_that_place():
    answer = ask("so sánh hồ sơ trực tuyến Cao Bằng và Cà Mau")
    assert isinstance(answer, NotFound)
    assert answer.missing == "Cà Mau"


def test_districts_are_ranked_within_their_province():
    assert values(ask("huyện nào của Hà Giang nghèo nhất, tỷ lệ hộ nghèo cao nhất")) == [
        Decimal("41.2")
    ]
    assert values(ask("huyện nào của Hà Giang có tỷ lệ hộ nghèo thấp nhất")) == [Decimal(18)]
    answer = ask("2 huyện nào của Hà Giang có tỷ lệ hộ nghèo cao nhất")
    assert values(answer) == [Decimal("41.2"), Decimal("29.8")]


def test_a_course_goes_from_the_oldest_to_the_newest():
    answer = ask("tỷ lệ hồ sơ nộp trực tuyến Cao Bằng qua các năm")
    assert values(answer) == [Decimal(21), Decimal("35.5")]


def test_two_things_asked_in_one_breath_are_both_answered():
    answer = ask("Hà Giang còn mấy hộ cận nghèo, chiếm bao nhiêu phần trăm?")
    assert values(answer) == [Decimal(6400), Decimal("7.7")]


def test_a_bare_place_offers_its_indicators():
    assert any("cận nghèo" in label for label in labels(ask("Hà Giang")))


def test_an_indicator_of_several_places_offers_the_places():
    assert {"Cao Bằng", "Bắc Kạn"} <= set(labels(ask("tỷ lệ hồ sơ nộp trực tuyến")))


def test_an_indicator_of_one_place_is_answered_without_asking_back():
    assert values(ask("số hồ sơ quá hạn")) == [Decimal(1250)]


@pytest.mark.parametrize(
    "text", ["Hà Giang", "tỷ lệ hồ sơ nộp trực tuyến", "tỷ lệ hộ nghèo bao nhiêu"]
)
def test_every_choice_leads_to_an_answer(text):
    answer = ask(text)
    assert isinstance(answer, Clarify)
    for choice in answer.choices:
        assert isinstance(ask(choice.question), Answered), choice


def test_a_question_for_words_gets_passages_that_cover_it():
    searcher = FixedSearcher(0.9, 0.8, 0.2)
    answer = make_engine(searcher=searcher).ask("c", "vì sao hồ sơ quá hạn ở Cao Bằng còn nhiều?")
    assert isinstance(answer, Passages)
    assert [hit.coverage for hit in answer.hits] == [0.9, 0.8]


def test_a_question_for_words_that_no_passage_covers_is_refused():
    answer = make_engine(searcher=FixedSearcher(0.1)).ask("c", "ai chủ trì cuộc họp ở Cao Bằng?")
    assert isinstance(answer, NotFound)
    assert answer.reason is Reason.LOW_CONFIDENCE


def test_a_number_needs_no_searcher():
    searcher = FixedSearcher(1.0)
    make_engine(searcher=searcher).ask("c", "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng")
    assert searcher.queries == []


@pytest.mark.parametrize("text", ["còn gì?", "vì sao?", "ai?"])
def test_a_question_with_hardly_a_word_gets_no_passages(text):
    answer = make_engine(searcher=FixedSearcher(1.0)).ask("c", text)
    assert not isinstance(answer, Passages | Answered)
