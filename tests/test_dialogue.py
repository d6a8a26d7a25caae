from decimal import Decimal

import pytest
from answering import ROWS, FixedSearcher, make_engine

from bot.models import Answered, Asked, Clarify, Help, NotFound, Passages
from extract.models import Kind

TOURISTS = "số lượt khách du lịch"
MORE = (
    *ROWS,
    (
        "hg24.txt",
        "Toàn tỉnh Hà Giang có tỷ lệ hộ nghèo 33,5%.",
        "33,5%",
        {"indicator": "tỷ lệ hộ nghèo", "place": "Hà Giang"},
    ),
    (
        "lc24.txt",
        "Quý III/2024, Lào Cai đón 2.100 lượt khách du lịch.",
        "2.100 lượt",
        {
            "indicator": TOURISTS,
            "place": "Lào Cai",
            "value": "2100",
            "unit": "lượt",
            "period": "2024-Q3",
        },
    ),
    (
        "lc24.txt",
        "Quý II/2024, Lào Cai đón 1.900 lượt khách du lịch.",
        "1.900 lượt",
        {
            "indicator": TOURISTS,
            "place": "Lào Cai",
            "value": "1900",
            "unit": "lượt",
            "period": "2024-Q2",
        },
    ),
    (
        "lc24.txt",
        "Quý III/2023, Lào Cai đón 1.500 lượt khách du lịch.",
        "1.500 lượt",
        {
            "indicator": TOURISTS,
            "place": "Lào Cai",
            "value": "1500",
            "unit": "lượt",
            "period": "2023-Q3",
        },
    ),
    (
        "lc24.txt",
        "Cả năm 2023, Lào Cai đón 7.400 lượt khách du lịch.",
        "7.400 lượt",
        {
            "indicator": TOURISTS,
            "place": "Lào Cai",
            "value": "7400",
            "unit": "lượt",
            "period": "2023",
        },
    ),
    (
        "lc24.txt",
        "Năm 2025, Lào Cai phấn đấu đón 9.000 lượt khách du lịch.",
        "9.000 lượt",
        {
            "indicator": TOURISTS,
            "place": "Lào Cai",
            "value": "9000",
            "unit": "lượt",
            "period": "2025",
            "kind": Kind.TARGET,
        },
    ),
    (
        "bo24.txt",
        "Bộ Xây dựng có 71% hồ sơ nộp trực tuyến.",
        "71%",
        {
            "indicator": "tỷ lệ hồ sơ nộp trực tuyến",
            "place": "Việt Nam",
            "subject": "Bộ Xây dựng",
        },
    ),
    (
        "bo24.txt",
        "Bộ Tư pháp có 83% hồ sơ nộp trực tuyến.",
        "83%",
        {
            "indicator": "tỷ lệ hồ sơ nộp trực tuyến",
            "place": "Việt Nam",
            "subject": "Bộ Tư pháp",
        },
    ),
)


def talk(*turns, rows=ROWS, searcher=None):
    engine = make_engine(rows, searcher)
    answers = [engine.ask("chat", turn) for turn in turns]
    return answers[-1]


def values(answer):
    assert isinstance(answer, Answered), answer
    return [figure.stored.observation.value for figure in answer.figures]


ONLINE = "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng"


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        ((ONLINE, "còn Bắc Kạn?"), "48"),
        ((ONLINE, "Bắc Kạn thì sao"), "48"),
        ((ONLINE, "con bac kan"), "48"),
        ((ONLINE, "năm 2023?"), "21"),
        ((ONLINE, "năm trước?"), "21"),
        ((ONLINE, "cấp xã?"), "12"),
        ((ONLINE, "riêng cấp xã thì sao"), "12"),
        ((ONLINE, "mục tiêu là bao nhiêu"), "60"),
        ((ONLINE, "chỉ tiêu?"), "60"),
        ((ONLINE, "so với cả nước thì sao?"), "35.5"),
        (("tỷ lệ hộ cận nghèo Hà Giang", "bao nhiêu hộ?"), "6400"),
        (("tỷ lệ hồ sơ nộp trực tuyến Bắc Kạn", "thế hồ sơ quá hạn bao nhiêu phần trăm?"), "3.1"),
        (("tỷ lệ hồ sơ nộp trực tuyến Bắc Kạn", "ở đó còn bao nhiêu hồ sơ trễ hạn?"), "1250"),
        (("số tổ công nghệ số cộng đồng Thái Bình", "cả nước thì sao?"), "76000"),
        ((ONLINE, "còn Cà Mau?", "Bắc Kạn?"), "48"),
    ],
)
def test_takes_over_what_is_not_said_anew(turns, value):
    assert values(talk(*turns))[0] == Decimal(value)


