"""The same questions get the same answers, whatever the run and the order of the files."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.corpus import open_generation
from bot.evaluation.tempter import Tempter
from bot.render.forms import answer_form
from bot.render.text import render_text
from index.build import reindex
from index.generation import generation_path

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "tests" / "gold" / "news" / "services" / "articles"
_ASK = """
import json, sys
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests"]
from test_determinism import answers_of
print(json.dumps(answers_of(Path(sys.argv[2]), json.load(sys.stdin))))
"""


def indexed(data, sources):
    report = reindex(data, sources)
    return generation_path(data, report.generation)


def answers_of(path, questions):
    with closing(open_generation(path)) as corpus:
        return [
            json.dumps(answer_form(answer, render_text(answer, corpus.articles)), sort_keys=True)
            for answer in (corpus.engine.ask(question, question) for question in questions)
        ]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return indexed(tmp_path_factory.mktemp("data"), [ARTICLES, ROOT / "seeds"])


@pytest.fixture(scope="module")
def questions(path):
    with closing(open_generation(path)) as corpus:
        lures = list(Tempter(corpus, 7).lures(40))
    asked = [text for lure in lures for text in (lure.origin, lure.text)]
    # What is alike in many places is where an order could show.
    return [*asked, "tỉnh nào cao nhất về hồ sơ trực tuyến", "các chỉ tiêu của Vĩnh Phúc"]


@pytest.fixture(scope="module")
def answers(path, questions):
    return answers_of(path, questions)


def test_asking_twice_changes_nothing(path, questions, answers):
    assert answers_of(path, questions) == answers


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_says_the_same(path, questions, answers, seed):
    run = subprocess.run(
        [sys.executable, "-c", _ASK, ROOT, path],
        input=json.dumps(questions),
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
        text=True,
    )
    assert json.loads(run.stdout) == answers


def test_the_order_of_the_files_changes_nothing(tmp_path, questions, answers):
    files = sorted((*ARTICLES.iterdir(), *(ROOT / "seeds").iterdir()), reverse=True)
    scattered = []
    for number, file in enumerate(files):
        folder = tmp_path / f"{number % 3}"
        folder.mkdir(exist_ok=True)
        shutil.copy(file, folder)
        scattered.append(folder / file.name)
    sources = [file for file in scattered if file.suffix == ".txt"]
    # What is declared of the articles lies beside them.
    for number in range(3):
        shutil.copy(ROOT / "seeds" / "sources.toml", tmp_path / f"{number}")
    assert answers_of(indexed(tmp_path / "data", sources), questions) == answers
