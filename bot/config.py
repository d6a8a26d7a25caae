"""``HOISO_*`` environment variables and ``.env`` -> ``Settings``, read once.

``load_settings`` is the entry point. A command line option wins over the environment, the
environment over ``.env`` in the working folder, and that over the defaults.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from extract.formats import SUFFIXES, suffix_of

_PREFIX = "HOISO_"
_DOTENV = Path(".env")
_SEEDS = "seeds"
HEALTH_FILE = "health.json"
"""In the folder of the Telegram bot: what it says of itself while it runs."""
_UPLOADS = "uploads"
_MEANINGS = {
    "data": "một thư mục",
    "sources": "các thư mục hoặc tệp, cách nhau bằng dấu “:”",
    "engine": "auto, rank-bm25 hoặc tantivy",
    "log": "debug, info, warning hoặc error",
    "telegram_token": "mã do @BotFather cấp, dạng 123456:ABC-def",
    "telegram_admins": "các số nhận dạng người dùng, cách nhau bằng dấu “,”",
    "telegram_allowed": "các số nhận dạng người dùng hoặc nhóm, cách nhau bằng dấu “,”, hoặc *",
    "telegram_base_url": "một địa chỉ http(s) kết thúc bằng /bot",
    "telegram_base_file_url": "một địa chỉ http(s) kết thúc bằng /file/bot",
    "telegram_webhook_url": "một địa chỉ https",
    "telegram_webhook_listen": "địa chỉ và cổng, ví dụ 127.0.0.1:8443",
    "telegram_webhook_secret": "từ 1 đến 256 chữ cái, chữ số, “_” hoặc “-”",
    "telegram_rate": "số câu hỏi mỗi phút của một người, 0 là không hạn chế",
    "telegram_per_second": "số tin gửi đi mỗi giây, từ 1 trở lên",
    "telegram_at_once": "một số từ 1 đến 256",
    "telegram_workers": "một số từ 1 đến 16",
    "telegram_memory_hours": "số giờ nhớ câu hỏi trước, từ 1 trở lên",
}
_SECRETS = frozenset({"telegram_token", "telegram_webhook_secret"})
_TOKEN = r"\d{3,}:[A-Za-z0-9_-]{3,}"


class SettingsError(Exception):
    """A setting that cannot be used; the message names its key."""


class Settings(BaseSettings):
    """What the user has set.

    Attributes:
        data: Folder that holds the index.
        sources: Folders and files that articles are read from; empty where not set.
        engine: What ranks passages.
        log: The least severe messages that are logged.
        telegram_token: Of the bot; secret.
        telegram_base_url: Of the Bot API server; the token is put behind it.
        telegram_base_file_url: The same, for files.
        telegram_admins: Ids of the users who may index, upload and let others in.
        telegram_allowed: Ids of the users and groups that may ask; ``*`` for everyone.
        telegram_webhook_url: Where Telegram sends updates; polling where it is not set.
        telegram_webhook_listen: Address and port at which they arrive.
        telegram_webhook_secret: What Telegram proves itself with.
        telegram_rate: Questions a minute that one user may ask; 0 for any number.
        telegram_per_second: Messages a second that the bot sends in all.
        telegram_at_once: Updates worked on at the same time.
        telegram_workers: Processes that answer questions.
        telegram_memory_hours: How long a question lends something to the next one.
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
    engine: Literal["auto", "rank-bm25", "tantivy"] = "auto"
    log: Literal["debug", "info", "warning", "error"] = "warning"
    telegram_token: SecretStr | None = None
    telegram_base_url: Annotated[str, Field(pattern=r"^https?://[^\s/]+.*/bot$")] = (
        "https://api.telegram.org/bot"
    )
    telegram_base_file_url: Annotated[str, Field(pattern=r"^https?://[^\s/]+.*/file/bot$")] = (
        "https://api.telegram.org/file/bot"
    )
    telegram_admins: Annotated[tuple[int, ...], NoDecode] = ()
    telegram_allowed: Annotated[tuple[int | Literal["*"], ...], NoDecode] = ()
    telegram_webhook_url: Annotated[str | None, Field(pattern=r"^https?://[^\s/]+")] = None
    telegram_webhook_listen: Annotated[str, Field(pattern=r"^[^\s]+:\d{1,5}$")] = "127.0.0.1:8443"
    telegram_webhook_secret: SecretStr | None = None
    telegram_rate: Annotated[int, Field(ge=0)] = 20
    telegram_per_second: Annotated[float, Field(ge=1)] = 28
    telegram_at_once: Annotated[int, Field(ge=1, le=256)] = 16
    telegram_workers: Annotated[int, Field(ge=1, le=16)] = 2
    telegram_memory_hours: Annotated[float, Field(ge=1 / 3600)] = 12

    @field_validator("telegram_admins", "telegram_allowed", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(filter(None, (part.strip() for part in value.split(","))))

    @field_validator("telegram_token", "telegram_webhook_secret", mode="after")
    @classmethod
    def _check_secret(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        pattern = _TOKEN if info.field_name == "telegram_token" else r"[A-Za-z0-9_-]{1,256}"
        if value is not None and not re.fullmatch(pattern, value.get_secret_value()):
            raise ValueError("malformed")
        return value

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
        shown = "" if name in _SECRETS else f" {first['input']!r}"
        raise SettingsError(
            f"Giá trị{shown} của {_PREFIX}{name.upper()} không dùng được; "
            f"cần {_MEANINGS.get(name, 'một giá trị khác')}."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"Không đọc được tệp .env: {error}.") from error


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
        origins.append(Origin(key, _shown(value), origin))
    return origins


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return (":" if any(isinstance(item, Path) for item in value) else ",").join(map(str, value))
    # A secret writes itself as stars.
    return "" if value is None else str(value)


def _keys_of_dotenv() -> set[str]:
    from dotenv import dotenv_values

    return {key.upper() for key, value in dotenv_values(_DOTENV).items() if value}
