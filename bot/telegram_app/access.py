"""Who may ask and who may run the bot; the one place that decides it.

Rights hang on numeric ids alone: names can be changed by their owners.
"""

from __future__ import annotations

from bot.config import Settings
from bot.telegram_app.state import State

EVERYONE = "*"


class Access:
    """Decides for a user in a chat."""

    def __init__(self, settings: Settings, state: State) -> None:
        """Decide by the settings, and by whom the admins let in."""
        self._admins = frozenset(settings.telegram.admins)
        self._allowed = frozenset(settings.telegram.allowed)
        self._state = state

    @property
    def admins(self) -> tuple[int, ...]:
        """The admins' ids, in order."""
        return tuple(sorted(self._admins))

    @property
    def open_to_all(self) -> bool:
        """Whether everyone may ask."""
        return EVERYONE in self._allowed

    def is_admin(self, user_id: int) -> bool:
        """Tell whether a user may run the bot."""
        return user_id in self._admins

    def may_ask(self, user_id: int, chat_id: int | None = None) -> bool:
        """Tell whether a user may ask.

        Args:
            user_id: Of the user.
            chat_id: Of the chat, where there is one; a group can be allowed as a whole.
        """
        return (
            self.open_to_all
            or user_id in self._admins
            or user_id in self._allowed
            or (chat_id is not None and chat_id in self._allowed)
            or self._state.users.status(user_id) == "approved"
        )
