"""``sources.toml``: what is known of articles that their text does not say.

``load_sources`` is the entry point. The file lies beside the articles and holds a table
for each file name; every key of it needs the line ``evidence`` that says how we know.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from extract.errors import SourcesError
from extract.formats import shows_all
from extract.models import Declared

FILE_NAME = "sources.toml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)

    place: str | None = Field(default=None, min_length=1)
    published: date | None = None
    title: str | None = Field(default=None, min_length=1)
    publisher: str | None = Field(default=None, min_length=1)
    url: str | None = Field(default=None, pattern=r"^https?://")
    evidence: str = Field(min_length=1)


_FILE = TypeAdapter(dict[str, _Entry])

_LONGEST_NAME = 255
_NO_NAME = "phải là tên một tệp nằm cạnh tệp này, không có đường dẫn và ký tự ẩn"

_REASONS = {
    "extra_forbidden": "khóa không được dùng",
    "missing": "thiếu khóa này",
    "string_type": "phải là chuỗi trong ngoặc kép",
    "date_type": "phải là ngày dạng 2024-08-20, không đặt trong ngoặc kép",
    "string_too_short": "không được để trống",
    "string_pattern_mismatch": "phải bắt đầu bằng http:// hoặc https://",
    "model_type": 'phải là một bảng, ví dụ ["tên_tệp.txt"]',
}


def load_sources(folder: Path) -> dict[str, Declared]:
    """Read a folder's ``sources.toml``.

    Args:
        folder: Where the articles lie.

    Returns:
        By file name; empty where the folder has no such file.

    Raises:
        SourcesError: It cannot be read, or a key or value is not one of those above.
    """
    path = folder / FILE_NAME
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SourcesError(f"{path}: không đọc được ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: không phải UTF-8; hãy lưu lại với bảng mã UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(f"{path}: sai cú pháp TOML ({error})") from error
    try:
        entries = _FILE.validate_python(content)
    except ValidationError as error:
        raise SourcesError(f"{path}: {_faults(error)}") from error
    for name in entries:
        if not _is_file_name(name):
            raise SourcesError(f"{path}: {name!r}: {_NO_NAME}")
    return {name: Declared(**entry.model_dump()) for name, entry in entries.items()}


def _is_file_name(name: str) -> bool:
    plain = name == Path(name).name != ".." and shows_all(name)
    return plain and 0 < len(name.encode()) <= _LONGEST_NAME


def _faults(error: ValidationError) -> str:
    return "; ".join(
        f"{' → '.join(str(part) for part in fault['loc'])}: "
        f"{_REASONS.get(fault['type'], fault['msg'])}"
        for fault in error.errors()
    )
