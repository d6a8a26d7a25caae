from decimal import Decimal

import pytest
from answering import ROWS, make_engine, make_matcher, make_reader, make_store

from bot.answer.contest import NONE_OF_THEM, RULED_OUT, Contest, chances
from bot.answer.pick import SURE, of_asked_kind
from bot.answer.verify import Verifier
from bot.models import Answered, NotFound
from extract.models import Kind

MATCHER = make_matcher()
READER = make_reader()


def weighed(text):
    return Contest(READER.read(text), MATCHER).everywhere


def best(text):
    # Goals are parted from what is so before anything is picked.
    return of_asked_kind(READER.read(text), weighed(text))[0]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("tỷ lệ hồ sơ nộp trực tuyến", "tỷ lệ hồ sơ nộp trực tuyến"),
        ("bao nhiêu phần trăm hồ sơ nộp online", "tỷ lệ hồ sơ nộp trực tuyến"),
        ("bao nhiêu hồ sơ trễ hẹn", "số hồ sơ quá hạn"),
        ("tỷ lệ hồ sơ trễ hạn", "tỷ lệ hồ sơ quá hạn"),
        ("còn mấy phần trăm hộ nghèo", "tỷ lệ hộ nghèo"),
        ("còn bao nhiêu gia đình cận nghèo", "số hộ cận nghèo"),
        ("lập được mấy tổ công nghệ số", "số tổ công nghệ số cộng đồng"),
    ],
)
def test_finds_what_is_meant_in_other_words(text, indicator):
    assert best(text).entry.observation.indicator == indicator


def test_the_poor_are_not_the_nearly_poor():
    weights = {c.entry.observation.indicator: c.weight for c in weighed("tỷ lệ hộ cận nghèo")}
    assert weights["tỷ lệ hộ cận nghèo"] > 0
    assert weights["tỷ lệ hộ nghèo"] == RULED_OUT
    weights = {c.entry.observation.indicator: c.weight for c in weighed("tỷ lệ hộ nghèo")}
    assert weights["tỷ lệ hộ cận nghèo"] == RULED_OUT


@pytest.mark.parametrize(
    "text",
    [
        "tỷ lệ số hóa hồ sơ Cao Bằng",
        "tỷ lệ thủ tục hành chính cung cấp trực tuyến Cao Bằng",
        "số thư xin lỗi do trễ hẹn của Bắc Kạn là bao nhiêu",
    ],
)
def test_a_known_indicator_is_not_answered_with_one_that_lacks_its_words(text):
    assert all(c.weight == RULED_OUT for c in weighed(text))
    assert isinstance(make_engine().ask("1", text), NotFound)


@pytest.mark.parametrize(
    "text",
    [
        "tỷ lệ hồ sơ đã thu nhận của Bắc Kạn",
        "chỉ số hồ sơ trực tuyến Cao Bằng",
        "tỷ lệ hồ sơ mức độ 3 của Cao Bằng",
        "dân số Lào Cai",
    ],
)
def test_what_else_is_measured_gives_no_number(text):
    assert isinstance(make_engine().ask("1", text), NotFound)


def test_words_that_say_the_same_are_not_missing():
    text = "tỷ lệ hồ sơ thủ tục hành chính nộp qua mạng Cao Bằng"
    assert isinstance(make_engine().ask("1", text), Answered)


def test_an_amount_alone_does_not_stand_against_a_plan():
    engine = make_engine()
    assert isinstance(engine.ask("1", "thu ngân sách Lào Cai"), Answered)
    assert isinstance(engine.ask("2", "số tổ công nghệ số so với kế hoạch Thái Bình"), NotFound)


def test_a_tier_of_offices_is_not_the_whole_place():
    found = reversed(weighed("tỷ lệ hồ sơ nộp trực tuyến"))
    weights = {c.entry.observation.subject: c.weight for c in found}
    assert weights["cấp xã"] < weights[None] - 1
    found = reversed(weighed("tỷ lệ hồ sơ nộp trực tuyến cấp xã"))
    weights = {c.entry.observation.subject: c.weight for c in found}
    assert weights["cấp xã"] > weights[None]


def test_what_nobody_counts_so_is_never_meant():
    assert all(c.chance < SURE for c in weighed("có bao nhiêu vụ cháy"))


