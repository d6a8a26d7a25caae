"""Who gets through to an admin's command, and what the others are told.

A command counts only where an admin typed it: not where it was forwarded, sent through
another bot, or edited into a message.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Message, Update, User
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from bot.telegram_app.addressing import address_of
from bot.telegram_app.admin.people import key_of, name_of
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.services import Services

_NOTICE_EVERY_S = 3600.0
_ONLY_ADMINS = "Lệnh này chỉ dành cho người quản trị."
_TYPE_IT = "Lệnh chuyển tiếp thì bot không chạy; hãy tự gõ lệnh."
_LONGEST_DETAIL = 100


@dataclass(frozen=True, slots=True)
class Order:
    """What an admin wants.

    Attributes:
        key: Of the update, under which the answer is sent once.
        to: Where the answer goes.
    """

    key: str
    user: User
    to: Address

    @property
    def name(self) -> str:
        """The admin's name, for people and the audit log."""
        return name_of(self.user)


Obey = Callable[[Services, Order, ContextTypes.DEFAULT_TYPE], Awaitable[None]]


def order_handler(
    services: Services, names: tuple[str, ...], obey: Obey
) -> BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]:
    """Build the handler of a command that only admins may give.

    Args:
        services: The parts of the bot.
        names: The command, and other names for it.
        obey: Does what the command says.
    """

    async def on_command(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, user = update.message, update.effective_user
        if user is None:
            return
        if message is None or is_passed_on(message) or not services.access.is_admin(user.id):
            await refuse_command(services, update)
            return
        await obey(services, Order(key_of(update), user, address_of(message)), context)

    return CommandHandler(names, on_command, filters=filters.UpdateType.MESSAGES)


def is_passed_on(message: Message) -> bool:
    """Tell whether a message says what somebody else, or another program, wrote."""
    return message.forward_origin is not None or message.via_bot is not None


async def refuse_command(services: Services, update: Update) -> None:
    """Leave an admin's command undone: a stranger to it gave it, or it was edited or passed on.

    An edited message gets no answer, and an admin's own edit no line in the audit log.
    """
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    admin = services.access.is_admin(user.id)
    edited = update.edited_message is not None
    if admin and edited:
        return
    how = "(sửa tin)" if edited else "(chuyển tiếp)" if is_passed_on(message) else ""
    words = (message.text or "").split(maxsplit=1)
    command = words[0][:_LONGEST_DETAIL] if words else ""
    services.audit.write(user.id, name_of(user), "command", "refused", f"{command} {how}".strip())
    if edited:
        return
    sentence = _TYPE_IT if admin else _ONLY_ADMINS
    if services.state.users.may_notice(user.id, "admin command", _NOTICE_EVERY_S):
        await services.courier.say(address_of(message), sentence, key=key_of(update))
