from decimal import Decimal

import pytest
from cardcheck import check_card, check_inline, size
from cards import (
    Shelf,
    actions,
    asked,
    copies,
    figure_tap,
    labels,
    lines_of,
    links_in,
    passage_taps,
    styled_in,
    text_of,
)
from figures import QUOTE, article, figure, hit, observed

from bot.card.compose import card_of, figure_card, inline_cards
from bot.card.links import article_key, article_link, deep_link
from bot.card.models import Style, Verb
from bot.card.sources import figure_action
from bot.models import Answered, Asked, Choice, Clarify, Help, NotFound, Passages, Reason
from extract.models import Baseline, BaselineKind, Change, Direction, Kind, Rank
from index.models import StoredPassage

BEFORE = "Sáng 29/6, Sở báo cáo. "
PARAGRAPH = StoredPassage("a.txt", 2, 77, 160, f"{BEFORE}{QUOTE} Sở sẽ làm tiếp.")
SHELF = Shelf([article()], [PARAGRAPH])
TARGET = observed("50", kind=Kind.TARGET, period="2022")
NATIONAL = Baseline(BaselineKind.NATIONAL, "trung bình cả nước", Decimal(53), "%")


def card(*figures, shelf=SHELF, asked=Asked.VALUE, **fields):
    made = card_of(Answered(figures or (figure(),), asked, **fields), shelf)
    check_card(made)
    return made


def test_a_figure_shows_everything_that_is_known_of_it():
    change = Change(Decimal("4.5"), "%", Direction.UP, "cùng kỳ")
    other = observed("18", citation={"title": "Bài hai", "article": "b.txt"})
    full = figure(
        target=TARGET,
        conflicts=[other],
        baselines=(NATIONAL,),
        change=change,
        rank=Rank(5, 63),
        subject="cấp xã",
        citation={"declared": ("place",)},
    )
    assert lines_of(card(full, carried=("Đồng Tháp ?", "6/2022"))) == [
        "17% · tỷ lệ hồ sơ trực tuyến",
        "cấp xã, Đồng Tháp, 6/2022",
        "Trung bình cả nước: 53% (tính ra thấp hơn 36 điểm phần trăm)",
        "Mục tiêu năm 2022: 50% (còn cách 33 điểm phần trăm)",
        "Tăng 4,5% so với cùng kỳ",
        "Xếp thứ 5/63",
        "⚠️ Bài khác ghi: 18% · tỷ lệ hồ sơ trực tuyến · Đồng Tháp, 6/2022",
        "   📄 Bài hai · đoạn 2 · 29/06/2022",
        f"{BEFORE}{QUOTE} Sở sẽ làm tiếp.",
        "📄 Tỉnh đẩy mạnh dịch vụ công · đoạn 2 · 29/06/2022 (địa phương: theo khai báo nguồn)",
        "Vẫn hỏi về: Đồng Tháp, 6/2022.",
    ]


def test_the_value_is_bold_and_the_sentence_is_marked_in_its_folded_paragraph():
    made = card()
    assert styled_in(made, Style.BOLD) == ["17%", QUOTE]
    assert styled_in(made, Style.UNDERLINE) == ["17%"]
    assert styled_in(made, Style.FOLDED_QUOTE) == [PARAGRAPH.text]


def test_a_long_paragraph_is_cut_around_its_sentence():
    text = "Mở đầu. " * 300 + QUOTE + " Kết thúc." * 300
    start = 100 - text.index(QUOTE)
    shelf = Shelf(passages=[StoredPassage("a.txt", 2, start, start + len(text), text)])
    [quote] = styled_in(card(shelf=shelf), Style.FOLDED_QUOTE)
    assert quote.startswith("… ")
    assert quote.endswith(" …")
    assert 850 <= size(quote) <= 910
    assert QUOTE in quote
    assert quote.index(QUOTE) > 300


