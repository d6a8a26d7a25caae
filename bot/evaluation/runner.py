"""A folder of gold -> its score: the articles are indexed aside, every question is asked.

``evaluate`` is the entry point. Nothing of the user's own index is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.corpus import Corpus, open_generation
from bot.evaluation.errors import GoldError
from bot.evaluation.gold import Gold, part_of
from bot.evaluation.observations import ObservationScore, score_observations
from bot.evaluation.questions import QuestionScore, score_questions
from bot.indexing import index_sources
from index.build.files import find_files
from index.generation import generation_path

_TEXT_SUFFIX = ".txt"
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured on one collection.

    Attributes:
        part: ``work``, ``aside``, or ``None`` for all of it.
        refused: Name and reason of each article that the program could not read.
    """

    name: str
    part: str | None
    observations: ObservationScore | None
    questions: QuestionScore | None
    refused: tuple[tuple[str, str], ...] = ()


def evaluate(
    gold: Gold,
    sources: Sequence[Path],
    part: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Score the program on a collection.

    Args:
        gold: What is right.
        sources: The folders and files of its articles.
        part: As for ``part_of``.
        progress: Told after each article how many are read, of how many.

    Raises:
        GoldError: The gold names an article that is not there, or nothing is in the part.
        IndexingError: The articles cannot be read.
    """
    paths = {file.path.name: file.path for file in find_files(sources)[0]}
    _check_articles(gold, paths, sources)
    wanted = part_of(gold, part)
    if not wanted.observations and not wanted.questions:
        raise GoldError(f"Phần {part} của bộ {gold.name} không có gì; hãy chấm cả bộ (bỏ --part).")
    with TemporaryDirectory(prefix="hoiso-") as folder:
        data = Path(folder)
        report = index_sources(data, sources, progress=progress)
        with closing(open_generation(generation_path(data, report.generation))) as corpus:
            texts = {name: _text(name, paths, corpus) for name in corpus.articles}
            read = score_observations(wanted.observations, list(corpus.observations()), texts)
            engine = corpus.engine
            asked = score_questions(wanted.questions, engine.ask, texts, engine.explain)
    return Evaluation(
        gold.name,
        part,
        read if wanted.observations else None,
        asked if wanted.questions else None,
        report.refused,
    )


def _check_articles(gold: Gold, paths: Mapping[str, Path], sources: Iterable[Path]) -> None:
    named = {one.article for one in gold.observations}
    for question in gold.questions:
        for expected in question.expect:
            named.update(expected.article if expected else ())
    unknown = sorted(named - set(paths))
    if unknown:
        more = len(unknown) - _MOST_NAMES
        names = ", ".join(unknown[:_MOST_NAMES]) + (f" và {more} bài nữa" if more > 0 else "")
        raise GoldError(
            f"Bộ {gold.name} nói đến bài không có trong {', '.join(map(str, sources))}: {names}. "
            "Hãy sửa tên bài trong đáp án, hoặc chỉ thư mục các bài bằng --articles."
        )


def _text(name: str, paths: Mapping[str, Path], corpus: Corpus) -> str:
    # As it lies on disk, so that a citation is not checked by what made it.
    path = paths.get(name)
    if path is not None and path.suffix.lower() == _TEXT_SUFFIX:
        try:
            return path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            pass  # Written in another encoding: only the store has it as UTF-8.
    return corpus.text_of(name)
