"""Loads the tables in ``tables/``: administrative units, words around places, abbreviations.

Each table is read once, when first asked for. Tables are kept light on purpose: what a table
holds is checked by its tests, loading checks only that the columns are there.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from extract.toml_table import load_toml

TABLES = Path(__file__).with_name("tables")


class LexiconError(ValueError):
    """A table is missing or lacks a column or a key; the message names both."""


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A province or city before 1 July 2025; ``successor`` is the unit that it became."""

    code: str
    name: str
    kind: str
    region: str
    successor: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A province or city from 1 July 2025.

    Attributes:
        kind: On that day.
        city_since: The day a province became a city, where the table knows it.
        parts: Codes of the units that it was made of.
    """

    code: str
    name: str
    kind: str
    city_since: date | None
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A unit below the province, seen between December 2019 and March 2025.

    Attributes:
        name: Without its type word; "Quận 7" keeps it.
        kind: "Huyện", "Quận", "Thị xã" or "Thành phố", the last one it had.
        former: Earlier names with their type word.
    """

    code: str
    name: str
    kind: str
    province_code: str
    province: str
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AbbreviationRow:
    """What letters stand for, and what kind of thing that is."""

    letters: str
    expansion: str
    kind: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class SenseRow:
    """One reading of ambiguous letters and the words around that decide for it.

    Attributes:
        before: Words one of which stands shortly before; empty where none is wanted.
        after: Patterns one of which follows at once.
        expansion: ``""`` where the letters then stay as they are.
    """

    letters: str
    expansion: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def load_provinces() -> tuple[ProvinceRow, ...]:
    """Load the 63 units before 1 July 2025, in order of code."""
    columns = ("old_code", "old_name", "old_type", "region", "new_code", "aliases")
    return tuple(
        ProvinceRow(code, name, kind, region, successor, _parts(aliases))
        for code, name, kind, region, successor, aliases in _rows("provinces_63_to_34.csv", columns)
    )


@cache
def load_merged() -> tuple[MergedRow, ...]:
    """Load the 34 units from 1 July 2025, in order of code."""
    columns = ("code", "name", "type_2025_07_01", "type_changed_on", "merged_from_codes")
    return tuple(
        MergedRow(code, name, kind, _day(since), _parts(codes))
        for code, name, kind, since, codes in _rows("provinces_34.csv", columns)
    )


@cache
def load_districts() -> tuple[DistrictRow, ...]:
    """Load the units below the province, in order of the table."""
    in_use: dict[str, str] = load_words("place_words.toml")["names_in_use"]
    columns = (
        "code", "name", "type", "bare_name", "old_province_code", "old_province", "former_names",
    )  # fmt: skip
    return tuple(
        DistrictRow(
            code,
            full_name if bare.isdigit() else in_use.get(bare, bare),
            kind,
            province_code,
            province,
            tuple(name.partition(" (")[0] for name in _parts(former)),
        )
        for code, full_name, kind, bare, province_code, province, former in _rows(
            "districts_legacy.csv", columns
        )
    )


@cache
def load_abbreviations() -> tuple[AbbreviationRow, ...]:
    """Load the abbreviations, in order of the table."""
    columns = ("abbr", "expansion", "kind", "ambiguous")
    return tuple(
        AbbreviationRow(letters, expansion, kind, ambiguous == "yes")
        for letters, expansion, kind, ambiguous in _rows("abbreviations.csv", columns)
    )


@cache
def load_senses() -> tuple[SenseRow, ...]:
    """Load the readings of ambiguous abbreviations; the first that fits is meant."""
    columns = ("abbr", "expansion", "before", "after")
    return tuple(
        SenseRow(letters, expansion, _parts(before), _parts(after))
        for letters, expansion, before, after in _rows("abbreviation_senses.csv", columns)
    )


@cache
def load_words(name: str) -> dict[str, Any]:
    """Load a word list in TOML; its values are lists or tables of strings.

    Args:
        name: File name in ``tables/``.

    Raises:
        LexiconError: There is no such file, or it is no TOML.
    """
    path = TABLES / name
    try:
        return load_toml(path)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from error


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    path = TABLES / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, [])
            missing = [column for column in columns if column not in header]
            if missing:
                raise LexiconError(f"{path}: no column {', '.join(missing)}")
            wanted = [header.index(column) for column in columns]
            for row in reader:
                if len(row) != len(header):
                    raise LexiconError(f"{path}, line {reader.line_num}: not {len(header)} fields")
                yield [row[index] for index in wanted]
    except OSError as error:
        raise LexiconError(f"{path}: {error}") from error


def _parts(field: str) -> tuple[str, ...]:
    return tuple(field.split("|")) if field else ()


def _day(field: str) -> date | None:
    try:
        return date.fromisoformat(field) if field else None
    except ValueError:
        return None