def test_a_sentence_is_found_where_the_paragraph_is_written_otherwise():
    written = QUOTE.replace("tỉnh đạt", "tỉnh\u00a0\u00a0đạt").replace("ộ", "o\u0323\u0302")
    made = card(figure(quote=written.replace("17%", "17\u200b%")))
    assert styled_in(made, Style.FOLDED_QUOTE) == [PARAGRAPH.text]
    assert styled_in(made, Style.BOLD) == ["17%", QUOTE]


@pytest.mark.parametrize(
    "shelf", [Shelf(), Shelf(passages=[StoredPassage("a.txt", 2, 0, 4, "Khác")])]
)
def test_without_its_paragraph_a_sentence_is_quoted_alone(shelf):
    assert styled_in(card(shelf=shelf), Style.FOLDED_QUOTE) == [QUOTE]


def test_a_sentence_longer_than_a_quotation_is_cut_around_its_number():
    long = "chữ " * 400 + "đạt 17%" + " chữ" * 400
    [quote] = styled_in(card(figure(quote=long)), Style.FOLDED_QUOTE)
    assert "đạt 17%" in quote
    assert size(quote) <= 910


def test_a_title_leads_to_the_page_or_back_into_the_chat():
    title = "Tỉnh đẩy mạnh dịch vụ công"
    known = figure(citation={"url": "https://example.vn/1"})
    assert links_in(card(known)) == [(title, "https://example.vn/1")]
    assert links_in(card()) == [(title, f"https://t.me/hoiso_bot?start=art_{article_key('a.txt')}")]
    assert links_in(card(shelf=Shelf(username=""))) == []
    bad = figure(citation={"url": "javascript:alert(1)"})
    assert links_in(card(bad, shelf=Shelf(username=""))) == []
    assert links_in(card(bad)) == links_in(card())


def test_an_articles_key_depends_on_its_name_alone():
    assert article_key("a.txt") == article_key("a.txt") != article_key("b.txt")
    assert len(article_key("ấ" * 300)) == 12
    assert article_link("", "a.txt") is None
    assert deep_link("x_bot", "q_1") == "https://t.me/x_bot?start=q_1"


def test_the_buttons_of_a_figure():
    offers = [("So với cả nước", figure_tap()), ("Mục tiêu", figure_tap("y"))]
    made = card(shelf=Shelf([article()], [PARAGRAPH], offers))
    assert labels(made) == [
        ["📄 Đoạn gốc"],
        ["So với cả nước", "Mục tiêu"],
        ["📋 Chép trích dẫn"],
        ["🔗 Liên kết", "👍", "👎"],
    ]
    assert passage_taps(made) == [("a.txt", "2")]
    assert [a.args for a in actions(made) if a.verb is Verb.FIGURE] == [o[1].args for o in offers]
    assert [a.args for a in actions(made) if a.verb is Verb.RATE] == [("up",), ("down",)]


def test_an_observation_is_named_by_article_place_and_indicator():
    stored = observed()
    assert figure_action(stored).args == (
        "a.txt",
        str(stored.citation.number_start),
        "tỷ lệ hồ sơ trực tuyến",
    )


def test_the_copied_citation_holds_sentence_title_and_day():
    assert copies(card()) == [f"“{QUOTE}” (Tỉnh đẩy mạnh dịch vụ công, 29/06/2022)"]


@pytest.mark.parametrize("filler", ["chữ ", "😀😀 ", "ế", "x"])
def test_a_long_citation_is_cut_but_keeps_number_and_day(filler):
    long = filler * 300 + " đạt 17% " + filler * 300
    made = card(figure(quote=long, citation={"title": "Tên bài rất dài " * 30}))
    [copied] = copies(made)
    assert "17%" in copied
    assert copied.endswith("29/06/2022)")
    assert 100 <= size(copied) <= 256


def test_many_conflicts_are_counted():
    others = [observed("18", citation={"title": f"Bài {n}"}) for n in range(9)]
    lines = lines_of(card(figure(conflicts=others)))
    assert sum(line.startswith("⚠️ Bài khác ghi: 18%") for line in lines) == 5
    assert "và 4 bài khác nữa" in lines


