"""What a sign is, and what the signs of an observation are read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.answer.entry import Entry
from bot.answer.match import Matcher, Sought
from bot.question.models import Question

Sign = tuple[str, float]
"""What speaks for or against an observation, and how strongly."""

OUTDONE, OUTDONE_HERE = "outdone", "outdone here"
"""How much more of what is sought the best observation has, of any place and of those weighed."""

NEVER = "never: "
"""Begins the signs that rule an observation out, whatever else speaks for it."""

OF_FORM = (f"{NEVER}scale ", f"{NEVER}tier ")
"""Begin those that rule it out though it may be what is meant: it is counted in something else, or
is of another tier of offices."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is the same for all observations weighed for one question.

    Attributes:
        related: As ``Near.related``.
        best: The largest share of what is sought that any observation of any place has.
        told: The exclusive kinds asked of which something near names the member asked for.
    """

    question: Question
    sought: Sought
    related: Mapping[str, Mapping[Entry, float]]
    matcher: Matcher
    best: float
    told: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Stand:
    """How an observation stands among those weighed with it.

    Attributes:
        share: Of what is sought, as ``Matcher.near`` gives it.
        best: The largest share of any of them.
        whole: The largest share of one that counts alike and is of a place as a whole.
        rated: It is a number whose sentence tells a rate, too.
        behind: Those weighed whose numbers stand behind its own in the same sentence.
    """

    share: float
    best: float
    whole: float
    rated: bool = False
    behind: tuple[Entry, ...] = ()
