from datetime import date, timedelta

import pytest
from cardcheck import check_card, size
from cards import actions, asked, labels, lines_of, links_in, passage_taps, styled_in, text_of
from figures import article

from bot.card.lists import (
    age_words,
    indicators_card,
    of_indicator_card,
    of_place_card,
    places_card,
    sources_card,
)
from bot.card.models import Style, Verb
from bot.card.passage import passage_card
from bot.models import Choice
from index.models import StoredArticle, StoredPassage

TODAY = date(2022, 7, 9)


def passages(count=3, length=40):
    return [
        StoredPassage("a.txt", n, 0, 1, (f"Đoạn số {n} " + "chữ " * length)[:length].strip())
        for n in range(1, count + 1)
    ]


def page(held, paragraph, **fields):
    made = passage_card(StoredArticle(**{**ARTICLE, **fields}), held, paragraph)
    check_card(made)
    assert len(made.parts) == 1
    return made


ARTICLE = {
    "name": "a.txt",
    "title": "Tỉnh đẩy mạnh dịch vụ công",
    "published": date(2022, 6, 29),
    "publisher": "Báo Tỉnh",
    "url": None,
    "sha256": "",
}


def test_a_paragraph_is_shown_in_its_article_and_marked():
    held = passages()
    made = page(held, 2)
    assert lines_of(made) == [
        "Tỉnh đẩy mạnh dịch vụ công",
        "đoạn 2/3 · 29/06/2022 · Báo Tỉnh",
        held[0].text,
        "▸ Đoạn 2",
        held[1].text,
        held[2].text,
    ]
    assert styled_in(made, Style.QUOTE) == [held[1].text]
    assert labels(made) == []


def test_a_page_leads_to_the_article_where_its_address_is_known():
    made = page(passages(), 1, url="https://example.vn/1")
    assert links_in(made) == [("Tỉnh đẩy mạnh dịch vụ công", "https://example.vn/1")]
    assert [button.url for row in made.rows for button in row] == ["https://example.vn/1"]
    assert labels(page(passages(), 1, url="file:///etc/passwd")) == []


@pytest.mark.parametrize(("paragraph", "shown"), [(-3, 1), (0, 1), (1, 1), (3, 3), (999, 3)])
def test_a_paragraph_that_is_not_there_is_the_nearest_one(paragraph, shown):
    assert f"đoạn {shown}/3" in text_of(page(passages(), paragraph))


def test_a_long_article_is_turned_page_by_page_and_nothing_is_left_out():
    held = passages(30, 600)
    seen, taps, current = [], [], 1
    while True:
        made = page(held, current)
        assert size(text_of(made)) <= 2_800
        seen += [line for line in lines_of(made)[2:] if not line.startswith("▸")]
        back = [action for action in passage_taps(made) if int(action[1]) < current]
        assert len(back) == (1 if taps else 0)
        ahead = [action for action in passage_taps(made) if int(action[1]) > current]
        if not ahead:
            break
        taps.append(ahead[0])
        current = int(ahead[0][1])
    assert seen == [passage.text for passage in held]
    assert labels(made) == [["◀", f"{len(taps) + 1}/{len(taps) + 1}"]]
    assert labels(page(held, 15))[0][0::2] == ["◀", "▶"]


@pytest.mark.parametrize("length", [1, 2_499, 2_500, 4_096, 4_097, 100_000])
def test_a_page_is_one_message_however_long_its_paragraphs_are(length):
    held = passages(3, length)
    for paragraph in (1, 2, 3):
        assert len(styled_in(page(held, paragraph), Style.QUOTE)) == 1


def test_what_was_declared_is_said_below_the_last_paragraph():
    made = page(passages(), 1, declared=("place",), evidence="Bài dẫn kế hoạch của tỉnh.")
    assert lines_of(made)[-1] == "(địa phương: theo khai báo nguồn) Bài dẫn kế hoạch của tỉnh."


def test_an_article_without_paragraphs_has_a_page_all_the_same():
    assert lines_of(page([], 1))[0] == "Tỉnh đẩy mạnh dịch vụ công"


