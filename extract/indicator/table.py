"""The catalogue's table, and which catalogue is in use.

``load_catalogue`` is the entry point. What admins add to the built-in table belongs to a
generation of the index; ``using`` puts the two together into use while something is read or
answered. Without it, the built-in table is all there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from extract.indicator.catalogue import Catalogue
from extract.indicator.entry import Indicator, Phrase
from extract.toml_table import load_toml

_TABLE = Path(__file__).parents[1] / "tables" / "indicators.toml"
_in_use: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)


def load_catalogue() -> Catalogue:
    """Give the catalogue in use: what ``using`` says, else the built-in one."""
    return _in_use.get() or load_built_in()


@contextmanager
def using(catalogue: Catalogue) -> Iterator[None]:
    """Put a catalogue into use for the body, in this thread only."""
    token = _in_use.set(catalogue)
    try:
        yield
    finally:
        _in_use.reset(token)


@lru_cache(maxsize=1)
def load_built_in() -> Catalogue:
    """Load the built-in catalogue; it is read once, in about 40 ms."""
    table = load_toml(_TABLE)
    indicators = tuple(
        Indicator(
            id=row["id"],
            name=row["name"],
            units=tuple(row["unit"]),
            aliases=tuple(row.get("aliases", ())),
            apart=frozenset(row.get("not", ())),
        )
        for row in table["indicator"]
    )
    ambiguous = {
        text: Phrase(
            tuple(row["ids"]),
            row["decide"],
            {id_: tuple(words) for id_, words in row.get("words", {}).items()},
        )
        for text, row in table["ambiguous"].items()
    }
    discriminators = {aspect: tuple(words) for aspect, words in table["discriminators"].items()}
    return Catalogue(indicators, ambiguous, discriminators)
