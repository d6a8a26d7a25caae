"""How observations lie in a tantivy index: its fields, and the document of each observation.

Each term stands only in the field of the surest place that holds it, so that a question's words
need no more lists than there are fields. An observation is known by its key and read from the store; only
its terms and its sentence are kept here, since to cut them from the texts again takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import chain, repeat
from typing import NamedTuple

import tantivy

from index.lookup.models import SURELY, Described, Field, Kept
from index.lookup.order import hashed, place_key, spot

VERSION = "3"
SAID, PLACE, HOME, TIME, SORT, VALUE, CALLED = (
    *("said", "place", "home", "time", "sort", "value", "called"),
)
ARTICLE, KEY, RANK, SPOT, FRESH, KEPT = "article", "key", "rank", "spot", "fresh", "kept"
FIELDS = tuple(SURELY)
_SPOKEN = frozenset((Field.NAME, Field.CLAUSE, Field.QUOTE))
# Days from which on an observation counts as fresher than those without a period, as
# ``date.toordinal`` has them, and how many days later it is as fresh as can be.
_OLDEST, _SPAN = 720_000, 30_000
# Where all else is equal, the fresher comes first: less than any word weighs.
MOST_FRESH = 0.01
# Between counts, terms and texts; no term holds it.
_BETWEEN = "|"


def build_schema() -> tantivy.Schema:
    """Build the schema of the index."""
    builder = tantivy.SchemaBuilder()
    for name in (*map(str, FIELDS), SAID, PLACE, HOME, TIME, SORT, VALUE, CALLED):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field(ARTICLE, indexed=True)
    for name in (KEY, RANK, SPOT):
        builder.add_unsigned_field(name, fast=True)
    builder.add_float_field(FRESH, fast=True)
    builder.add_bytes_field(KEPT, stored=True)
    return builder.build()


class Laid(NamedTuple):
    """An observation, laid out; plain values, so that it can wait in a file.

    Attributes:
        texts: Words by the field of text that holds them.
        numbers: By their field.
        fresh: More for the newer.
        kept: What is kept of it; see ``kept_in``.
    """

    texts: Mapping[str, str]
    numbers: Mapping[str, int]
    fresh: float
    kept: str

    @property
    def where(self) -> tuple[str, str]:
        """Marks of its province and its place."""
        return self.texts[HOME], self.texts[PLACE]


def laid_out(one: Described, article: int) -> Laid:
    """Lay out an observation.

    Args:
        one: The observation.
        article: The number of its article.
    """
    stored = one.stored
    observation = stored.observation
    held: dict[str, list[str]] = {str(field): [] for field in FIELDS}
    for term, field in one.fields.items():
        held[field].append(term)
    kept = _kept(held, stored.citation.quote, one.written)
    held[SAID] = [term for term in one.quote if one.fields[term] not in _SPOKEN]
    held[PLACE] = [place_mark(place_key(observation.place))]
    held[HOME] = [place_mark(place_key(observation.province or observation.place))]
    held[TIME] = list(one.times)
    held[SORT] = list(one.sorts)
    held[VALUE] = [value_mark(observation.value)]
    held[CALLED] = [name_mark(observation.indicator.lower())]
    numbers = {
        ARTICLE: article,
        KEY: stored.id,
        RANK: one.rank,
        SPOT: hashed(str(part or "") for part in spot(stored)) >> 1,
    }
    fresh = min(max(one.day - _OLDEST, 0) / _SPAN, 1.0)
    texts = {name: " ".join(words) for name, words in held.items() if words}
    return Laid(texts, numbers, MOST_FRESH * fresh, kept)


def _kept(held: Mapping[str, list[str]], quote: str, written: str) -> str:
    terms = [held[field] for field in FIELDS]
    counts = " ".join(map(str, (*map(len, terms), len(quote))))
    # Mostly the sentence is written as its words are cut.
    texts = quote if written == quote else quote + written
    return _BETWEEN.join((counts, " ".join(chain.from_iterable(terms)), texts))


def document_of(laid: Laid) -> tantivy.Document:
    """Make the document of what is laid out."""
    document = tantivy.Document()
    for name, words in laid.texts.items():
        document.add_text(name, words)
    document.add_bytes(KEPT, laid.kept.encode())
    for name, number in laid.numbers.items():
        document.add_unsigned(name, number)
    document.add_float(FRESH, laid.fresh)
    return document


def kept_in(document: tantivy.Document) -> Kept | None:
    """Read back what is kept of an observation; ``None`` where an earlier version wrote it."""
    kept = document.get_first(KEPT)
    if kept is None:
        return None
    counts, terms, texts = bytes(kept).decode().split(_BETWEEN, 2)
    *lengths, length = map(int, counts.split(" "))
    fields = chain.from_iterable(map(repeat, FIELDS, lengths))
    quote = texts[:length]
    return Kept(dict(zip(terms.split(), fields, strict=True)), quote, texts[length:] or quote)


def place_mark(key: str) -> str:
    """Write the key of a place as one word."""
    return key.replace(" ", "_") or "-"


def value_mark(value: Decimal) -> str:
    """Write a number as one word, the same for equal numbers."""
    return f"{value.normalize():f}"


def name_mark(name: str) -> str:
    """Write an indicator's name in lower case as one word."""
    return f"{hashed((name,)):016x}"
