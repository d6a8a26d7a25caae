"""How much of what the generator meant the project's own reader finds.

Run it from the project's folder: ``python -m benchmarks.checking FOLDER [--articles N]``, over a
folder that ``benchmarks.generator`` wrote. A number is found where an observation cites its very
digits with the right value and unit; place, period, kind and indicator are counted beside that.
It also tells what to read an article takes, without cutting it into words.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.generator import ARTICLES, TRUTH
from extract.article import parse_article
from extract.models import Observation
from extract.observe import observe

_SHARES = ("found", "place", "period", "kind", "rank", "indicator", "all")


def each_truth(folder: Path, most: int | None = None) -> Iterator[dict[str, Any]]:
    """Give what the articles of a folder state, of the first so many, one by one."""
    with (folder / TRUTH).open(encoding="utf-8") as file:
        for line in islice(file, most):
            yield json.loads(line)


def path_of(folder: Path, name: str) -> Path:
    """Find an article's file."""
    return folder / ARTICLES / name[1:4] / name


def matched(numbers: Iterable[dict[str, Any]], found: Iterable[Observation]) -> Counter[str]:
    """Count what of the meant numbers was found, by ``_SHARES``."""
    by_start = {each.provenance.number.start: each for each in found}
    counts: Counter[str] = Counter()
    for meant in numbers:
        counts["meant"] += 1
        one = by_start.get(meant["start"])
        if one is None or one.value != Decimal(meant["value"]) or one.unit != meant["unit"]:
            continue
        held = {
            "found": True,
            "place": one.place == meant["place"],
            "period": one.period == meant["period"],
            "kind": one.kind.value == meant["kind"],
            "rank": (one.rank.position if one.rank else None) == meant["rank"],
            "indicator": _plain(one.indicator) == _plain(meant["indicator"]),
        }
        counts.update(name for name, right in held.items() if right)
        counts["all"] += all(right for name, right in held.items() if name != "indicator")
    return counts


def _plain(name: str) -> str:
    return name.lower().partition(" (")[0].removeprefix("số ").removeprefix("tổng ")


def check(folder: Path, articles: int) -> Iterable[str]:
    """Read articles and compare; gives lines of text."""
    counts: Counter[str] = Counter()
    read = passages = 0
    seconds = 0.0
    for line in each_truth(folder, articles):
        read += 1
        raw = path_of(folder, line["article"]).read_text(encoding="utf-8")
        began = time.process_time()
        article = parse_article(line["article"], raw)
        found = observe(article)
        seconds += time.process_time() - began
        passages += len(article.passages)
        counts["observations"] += len(found)
        counts["titles"] += article.title == line["title"]
        counts["days"] += str(article.published) == line["published"]
        counts += matched(line["numbers"], found)
    yield f"{read} articles, {passages} passages, {seconds / read * 1000:.1f} ms each"
    yield f"{counts['meant']} numbers meant, {counts['observations']} observations read"
    for name in _SHARES:
        yield f"  {name:10} {counts[name] / counts['meant']:.1%}"
    yield f"titles {counts['titles'] / read:.1%}, days {counts['days'] / read:.1%}"


def main() -> None:
    """Check, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    options = parser.parse_args()
    for line in check(options.folder, options.articles):
        print(line)


if __name__ == "__main__":
    main()
