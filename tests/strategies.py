"""Strategies for texts: any letters there are, officialese in pieces, and spoiled sentences."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st
from nasty import ASKING, KINDS, NAMES, NUMBERS, PERIODS, PLACES, UNITS, Nasty

# Files are UTF-8, which has no surrogates; JSON and chats can hold one.
WRITTEN = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)
TYPED = st.text(max_size=80)


def _well_formed(text: str) -> str:
    return text.encode(errors="ignore").decode()


def _pieces(*kinds: tuple[str, ...]) -> st.SearchStrategy[str]:
    piece = st.one_of(*(st.sampled_from(kind) for kind in kinds))
    return st.lists(piece, min_size=1, max_size=15).map(" ".join)


def spoiled(kind: str) -> st.SearchStrategy[str]:
    """Give what a method of ``Nasty`` makes; a case is known by its seed."""
    return st.integers(0, 2**32).map(lambda seed: getattr(Nasty(Random(seed)), kind)())


OFFICIALESE = _pieces(*KINDS)
PASSAGES = st.one_of(WRITTEN, OFFICIALESE, spoiled("sentence"), spoiled("heap")).map(_well_formed)
ARTICLES = st.one_of(spoiled("article"), PASSAGES).map(_well_formed)
QUESTIONS = st.one_of(
    TYPED, _pieces(ASKING, NAMES, PLACES, PERIODS, NUMBERS, UNITS), spoiled("question")
)
TALKS = st.lists(QUESTIONS, min_size=1, max_size=4)
# One thing written over and over, as long as an article may reasonably be.
ENDLESS = st.lists(st.one_of(*map(st.sampled_from, KINDS)), min_size=1, max_size=3).map(
    lambda pieces: _well_formed("".join(pieces)) * 3_000
)
