"""Users as others read of them: their own names, which may be anything, and their numbers."""

from __future__ import annotations

from telegram import Update, User

from bot.card.rich import clean, cut, is_seen, plain

_LONGEST = 64
_NAMELESS = "không tên"


def name_of(user: User) -> str:
    """Write a user's name on one line of at most 64 letters."""
    return short_name(user.full_name)


def short_name(name: str) -> str:
    """Bring a name onto one line of at most 64 letters."""
    line = " ".join(clean(name).split())
    return cut(plain(line), _LONGEST).text if is_seen(line) else _NAMELESS


def user_words(user_id: int, name: str) -> str:
    """Write who a user is: the name, and the number that nobody can change."""
    return f"{short_name(name)} (số {user_id})"


def key_of(update: Update) -> str:
    """Give the key under which the answer to an update is sent once."""
    return f"u{update.update_id}"
