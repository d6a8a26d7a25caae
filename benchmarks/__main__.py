"""Measures engines and the whole program at growing sizes, and writes the report.

Each figure is kept as soon as it is there, and what is kept is not measured again: a run may be
stopped and gone on with.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring.child import Limits
from benchmarks.measuring.engines import ENGINES
from benchmarks.measuring.results import PROGRAM, Results
from benchmarks.measuring.runner import Plan, Runner
from benchmarks.report import write_report

HERE = Path(__file__).parent
NAMES = (*ENGINES, PROGRAM)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the options say, then write the report."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser().parse_args(given)
    results = Results(options.results)
    if not options.report:
        results.begin(" ".join(["python -m benchmarks", *given]))
        plan = Plan(
            options.folder,
            options.sizes,
            options.engines,
            options.work,
            options.questions,
            options.seconds,
            Limits(options.most_seconds, options.most_mebibytes),
            options.again,
        )
        Runner(plan, results, lambda text: print(text, flush=True)).run()
    write_report(results, options.readme)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--sizes", type=_sizes, default=[1_000, 10_000], help="in passages: 1000,10000")
    add("--folder", type=Path, help="articles; where it is not given, they are made")
    add("--engines", type=_engines, default=NAMES, help=",".join(NAMES))
    add("--work", type=Path, default=Path("/tmp/hoiso-benchmarks"), help="for what is built")
    add("--results", type=Path, default=HERE / "results.json", help="where figures are kept")
    add("--readme", type=Path, default=HERE / "README.md", help="what holds the report")
    add("--questions", type=int, default=500)
    add("--seconds", type=float, default=60, help="for a round of questions")
    add("--most-seconds", type=float, default=3 * 3600, help="for a measurement")
    add("--most-mebibytes", type=float, default=14_000, help="of own memory")
    add("--again", action="store_true", help="measure what is kept, too")
    add("--report", action="store_true", help="measure nothing")
    return parser


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _engines(text: str) -> list[str]:
    names = text.split(",")
    if not set(names) <= set(NAMES):
        raise argparse.ArgumentTypeError(f"there are {', '.join(NAMES)}")
    return names


if __name__ == "__main__":
    main()