def test_says_what_was_taken_over():
    answer = talk(ONLINE, "năm 2023?")
    assert "Cao Bằng" in answer.carried


def test_a_complete_question_starts_afresh():
    answer = talk(
        "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng năm 2023", "hồ sơ trực tuyến Bắc Kạn bao nhiêu %"
    )
    assert values(answer) == [Decimal(48)]
    assert answer.carried == ()


def test_a_place_without_the_indicator_is_refused_in_a_dialogue_too():
    assert isinstance(talk(ONLINE, "còn Cà Mau?"), NotFound)


@pytest.mark.parametrize("text", ["nguồn?", "nguồn ở đâu", "lấy ở đâu ra vậy"])
def test_the_source_of_the_last_number_is_shown_again(text):
    answer = talk(ONLINE, text)
    assert values(answer) == [Decimal("35.5")]
    assert answer.asked is Asked.SOURCE


def test_a_source_without_a_question_before_it_is_not_found():
    assert isinstance(talk("nguồn?"), NotFound)


@pytest.mark.parametrize("text", ["2", "số 2", "cái thứ hai", "cai thu 2", "chọn 2"])
def test_a_choice_is_picked_by_its_number(text):
    engine = make_engine()
    offered = engine.ask("chat", "tỷ lệ hồ sơ nộp trực tuyến")
    assert isinstance(offered, Clarify)
    answer = engine.ask("chat", text)
    assert values(answer) == values(make_engine().ask("chat", offered.choices[1].question))


def test_a_choice_is_picked_by_its_label():
    assert values(talk("tỷ lệ hồ sơ nộp trực tuyến", "Bắc Kạn")) == [Decimal(48)]


def test_a_number_beyond_the_choices_picks_none():
    assert not isinstance(talk("tỷ lệ hồ sơ nộp trực tuyến", "9"), Answered)


def test_a_number_without_choices_is_no_choice():
    assert not isinstance(talk("2"), Answered)


POOR, VISITS = "tỷ lệ hộ nghèo Đồng Văn", "lượt khách du lịch Lào Cai quý III/2024"
MINISTRY = "tỷ lệ hồ sơ nộp trực tuyến Bộ Xây dựng"


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        ((POOR, "toàn tỉnh?"), "33.5"),
        ((POOR, "còn Bắc Mê?", "cả tỉnh thì sao"), "33.5"),
        ((POOR, "của tỉnh là bao nhiêu"), "33.5"),
        ((ONLINE, "cấp xã?", "toàn tỉnh?"), "35.5"),
        ((ONLINE, "cấp xã?", "tính chung?"), "35.5"),
        ((MINISTRY, "còn Bộ Tư pháp?"), "83"),
        ((MINISTRY, "còn Bộ Tư pháp?", "thế Bộ Xây dựng?"), "71"),
        ((VISITS, "quý trước?"), "1900"),
        ((VISITS, "cùng kỳ?"), "1500"),
        ((VISITS, "cùng kỳ năm ngoái?"), "1500"),
        ((VISITS, "cung ky nam truoc thi sao"), "1500"),
        ((VISITS, "năm ngoái?"), "7400"),
        ((VISITS, "quý II?"), "1900"),
        ((VISITS, "kế hoạch năm 2025?"), "9000"),
        ((VISITS, "mục tiêu năm sau?"), "9000"),
        ((VISITS, "mục tiêu năm sau?", "thực tế được bao nhiêu?"), "2100"),
        ((ONLINE, "mục tiêu?", "thực tế được bao nhiêu?"), "35.5"),
        ((ONLINE, "năm 2023?", "năm sau?"), "35.5"),
        ((ONLINE, "năm ngoái?"), "21"),
        ((ONLINE, "xin chào", "năm 2023?"), "21"),
        ((ONLINE, "còn Cà Mau?", "còn Bắc Kạn?"), "48"),
        ((ONLINE, "thu ngân sách Lào Cai", "còn tỷ lệ hộ nghèo Bắc Mê?"), "29.8"),
        ((POOR, "huyện nào thấp nhất?"), "18"),
        ((POOR, "huyện nào thấp nhất?", "cao nhất?"), "41.2"),
        ((POOR, "huyện nào thấp nhất?", "huyện đó tỷ lệ bao nhiêu?"), "18"),
    ],
)
def test_goes_on_in_a_few_words(turns, value):
    assert values(talk(*turns, rows=MORE))[0] == Decimal(value)


