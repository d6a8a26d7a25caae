"""Which paragraphs answer a question for words, over real ranking."""

from datetime import date

import pytest
from answering import Small

from bot.engine import Engine
from bot.models import NotFound, Passages
from index.models import StoredArticle, StoredPassage
from index.passages.bm25 import Bm25Searcher

MARKET = (
    "Hậu Giang: Chợ nổi Ngã Bảy vắng ghe",
    "Số: 41/BC-SCT",
    "Lượng ghe về chợ nổi giảm mạnh nguyên nhân là tuyến đường mới mở khiến bạn hàng đi xe tải.",
    "Ông Nguyễn Văn Bảy, trưởng ban quản lý chợ, cho hay tiểu thương được miễn phí bến bãi.",
    "* Bao giờ chợ nổi được nạo vét luồng?",
    "- Ngày 20/11 đơn vị thi công sẽ đưa xáng cạp tới.",
    "Cần hỗ trợ, bà con gọi 0293 555 666.",
)
FOREST = (
    "Lai Châu: Kiểm lâm giữ rừng",
    "Rừng đầu nguồn bị xâm hại do dân thiếu đất sản xuất.",
    "Sở Nông nghiệp được giao lập chốt gác rừng theo Kế hoạch số 77/KH-UBND.",
)


def engine_over(**articles):
    names = {f"{name}.txt": lines for name, lines in articles.items()}
    passages = []
    for name, lines in names.items():
        start = 0
        for number, line in enumerate(lines, start=1):
            passages.append(StoredPassage(name, number, start, start + len(line), line))
            start += len(line) + 1
    stored = [
        StoredArticle(name, lines[0], date(2024, 5, 6), None, None, "")
        for name, lines in names.items()
    ]
    texts = {name: "\n".join(lines) for name, lines in names.items()}
    searcher = Bm25Searcher(passages, [None] * len(passages))
    return Engine(Small([], stored, texts, searcher))


def ask(question):
    return engine_over(market=MARKET, forest=FOREST).ask("c", question)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("vì đâu chợ nổi ở Hậu Giang ít ghe", MARKET[2]),
        ("ai nói tiểu thương chợ nổi Hậu Giang được miễn phí bến", MARKET[3]),
        ("Sở nào ở Lai Châu lo lập chốt gác rừng", FOREST[2]),
        ("sao rừng đầu nguồn Lai Châu bị phá", FOREST[1]),
        ("lập chốt gác rừng Lai Châu theo kế hoạch nào", FOREST[2]),
    ],
)
def test_the_paragraph_that_answers_comes_first(question, best):
    answer = ask(question)
    assert isinstance(answer, Passages)
    assert answer.hits[0].passage.text == best


@pytest.mark.parametrize(
    "question",
    [
        "vì sao chợ nổi ở Cà Mau ít ghe",
        "sao rừng đầu nguồn Hậu Giang bị xâm hại",
        "kế hoạch 78/KH-UBND giao lập chốt gác rừng cho ai",
    ],
)
def test_a_paragraph_of_another_place_or_document_answers_nothing(question):
    assert isinstance(ask(question), NotFound)


def test_who_is_interviewed_answers_after_the_question():
    answer = ask("bao giờ nạo vét luồng chợ nổi Hậu Giang")
    assert isinstance(answer, Passages)
    assert answer.hits[0].passage.text == MARKET[5]


def test_a_related_word_stands_for_the_one_asked():
    answer = ask("muốn báo chuyện ở chợ nổi Hậu Giang thì bà con gọi số nào")
    assert isinstance(answer, Passages)
    assert answer.hits[0].passage.text == MARKET[6]


def test_the_number_of_a_document_stands_in_its_head():
    answer = ask("báo cáo về chợ nổi Hậu Giang số mấy")
    assert isinstance(answer, Passages)
    assert answer.hits[0].passage.text == MARKET[1]


def test_the_sentence_marked_is_the_one_that_answers():
    answer = ask("vì đâu chợ nổi ở Hậu Giang ít ghe")
    assert isinstance(answer, Passages)
    assert answer.sentences[0] == MARKET[2]
