"""Log lines without secrets: whatever is logged, token and secrets are taken out of it.

``set_up_log`` is the entry point. The HTTP client writes addresses that hold the token, and
python-telegram-bot writes whole messages where it is asked for details, so both are kept
at warnings whatever the user sets.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

_CHATTY = ("httpx", "httpcore", "telegram", "tornado", "asyncio", "hpack")
_SHORTEST_PART = 8
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{8,}")
_STARS = "***"


class RedactingFormatter(logging.Formatter):
    """Formats a record, traceback included, and takes the secrets out."""

    def __init__(self, layout: str, secrets: Iterable[str]) -> None:
        """Hide secrets.

        Args:
            layout: As ``logging.Formatter`` takes it.
            secrets: Texts that must not be logged, neither whole nor in longer parts.
        """
        super().__init__(layout)
        parts = {part for secret in secrets for part in (secret, *re.split(r"[:_-]", secret))}
        parts = {part for part in parts if len(part) >= _SHORTEST_PART} | {*secrets}
        ordered = sorted(filter(None, parts), key=len, reverse=True)
        self._secret = re.compile("|".join(map(re.escape, ordered))) if ordered else None

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        text = super().format(record)
        if self._secret:
            text = self._secret.sub(_STARS, text)
        return _TOKEN.sub(_STARS, text)


def set_up_log(level: str, secrets: Iterable[str]) -> None:
    """Log to standard error, without secrets.

    Args:
        level: The least severe messages that are logged, as in the settings.
        secrets: See ``RedactingFormatter``.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(
        RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s", secrets)
    )
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
