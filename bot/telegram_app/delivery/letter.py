"""One message as Telegram takes it, and the two requests that put it into a chat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest

from bot.card.links import QUESTION_PREFIX, THIS_ANSWER, deep_link
from bot.card.models import Button, RichText
from bot.telegram_app.delivery.trouble import Trouble, trouble_of

_PHOTO_NAME = "bieu-do.png"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes.

    Attributes:
        reply_to: Id of the message it answers.
        thread_id: Of the topic, in a group that has topics.
    """

    chat_id: int
    reply_to: int | None = None
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A text with its buttons; with a photo, its caption."""

    text: RichText
    buttons: InlineKeyboardMarkup | None = None
    photo: bytes | None = None

    @property
    def entities(self) -> list[MessageEntity]:
        """The styles of the text."""
        return [
            MessageEntity(entity.style, entity.offset, entity.length, url=entity.url)
            for entity in self.text.entities
        ]

    def plainer(self) -> Self | None:
        """Leave something out that Telegram may refuse: the styles, then the buttons."""
        if self.text.entities:
            return replace(self, text=RichText(self.text.text))
        return replace(self, buttons=None) if self.buttons is not None else None


async def send(bot: Bot, to: Address, letter: Letter) -> Message:
    """Send a new message.

    Raises:
        TelegramError: It was not sent, or nobody knows.
    """
    reply = None
    if to.reply_to is not None:
        reply = ReplyParameters(to.reply_to, allow_sending_without_reply=True)
    if letter.photo is not None:
        return await bot.send_photo(
            to.chat_id,
            letter.photo,
            caption=letter.text.text,
            caption_entities=letter.entities,
            reply_markup=letter.buttons,
            reply_parameters=reply,
            message_thread_id=to.thread_id,
            filename=_PHOTO_NAME,
        )
    return await bot.send_message(
        to.chat_id,
        letter.text.text,
        entities=letter.entities,
        reply_markup=letter.buttons,
        reply_parameters=reply,
        message_thread_id=to.thread_id,
        link_preview_options=_NO_PREVIEW,
    )


async def edit(bot: Bot, chat_id: int, message_id: int, letter: Letter) -> Message | None:
    """Let a message say something else; a photo stays, and its caption changes.

    Returns:
        ``None`` where it says that already.

    Raises:
        TelegramError: It was not edited, or nobody knows.
    """
    try:
        if letter.photo is not None:
            edited = await bot.edit_message_caption(
                chat_id,
                message_id,
                caption=letter.text.text,
                caption_entities=letter.entities,
                reply_markup=letter.buttons,
            )
        else:
            edited = await bot.edit_message_text(
                letter.text.text,
                chat_id,
                message_id,
                entities=letter.entities,
                reply_markup=letter.buttons,
                link_preview_options=_NO_PREVIEW,
            )
    except BadRequest as error:
        if trouble_of(error) is Trouble.SAME:
            return None
        raise
    return edited if isinstance(edited, Message) else None


def markup_of(
    rows: Sequence[Sequence[Button]], board_id: str, numbers: Sequence[int], username: str
) -> InlineKeyboardMarkup | None:
    """Make the buttons of a message.

    Args:
        rows: What the buttons are.
        board_id: Of the board that knows the actions.
        numbers: There, of the buttons that have an action, in order.
        username: Of the bot.
    """
    if not any(rows):
        return None
    left = iter(numbers)
    link = deep_link(username, QUESTION_PREFIX + board_id)
    return InlineKeyboardMarkup(
        [[_button(each, board_id, left, link) for each in row] for row in rows if row]
    )


def _button(
    button: Button, board_id: str, numbers: Iterator[int], link: str
) -> InlineKeyboardButton:
    if button.action is not None:
        return InlineKeyboardButton(button.label, callback_data=f"1:{board_id}:{next(numbers)}")
    if button.copy is not None:
        copied = link if button.copy == THIS_ANSWER else button.copy
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(copied))
    return InlineKeyboardButton(button.label, url=button.url)
