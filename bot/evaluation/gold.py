"""A folder of gold -> what a correct reading and correct answers are, checked as they enter.

``load_gold`` is the entry point. A folder holds ``articles/``, ``observations.jsonl`` and
``questions.jsonl``; either of the two files may be missing. ``part_of`` takes the part to work
with, or the one that is kept aside while rules are written.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from bot.evaluation.errors import GoldError
from extract.models import Bound, Kind

Status = Literal["answered", "passages", "clarify", "not_found", "help"]
_ASIDE = 3

_Row = TypeVar("_Row", bound=BaseModel)


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class GoldBaseline(_Model):
    """A value that the source compares with."""

    value: Decimal


class GoldChange(_Model):
    """A change as stated."""

    value: Decimal
    direction: Literal["up", "down"] | None = None


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
    quotes: tuple[str, ...] = Field(min_length=1)
    indicator: str
    aliases: tuple[str, ...] = ()
    place: str | None = None
    subject: str | None = None
    period: str | None = None
    kind: Kind
    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
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
    bound: Bound | None = None
    kind: Kind | None = None


class Expectation(_Model):
    """What the answer to one turn must hold."""

    status: tuple[Status, ...] = Field(min_length=1)
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

    @model_validator(mode="after")
    def _judges_each_turn(self) -> Self:
        if len(self.turns) != len(self.expect):
            raise ValueError("“turns” và “expect” phải dài bằng nhau")
        return self


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


def part_of(gold: Gold, part: str | None) -> Gold:
    """Take a part of a collection.

    Args:
        gold: All of it.
        part: ``aside`` is every article and conversation whose number is divisible by three,
            ``work`` the others, ``None`` all.
    """
    if part is None:
        return gold
    aside = part == "aside"
    observations = tuple(one for one in gold.observations if _is_aside(one.article) == aside)
    questions = tuple(one for one in gold.questions if _is_aside(one.id) == aside)
    return gold.model_copy(update={"observations": observations, "questions": questions})


def _is_aside(name: str) -> bool:
    number = re.search(r"\d+", name)
    return number is not None and int(number[0]) % _ASIDE == 0


def _read(path: Path, model: type[_Row]) -> tuple[_Row, ...]:
    if not path.is_file():
        return ()
    rows: list[_Row] = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            rows.append(model.model_validate(json.loads(line)))
        except ValueError as error:
            raise GoldError(f"{path}, dòng {number}: {_said(error)}.") from error
    return tuple(rows)


def _said(error: ValueError) -> str:
    match error:
        case ValidationError():
            return _said_of_a_field(error)
        case UnicodeDecodeError():
            return "không phải UTF-8; hãy lưu tệp lại dạng UTF-8"
        case _:
            return "không phải JSON; mỗi dòng phải là một đối tượng JSON trọn vẹn"


def _said_of_a_field(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    name = ".".join(str(step) for step in first["loc"])
    if first["type"] == "missing":
        return f"thiếu trường “{name}”"
    if first["type"] == "value_error":
        return str(first["ctx"]["error"])
    if not name:
        return "phải là một đối tượng JSON"
    return f"trường “{name}” không nhận giá trị {json.dumps(first['input'], ensure_ascii=False)}"