@pytest.mark.parametrize("text", ["so với Bắc Kạn?", "so với Bắc Kạn thì sao", "thấp hơn Bắc Kạn?"])
def test_the_last_place_is_held_against_another(text):
    assert sorted(values(talk(ONLINE, text))) == [Decimal("35.5"), Decimal(48)]


def test_words_that_no_answer_speaks_of_do_not_get_the_last_number_again():
    for text in ("riêng nữ?", "thế người cao tuổi?", "còn vốn nước ngoài?"):
        assert not isinstance(talk(ONLINE, text), Answered), text


def test_a_goal_for_one_place_is_not_followed_by_what_is_so_in_another():
    assert isinstance(talk(ONLINE, "mục tiêu?", "còn Bắc Kạn?"), NotFound)


def test_a_year_before_is_refused_where_nobody_told_it():
    answer = talk(ONLINE, "năm ngoái?", "năm trước đó nữa?")
    assert isinstance(answer, NotFound)
    assert answer.missing == "năm 2022"


@pytest.mark.parametrize("text", ["cả hai", "ca 2", "tất cả", "1 và 2", "2, 1"])
def test_several_choices_are_answered_together(text):
    assert sorted(values(talk("tỷ lệ hồ sơ nộp trực tuyến", text))) == [
        Decimal("35.5"),
        Decimal(48),
    ]


@pytest.mark.parametrize("text", ["cái đầu", "ý tôi là Bắc Kạn", "của Bắc Kạn ấy", "Bắc Kạn nhé"])
def test_a_choice_is_picked_by_what_tells_it_from_the_others(text):
    answer = talk("tỷ lệ hồ sơ nộp trực tuyến", text)
    assert values(answer) == [Decimal(48)]
    assert answer.carried == ()


def test_refusals_and_choices_say_what_is_still_asked_about():
    refused = talk(ONLINE, "còn Cà Mau?")
    assert isinstance(refused, NotFound)
    assert refused.carried == ("tỷ lệ hồ sơ nộp trực tuyến",)


def test_a_reason_is_looked_for_in_the_article_of_the_number():
    answer = talk(ONLINE, "vì sao?", searcher=FixedSearcher(0.9))
    assert isinstance(answer, Passages)
    assert {hit.passage.article for hit in answer.hits} == {"cb24.txt"}
    assert "tỷ lệ hồ sơ nộp trực tuyến" in answer.carried


def test_asks_for_the_reason_in_the_words_of_the_number():
    searcher = FixedSearcher(0.9)
    talk(ONLINE, "do đâu?", searcher=searcher)
    assert "hồ sơ nộp trực tuyến" in searcher.queries[-1]


def test_thanks_between_two_questions_change_nothing():
    assert isinstance(talk(ONLINE, "cảm ơn"), Help)
    assert values(talk(ONLINE, "cảm ơn", "còn Bắc Kạn?")) == [Decimal(48)]


def test_after_the_reason_the_talk_goes_on_about_the_number():
    answer = talk(ONLINE, "vì sao?", "năm 2023?", searcher=FixedSearcher(0.9))
    assert values(answer) == [Decimal(21)]


def test_a_part_named_alone_is_of_what_was_counted_before():
    pupils = "Quảng Nam có 84.907 trẻ mầm non, 146.250 học sinh tiểu học."
    fields = {"place": "Quảng Nam", "period": "2024"}
    rows = (
        (
            "qn24.txt",
            "Quảng Nam có 742 trường mầm non.",
            "742 trường",
            {"indicator": "số trường mầm non", "value": "742", "unit": "trường", **fields},
        ),
        (
            "qn24.txt",
            pupils,
            "84.907",
            {
                "indicator": "số trẻ em, học sinh",
                "subject": "mầm non",
                "value": "84907",
                "unit": "học sinh",
                **fields,
            },
        ),
        (
            "qn24.txt",
            pupils,
            "146.250",
            {
                "indicator": "số học sinh",
                "subject": "tiểu học",
                "value": "146250",
                "unit": "học sinh",
                **fields,
            },
        ),
    )
    engine = make_engine(rows)
    engine.ask("chat", "Quảng Nam có bao nhiêu học sinh tiểu học")
    answer = engine.ask("chat", "mầm non?")
    assert isinstance(answer, Answered)
    assert answer.figures[0].stored.observation.value == Decimal(84907)
