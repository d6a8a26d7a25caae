"""Updates from Telegram into the inbox: fetched by long polling, or brought to a webhook."""

from __future__ import annotations

import logging
import time
from contextlib import suppress

from telegram import Update
from telegram.error import Conflict, TelegramError

from bot.config import Settings
from bot.telegram_app.application import App
from bot.telegram_app.errors import BotStopped
from bot.telegram_app.health import Health
from bot.telegram_app.inbox import Inbox
from bot.telegram_app.webhook import WebhookServer

_LOG = logging.getLogger(__name__)
_KINDS = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
_POLL_S = 20
_MINUTE_S = 60.0
_CONFLICT = (
    "Một chương trình khác đang nhận tin bằng cùng mã bot; hai bên đang giành nhau. "
    "Hãy dừng chương trình kia, hoặc đổi mã ở @BotFather."
)


class Listener:
    """Listens to Telegram."""

    def __init__(self, application: App, inbox: Inbox, settings: Settings, health: Health) -> None:
        """Prepare; nothing is heard before ``start``."""
        self._application = application
        self._inbox = inbox
        self._settings = settings
        self._health = health
        assert application.updater is not None
        self._updater = application.updater
        self._webhook: WebhookServer | None = None
        self._told: dict[str, float] = {}

    async def start(self) -> None:
        """Begin to listen.

        Raises:
            BotStopped: The webhook's port cannot be had.
            TelegramError: Telegram did not take the webhook.
        """
        settings = self._settings
        if settings.telegram.webhook_url and settings.telegram.webhook_secret:
            secret = settings.telegram.webhook_secret.get_secret_value()
            await self._take_in(settings.telegram.webhook_url, secret)
            return
        await self._updater.start_polling(
            timeout=_POLL_S,
            bootstrap_retries=-1,
            allowed_updates=_KINDS,
            # What came in while the bot was down is answered, too.
            drop_pending_updates=False,
            error_callback=self._poll_failed,
        )

    async def stop(self) -> None:
        """Listen no more; what has arrived is in the inbox."""
        if self._webhook is not None:
            await self._webhook.stop()
            self._webhook = None
        elif self._updater.running:
            with suppress(TelegramError):
                await self._updater.stop()

    async def restart(self) -> None:
        """Begin to poll anew where polling has died; a webhook is left as it is."""
        if self._webhook is None:
            await self.stop()
            await self.start()

    async def _take_in(self, address: str, secret: str) -> None:
        if self._webhook is None:
            server = WebhookServer(
                address, secret, self._application.bot, self._inbox, self._health.note_poll
            )
            try:
                server.start(self._settings.telegram.webhook_listen)
            except (OSError, OverflowError) as error:
                raise BotStopped(
                    f"Không mở được {self._settings.telegram.webhook_listen} ({error}); "
                    "hãy đổi HOISO_TELEGRAM_WEBHOOK_LISTEN."
                ) from error
            self._webhook = server
        await self._application.bot.set_webhook(
            address, secret_token=secret, allowed_updates=_KINDS, drop_pending_updates=False
        )

    def _poll_failed(self, error: TelegramError) -> None:
        self._health.note_error(type(error).__name__)
        now, kind = time.monotonic(), type(error).__name__
        if now - self._told.get(kind, -_MINUTE_S) < _MINUTE_S:
            return
        if isinstance(error, Conflict):
            if kind not in self._told:
                self._health.note_fault(_CONFLICT)
            _LOG.warning(_CONFLICT)
        else:
            _LOG.warning("Chưa nhận được tin từ Telegram (%s); đang thử lại.", kind)
        self._told[kind] = now
