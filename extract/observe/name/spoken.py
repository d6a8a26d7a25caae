"""What the text has spoken of before a number: the names told, and its topics.

``find_spoken`` is the entry point.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extract.observe.frame import Reading, Site, Told
from extract.observe.name.sort import sort_of

_REMEMBERED = 14
# Of older names only the last few of the same unit are taken over.
_ALWAYS_TOLD, _MOST_ALIKE = 1, 2
_MOST_RECENT, _MOST_TOLD = 6, 4


class Spoken(NamedTuple):
    """A name that the text has used before."""

    words: str
    source: str
    form: str
    facts: dict[str, int | str]
    unit: str = ""


def find_spoken(reading: Reading, site: Site) -> Iterator[Spoken]:
    """What the text has spoken of: the names told before, latest first, and its topics."""
    frame, unit, sort = reading.frame, site.quantity.unit, sort_of(site.quantity)
    often = frame.often
    seen: set[str] = set()
    alike = 0
    for back, told in enumerate(reversed(frame.told_names[-_REMEMBERED:])):
        alike += told.unit == unit
        if told.words in seen:
            continue
        seen.add(told.words)
        if back > _ALWAYS_TOLD and (told.unit != unit or alike > _MOST_ALIKE):
            continue
        facts: dict[str, int | str] = {
            "drec": min(back, _MOST_RECENT),
            "nth": min(alike, _MOST_TOLD) if told.unit == unit else 0,
            "how": told.how,
            "freq": min(often[told.words], _MOST_TOLD),
        }
        form = ("u" if told.unit == unit else "") + ("c" if told.sort == sort else "")
        form = f"D{form}{_distance(told, reading, site)}"
        yield Spoken(told.words, "D", form, facts, told.unit)
    for words, units in frame.heads:
        if unit in units or not unit:
            yield Spoken(words, "C", "Cx", {"drec": 0, "nth": 0, "how": "-", "freq": 0})
    longer = f"{unit} "
    whole = next((one for noun, one in frame.first_told.items() if noun.startswith(longer)), None)
    if unit and whole is not None:
        facts = {"drec": 0, "nth": 0, "how": whole.how, "freq": min(often[whole.words], _MOST_TOLD)}
        yield Spoken(whole.words, "V", f"V{_distance(whole, reading, site)}", facts)
    for source, words in (
        ("T", frame.topic),
        ("H", frame.title),
        ("X", frame.context),
        ("N", frame.names.get(unit, "")),
        ("F", frame.firsts.get(unit, "")),
    ):
        if words:
            yield Spoken(words, source, f"{source}x", {"drec": 0, "nth": 0, "how": "-", "freq": 0})


def base_of(one: Spoken, reading: Reading) -> str:
    """Give a told name without the item that it was told for: what another item goes with.

    Returns:
        "tốc độ tăng", told before "tốc độ tăng dịch vụ"; ``""`` where nothing such was.
    """
    if one.source == "D":
        for told in reading.frame.told_names[-_REMEMBERED:]:
            if one.words.startswith(f"{told.words} "):
                return told.words
    return ""


def _distance(told: Told, reading: Reading, site: Site) -> str:
    if told.passage is not reading.masked:
        return "x"
    return "s" if told.sentence == site.sentence else "p"
