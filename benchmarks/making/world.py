"""What is true in the invented world: a figure for each indicator, place and period.

``World`` is the entry point. A figure is a function of what it is asked for, not drawn, so that
two articles that state it agree, whichever of them are made.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from zlib import crc32

from extract.lexicon import load_districts, load_merged, load_provinces

TABLES = Path(__file__).parent / "tables"
MERGED_ON = date(2025, 7, 1)

_FIRST_YEAR = 2018
# Keys below are those of provinces, those above of districts.
_DISTRICTS = 10_000

_SCALES = {"tỷ đồng": 10**9, "triệu đồng": 10**6, "nghìn tấn": 10**3}
_SCALES |= {"triệu USD": 10**6, "triệu kWh": 10**6}
_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured.

    Attributes:
        name: As articles name it.
        unit: As articles write it, with its multiplier: "tỷ đồng".
        low: The least a province has in a year; ``high`` the most.
        decimals: Written behind the comma.
        verb: What joins name and number.
        marks: ``d`` districts have it, ``t`` has targets, ``r`` places are ranked by it, ``f``
            it grows with the length of the period, ``y`` it is measured by the year alone.
    """

    number: int
    topic: str
    name: str
    unit: str
    low: float
    high: float
    decimals: int
    verb: str
    marks: str

    @property
    def is_share(self) -> bool:
        """Whether it is measured in per cent."""
        return self.unit == "%"


@dataclass(frozen=True, slots=True)
class Ground:
    """An administrative unit, for which figures are given.

    Attributes:
        key: Tells it from all others.
        name: As observations name it.
        typed: As articles name it, with what it is: "tỉnh Hà Nam".
        province: Of a district.
    """

    key: int
    name: str
    typed: str
    province: str | None = None


COUNTRY = Ground(0, "Việt Nam", "cả nước")


@dataclass(frozen=True, slots=True)
class Span:
    """A period, as articles write it and as observations name it.

    Attributes:
        months: Its length.
        said: "6 tháng đầu năm 2024".
        label: "2024-01/2024-06".
    """

    year: int
    months: int
    said: str
    label: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the world, as it is to be written.

    Attributes:
        written: "1.234,5".
        value: Its value in the unit without multiplier.
    """

    written: str
    value: Decimal


class World:
    """All figures there are."""

    def __init__(self, seed: int) -> None:
        """Make the world of a seed."""
        self._seed = seed
        self.indicators = load_indicators()

    def figure(self, indicator: Indicator, place: Ground, span: Span) -> Figure:
        """Tell an indicator's value."""
        return written(indicator, self._amount(indicator, place.key, span))

    def target(self, indicator: Indicator, place: Ground, year: int) -> Figure:
        """Tell what a place wants to reach by the end of a year."""
        amount = self._amount(indicator, place.key, year_span(year))
        if indicator.is_share:
            amount = min(99.9, amount + 0.15 * (indicator.high - indicator.low))
        else:
            amount *= 1.08
        return written(indicator, amount)

    def rank(
        self, indicator: Indicator, place: Ground, span: Span, among: tuple[Ground, ...]
    ) -> int:
        """Tell a place's position among others, counted from the highest value."""
        return self._ranked(indicator, among, span).index(place.key) + 1

    @cache  # noqa: B019 - a world lives as long as the program
    def _ranked(self, indicator: Indicator, among: tuple[Ground, ...], span: Span) -> list[int]:
        amounts = {p.key: self._amount(indicator, p.key, span) for p in among}
        return sorted(amounts, key=lambda key: (-amounts[key], key))

    def _amount(self, indicator: Indicator, place: int, span: Span) -> float:
        where = _drawn(self._seed, indicator.number, place)
        drift = _drawn(self._seed, indicator.number, place, 1) - 0.3
        shaken = _drawn(
            self._seed, indicator.number, place, span.year, span.months, crc(span.label)
        )
        position = where + 0.05 * drift * (span.year - _FIRST_YEAR) + 0.03 * shaken
        position = 1 - abs(1 - position % 2)
        if indicator.is_share or indicator.high < 10 * indicator.low:
            amount = indicator.low + position * (indicator.high - indicator.low)
        else:
            # What a district has is small beside its province.
            amount = indicator.low * math.exp(position * math.log(indicator.high / indicator.low))
            amount = amount / 9 if place > _DISTRICTS else amount
        if "f" in indicator.marks:
            amount *= span.months / _MONTHS_OF_A_YEAR
        return amount


