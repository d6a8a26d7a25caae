"""A folder of gold -> what a correct reading and correct answers are, checked as they enter.

``load_gold`` is the entry point. A folder holds ``articles/``, ``observations.jsonl`` and
``questions.jsonl``; either of the two files may be missing.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.evaluation.errors import GoldError

_Row = TypeVar("_Row", bound=BaseModel)


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class GoldBaseline(_Model):
    """A value that the source compares with."""

    value: Decimal


class GoldChange(_Model):
    """A change as stated."""

    value: Decimal
    direction: str | None = None


class GoldRank(_Model):
    """A position."""

    position: int


class GoldFraction(_Model):
    """A part and its whole."""

    part: Decimal
    whole: Decimal


def _listed(value: Any) -> Any:
    if value is None:
        return ()
    return value if isinstance(value, list) else [value]


class GoldObservation(_Model):
    """A number that a reader could ask for, and all that is right about it."""

    article: str
    quotes: tuple[str, ...]
    indicator: str
    aliases: tuple[str, ...] = ()
    place: str | None = None
    subject: str | None = None
    period: str | None = None
    kind: str
    value: Decimal
    unit: str
    bound: str = "="
    baseline: tuple[GoldBaseline, ...] = ()
    change: GoldChange | None = None
    rank: GoldRank | None = None
    fraction: GoldFraction | None = None
    optional: bool = False

    _baselines = field_validator("baseline", mode="before")(_listed)


class GoldValue(_Model):
    """A number that an answer must hold; fields that are ``None`` are not looked at."""

    value: Decimal
    unit: str
    place: str | None = None
    period: str | None = None
    bound: str | None = None
    kind: str | None = None


class Expectation(_Model):
    """What the answer to one turn must hold."""

    status: tuple[str, ...]
    values: tuple[GoldValue, ...] = ()
    ordered: bool = False
    baseline: Decimal | None = None
    target: Decimal | None = None
    change: GoldChange | None = None
    rank: GoldRank | None = None
    article: tuple[str, ...] = ()
    contains: str | None = None
    choices: tuple[str, ...] = ()

    _statuses = field_validator("status", mode="before")(_listed)
    _articles = field_validator("article", mode="before")(_listed)


class GoldQuestion(_Model):
    """A conversation; a turn whose expectation is ``None`` is not judged."""

    id: str
    tags: tuple[str, ...] = ()
    turns: tuple[str, ...]
    expect: tuple[Expectation | None, ...]


class Gold(_Model):
    """One collection.

    Attributes:
        articles: The folder of its texts; ``None`` where they lie elsewhere.
    """

    name: str
    articles: Path | None
    observations: tuple[GoldObservation, ...] = Field(default=())
    questions: tuple[GoldQuestion, ...] = Field(default=())


def load_gold(folder: Path) -> Gold:
    """Read a folder of gold.

    Raises:
        GoldError: It is no folder of gold, or a line of it is wrong.
    """
    if not folder.is_dir():
        raise GoldError(f"Không có thư mục {folder}.")
    observations = _read(folder / "observations.jsonl", GoldObservation)
    questions = _read(folder / "questions.jsonl", GoldQuestion)
    if not observations and not questions:
        raise GoldError(f"{folder} không có observations.jsonl hay questions.jsonl.")
    own = folder / "articles"
    return Gold(
        name=folder.resolve().name,
        articles=own if own.is_dir() else None,
        observations=observations,
        questions=questions,
    )


def _read(path: Path, model: type[_Row]) -> tuple[_Row, ...]:
    if not path.is_file():
        return ()
    rows: list[_Row] = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            rows.append(model.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as error:
            first = str(error).splitlines()[0]
            raise GoldError(f"{path}, dòng {number}: {first}") from error
    return tuple(rows)
