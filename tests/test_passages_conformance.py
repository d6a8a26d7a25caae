"""What every engine that ranks passages must do, asked of each of them."""

import random
import unicodedata
from dataclasses import dataclass, field
from itertools import count, groupby
from pathlib import Path

import pytest

from index.errors import IndexingError
from index.models import StoredPassage
from index.passages.bm25 import Bm25Searcher
from index.passages.disk.sink import PassageSink
from index.passages.search import open_searcher, open_terms
from index.sink import Document, article_of, key_of

TEXTS = (
    "Tỉnh đẩy mạnh nộp hồ sơ trực tuyến qua cổng dịch vụ công.",
    "Ngành nông nghiệp thu hoạch lúa đông xuân, năng suất bình quân cao hơn năm trước.",
    "Cầu qua sông được thông xe, rút ngắn quãng đường vào trung tâm huyện.",
    "Sở Tư pháp tiếp nhận hồ sơ hộ tịch tại bộ phận một cửa.",
)


@dataclass
class Shelf:
    """The passages of a store, in memory."""

    held: dict[int, tuple[StoredPassage, str | None]] = field(default_factory=dict)

    def put(self, article, texts, number, words=None):
        self.drop(number)
        for at, text in enumerate(texts, start=1):
            key = key_of(number, at)
            passage = StoredPassage(article, at, 0, len(text), text, key)
            self.held[key] = (passage, words[at - 1] if words else None)

    def drop(self, number):
        self.held = {k: one for k, one in self.held.items() if article_of(k) != number}

    def document(self, number):
        held = [one for key, one in self.held.items() if article_of(key) == number]
        return Document(number, held[0][0].article, *zip(*held, strict=True), ())

    def numbers(self):
        return [number for number, _ in groupby(sorted(self.held), article_of)]

    def passages(self):
        return [passage for passage, _ in self.held.values()]

    def passage_words(self):
        return [words for _, words in self.held.values()]

    def passages_at(self, keys):
        return [self.held[key][0] for key in keys if key in self.held]

    def words_at(self, keys):
        return {key: self.held[key][1] for key in keys if key in self.held}


class InMemory:
    """rank-bm25, which reads the whole store each time."""

    def __init__(self, folder, shelf):
        self.shelf = shelf

    def update(self, *, changed=(), gone=()):
        pass

    def open(self):
        return open_searcher(self.shelf, None)


class OnDisk:
    """tantivy: every change makes a folder of its own, linked to the one before."""

    def __init__(self, folder, shelf):
        self.shelf, self.base, self.generation = shelf, folder, 0
        self.update(changed=shelf.numbers())

    @property
    def folder(self):
        return self.base / str(self.generation)

    def update(self, *, changed=(), gone=()):
        before = self.folder
        self.generation += 1
        self.folder.mkdir(parents=True)
        for path in before.iterdir() if before.exists() else ():
            (self.folder / path.name).hardlink_to(path)
        writer = PassageSink("tantivy").open(self.folder, many=False)
        for number in (*changed, *gone):
            writer.remove(number)
        for number in changed:
            writer.add(self.shelf.document(number))
        writer.finish()

    def open(self):
        return open_searcher(self.shelf, open_terms(self.folder, "tantivy", len(self.shelf.held)))


@pytest.fixture(params=[InMemory, OnDisk], ids=["rank-bm25", "tantivy"])
def engine_of(request, tmp_path):
    """Make any engine over a shelf; it has ``update`` and ``open``."""
    folders = (tmp_path / str(number) for number in count())
    return lambda shelf: request.param(next(folders), shelf)


@pytest.fixture
def searcher_over(engine_of):
    def make(*texts, words=None):
        shelf = Shelf()
        if texts:
            shelf.put("a.txt", texts, 1, words)
        return engine_of(shelf).open()

    return make


def numbers(hits):
    return [hit.passage.number for hit in hits]


def places(hits):
    return [(hit.passage.article, hit.passage.number) for hit in hits]


@pytest.mark.parametrize(
    "query",
    [
        "hồ sơ trực tuyến",
        "ho so truc tuyen",
        "HỒ SƠ TRỰC TUYẾN?",
        "hồ so trực tuyen",
        "ho so truc tuyn",
        unicodedata.normalize("NFD", "hồ sơ trực tuyến"),
    ],
)
def test_finds_the_passage_however_the_query_is_typed(searcher_over, query):
    hits = searcher_over(*TEXTS).search(query, k=10)
    assert numbers(hits) == [1, 4]
    assert [hit.rank for hit in hits] == [1, 2]
    assert hits[0].score > hits[1].score


@pytest.mark.parametrize(
    "query", ["", "  ", "?!…", "🎉", "xylophone", "\x00", "AND OR", '"(', "folded:ho~"]
)
def test_a_query_that_shares_no_term_has_no_hit(searcher_over, query):
    assert searcher_over(*TEXTS[1:3]).search(query, k=10) == []


@pytest.mark.parametrize("k", [0, -1])
def test_no_hits_are_given_where_none_are_wanted(searcher_over, k):
    assert searcher_over(*TEXTS).search("hồ sơ", k=k) == []


