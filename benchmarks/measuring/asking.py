"""The whole program at size: indexing by its command, whole questions, one changed article.

Each function is a measurement as ``child.run`` runs it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.making.questions import Asked
from benchmarks.measuring.material import SOURCES, load_questions
from benchmarks.measuring.meter import (
    Taken,
    ask_each,
    drop_pages,
    own_memory,
    shares_of,
    size_of,
    taking,
)
from bot.models import Answer, Answered, Passages

_ADDED = "Năm 2025, số cột mốc tri ân của tỉnh Hà Giang là 1.234 cột mốc."
_ADDED_QUESTION = "số cột mốc tri ân Hà Giang năm 2025"
_ROUNDS = 5
# Of a thousand articles each: what one core can read in a minute or two.
_SAMPLE_FOLDERS = 2


def index(material: str, data: str, engine: str) -> dict[str, Any]:
    """Index all sources with ``hoiso reindex`` into a new data folder."""
    taken = _command(Path(data), engine, "reindex", str(Path(material) / SOURCES))
    return {
        "wall s": taken.wall,
        "processor s": taken.processor,
        "disk MiB": size_of(Path(data)),
    }


def cores(material: str, data: str, engine: str) -> dict[str, Any]:
    """Index the first thousands of articles on one core, then on all, each into a new folder."""
    folders = sorted((Path(material) / SOURCES).iterdir())[:_SAMPLE_FOLDERS]
    articles = sum(len(list(folder.iterdir())) for folder in folders)
    all_cores = os.sched_getaffinity(0)
    found: dict[str, Any] = {"articles": articles}
    for word, used in (("one core", {min(all_cores)}), ("all cores", all_cores)):
        os.sched_setaffinity(0, used)
        with TemporaryDirectory(dir=Path(data).parent) as other:
            taken = _command(Path(other), engine, "reindex", *map(str, folders))
        found |= {f"{word} wall s": taken.wall, f"{word} processor s": taken.processor}
    return found


def ask(material: str, data: str, engine: str, seconds: float) -> dict[str, Any]:
    """Ask in one process: with nothing of the index in memory, then all, then all again.

    Args:
        seconds: For a round of questions.
    """
    questions = load_questions(Path(material))
    texts = [question.text for question in questions]
    drop_pages(Path(data))
    with taking() as loading:
        from bot.config import Settings
        from bot.corpus import open_indexed
        from bot.garbage import keep_for_good
    with taking() as opening:
        settings = Settings(Path(data), engine=engine)
        corpus = open_indexed(settings)
    answers: dict[str, Answer] = {}
    chats = iter(range(1 << 30))

    def answer(text: str) -> None:
        answers[text] = corpus.engine.ask(f"chat {next(chats)}", text)

    with closing(corpus):
        with taking() as first:
            answer(texts[0])
        # As every process does that goes on answering.
        keep_for_good()
        rounds = [ask_each(answer, texts, seconds)[0]]
        rounds.append(ask_each(answer, texts[: len(rounds[0])], seconds)[0])
        held = own_memory()
    return {
        "load s": loading.wall,
        "open s": opening.wall,
        "first ms": 1000 * first.wall,
        **{f"round {number}": shares_of(taken) for number, taken in enumerate(rounds, 1)},
        "kinds": {
            f"round {number}": _by_kind(questions, taken) for number, taken in enumerate(rounds, 1)
        },
        "right": _right(questions, answers),
        **held,
    }


def change(material: str, data: str, engine: str) -> dict[str, Any]:
    """Add a sentence to one article and index again, by the command; then take it away again."""
    sources = Path(material) / SOURCES
    path = sorted(sources.rglob("*.txt"))[-1]
    text = path.read_text(encoding="utf-8")
    taken = []
    try:
        _replace(path, f"{text}\n\n{_ADDED}\n")
        taken.append(_command(Path(data), engine, "reindex", str(sources)))
        found = _says(Path(data), engine, _ADDED_QUESTION, "1.234")
    finally:
        _replace(path, text)
        taken.append(_command(Path(data), engine, "reindex", str(sources)))
    return {
        "wall s": min(each.wall for each in taken),
        "processor s": min(each.processor for each in taken),
        "found": found,
    }


def process(material: str, data: str, engine: str) -> dict[str, Any]:
    """Ask a question by a whole ``hoiso ask``, again and again; the best of them."""
    question = load_questions(Path(material))[0].text
    taken = [_command(Path(data), engine, "ask", question) for _ in range(_ROUNDS)]
    return {
        "wall s": min(each.wall for each in taken),
        "processor s": min(each.processor for each in taken),
    }


def _command(data: Path, engine: str, *arguments: str) -> Taken:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    _run(data, engine, *arguments)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Taken(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _run(data: Path, engine: str, *arguments: str) -> str:
    command, *rest = arguments
    run = subprocess.run(
        [sys.executable, "-m", "bot", command, "--data", str(data), *rest],
        stdout=subprocess.PIPE,
        env=os.environ | {"HOISO_ENGINE": engine},
        text=True,
        check=False,
    )
    # 3 is a question without an answer.
    if run.returncode not in (0, 3):
        raise RuntimeError(f"hoiso {command}: exit status {run.returncode}")
    return run.stdout


def _says(data: Path, engine: str, question: str, answer: str) -> bool:
    return answer in _run(data, engine, "ask", question)


def _replace(path: Path, text: str) -> None:
    # The file may be one of the folder it came from, by a link.
    other = path.with_suffix(".new")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def _by_kind(questions: list[Asked], taken: list[Taken]) -> dict[str, dict[str, float]]:
    kinds: dict[str, list[Taken]] = defaultdict(list)
    for question, each in zip(questions, taken, strict=False):
        kinds[question.kind].append(each)
    return {kind: shares_of(each) for kind, each in kinds.items()}


def _right(questions: list[Asked], answers: dict[str, Answer]) -> dict[str, float]:
    """Tell for each kind the share of its questions that were answered rightly, where known."""
    asked, right = Counter[str](), Counter[str]()
    for question in questions:
        verdict = is_right(question, answers.get(question.text))
        if verdict is not None:
            asked[question.kind] += 1
            right[question.kind] += verdict
    return {kind: right[kind] / asked[kind] for kind in asked}


def is_right(question: Asked, answer: Answer | None) -> bool | None:
    """Tell whether an answer is right; ``None`` where that is not known."""
    if answer is None:
        return None
    if question.kind == "absent":
        return not isinstance(answer, Answered)
    if question.contains is not None:
        return isinstance(answer, Passages) and any(
            question.contains in hit.passage.text for hit in answer.hits
        )
    if question.value is None:
        return None
    if not isinstance(answer, Answered):
        return False
    observations = [figure.stored.observation for figure in answer.figures]
    if question.kind == "rank":
        return any(o.rank and o.rank.position == int(question.value) for o in observations)
    return any(o.value == Decimal(question.value) for o in observations)
