"""How fast articles are read: articles a second, and what each stage takes of it.

Run it from the project's folder: ``python benchmarks/reading.py [FOLDER...] [--rounds N]``. It
counts processor time, takes the best of several rounds, and empties what the readers remember of
the last texts before each, so that an article is never read faster for having been read before.
Files other than ``.txt`` are left out: to open them is another matter than to read them.
"""

from __future__ import annotations

import argparse
import functools
import gc
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.garbage import look_seldom  # noqa: E402
from extract.article import parse_article  # noqa: E402
from extract.article.decode import decode  # noqa: E402
from extract.models import Article, Declared  # noqa: E402
from extract.observe import observe  # noqa: E402
from extract.observe.name.weights import BySource, Family  # noqa: E402
from extract.observe.subject import find_subjects  # noqa: E402
from extract.period import find_periods  # noqa: E402
from extract.place import find_places  # noqa: E402
from extract.quantity import find_quantities, find_ranks  # noqa: E402
from index.build.content import read_bytes  # noqa: E402
from index.build.files import find_files  # noqa: E402
from index.passages.segment import words_of  # noqa: E402

_START = """
import sys, time
sys.path.insert(0, sys.argv[1])
began = time.process_time()
from extract.article import parse_article
from extract.article.decode import decode
from extract.observe import observe
loaded = time.process_time()
with open(sys.argv[2], "rb") as file:
    observe(parse_article("a.txt", decode(file.read(), "a.txt")))
print(loaded - began, time.process_time() - loaded)
"""


@dataclass(frozen=True, slots=True)
class Text:
    """An article file, decoded."""

    name: str
    raw: str
    declared: Declared

    def read(self) -> Article:
        """Read the article."""
        return parse_article(self.name, self.raw, self.declared)


def load_texts(sources: Sequence[Path]) -> list[Text]:
    """Load the article files of folders and files, in order of name."""
    files, _ = find_files(sources)
    return [
        Text(file.path.name, decode(read_bytes(file.path), file.path.name), file.declared)
        for file in files
        if file.path.suffix == ".txt"
    ]


def forget() -> None:
    """Empty what is remembered of texts; tables, which are read once, stay."""
    for held in gc.get_objects():
        if isinstance(held, (BySource, Family)):
            held.clear()
        if not isinstance(held, functools._lru_cache_wrapper):
            continue
        size = held.cache_parameters()["maxsize"]
        if held.__module__.startswith(("extract", "index")) and size is not None and size > 1:
            held.cache_clear()


def best_time(run: Callable[[], object], rounds: int) -> float:
    """Measure the processor time of a run in seconds, the best of several."""
    times = []
    for _ in range(rounds):
        forget()
        began = time.process_time()
        run()
        times.append(time.process_time() - began)
    return min(times)


def stages(texts: Sequence[Text], rounds: int, *, words: bool) -> dict[str, float]:
    """Measure each stage alone, in seconds for all texts; ``reading`` is the whole of it."""
    articles = [text.read() for text in texts]
    passages = [(article, each.text) for article in articles for each in article.passages]

    def over_passages(find: Callable[[Article, str], object]) -> float:
        return best_time(lambda: [find(*passage) for passage in passages], rounds)

    found = {
        "reading": best_time(lambda: [observe(text.read()) for text in texts], rounds),
        "article": best_time(lambda: [text.read() for text in texts], rounds),
        "numbers": over_passages(lambda _, text: (find_ranks(text), find_quantities(text))),
        "periods": over_passages(lambda article, text: find_periods(text, article.published)),
        "places": over_passages(lambda article, text: find_places(text, article.published)),
        "subjects": over_passages(lambda _, text: find_subjects(text)),
    }
    found["observe"] = 2 * found["reading"] - sum(found.values())
    if words:
        # The first call loads the model.
        words_of("tải")
        found["words"] = over_passages(lambda _, text: words_of(text))
    return found


def start_time(path: Path, rounds: int) -> tuple[float, float]:
    """Measure what a fresh process takes to load the readers, and to read a first article."""
    command = [sys.executable, "-c", _START, str(ROOT), str(path)]
    runs = [
        subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
        for _ in range(rounds)
    ]
    return min(float(load) for load, _ in runs), min(float(first) for _, first in runs)


def lines(texts: Sequence[Text], found: dict[str, float]) -> Iterable[str]:
    """Write what was found as lines of text."""
    kilobytes = sum(len(text.raw.encode()) for text in texts) / 1000
    articles = [text.read() for text in texts]
    observations = sum(len(observe(article)) for article in articles)
    passages = sum(len(article.passages) for article in articles)
    yield (
        f"{len(texts)} articles, {kilobytes:.0f} kB, {passages} passages, "
        f"{observations} observations"
    )
    whole = found["reading"]
    totals = {"without words": whole}
    if "words" in found:
        totals["with words"] = whole + found["words"]
    for name, seconds in totals.items():
        yield (
            f"{name:14} {len(texts) / seconds:7.1f} articles/s {kilobytes / seconds:8.0f} kB/s "
            f"{seconds / len(texts) * 1000:7.2f} ms an article"
        )
    for name, seconds in found.items():
        if name != "reading":
            yield (
                f"  {name:12} {seconds / len(texts) * 1000:7.2f} ms an article "
                f"{seconds / whole:7.1%} of reading"
            )


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sources", nargs="*", type=Path, default=[ROOT / "seeds"])
    parser.add_argument("--rounds", type=int, default=5, help="take the best of so many")
    parser.add_argument("--no-words", action="store_true", help="leave pyvi out")
    options = parser.parse_args()
    # As every command of the program does.
    look_seldom()
    texts = load_texts(options.sources)
    for line in lines(texts, stages(texts, options.rounds, words=not options.no_words)):
        print(line)
    file = next(f for f in find_files(options.sources)[0] if f.path.suffix == ".txt")
    load, first = start_time(file.path, options.rounds)
    print(f"a fresh process: {load * 1000:.0f} ms to load, {first * 1000:.0f} ms for its first")


if __name__ == "__main__":
    main()
