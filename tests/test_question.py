from datetime import date

import pytest
from answering import make_reader
from goldfile import absent, cases, load

from bot.models import Asked
from bot.question.asked import RULES
from bot.question.measure import Measure, Scale, find_measures, measure_of
from bot.question.smalltalk import read_smalltalk
from bot.question.when import EXACT, INSIDE, NONE, SAME_END, agreement
from extract.models import Grain, Period

READER = make_reader()


def year(number):
    return Period(date(number, 1, 1), date(number, 12, 31), Grain.YEAR)


@pytest.mark.parametrize(("text", "case"), cases("question.toml"))
def test_reads_what_is_asked(text, case):
    question = READER.read(text)
    assert [str(asked) for asked in question.asked] == case["asked"]
    assert (question.unit, question.top) == (case.get("unit"), case.get("top", 1))


@pytest.mark.parametrize("text", absent("question.toml"))
def test_a_plain_question_asks_only_for_the_value(text):
    assert READER.read(text).asked == ()


def test_every_rule_has_a_gold_case():
    own = {"ranking", "target", "text"}
    assert {case["rule"] for case in load("question.toml")["case"]} == {r.name for r in RULES} | own


@pytest.mark.parametrize(
    "text",
    [
        "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng",
        "ty le ho so nop truc tuyen cao bang",
        "TỶ LỆ HỒ SƠ NỘP TRỰC TUYẾN CAO BẰNG",
        "tỉ lệ hồ sơ nộp trưc tuyến cao bang",
        "tỷ lệ hs nộp trực tuyến của Cao Bằng",
        "Cao Bằng: tỷ lệ hồ sơ nộp trực tuyến?",
    ],
)
def test_spelling_does_not_change_what_is_read(text):
    question = READER.read(text)
    assert [place.words for place in question.places] == ["Cao Bằng"]
    assert {"hồ_sơ", "nộp", "trực_tuyến"} <= set(question.wanted.terms)
    assert question.wanted.measures == (Measure(Scale.PERCENT),)


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("ho so qua han", "hồ sơ quá hạn"),
        ("tổ công nghẹ số cộng đồng", "tổ công nghệ số cộng đồng"),
        ("hộ cận ngèo", "hộ cận nghèo"),
        ("thu ngân sáhc", "thu ngân sách"),
    ],
)
def test_restores_marks_and_repairs_slips(typed, restored):
    assert READER.read(typed).wanted.words == restored


def test_a_well_formed_word_of_its_own_is_no_slip():
    assert "bảy" in READER.read("ngày thứ bảy ở Cao Bằng").wanted.words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hộ nghèo Đồng Văn", ["Đồng Văn"]),
        ("hồ sơ trực tuyến cao bằg", ["Cao Bằng"]),
        ("hộ nghèo huyện bac me, ha giang", ["Bắc Mê"]),
        ("Hà Giang: hộ nghèo huyện Bắc Mê", ["Bắc Mê"]),
        ("so sánh hộ nghèo Bắc Mê với Hà Giang", ["Bắc Mê", "Hà Giang"]),
        ("cao tốc Cao Bằng - Lào Cai - Hà Giang dài bao nhiêu", []),
        ("hồ sơ trực tuyến cấp xã Cao Bằng", ["Cao Bằng"]),
        ("nam 2022 long an phan dau bao nhieu ho so truc tuyen", ["Long An"]),
        ("thang 6/2024 dien bien con bao nhieu ho ngheo", ["Điện Biên"]),
        ("tai nạn giao thông", []),
    ],
)
def test_reads_the_places(text, names):
    assert [place.words for place in READER.read(text).places] == names


@pytest.mark.parametrize("text", ["so ho ngheo cap huyen ha giang", "hồ sơ trễ cap xa, Hà Giang"])
def test_a_tier_before_a_place_is_no_part_of_its_name(text):
    question = READER.read(text)
    assert [place.words for place in question.places] == ["Hà Giang"]
    assert "cấp huyện" in question.wanted.words or "cấp xã" in question.wanted.words


