"""``/chitieu`` and ``/nguon``: what the index knows, and where from, page by page."""

from __future__ import annotations

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from bot.card.models import Verb
from bot.telegram_app.addressing import address_of, is_group
from bot.telegram_app.handlers.commands import names_of
from bot.telegram_app.handlers.showing import show
from bot.telegram_app.services import Services
from bot.worker.messages import ShowList

_LISTS = {"chitieu": Verb.INDICATORS, "nguon": Verb.SOURCES}
_EMPTY = "Chưa có dữ liệu nào để liệt kê. Bạn thử lại sau nhé."
_FIRST_PAGE = "0"


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build the handlers of the commands that list."""
    return [_list_handler(services, name, verb) for name, verb in _LISTS.items()]


def _list_handler(
    services: Services, name: str, verb: Verb
) -> BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]:
    async def list_first_page(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        message, user = update.message, update.effective_user
        if message is None or user is None:
            return
        await show(
            services,
            f"u{update.update_id}",
            address_of(message),
            ShowList(verb, (_FIRST_PAGE,)),
            owner=user.id,
            shared=is_group(message),
            gone=_EMPTY,
        )

    return CommandHandler(names_of(name), list_first_page, filters.UpdateType.MESSAGE)