def test_candidates_come_weightiest_first_and_in_one_order():
    found = weighed("tỷ lệ hộ nghèo")
    keys = [(-c.weight, c.entry.stored.id) for c in found]
    assert len(keys) > 2
    assert keys == sorted(keys)


def test_what_shares_no_word_is_not_weighed():
    assert weighed("đỉnh núi lửa") == []


@pytest.mark.parametrize("text", ["độ sâu hồ nước ngọt Cao Bằng", "mực nước hồ Cao Bằng"])
def test_a_syllable_shared_by_chance_gives_no_number(text):
    assert isinstance(make_engine().ask("1", text), NotFound)


def test_chances_leave_a_rest_for_none_of_them():
    found = weighed("tỷ lệ hồ sơ nộp trực tuyến")
    shared = chances([[candidate] for candidate in found])
    assert 0 < sum(shared) < 1
    assert shared == sorted(shared, reverse=True)


def test_a_reading_is_no_likelier_for_being_told_often():
    [best, *_] = weighed("tỷ lệ hồ sơ nộp trực tuyến")
    assert chances([[best, best, best]]) == chances([[best]])


def test_other_weights_choose_otherwise():
    question = READER.read("tỷ lệ hồ sơ nộp trực tuyến")
    assert {c.weight for c in Contest(question, MATCHER, {NONE_OF_THEM: 3.0}).everywhere} <= {
        -3.0,
        RULED_OUT,
    }


def test_every_number_can_be_read_again():
    observations, _, texts = make_store()
    verifier = Verifier(texts.__getitem__)
    assert all(verifier.verified(stored) for stored in observations)


def test_a_number_the_article_does_not_say_cannot_be_read_again():
    name, sentence, written, fields = ROWS[0]
    observations, _, texts = make_store(((name, sentence, written, {**fields, "value": "36.5"}),))
    assert Verifier(texts.__getitem__).verified(observations[0]) is None


def test_another_number_of_the_sentence_is_not_the_number_cited():
    name, sentence, written, fields = ROWS[0]
    observations, _, texts = make_store(((name, sentence, written, {**fields, "value": "40"}),))
    assert Verifier(texts.__getitem__).verified(observations[0]) is None


def test_a_changed_article_gives_no_number():
    observations, _, texts = make_store()
    changed = {name: f" {text}" for name, text in texts.items()}
    assert Verifier(changed.__getitem__).verified(observations[0]) is None


def test_a_baseline_the_article_does_not_say_is_left_out():
    name, sentence, written, fields = ROWS[0]
    silent = sentence.replace(", trong khi bình quân cả nước là 40%", "")
    observations, _, texts = make_store(((name, silent, written, fields),))
    verified = Verifier(texts.__getitem__).verified(observations[0])
    assert verified is not None
    assert verified.observation.baselines == ()


def test_reads_a_cell_by_the_heading_of_its_table():
    text = "Chỉ tiêu\tTỷ đồng\tThu ngân sách\t23.600"
    row = ("x24.txt", text, "23.600", {"value": "23600000000000", "unit": "đồng"})
    observations, _, texts = make_store((row,))
    verified = Verifier(texts.__getitem__).verified(observations[0])
    assert verified is not None
    assert verified.observation.value == Decimal("23600000000000")


def answered_with_goal(indicator):
    rows = (
        (
            "x24.txt",
            "Tỷ lệ hồ sơ trực tuyến của Cao Bằng là 35%.",
            "35%",
            {"indicator": "tỷ lệ hồ sơ trực tuyến", "place": "Cao Bằng", "period": "2024"},
        ),
        (
            "y24.txt",
            f"Cao Bằng phấn đấu {indicator} đạt 60%.",
            "60%",
            {"indicator": indicator, "place": "Cao Bằng", "period": "2024", "kind": Kind.TARGET},
        ),
    )
    [figure] = make_engine(rows).ask("chat", "tỷ lệ hồ sơ trực tuyến Cao Bằng").figures
    return figure


def test_a_goal_of_another_entry_of_the_catalogue_is_not_shown_beside():
    assert answered_with_goal("tỷ lệ hồ sơ trực tuyến toàn trình").target is None


def test_a_goal_worded_otherwise_is_shown_beside():
    assert answered_with_goal("hồ sơ nộp qua mạng").target.observation.value == 60
