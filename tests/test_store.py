"""A store gives back what was written, and says what is wrong with a file that is none."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from factories import PUBLISHED, SENTENCE, make_article, make_full_observation, make_observation
from storing import write_store

from extract.models import Article, Declared, Observed, Span
from index.errors import (
    IndexingError,
    StoreCorrupt,
    StoreMissing,
    StoreNewer,
    StoreOlder,
    StoreUnwritable,
)
from index.manifest import VERSION, Counts
from index.sink import key_of
from index.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    declared = Declared("Cao Bằng", url="https://example.vn/b", evidence="Ghi trên trang gốc.")
    first, second = make_article("a.txt"), make_article("b.txt", declared=declared)
    manifest = write_store(
        tmp_path / "store",
        [
            (first, "aa", Observed([make_observation(first), make_full_observation(first)])),
            (second, "bb", Observed([make_observation(second)])),
        ],
        lambda passage: passage.text.lower(),
        meta={"sources": "[]"},
    )
    assert manifest.counts == Counts(articles=2, passages=2, observations=3)
    return tmp_path / "store"


def test_gives_back_the_articles(path: Path) -> None:
    with Store.open(path) as store:
        first, second = store.articles()
    assert (first.name, first.published, first.sha256) == ("a.txt", PUBLISHED, "aa")
    assert (first.declared, first.evidence) == ((), None)
    assert second.declared == ("place", "url")
    assert (second.url, second.evidence) == ("https://example.vn/b", "Ghi trên trang gốc.")


def test_gives_back_every_field_of_an_observation(path: Path) -> None:
    article = make_article("a.txt")
    with Store.open(path) as store:
        plain, full, other = store.observations()
    assert plain.observation == make_observation(article)
    assert full.observation == make_full_observation(article)
    assert other.observation == make_observation(make_article("b.txt"))
    assert [stored.id for stored in (plain, full, other)] == [
        key_of(1, 1),
        key_of(1, 2),
        key_of(2, 1),
    ]


def test_numbers_keep_their_digits_and_lose_their_exponent(path: Path) -> None:
    with sqlite3.connect(f"file:{part_of(path)}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT value, value_to FROM observation WHERE id = 65538"
        ).fetchall()
    connection.close()
    assert rows == [("1488000.50", "2000000")]


def test_the_quote_is_the_files_text_from_start_to_end(path: Path) -> None:
    with Store.open(path) as store:
        for stored in store.observations():
            citation = stored.citation
            text = store.article_text(citation.article)
            assert citation.quote == text[citation.start : citation.end] == SENTENCE
            assert (citation.title, citation.published) == (make_article().title, PUBLISHED)
        assert list(store.observations())[1].citation.declared == ("place", "period")
        number = list(store.observations())[1].citation
    assert text[number.number_start : number.number_end] == "61%"


@pytest.mark.parametrize("start", ["\ufeff", "🙂 e\u0323\u0302 ", "\r\n\u00a0"])
def test_offsets_count_letters_whatever_the_file_begins_with(tmp_path: Path, start: str) -> None:
    raw = start + make_article().raw
    span = make_article().passages[0].span
    moved = Span(span.start + len(start), span.end + len(start))
    article = replace(make_article(), raw=raw)
    provenance = replace(make_observation(article).provenance, quote=moved)
    path = tmp_path / "s"
    write_store(path, [(article, "", Observed([make_observation(article, provenance=provenance)]))])
    with Store.open(path) as store:
        assert store.article_text("a.txt") == raw
        assert next(store.observations()).citation.quote == SENTENCE
    with sqlite3.connect(part_of(path)) as connection:
        assert connection.execute("SELECT quote FROM figures").fetchone() == (SENTENCE,)
    connection.close()


def test_gives_back_passages_and_their_words_in_one_order(path: Path) -> None:
    with Store.open(path) as store:
        passages, words = list(store.passages()), list(store.passage_words())
        texts = {name: store.article_text(name) for name in ("a.txt", "b.txt")}
    assert [(passage.article, passage.number) for passage in passages] == [
        ("a.txt", 1),
        ("b.txt", 1),
    ]
    assert words == [passage.text.lower() for passage in passages]
    assert all(texts[p.article][p.start : p.end] == p.text for p in passages)


def test_words_are_optional(tmp_path: Path) -> None:
    write_store(tmp_path / "s", [(make_article(), "", Observed([]))])
    with Store.open(tmp_path / "s") as store:
        assert list(store.passage_words()) == [None]


def test_an_unknown_article_is_a_key_error(path: Path) -> None:
    with Store.open(path) as store, pytest.raises(KeyError):
        store.article_text("c.txt")


def test_the_views_read_well_in_any_sqlite_tool(path: Path) -> None:
    connection = sqlite3.connect(part_of(path))
    connection.row_factory = sqlite3.Row
    row = connection.execute("SELECT * FROM figures WHERE id = 65538").fetchone()
    assert row["baselines"] == "cả nước: 0.10 %; năm trước: 7 điểm"
    assert (row["place"], row["quote"], row["published"]) == ("Hòa An", SENTENCE, "2022-06-29")
    assert connection.execute("SELECT count(*) FROM paragraphs").fetchone()[0] == 2
    connection.close()
    with Store.open(path) as store:
        meta = store.meta()
    assert meta == {
        "schema_version": str(VERSION),
        "articles": "2",
        "passages": "2",
        "observations": "3",
        "unattached": "0",
        "refused": "0",
        "sources": "[]",
    }


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    article = make_article()
    for name in ("x", "y"):
        write_store(tmp_path / name, [(article, "", Observed([make_full_observation(article)]))])
    assert contents(tmp_path / "x") == contents(tmp_path / "y")


def test_several_threads_read_at_once(path: Path) -> None:
    with Store.open(path) as store, ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _: len(list(store.observations())), range(40)))
    assert counts == [3] * 40


def test_a_path_with_marks_and_signs_opens(tmp_path: Path) -> None:
    folder = tmp_path / "chỉ mục #1?50%"
    folder.mkdir()
    write_store(folder / "s", [(make_article(), "", Observed([]))])
    with Store.open(folder / "s") as store:
        assert len(list(store.articles())) == 1


def test_a_reader_never_writes(path: Path) -> None:
    before = contents(path)
    for file in path.iterdir():
        file.chmod(0o400)
    path.chmod(0o500)
    try:
        with Store.open(path) as store:
            list(store.observations())
    finally:
        path.chmod(0o700)
    assert contents(path) == before


def test_a_missing_store_says_to_index(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="hoiso reindex"):
        Store.open(tmp_path / "none")


@pytest.mark.parametrize(
    ("version", "error", "words"),
    [(VERSION + 1, StoreNewer, "cập nhật"), (VERSION - 1, StoreOlder, "hoiso reindex")],
)
def test_a_store_of_another_version_says_what_to_do(
    path: Path, version: int, error: type[IndexingError], words: str
) -> None:
    written = (path / "manifest.json").read_text()
    changed = written.replace(f'"version": {VERSION},', f'"version": {version},', 1)
    (path / "manifest.json").write_text(changed)
    with pytest.raises(error, match=words):
        Store.open(path)


DAMAGE = {
    "empty": lambda data: b"",
    "text": lambda data: b"hello " * 500,
    "cut in half": lambda data: data[: len(data) // 2],
    "header only": lambda data: data[:100],
    "longer": lambda data: data + b"\0",
    "one bit": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "a page overwritten": lambda data: data[:4096] + b"\xff" * 4096 + data[8192:],
}


@pytest.mark.parametrize("name", ["manifest.json", "part-000001.sqlite"])
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_found_at_once_and_says_to_index_anew(
    path: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    (path / name).write_bytes(damage((path / name).read_bytes()))
    with pytest.raises(StoreCorrupt, match="hoiso reindex"):
        Store.open(path)


@pytest.mark.parametrize("name", ["manifest.json", "part-000001.sqlite"])
def test_a_file_that_is_gone_is_damage(path: Path, name: str) -> None:
    (path / name).unlink()
    with pytest.raises(StoreCorrupt, match="hoiso reindex"):
        Store.open(path)


@pytest.mark.parametrize(
    "form",
    ['{"parts": []}', "[]", '{"parts": [{"file": "../../secret", "bytes": 1, "sha256": ""}]}'],
)
def test_a_manifest_that_was_made_up_is_damage(path: Path, form: str) -> None:
    digest = sha256(json.dumps(json.loads(form), sort_keys=True).encode()).hexdigest()
    written = f'{{"version": {VERSION}, "sha256": "{digest}", "generation": {form}}}'
    (path / "manifest.json").write_text(written)
    with pytest.raises(StoreCorrupt, match="hoiso reindex"):
        Store.open(path)


@pytest.mark.parametrize("damage", [DAMAGE["one bit"], DAMAGE["a page overwritten"]])
def test_of_large_files_every_byte_is_compared_when_asked(
    path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr("index.manifest._SMALL", 0)
    with Store.open(path) as store:
        store.verify()
    part_of(path).write_bytes(damage(part_of(path).read_bytes()))
    with Store.open(path) as store, pytest.raises(StoreCorrupt, match="hoiso reindex"):
        store.verify()


def test_another_programs_database_is_no_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.manifest._SMALL", 0)
    change(path, "PRAGMA application_id = 7")
    with pytest.raises(StoreCorrupt, match="không phải chỉ mục"):
        Store.open(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE observation SET value = 'nhiều'",
        "UPDATE observation SET kind = 'guess'",
        "UPDATE article SET published = 'hôm qua'",
        "DELETE FROM body WHERE number = 1",
        "DROP TABLE baseline",
    ],
)
def test_content_that_cannot_be_read_is_damage(
    path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr("index.manifest._SMALL", 0)
    change(path, statement)
    with Store.open(path) as store, pytest.raises(StoreCorrupt, match="hoiso reindex"):
        list(store.observations())


def test_an_error_while_writing_leaves_nothing(tmp_path: Path) -> None:
    def articles() -> Iterator[tuple[Article, str, Observed]]:
        yield make_article("c.txt"), "", Observed([])
        raise RuntimeError("boom")

    with pytest.raises(RuntimeError, match="boom"):
        write_store(tmp_path / "s", articles())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnwritable, match="dung lượng đĩa"):
        write_store(tmp_path / "none" / "s", [(make_article(), "", Observed([]))])


def test_what_is_declared_is_stored_with_its_value(tmp_path: Path) -> None:
    declared = Declared("Huế", date(2024, 1, 2), evidence="x")
    write_store(tmp_path / "s", [(make_article(declared=declared), "", Observed([]))])
    with sqlite3.connect(part_of(tmp_path / "s")) as connection:
        [row] = connection.execute("SELECT declared, evidence FROM article")
    connection.close()
    assert row == ('{"place": "Huế", "published": "2024-01-02"}', "x")


def test_a_value_is_stored_without_loss(tmp_path: Path) -> None:
    article = make_article()
    exact = Decimal("24044000000000.000000000000000001")
    write_store(tmp_path / "s", [(article, "", Observed([make_observation(article, value=exact)]))])
    with Store.open(tmp_path / "s") as store:
        assert next(store.observations()).observation.value == exact


def test_how_sure_an_observation_is_is_stored_without_loss(tmp_path: Path) -> None:
    article = make_article()
    provenance = replace(make_observation(article).provenance, confidence=0.437)
    unsure = make_observation(article, provenance=provenance)
    write_store(tmp_path / "s", [(article, "", Observed([unsure]))])
    with Store.open(tmp_path / "s") as store:
        assert next(store.observations()).observation == unsure


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(part_of(path))
    connection.execute(statement)
    connection.commit()
    connection.close()


def part_of(path: Path) -> Path:
    return path / "part-000001.sqlite"


def contents(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir()}