def test_a_conflict_is_told_once():
    other = observed("18", citation={"title": "Bài hai"})
    made = card(figure(conflicts=[other]), figure("18"))
    assert text_of(made).count("18%") == 1


def test_further_figures_follow_shortly_with_their_source():
    stored = observed("22", subject="cấp xã", citation={"title": "Bài hai"})
    other = figure("22", subject="cấp xã", citation={"title": "Bài hai"})
    other = type(other)(type(stored)(2, stored.observation, stored.citation))
    lines = lines_of(card(figure(), other))
    place = lines.index("Ngoài ra:")
    assert lines[place + 1] == "• 22% · tỷ lệ hồ sơ trực tuyến · cấp xã, Đồng Tháp, 6/2022"
    assert lines[place + 2].strip() == "📄 Bài hai · đoạn 2 · 29/06/2022"


def test_a_comparison_numbers_its_figures_and_gives_each_its_source():
    made = card(
        figure("17"),
        figure("61", place="Hải Dương", quote="Hải Dương đạt 61%."),
        asked=Asked.COMPARE,
        difference=Decimal(-44),
    )
    lines = lines_of(made)
    assert lines[0] == "1. 17% · tỷ lệ hồ sơ trực tuyến · Đồng Tháp, 6/2022"
    assert lines[3] == "2. 61% · tỷ lệ hồ sơ trực tuyến · Hải Dương, 6/2022"
    assert lines[-1] == "Tính ra: Đồng Tháp, 6/2022 thấp hơn Hải Dương, 6/2022 44 điểm phần trăm"
    assert styled_in(made, Style.FOLDED_QUOTE) == [QUOTE, "Hải Dương đạt 61%."]
    assert sum("📄" in line for line in lines) == 2
    assert labels(made) == [
        ["📄 1", "📄 2"],
        ["📊 Biểu đồ"],
        ["📋 Chép 1", "📋 Chép 2"],
        ["🔗 Liên kết", "👍", "👎"],
    ]


@pytest.mark.parametrize("count", [2, 10, 11, 400])
def test_a_ranking_of_many_is_cut_and_says_so(count):
    figures = [figure(str(n + 1), place=f"Xã {n}") for n in range(count)]
    made = card(*figures, asked=Asked.HIGHEST, among=count)
    text = text_of(made)
    assert text.startswith(f"Cao nhất trong {count} địa phương có số liệu:")
    shown = min(count, 10)
    assert len(styled_in(made, Style.FOLDED_QUOTE)) == len(passage_taps(made)) == shown
    assert (f"và {count - 10} mục khác" in text) == (count > 10)


def test_a_ranking_of_one_says_that_it_is_none():
    text = text_of(card(asked=Asked.HIGHEST, among=1))
    assert "Các bài chỉ có số liệu của 1 địa phương, chưa đủ để xếp hạng." in text


def test_passages_are_quoted_with_title_paragraph_and_day():
    made = card_of(Passages((hit(), hit("Đoạn hai.", number=5))), SHELF)
    check_card(made)
    assert lines_of(made) == [
        "Sở Thông tin và Truyền thông chủ trì.",
        "📄 Tỉnh đẩy mạnh dịch vụ công · đoạn 3 · 29/06/2022",
        "Đoạn hai.",
        "📄 Tỉnh đẩy mạnh dịch vụ công · đoạn 5 · 29/06/2022",
    ]
    assert styled_in(made, Style.FOLDED_QUOTE) == lines_of(made)[::2]
    assert passage_taps(made) == [("a.txt", "3"), ("a.txt", "5")]
    assert copies(made)[1] == "“Đoạn hai.” (Tỉnh đẩy mạnh dịch vụ công, 29/06/2022)"


def test_a_passage_of_an_unknown_article_goes_by_its_file_name():
    assert "a.txt · đoạn 3" in text_of(card_of(Passages((hit(),)), Shelf()))


