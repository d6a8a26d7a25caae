"""The parts -> python-telegram-bot's ``Application``, with the inbox and the handlers in place."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import CallbackQuery, LinkPreviewOptions, Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import Application, ContextTypes, Defaults
from telegram.request import HTTPXRequest

from bot.config import Settings
from bot.telegram_app import gate
from bot.telegram_app.access import Access
from bot.telegram_app.addressing import address_of, is_group, read_addressed
from bot.telegram_app.admin import handlers as admin_handlers
from bot.telegram_app.audit import Audit
from bot.telegram_app.delivery.courier import Courier
from bot.telegram_app.delivery.limiter import ChatLimiter
from bot.telegram_app.handlers import browse, buttons, commands, inline, questions, start
from bot.telegram_app.health import Health
from bot.telegram_app.inbox import Inbox, InOrder
from bot.telegram_app.quota import Quota
from bot.telegram_app.services import Services
from bot.telegram_app.state import State
from bot.worker.client import Pool

_LOG = logging.getLogger(__name__)
_CONNECTIONS = 64
_TOO_FAST_EVERY_S = 60.0
_TOO_FAST = "Bạn hỏi nhanh quá. Đợi một phút rồi hỏi tiếp giúp nhé."
_BROKEN = "Có lỗi bên trong; lỗi đã được ghi lại. Bạn thử lại sau ít phút."

# python-telegram-bot's own type has six parameters, none of which matters here.
App = Application[Any, Any, Any, Any, Any, Any]
Spawn = Callable[[Coroutine[Any, Any, None]], None]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the handlers work with, before the courier is there."""

    settings: Settings
    folder: Path
    state: State
    pool: Pool
    health: Health
    spawn: Spawn


# A class of python-telegram-bot that has six parameters, none of which matters here.
class _ForgetfulApplication(Application[Any, Any, Any, Any, Any, Any]):
    """Does not remember for python-telegram-bot's own persistence whom it has met.

    It would never forget them, since there is no such persistence to write them to.
    """

    __slots__ = ()

    def _mark_for_persistence_update(self, **_: object) -> None:
        pass


class _PollRequest(HTTPXRequest):
    """Fetches updates, and tells when it has."""

    def __init__(self, heard: Callable[[], None]) -> None:
        super().__init__(connection_pool_size=4, pool_timeout=30, read_timeout=10)
        self._heard = heard

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        status, body = await super().do_request(*args, **kwargs)
        if status == 200:
            self._heard()
        return status, body


def build_application(
    settings: Settings, state: State, health: Health, token: str
) -> tuple[App, Inbox]:
    """Build an application that has no handlers yet; they need the bot's name.

    Args:
        settings: Of the bot.
        state: Where updates are kept.
        health: Told of polls and faults.
        token: Of the bot.
    """
    inbox = Inbox(state, at_once=settings.telegram.at_once, on_fault=health.note_fault)
    application = (
        Application.builder()
        .application_class(_ForgetfulApplication)
        .token(token)
        .base_url(settings.telegram.base_url)
        .base_file_url(settings.telegram.base_file_url)
        .request(HTTPXRequest(connection_pool_size=_CONNECTIONS, pool_timeout=30, read_timeout=10))
        .get_updates_request(_PollRequest(health.note_poll))
        .update_queue(inbox)
        .concurrent_updates(InOrder(inbox))
        .rate_limiter(ChatLimiter(per_second=settings.telegram.per_second))
        .defaults(
            Defaults(
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                allow_sending_without_reply=True,
            )
        )
        .job_queue(None)
        .build()
    )
    return application, inbox


def equip(application: App, inbox: Inbox, parts: Parts) -> Services:
    """Add the handlers to an initialised application; it knows its name now."""
    username = application.bot.username
    services = Services(
        settings=parts.settings,
        folder=parts.folder,
        state=parts.state,
        pool=parts.pool,
        courier=Courier(application.bot, parts.state),
        access=Access(parts.settings, parts.state),
        audit=Audit(parts.folder / "audit.jsonl"),
        health=parts.health,
        username=username,
        spawn=parts.spawn,
    )
    application.add_handler(gate.build_gate(services), group=-1)
    for module in (start, browse, commands, admin_handlers, buttons, inline, questions):
        application.add_handlers(module.build_handlers(services))
    application.add_error_handler(_error_handler(services))
    inbox.admit = _door(services, application.bot.id)
    return services


def _door(services: Services, bot_id: int) -> Callable[[Update], bool]:
    """Refuse at the door what a user asks beyond the quota, and say so once."""
    quota = Quota(services.settings.telegram.rate)
    # Turning pages costs less than a question, and comes in bursts.
    taps = Quota(services.settings.telegram.rate * 6)

    def admit(update: Update) -> bool:
        user, message = update.effective_user, update.effective_message
        if user is None or services.access.is_admin(user.id) or update.inline_query is not None:
            # What is typed inline has its own quota, and is always answered, if with nothing.
            return True
        if update.callback_query is not None:
            if taps.take(user.id):
                return True
            services.health.note_error("too fast")
            services.spawn(_answer_tap(update.callback_query, _TOO_FAST))
            return False
        if message is None or (
            is_group(message) and read_addressed(message, bot_id, services.username) is None
        ):
            return True
        if quota.take(user.id):
            return True
        services.health.note_error("too fast")
        may_know = services.access.may_ask(user.id, message.chat_id)
        if may_know and services.state.users.may_notice(user.id, "fast", _TOO_FAST_EVERY_S):
            services.spawn(_say(services, update, _TOO_FAST))
        return False

    return admit


async def _answer_tap(query: CallbackQuery, sentence: str) -> None:
    # An old one cannot be answered any more.
    with suppress(TelegramError):
        await query.answer(sentence)


async def _say(services: Services, update: Update, sentence: str) -> None:
    if update.effective_message is not None:
        await services.courier.say(address_of(update.effective_message), sentence)


def _error_handler(
    services: Services,
) -> Callable[[object, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]:
    async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        error = context.error
        if error is None or isinstance(error, Forbidden):
            return
        services.health.note_error(type(error).__name__)
        # The text of an error may hold what a user wrote.
        frames = traceback.extract_tb(error.__traceback__)[-4:]
        where = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
        _LOG.error("an update could not be handled: %s at %s", type(error).__name__, where)
        if not isinstance(update, Update):
            return
        message = update.effective_message
        if message is None or (is_group(message) and not update.callback_query):
            return
        with suppress(TelegramError, asyncio.TimeoutError):
            await services.courier.say(address_of(message), _BROKEN, key=f"u{update.update_id}")

    return on_error
