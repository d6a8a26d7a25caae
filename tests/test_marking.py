"""The sentence of a passage that tells what is asked."""

import pytest
from cards import Shelf, styled_in
from figures import article, hit

from bot.answer.marking import best_sentence
from bot.card.compose import card_of
from bot.card.models import Style
from bot.models import Passages
from bot.render.forms import answer_form
from bot.render.text import render_text

LEADER = "Ông Trần Văn Tám, Giám đốc Sở Nội vụ, chủ trì cuộc họp về cải cách hành chính."
CAUSE = "Hồ sơ đất đai bị quá hạn do bản đồ địa chính thiếu thống nhất."
DAY = "Các huyện phải gửi kết quả rà soát hồ sơ trước ngày 15/9/2024."
PAPER = "Việc rà soát hồ sơ theo Kế hoạch số 118/KH-UBND của tỉnh."
PASSAGE = f"Sáng nay, cuộc họp diễn ra tại tỉnh. {LEADER} {CAUSE} {DAY} {PAPER}"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("ai chủ trì cuộc họp về cải cách hành chính?", LEADER),
        ("vì sao hồ sơ đất đai quá hạn", CAUSE),
        ("vi sao ho so dat dai qua han", CAUSE),
        ("khi nào các huyện phải gửi kết quả rà soát", DAY),
        ("rà soát hồ sơ theo văn bản nào", PAPER),
        ("rà soát hồ sơ đến bao giờ xong", DAY),
    ],
)
def test_the_sentence_that_tells_is_chosen(question, sentence):
    assert best_sentence(PASSAGE, question) == sentence


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "ai phụ trách việc rà soát hồ sơ đất đai",
            "Bà Lê Thị Sáu, Phó Giám đốc Sở, lo việc rà soát.",
        ),
        ("khi nào rà soát hồ sơ đất đai xong", "Việc rà soát xong trước ngày 20/12/2024."),
        ("vì sao rà soát hồ sơ đất đai chậm", "Việc rà soát chậm do thiếu người."),
        (
            "rà soát hồ sơ đất đai theo quyết định nào",
            "Việc rà soát theo Quyết định số 77/QĐ-UBND.",
        ),
        ("rà soát hồ sơ đất đai thì gọi số nào", "Việc rà soát xin gọi 0203 888 999."),
    ],
)
def test_what_the_kind_of_question_expects_outweighs_a_shared_word(question, told):
    passage = f"Hồ sơ đất đai còn nhiều. {told} Hồ sơ còn nhiều loại khác."
    assert best_sentence(passage, question) == told


def test_where_no_sentence_shares_a_word_none_is_chosen():
    assert best_sentence(PASSAGE, "giá vàng miếng") == ""


def test_the_sentence_is_marked_in_its_passage():
    answer = Passages((hit(PASSAGE),), (CAUSE,))
    quote = render_text(answer, {}).splitlines()[0]
    assert f"»{CAUSE}«" in quote
    assert answer_form(answer, "")["sentences"] == [CAUSE]


def test_a_passage_of_one_sentence_needs_no_mark():
    assert "»" not in render_text(Passages((hit(CAUSE),), (CAUSE,)), {})


def test_a_card_shows_the_sentence_bold():
    card = card_of(Passages((hit(PASSAGE),), (CAUSE,)), Shelf([article()], []))
    assert styled_in(card, Style.BOLD) == [CAUSE]


def test_a_sentence_late_in_a_long_passage_is_still_shown():
    long = f"{'Cuộc họp diễn ra tại tỉnh. ' * 60}{CAUSE}"
    answer = Passages((hit(long),), (CAUSE,))
    assert f"»{CAUSE}«" in render_text(answer, {})
    card = card_of(answer, Shelf([article()], []))
    assert CAUSE in card.parts[0].text