def test_gives_no_more_hits_than_wanted_and_no_more_than_match(searcher_over):
    searcher = searcher_over(*TEXTS)
    assert len(searcher.search("hồ sơ", k=1)) == 1
    assert len(searcher.search("hồ sơ", k=1_000)) == 2


def test_an_empty_corpus_has_no_hit(searcher_over):
    assert searcher_over().search("hồ sơ", k=5) == []


@pytest.mark.parametrize("texts", [("",), ("…", "!"), ("", "", "")])
def test_a_corpus_without_words_has_no_hit(searcher_over, texts):
    assert searcher_over(*texts).search("hồ sơ", k=5) == []


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_match_of_a_tiny_corpus_scores_above_zero(searcher_over, count):
    hits = searcher_over(*TEXTS[:count]).search("hồ sơ trực tuyến", k=5)
    assert numbers(hits) == [1]
    assert hits[0].score > 0


def test_a_word_of_every_passage_still_matches(searcher_over):
    hits = searcher_over("xã Một", "xã Hai").search("xã", k=5)
    assert numbers(hits) == [1, 2]
    assert all(hit.score > 0 for hit in hits)


def test_equal_scores_are_ordered_by_article_and_paragraph_however_many(engine_of):
    shelf = Shelf()
    order = random.Random(4).sample(range(1, 151), 150)
    for number, at in enumerate(order, start=1):
        shelf.put(f"{at:03}.txt", ("thu ngân sách", "thu ngân sách"), number)
    hits = engine_of(shelf).open().search("ngân sách", k=5)
    assert places(hits) == [
        ("001.txt", 1),
        ("001.txt", 2),
        ("002.txt", 1),
        ("002.txt", 2),
        ("003.txt", 1),
    ]
    assert len({hit.score for hit in hits}) == 1


def test_a_slip_of_the_keyboard_changes_neither_order_nor_coverage(searcher_over):
    searcher = searcher_over(*TEXTS)
    assert searcher.search("ho so truc tuyne", k=2) == searcher.search("ho so truc tuyen", k=2)


def test_a_query_without_marks_prefers_no_way_of_marking(searcher_over):
    hits = searcher_over("mùa bạn", "mua ban", "mưa bàn").search("mua ban", k=3)
    assert len({hit.score for hit in hits}) == 1
    assert numbers(hits) == [1, 2, 3]


def test_the_same_syllables_with_other_marks_rank_below_those_written(searcher_over):
    searcher = searcher_over("mua ban dau gia", "múa bản đầu già", "mua bán đấu giá")
    assert numbers(searcher.search("mua bán đấu giá", k=3))[0] == 3


def test_neighbouring_syllables_rank_above_scattered_ones(searcher_over):
    searcher = searcher_over("công ty dịch bệnh vụ việc", "dịch vụ công ty việc bệnh")
    assert numbers(searcher.search("dịch vụ công", k=2)) == [2, 1]


def test_words_kept_with_the_passages_raise_the_passage_that_has_them(searcher_over):
    texts = ("học sinh học", "sinh học học")
    words = ["học_sinh học", "sinh_học học"]
    plain = searcher_over(*texts).search("sinh học", k=2)
    worded = searcher_over(*texts, words=words).search("sinh học", k=2)
    gain = {hit.passage.number: hit.score for hit in worded}
    loss = {hit.passage.number: hit.score for hit in plain}
    assert gain[2] - loss[2] > gain[1] - loss[1]


def test_numbers_and_document_numbers_are_found_whole(searcher_over):
    texts = ("Nghị quyết 12/2022/NQ-HĐND về phí.", "Ngày 12 năm 2022 hội đồng nhân dân về phí.")
    hits = searcher_over(*texts).search("12/2022/NQ-HĐND", k=2)
    assert hits[0].passage.number == 1
    assert hits[0].coverage == pytest.approx(1)


def test_coverage_is_the_share_of_the_query_found(searcher_over):
    searcher = searcher_over(*TEXTS)
    assert searcher.search("hồ sơ trực tuyến là bao nhiêu?", k=1)[0].coverage == pytest.approx(1)
    foreign = searcher.search("hồ sơ thế vận hội mùa hè ở châu Phi", k=1)[0].coverage
    assert 0 < foreign < 0.4


def test_what_the_head_of_an_article_says_covers_half(searcher_over):
    searcher = searcher_over("Hải Dương", "Đoạn này " + "rất dài " * 40, "thu ngân sách")
    covered = {
        hit.passage.number: hit.coverage for hit in searcher.search("ngân sách Hải Dương", k=2)
    }
    assert covered == {1: pytest.approx(0.5), 3: pytest.approx(0.75)}


def test_a_phrase_that_may_stand_for_a_syllable_is_found_too(searcher_over):
    searcher = searcher_over("gửi hồ sơ cho sở", "trồng lúa", "nộp thuế")
    hits = searcher.search("nộp", k=3, related={"nộp": ("gửi hồ sơ",)})
    assert numbers(hits) == [3, 1]
    assert [hit.coverage for hit in hits] == pytest.approx([1, 0.8])


