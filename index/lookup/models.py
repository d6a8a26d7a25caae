"""The seam between answers and the observations of a store of any size.

``Lookup`` is what answers need: the observations near some words, those of a place or an
article, and how many hold a word. What a lookup gives are described observations (``Described``),
as whoever opens it describes them; so their words are cut in one place only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Generic, NamedTuple, Protocol, TypeVar

from index.models import Order, StoredObservation

NO_TIMES: frozenset[str] = frozenset()
At = tuple[str | None, str | None]
"""The place that an observation is about, and its province."""
RELATED = 0.8
"""What a word related to the one asked counts, of the one itself."""


class Field(StrEnum):
    """Where an observation holds a term."""

    NAME = "name"
    SUBJECT = "subject"
    UNIT = "unit"
    ALIAS = "alias"
    CLAUSE = "clause"
    QUOTE = "quote"
    TITLE = "title"


# In the indicator's name a term is certain, in the sentence it may belong to a neighbour.
SURELY: Mapping[Field, float] = {
    Field.NAME: 1.0,
    Field.SUBJECT: 0.95,
    Field.UNIT: 0.9,
    Field.ALIAS: 0.85,
    Field.CLAUSE: 0.7,
    Field.QUOTE: 0.5,
    Field.TITLE: 0.3,
}


class Kept(NamedTuple):
    """What an index keeps of an observation, since to read it again takes long.

    Attributes:
        fields: As ``Described.fields``.
        quote: Its sentence.
        written: As ``Described.written``.
    """

    fields: Mapping[str, Field]
    quote: str
    written: str


class Described(Protocol):
    """An observation with the terms by which it is found."""

    @property
    def stored(self) -> StoredObservation:
        """The observation with its citation."""
        ...

    @property
    def terms(self) -> Collection[str]:
        """Terms of its name."""
        ...

    @property
    def quote(self) -> Collection[str]:
        """Terms of its sentence."""
        ...

    @property
    def fields(self) -> Mapping[str, Field]:
        """Every term that it accounts for, with the surest field that holds it."""
        ...

    @property
    def written(self) -> str:
        """Its sentence in the form in which its words are cut."""
        ...

    @property
    def day(self) -> int:
        """The last day it is of, as ``date.toordinal`` counts; the first of all where unknown."""
        ...

    @property
    def rank(self) -> int:
        """The number by which the newer come first; as ``rank_of`` gives it."""
        ...

    @property
    def times(self) -> Collection[str]:
        """Marks of its period, the more of which two periods share the nearer they are."""
        ...

    @property
    def sorts(self) -> Collection[str]:
        """Words for what sort of number it is, each of which a scope may ask for."""
        ...

    @property
    def order(self) -> Order:
        """What decides where nothing else does."""
        ...

    def holds(self, phrase: str, apart: float) -> float:
        """Tell how surely it holds a phrase, all words of which it holds.

        Args:
            phrase: Full words with one blank between.
            apart: How surely it holds the words, each for itself.
        """
        ...


D = TypeVar("D", bound=Described)
D_co = TypeVar("D_co", bound=Described, covariant=True)


class Describing(Protocol[D_co]):
    """Describes observations."""

    def describe(self, stored: StoredObservation, kept: Kept | None = None) -> D_co:
        """Describe an observation.

        Args:
            stored: The observation.
            kept: What is known of it already.
        """
        ...

    def telling(self, phrase: str) -> Sequence[str]:
        """Give the words of a phrase that say something."""
        ...


class Words(Protocol):
    """What is sought: terms with their weights, and phrases that may stand for them."""

    @property
    def weights(self) -> Mapping[str, float]:
        """Of each term."""
        ...

    @property
    def total(self) -> float:
        """Sum of the weights; above 0."""
        ...

    @property
    def related(self) -> Mapping[str, tuple[str, ...]]:
        """Of a term, the phrases that may stand for the one it is part of."""
        ...


@dataclass(frozen=True, slots=True)
class Scope(Generic[D]):
    """Which observations are looked at.

    What is ``None`` restricts nothing. The names only help to find what ``belongs`` lets through.

    Attributes:
        belongs: Lets through what is looked at.
        places: Keys of the places it is about (``place_key``), "" for none.
        within: Keys of the provinces it lies in, or is.
        article: Name of its article.
        value: Its number.
        sorts: What ``Described.sorts`` must all hold.
        times: Marks of the periods asked for; of equally near ones those that share more of
            them come first, then the newer ones.
        when: Marks of which each has one; empty where that is not known.
        whenever: Sorts one of which does instead.
        spread: Whether every place counts, so that none may be left out for many of others.
    """

    belongs: Callable[[D], bool] | None = None
    places: frozenset[str] | None = None
    within: frozenset[str] | None = None
    article: str | None = None
    value: Decimal | None = None
    sorts: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()
    whenever: frozenset[str] = frozenset()
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Near(Generic[D]):
    """The observations that share words with what is sought.

    Attributes:
        shares: Of each, the share of the weight that it accounts for, 0 to 1, counting where a
            word stands: surely in the name, less so in the sentence or the title. The
            nearest come first.
        related: For a term, how surely each observation holds a phrase related to it.
    """

    shares: Mapping[D, float]
    related: Mapping[str, Mapping[D, float]]


class Lookup(Protocol[D]):
    """The observations of one store; may be asked by one thread at a time."""

    @property
    def count(self) -> int:
        """How many there are."""
        ...

    def named(self, term: str) -> int:
        """Count the observations whose names hold a term."""
        ...

    def is_said(self, term: str) -> bool:
        """Tell whether any sentence holds a term that no name holds."""
        ...

    def holds(self, phrase: str) -> bool:
        """Tell whether all words of a phrase stand in one observation.

        A large store may say so where they stand in several.
        """
        ...

    def near(self, words: Words, scope: Scope[D], most: int) -> Near[D]:
        """Find the observations that share a word with what is sought, or a related one.

        Args:
            words: What is sought.
            scope: Where.
            most: The most to give; with ``scope.spread`` the nearest of each further place, too.
        """
        ...

    def best(self, words: Words, times: frozenset[str] = NO_TIMES) -> float:
        """Give the largest share that any observation has; 0 where none has any.

        Args:
            words: What is sought.
            times: Marks of the periods asked for; whoever looks for what is near next by the
                same ones does so without another search.
        """
        ...

    def pool(self, scope: Scope[D], words: Words | None = None, *, most: int) -> list[D]:
        """Give the observations of a scope in order, all of them where they are few.

        Args:
            scope: Which; an article named there only comes first.
            words: Where there are more than ``most``, the nearest to these; the newest, if
                ``None``.
            most: How many a large store gives; a small one gives all.
        """
        ...

    def alike(self, scope: Scope[D], words: Words | None, *, most: int) -> list[D]:
        """Give the observations of a scope that hold half of some words, in order, or more of them.

        Args:
            scope: Which; an article named there comes with all that it has of them, or nearly.
            words: The half is of their weight; ``None`` where nothing is like them.
            most: How many a large store gives beside those of the article, the nearest.
        """
        ...

    def exceeds(self, scope: Scope[D], most: int) -> bool:
        """Tell whether a scope has more than ``pool`` looks at."""
        ...

    def called(self, names: Collection[str], most: int) -> list[D]:
        """Give the observations of some indicators in order; see ``pool``.

        Args:
            names: As the observations have them, in lower case.
            most: As there.
        """
        ...

    def of_article(self, name: str) -> Sequence[D]:
        """Give the observations of an article, in the order of its text."""
        ...

    def places_of(self, name: str) -> Collection[At]:
        """Give place and province of the observations of an article."""
        ...

    def get(self, number: int) -> D | None:
        """Give an observation by its id."""
        ...
