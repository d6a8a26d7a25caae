"""Messages into chats, each exactly once, whenever the process dies and whatever the network does.

Telegram knows no key by which it would refuse a message sent twice, and lets nobody read a chat.
So a row says that a message is about to be sent before it is, and holds its id afterwards. Where
the id is missing nobody knows whether the message arrived; then it is looked for by editing the
messages that came after the question and that are not known as the bot's: Telegram refuses those
that are missing or somebody else's, and says of an edited one which message it replies to.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar
from weakref import WeakValueDictionary

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.card.models import Card
from bot.card.rich import plain, split_rich
from bot.telegram_app.delivery.letter import Address, Letter, edit, markup_of, send
from bot.telegram_app.delivery.trace import look_for
from bot.telegram_app.delivery.trouble import Trouble, seconds_of, trouble_of
from bot.telegram_app.state import State
from bot.telegram_app.state.boards import Board

__all__ = ["Address", "Courier"]

_LOG = logging.getLogger(__name__)
_PAUSES_S = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)

_Result = TypeVar("_Result")


class Courier:
    """Sends and edits messages.

    Attributes:
        bot: Whom the messages are from.
    """

    def __init__(
        self,
        bot: Bot,
        state: State,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Begin.

        Args:
            bot: Whom the messages are from.
            state: Remembers what was sent.
            sleep: Waits so many seconds.
        """
        self.bot = bot
        self._state = state
        self._sleep = sleep
        self._orders: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def deliver(
        self,
        key: str,
        to: Address,
        card: Card,
        *,
        owner: int,
        shared: bool = False,
        expires_s: float | None = None,
    ) -> int | None:
        """Bring a card into a chat, once for its key; a placeholder of that key becomes the card.

        It goes on until the card is there. Where the process ends first, it is to be called again.

        Args:
            key: Of the card.
            to: Where it goes.
            card: What it says.
            owner: The user who may use its buttons.
            shared: Whether all others may, too.
            expires_s: Seconds from now in which they can be used; ``None`` for always.

        Returns:
            Id of its last message; ``None`` where the bot may not write there, or where Telegram
            refuses the card.
        """
        async with self._order_of(to.chat_id):
            message_id = None
            for number, letter in enumerate(
                self._letters(key, to.chat_id, card, owner, shared, expires_s)
            ):
                message_id = await self._bring(f"{key}/{number}", to, letter)
                if message_id is None:
                    return None
            return message_id

    async def placeholder(self, key: str, to: Address, text: str) -> None:
        """Show that a card is being made; ``deliver`` with the same key puts it in this place."""
        async with self._order_of(to.chat_id):
            if self._state.sent.find(f"{key}/0") is not None:
                return
            try:
                await self._send(f"{key}/0", to, Letter(plain(text)), final=False)
            except TelegramError as error:
                # The card itself comes soon, and is the one that matters.
                _LOG.info("no placeholder: %s", type(error).__name__)

    async def say(self, to: Address, text: str, *, key: str | None = None) -> int | None:
        """Bring a text into a chat.

        Args:
            to: Where it goes.
            text: Without any style.
            key: For which it is sent once; ``None`` for one of its own.

        Returns:
            As ``deliver``.
        """
        card = Card(split_rich(plain(text)))
        return await self.deliver(key or f"say-{secrets.token_hex(8)}", to, card, owner=0)

    async def revise(
        self,
        chat_id: int,
        message_id: int,
        card: Card,
        *,
        key: str,
        owner: int,
        shared: bool = False,
        expires_s: float | None = None,
    ) -> bool:
        """Let a message say something else; what does not fit into it follows as a reply.

        Args:
            chat_id: Where it is.
            message_id: Of the message.
            card: What it shall say.
            key: Of the card.
            owner: The user who may use its buttons.
            shared: Whether all others may, too.
            expires_s: Seconds from now in which they can be used; ``None`` for always.

        Returns:
            Whether the message says so now; ``False`` where it is gone or not the bot's.
        """
        first, *rest = self._letters(key, chat_id, card, owner, shared, expires_s)
        done = await self._persist(
            Address(chat_id), first, lambda to, letter: self._edit(to.chat_id, message_id, letter)
        )
        if not done:
            return False
        async with self._order_of(chat_id):
            for number, letter in enumerate(rest, start=1):
                await self._bring(f"{key}/{number}", Address(chat_id, message_id), letter)
        return True

    async def is_shown(self, key: str) -> bool:
        """Tell whether a card of one message is in its chat; what was deleted is forgotten."""
        known = self._state.sent.find(f"{key}/0")
        if known is None or known.message_id is None or not known.final:
            return False
        try:
            await self.bot.edit_message_reply_markup(known.chat_id, known.message_id)
        except BadRequest as error:
            if trouble_of(error) is Trouble.GONE:
                self._state.sent.forget(known.key)
                return False
        except TelegramError as error:
            _LOG.info("not known whether a message is there: %s", type(error).__name__)
        return True

    async def typing(self, to: Address) -> None:
        """Show for some seconds that the bot is at work."""
        await self._show_action(to, ChatAction.TYPING)

    async def uploading_photo(self, to: Address) -> None:
        """Show for some seconds that a picture is on its way."""
        await self._show_action(to, ChatAction.UPLOAD_PHOTO)

    async def _show_action(self, to: Address, action: ChatAction) -> None:
        try:
            await self.bot.send_chat_action(to.chat_id, action, message_thread_id=to.thread_id)
        except TelegramError as error:
            _LOG.info("no chat action: %s", type(error).__name__)

    def _order_of(self, chat_id: int) -> asyncio.Lock:
        # One at a time, so that nobody looks for a message while another is on its way there.
        return self._orders.setdefault(chat_id, asyncio.Lock())

    def _letters(
        self,
        key: str,
        chat_id: int,
        card: Card,
        owner: int,
        shared: bool,
        expires_s: float | None,
    ) -> list[Letter]:
        board_id = self._state.boards.id_of(key)
        actions = tuple(
            button.action for row in card.rows for button in row if button.action is not None
        )
        numbers: tuple[int, ...] = ()
        if actions:
            expires_at = None if expires_s is None else time.time() + expires_s
            here = self._state.users.chat_now(chat_id)
            numbers = self._state.boards.put(
                Board(board_id, here, owner, shared, expires_at, actions)
            )
        *before, last = card.parts
        return [
            *map(Letter, before),
            Letter(last, markup_of(card.rows, board_id, numbers, self.bot.username), card.photo),
        ]

    async def _bring(self, key: str, to: Address, letter: Letter) -> int | None:
        return await self._persist(
            to, letter, lambda where, what: self._bring_once(key, where, what)
        )

    async def _persist(
        self, to: Address, letter: Letter, act: Callable[[Address, Letter], Awaitable[_Result]]
    ) -> _Result | None:
        """Act until it is done; ``None`` where it cannot be done."""
        pauses = _pauses()
        here = self._state.users.chat_now(to.chat_id)
        if here != to.chat_id:
            to = Address(here)
        while True:
            try:
                return await act(to, letter)
            except RetryAfter as error:
                await self._sleep(seconds_of(error))
            except ChatMigrated as error:
                self._state.users.migrate(to.chat_id, error.new_chat_id)
                to = Address(error.new_chat_id)
            except TelegramError as error:
                trouble = trouble_of(error)
                if trouble in (Trouble.NOT_DONE, Trouble.UNKNOWN):
                    _LOG.info("a message has to wait: %s", type(error).__name__)
                    await self._sleep(next(pauses))
                elif trouble is Trouble.UNREACHABLE:
                    _LOG.info("a chat cannot be written to: %s", error.message)
                    self._state.users.block(to.chat_id)
                    return None
                elif trouble is Trouble.MISPLACED and to != Address(to.chat_id):
                    to = Address(to.chat_id)
                elif (plainer := letter.plainer()) is not None:
                    letter = plainer
                else:
                    _LOG.error("Telegram refuses a message: %s", error.message)
                    return None

    async def _bring_once(self, key: str, to: Address, letter: Letter) -> int:
        known = self._state.sent.find(key)
        if known is None or known.chat_id != to.chat_id:
            return await self._send(key, to, letter, final=True)
        message_id = known.message_id
        if message_id is None:
            message_id = await look_for(self.bot, self._state.sent, known, to, letter)
        elif not known.final and not await self._edit(to.chat_id, message_id, letter):
            message_id = None
        if message_id is None:
            return await self._send(key, to, letter, final=True)
        self._state.sent.record(key, message_id, final=True)
        return message_id

    async def _send(self, key: str, to: Address, letter: Letter, *, final: bool) -> int:
        floor = max(to.reply_to or 0, self._state.sent.highest(to.chat_id))
        self._state.sent.begin(key, to.chat_id, floor)
        try:
            message = await send(self.bot, to, letter)
        except TelegramError as error:
            if trouble_of(error) is not Trouble.UNKNOWN:
                self._state.sent.withdraw(key)
            raise
        self._state.sent.record(key, message.message_id, final=final)
        return message.message_id

    async def _edit(self, chat_id: int, message_id: int, letter: Letter) -> bool:
        """Edit a message; ``False`` where it is gone."""
        try:
            await edit(self.bot, chat_id, message_id, letter)
        except BadRequest as error:
            if trouble_of(error) is Trouble.GONE:
                return False
            raise
        return True


def _pauses() -> Iterator[float]:
    yield from _PAUSES_S
    while True:
        yield _PAUSES_S[-1]
