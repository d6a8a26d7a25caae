"""What a number is held against: the goal and the mean that the articles give beside it."""

from decimal import Decimal

from answering import ONLINE, make_engine

from bot.models import Answered, NotFound
from extract.models import Baseline, BaselineKind, Kind

HOMES = "Năm 2024, Hà Giang được giao 5.200 căn, chín tháng bàn giao 3.100 căn nhà ở xã hội."
SCORE = "Lào Cai đạt 28,4 điểm chỉ số thương mại điện tử, trên mức trung bình 23,1 điểm."
RIVAL = Baseline(BaselineKind.OTHER, "kém xa Hà Nội", Decimal("84.3"), "điểm")
PAID = "tỷ lệ thanh toán trực tuyến"


def row(file, sentence, written, place, indicator, **fields):
    return (file, sentence, written, {"place": place, "indicator": indicator} | fields)


def homes():
    goal = Baseline(BaselineKind.OTHER, "kế hoạch", Decimal(5200), "căn")
    plan = {"kind": Kind.TARGET, "period": "2024", "value": Decimal(5200)}
    done = {"period": "2024-01/2024-09", "value": Decimal(3100)}
    return (
        row("a24.txt", HOMES, "5.200", "Hà Giang", "mức phân bổ", unit="căn", **plan),
        row(
            "a24.txt",
            HOMES,
            "3.100",
            "Hà Giang",
            "số căn nhà ở xã hội bàn giao",
            unit="căn",
            baselines=(goal,),
            **done,
        ),
    )


def ask(rows, text):
    return make_engine(rows).ask("chat", text)


def test_what_the_article_holds_a_value_against_is_its_goal_whatever_it_is_called():
    answer = ask(homes(), "Hà Giang bàn giao bao nhiêu căn nhà ở xã hội?")
    assert answer.figures[0].target.observation.value == Decimal(5200)


def test_a_goal_of_another_thing_is_never_put_beside_a_value():
    rows = (
        row("a24.txt", "Hà Giang có 44% hồ sơ nộp trực tuyến.", "44%", "Hà Giang", ONLINE),
        row(
            "a24.txt",
            "Hà Giang phấn đấu 95% dân số có bảo hiểm y tế.",
            "95%",
            "Hà Giang",
            "tỷ lệ bao phủ bảo hiểm y tế",
            kind=Kind.TARGET,
        ),
    )
    answer = ask(rows, "tỷ lệ hồ sơ nộp trực tuyến của Hà Giang là bao nhiêu?")
    assert answer.figures[0].target is None


def test_whether_a_goal_is_reached_is_asked_of_what_has_one():
    goal = Baseline(BaselineKind.OTHER, "chỉ tiêu", Decimal(70), "%")
    done = "Hà Giang có 58,6% thanh toán trực tuyến, chỉ tiêu 70%."
    rows = (
        row("a24.txt", done, "58,6%", "Hà Giang", PAID, baselines=(goal,)),
        row("a24.txt", done, "70%", "Hà Giang", PAID, kind=Kind.TARGET),
        row("b25.txt", "Hà Giang có 63% thanh toán trực tuyến.", "63%", "Hà Giang", PAID),
    )
    answer = ask(rows, "Hà Giang thanh toán trực tuyến đã đạt yêu cầu chưa hay còn thiếu?")
    assert answer.figures[0].stored.observation.value == Decimal("58.6")
    assert answer.reached.done is False


def test_the_mean_of_the_country_in_the_same_sentence_stands_beside_the_number():
    index = "chỉ số thương mại điện tử"
    rows = (
        row("a24.txt", SCORE, "28,4", "Lào Cai", index, unit="điểm", baselines=(RIVAL,)),
        row("a24.txt", SCORE, "23,1", "Việt Nam", "mức trung bình", unit="điểm"),
    )
    answer = ask(rows, "chỉ số thương mại điện tử Lào Cai có hơn mặt bằng các tỉnh không?")
    first = answer.figures[0].stored.observation.baselines[0]
    assert (first.kind, first.value) == (BaselineKind.NATIONAL, Decimal("23.1"))


def test_words_for_a_plan_mean_the_goal_or_what_was_done_whichever_there_is():
    planned = row(
        "a24.txt", "Hà Giang đặt 95% giải ngân.", "95%", "Hà Giang", PAID, kind=Kind.TARGET
    )
    done = row("b24.txt", "Lào Cai có 61% thanh toán trực tuyến.", "61%", "Lào Cai", PAID)
    question = "{} dự kiến thanh toán trực tuyến bao nhiêu phần trăm?"
    for place, value in (("Hà Giang", 95), ("Lào Cai", 61)):
        answer = ask((planned, done), question.format(place))
        assert isinstance(answer, Answered)
        assert answer.figures[0].stored.observation.value == Decimal(value)


def test_who_asks_for_a_goal_is_never_given_what_was_done():
    done = row("b24.txt", "Lào Cai có 61% thanh toán trực tuyến.", "61%", "Lào Cai", PAID)
    answer = ask((done,), "Lào Cai phải đạt bao nhiêu phần trăm thanh toán trực tuyến?")
    assert isinstance(answer, NotFound)
    assert answer.nearest


def test_a_year_to_compare_with_is_asked_of_what_is_compared_with_it():
    told = "Hà Giang có 3.452 ca sốt xuất huyết, năm 2021 là 2.236 ca."
    week = "Tuần qua Hà Giang có 187 ca sốt xuất huyết, năm 2023 là 240 ca."
    fevers = {"indicator": "số ca sốt xuất huyết", "unit": "ca", "place": "Hà Giang"}
    before = Baseline(BaselineKind.PREVIOUS, "năm 2021", Decimal(2236), "ca", period="2021")
    other = Baseline(BaselineKind.PREVIOUS, "năm 2023", Decimal(240), "ca", period="2023")
    weekly = {"value": Decimal(187), "period": "2025-01", "baselines": (other,)}
    yearly = {"value": Decimal(3452), "period": "2024", "baselines": (before,)}
    rows = (
        ("a24.txt", told, "3.452", fevers | yearly),
        ("b25.txt", week, "187", fevers | weekly),
    )
    answer = ask(rows, "sốt xuất huyết ở Hà Giang nhiều hơn năm 2021 bao nhiêu?")
    assert answer.figures[0].stored.observation.value == Decimal(3452)
