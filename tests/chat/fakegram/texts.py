"""The text of a message and its entities, checked as Telegram checks them."""

from __future__ import annotations

import itertools
import re
from typing import Any

from .refusal import malformed, unusual

MOST_ENTITIES = 100
STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link"}
QUOTES = {"blockquote", "expandable_blockquote"}
FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
_ADDRESS = re.compile(r"(https?|tg)://[^\s/]+\S*")
_SURROGATE = re.compile("[\ud800-\udfff]")


def utf16(text: str) -> int:
    """Measure a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_encoding(value: Any) -> None:
    """Refuse half characters anywhere in the parameters of a call."""
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise malformed("strings must be encoded in UTF-8")
    elif isinstance(value, dict):
        check_encoding(list(value) + list(value.values()))
    elif isinstance(value, list):
        for item in value:
            check_encoding(item)


def read_text(params: dict[str, Any], longest: int = 4096) -> dict[str, Any]:
    """Read ``text`` and ``entities``.

    Returns:
        The same two, as a message shows them.
    """
    text = str(params.get("text") or "")
    if not text.strip():
        raise malformed("message text is empty")
    _check_length(text, longest, "message is too long")
    return {"text": text} | _read_entities(params, "entities", text)


def read_caption(params: dict[str, Any]) -> dict[str, Any]:
    """Read ``caption`` and ``caption_entities``; both may be absent."""
    text = str(params.get("caption") or "")
    if not text:
        return {}
    _check_length(text, 1024, "message caption is too long")
    return {"caption": text} | _read_entities(params, "caption_entities", text)


def check_address(address: str, what: str) -> None:
    """Refuse an address that no client could open."""
    if not _ADDRESS.fullmatch(address):
        raise malformed(f"{what} URL '{address}' is invalid: Wrong HTTP URL")


def _check_length(text: str, longest: int, refusal: str) -> None:
    # The server's own limit, before it looks at the text at all.
    if len(text.encode()) > 1 << 15:
        raise malformed("text is too long")
    if utf16(text) > longest:
        raise malformed(refusal)
    if text != text.strip():
        raise unusual("text has outer white space")


def _read_entities(params: dict[str, Any], key: str, text: str) -> dict[str, Any]:
    if params.get("parse_mode"):
        raise unusual("send entities, not a parse_mode")
    entities = params.get(key) or []
    if len(entities) > MOST_ENTITIES:
        raise unusual(f"more than {MOST_ENTITIES} entities")
    for entity in entities:
        _check_entity(entity, text)
    quotes = sorted(_ends(entity) for entity in entities if entity["type"] in QUOTES)
    if any(first[1] > second[0] for first, second in itertools.pairwise(quotes)):
        raise unusual("quotations overlap")
    return {key: entities} if entities else {}


def _ends(entity: dict[str, Any]) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _check_entity(entity: dict[str, Any], text: str) -> None:
    kind = entity.get("type")
    if kind not in STYLES | QUOTES | FOUND:
        raise malformed("can't parse MessageEntity: Unsupported entity type specified")
    if kind == "text_link":
        check_address(str(entity.get("url", "")), "entity")
    start, end = _ends(entity)
    if start < 0:
        raise malformed(f"receive an entity with incorrect offset {start}")
    if end <= start:
        raise malformed(f"receive an entity with incorrect length {end - start}")
    size = utf16(text)
    if start >= size:
        raise malformed(f"entity begins after the end of the text at UTF-16 offset {start}")
    here = f"entity beginning at UTF-16 offset {start}"
    if end > size:
        raise malformed(f"{here} ends after the end of the text at UTF-16 offset {end}")
    if (byte := _byte_inside(text, start)) is not None:
        raise malformed(f"entity begins in a middle of a UTF-16 symbol at byte offset {byte}")
    if (byte := _byte_inside(text, end)) is not None:
        raise malformed(f"{here} ends in a middle of a UTF-16 symbol at byte offset {byte}")


def _byte_inside(text: str, offset: int) -> int | None:
    """Find where the character ends that a UTF-16 offset cuts, if it cuts one."""
    units = text.encode("utf-16-le")
    before = units[: 2 * offset].decode("utf-16-le", "ignore")
    if utf16(before) == offset:
        return None
    return len(text[: len(before) + 1].encode())
