"""Text with entities: built from pieces, joined, cut, and split into messages.

``plain`` and ``styled`` begin a text, ``concat`` and ``join`` put texts together,
``split_rich`` makes messages of one. Whatever goes in comes out as the network would leave it:
composed letters, no half of a surrogate pair, no control character that it would strip and so
shift what follows. A style is an entity, never a mark in the text, so no text can forge one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from bot.card.models import Entity, RichText, Style
from bot.card.units import Units, units

LONGEST = 4_000
MOST_ENTITIES = 100
MOST_QUOTES = 20
ELLIPSIS = "…"
_LONGEST_ADDRESS = 2_000
_QUOTES = (Style.QUOTE, Style.FOLDED_QUOTE)

# The server deletes these, or they turn the direction in which a number reads.
_DELETED = dict.fromkeys((0x030A, 0x0333, 0x033F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_BLANK = r"\s\u00ad\u200b\u2060\ufeff\u2800\u3164"
_EDGES = re.compile(rf"\A[{_BLANK}]+|[{_BLANK}]+\Z")
# Marks and final Korean letters melt into a letter before them.
_JAMO = re.compile("[\u1161-\u1175\u11a8-\u11c2]")
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"))
_KEEPS_APART = "\u034f"


def clean(text: str) -> str:
    """Write a text as the network keeps it; cleaning it again changes nothing."""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text))
    # Composing can set a mark free that is deleted, and without it others compose.
    for _ in range(2):
        text = unicodedata.normalize("NFC", text.translate(_DELETED))
    return text


def is_seen(text: str) -> bool:
    """Tell whether a text has anything that a reader sees."""
    return any(
        unicodedata.category(letter) not in _UNSEEN and letter not in "\u2800\u3164\u115f\u1160"
        for letter in text
    )


def plain(text: str) -> RichText:
    """Begin a text without any style."""
    return RichText(clean(text))


def styled(content: str | RichText, *styles: Style, url: str | None = None) -> RichText:
    """Style a text as a whole, around what is styled inside it.

    Args:
        content: An empty one stays without style.
        styles: The outermost first.
        url: Where it leads; what is no address of the web is left out.
    """
    rich = plain(content) if isinstance(content, str) else content
    length = units(rich.text)
    if not length:
        return rich
    around = [Entity(style, 0, length) for style in styles]
    if url is not None and is_address(url):
        around.append(Entity(Style.LINK, 0, length, url))
    return RichText(rich.text, (*around, *rich.entities))


def is_address(url: str) -> bool:
    """Tell whether a link may lead there."""
    if len(url) > _LONGEST_ADDRESS or not url.isprintable() or " " in url:
        return False
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return url.startswith(("http://", "https://")) and "." in (host or "")


def concat(*pieces: str | RichText) -> RichText:
    """Put pieces one after the other."""
    texts: list[str] = []
    entities: list[Entity] = []
    length = 0
    for piece in pieces:
        rich = plain(piece) if isinstance(piece, str) else piece
        if length and _melts(rich.text):
            texts.append(_KEEPS_APART)
            length += 1
        texts.append(rich.text)
        entities += (replace(entity, offset=entity.offset + length) for entity in rich.entities)
        length += units(rich.text)
    return RichText("".join(texts), tuple(sorted(entities, key=_outer_first)))


def join(separator: str, pieces: Iterable[str | RichText]) -> RichText:
    """Put pieces one after the other with a text between them; empty ones are left out."""
    kept = [piece for piece in pieces if (piece if isinstance(piece, str) else piece.text)]
    parts = [part for piece in kept for part in (separator, piece)]
    return concat(*parts[1:])


def cut(rich: RichText, longest: int) -> RichText:
    """Shorten a text to so many UTF-16 units, "…" included, best at a space."""
    whole = Units(rich.text)
    if whole.length <= longest:
        return rich
    end = whole.border(max(longest - 1, 0), 0)
    space = whole.last(" ", end // 2, end)
    kept = _piece(rich, whole, 0, space - 1 if space > 0 else end)
    return concat(kept, ELLIPSIS)


def split_rich(rich: RichText, longest: int = LONGEST) -> tuple[RichText, ...]:
    """Split a text into messages: at line ends, else at spaces, else between letters.

    Args:
        longest: The most UTF-16 units of one message, at least 2.

    Returns:
        At least one; each has something to see and neither begins nor ends with white space.
    """
    whole = Units(rich.text)
    parts: list[RichText] = []
    start = 0
    while start < whole.length:
        end = _end_of_part(rich, whole, start, longest)
        part = trimmed(_piece(rich, whole, start, end))
        if is_seen(part.text):
            parts.append(part)
        start = end
    return tuple(parts) or (RichText(ELLIPSIS),)


def trimmed(rich: RichText) -> RichText:
    """Take white space off both ends, as the network does."""
    stripped = _EDGES.sub("", rich.text)
    if stripped == rich.text:
        return rich
    before = rich.text[: rich.text.index(stripped)] if stripped else rich.text
    whole = Units(rich.text)
    return _piece(rich, whole, units(before), units(before) + units(stripped))


def _melts(text: str) -> bool:
    return bool(text) and (unicodedata.category(text[0])[0] == "M" or _JAMO.match(text) is not None)


def _end_of_part(rich: RichText, whole: Units, start: int, longest: int) -> int:
    far = min(start + longest, _entities_end(rich, start, whole.length))
    if far >= whole.length:
        return whole.length
    middle = start + (far - start) // 2
    for mark, since in (
        ("\n\n", middle),
        ("\n", middle),
        (" ", middle),
        ("\n", start),
        (" ", start),
    ):
        found = whole.last(mark, since, far)
        if found > start:
            return found
    return whole.border(far, start)


def _entities_end(rich: RichText, start: int, whole_end: int) -> int:
    """Find where a message that begins at ``start`` would have an entity too many."""
    entities = quotes = 0
    for entity in rich.entities:
        if entity.offset + entity.length <= start:
            continue
        entities += 1
        quotes += entity.style in _QUOTES
        if entity.offset > start and (entities > MOST_ENTITIES or quotes > MOST_QUOTES):
            return entity.offset
    return whole_end


def _piece(rich: RichText, whole: Units, start: int, end: int) -> RichText:
    found = []
    for entity in rich.entities:
        first, last = max(entity.offset, start), min(entity.offset + entity.length, end)
        if first < last:
            found.append(replace(entity, offset=first - start, length=last - first))
    return RichText(whole.text(start, end), tuple(found[:MOST_ENTITIES]))


def _outer_first(entity: Entity) -> tuple[int, int]:
    return entity.offset, -entity.length
