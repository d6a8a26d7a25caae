"""What is done beside answering: health, clearing up, and telling the admins of faults."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from telegram.error import InvalidToken, TelegramError

from bot.telegram_app.admin import clean_uploads
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.errors import BotStopped, WrongToken
from bot.telegram_app.listening import Listener
from bot.telegram_app.services import Services

_LOG = logging.getLogger(__name__)
_BEAT_S, _HOUR_S, _FAULTS_S = 5.0, 3600.0, 1.0


async def keep_house(
    services: Services, listener: Listener, give_up: Callable[[BotStopped], None]
) -> None:
    """Write the health file and clear up, without end.

    Args:
        services: The parts of the bot.
        listener: Begun anew where Telegram answers but is not heard.
        give_up: Called where going on is useless.
    """
    cleared = time.monotonic()
    while True:
        services.health.write(services.folder)
        await asyncio.sleep(_BEAT_S)
        if time.monotonic() - cleared > _HOUR_S:
            cleared = time.monotonic()
            services.state.purge(time.time())
            await clean_uploads(services)
        if services.health.deaf:
            await _listen_again(services, listener, give_up)


async def tell_faults(services: Services) -> None:
    """Send every admin each new fault once, without end; who blocked the bot, when it may again."""
    told: set[tuple[int, str]] = set()
    while True:
        for message in services.health.faults:
            for admin in services.access.admins:
                if (admin, message) in told or services.state.users.is_blocked(admin):
                    continue
                if await services.courier.say(Address(admin), f"⚠️ {message}") is not None:
                    told.add((admin, message))
        await asyncio.sleep(_FAULTS_S)


async def _listen_again(
    services: Services, listener: Listener, give_up: Callable[[BotStopped], None]
) -> None:
    _LOG.warning("Đã lâu không nghe thấy Telegram; đang kiểm tra.")
    try:
        await services.courier.bot.get_me()
    except InvalidToken:
        give_up(WrongToken())
    except TelegramError:
        # Nobody can be heard; polling goes on trying by itself.
        return
    else:
        if services.health.deaf:
            await listener.restart()
