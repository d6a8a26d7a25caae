"""What ``sources.toml`` may say of a file, and what is wrong where it says something else."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from extract.models import Declared


class Entry(BaseModel):
    """What is said of one file."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)

    place: str | None = Field(default=None, min_length=1)
    published: date | None = None
    title: str | None = Field(default=None, min_length=1)
    publisher: str | None = Field(default=None, min_length=1)
    url: str | None = Field(default=None, pattern=r"^https?://")
    evidence: str = Field(min_length=1)


_FILE = TypeAdapter(dict[str, Entry])
_REASONS = {
    "extra_forbidden": "khóa không được dùng",
    "missing": "thiếu khóa này",
    "string_type": "phải là chuỗi trong ngoặc kép",
    "date_type": "phải là ngày dạng 2024-08-20, không đặt trong ngoặc kép",
    "string_too_short": "không được để trống",
    "string_pattern_mismatch": "phải bắt đầu bằng http:// hoặc https://",
    "model_type": 'phải là một bảng, ví dụ ["tên_tệp.txt"]',
}


def read_entries(content: dict[str, Any]) -> dict[str, Declared] | str:
    """Read what a file says.

    Args:
        content: As TOML gives it.

    Returns:
        By file name, which may be any; or what is wrong, for users.
    """
    try:
        entries = _FILE.validate_python(content)
    except ValidationError as error:
        return _faults(error)
    return {name: Declared(**entry.model_dump()) for name, entry in entries.items()}


def _faults(error: ValidationError) -> str:
    return "; ".join(
        f"{' → '.join(str(part) for part in fault['loc'])}: "
        f"{_REASONS.get(fault['type'], fault['msg'])}"
        for fault in error.errors()
    )
