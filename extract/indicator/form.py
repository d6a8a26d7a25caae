"""The form of an indicator table: TOML text -> checked rows, or what is wrong with it.

``read_form`` is the entry point. Only the form is checked here; whether names and ids fit those
that are there already is ``extension``'s to tell. pydantic is loaded with this module, so import
it only where there is a table to read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extract.errors import IndicatorTableError

_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")
_AT_END = "(at end of document)"
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Field(min_length=1)]
Level = Literal["country", "province", "district", "commune", "ministry"]


class _Checked(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)


class _Share(_Checked):
    numerator: Words
    denominator: Words


class Row(_Checked):
    """An ``[[indicator]]``: a new one, or what is added to one that is there."""

    id: Id
    name: Words | None = None
    name_en: Words | None = None
    domain: Words | None = None
    unit: Annotated[list[Words], Field(min_length=1)] | None = None
    direction: Literal["higher", "lower", "none"] | None = None
    aliases: list[Words] = []
    apart: Annotated[list[Id], Field(alias="not")] = []
    part_of: _Share | None = None
    definition: Words | None = None
    source: Words | None = None
    parents: list[Id] = []
    levels: list[Level] = []


class PhraseRow(_Checked):
    """A line of ``[ambiguous]``."""

    ids: Annotated[list[Id], Field(min_length=2)]
    decide: Words = ""
    words: dict[str, Annotated[list[Words], Field(min_length=1)]] = {}


class Form(_Checked):
    """A whole table."""

    version: Literal[1] = 1
    language: Literal["vi"] = "vi"
    indicator: list[Row] = []
    ambiguous: dict[str, PhraseRow] = {}


_REASONS = {
    "missing": "thiếu khóa này",
    "string_type": "phải là chữ trong ngoặc kép",
    "list_type": 'phải là danh sách trong ngoặc vuông, ví dụ ["%"]',
    "dict_type": 'phải là một bảng, ví dụ [ambiguous] rồi "cụm từ" = { ids = ["...", "..."] }',
    "model_type": 'phải là một bảng, ví dụ { ids = ["...", "..."] }',
    "string_too_short": "không được để trống",
    "string_pattern_mismatch": "chỉ gồm chữ thường không dấu, chữ số và “_”, bắt đầu bằng chữ",
}
_MODELS: dict[str, type[BaseModel]] = {"indicator": Row, "ambiguous": PhraseRow}
_SHAPES = {"indicator": "ghi [[indicator]] với hai ngoặc vuông cho mỗi chỉ tiêu"}


def read_form(text: str, where: str) -> Form:
    """Read a table.

    Args:
        text: Of the file.
        where: What the file is called in messages.

    Raises:
        IndicatorTableError: It is no TOML, or not of this form.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise IndicatorTableError(where, (_syntax(str(error), text),)) from error
    try:
        return Form.model_validate(content)
    except ValidationError as error:
        faults = dict.fromkeys(_fault(each, content, text) for each in error.errors())
        raise IndicatorTableError(where, tuple(faults)) from error


def line_of(text: str, id_: str) -> int | None:
    """Find the line on which a table names an id or phrase first, from 1."""
    word = re.escape(id_)
    found = re.search(rf"""^[ \t]*(?:id[ \t]*=[ \t]*)?["']{word}["']""", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _syntax(message: str, text: str) -> str:
    position = _POSITION.search(message)
    where = f"dòng {position[1]}, cột {position[2]}" if position else ""
    if _AT_END in message:
        where = f"dòng {text.count(chr(10)) + 1} (cuối tệp)"
    twice = (
        "; một khóa hay bảng ghi hai lần" if re.search("overwrite|twice|mutate", message) else ""
    )
    return f"sai cú pháp TOML ở {where}{twice}; hãy xem lại ngoặc kép, ngoặc vuông và dấu phẩy ở đó"


def _fault(fault: Mapping[str, Any], content: dict[str, Any], text: str) -> str:
    loc = list(fault["loc"])
    owner, rest = _owner(loc, content, text)
    keys = [str(part + 1) if isinstance(part, int) else str(part) for part in rest]
    reason = _reason(fault, loc)
    return f"{owner}{' → '.join(keys)}: {reason}" if keys else f"{owner.rstrip(': ')}: {reason}"


def _owner(loc: list[Any], content: dict[str, Any], text: str) -> tuple[str, list[Any]]:
    if loc[:1] == ["indicator"] and len(loc) > 1 and isinstance(loc[1], int):
        row = content["indicator"][loc[1]]
        id_ = row.get("id") if isinstance(row, dict) else None
        named = isinstance(id_, str) and id_
        who = f"chỉ tiêu “{id_}”" if named else f"[[indicator]] thứ {loc[1] + 1}"
        return f"{who}{line_words(text, id_ if isinstance(id_, str) else '')}: ", loc[2:]
    if loc[:1] == ["ambiguous"] and len(loc) > 1:
        return f"cụm “{loc[1]}”{line_words(text, str(loc[1]))}: ", loc[2:]
    return "", loc


def line_words(text: str, id_: str) -> str:
    """Write where a table names an id or phrase: " (dòng 12)"; nothing where it does not."""
    line = line_of(text, id_) if id_ else None
    return f" (dòng {line})" if line else ""


def _reason(fault: Mapping[str, Any], loc: list[Any]) -> str:
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(str(loc[-1]), loc)
    if kind == "literal_error":
        return f"phải là một trong {context.get('expected', '')}".replace(" or ", " hoặc ")
    if kind == "too_short":
        return f"cần ít nhất {context.get('min_length', 1)} mục"
    if kind == "list_type" and loc[-1] in _SHAPES:
        return _SHAPES[str(loc[-1])]
    return _REASONS.get(kind, "giá trị không dùng được")


def _unknown_key(key: str, loc: list[Any]) -> str:
    model = _MODELS[str(loc[0])] if len(loc) > 2 else Form
    if "part_of" in loc[:-1]:
        model = _Share
    known = [field.alias or name for name, field in model.model_fields.items()]
    near = get_close_matches(key, known, 1)
    hint = f"có phải “{near[0]}”?" if near else f"các khóa dùng được: {', '.join(known)}"
    return f"khóa không được dùng; {hint}"