def test_a_commune_nobody_knows_stays_a_place():
    [place] = READER.read("hộ nghèo xã Mường Xyz").places
    assert not place.fits("Đồng Văn", "Hà Giang")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("cả nước có bao nhiêu tổ công nghệ số cộng đồng", True),
        ("bình quân toàn quốc về hồ sơ trực tuyến", True),
        ("hồ sơ trực tuyến Cao Bằng so với cả nước", False),
        ("tỉnh nào đứng đầu cả nước về hồ sơ trực tuyến", False),
        ("hồ sơ trên Cổng Dịch vụ công quốc gia", False),
    ],
)
def test_tells_the_country_asked_about_from_a_yardstick(text, whole):
    assert READER.read(text).whole_country is whole


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("hồ sơ trực tuyến Cao Bằng năm 2023", year(2023)),
        ("PCI 2023 Lào Cai", year(2023)),
        ("xuất khẩu Lào Cai 8T/2024", Period(date(2024, 1, 1), date(2024, 8, 31), Grain.INTERVAL)),
        ("xuất khẩu T3/2024", Period(date(2024, 3, 1), date(2024, 3, 31), Grain.MONTH)),
        ("thu ngân sách năm ngoái", None),
        ("hồ sơ trực tuyến hiện nay", None),
        ("hồ sơ quá hạn so với năm trước", None),
    ],
)
def test_reads_the_period(text, period):
    assert READER.read(text).periods == ((period,) if period else ())


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("được bao nhiêu phần trăm hồ sơ", [Measure(Scale.PERCENT)]),
        ("thu được mấy tỷ", [Measure(Scale.MONEY)]),
        ("xuất khẩu bao nhiêu triệu đô", [Measure(Scale.MONEY, "usd")]),
        ("được mấy điểm", [Measure(Scale.POINTS)]),
        ("còn bao nhiêu gia đình", [Measure(Scale.COUNT, "hộ")]),
        ("có bao nhiêu triệu người", [Measure(Scale.COUNT, "người")]),
        ("còn mấy hộ, chiếm bao nhiêu %", [Measure(Scale.COUNT, "hộ"), Measure(Scale.PERCENT)]),
        ("tỷ lệ hộ nghèo", [Measure(Scale.PERCENT)]),
        ("hộ nghèo thế nào", []),
    ],
)
def test_reads_what_is_counted(text, measures):
    assert list(find_measures(text)) == measures


def test_no_count_is_ever_answered_with_a_rate():
    asked = Measure(Scale.COUNT, "hồ sơ")
    assert asked.fits(measure_of("hồ sơ"), "số hồ sơ", {"hồ"}) == 1
    assert asked.fits(measure_of("%"), "tỷ lệ hồ sơ", {"hồ"}) == 0


def test_asks_two_things_in_one_breath():
    parts = READER.read("Hà Giang còn mấy hộ cận nghèo, chiếm bao nhiêu %?").parts
    assert [part.wordings[0].measures[0].scale for part in parts] == [Scale.COUNT, Scale.PERCENT]


@pytest.mark.parametrize(
    ("asked", "label", "expected"),
    [
        (year(2023), "2023", EXACT),
        (year(2023), "2023-Q1", INSIDE),
        (year(2023), "2022", NONE),
        (year(2022), "2016/2021", NONE),
        (Period(date(2024, 1, 1), date(2024, 6, 30), Grain.INTERVAL), "2024-06", SAME_END),
        (Period(date(2024, 3, 1), date(2024, 3, 31), Grain.MONTH), "2024", NONE),
        (Period(date(2021, 12, 31), date(2021, 12, 31), Grain.YEAR), "2021", SAME_END),
        (year(2023), None, NONE),
    ],
)
def test_periods_agree_only_where_one_answers_the_other(asked, label, expected):
    assert agreement(asked, label) == expected


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("xin chào", "greeting"),
        ("chao em", "greeting"),
        ("cảm ơn bạn nhiều nhé", "thanks"),
        ("bạn là ai?", "about"),
        ("bot làm được những gì", "about"),
        ("chào mừng bao nhiêu đoàn khách", None),
        ("tỷ lệ hộ nghèo Hà Giang", None),
        ("", None),
    ],
)
def test_tells_small_talk_from_questions(text, topic):
    assert read_smalltalk(text) == topic


@pytest.mark.parametrize(
    "text", ["", "???", "…!", "😀😀", "\x00\x00", "a" * 2000, "%" * 500, "( [ * \\"]
)
def test_reads_anything_without_complaint(text):
    question = READER.read(text)
    assert question.places == ()
    assert Asked.TEXT not in question.asked
