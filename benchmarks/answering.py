"""How fast questions are answered: every question of a folder of gold, in one process.

Run it from the project's folder: ``python benchmarks/answering.py FOLDER [--rounds N]``. The
folder's articles are indexed aside. The first question, which loads the tables, is told apart;
every question is then asked once unmeasured and N times measured, each conversation anew, so
that what stays warm in a running bot is warm here too and no answer is remembered.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.corpus import Corpus, open_generation  # noqa: E402
from bot.garbage import keep_for_good  # noqa: E402
from bot.indexing import index_sources  # noqa: E402
from index.generation import generation_path  # noqa: E402

_SHARES = (("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("most", 1.0))


@dataclass(frozen=True, slots=True)
class Taken:
    """What one question took, in seconds.

    Attributes:
        wall: By the clock on the wall; others on the machine make it longer.
        processor: Of this process.
    """

    wall: float
    processor: float


def load_turns(folder: Path) -> list[list[str]]:
    """Load the conversations of a folder of gold."""
    with (folder / "questions.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line)["turns"] for line in file if line.strip()]


def ask(corpus: Corpus, conversations: Iterable[Sequence[str]], chat: str) -> list[Taken]:
    """Ask all turns and measure each."""
    found: list[Taken] = []
    for number, turns in enumerate(conversations):
        for turn in turns:
            wall, processor = time.perf_counter(), time.process_time()
            corpus.engine.ask(f"{chat} {number}", turn)
            taken = Taken(time.perf_counter() - wall, time.process_time() - processor)
            found.append(taken)
    return found


def share(times: Sequence[float], least: float) -> float:
    """Give the time within which a share of all was done."""
    return sorted(times)[min(len(times) - 1, int(len(times) * least))]


def lines(first: Taken, taken: Sequence[Taken]) -> Iterable[str]:
    """Write what was found as lines of text."""
    yield f"first question {first.processor * 1000:.0f} ms of processor time"
    kinds = {
        "processor": [t.processor for t in taken],
        "wall": [t.wall for t in taken],
    }
    for name, times in kinds.items():
        told = "  ".join(f"{word} {share(times, s) * 1000:.1f}" for word, s in _SHARES)
        yield f"{name:9} {told} ms"
    # Linux counts it in KiB.
    yield f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most"


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="articles/ and questions.jsonl")
    parser.add_argument("--rounds", type=int, default=1, help="ask everything so often")
    options = parser.parse_args()
    conversations = load_turns(options.folder)
    with TemporaryDirectory(prefix="hoiso-") as name:
        report = index_sources(Path(name), [options.folder / "articles"])
        path = generation_path(Path(name), report.generation)
        with closing(open_generation(path)) as corpus:
            [first] = ask(corpus, [conversations[0][:1]], "first")
            ask(corpus, conversations, "warm")
            # As the bot's workers do.
            keep_for_good()
            taken = [
                one
                for number in range(options.rounds)
                for one in ask(corpus, conversations, f"round {number}")
            ]
            print(f"{corpus.store.counts().observations} observations, {len(taken)} questions")
    for line in lines(first, taken):
        print(line)


if __name__ == "__main__":
    main()
