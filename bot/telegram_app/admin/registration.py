"""``/dangky``: a stranger asks to be let in, an admin decides; an admin sees who is waiting."""

from __future__ import annotations

from telegram import Message, Update, User
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from bot.card.models import Action, Button, Card, RichText, Style, Verb
from bot.card.rich import concat, join, plain, styled
from bot.telegram_app.addressing import address_of, is_group
from bot.telegram_app.admin.people import key_of, name_of, short_name, user_words
from bot.telegram_app.admin.refusals import is_passed_on
from bot.telegram_app.admin.tapping import Tapped
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.handlers.commands import names_of
from bot.telegram_app.services import Services
from bot.telegram_app.state.users import Status

_REMIND_EVERY_S, _REPLY_EVERY_S = 24 * 3600.0, 60.0
_MOST_SHOWN = 10
_SENT = "Đã gửi yêu cầu của bạn tới người quản trị. Được duyệt thì bot sẽ nhắn cho bạn."
_WAITING = "Yêu cầu của bạn đang chờ người quản trị duyệt."
_WAS_REFUSED = "Người quản trị đã từ chối yêu cầu của bạn."
_NOT_NEEDED = "Bạn đã được phép hỏi rồi. Cứ gõ câu hỏi."
_NO_ADMIN = "Bot này chưa có người quản trị để duyệt; hãy nhờ người dựng bot."
_PRIVATELY = "Hãy nhắn /dangky riêng cho bot."
_LET_IN = "Bạn đã được duyệt. Gõ câu hỏi, hoặc /help để xem cách hỏi."
_NOBODY = "Không có ai đang chờ duyệt."
_SETTLED: dict[Status | None, str] = {"approved": "Đã duyệt", "refused": "Đã từ chối"}


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build the handler of ``/dangky``; strangers get as far as here."""

    async def on_command(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        message, user = update.message, update.effective_user
        if message is None or user is None or is_passed_on(message):
            return
        if services.access.is_admin(user.id):
            await _list_waiting(services, key_of(update), user.id, address_of(message))
        else:
            sentence = await _ask_in(services, key_of(update), user, message)
            if sentence is not None:
                await services.courier.say(address_of(message), sentence, key=key_of(update))

    return [CommandHandler(names_of("dangky"), on_command, filters.UpdateType.MESSAGE)]


async def rule(
    services: Services, tapped: Tapped, verb: Verb, user_id: int, shown: tuple[int, ...]
) -> None:
    """Let a waiting user in, or turn the user away, unless another admin has done either.

    Args:
        services: The parts of the bot.
        tapped: The admin's tap.
        verb: APPROVE or REFUSE.
        user_id: Of the user.
        shown: All users in the message with the button.
    """
    users = services.state.users
    if users.status(user_id) == "waiting":
        outcome: Status = "approved" if verb is Verb.APPROVE else "refused"
        users.set(user_id, outcome, tapped.admin.id)
        services.audit.write(tapped.admin.id, tapped.name, verb, "done", str(user_id))
        told = _LET_IN if outcome == "approved" else _WAS_REFUSED
        await services.courier.say(Address(user_id), told, key=f"{tapped.key}/told")
        news = f"{_SETTLED[outcome]} {_whom(services, user_id)}."
    else:
        settled = _SETTLED.get(users.status(user_id), "Đã xử lý")
        news = f"{settled} {_whom(services, user_id)} từ trước."
    await tapped.revise(services, _waiting_card(services, shown, news))


async def _ask_in(services: Services, key: str, user: User, message: Message) -> str | None:
    """Record who asks to be let in and tell the admins; gives the answer, if there is one."""
    state = services.state.users
    if is_group(message):
        return _PRIVATELY
    if services.access.may_ask(user.id):
        return _NOT_NEEDED
    if not services.access.admins:
        return _NO_ADMIN
    if state.status(user.id) == "refused":
        return _WAS_REFUSED if state.may_notice(user.id, "register reply", _REPLY_EVERY_S) else None
    first = state.ask(user.id, name_of(user))
    if not state.may_notice(user.id, "register", _REMIND_EVERY_S) and not first:
        return _WAITING if state.may_notice(user.id, "register reply", _REPLY_EVERY_S) else None
    services.audit.write(user.id, name_of(user), "register", "asked")
    await _tell_admins(services, key, user)
    return _SENT


async def _tell_admins(services: Services, key: str, user: User) -> None:
    known = f" @{user.username}" if user.username else ""
    text = concat(
        styled("Có người xin quyền hỏi", Style.BOLD),
        f"\n{user_words(user.id, user.full_name)}{known}",
    )
    card = Card((text,), (_decide(user.id),))
    for admin in services.access.admins:
        await services.courier.deliver(f"{key}/{admin}", Address(admin), card, owner=admin)


async def _list_waiting(services: Services, key: str, admin_id: int, to: Address) -> None:
    shown = tuple(_names_of_waiting(services))[:_MOST_SHOWN]
    card = _waiting_card(services, shown, "")
    await services.courier.deliver(key, to, card, owner=admin_id)


def _waiting_card(services: Services, shown: tuple[int, ...], news: str) -> Card:
    """Make the card of those of the shown users who are still waiting.

    Args:
        services: The parts of the bot.
        shown: Their numbers.
        news: What has just been decided; empty where the list was asked for.
    """
    names = _names_of_waiting(services)
    still = [user_id for user_id in shown if user_id in names]
    lines: list[str | RichText] = [news]
    if still:
        lines.append(styled(f"{len(still)} người đang chờ duyệt:", Style.BOLD))
        lines += [f"{n}. {user_words(user, names[user])}" for n, user in enumerate(still, 1)]
    elif not news:
        lines.append(_NOBODY)
    if not news:
        hidden = len(names) - len(still)
        lines.append(f"Và {hidden} người nữa; duyệt xong gửi lại /dangky." if hidden else "")
        lines.append(f"Đã duyệt trước đây: {services.state.users.count('approved')} người.")
    rows = tuple(
        _decide(user, f" {n}" if len(still) > 1 else "") for n, user in enumerate(still, 1)
    )
    return Card((join("\n", lines) if any(lines) else plain(_NOBODY),), rows)


def _decide(user_id: int, which: str = "") -> tuple[Button, ...]:
    return (
        Button(f"Duyệt{which}", Action(Verb.APPROVE, (str(user_id),))),
        Button(f"Từ chối{which}", Action(Verb.REFUSE, (str(user_id),))),
    )


def _names_of_waiting(services: Services) -> dict[int, str]:
    return {user_id: short_name(name) for user_id, name, _ in services.state.users.waiting()}


def _whom(services: Services, user_id: int) -> str:
    return user_words(user_id, services.state.users.name(user_id) or "")
