from decimal import Decimal

import pytest
from answering import ROWS, make_engine, make_matcher, make_reader, make_store

from bot.answer.verify import Verifier
from extract.models import Kind

MATCHER = make_matcher()
READER = make_reader()


def best(text):
    return MATCHER.candidates(READER.read(text).wanted)[0]


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
    wanted = READER.read("tỷ lệ hộ cận nghèo").wanted
    scores = {c.entry.observation.indicator: c.score for c in MATCHER.candidates(wanted)}
    assert scores["tỷ lệ hộ cận nghèo"] > 1.5 * scores["tỷ lệ hộ nghèo"]


def test_a_tier_of_offices_is_not_the_whole_place():
    scored = MATCHER.candidates(READER.read("tỷ lệ hồ sơ nộp trực tuyến").wanted)
    scores = {c.entry.observation.subject: c.score for c in reversed(scored)}
    assert scores["cấp xã"] < 0.7 * scores[None]


def test_what_nobody_counts_so_is_no_candidate():
    assert MATCHER.candidates(READER.read("có bao nhiêu vụ cháy").wanted) == []


def test_candidates_come_best_first_and_in_one_order():
    scored = MATCHER.candidates(READER.read("tỷ lệ hộ nghèo").wanted)
    keys = [(-c.score, c.entry.stored.id) for c in scored]
    assert keys == sorted(keys)
    assert all(0 < c.score <= 1 for c in scored)


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
