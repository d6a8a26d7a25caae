"""Cases of a gold file as parameters of a test; see ``tests/gold``."""

import tomllib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "gold"


def load(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def cases(name, table="case"):
    """Give a parameter set (text, case) for every text of every case."""
    return [
        pytest.param(text, case, id=text[:40])
        for case in load(name).get(table, [])
        for text in case["texts"]
    ]


def absent(name):
    """Give the texts in which nothing may be found."""
    return [text for case in load(name)["absent"] for text in case["texts"]]
