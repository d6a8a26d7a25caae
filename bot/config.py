"""``HOISO_*`` environment variables and ``.env`` -> ``Settings``, read once.

``load_settings`` is the entry point. A command line option wins over the environment, the
environment over ``.env`` in the working folder, and that over the defaults.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_PREFIX = "HOISO_"
_DOTENV = Path(".env")
_SEEDS = "seeds"
_MEANINGS = {
    "data": "một thư mục",
    "sources": "các thư mục hoặc tệp, cách nhau bằng dấu “:”",
    "engine": "auto hoặc rank-bm25 (tantivy chưa có trong bản này)",
    "log": "debug, info, warning hoặc error",
}


class SettingsError(Exception):
    """A setting that cannot be used; the message names its key."""


class Settings(BaseSettings):
    """What the user has set.

    Attributes:
        data: Folder that holds the index.
        sources: Folders and files that articles are read from; empty where not set.
        engine: What ranks passages.
        log: The least severe messages that are logged.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file=_DOTENV,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        # Other programs share the environment, and .env may hold settings of another version.
        extra="ignore",
        frozen=True,
    )

    data: Path = Path("data")
    sources: Annotated[tuple[Path, ...], NoDecode] = ()
    engine: Literal["auto", "rank-bm25"] = "auto"
    log: Literal["debug", "info", "warning", "error"] = "warning"

    @field_validator("sources", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(filter(None, value.split(":"))) if isinstance(value, str) else value

    @field_validator("engine", "log", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("data", "sources", mode="after")
    @classmethod
    def _without_tilde(cls, value: Path | tuple[Path, ...]) -> Path | tuple[Path, ...]:
        if isinstance(value, Path):
            return value.expanduser()
        return tuple(path.expanduser() for path in value)


@dataclass(frozen=True, slots=True)
class Origin:
    """A setting as ``hoiso status`` shows it.

    Attributes:
        key: Name of the environment variable.
        origin: ``option``, ``environment``, ``.env`` or ``default``.
    """

    key: str
    value: str
    origin: str


def load_settings(data: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        data: The data folder given on the command line, which wins over all else.

    Raises:
        SettingsError: A value cannot be used, or ``.env`` cannot be read.
    """
    try:
        return Settings() if data is None else Settings(data=data)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).removeprefix(_PREFIX.lower())
        raise SettingsError(
            f"Giá trị {first['input']!r} của {_PREFIX}{name.upper()} không dùng được; "
            f"cần {_MEANINGS.get(name, 'một giá trị khác')}."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"Không đọc được tệp .env: {error}.") from error


def sources_of(settings: Settings) -> tuple[Path, ...]:
    """Name what is indexed where the user names nothing: the set sources, else the seeds."""
    return settings.sources or (seeds_folder(),)


def seeds_folder() -> Path:
    """Find ``seeds/``: in the working folder, else beside the program."""
    here = Path(_SEEDS)
    return here if here.is_dir() else Path(__file__).resolve().parent.parent / _SEEDS


def origins_of(
    settings: Settings,
    data: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> list[Origin]:
    """Tell each setting's value and where it came from, in the order of ``Settings``.

    Args:
        settings: As ``load_settings`` gave them.
        data: The data folder given on the command line.
        environment: The environment variables.
    """
    set_in_environment = {key.upper() for key, value in environment.items() if value}
    set_in_file = _keys_of_dotenv()
    origins = []
    for name in Settings.model_fields:
        key = _PREFIX + name.upper()
        if name == "data" and data is not None:
            origin = "option"
        elif key in set_in_environment:
            origin = "environment"
        else:
            origin = ".env" if key in set_in_file else "default"
        value = getattr(settings, name)
        shown = ":".join(map(str, value)) if isinstance(value, tuple) else str(value)
        origins.append(Origin(key, shown, origin))
    return origins


def _keys_of_dotenv() -> set[str]:
    from dotenv import dotenv_values

    return {key.upper() for key, value in dotenv_values(_DOTENV).items() if value}
