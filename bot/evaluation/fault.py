"""One thing that is wrong, as the error list shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What the gold has against what the program gave.

    Attributes:
        sort: ``missed``, ``extra`` (not in the gold), the name of a field, ``citation``; for
            an answer ``answer: `` and what is wrong with it.
        where: Name of the article, or ``q1.2`` for the second turn of conversation q1.
        sentence: The sentence of the article, or the question.
        wanted: What the gold has; ``""`` for an extra one.
        given: What the program has; ``""`` for a missed one.
        about: Which number the fault of a field is about.
        rule: Name of the rule that made the observation; ``""`` where none did.
    """

    sort: str
    where: str
    sentence: str
    wanted: str
    given: str
    about: str = ""
    rule: str = ""
