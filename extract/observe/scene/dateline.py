"""The places that datelines and headings give to the passages they open.

``read_datelines`` is the entry point: in a round-up of news ("TIỀN GIANG: Hội Chữ thập đỏ
...", or "An Giang: Xuống giống vượt kế hoạch" above its item) each item is about the place
before its colon. ``RULES`` holds the ways to write one; each rule's examples are in
``tests/gold/dateline.toml`` under the rule's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from extract.models import Article, Level, Passage, Place
from extract.place import find_place
from extract.text import UPPER

_LONGEST_HEADING = 120
_FEWEST_ITEMS = 2
_SHOUT = rf"[{UPPER}]{{2,}}(?:[ .-]{{1,2}}[{UPPER}]{{2,}}){{0,4}}"
_NAMED = rf"(?:TP\.? ?|Tỉnh |Huyện |Xã |Phường )?[{UPPER}]\w+(?:[ -][{UPPER}]\w+){{0,4}}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say where an item's news comes from.

    Attributes:
        name: Key of the rule's gold cases.
        pattern: At the start of a passage; the group ``name`` is the place.
        heading: Whether it stands above the item, as a line of its own.
    """

    name: str
    pattern: re.Pattern[str]
    heading: bool = False


RULES = (
    Rule("shouted before a colon", re.compile(rf"\(?(?P<name>{_SHOUT})\)? ?:\s")),
    Rule("shouted before a dash", re.compile(rf"\(?(?P<name>{_SHOUT})\)? ?[-–—] ")),
    Rule(
        "named before a day",
        re.compile(rf"\(?(?P<name>{_NAMED})\)? ?[-–—] (?=(?:Ngày|Sáng|Chiều|Tối|Trưa|Tính đến)\b)"),
    ),
    Rule(
        "in brackets before a dash",
        re.compile(rf"\((?:TTXVN[ /–-]+)?(?P<name>{_NAMED})\)\.? ?[-–—:] ?(?=[{UPPER}])"),
    ),
    Rule("heading of an item", re.compile(rf"(?P<name>{_NAMED}) ?: (?=[{UPPER}])"), heading=True),
)


def read_datelines(article: Article) -> dict[int, Place]:
    """Find whose news each passage is, by ``Passage.number``.

    Returns:
        From each dateline or item's heading on to the next one; empty where no passage has one.
    """
    homes: dict[int, Place] = {}
    home: Place | None = None
    for index, passage in enumerate(article.passages):
        behind = article.passages[index + 1] if index + 1 < len(article.passages) else None
        home = read_dateline(passage, behind, article.published) or home
        if home is not None:
            homes[passage.number] = home
    return homes


def is_round_up(homes: Mapping[int, Place]) -> bool:
    """Tell whether the items of an article are about several places."""
    return len(set(homes.values())) >= _FEWEST_ITEMS


def read_dateline(passage: Passage, behind: Passage | None, on: date | None) -> Place | None:
    """Read the place that a passage opens with, if its form says that it is its news'.

    Args:
        passage: The passage.
        behind: The one after it.
        on: Decides the system of provinces.
    """
    for rule in RULES:
        match = rule.pattern.match(passage.text)
        if match is None or (rule.heading and not _is_heading(passage, behind)):
            continue
        found = find_place(match["name"].title(), on=on)
        provinces = [place for place in found if place.level is Level.PROVINCE]
        districts = [place for place in found if place.level is Level.DISTRICT]
        if provinces or len(districts) == 1:
            return (*provinces, *districts)[0]
    return None


def _is_heading(passage: Passage, behind: Passage | None) -> bool:
    """A short line with a text below it; in a list of places one line follows the other."""
    return (
        len(passage.text) <= _LONGEST_HEADING
        and not passage.text.endswith((".", ";", ",", ":"))
        and behind is not None
        and behind.text.endswith((".", "”", '"', "!", "?"))
    )
