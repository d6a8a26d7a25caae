"""A question, read: what it asks of which indicator, where and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answer.match import Wanted
from bot.models import Asked
from bot.question.claimed import Claimed
from bot.question.errand import PAGE
from bot.question.units import AskedPlace
from bot.question.when import Shift
from extract.models import Period, Quantity
from extract.text import lenient

GOAL_DATED = "time of a goal"
"""The rule of a time that a goal is set for: what is so may be of another."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many places pass a threshold.

    Attributes:
        quantity: The threshold.
        unit: What is counted ("tỉnh").
        wanted: What is held against the threshold.
    """

    quantity: Quantity
    unit: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Part:
    """One of the numbers a question asks for.

    Attributes:
        wordings: What its indicator may be called, the most telling first; the last one says
            nothing of what the parts before it said.
        periods: The periods it is asked of; empty for those of the part before.
        target: A goal is wanted.
        again: The same as before is asked, of another time; of the year before where
            ``periods`` is empty.
        unsure: Perhaps no goal is wanted, but what is so.
    """

    wordings: tuple[Wanted, ...]
    periods: tuple[Period, ...] = ()
    target: bool = False
    again: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read.

    Attributes:
        text: As typed, in canonical form.
        prose: As typed; without the places where a passage is wanted.
        wanted: What the indicator is called; without terms where it is not named.
        parts: What is asked in one breath ("mấy tỷ, đạt bao nhiêu phần trăm dự toán"); empty
            where it is one number.
        places: The places named, in order.
        whole_country: The number shall be the country's.
        beside_country: A place's number shall stand beside the country's.
        periods: The periods named, in order.
        against: The periods it shall be compared with ("hơn năm 2020 bao nhiêu").
        yearless: A period was named without its year.
        shift: From the period last talked about to the one meant.
        asked: What is asked of the indicator; empty for its plain value.
        rules: Names of the rules of ``bot.question.asked`` that read it.
        unit: What is ranked ("tỉnh", "huyện"), for the highest and the lowest.
        top: How many of a ranking.
        higher: For a comparison, whether the higher shall come first.
        counts: Says "bao nhiêu" or the like.
        leads_on: Worded as going on from the question before.
        proper: Syllables written with a capital inside the question, in lower case.
        claim: What it says is so; ``wanted`` then asks for the value behind it.
        within: Of a claim to be the highest or lowest, where; ``places`` is who.
        counted: How many places pass what, for when no article says.
        page: Which part of a list, from 1.
        near: Article and paragraph that were last talked about, for a question that wants words.
    """

    text: str
    prose: str
    wanted: Wanted
    parts: tuple[Part, ...] = ()
    places: tuple[AskedPlace, ...] = ()
    whole_country: bool = False
    beside_country: bool = False
    periods: tuple[Period, ...] = ()
    against: tuple[Period, ...] = ()
    yearless: bool = False
    shift: Shift | None = None
    asked: tuple[Asked, ...] = ()
    rules: tuple[str, ...] = ()
    unit: str | None = None
    top: int = 1
    higher: bool | None = None
    counts: bool = False
    leads_on: bool = False
    proper: frozenset[str] = frozenset()
    claim: Claimed | None = None
    within: AskedPlace | None = None
    counted: Counted | None = None
    page: int = 1
    near: tuple[str, int] | None = None

    @property
    def unpaged(self) -> str:
        """The question without the part of a list that it asks for."""
        return PAGE_WORDS.sub("", self.text).strip(" ?.!,")

    @property
    def names_indicator(self) -> bool:
        """Whether anything is left that can name an indicator."""
        return any("_" not in term and not term.isdigit() for term in self.wanted.terms)

    @property
    def ranks(self) -> bool:
        """Whether the highest or the lowest is asked for."""
        return Asked.HIGHEST in self.asked or Asked.LOWEST in self.asked

    @property
    def main_ask(self) -> Asked:
        """What is asked first."""
        return self.asked[0] if self.asked else Asked.VALUE

    @property
    def wants_target(self) -> bool:
        """Whether a target is asked for, not what is so."""
        return Asked.TARGET in self.asked


def page_of(text: str) -> int:
    """Read which part of a list is asked for, from 1."""
    page = PAGE_WORDS.search(text)
    return max(1, int(page["page"])) if page else 1


PAGE_WORDS = re.compile(lenient(PAGE), re.IGNORECASE)
