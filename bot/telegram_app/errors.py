"""Why the bot stops; the messages are for users and say what to do."""

from __future__ import annotations

FAILED, SECOND = 1, 3


class BotStopped(Exception):  # noqa: N818 - reads as what it is
    """The bot cannot go on.

    Attributes:
        status: The program's exit status.
    """

    status = FAILED


class AlreadyRunning(BotStopped):
    """Another bot on this machine uses the same token or state."""

    status = SECOND


class WrongToken(BotStopped):
    """Telegram does not know the token."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram không nhận mã trong HOISO_TELEGRAM_TOKEN. Hãy lấy lại mã ở @BotFather "
            "(lệnh /token) và kiểm tra HOISO_TELEGRAM_BASE_URL."
        )