def test_what_follows_a_question_goes_on_with_its_words(searcher_over):
    texts = ("Vì sao thu ngân sách giảm?", "Do mưa bão nhiều.", "Trời đẹp.")
    searcher = searcher_over(*texts)
    assert numbers(searcher.search("ngân sách", k=3)) == [1]
    assert numbers(searcher.search("ngân sách", k=3, related={"x": ("y",)})) == [1, 2]


def test_changed_articles_are_found_as_they_are_now(engine_of):
    shelf = Shelf()
    for number, text in enumerate(TEXTS, start=1):
        shelf.put(f"{number}.txt", (text,), number)
    engine = engine_of(shelf)
    shelf.put("2.txt", ("hồ sơ trực tuyến", "lúa mùa"), 5)
    shelf.drop(2)
    shelf.drop(1)
    engine.update(changed=[5], gone=[1, 2])
    searcher = engine.open()
    assert places(searcher.search("hồ sơ trực tuyến", k=5)) == [("2.txt", 1), ("4.txt", 1)]
    assert places(searcher.search("lúa", k=5)) == [("2.txt", 2)]
    assert searcher.search("nông nghiệp", k=5) == []


def some_texts(count, seed):
    draw = random.Random(seed)
    syllables = [word for text in TEXTS for word in text.split()] + [str(n) for n in range(20)]
    return [" ".join(draw.choices(syllables, k=draw.randint(3, 40))) for _ in range(count)]


QUERIES = (
    "hồ sơ trực tuyến",
    "nang suat lua 7",
    "Cầu qua sông huyên",
    "tỉnh nộp 12 hồ sơ năm nào?",
)


def hits_of(searcher):
    said = {"hồ": ("một cửa",), "lua": ("dong xuan",)}
    return [
        (hit.passage, hit.score, hit.coverage, hit.rank)
        for query in QUERIES
        for more in ({}, said)
        for hit in searcher.search(query, k=8, related=more)
    ]


def test_changes_leave_the_same_hits_as_a_new_beginning(engine_of):
    shelf = Shelf()
    texts = some_texts(60, seed=1)
    for number in range(1, 21):
        shelf.put(f"{number:02}.txt", texts[number * 3 - 3 : number * 3], number)
    engine = engine_of(shelf)
    shelf.put("03.txt", some_texts(2, seed=2), 21)
    for gone in (3, 8):
        shelf.drop(gone)
    engine.update(changed=[21], gone=[3, 8])
    changed = hits_of(engine.open())
    assert changed == hits_of(engine_of(shelf).open())
    assert changed == hits_of(engine.open())


def test_scores_and_coverage_are_those_of_the_reference(engine_of):
    shelf = Shelf()
    texts = some_texts(90, seed=5)
    for number in range(1, 31):
        shelf.put(f"{number:02}.txt", texts[number * 3 - 3 : number * 3], number, ["hồ_sơ lúa"] * 3)
    expected = hits_of(Bm25Searcher(shelf.passages(), shelf.passage_words()))
    found = hits_of(engine_of(shelf).open())
    assert [(p, rank) for p, _, _, rank in found] == [(p, rank) for p, _, _, rank in expected]
    assert [hit[1:3] for hit in found] == [pytest.approx(hit[1:3]) for hit in expected]


def bytes_of(folder: Path):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_folder_linked_from_stays_as_it_is_and_is_searched_on(tmp_path):
    shelf = Shelf()
    for number, text in enumerate(TEXTS, start=1):
        shelf.put(f"{number}.txt", (text,), number)
    engine = OnDisk(tmp_path, shelf)
    before, old = bytes_of(engine.folder), engine.open()
    hits, folder = hits_of(old), engine.folder
    for number in (1, 2, 3):
        engine.update(gone=[number])
    assert bytes_of(folder) == before
    assert hits_of(old) == hits_of(open_searcher(shelf, open_terms(folder, "tantivy", 4))) == hits


def test_a_folder_that_is_not_there_is_named_with_what_to_do(tmp_path):
    with pytest.raises(IndexingError, match="hoiso reindex"):
        open_terms(tmp_path / "none", "tantivy", 3)
    assert open_terms(tmp_path / "none", "auto", 3) is None
    with pytest.raises(IndexingError, match="hoiso reindex"):
        open_terms(tmp_path / "none", "auto", 2_001)


@pytest.mark.parametrize("harm", ["cut", "emptied", "gone", "list"])
def test_damage_is_told_at_the_opening(tmp_path, harm):
    shelf = Shelf()
    shelf.put("a.txt", TEXTS, 1)
    engine = OnDisk(tmp_path, shelf)
    victim = next(iter(engine.folder.glob("*.idx")))
    if harm == "cut":
        victim.write_bytes(victim.read_bytes()[:-20])
    elif harm == "emptied":
        victim.write_bytes(b"")
    elif harm == "gone":
        victim.unlink()
    else:
        (engine.folder / "meta.json").write_text("{")
    with pytest.raises(IndexingError, match="hoiso reindex"):
        engine.open()
