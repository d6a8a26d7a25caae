"""What every way of finding observations must do, asked of each; and that they agree."""

import random
from itertools import groupby
from pathlib import Path

import pytest
import tantivy
from answering import Small, make_reader, make_store
from goldfile import FOLDER
from lookups import (
    DESCRIBER,
    Indexed,
    Shelf,
    in_memory,
    many_rows,
    on_disk,
    shelf_of,
    sink,
    write,
)

from bot.answer.contest import Contest
from bot.answer.holding import Holding, scope_about, scope_in, scope_of_country, times_of
from bot.answer.match import Matcher
from bot.engine import Engine
from bot.evaluation.gold import load_gold
from bot.models import Answered, NotFound
from extract.models import Kind
from extract.place import provinces
from index.build import reindex
from index.errors import TermsCorrupt
from index.generation import generation_path
from index.lookup import Scope, place_key
from index.lookup.layout import KEY, kept_in
from index.passages.segment import words_of
from index.store import Store

QUESTIONS = (
    "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng?",
    "tỷ lệ hồ sơ trễ hạn Bắc Kạn",
    "còn bao nhiêu gia đình cận nghèo ở Hà Giang",
    "thu ngân sách Lào Cai năm 2024",
    "lập được mấy tổ công nghệ số",
    "số giấy phép lái xe",
)
READER = make_reader()
PROVINCES = [place.name for place in provinces("63")]


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    shelf = shelf_of()
    folder = write(tmp_path_factory.mktemp("lookup") / "observations", shelf)
    return in_memory(shelf), on_disk(folder, shelf)


def asked(lookup, text):
    return Matcher(lookup, DESCRIBER).sought(READER.read(text).wanted)


def shares_of(lookup, text, scope=None, most=50):
    near = lookup.near(asked(lookup, text), scope or Scope(), most)
    return [(one.stored.id, share) for one, share in near.shares.items()]


def ids(entries):
    return [entry.stored.id for entry in entries]


def test_words_are_counted_alike(pair):
    memory, disk = pair
    terms = {term for entry in memory.entries for term in entry.fields} | {"xyz", "xyz_abc"}
    assert memory.count == disk.count
    for term in sorted(terms):
        assert memory.named(term) == disk.named(term)
        assert memory.named(term) or memory.is_said(term) == disk.is_said(term)


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_is_near_is_so_by_the_same_share(pair, text):
    memory, disk = pair
    assert shares_of(memory, text) == shares_of(disk, text)
    assert memory.best(asked(memory, text)) == disk.best(asked(disk, text))
    place = READER.read(text).places
    if place:
        scope = scope_about(place)
        assert shares_of(memory, text, scope) == shares_of(disk, text, scope)
        assert shares_of(memory, text, scope_in(place[0])) == shares_of(
            disk, text, scope_in(place[0])
        )


def test_places_articles_and_names_are_found_alike(pair):
    memory, disk = pair
    every = memory.pool(Scope(), most=500)
    assert ids(every) == ids(disk.pool(Scope(), most=500))
    scopes = [scope_of_country()]
    for entry in every:
        observation = entry.observation
        scopes.append(Scope(places=frozenset((place_key(observation.place),))))
        scopes.append(Scope(value=observation.value))
    for scope in scopes:
        assert ids(memory.pool(scope, most=500)) == ids(disk.pool(scope, most=500))
    for entry in every:
        name = entry.stored.citation.article
        assert ids(memory.of_article(name)) == ids(disk.of_article(name))
        assert disk.get(entry.stored.id).stored == memory.get(entry.stored.id).stored
        called = {entry.observation.indicator.lower()}
        assert ids(memory.called(called, 500)) == ids(disk.called(called, 500))
    assert memory.get(0) is disk.get(0) is None
    assert not memory.of_article("không có.txt")
    assert not disk.of_article("không có.txt")
    for name in {entry.stored.citation.article for entry in every}:
        assert {*memory.places_of(name)} == {*disk.places_of(name)} != set()


def test_nothing_is_found_where_nothing_is(tmp_path):
    shelf = Shelf([])
    disk = on_disk(write(tmp_path / "observations", shelf), shelf)
    for lookup in (in_memory(shelf), disk):
        assert lookup.count == 0
        assert shares_of(lookup, QUESTIONS[0]) == []
        assert lookup.pool(Scope(), most=10) == []
        assert lookup.best(asked(lookup, QUESTIONS[0])) == 0


