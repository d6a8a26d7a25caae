"""The commands that fit weights anew on annotated folders; ``refit`` is the entry point."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from bot.evaluation.errors import GoldError
from bot.evaluation.loglinear import write
from extract.errors import ExtractError
from index.errors import IndexingError

_E = TypeVar("_E")


@dataclass(frozen=True, slots=True)
class Fitting(Generic[_E]):
    """What is fitted.

    Attributes:
        module: Its name, as it is run.
        purpose: What the command does, for users.
        collect: A folder -> its examples.
        fit: Examples -> the weight of each sign.
        tell: Examples kept apart, and the weights of the others -> how well these do.
    """

    module: str
    purpose: str
    collect: Callable[[Path], Sequence[_E]]
    fit: Callable[[Sequence[_E]], Mapping[str, float]]
    tell: Callable[[Sequence[_E], Mapping[str, float]], str]


def refit(fitting: Fitting[_E], arguments: Sequence[str] | None) -> int:
    """Fit on folders; print how well each does with weights fitted on the others.

    Returns:
        The exit status: 1 where a folder cannot be used.
    """
    parser = argparse.ArgumentParser(
        prog=f"python -m {fitting.module}", description=fitting.purpose
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    try:
        examples = {folder: fitting.collect(folder) for folder in options.folders}
        for folder, held_out in examples.items():
            others = [one for name, rows in examples.items() if name != folder for one in rows]
            if others and held_out:
                told = fitting.tell(held_out, fitting.fit(others))
                print(f"{folder.name}: {told}", file=sys.stderr)
        weights = fitting.fit([one for rows in examples.values() for one in rows])
    except (GoldError, ExtractError, IndexingError) as error:
        print(error, file=sys.stderr)
        return 1
    if options.output:
        write(weights, options.output)
    return 0
