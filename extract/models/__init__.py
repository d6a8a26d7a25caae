"""What the readers find in a text, as frozen values.

Offsets are Python string indices (code points), half-open. A mention's ``span`` counts in
the text that was read; an observation's spans count in the article file's text, decoded
as UTF-8, as it lies on disk.
"""

from extract.models.article import Article, Declared, Passage
from extract.models.mention import (
    AbbreviationMention,
    Bound,
    Fraction,
    Grain,
    Level,
    Period,
    PeriodMention,
    Place,
    PlaceMention,
    Quantity,
    Rank,
    RankMention,
    Span,
)
from extract.models.observation import (
    Baseline,
    BaselineKind,
    Change,
    Direction,
    Kind,
    Observation,
    Provenance,
)
from extract.models.unattached import Observed, Reason, Unattached

__all__ = [
    "AbbreviationMention",
    "Article",
    "Baseline",
    "BaselineKind",
    "Bound",
    "Change",
    "Declared",
    "Direction",
    "Fraction",
    "Grain",
    "Kind",
    "Level",
    "Observation",
    "Observed",
    "Passage",
    "Period",
    "PeriodMention",
    "Place",
    "PlaceMention",
    "Provenance",
    "Quantity",
    "Rank",
    "RankMention",
    "Reason",
    "Span",
    "Unattached",
]