def turn(card):
    [row] = [row for row in card.rows if any("/" in button.label for button in row)]
    return [(button.label, button.action.args) for button in row]


def test_indicators_are_listed_by_eight_and_lead_to_their_places():
    names = [(f"chỉ tiêu {n}", n + 1) for n in range(20)]
    made = indicators_card(names, 1)
    check_card(made)
    assert lines_of(made)[:2] == [
        "20 chỉ tiêu trong các bài đã đọc (trang 2/3)",
        "9. chỉ tiêu 8 (9 số liệu)",
    ]
    found = [a.args for a in actions(made) if a.verb is Verb.OF_INDICATOR]
    assert found == [(f"chỉ tiêu {n}", "0") for n in range(8, 16)]
    assert turn(made) == [("◀", ("0",)), ("2/3", ("1",)), ("▶", ("2",))]


@pytest.mark.parametrize(
    ("asked_page", "shown"), [(-1, "1/3"), (0, "1/3"), (2, "3/3"), (99, "3/3")]
)
def test_a_page_out_of_range_is_brought_into_it(asked_page, shown):
    made = indicators_card([(f"chỉ tiêu {n}", 1) for n in range(20)], asked_page)
    assert shown in text_of(made)


def test_long_names_are_written_out_and_their_buttons_numbered():
    long = "tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ giải quyết thủ tục hành chính"
    made = indicators_card([(long, 3), ("hộ nghèo", 1)], 0)
    check_card(made)
    assert f"1. {long} (3 số liệu)" in lines_of(made)
    assert [label[:3] for row in labels(made) for label in row] == ["1. ", "2. "]


def test_places_lead_to_what_is_known_of_them():
    made = places_card(
        [("Đồng Tháp", None, 3), ("Bắc Mê", "Hà Giang", 1), ("Việt Nam", None, 2)], 0
    )
    check_card(made)
    assert [label for row in labels(made) for label in row] == [
        "Đồng Tháp",
        "Bắc Mê (Hà Giang)",
        "cả nước",
    ]
    assert [a.args for a in actions(made)][1] == ("Bắc Mê", "Hà Giang", "0")


def test_the_places_of_an_indicator_and_the_indicators_of_a_place_are_questions():
    choices = [Choice(f"nơi {n}", f"câu {n}?") for n in range(9)]
    made = of_indicator_card("hộ nghèo", choices, 1)
    check_card(made)
    assert asked(made) == ["câu 8?"]
    assert turn(made) == [("◀", ("hộ nghèo", "0")), ("2/2", ("hộ nghèo", "1"))]
    made = of_place_card("Bắc Mê", "Hà Giang", choices, 0)
    check_card(made)
    assert lines_of(made)[0] == "Số liệu của Bắc Mê (Hà Giang) (trang 1/2)"
    assert turn(made)[-1] == ("▶", ("Bắc Mê", "Hà Giang", "1"))


def test_articles_are_listed_with_day_and_age_and_lead_to_their_text():
    published = TODAY - timedelta(days=3)
    old = article("b.txt", title="Bài không ngày", published=None)
    made = sources_card([article(published=published), old], 0, TODAY)
    check_card(made)
    assert lines_of(made) == [
        "2 bài đã đọc",
        "1. Tỉnh đẩy mạnh dịch vụ công (06/07/2022 · 3 ngày trước)",
        "2. Bài không ngày (không rõ ngày)",
    ]
    assert passage_taps(made) == [("a.txt", "1"), ("b.txt", "1")]


def test_an_empty_list_says_so():
    made = sources_card([], 0, TODAY)
    check_card(made)
    assert lines_of(made) == ["0 bài đã đọc", "Chưa có mục nào."]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, ""),
        (0, "hôm nay"),
        (1, "hôm qua"),
        (13, "13 ngày trước"),
        (14, "2 tuần trước"),
        (29, "4 tuần trước"),
        (30, "1 tháng trước"),
        (364, "12 tháng trước"),
        (365, "1 năm trước"),
        (800, "2 năm trước"),
    ],
)
def test_ages_are_told_in_words(days, words):
    assert age_words(TODAY - timedelta(days=days), TODAY) == words