def test_choices_are_buttons_that_ask():
    choices = tuple(Choice(f"cấp {n}", f"câu {n}") for n in range(12))
    made = card_of(Clarify(choices), SHELF)
    check_card(made)
    assert lines_of(made) == ["Câu hỏi này hiểu được theo vài cách. Ý bạn là:"]
    assert labels(made) == [[f"cấp {n}"] for n in range(8)]
    assert asked(made) == [f"câu {n}" for n in range(8)]


def test_choices_too_long_for_a_button_are_written_out():
    long = "tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ đã tiếp nhận"
    made = card_of(Clarify((Choice(f"{long} một", "a"), Choice("ngắn", "b"))), SHELF)
    check_card(made)
    assert lines_of(made)[1:] == [f"1. {long} một", "2. ngắn"]
    [[first], [second]] = labels(made)
    assert first.startswith("1. tỷ lệ hồ sơ")
    assert first.endswith("…")
    assert second == "2. ngắn"


@pytest.mark.parametrize("reason", list(Reason))
def test_not_found_says_why_and_offers_what_there_is(reason):
    made = card_of(NotFound(reason, "Cà Mau", (Choice("Lào Cai", "q?"),), ("Bạc Liêu",)), SHELF)
    check_card(made)
    assert reason is Reason.LOW_CONFIDENCE or "Cà Mau" in lines_of(made)[0]
    assert lines_of(made)[1:] == ["Từ 1/7/2025, Bạc Liêu là một phần của Cà Mau.", "Hiện có:"]
    assert labels(made) == [["Lào Cai"], ["👍", "👎"]]
    assert asked(made) == ["q?"]


def test_help_offers_examples():
    made = card_of(Help("greeting", ("hộ nghèo Lào Cai?",)), SHELF)
    assert lines_of(made) == ["Chào bạn! Bạn cần số liệu nào?", "Ví dụ:"]
    assert asked(made) == ["hộ nghèo Lào Cai?"]
    assert lines_of(card_of(Help("about"), SHELF))[0].startswith("Tôi tìm số liệu")


@pytest.mark.parametrize("answer", [Answered((), Asked.VALUE), Passages(()), Clarify(())])
def test_an_answer_without_content_is_none(answer):
    made = card_of(answer, SHELF)
    check_card(made)
    assert "chưa chắc hiểu đúng" in text_of(made)


def test_a_single_observation_looks_like_an_answer_that_no_question_leads_to():
    shown, answered = figure_card(figure(target=TARGET), SHELF), card(figure(target=TARGET))
    assert shown.parts == answered.parts
    assert labels(answered)[-2:] == [["📋 Chép trích dẫn"], ["🔗 Liên kết", "👍", "👎"]]
    assert labels(shown)[-2:] == [["📋 Chép trích dẫn"], ["👍", "👎"]]


def test_inline_cards_have_value_place_and_source_and_no_figure_twice():
    answers = [
        Answered((figure(target=TARGET),), Asked.VALUE),
        Answered((figure(), figure("61", place="Hải Dương", indicator="x")), Asked.VALUE),
        Passages((hit(),)),
        Clarify((Choice("a", "b"),)),
    ]
    cards = inline_cards(answers, SHELF)
    assert [one.title for one in cards] == [
        "17% · Đồng Tháp, 6/2022",
        "61% · Hải Dương, 6/2022",
        "Sở Thông tin và Truyền thông chủ trì.",
    ]
    assert cards[0].description == "tỷ lệ hồ sơ trực tuyến — Tỉnh đẩy mạnh dịch vụ công"
    assert cards[0].message.text.splitlines() == [
        "17% · tỷ lệ hồ sơ trực tuyến · Đồng Tháp, 6/2022",
        "Mục tiêu năm 2022: 50% (còn cách 33 điểm phần trăm)",
        QUOTE,
        "📄 Tỉnh đẩy mạnh dịch vụ công · đoạn 2 · 29/06/2022",
    ]
    for one in cards:
        check_inline(one)
    assert inline_cards(answers, SHELF, 2) == cards[:2]
