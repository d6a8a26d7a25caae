"""``HOISO_TELEGRAM_*`` environment variables and ``.env`` -> ``TelegramSettings``."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.config import DOTENV, PREFIX, unreadable, unusable

_PREFIX = f"{PREFIX}TELEGRAM_"
_MEANINGS = {
    "token": "mã do @BotFather cấp, dạng 123456:ABC-def",
    "admins": "các số nhận dạng người dùng, cách nhau bằng dấu “,”",
    "allowed": "các số nhận dạng người dùng hoặc nhóm, cách nhau bằng dấu “,”, hoặc *",
    "base_url": "một địa chỉ http(s) kết thúc bằng /bot",
    "base_file_url": "một địa chỉ http(s) kết thúc bằng /file/bot",
    "webhook_url": "một địa chỉ https",
    "webhook_listen": "địa chỉ và cổng, ví dụ 127.0.0.1:8443",
    "webhook_secret": "từ 1 đến 256 chữ cái, chữ số, “_” hoặc “-”",
    "rate": "số câu hỏi mỗi phút của một người, 0 là không hạn chế",
    "per_second": "số tin gửi đi mỗi giây, từ 1 trở lên",
    "at_once": "một số từ 1 đến 256",
    "workers": "một số từ 1 đến 16",
    "memory_hours": "số giờ nhớ câu hỏi trước, từ 1 trở lên",
}
_SECRETS = frozenset({"token", "webhook_secret"})
_TOKEN = r"\d{3,}:[A-Za-z0-9_-]{3,}"


class TelegramSettings(BaseSettings):
    """What the user has set of the bot.

    Attributes:
        token: Of the bot; secret.
        base_url: Of the Bot API server; the token is put behind it.
        base_file_url: The same, for files.
        admins: Ids of the users who may index, upload and let others in.
        allowed: Ids of the users and groups that may ask; ``*`` for everyone.
        webhook_url: Where Telegram sends updates; polling where it is not set.
        webhook_listen: Address and port at which they arrive.
        webhook_secret: What Telegram proves itself with.
        rate: Questions a minute that one user may ask; 0 for any number.
        per_second: Messages a second that the bot sends in all.
        at_once: Updates worked on at the same time.
        workers: Processes that answer questions.
        memory_hours: How long a question lends something to the next one.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file=DOTENV,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        # Other programs share the environment, and .env may hold settings of another version.
        extra="ignore",
        frozen=True,
    )

    token: SecretStr | None = None
    base_url: Annotated[str, Field(pattern=r"^https?://[^\s/]+.*/bot$")] = (
        "https://api.telegram.org/bot"
    )
    base_file_url: Annotated[str, Field(pattern=r"^https?://[^\s/]+.*/file/bot$")] = (
        "https://api.telegram.org/file/bot"
    )
    admins: Annotated[tuple[int, ...], NoDecode] = ()
    allowed: Annotated[tuple[int | Literal["*"], ...], NoDecode] = ()
    webhook_url: Annotated[str | None, Field(pattern=r"^https?://[^\s/]+")] = None
    webhook_listen: Annotated[str, Field(pattern=r"^[^\s]+:\d{1,5}$")] = "127.0.0.1:8443"
    webhook_secret: SecretStr | None = None
    rate: Annotated[int, Field(ge=0)] = 20
    per_second: Annotated[float, Field(ge=1)] = 28
    at_once: Annotated[int, Field(ge=1, le=256)] = 16
    workers: Annotated[int, Field(ge=1, le=16)] = 2
    memory_hours: Annotated[float, Field(ge=1 / 3600)] = 12

    @field_validator("admins", "allowed", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(filter(None, (part.strip() for part in value.split(","))))

    @field_validator("token", "webhook_secret", mode="after")
    @classmethod
    def _check_secret(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        pattern = _TOKEN if info.field_name == "token" else r"[A-Za-z0-9_-]{1,256}"
        if value is not None and not re.fullmatch(pattern, value.get_secret_value()):
            raise ValueError("malformed")
        return value


def load_telegram_settings() -> TelegramSettings:
    """Read the settings of the bot.

    Raises:
        SettingsError: A value cannot be used, or ``.env`` cannot be read.
    """
    try:
        return TelegramSettings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).removeprefix(_PREFIX.lower())
        shown = None if name in _SECRETS else first["input"]
        meaning = _MEANINGS.get(name, "một giá trị khác")
        raise unusable(f"{_PREFIX}{name.upper()}", meaning, shown) from error
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(error) from error