def _drawn(*key: int) -> float:
    """Draw from 0 to 1 by the key alone."""
    mixed = 0x9E3779B97F4A7C15
    for part in key:
        mixed = ((mixed ^ part) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        mixed ^= mixed >> 29
    return mixed / 2**64


@cache
def crc(text: str) -> int:
    """Give a number that is the same for a text on every machine."""
    return crc32(text.encode())


def written(indicator: Indicator, amount: float) -> Figure:
    """Write an amount as articles do."""
    decimals = indicator.decimals
    least = 10**-decimals
    text = f"{max(amount, least):,.{decimals}f}"
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    value = Decimal(text.replace(",", "")) * _SCALES.get(indicator.unit, 1)
    return Figure(whole.replace(",", ".") + ("," + part if part else ""), value)


def year_span(year: int) -> Span:
    """Make the period of a year."""
    return Span(year, 12, f"năm {year}", str(year))


@cache
def load_indicators() -> tuple[Indicator, ...]:
    """Load the indicators of the world, in the order of their table."""
    with (TABLES / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Indicator(
                number,
                row["topic"],
                row["name"],
                row["unit"],
                float(row["low"]),
                float(row["high"]),
                int(row["decimals"]),
                row["verb"],
                row["marks"],
            )
            for number, row in enumerate(csv.DictReader(file, delimiter=";"))
        )


@cache
def provinces_on(day: date) -> tuple[Ground, ...]:
    """List the provinces and cities that there were on a day."""
    return _merged() if day >= MERGED_ON else _provinces()


@cache
def districts_of(province: str) -> tuple[Ground, ...]:
    """List the districts of a province of the 63, those whose name the country has once."""
    taken = Counter(row.name for row in load_districts())
    taken.update(place.name for place in _provinces())
    return tuple(
        Ground(_DISTRICTS + int(row.code), row.name, f"{row.kind.lower()} {row.name}", province)
        for row in load_districts()
        if row.province == province and taken[row.name] == 1 and not any(map(str.isdigit, row.name))
    )


@cache
def _provinces() -> tuple[Ground, ...]:
    rows = load_provinces()
    return tuple(Ground(int(r.code), r.name, f"{r.kind.lower()} {r.name}") for r in rows)


@cache
def _merged() -> tuple[Ground, ...]:
    rows = load_merged()
    return tuple(Ground(1_000 + int(r.code), r.name, f"{r.kind.lower()} {r.name}") for r in rows)


def spans_before(year: int, month: int) -> list[Span]:
    """List the periods that an article of a month may report on, the newest first."""
    found = [_month_span(year, month - 1)] if month > 1 else []
    if month in (4, 5, 7, 8, 10, 11):
        quarter = (month - 1) // 3
        found.append(_quarter_span(year, quarter))
    if 7 <= month <= 9:
        found.append(Span(year, 6, f"6 tháng đầu năm {year}", f"{year}-01/{year}-06"))
    if month >= 10:
        found.append(Span(year, 9, f"9 tháng đầu năm {year}", f"{year}-01/{year}-09"))
    found.append(year_span(year - 1))
    return found


def _month_span(year: int, month: int) -> Span:
    return Span(year, 1, f"tháng {month}/{year}", f"{year}-{month:02}")


def _quarter_span(year: int, quarter: int) -> Span:
    return Span(
        year, 3, f"quý {['I', 'II', 'III', 'IV'][quarter - 1]}/{year}", f"{year}-Q{quarter}"
    )