def test_what_is_near_does_not_hang_on_how_the_index_came_about(tmp_path):
    shelf = shelf_of(many_rows(PROVINCES[:40], (2021, 2022, 2023)))
    names = list(shelf.numbers)
    random.Random(3).shuffle(names)
    at_once = write(tmp_path / "one", shelf, names=names)
    folder = write(tmp_path / "two", shelf, names=names[60:])
    write(
        folder,
        shelf,
        names=[*names[:60], *names[60:90]],
        gone=[shelf.numbers[n] for n in names[60:90]],
    )
    text = "tỷ lệ hồ sơ nộp trực tuyến năm 2022"
    found = [
        shares_of(lookup, text, Scope(times=times_of(READER.read(text))), 20)
        for lookup in (in_memory(shelf), on_disk(at_once, shelf), on_disk(folder, shelf))
    ]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 20


def test_very_many_lie_place_by_place(tmp_path):
    shelf = shelf_of(many_rows(PROVINCES[:9], (2021, 2022, 2023)))
    names = sorted(shelf.numbers, key=lambda name: name[-6:])
    folder = write(tmp_path / "many", shelf, names=names, many=True)
    searcher = tantivy.Index.open(str(folder)).searcher()
    hits = searcher.search(tantivy.Query.all_query(), limit=99).hits
    keys = searcher.fast_field_values(KEY, [address for _, address in hits])
    lookup = on_disk(folder, shelf)
    places = [lookup.get(key).stored.observation.place for key in keys]
    assert len([place for place, _ in groupby(places)]) == 9
    in_order = on_disk(write(tmp_path / "few", shelf), shelf)
    assert shares_of(lookup, QUESTIONS[0]) == shares_of(in_order, QUESTIONS[0])


def test_of_very_many_those_taken_out_meanwhile_are_not_found(tmp_path):
    shelf = shelf_of()
    folder = tmp_path / "observations"
    folder.mkdir()
    writer = sink().open(folder, many=True)
    for name in shelf.numbers:
        writer.add(shelf.document(name))
    writer.remove(shelf.numbers["cb24.txt"])
    writer.finish()
    assert on_disk(folder, shelf).count == len(shelf.observations()) - len(shelf.held["cb24.txt"])


def test_articles_taken_out_are_found_no_more(tmp_path):
    shelf = shelf_of()
    folder = write(tmp_path / "observations", shelf)
    write(folder, shelf, names=(), gone=[shelf.numbers["cb24.txt"], 999])
    left = shelf_of()
    del left.numbers["cb24.txt"]
    memory, disk = in_memory(left), on_disk(folder, left)
    assert memory.count == disk.count
    assert ids(memory.pool(Scope(), most=500)) == ids(disk.pool(Scope(), most=500))
    for entry in memory.entries:
        for term in entry.fields:
            assert memory.named(term) == disk.named(term)


def test_of_many_alike_those_of_the_time_asked_come_first_else_the_newest(tmp_path):
    shelf = shelf_of(many_rows(PROVINCES, range(2014, 2024)))
    disk = on_disk(write(tmp_path / "observations", shelf), shelf)
    for lookup in (in_memory(shelf), disk):
        for text, year in (
            ("tỷ lệ hồ sơ nộp trực tuyến năm 2017", "2017"),
            ("tỷ lệ hồ sơ nộp trực tuyến", "2023"),
        ):
            question = READER.read(text)
            found = Contest(question, Matcher(lookup, DESCRIBER)).everywhere
            assert {c.entry.observation.period for c in found} == {year}


def test_what_is_called_all_that_is_asked_comes_before_what_only_says_it(tmp_path):
    named = many_rows(PROVINCES[:50], (2019,))
    said = tuple(
        (name, quote, number, expected | {"indicator": "số liệu", "period": "2023"})
        for name, quote, number, expected in many_rows(PROVINCES[:50], (2023,))
    )
    shelf = shelf_of(named + said)
    disk = on_disk(write(tmp_path / "observations", shelf), shelf)
    memory = in_memory(shelf)
    for text in ("tỷ lệ hồ sơ nộp trực tuyến", "tỷ lệ hồ sơ nộp trực tuyến năm 2023"):
        found = shares_of(disk, text, most=30)
        assert {share for _, share in found} == {memory.best(asked(memory, text))}
        assert dict(found).items() <= dict(shares_of(memory, text, most=50)).items()


