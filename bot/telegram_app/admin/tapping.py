"""A tap on an admin's button, with what is done about it."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message, Update, User

from bot.card.models import Card
from bot.telegram_app.admin.people import key_of, name_of
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.services import Services


@dataclass(frozen=True, slots=True)
class Tapped:
    """Who tapped, and where.

    Attributes:
        key: Of the update, under which what it leads to is sent once.
        to: The chat of the message with the button, as a reply to it.
        message_id: Of that message.
    """

    key: str
    admin: User
    to: Address
    message_id: int

    @property
    def name(self) -> str:
        """The admin's name, for people and the audit log."""
        return name_of(self.admin)

    async def revise(
        self, services: Services, card: Card, *, expires_s: float | None = None
    ) -> None:
        """Put a card in the place of the message; where that is gone, send it anew."""
        owner = self.admin.id
        done = await services.courier.revise(
            self.to.chat_id,
            self.message_id,
            card,
            key=f"{self.key}/revised",
            owner=owner,
            expires_s=expires_s,
        )
        if not done:
            await services.courier.deliver(
                f"{self.key}/anew", self.to, card, owner=owner, expires_s=expires_s
            )


def read_tapped(update: Update) -> Tapped | None:
    """Read a tap; ``None`` where its message is too old for Telegram to name."""
    query = update.callback_query
    if query is None or query.message is None:
        return None
    message = query.message
    thread = None
    if isinstance(message, Message) and message.is_topic_message:
        thread = message.message_thread_id
    to = Address(message.chat.id, message.message_id, thread)
    return Tapped(key_of(update), query.from_user, to, message.message_id)
