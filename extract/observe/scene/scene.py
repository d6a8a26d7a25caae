"""What an article's numbers are about when their sentence does not say.

``read_scene`` is the entry point: the article's own place, its period, and whether a
passage stands under a heading or lead that asks for things still to be done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from extract.models import Article, Period, Place
from extract.observe.scene.communes import Communes, read_communes
from extract.observe.scene.dateline import is_round_up, read_datelines
from extract.observe.scene.home import read_home
from extract.observe.scene.house import read_house
from extract.observe.scene.reported import day_of_writing, read_reported
from extract.observe.scene.section import Sections, read_sections
from extract.period.shift import month_of


@dataclass(frozen=True, slots=True)
class Scene:
    """What holds for a whole article.

    Attributes:
        place: The article's own place, read or declared; ``None`` where unknown.
        declared: Whether the place is declared, not read.
        period: What numbers without a period describe: the article's month, or the period
            its lead names.
        sections: What the headings say of the passages below them.
        today: The day of publication, or what stands for it.
        items: In a round-up, whose news each passage is, by ``Passage.number``.
        communes: Those that it names in full somewhere.
        house: The one company or hospital that it is about, if its headline does not name it.
    """

    place: Place | None
    declared: bool
    period: Period | None
    sections: Sections
    today: date | None
    items: Mapping[int, Place] = field(default_factory=dict)
    communes: Communes = field(default_factory=Communes)
    house: str | None = None

    @property
    def earliest(self) -> date | None:
        """The first day that it may have been written on, where what it reports on dates it."""
        dated_by = self.period is not None and self.period.last == self.today
        return self.period.first if self.period is not None and dated_by else self.today

    def at(self, number: int) -> Scene:
        """Give what holds for one passage: an item of a round-up has a place of its own.

        Args:
            number: Of the passage.
        """
        place = self.items.get(number)
        return self if place is None else replace(self, place=place, declared=False)


def read_scene(article: Article) -> Scene:
    """Read what holds for an article as a whole."""
    datelines = read_datelines(article)
    place, declared = read_home(article, datelines)
    items = datelines if is_round_up(datelines) else {}
    period = _period(article)
    today = day_of_writing(article, period)
    sections = read_sections(article, today)
    communes = read_communes(article)
    return Scene(
        place, declared, period, sections, today, items, communes, house=read_house(article)
    )


def _period(article: Article) -> Period | None:
    """The period the article reports on; else the month of publication."""
    reported = read_reported(article)
    return reported if reported is not None else month_of(article.published)
