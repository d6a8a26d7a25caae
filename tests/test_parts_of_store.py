"""A store of many parts answers like one that was written at once; so does one that was merged."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from factories import make_article, make_full_observation, make_observation, make_text
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.errors import ArticleError
from extract.models import Article, Declared, Observation, Observed, Passage, Reason, Unattached
from index.errors import StoreCorrupt, StoreUnwritable
from index.keys import article_key
from index.manifest import Manifest, PartEntry, write_manifest
from index.sink import key_of
from index.store import Store
from index.store.documents import document_of
from index.store.merging import merge_parts
from index.store.models import ReadArticle, SourceState
from index.store.writing import MOST_PER_ARTICLE, PartWriter

NAMES = ["a.txt", "b.txt", "ă.txt", "z.html"]
PLACES = [("Cao Bằng", None), ("Cao Bằng", "Cao Bằng"), ("Hòa An", "Cao Bằng"), (None, None)]
# What each step does to articles: another text of each that is named, none for one removed.
STEPS = st.lists(
    st.dictionaries(st.sampled_from(NAMES), st.none() | st.integers(0, 5), min_size=1),
    min_size=1,
    max_size=5,
)


@cache
def read_of(name: str, version: int) -> ReadArticle:
    """Make an article and what was read in it; versions differ in every way."""
    declared = Declared(publisher="Báo", evidence="x") if version % 2 else None
    # The second text is decomposed, so that its paragraphs are not in the file as they are.
    sentence = "Ti\u0302\u0309nh co\u0301 7 xa\u0303." if version == 1 else f"Tỉnh có {version} xã."
    article = make_article(name, sentence, declared)
    article = replace(article, published=date(2020 + version, 1, 1) if version else None)
    span = article.passages[0].span
    observations = [
        make_observation(article, place=place, province=province, indicator=f"số {number % 2}")
        for number, (place, province) in enumerate(PLACES[: version + 1])
    ]
    loose = Unattached(name, 1, span, span, "7", Reason.UNNAMED)
    file = SourceState(f"/{name}", version, version, version, *(f"{name} {version}",) * 2)
    observed = Observed([*observations, make_full_observation(article)], [loose] * (version % 3))
    return ReadArticle(0, article, file, [None], observed)


@contextmanager
def opened(folder: Path, parts: list[PartEntry]) -> Iterator[Store]:
    """Open the parts of a folder as a store."""
    (folder / "manifest.json").unlink(missing_ok=True)
    write_manifest(folder, Manifest(tuple(parts), 1))
    with Store.open(folder) as store:
        yield store


@contextmanager
def written(steps: list[Mapping[str, int | None]]) -> Iterator[tuple[Path, list[PartEntry]]]:
    """Write a part for each step."""
    with TemporaryDirectory() as name:
        folder, parts, number = Path(name), [], 0
        for at, step in enumerate(steps):
            path = folder / f"part-{at}.sqlite"
            with base_of(folder, parts) as base, PartWriter(path, base) as writer:
                for article, version in sorted(step.items()):
                    if version is not None:
                        number += 1
                        writer.add(replace(read_of(article, version), number=number))
                writer.forget(article for article, version in step.items() if version is None)
                writer.drop(f"/{article}" for article, version in step.items() if version is None)
                writer.refuse([(f"{at}.pdf", "hỏng")])
                parts.append(writer.finish())
        yield folder, parts


@contextmanager
def base_of(folder: Path, parts: list[PartEntry]) -> Iterator[Store | None]:
    if not parts:
        yield None
        return
    with opened(folder, parts) as store:
        yield store


def final(steps: list[Mapping[str, int | None]]) -> dict[str, int | None]:
    state: dict[str, int | None] = {}
    for step in steps:
        state.update(step)
    return {name: version for name, version in state.items() if version is not None}


def told(store: Store) -> dict[str, Any]:
    """Gather what a store tells, but for the numbers that articles have."""
    observations = list(store.observations())
    ids = [stored.id for stored in observations]
    passages = list(store.passages())
    assert store.observations_at(ids) == observations
    assert store.observations_at([*reversed(ids), key_of(999, 1)]) == observations[::-1]
    quotes = {one.id: one.citation.quote for one in observations[1:]}
    assert store.observations_at(ids, quotes) == observations
    assert store.passages_at([passage.key for passage in passages]) == passages
    assert [(s.order, s.id) for s in observations] == sorted((s.order, s.id) for s in observations)
    for name in {one.citation.article for one in observations}:
        own = [one.observation for one in observations if one.citation.article == name]
        assert {*store.places_of(name)} == {(o.place, o.province) for o in own}
    documents = list(store.documents())
    assert [p for document in documents for p in document.passages] == passages
    assert [o for document in documents for o in document.observations] == observations
    return {
        "articles": list(store.articles()),
        "found": [store.article(name) for name in NAMES],
        "texts": [store.article_text(article.name) for article in store.articles()],
        "by key": [store.name_of_key(article_key(name)) for name in NAMES],
        "by content": [store.name_of_content(f"{name} {v}") for name in NAMES for v in range(6)],
        "sources": sorted(store.sources().values()),
        "passages": [replace(passage, key=0) for passage in passages],
        "of": [[replace(p, key=0) for p in store.passages_of(name)] for name in NAMES],
        "words": list(store.passage_words()),
        "observations": [replace(stored, id=0) for stored in observations],
        "in": [[replace(s, id=0) for s in store.observations_of(name)] for name in NAMES],
        "by": [
            stored and replace(stored, id=0)
            for stored in (
                store.observation_by(name, len(make_text("")) - 1, "số 0") for name in NAMES
            )
        ],
        "unattached": list(store.unattached()),
        "places": store.places(),
        "indicators": store.indicators(),
        "counts": store.counts(),
        "newest": store.newest_day(),
        "refused": list(store.refused()),
    }


def test_the_property_test_looks_at_something() -> None:
    with written([dict.fromkeys(NAMES, 5)]) as (folder, parts), opened(folder, parts) as store:
        tells = told(store)
    assert all(tells.values())
    assert all(tells["by"])


@pytest.fixture(autouse=True)
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@given(steps=STEPS, cut=st.tuples(st.integers(0, 4), st.integers(0, 4)))
@example(steps=[{"z.html": 3}, {"a.txt": 3}], cut=(0, 1))
@example(steps=[{"a.txt": 3, "b.txt": 2}, {"a.txt": 1}, {"b.txt": None}], cut=(1, 2))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_parts_tell_the_same_as_one_whole_store_before_and_after_merging(
    steps: list[Mapping[str, int | None]], cut: tuple[int, int]
) -> None:
    with written([final(steps)]) as (folder, parts), opened(folder, parts) as store:
        whole = told(store)
    first, last = sorted(min(at, len(steps) - 1) for at in cut)
    with written(steps) as (folder, parts):
        with opened(folder, parts) as store:
            in_parts = told(store)
            ids = [stored.id for stored in store.observations()]
            recounted(store)
        merged = merge_parts(
            folder / "merged.sqlite",
            [(folder / entry.file.name, entry) for entry in parts[first : last + 1]],
        )
        with opened(folder, [*parts[:first], merged, *parts[last + 1 :]]) as store:
            after = told(store)
            assert [stored.id for stored in store.observations()] == ids
            recounted(store)
    assert in_parts["refused"] == [(f"{len(steps) - 1}.pdf", "hỏng")]
    assert after == in_parts
    assert in_parts | {"refused": 0} == whole | {"refused": 0}


def recounted(store: Store) -> None:
    """Check what is known from tallies against what is there."""
    observations = [stored.observation for stored in store.observations()]
    by_place = [(o.place, o.province) for o in observations if o.place]
    assert [(place, province) for place, province, _ in store.places()] == sorted(
        set(by_place), key=lambda one: (one[0], one[1] or "")
    )
    assert [count for *_, count in store.places()] == [
        by_place.count((place, province)) for place, province, _ in store.places()
    ]
    by_name = [(o.indicator, o.unit) for o in observations]
    assert store.indicators() == sorted((*one, by_name.count(one)) for one in set(by_name))
    counts = store.counts()
    assert counts.articles == len(list(store.articles()))
    assert counts.passages == len(list(store.passages()))
    assert counts.observations == len(observations)
    assert counts.unattached == len(list(store.unattached()))


def test_merging_keeps_no_row_of_what_is_hidden() -> None:
    with written([{"a.txt": 3, "b.txt": 4}, {"a.txt": 5, "b.txt": None}]) as (folder, parts):
        entries = [(folder / entry.file.name, entry) for entry in parts]
        merged = merge_parts(folder / "merged.sqlite", entries)
        assert (merged.first, merged.last, merged.hidden) == (3, 3, 0)
        with opened(folder, [merged]) as store:
            assert [(one.name, one.size) for one in store.sources().values()] == [("a.txt", 5)]
            store.verify()


def test_a_file_that_moved_is_known_where_it_lies_also_after_merging() -> None:
    with written([{"a.txt": 1, "b.txt": 1}]) as (folder, parts):
        # Names of folders need not be UTF-8.
        moved = SourceState("/else\udcff/a.txt", 9, 9, 9, "9", number=1)
        with opened(folder, parts) as base, PartWriter(folder / "2.sqlite", base) as writer:
            writer.note([moved])
            writer.drop(["/a.txt"])
            touched = writer.finish()
        with opened(folder, [*parts, touched]) as store:
            known = store.sources()
            assert known == {"/b.txt": read_of("b.txt", 1).file, moved.path: moved}
            assert store.counts() == parts[0].counts
        files = [(folder / entry.file.name, entry) for entry in (*parts, touched)]
        merged = merge_parts(folder / "merged.sqlite", files)
        with opened(folder, [merged]) as store:
            assert store.sources() == known


def test_what_was_just_read_is_the_document_that_is_kept() -> None:
    with written([{"a.txt": 3, "b.txt": 1}]) as (folder, parts), opened(folder, parts) as store:
        first, second = store.documents()
    assert document_of(replace(read_of("a.txt", 3), number=1)) == first
    assert document_of(replace(read_of("b.txt", 1), number=2)) == second


def test_articles_come_in_order(tmp_path: Path) -> None:
    with PartWriter(tmp_path / "part.sqlite") as writer:
        writer.add(replace(read_of("b.txt", 1), number=2))
        for name, number in (("a.txt", 3), ("b.txt", 3), ("c.txt", 2)):
            with pytest.raises(ValueError, match="order"):
                writer.add(replace(read_of("b.txt", 1), number=number, article=named(name)))
    assert list(tmp_path.iterdir()) == []


def test_an_article_with_more_than_keys_have_room_for_is_refused(tmp_path: Path) -> None:
    read = read_of("a.txt", 1)
    [passage] = read.article.passages
    many: tuple[Passage, ...] = (passage,) * (MOST_PER_ARTICLE + 1)
    observations: list[Observation] = [read.observed.observations[0]] * (MOST_PER_ARTICLE + 1)
    with PartWriter(tmp_path / "part.sqlite") as writer:
        with pytest.raises(ArticleError, match="quá nhiều"):
            writer.add(replace(read, number=1, article=replace(read.article, passages=many)))
        with pytest.raises(ArticleError, match="quá nhiều"):
            writer.add(replace(read, number=1, observed=Observed(observations)))
        writer.add(replace(read_of("a.txt", 1), number=1))
        assert writer.finish().counts.articles == 1


def test_a_part_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with written([{"a.txt": 1}]) as (folder, [entry]):
        files = [(folder / entry.file.name, entry)]
        with pytest.raises(StoreUnwritable, match="quyền ghi"):
            merge_parts(tmp_path / "none" / "merged.sqlite", files)
        (folder / entry.file.name).write_bytes(b"rubbish")
        with pytest.raises(StoreCorrupt, match="part-0"):
            merge_parts(tmp_path / "merged.sqlite", files)
    assert list(tmp_path.iterdir()) == []


def named(name: str) -> Article:
    return make_article(name)
