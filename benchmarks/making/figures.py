"""Sentences that state figures, with what each of their numbers means.

``statement`` is the entry point.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.making.prose import Scene
from benchmarks.making.world import (
    COUNTRY,
    MERGED_ON,
    Figure,
    Ground,
    Indicator,
    Span,
    World,
    districts_of,
    provinces_on,
    year_span,
)

_ACTUAL, _TARGET = "actual", "target"
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Meant:
    """What a number means.

    Attributes:
        number: Its digits, as written.
        period: As ``Observation.period``.
        value: In the unit without multiplier.
        rank: The position that its sentence gives beside it.
    """

    number: str
    indicator: str
    place: str
    province: str | None
    period: str
    said: str
    kind: str
    value: Decimal
    unit: str
    rank: int | None = None


Placed = tuple[int, Meant]
"""Where a number's first digit stands, and what it means."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What an article's figures are given of.

    Attributes:
        spans: The periods reported on, the main one first; ``indicators`` likewise.
        told: What the article has stated.
    """

    world: World
    scene: Scene
    spans: list[Span]
    indicators: list[Indicator]
    told: set[tuple[str, str, str, str]]


class _Sentence:
    """A sentence that grows; remembers where its numbers stand."""

    def __init__(self, start: str = "") -> None:
        self.text = start
        self.meant: list[Placed] = []

    def say(self, text: str) -> None:
        self.text += text

    def state(
        self,
        indicator: Indicator,
        figure: Figure,
        place: Ground,
        span: Span,
        kind: str = _ACTUAL,
        rank: int | None = None,
    ) -> None:
        """Write a figure with its unit."""
        unit = _base_unit(indicator.unit)
        meant = Meant(
            figure.written,
            indicator.name,
            place.name,
            place.province,
            span.label,
            span.said,
            kind,
            figure.value,
            unit,
            rank,
        )
        self.meant.append((len(self.text), meant))
        self.text += f"{figure.written}{'' if indicator.is_share else ' '}{indicator.unit}"


def statement(matter: Matter) -> tuple[str, list[Placed]] | None:
    """Write a sentence that states figures; ``None`` where all it could state is told."""
    rng = matter.scene.rng
    for _ in range(_TRIES):
        sentence = rng.choices(_PATTERNS, cum_weights=_WEIGHTS)[0](matter)
        keys = {(m.indicator, m.place, m.period, m.kind) for _, m in sentence.meant}
        if matter.told.isdisjoint(keys):
            matter.told.update(keys)
            return sentence.text, sentence.meant
    return None


def _level(matter: Matter) -> _Sentence:
    indicator, span = _about(matter)
    place, rng = _place(matter, indicator), matter.scene.rng
    said = _Sentence()
    order = rng.random()
    of = "của" if rng.random() < 0.7 or place.province else "trên địa bàn"
    if order < 0.45:
        said.say(f"{_capital(span.said)}, {indicator.name} {of} {place.typed} {indicator.verb} ")
    elif order < 0.75:
        said.say(f"{_capital(indicator.name)} {of} {place.typed} {span.said} {indicator.verb} ")
    else:
        source = f"Theo {matter.scene.topic.office}, {span.said}, "
        said.say(f"{source}{indicator.name} {of} {place.typed} {indicator.verb} ")
    figure = matter.world.figure(indicator, place, span)
    said.state(indicator, figure, place, span)
    said.say(_tail(matter, indicator, place, span, figure) + ".")
    return said


def _tail(matter: Matter, indicator: Indicator, place: Ground, span: Span, now: Figure) -> str:
    """Compare a figure with another, or leave it alone."""
    rng, world = matter.scene.rng, matter.world
    chance = rng.random()
    if chance < 0.3:
        last = Span(span.year - 1, span.months, span.said, span.label)
        return _change(indicator, now, world.figure(indicator, place, last), rng)
    if chance < 0.42 and indicator.is_share:
        country = world.figure(indicator, COUNTRY, span)
        return f" (bình quân chung cả nước là {country.written}%)"
    if chance < 0.52 and "t" in indicator.marks and place.province is None:
        return rng.choice((", vượt kế hoạch đề ra", ", hoàn thành mục tiêu", ", chưa đạt kế hoạch"))
    return ""


def _change(indicator: Indicator, now: Figure, before: Figure, rng: random.Random) -> str:
    against = rng.choice(("so với cùng kỳ", "so với cùng kỳ năm trước"))
    if now.value == before.value:
        return f", không đổi {against}"
    word = "tăng" if now.value > before.value else "giảm"
    gap = abs(now.value - before.value)
    if not indicator.is_share:
        gap = round(gap / before.value * 100, 1)
    text = f"{gap.normalize():f}".replace(".", ",")
    if text == "0":
        return f", gần như không đổi {against}"
    return f", {word} {text}{' điểm phần trăm' if indicator.is_share else '%'} {against}"


def _pair(matter: Matter) -> _Sentence:
    """Two indicators of one place in a sentence."""
    (one, span), (other, _) = _about(matter), _about(matter)
    place = matter.scene.home
    said = _Sentence(f"{_capital(span.said)}, {one.name} của {place.typed} {one.verb} ")
    said.state(one, matter.world.figure(one, place, span), place, span)
    if other.name != one.name and ("y" not in other.marks or span.months == 12):
        said.say(f"; {other.name} {other.verb} ")
        said.state(other, matter.world.figure(other, place, span), place, span)
    said.say(".")
    return said


def _shared_out(matter: Matter) -> _Sentence:
    """One indicator of several districts, in a list."""
    indicator, span = _about(matter)
    units = districts_of(matter.scene.home.name) if _has_districts(matter, indicator) else ()
    if len(units) < 3:
        return _level(matter)
    rng = matter.scene.rng
    chosen = rng.sample(units, min(len(units), rng.randint(3, 5)))
    said = _Sentence(f"{_capital(span.said)}, {indicator.name} ")
    for number, place in enumerate(chosen):
        said.say(f"{', ' if number else 'của '}{place.typed} {indicator.verb} ")
        said.state(indicator, matter.world.figure(indicator, place, span), place, span)
    said.say(".")
    return said


def _aimed(matter: Matter) -> _Sentence:
    """What a place wants to reach."""
    candidates = [i for i in matter.indicators if "t" in i.marks]
    if not candidates:
        return _level(matter)
    rng = matter.scene.rng
    indicator, place = rng.choice(candidates), matter.scene.home
    span = year_span(matter.scene.day.year + rng.choice((0, 1, 1)))
    # A province that ends before the year does aims at nothing in it.
    said = _Sentence(
        rng.choice(
            (
                f"{_capital(place.typed)} phấn đấu {span.said}, {indicator.name} đạt ",
                f"Mục tiêu đến hết {span.said}, {indicator.name} của {place.typed} đạt ",
                f"{_capital(span.said)}, {place.typed} đặt chỉ tiêu {indicator.name} đạt ",
            )
        )
    )
    figure = matter.world.target(indicator, place, span.year)
    said.state(indicator, figure, place, span, _TARGET)
    said.say(".")
    return said


def _ranked(matter: Matter) -> _Sentence:
    """An index and the position that it gives."""
    candidates = [i for i in matter.indicators if "r" in i.marks]
    if not candidates:
        return _pair(matter)
    indicator, place = matter.scene.rng.choice(candidates), matter.scene.home
    span = year_span(matter.scene.day.year - 1)
    among = provinces_on(matter.scene.day)
    rank = matter.world.rank(indicator, place, span, among)
    said = _Sentence(f"{_capital(span.said)}, {indicator.name} của {place.typed} đạt ")
    said.state(indicator, matter.world.figure(indicator, place, span), place, span, rank=rank)
    said.say(f", xếp thứ {rank}/{len(among)} tỉnh, thành phố.")
    return said


def _about(matter: Matter) -> tuple[Indicator, Span]:
    rng = matter.scene.rng
    indicator = matter.indicators[int(rng.random() ** 1.5 * len(matter.indicators))]
    if "y" in indicator.marks:
        return indicator, year_span(matter.scene.day.year - 1)
    return indicator, matter.spans[int(rng.random() ** 1.8 * len(matter.spans))]


def _place(matter: Matter, indicator: Indicator) -> Ground:
    rng = matter.scene.rng
    if not _has_districts(matter, indicator) or rng.random() < 0.6:
        return matter.scene.home
    units = districts_of(matter.scene.home.name)
    return rng.choice(units) if units else matter.scene.home


def _has_districts(matter: Matter, indicator: Indicator) -> bool:
    return "d" in indicator.marks and matter.scene.day < MERGED_ON


def _base_unit(unit: str) -> str:
    return _BASE_UNITS.get(unit, unit)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


_BASE_UNITS = {"tỷ đồng": "đồng", "triệu đồng": "đồng", "triệu USD": "USD"}
_BASE_UNITS |= {"nghìn tấn": "tấn", "triệu kWh": "kWh"}
_WEIGHED: tuple[tuple[int, Callable[[Matter], _Sentence]], ...] = (
    (42, _level),
    (22, _pair),
    (10, _shared_out),
    (16, _aimed),
    (10, _ranked),
)
_PATTERNS = [pattern for _, pattern in _WEIGHED]
_WEIGHTS = [sum(w for w, _ in _WEIGHED[: n + 1]) for n in range(len(_WEIGHED))]
