"""``HOISO_*`` environment variables and ``.env`` -> ``Settings``, read once.

``load_settings`` is the entry point. A command line option wins over the environment, the
environment over ``.env`` in the working folder, and that over the defaults.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.formats import SUFFIXES, suffix_of

if TYPE_CHECKING:
    from bot.telegram_app.settings import TelegramSettings

PREFIX = "HOISO_"
DOTENV = Path(".env")
_SEEDS = "seeds"
HEALTH_FILE = "health.json"
"""In the folder of the Telegram bot: what it says of itself while it runs."""
_UPLOADS = "uploads"
_ENGINES = ("auto", "rank-bm25", "tantivy")
_LEVELS = ("debug", "info", "warning", "error")


class SettingsError(Exception):
    """A setting that cannot be used; the message names its key."""


@dataclass(frozen=True)
class Settings:
    """What the user has set.

    Attributes:
        data: Folder that holds the index.
        sources: Folders and files that articles are read from; empty where not set.
        engine: What ranks passages.
        log: The least severe messages that are logged.
    """

    data: Path = Path("data")
    sources: tuple[Path, ...] = ()
    engine: str = "auto"
    log: str = "warning"

    @cached_property
    def telegram(self) -> TelegramSettings:
        """What is set of the Telegram bot.

        Raises:
            SettingsError: A value cannot be used.
        """
        # Here, not above: what checks these many takes a tenth of a second to load.
        from bot.telegram_app.settings import load_telegram_settings

        return load_telegram_settings()


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
    texts = _in_dotenv() | _in_environment(os.environ)
    read: dict[str, Any] = {}
    for name, (reader, meaning) in _READERS.items():
        key = PREFIX + name.upper()
        if key in texts and not (name == "data" and data is not None):
            try:
                read[name] = reader(texts[key])
            except (ValueError, RuntimeError) as error:
                raise unusable(key, meaning, texts[key]) from error
    return Settings(**read) if data is None else Settings(**read | {"data": data.expanduser()})


def unusable(key: str, meaning: str, value: object = None) -> SettingsError:
    """Say of a setting that its value cannot be used.

    Args:
        key: Name of the environment variable.
        meaning: What it must be; for users.
        value: Left out of what is a secret.
    """
    shown = "" if value is None else f" {value!r}"
    return SettingsError(f"Giá trị{shown} của {key} không dùng được; cần {meaning}.")


def unreadable(error: Exception) -> SettingsError:
    """Say that ``.env`` cannot be read."""
    return SettingsError(f"Không đọc được tệp .env: {error}.")


def _in_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Give what is set, by key in capitals; what is empty is as not set."""
    return {key.upper(): value for key, value in environment.items() if value}


def _in_dotenv() -> dict[str, str]:
    if not DOTENV.is_file():
        return {}
    # Here, not above: few have such a file.
    from dotenv import dotenv_values

    try:
        held = dotenv_values(DOTENV, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(error) from error
    return {key.upper(): value for key, value in held.items() if value}


def _read_folder(text: str) -> Path:
    return Path(text).expanduser()


def _read_sources(text: str) -> tuple[Path, ...]:
    return tuple(map(_read_folder, filter(None, text.split(":"))))


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        return choices[choices.index(text.strip().lower())]

    return read


_READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "data": (_read_folder, "một thư mục"),
    "sources": (_read_sources, "các thư mục hoặc tệp, cách nhau bằng dấu “:”"),
    "engine": (_one_of(_ENGINES), "auto, rank-bm25 hoặc tantivy"),
    "log": (_one_of(_LEVELS), "debug, info, warning hoặc error"),
}


def sources_of(settings: Settings) -> tuple[Path, ...]:
    """Name what is indexed where the user names nothing: the set sources, else the seeds.

    What was uploaded in a chat comes after them.
    """
    uploads = uploads_folder(settings)
    held = any(suffix_of(path.name) in SUFFIXES for path in uploads.glob("*"))
    uploaded = (uploads,) if held else ()
    return (*(settings.sources or (seeds_folder(),)), *uploaded)


def uploads_folder(settings: Settings) -> Path:
    """Name the folder of the articles that were uploaded in a chat; it may be missing."""
    return settings.data / _UPLOADS


def telegram_folder(data: Path) -> Path:
    """Name the folder in which the Telegram bot keeps its state."""
    return data / "telegram"


def seeds_folder() -> Path:
    """Find ``seeds/``: in the working folder, else beside the program."""
    here = Path(_SEEDS)
    return here if here.is_dir() else Path(__file__).resolve().parent.parent / _SEEDS


def origins_of(
    settings: Settings,
    data: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> list[Origin]:
    """Tell each setting's value and where it came from, those of the Telegram bot last.

    Args:
        settings: As ``load_settings`` gave them.
        data: The data folder given on the command line.
        environment: The environment variables.

    Raises:
        SettingsError: A value of those of the Telegram bot cannot be used.
    """
    values: dict[str, object] = {name: getattr(settings, name) for name in _READERS}
    values |= {f"telegram_{name}": value for name, value in settings.telegram}
    set_in_environment, set_in_file = _in_environment(environment), _in_dotenv()
    origins = []
    for name, value in values.items():
        key = PREFIX + name.upper()
        if name == "data" and data is not None:
            origin = "option"
        elif key in set_in_environment:
            origin = "environment"
        else:
            origin = ".env" if key in set_in_file else "default"
        origins.append(Origin(key, _shown(value), origin))
    return origins


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return (":" if any(isinstance(item, Path) for item in value) else ",").join(map(str, value))
    # A secret writes itself as stars.
    return "" if value is None else str(value)
