"""Short keys of articles: they depend on the file name alone, so that links to them last."""

from __future__ import annotations

from hashlib import sha256

_LENGTH = 12


def article_key(name: str) -> str:
    """Make the key of an article: 12 hexadecimal letters that depend on its file name alone."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
