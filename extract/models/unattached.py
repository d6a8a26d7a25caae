"""Numbers that an article states and that no observation could be made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from extract.models.mention import Span
from extract.models.observation import Observation


class Reason(StrEnum):
    """Why a number was left unattached."""

    UNNAMED = "unnamed"
    UNSURE = "unsure name"
    CHANGE_WITHOUT_VALUE = "change without a value"
    SECOND_CHANGE = "second change of a value"
    LEVEL_WITHOUT_VALUE = "baseline without a value"
    RANK_WITHOUT_NAME = "rank without a name"
    FORMER_RANK = "former rank"
    ROW_WITHOUT_HEADER = "row without a header"
    UNREADABLE_CELL = "unreadable cell"


@dataclass(frozen=True, slots=True)
class Unattached:
    """A number that nothing could be made of; spans count in the article file's text.

    Attributes:
        article: File name.
        paragraph: ``Passage.number``.
        quote: The sentence or row that states it.
        number: The number itself, inside ``quote``.
        text: The number as written.
    """

    article: str
    paragraph: int
    quote: Span
    number: Span
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Observed:
    """What a reader made of the numbers of an article.

    Attributes:
        observations: In order of their numbers.
        unattached: In order of their numbers.
        idle: Where the numbers stand that measure nothing: limits of groups, lengths of
            time, sizes of what is counted. Empty where a reader does not tell.
    """

    observations: Sequence[Observation]
    unattached: Sequence[Unattached] = ()
    idle: Sequence[Span] = ()
