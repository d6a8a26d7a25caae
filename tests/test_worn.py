"""An index much of which is of articles that are gone is built anew by the next run."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import linked
from index.build import Report, reindex
from index.build.reading import NOTHING
from index.generation import current_path
from index.linked import is_worn
from index.passages.disk.sink import PassageSink
from index.passages.disk.terms import Terms


def write(source: Path, number: int, text: str) -> None:
    (source / f"{number:02}.txt").write_text(f"Tin {number}\n\n{text}\n", encoding="utf-8")


def run(source: Path, data: Path) -> Report:
    sinks = [PassageSink("tantivy")]
    return reindex(data, [source], observe=lambda _: NOTHING, sinks=sinks, jobs=0)


def terms(data: Path) -> Path:
    folder = current_path(data)
    assert folder is not None
    return folder / PassageSink.name


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(linked, "_FEWEST_GONE", 1)
    source = tmp_path / "source"
    source.mkdir()
    for number in range(20):
        write(source, number, "Tỉnh họp bàn về chuyển đổi số.")
    return source


def make_and_change(source: Path, folder: Path, changed: int) -> Path:
    data = folder / "data"
    run(source, data)
    for number in range(changed):
        write(source, number, "Huyện khánh thành một cây cầu.")
    run(source, data)
    return data


def test_it_is_built_anew_once(source: Path, tmp_path: Path) -> None:
    data = make_and_change(source, tmp_path, 8)
    assert is_worn(terms(data))
    report = run(source, data)
    assert (report.fresh, report.changed) == (True, ())
    assert not is_worn(terms(data))
    found = Terms.open(terms(data))
    assert (found.passages, found.frequency("cầu"), found.frequency("họp")) == (20, 8, 12)
    assert not run(source, data).fresh


def test_one_with_few_such_articles_is_left(source: Path, tmp_path: Path) -> None:
    data = make_and_change(source, tmp_path, 3)
    assert not is_worn(terms(data))
    assert not run(source, data).fresh
