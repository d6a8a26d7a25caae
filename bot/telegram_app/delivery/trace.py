"""Where nobody knows whether a message arrived: looking for it in its chat."""

from __future__ import annotations

from telegram import Bot, Message
from telegram.error import BadRequest

from bot.telegram_app.delivery.letter import Address, Letter, edit
from bot.telegram_app.delivery.trouble import Trouble, trouble_of
from bot.telegram_app.state.models import Sent
from bot.telegram_app.state.sent import SentMessages

_LOOKED_AT = 20
# Messages that the bot is not told of also take a number.
_UNHEARD = 3


async def look_for(
    bot: Bot, known: SentMessages, sent: Sent, to: Address, letter: Letter
) -> int | None:
    """Find a message that may have arrived, and let it say what it shall.

    Each number behind the floor is tried that is not known as another message of the bot. No
    request of the bot to the same chat may be on its way meanwhile.

    Args:
        bot: Who sent it.
        known: Which messages are known.
        sent: What is known of this one.
        to: Where it went.
        letter: What it shall say.

    Returns:
        Its id; ``None`` where it did not arrive.

    Raises:
        TelegramError: It cannot be told yet.
    """
    replaced = None
    for message_id in range(sent.floor + 1, sent.floor + 1 + _reach(known, sent)):
        if known.is_ours(sent.chat_id, message_id):
            continue
        try:
            edited = await edit(bot, sent.chat_id, message_id, letter)
        except BadRequest as error:
            if trouble_of(error) is Trouble.GONE:
                continue
            raise
        if edited is None or _replies_to(edited, to):
            return message_id
        if edited.reply_to_message is None and replaced is None:
            # It says what it shall now, and the question may have been deleted.
            replaced = message_id
    return replaced


def _reach(known: SentMessages, sent: Sent) -> int:
    """Tell behind how many numbers the message can be."""
    if sent.chat_id < 0:
        return _LOOKED_AT
    # Private chats share their numbers, and the bot hears and sends all that is in them.
    later = known.count_later(sent.chat_id, sent.floor)
    return _LOOKED_AT if later is None else min(_LOOKED_AT, later + _UNHEARD)


def _replies_to(message: Message, to: Address) -> bool:
    replied = message.reply_to_message
    if replied is None:
        return to.reply_to is None
    # In a topic, a message without a reply replies to the beginning of the topic.
    return replied.message_id == (to.reply_to if to.reply_to is not None else to.thread_id)
