"""The one gate before every handler: who may not ask goes no further.

A stranger gets at most one polite refusal an hour; what is typed inline gets an empty list.
"""

from __future__ import annotations

from contextlib import suppress

from telegram import InlineQueryResultsButton, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, BaseHandler, ContextTypes, TypeHandler

from bot.telegram_app.addressing import address_of, is_group, read_addressed
from bot.telegram_app.services import Services

_EVERY_S = 3600.0
_REGISTER = ("dangky", "register")
_REFUSED = (
    "Bot này chỉ trả lời người đã được cho phép. Gửi /dangky để xin quyền; người quản trị sẽ duyệt."
)
_REFUSED_BUTTON = "Bạn chưa được phép dùng bot này. Gửi /dangky cho bot để xin quyền."
_ASK_ACCESS = "Xin quyền dùng Hỏi số"


def build_gate(services: Services) -> BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]:
    """Build the handler that has to come before all others."""

    async def check(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.my_chat_member is not None:
            _note_membership(services, update)
            raise ApplicationHandlerStop
        user, chat = update.effective_user, update.effective_chat
        if user is None or user.is_bot:
            raise ApplicationHandlerStop
        if chat is not None and services.state.users.is_blocked(chat.id):
            # Who writes can be written to again.
            services.state.users.unblock(chat.id)
        if services.access.may_ask(user.id, chat.id if chat else None):
            return
        if not _asks_for_access(services, update, context.bot.id):
            await _refuse(services, update, context.bot.id)
            raise ApplicationHandlerStop

    return TypeHandler(Update, check)


def _asks_for_access(services: Services, update: Update, bot_id: int) -> bool:
    message = update.message
    if message is None or is_group(message):
        return False
    addressed = read_addressed(message, bot_id, services.username)
    return addressed is not None and addressed.command in _REGISTER


async def _refuse(services: Services, update: Update, bot_id: int) -> None:
    # An old query cannot be answered any more, and nobody waits for it.
    with suppress(TelegramError):
        if update.inline_query is not None:
            button = InlineQueryResultsButton(_ASK_ACCESS, start_parameter="dangky")
            await update.inline_query.answer([], cache_time=5, is_personal=True, button=button)
        if update.callback_query is not None:
            await update.callback_query.answer(_REFUSED_BUTTON, show_alert=True)
    message, user = update.effective_message, update.effective_user
    if message is None or user is None or update.callback_query is not None:
        return
    for_us = not is_group(message) or read_addressed(message, bot_id, services.username)
    if for_us and services.state.users.may_notice(user.id, "refused", _EVERY_S):
        await services.courier.say(address_of(message), _REFUSED, key=f"u{update.update_id}")


def _note_membership(services: Services, update: Update) -> None:
    changed = update.my_chat_member
    if changed is None:
        return
    if changed.new_chat_member.status in ("left", "kicked"):
        services.state.users.block(changed.chat.id)
    else:
        services.state.users.unblock(changed.chat.id)
