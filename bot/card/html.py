"""Cards -> one HTML page that looks like a chat on a phone; for pictures of the program.

``render_page`` is the entry point. The page loads nothing from anywhere, and everything that
articles and questions wrote is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal

from bot.card.models import Button, Card, Entity, RichText, Style
from bot.card.rich import plain
from bot.card.units import Units

Who = Literal["user", "bot"]

_TAGS = {
    Style.BOLD: "b",
    Style.ITALIC: "i",
    Style.UNDERLINE: "u",
    Style.CODE: "code",
    Style.LINK: "a",
    Style.QUOTE: "blockquote",
    Style.FOLDED_QUOTE: "blockquote",
}
_BLOCKS = (Style.QUOTE, Style.FOLDED_QUOTE)

_LOOKS = """
* { box-sizing: border-box; margin: 0; }
body { width: 412px; font: 15.5px/1.36 "Roboto", "Noto Sans", "DejaVu Sans", sans-serif;
  color: #0f1720; background: #fff; }
header { display: flex; align-items: center; gap: 10px; padding: 9px 14px; background: #fff; }
header .face { width: 38px; height: 38px; border-radius: 50%; background: #3390ec; color: #fff;
  display: grid; place-items: center; font-weight: 700; font-size: 18px; }
header small { display: block; color: #707579; font-size: 13px; }
main { display: flex; flex-direction: column; gap: 7px; padding: 10px 8px 14px;
  background: #b9d4ae; }
.message { max-width: 93%; }
.message.bot { align-self: flex-start; }
.message.bot.tapped { width: 93%; }
.message.user { align-self: flex-end; }
.bubble { padding: 6px 10px 7px; border-radius: 14px; background: #fff; white-space: pre-wrap;
  overflow-wrap: anywhere; box-shadow: 0 1px 1px #0002; }
.user .bubble { background: #eeffde; border-bottom-right-radius: 4px; }
.bot .bubble { border-bottom-left-radius: 4px; }
.bubble a { color: #2678b6; text-decoration: none; }
blockquote { margin: 3px 0; padding: 4px 22px 4px 9px; border-left: 3px solid #3390ec;
  border-radius: 4px; background: #3390ec17; font-size: 14.5px; position: relative; }
blockquote::after { content: "”"; position: absolute; top: -1px; right: 7px; color: #3390ec;
  font: 700 24px/1 Georgia, serif; }
.row { display: flex; gap: 4px; margin-top: 4px; }
.button { flex: 1 1 0; min-width: 0; padding: 8px 4px; border-radius: 9px; color: #fff;
  background: #4f7d5fb8; text-align: center; font-size: 14px; font-weight: 500;
  white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
"""


def render_page(said: Sequence[tuple[Who, str | Card]], name: str = "Hỏi số") -> str:
    """Write a conversation as a page, 412 pixels wide.

    Args:
        said: Who says what, in order; a text is shown as typed.
        name: Of the chat, above it.
    """
    messages = "\n".join(message for who, what in said for message in _messages(who, what))
    return f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{escape(name)}</title>
<meta name="viewport" content="width=412"><style>{_LOOKS}</style></head>
<body><header><div class="face">{escape(name[:1])}</div>
<div><b>{escape(name)}</b><small>bot</small></div></header>
<main>
{messages}
</main></body></html>
"""


def render_rich(rich: RichText) -> str:
    """Write a text with its styles as HTML."""
    whole = Units(rich.text)
    return _written(whole, 0, whole.length, rich.entities)


def _messages(who: Who, what: str | Card) -> list[str]:
    if isinstance(what, str):
        return [_message(who, plain(what), ())]
    *first, last = what.parts
    return [*(_message(who, part, ()) for part in first), _message(who, last, what.rows)]


def _message(who: Who, rich: RichText, rows: Sequence[Sequence[Button]]) -> str:
    buttons = "".join(
        '<div class="row">'
        + "".join(f'<div class="button">{escape(button.label)}</div>' for button in row)
        + "</div>"
        for row in rows
    )
    kind = f"{who} tapped" if rows else who
    return (
        f'<div class="message {kind}"><div class="bubble">{render_rich(rich)}</div>{buttons}</div>'
    )


def _written(whole: Units, start: int, end: int, entities: Sequence[Entity]) -> str:
    pieces: list[str] = []
    at = start
    after_block = False
    for index, entity in enumerate(entities):
        if entity.offset < at or entity.offset >= end:
            continue
        stop = entity.offset + entity.length
        # A quotation ends its line by itself.
        before = whole.text(at, entity.offset).removeprefix("\n" if after_block else "")
        pieces.append(escape(before))
        inner = _written(whole, entity.offset, stop, entities[index + 1 :])
        pieces.append(_tagged(entity, inner))
        at, after_block = stop, entity.style in _BLOCKS
    pieces.append(escape(whole.text(at, end).removeprefix("\n" if after_block else "")))
    return "".join(pieces)


def _tagged(entity: Entity, inner: str) -> str:
    tag = _TAGS[entity.style]
    address = f' href="{escape(entity.url)}"' if entity.url else ""
    return f"<{tag}{address}>{inner}</{tag}>"
