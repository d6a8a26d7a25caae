"""The bot's commands: their names, the menus Telegram shows of them, and ``/xoa``.

``COMMANDS`` is the one table of names; handlers take theirs from ``names_of``, ``/help`` takes
its lines from ``lines_of``, ``set_commands`` makes the menus.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    Update,
)
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from bot.telegram_app.access import Access
from bot.telegram_app.addressing import address_of
from bot.telegram_app.services import Services

_LOG = logging.getLogger(__name__)
_FORGOTTEN = "Đã quên {count} câu hỏi trước của bạn ở đây. Câu sau tôi hiểu như câu đầu tiên."
_NOTHING = "Không có câu hỏi nào để quên; câu sau tôi hiểu như câu đầu tiên."


@dataclass(frozen=True, slots=True)
class Command:
    """A command under all its names.

    Attributes:
        name: As it is shown, without "/".
        english: As it is shown to who uses Telegram in English.
        others: Further names that are understood.
        meaning: For the menu and for ``/help``.
        meaning_english: For the menu of who uses Telegram in English.
        in_groups: Whether the menu of groups has it.
        for_admins: Whether only admins may use it.
    """

    name: str
    english: str
    meaning: str
    meaning_english: str
    others: tuple[str, ...] = ()
    in_groups: bool = False
    for_admins: bool = False


COMMANDS = (
    Command("hoi", "ask", "Hỏi một con số", "Ask for a number", in_groups=True),
    Command("chitieu", "indicators", "Các chỉ tiêu có số liệu", "What is known", in_groups=True),
    Command("nguon", "sources", "Các bài làm nguồn", "The articles behind it", in_groups=True),
    Command("xoa", "forget", "Quên các câu hỏi trước", "Forget my questions", in_groups=True),
    Command(
        "help", "help", "Cách hỏi, kèm ví dụ", "How to ask", ("trogiup", "huongdan"), in_groups=True
    ),
    Command("start", "start", "Bắt đầu", "Start"),
    Command("status", "status", "Bot và dữ liệu ra sao", "State of bot and index", for_admins=True),
    Command("reindex", "reindex", "Đọc lại các bài", "Index the articles anew", for_admins=True),
    Command("tailen", "upload", "Cách thêm bài mới", "How to add articles", for_admins=True),
    Command("phanhoi", "feedback", "Tải các câu bị chê", "Download bad answers", for_admins=True),
    Command("dangky", "register", "Người đang chờ duyệt", "Who waits for access", for_admins=True),
)


def names_of(name: str) -> tuple[str, ...]:
    """Give all names a command is understood under, the shown one first."""
    [command] = [command for command in COMMANDS if command.name == name]
    return tuple(dict.fromkeys((command.name, command.english, *command.others)))


def lines_of(*, for_admins: bool) -> str:
    """Write the commands of everyone, or those of admins alone, a line each."""
    return "\n".join(
        f"/{command.name} – {command.meaning[0].lower()}{command.meaning[1:]}"
        for command in COMMANDS
        if command.for_admins is for_admins
    )


async def set_commands(bot: Bot, access: Access) -> None:
    """Set the menus of commands; one that cannot be set is left as it is.

    Args:
        bot: Of the running application.
        access: Names the admins, who see more.
    """
    for scope, language, commands in _menus(access.admins):
        try:
            await bot.set_my_commands(commands, scope=scope, language_code=language)
        except TelegramError as error:
            # An admin who never wrote to the bot has no chat with it yet.
            _LOG.info("menu of commands for %s not set: %s", scope.to_dict(), error)


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build the handler of ``/xoa``."""

    async def forget(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        message, user = update.message, update.effective_user
        if message is None or user is None:
            return
        count = services.state.turns.forget(message.chat_id, user.id)
        text = _FORGOTTEN.format(count=count) if count else _NOTHING
        await services.courier.say(address_of(message), text, key=f"u{update.update_id}")

    return [CommandHandler(names_of("xoa"), forget, filters.UpdateType.MESSAGE)]


def _menus(
    admins: tuple[int, ...],
) -> Iterator[tuple[BotCommandScope, str | None, list[BotCommand]]]:
    everyone = [command for command in COMMANDS if not command.for_admins]
    default = BotCommandScopeDefault()
    yield default, None, _vietnamese(everyone)
    yield default, "vi", _vietnamese(everyone)
    yield default, "en", [BotCommand(each.english, each.meaning_english) for each in everyone]
    in_groups = [command for command in COMMANDS if command.in_groups]
    yield BotCommandScopeAllGroupChats(), None, _vietnamese(in_groups)
    for admin in admins:
        yield BotCommandScopeChat(admin), None, _vietnamese(COMMANDS)


def _vietnamese(commands: Sequence[Command]) -> list[BotCommand]:
    return [BotCommand(command.name, command.meaning) for command in commands]
