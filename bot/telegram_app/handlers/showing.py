"""A request for a card -> the card in a chat, or a sentence that says why there is none.

``show`` sends it as a new message, ``turn_page`` puts it in the place of another.
"""

from __future__ import annotations

from dataclasses import replace

from bot.card.models import Action, Button, Card, Verb
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.services import Services
from bot.worker.client import TooSlow, WorkerError
from bot.worker.messages import ShowChart, ShowFigure, ShowList, ShowPassage

GONE = "Mục này không còn trong dữ liệu hiện tại. Bạn hỏi lại câu ấy nhé."
_TOO_SLOW = "Tra mãi không xong nên tôi dừng lại. Bạn thử lại sau ít phút."
_BROKEN = "Có lỗi bên trong nên tôi chưa xem được; lỗi đã được ghi lại. Bạn thử lại sau ít phút."
_ON_PAGE = "page"
_FIRST = ("0",)
# Where to go from each list, besides its own pages.
_EXITS: dict[str, Button] = {
    Verb.INDICATORS: Button("🗺 Xem theo địa phương", Action(Verb.PLACES, _FIRST)),
    Verb.PLACES: Button("📊 Xem theo chỉ tiêu", Action(Verb.INDICATORS, _FIRST)),
    Verb.OF_INDICATOR: Button("↩ Các chỉ tiêu", Action(Verb.INDICATORS, _FIRST)),
    Verb.OF_PLACE: Button("↩ Các địa phương", Action(Verb.PLACES, _FIRST)),
}

Showable = ShowFigure | ShowPassage | ShowList | ShowChart


async def show(
    services: Services,
    key: str,
    to: Address,
    request: Showable,
    *,
    owner: int,
    shared: bool,
    gone: str = GONE,
    once: str | None = None,
) -> None:
    """Send what is requested as a new message.

    Args:
        services: The parts of the bot.
        key: Under which it is sent once.
        to: Where it goes.
        request: What to show.
        owner: Who may use its buttons.
        shared: Whether all others may, too.
        gone: Said where the index does not hold it.
        once: Another key for what is requested, where several taps want the same.
    """
    card = await _look_up(services, request, gone)
    if isinstance(card, str):
        await services.courier.say(to, card, key=key)
    else:
        await services.courier.deliver(once or key, to, card, owner=owner, shared=shared)


async def turn_page(
    services: Services,
    key: str,
    to: Address,
    message_id: int,
    request: Showable,
    *,
    owner: int,
    shared: bool,
) -> None:
    """Put what is requested in the place of a message; where that is gone, send it anew.

    Args:
        services: The parts of the bot.
        key: Under which it is sent once.
        to: The chat of the message.
        message_id: Of the message.
        request: What to show.
        owner: Who may use its buttons.
        shared: Whether all others may, too.
    """
    card = await _look_up(services, request, GONE)
    if isinstance(card, str):
        await services.courier.say(to, card, key=key)
        return
    done = await services.courier.revise(
        to.chat_id, message_id, card, key=key, owner=owner, shared=shared
    )
    if not done:
        await services.courier.deliver(key, to, card, owner=owner, shared=shared)


def is_on_page(args: tuple[str, ...]) -> bool:
    """Tell whether a button that shows a paragraph stands below a paragraph itself."""
    return args[-1:] == (_ON_PAGE,)


async def _look_up(services: Services, request: Showable, gone: str) -> Card | str:
    try:
        reply = await services.pool.call(request)
    except TooSlow:
        services.health.note_error("too slow")
        return _TOO_SLOW
    except WorkerError:
        services.health.note_error("worker")
        return _BROKEN
    if not isinstance(reply, Card):
        return gone
    match request:
        case ShowPassage():
            return replace(reply, rows=tuple(tuple(map(_marked, row)) for row in reply.rows))
        case ShowList(verb) if verb in _EXITS:
            return replace(reply, rows=(*reply.rows, (_EXITS[verb],)))
    return reply


def _marked(button: Button) -> Button:
    action = button.action
    if action is None or action.verb is not Verb.PASSAGE:
        return button
    return replace(button, action=replace(action, args=(*action.args, _ON_PAGE)))
