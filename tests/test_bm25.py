import pytest

from index.models import StoredPassage
from index.passages.search import Searcher, open_searcher


def passage(number, text, article="a.txt"):
    return StoredPassage(article, number, 0, len(text), text)


def searcher_over(*texts, words=None) -> Searcher:
    passages = [passage(number, text) for number, text in enumerate(texts, start=1)]
    return open_searcher(passages, words or [None] * len(passages))


TEXTS = (
    "Tỉnh đẩy mạnh nộp hồ sơ trực tuyến qua cổng dịch vụ công.",
    "Ngành nông nghiệp thu hoạch lúa đông xuân, năng suất bình quân cao hơn năm trước.",
    "Cầu qua sông được thông xe, rút ngắn quãng đường vào trung tâm huyện.",
    "Sở Tư pháp tiếp nhận hồ sơ hộ tịch tại bộ phận một cửa.",
)


def numbers(hits):
    return [hit.passage.number for hit in hits]


@pytest.mark.parametrize(
    "query",
    [
        "hồ sơ trực tuyến",
        "ho so truc tuyen",
        "HỒ SƠ TRỰC TUYẾN?",
        "hồ so trực tuyen",
        "ho so truc tuyn",
    ],
)
def test_finds_the_passage_however_the_query_is_typed(query):
    hits = searcher_over(*TEXTS).search(query, k=10)
    assert numbers(hits) == [1, 4]
    assert [hit.rank for hit in hits] == [1, 2]
    assert hits[0].score > hits[1].score


@pytest.mark.parametrize("query", ["", "  ", "?!…", "🎉", "xylophone", "\x00"])
def test_a_query_that_shares_no_term_has_no_hit(query):
    assert searcher_over(*TEXTS).search(query, k=10) == []


@pytest.mark.parametrize("k", [0, -1])
def test_no_hits_are_given_where_none_are_wanted(k):
    assert searcher_over(*TEXTS).search("hồ sơ", k=k) == []


def test_gives_no_more_hits_than_wanted_and_no_more_than_match():
    searcher = searcher_over(*TEXTS)
    assert len(searcher.search("hồ sơ", k=1)) == 1
    assert len(searcher.search("hồ sơ", k=1_000)) == 2


def test_an_empty_corpus_has_no_hit():
    assert open_searcher([], []).search("hồ sơ", k=5) == []


@pytest.mark.parametrize("texts", [("",), ("…", "!"), ("", "", "")])
def test_a_corpus_without_words_has_no_hit(texts):
    assert searcher_over(*texts).search("hồ sơ", k=5) == []


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_match_of_a_tiny_corpus_scores_above_zero(count):
    hits = searcher_over(*TEXTS[:count]).search("hồ sơ trực tuyến", k=5)
    assert numbers(hits) == [1]
    assert hits[0].score > 0


def test_a_word_of_every_passage_still_matches():
    hits = searcher_over("xã Một", "xã Hai").search("xã", k=5)
    assert numbers(hits) == [1, 2]
    assert all(hit.score > 0 for hit in hits)


def test_equal_scores_are_ordered_by_article_and_paragraph_not_by_input():
    passages = [
        passage(2, "thu ngân sách", "b.txt"),
        passage(10, "thu ngân sách", "a.txt"),
        passage(1, "thu ngân sách", "b.txt"),
        passage(9, "thu ngân sách", "a.txt"),
    ]
    expected = [("a.txt", 9), ("a.txt", 10), ("b.txt", 1), ("b.txt", 2)]
    for order in (passages, passages[::-1]):
        hits = open_searcher(order, [None] * 4).search("ngân sách", k=10)
        assert [(hit.passage.article, hit.passage.number) for hit in hits] == expected


def test_a_slip_of_the_keyboard_changes_neither_order_nor_coverage():
    searcher = searcher_over(*TEXTS)
    meant, typed = (searcher.search(q, k=1)[0] for q in ("ho so truc tuyen", "ho so truc tuyne"))
    assert (typed.passage, typed.coverage, typed.score) == (
        meant.passage,
        meant.coverage,
        meant.score,
    )


def test_a_query_without_marks_prefers_no_way_of_marking():
    hits = searcher_over("mùa bạn", "mua ban", "mưa bàn").search("mua ban", k=3)
    assert len({hit.score for hit in hits}) == 1
    assert numbers(hits) == [1, 2, 3]


def test_the_same_syllables_with_other_marks_rank_below_those_written():
    hits = searcher_over("mua ban dau gia", "múa bản đầu già", "mua bán đấu giá").search(
        "mua bán đấu giá", k=3
    )
    assert hits[0].passage.number == 3


def test_neighbouring_syllables_rank_above_scattered_ones():
    hits = searcher_over("công ty dịch bệnh vụ việc", "dịch vụ công ty việc bệnh").search(
        "dịch vụ công", k=2
    )
    assert numbers(hits) == [2, 1]


def test_words_kept_with_the_passages_raise_the_passage_that_has_them():
    texts = ("học sinh học", "sinh học học")
    words = ["học_sinh học", "sinh_học học"]
    plain = searcher_over(*texts).search("sinh học", k=2)
    worded = searcher_over(*texts, words=words).search("sinh học", k=2)
    gain = {hit.passage.number: hit.score for hit in worded}
    loss = {hit.passage.number: hit.score for hit in plain}
    assert gain[2] - loss[2] > gain[1] - loss[1]


def test_coverage_is_the_share_of_the_query_found_and_not_the_score():
    searcher = searcher_over(*TEXTS)
    assert searcher.search("hồ sơ trực tuyến", k=1)[0].coverage == pytest.approx(1)
    foreign = searcher.search("hồ sơ thế vận hội mùa hè ở châu Phi", k=1)[0].coverage
    assert 0 < foreign < 0.4


def test_question_words_do_not_lower_the_coverage():
    hit = searcher_over(*TEXTS).search("hồ sơ trực tuyến là bao nhiêu?", k=1)[0]
    assert hit.coverage == pytest.approx(1)


def test_numbers_and_document_numbers_are_found_whole():
    texts = ("Nghị quyết 12/2022/NQ-HĐND về phí.", "Ngày 12 năm 2022 hội đồng nhân dân về phí.")
    hits = searcher_over(*texts).search("12/2022/NQ-HĐND", k=2)
    assert hits[0].passage.number == 1
    assert hits[0].coverage == pytest.approx(1)
