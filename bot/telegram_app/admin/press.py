"""A tap on an admin's button -> what it does; rights are looked at once more.

Whether the button is the tapper's, fresh and unused is seen to before.
"""

from __future__ import annotations

from contextlib import suppress

from telegram import Update
from telegram.error import TelegramError

from bot.card.models import Action, Verb
from bot.telegram_app.admin.looking import confirm
from bot.telegram_app.admin.people import name_of
from bot.telegram_app.admin.publishing import discard, publish
from bot.telegram_app.admin.registration import rule
from bot.telegram_app.admin.rolling import roll_back
from bot.telegram_app.admin.stopping import cancel
from bot.telegram_app.admin.tapping import read_tapped
from bot.telegram_app.services import Services
from bot.telegram_app.state.boards import Board

_ONLY_ADMINS = "Chỉ người quản trị dùng được nút này."


async def press(services: Services, update: Update, action: Action, board: Board) -> None:
    """Do what an admin's button says.

    Args:
        services: The parts of the bot.
        update: The tap, which has been answered.
        action: What the button says.
        board: All that the buttons of the message said.
    """
    query, tapped = update.callback_query, read_tapped(update)
    if query is None or tapped is None:
        return
    if not services.access.is_admin(query.from_user.id):
        services.audit.write(
            query.from_user.id, name_of(query.from_user), action.verb, "refused", "nút"
        )
        with suppress(TelegramError):
            await query.answer(_ONLY_ADMINS, show_alert=True)
        return
    match action:
        case Action(Verb.REINDEX):
            await confirm(services, tapped)
        case Action(Verb.CANCEL):
            await cancel(services, tapped)
        case Action(Verb.ROLLBACK, (number,)):
            await roll_back(services, tapped, number)
        case Action(Verb.PUBLISH, (upload,)):
            await publish(services, tapped, upload)
        case Action(Verb.DISCARD, (upload,)):
            await discard(services, tapped, upload)
        case Action(Verb.APPROVE | Verb.REFUSE as verb, (user_id,)):
            await rule(services, tapped, verb, int(user_id), _users_on(board))


def _users_on(board: Board) -> tuple[int, ...]:
    """Give the users whom the buttons of a message are about, in order."""
    users = [int(a.args[0]) for a in board.actions if a.verb in (Verb.APPROVE, Verb.REFUSE)]
    return tuple(dict.fromkeys(users))
