"""How engines rank passages: time to build, to open, to answer; size and memory.

Each function is a measurement as ``child.run`` runs it.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measuring.engines import ENGINES
from benchmarks.measuring.material import Passages, load_questions
from benchmarks.measuring.meter import ask_each, drop_pages, own_memory, shares_of, size_of, taking
from benchmarks.measuring.own import change_article

_ROUNDS = 5


def build(engine: str, material: str, folder: str, size: int) -> dict[str, Any]:
    """Build an engine's index."""
    place = Path(folder)
    place.mkdir(parents=True)
    passages = Passages(Path(material), size)
    with taking() as taken:
        ENGINES[engine].build(passages, place)
    return {"wall s": taken.wall, "processor s": taken.processor, "disk MiB": size_of(place)}


def serve(engine: str, material: str, folder: str, size: int, seconds: float) -> dict[str, Any]:
    """Open an engine's index with nothing of it in memory, and ask.

    Args:
        seconds: For a round of questions; a slower engine is asked fewer.
    """
    place = Path(folder)
    passages = Passages(Path(material), size)
    texts = [question.text for question in load_questions(Path(material))]
    empty = own_memory()
    drop_pages(place)
    with ExitStack() as held:
        with taking() as opening:
            search = held.enter_context(ENGINES[engine].open(passages, place))
        with taking() as first:
            search(texts[0])
        rounds = [ask_each(search, texts, seconds)]
        if rounds[0][1]:
            rounds.append(ask_each(search, texts, seconds))
        memory = own_memory()
    return {
        "open s": opening.wall,
        "first ms": 1000 * first.wall,
        **{f"round {number}": shares_of(taken) for number, (taken, _) in enumerate(rounds, 1)},
        **memory,
        "anonymous before MiB": empty["anonymous MiB"],
    }


def change(engine: str, material: str, folder: str, size: int) -> dict[str, Any]:
    """Change one article of the project's own index, as a new generation does, several times.

    The files are linked into a folder of their own, one article is forgotten and taken in again
    with a word more, and that word is asked for.
    """
    assert engine == "tantivy"
    taken, found = [], True
    passages = Passages(Path(material), size)
    for number in range(_ROUNDS):
        held = passages.article_of(len(passages) * (number + 1) // (_ROUNDS + 2))
        word = f"tầnsố{number}"
        held = [replace(passage, text=f"{passage.text} {word}") for passage in held]
        with TemporaryDirectory(dir=Path(folder).parent) as name:
            for path in Path(folder).iterdir():
                (Path(name) / path.name).hardlink_to(path)
            with taking() as each:
                change_article(Path(name), held)
            taken.append(each)
            with ENGINES[engine].open(passages, Path(name)) as search:
                found = found and passages[search(word)[0]].article == held[0].article
    return {"wall ms": 1000 * min(each.wall for each in taken), "found": found}
