import time
from pathlib import Path

import pytest

from bot.card.links import article_key
from bot.card.models import Card, RichText, Verb
from bot.worker.desk import open_desk
from bot.worker.messages import (
    Ask,
    CheckArticle,
    Checked,
    FindInline,
    GiveExamples,
    GiveState,
    Refused,
    ShowChart,
    ShowFigure,
    ShowList,
    ShowPassage,
)
from index.build import reindex

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DONG_THAP = "001_f68ccb671bf580ed.txt"
QUESTION = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"
ARTICLE = """Tỉnh Cà Mau đẩy mạnh nộp hồ sơ qua mạng

20/08/2024 - 10:24

Tỷ lệ hồ sơ trực tuyến của tỉnh Cà Mau đạt 17%.

Tỷ lệ hộ nghèo của tỉnh Cà Mau là 3,14%.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    reindex(data, [SEEDS])
    desk = open_desk(data, 1, "hoiso_bot")
    desk.warm()
    return desk


def actions(card):
    return [button.action for row in card.rows for button in row if button.action is not None]


def action(card, verb):
    return next(each for each in actions(card) if each.verb is verb)


def test_tells_an_answer_with_its_status(desk):
    told = desk.meet(Ask((), QUESTION))
    assert (told.status, told.reason, told.generation) == ("answered", None, 1)
    assert "17%" in told.card.parts[0].text
    assert told.remembered


def test_draws_the_figures_that_a_button_names(desk):
    told = desk.meet(Ask((), "so sánh tỷ lệ hồ sơ trực tuyến Đồng Tháp và Hải Dương"))
    asked, among, *rest = action(told.card, Verb.CHART).args
    figures = tuple(zip(rest[::3], map(int, rest[1::3]), rest[2::3], strict=True))
    card = desk.meet(ShowChart(asked, int(among), figures))
    assert card.photo.startswith(b"\x89PNG")
    assert "đơn vị: %" in card.parts[0].text.lower()


def test_draws_nothing_where_one_of_the_figures_is_gone(desk):
    told = desk.meet(Ask((), "so sánh tỷ lệ hồ sơ trực tuyến Đồng Tháp và Hải Dương"))
    _, _, *rest = action(told.card, Verb.CHART).args
    known = (rest[0], int(rest[1]), rest[2])
    assert desk.meet(ShowChart("compare", 0, (known, (DONG_THAP, 1, "khác")))) is None
    assert desk.meet(ShowChart("compare", 0, (known,))) is None


def test_tells_what_is_missing(desk):
    told = desk.meet(Ask((), "tỷ lệ hộ nghèo Cà Mau"))
    assert (told.status, told.reason) == ("not_found", "no_indicator")


def test_small_talk_lends_nothing_to_the_next_question(desk):
    assert not desk.meet(Ask((), "xin chào")).remembered


def test_an_answer_goes_on_from_the_turns_before(desk):
    told = desk.meet(Ask((QUESTION, "xin chào"), "mục tiêu là bao nhiêu?"))
    assert "50%" in told.card.parts[0].text


def test_shows_the_figure_that_a_button_names(desk):
    told = desk.meet(Ask((), "tỷ lệ hồ sơ quá hạn Thái Bình"))
    beside = action(told.card, Verb.FIGURE)
    card = desk.meet(ShowFigure(beside.args[0], int(beside.args[1]), beside.args[2]))
    assert "13,81%" in card.parts[0].text
    assert "cả nước" in card.parts[0].text


def test_a_figure_that_is_held_no_more_is_none(desk):
    assert desk.meet(ShowFigure(DONG_THAP, 1, "tỷ lệ")) is None


def test_shows_a_paragraph_in_its_article(desk):
    told = desk.meet(Ask((), QUESTION))
    name, paragraph = action(told.card, Verb.PASSAGE).args
    assert name == DONG_THAP
    card = desk.meet(ShowPassage(name, int(paragraph)))
    assert "17%" in card.parts[0].text
    assert desk.meet(ShowPassage("", int(paragraph), key=article_key(name))) == card


def test_an_article_that_is_held_no_more_is_none(desk):
    assert desk.meet(ShowPassage("khác.txt")) is None
    assert desk.meet(ShowPassage("", key="0" * 12)) is None


@pytest.mark.parametrize(
    ("verb", "args", "text"),
    [
        (Verb.INDICATORS, ("0",), "36 chỉ tiêu"),
        (Verb.INDICATORS, ("99",), "5/5"),
        (Verb.PLACES, ("0",), "Vĩnh Phúc (15 số liệu)"),
        (Verb.OF_PLACE, ("Vĩnh Phúc", "", "0"), "Số liệu của Vĩnh Phúc"),
        (Verb.OF_PLACE, ("Ngã Bảy", "Hậu Giang", "0"), "Ngã Bảy (Hậu Giang)"),
        (Verb.OF_PLACE, ("Sao Hỏa", "", "0"), "Chưa có"),
        (Verb.OF_INDICATOR, ("số bò", "3"), "Chưa có"),
        (Verb.SOURCES, ("0",), "5 bài đã đọc"),
    ],
)
def test_lists_what_the_index_holds(desk, verb, args, text):
    card = desk.meet(ShowList(verb, args))
    assert text in card.parts[0].text


@pytest.mark.parametrize("verb", [Verb.OF_PLACE, Verb.OF_INDICATOR])
def test_what_a_list_offers_is_answered(desk, verb):
    lists = {Verb.OF_PLACE: Verb.PLACES, Verb.OF_INDICATOR: Verb.INDICATORS}
    offered = [a for a in actions(desk.meet(ShowList(lists[verb], ("0",)))) if a.verb is verb]
    asked = 0
    for each in offered:
        for ask in actions(desk.meet(ShowList(verb, each.args))):
            if ask.verb is Verb.ASK:
                asked += 1
                assert desk.meet(Ask((), ask.args[0])).status == "answered"
    assert asked > 10


def test_answers_while_the_question_is_being_typed(desk):
    card, *near = desk.meet(FindInline(QUESTION))
    assert "17%" in card.title
    assert "Đồng Tháp" in card.message.text
    assert [other.title for other in near] == [
        "Mục tiêu 50% · Đồng Tháp, năm 2022",
        "32% · cả nước, 5/2022",
    ]


def test_lists_no_other_place_for_what_the_articles_do_not_say(desk):
    assert desk.meet(Ask((), "tỷ lệ hồ sơ trực tuyến Cà Mau?")).status == "not_found"
    assert desk.meet(FindInline("tỷ lệ hồ sơ trực tuyến Cà Mau?")) == ()


def test_offers_readings_while_the_question_is_unclear(desk):
    told = desk.meet(Ask((), "tỷ lệ hồ sơ quá hạn"))
    assert told.status == "clarify"
    cards = desk.meet(FindInline("tỷ lệ hồ sơ quá hạn"))
    assert {card.title.split(" · ")[0] for card in cards} == {"5,76%", "13,81%"}
    assert len(desk.meet(FindInline("tỷ lệ hồ sơ quá hạn", most=1))) == 1


def test_gives_as_many_examples_as_wanted(desk):
    assert len(desk.meet(GiveExamples(2))) == 2
    assert all(desk.meet(Ask((), text)).status == "answered" for text in desk.meet(GiveExamples()))


def test_tells_the_newest_article(desk):
    state = desk.meet(GiveState())
    assert (state.articles, state.newest) == (5, "2024-08-20")


def check(desk, tmp_path, content, name="bài.txt"):
    path = tmp_path / "upload"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return desk.meet(CheckArticle(path, name))


def test_tells_what_an_article_would_bring(desk, tmp_path):
    checked = check(desk, tmp_path, ARTICLE)
    assert isinstance(checked, Checked)
    assert checked.title == "Tỉnh Cà Mau đẩy mạnh nộp hồ sơ qua mạng"
    assert (checked.published, checked.observations) == ("2024-08-20", 2)
    assert (checked.replaces, checked.same) == (False, False)
    assert "17% · tỷ lệ hồ sơ trực tuyến · Cà Mau, 8/2024" in checked.examples


def test_tells_an_article_that_is_held_already(desk, tmp_path):
    checked = check(desk, tmp_path, (SEEDS / DONG_THAP).read_bytes(), DONG_THAP)
    assert (checked.replaces, checked.same) == (False, True)


def test_tells_an_article_that_another_of_its_name_is_held(desk, tmp_path):
    checked = check(desk, tmp_path, ARTICLE, DONG_THAP)
    assert (checked.replaces, checked.same) == (True, False)


def test_refuses_an_article_that_is_held_under_another_name(desk, tmp_path):
    text = (SEEDS / DONG_THAP).read_text("utf-8") + "\n \n"
    refused = check(desk, tmp_path, text)
    assert isinstance(refused, Refused)
    assert DONG_THAP in refused.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "rỗng"),
        (b"%PDF-1.4 \x00\x01", "nhị phân"),
        ("Tỷ lệ".encode("utf-16"), "UTF-16"),
        (b"T\xfd l\xd6 h\xe9 s\xac" * 30, "UTF-8"),
        (b"x" * 10_000_001, "10 MB"),
    ],
)
def test_refuses_what_is_no_article(desk, tmp_path, content, reason):
    refused = check(desk, tmp_path, content)
    assert isinstance(refused, Refused)
    assert reason in refused.reason


def test_refuses_a_file_that_is_gone(desk, tmp_path):
    assert isinstance(desk.meet(CheckArticle(tmp_path / "không có", "a.txt")), Refused)


def test_every_part_of_a_card_is_a_text(desk):
    card = desk.meet(ShowList(Verb.SOURCES, ("0",)))
    assert isinstance(card, Card)
    assert all(isinstance(part, RichText) and part.text for part in card.parts)


HARD = (
    *("số " * 700, "1.1" * 700, "1.1. " * 400, "a-a-" * 500, "1/1/2024 " * 220, "m2 " * 660),
    *("Hà Nội Hà Giang Hà Nam " * 87, "tp hcm " * 285, "Ab " * 660, "UBND " * 400, "AB CD " * 330),
    *("tỷlệhồsơ" * 500, "x" * 4_000, "đường" * 400, "mươi " * 400, "năm 2024 " * 220, "(" * 2_000),
    *("a\u0301" * 1_000, "😀" * 2_000, "xã A, huyện B, tỉnh C, " * 87, "tỷ lệ hồ sơ " * 10_000),
)


@pytest.mark.parametrize("text", HARD, ids=lambda text: repr(text[:8]))
def test_a_hard_question_takes_less_than_a_second(desk, text):
    began = time.process_time()
    desk.meet(Ask((QUESTION,), text))
    assert time.process_time() - began < 1


@pytest.mark.parametrize("words", ["m2 ", "1. 1 . ", "1%2%3%", "a1.", "quý I/2024, "])
def test_a_long_paragraph_of_numbers_is_read_quickly(desk, tmp_path, words):
    text = f"Bài viết thử\n\n20/08/2024 - 10:24\n\n{words * (8_000 // len(words))}\n"
    began = time.process_time()
    assert isinstance(check(desk, tmp_path, text), Checked)
    assert time.process_time() - began < 2