def test_a_ranking_sees_every_place_among_many_years(tmp_path):
    rows = many_rows(PROVINCES, range(2014, 2024))
    observations, articles, texts = make_store(rows)
    shelf = Shelf(observations)
    folder = write(tmp_path / "observations", shelf)
    for source in (
        Small(shelf.observations(), articles, texts),
        Indexed(folder, shelf, articles, texts),
    ):
        answer = Engine(source).ask(
            "a", "tỉnh nào có tỷ lệ hồ sơ nộp trực tuyến cao nhất năm 2019?"
        )
        assert isinstance(answer, Answered)
        assert answer.figures[0].stored.observation.place == PROVINCES[-1]
        assert answer.among == len(PROVINCES)
        assert answer.figures[0].stored.observation.period == "2019"


def test_what_a_figure_is_held_against_is_found_among_many_years(tmp_path):
    rows = many_rows(("Cao Bằng",), range(1950, 2024))
    told = "tỷ lệ hồ sơ nộp trực tuyến của Cao Bằng"
    other = {"indicator": rows[0][3]["indicator"], "place": "Cao Bằng", "period": "1962"}
    rows += (
        ("a1.txt", f"Năm 1962, {told} đạt 33%.", "33%", other),
        (
            *("a2.txt", f"Năm 1965, phấn đấu {told} đạt 40%.", "40%"),
            other | {"kind": Kind.TARGET, "period": "1965"},
        ),
        (
            *("Cao Bằng-1962.txt", "Năm 1970, phấn đấu có 5 xã đạt chuẩn.", "5"),
            other | {"kind": Kind.TARGET, "period": "1970", "indicator": "số xã đạt chuẩn"},
        ),
    )
    shelf = shelf_of(rows)
    disk = on_disk(write(tmp_path / "observations", shelf), shelf)
    for lookup in (in_memory(shelf), disk):
        holding = Holding(Matcher(lookup, DESCRIBER))
        stored, own_goal = shelf.held["Cao Bằng-1962.txt"]
        rivals = {*ids(holding.rivals(holding.get(stored.id)))}
        assert own_goal.id in rivals
        assert {shelf.held[name][0].id for name in ("a1.txt", "a2.txt")} <= rivals


def test_an_index_that_keeps_no_sentences_serves_until_it_is_built_anew(tmp_path, monkeypatch):
    shelf = shelf_of()
    disk = on_disk(write(tmp_path / "observations", shelf), shelf)
    assert kept_in(tantivy.Document()) is None
    monkeypatch.setattr("index.lookup.disk.kept_in", lambda _: None)
    for text in QUESTIONS:
        assert shares_of(disk, text) == shares_of(in_memory(shelf), text)


def test_a_damaged_index_is_told_of(tmp_path):
    shelf = shelf_of()
    folder = write(tmp_path / "observations", shelf)
    (folder / "meta.json").write_text("{")
    with pytest.raises(TermsCorrupt):
        on_disk(folder, shelf)


def test_small_stores_need_no_index():
    assert not sink().is_wanted(1_500, 1_000)
    assert sink().is_wanted(10_000, 100_000)


def answers_alike(name, tmp_path):
    """Ask all conversations of a folder both ways; give how many differ in what is offered."""
    gold = load_gold(FOLDER / "news" / name)
    report = reindex(tmp_path, (gold.articles,), words=words_of)
    differ = 0
    with Store.open(generation_path(tmp_path, report.generation)) as store:
        shelf = Shelf(store.observations())
        texts = {article.name: store.article_text(article.name) for article in store.articles()}
        folder = write(tmp_path / "observations", shelf)
        articles = list(store.articles())
        memory = Engine(Small(shelf.observations(), articles, texts))
        disk = Engine(Indexed(folder, shelf, articles, texts))
        for number, conversation in enumerate(gold.questions):
            for text in conversation.turns:
                one, other = memory.ask(str(number), text), disk.ask(str(number), text)
                assert told(one) == told(other), text
                differ += one != other
    return differ, len(gold.questions)


def told(answer):
    if isinstance(answer, Answered):
        figures = [figure.stored.id for figure in answer.figures]
        return figures, answer.among, answer.count, answer.claim, answer.difference
    return type(answer), answer.reason if isinstance(answer, NotFound) else None


def test_questions_of_the_news_are_answered_alike(tmp_path):
    differ, every = answers_alike("rankings", tmp_path)
    assert differ <= every / 20


@pytest.mark.full
@pytest.mark.parametrize(
    "folder", [p.name for p in sorted((FOLDER / "news").iterdir()) if p.is_dir()]
)
def test_all_questions_of_the_news_are_answered_alike(folder: Path, tmp_path):
    differ, every = answers_alike(folder, tmp_path)
    assert differ <= every / 20
