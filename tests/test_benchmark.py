"""The benchmarks run on any folder of articles, and what they measured is kept and reported."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.generator import write_articles
from benchmarks.measuring.child import Limits, run
from benchmarks.measuring.engines import ENGINES
from benchmarks.measuring.material import Passages, load_questions, prepare
from benchmarks.measuring.results import PROGRAM, Results
from benchmarks.report import PLOT

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "reading.py"
README = (
    "Before.\n<!-- figures: written by the program -->\nOld.\n<!-- end of the figures -->\nAfter.\n"
)


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    for _ in write_articles(folder, 12):
        pass
    return folder


@pytest.fixture
def command(tmp_path, articles):
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    places = {"work": "work", "results": "results.json", "readme": "README.md"}
    return [
        *("--folder", str(articles), "--sizes", "60", "--questions", "20", "--seconds", "5"),
        *(part for name, path in places.items() for part in (f"--{name}", str(tmp_path / path))),
    ]


def figures_of(folder):
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))["sizes"]


def test_the_benchmark_says_how_fast_a_folder_is_read(tmp_path):
    text = "Tỉnh báo cáo kết quả năm\n\nNăm 2023, tỷ lệ hộ nghèo của tỉnh Hà Nam còn 2,5%.\n"
    (tmp_path / "bai.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, SCRIPT, tmp_path, "--rounds", "1", "--no-words"]
    run = subprocess.run(command, capture_output=True, check=True, text=True)
    assert run.stdout.startswith("1 articles, ")
    for stage in ("articles/s", "article ", "numbers", "periods", "places", "a fresh process"):
        assert stage in run.stdout


def test_engines_are_measured_kept_and_reported(tmp_path, command):
    main([*command, "--engines", "fts5"])
    kept = figures_of(tmp_path)["60"]["fts5"]
    assert kept["serve"]["round 2"]["questions"] == 20
    assert kept["build"]["peak anonymous MiB"] > 0
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert text.startswith("Before.\n")
    assert text.endswith("After.\n")
    assert "Old." not in text
    assert "| 60 | SQLite FTS5 | " in text
    assert (tmp_path / PLOT).read_bytes().startswith(b"\x89PNG")


def test_what_is_kept_is_not_measured_again(tmp_path, command):
    results = Results(tmp_path / "results.json")
    held = {"given up": "longer than 1 s"}
    results.put(60, "fts5", "build", held)
    main([*command, "--engines", "fts5"])
    assert set(figures_of(tmp_path)["60"]["fts5"]) == {"build"}
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| 60 | SQLite FTS5 | given up: longer than 1 s |" in text


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_finds_the_passage_that_was_asked_with(tmp_path, articles, name):
    if name == "bm25s":
        pytest.importorskip("bm25s")
    prepare(articles, tmp_path / "material", 60, 5)
    passages = Passages(tmp_path / "material", 60)
    assert len(passages) == 60
    assert passages.at([passages[41].key]) == [passages[41]]
    folder = tmp_path / "index"
    folder.mkdir()
    ENGINES[name].build(passages, folder)
    with ENGINES[name].open(passages, folder) as search:
        assert search(passages[41].text)[0] == 41


def test_a_folder_without_truth_is_asked_with_pieces_of_its_passages(tmp_path):
    sources = tmp_path / "given"
    sources.mkdir()
    text = "Tỉnh báo cáo kết quả năm\n\n" + "Tỷ lệ hộ nghèo của tỉnh Hà Nam giảm đều. " * 4
    (sources / "bai.txt").write_text(text, encoding="utf-8")
    assert prepare(sources, tmp_path / "work", 10, 3) == 1
    asked = load_questions(tmp_path / "work")
    assert [each.kind for each in asked] == ["piece"] * 3
    assert all(each.text in text for each in asked)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(0.2, 10_000), "longer than"), (Limits(60, 1), "more memory than")],
)
def test_a_measurement_that_takes_too_much_is_given_up(tmp_path, articles, limits, reason):
    prepare(articles, tmp_path, 60, 5)
    arguments = {"engine": "rank-bm25", "material": str(tmp_path), "folder": str(tmp_path / "x")}
    found = run("ranking", "build", limits, **arguments, size=60)
    assert reason in found["given up"]


def test_the_report_tells_of_the_whole_program(tmp_path, command):
    results = Results(tmp_path / "results.json")
    times = {"questions": 10, "wall p50 ms": 12.345, "wall p99 ms": 123.4}
    times |= {"processor p50 ms": 11, "processor p99 ms": 12}
    kinds = {"round 1": {"value": times}, "round 2": {"value": times}}
    memory = {"anonymous MiB": 50, "resident MiB": 70}
    results.put(60, "material", "made", {"articles": 12})
    results.put(60, PROGRAM, "index", {"wall s": 6, "disk MiB": 2, "peak anonymous MiB": 90})
    asked = {"open s": 0.01, "first ms": 900, "round 1": times, "round 2": times} | memory
    asked |= {"kinds": kinds, "right": {"value": 0.9}}
    results.put(60, PROGRAM, "ask", asked)
    main([*command, "--report"])
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert (
        "| 60 | 12 | 6 | 2 | 90 | 2 | 0.01 | 900 | 12.3 / 123 | 12.3 / 123 | 11 / 12 | 50 / 70 |"
        in text
    )
    assert "| value | 10 | 12.3 / 123 | 12.3 / 123 | 90% |" in text


@pytest.mark.full
def test_the_whole_program_is_measured(tmp_path, command):
    main([*command, "--engines", PROGRAM])
    kept = figures_of(tmp_path)["60"][PROGRAM]
    assert set(kept) == {"index", "ask", "change", "process", "cores"}
    assert kept["change"]["found"]
