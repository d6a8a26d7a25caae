"""The order of the measurements; what is kept already is not measured again.

``Runner`` is the entry point.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.generator import write_articles
from benchmarks.measuring.child import Limits, run
from benchmarks.measuring.material import prepare
from benchmarks.measuring.results import GIVEN_UP, MATERIAL, OWN, PROGRAM, Figures, Results

_PASSAGES_OF_AN_ARTICLE = 9.9
# Above these, a question takes seconds, or building takes more memory than there is; below
# those, syllables alone would say no more than syllables and pairs do.
_MOST = {"own-bm25": 10_000, "rank-bm25": 100_000}
_LEAST = {"rank-bm25-syllables": 100_000}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Attributes:
        folder: Of articles; ``None`` for made ones.
        sizes: In passages.
        engines: Their keys, ``PROGRAM`` for the whole program.
        questions: How many are made for a size.
        seconds: For a round of questions.
        again: Whether to measure anew what is kept.
    """

    folder: Path | None
    sizes: Sequence[int]
    engines: Sequence[str]
    work: Path
    questions: int
    seconds: float
    limits: Limits
    again: bool = False


class Runner:
    """Goes through a plan."""

    def __init__(self, plan: Plan, results: Results, say: Callable[[str], None]) -> None:
        """Begin; ``say`` is told of each step."""
        self._plan = plan
        self._results = results
        self._say = say

    def run(self) -> None:
        """Measure all."""
        plan = self._plan
        folder = plan.folder or self._made()
        for size in plan.sizes:
            material = plan.work / f"material-{size}"
            articles = prepare(folder, material, size, plan.questions)
            self._say(f"{size} passages of {articles} articles")
            self._results.put(size, MATERIAL, "made", {"articles": articles})
            for engine in plan.engines:
                if engine == PROGRAM:
                    self._program(size, material)
                elif _LEAST.get(engine, 0) <= size <= _MOST.get(engine, size):
                    self._engine(size, engine, material)

    def _made(self) -> Path:
        folder = self._plan.work / "articles"
        wanted = int(max(self._plan.sizes) / _PASSAGES_OF_AN_ARTICLE * 1.02) + 10
        done = folder / "count"
        if not done.exists() or int(done.read_text(encoding="ascii")) < wanted:
            self._say(f"making {wanted} articles")
            for _ in write_articles(folder, wanted):
                pass
            done.write_text(str(wanted), encoding="ascii")
        return folder

    def _engine(self, size: int, engine: str, material: Path) -> None:
        folder = self._plan.work / f"{engine}-{size}"
        shared = {"engine": engine, "material": str(material), "folder": str(folder), "size": size}

        def build() -> Figures:
            shutil.rmtree(folder, ignore_errors=True)
            return self._child("ranking", "build", shared)

        def serve() -> Figures:
            if not folder.exists():
                # An earlier run built it.
                build()
            return self._child("ranking", "serve", shared | {"seconds": self._plan.seconds})

        if GIVEN_UP not in self._kept(size, engine, "build", build):
            self._kept(size, engine, "serve", serve)
        if engine == OWN and folder.exists():
            self._kept(size, engine, "change", lambda: self._child("ranking", "change", shared))
        shutil.rmtree(folder, ignore_errors=True)

    def _program(self, size: int, material: Path) -> None:
        data = self._plan.work / f"data-{size}"
        shared = {"material": str(material), "data": str(data), "engine": "auto"}

        def index() -> Figures:
            shutil.rmtree(data, ignore_errors=True)
            return self._child("asking", "index", shared)

        if GIVEN_UP in self._kept(size, PROGRAM, "index", index):
            return
        if not data.exists():
            self._say(f"  {PROGRAM}: its index is gone; measure it --again")
            return
        ask = shared | {"seconds": self._plan.seconds}
        self._kept(size, PROGRAM, "ask", lambda: self._child("asking", "ask", ask))
        for name in ("change", "process", "cores"):
            self._kept(size, PROGRAM, name, partial(self._child, "asking", name, shared))

    def _child(self, module: str, name: str, arguments: dict[str, Any]) -> Figures:
        return run(module, name, self._plan.limits, **arguments)

    def _kept(self, size: int, engine: str, name: str, measure: Callable[[], Figures]) -> Figures:
        """Measure and keep it, unless it is kept already."""
        kept = self._results.find(size, engine, name)
        if kept is not None and not self._plan.again:
            return kept
        figures = measure()
        self._results.put(size, engine, name, figures)
        self._say(f"  {engine} {name}: {figures.get(GIVEN_UP, 'done')}")
        return figures
