"""Writes made articles into folders of a thousand, and beside them what their numbers mean.

Run it from the project's folder: ``python -m benchmarks.generator FOLDER --articles N [--seed S]``.

```
FOLDER/articles/000/0000000.txt   # as found on the web: title, publisher, day, paragraphs
FOLDER/truth.jsonl                # an article a line; see ``truth_of``
```

An article depends on the seed and its number alone: the first thousand are the same in a folder
of a thousand and of a million.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.making.article import Made, Maker

ARTICLES, TRUTH = "articles", "truth.jsonl"
_A_FOLDER = 1_000


def write_articles(folder: Path, count: int, seed: int = 1) -> Iterator[Made]:
    """Write the first articles of a seed, one at each step.

    Yields:
        Each article, after it was written.
    """
    maker = Maker(seed)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / TRUTH).open("w", encoding="utf-8") as truth:
        for number in range(count):
            made = maker.make(number)
            inner = folder / ARTICLES / f"{number // _A_FOLDER:03}"
            if number % _A_FOLDER == 0:
                inner.mkdir(parents=True, exist_ok=True)
            (inner / made.name).write_text(made.text, encoding="utf-8")
            json.dump(truth_of(made), truth, ensure_ascii=False)
            truth.write("\n")
            yield made


def truth_of(made: Made) -> dict[str, Any]:
    """Tell what an article states, as JSON keeps it."""
    return {
        "article": made.name,
        "title": made.title,
        "published": made.published.isoformat(),
        "province": made.province,
        "documents": [
            {"name": each.name, "signer": each.signer, "about": each.about}
            for each in made.documents
        ],
        "numbers": [
            {
                "start": start,
                "number": each.number,
                "indicator": each.indicator,
                "place": each.place,
                "province": each.province,
                "period": each.period,
                "said": each.said,
                "kind": each.kind,
                "value": f"{each.value.normalize():f}",
                "unit": each.unit,
                "rank": each.rank,
            }
            for start, each in made.meant
        ],
    }


def main() -> None:
    """Write the articles, and tell how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.perf_counter()
    numbers = size = 0
    for made in write_articles(options.folder, options.articles, options.seed):
        numbers += len(made.meant)
        size += len(made.text.encode())
    seconds = time.perf_counter() - began
    rate = options.articles / seconds
    print(
        f"{options.articles} articles, {numbers} numbers, {size / 1e6:.0f} MB, {rate:.0f} articles/s"
    )


if __name__ == "__main__":
    main()
