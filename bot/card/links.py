"""Links into a chat with the bot, and the names that they carry.

A payload holds at most 64 of ``A-Za-z0-9_-``, so an article goes by a key made of its name.
"""

from __future__ import annotations

from index.keys import article_key

ARTICLE_PREFIX = "art_"
QUESTION_PREFIX = "q_"
THIS_ANSWER = QUESTION_PREFIX
"""Put on a button to be copied, it stands for the link that opens the answer."""


def deep_link(username: str, payload: str) -> str:
    """Write the address that opens a chat with the bot and sends it ``/start payload``."""
    return f"https://t.me/{username}?start={payload}"


def article_link(username: str, article: str) -> str | None:
    """Write the address that shows an article in the chat; needs the bot's name."""
    return deep_link(username, ARTICLE_PREFIX + article_key(article)) if username else None
