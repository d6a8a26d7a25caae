"""A store -> questions that it cannot answer, and the numbers it gives to them all the same.

``Tempter`` makes them, ``tempt`` asks them; ``python -m bot.evaluation.adversary --data DIR -n 300
--seed 1`` does both. Each begins as a question that the store does answer; then one thing in it
is swapped for another that the store provably lacks (see ``lacking``). No number may be given.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bot.corpus import Corpus, open_generation
from bot.evaluation.lure import Temptation
from bot.evaluation.tempter import Tempter
from bot.terminal.tracing import render_trace
from index.generation import current_path


def tempt(corpus: Corpus, count: int, seed: int) -> Temptation:
    """Make lures for a store and ask them.

    Args:
        corpus: What is asked.
        count: How many lures at most.
        seed: The same store and seed give the same lures.
    """
    tempter = Tempter(corpus, seed)
    lures = list(tempter.lures(count))
    asked = Counter(lure.swap for lure in lures)
    given = tuple(one for one in map(tempter.given, lures) if one is not None)
    return Temptation(tempter.tried, tempter.answered, dict(asked), given)


def main(arguments: Sequence[str] | None = None) -> int:
    """Tempt a store and print every number given.

    Returns:
        0 where none was given, 1 where some were or there is no store.
    """
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the index")
    parser.add_argument("-n", type=int, default=300, help="how many questions")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="list the questions, too")
    parser.add_argument("--trace", action="store_true", help="tell how each number came about")
    options = parser.parse_args(arguments)
    path = current_path(options.data)
    if path is None:
        print(f"{options.data} holds no index", file=sys.stderr)
        return 1
    with closing(open_generation(path)) as corpus:
        if options.all:
            for lure in Tempter(corpus, options.seed).lures(options.n):
                print(f"{lure.swap}\t{lure.text}\t{lure.origin}")
        found = tempt(corpus, options.n, options.seed)
    for given in found.given:
        print(f"{given.lure.swap}: {given.lure.text}\n  made of: {given.lure.origin}")
        for line in given.numbers:
            print(f"    {line}")
        if options.trace and given.trace is not None:
            print(render_trace(given.trace))
    by_swap = Counter(given.lure.swap for given in found.given)
    for swap, count in sorted(found.asked.items()):
        print(f"{swap}: {by_swap[swap]} of {count} given")
    print(
        f"{len(found.given)} of {sum(found.asked.values())}; {found.answered}/{found.tried} begun"
    )
    return 1 if found.given else 0


if __name__ == "__main__":
    sys.exit(main())
