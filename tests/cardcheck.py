"""What Telegram takes, written down independently of the cards that must keep to it."""

import itertools
import re
import unicodedata

from bot.card.models import Style

QUOTES = {Style.QUOTE, Style.FOLDED_QUOTE}
ADDRESS = re.compile(r"https?://[^\s/]+\S*")
# The server deletes these, and with them every offset behind them would be wrong.
STRIPPED = re.compile("[\x00-\x09\x0b-\x1f\u030a\u0333\u033f\u2028-\u202e]")


def size(text):
    return len(text.encode("utf-16-le")) // 2


def piece(rich, entity):
    """Give the text that an entity covers; fails where it cuts a letter."""
    units = rich.text.encode("utf-16-le")
    assert entity.offset >= 0
    assert entity.length >= 1
    assert entity.offset + entity.length <= len(units) // 2
    return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")


def check_text(rich, longest=4_000):
    text = rich.text
    assert text == unicodedata.normalize("NFC", text)
    assert text.strip() == text
    assert text
    assert not STRIPPED.search(text)
    assert size(text) <= longest
    assert len(text.encode()) <= 32_768
    assert len(rich.entities) <= 100
    assert sum(entity.style in QUOTES for entity in rich.entities) <= 20
    for entity in rich.entities:
        piece(rich, entity)
        assert (entity.url is not None) == (entity.style is Style.LINK)
        assert entity.url is None or ADDRESS.fullmatch(entity.url)
    _check_nesting(rich.entities)


def _check_nesting(entities):
    keys = [(entity.offset, -entity.length) for entity in entities]
    assert keys == sorted(keys)
    for one, other in itertools.combinations(entities, 2):
        end = one.offset + one.length
        assert other.offset >= end or other.offset + other.length <= end
        if one.style in QUOTES and other.style in QUOTES:
            assert other.offset >= end


def check_rows(rows):
    buttons = [button for row in rows for button in row]
    assert len(buttons) <= 60
    assert all(1 <= len(row) <= 8 for row in rows)
    for button in buttons:
        assert button.label.strip() == button.label
        assert 1 <= size(button.label) <= 40
        set_ones = [x for x in (button.action, button.copy, button.url) if x is not None]
        assert len(set_ones) == 1
        assert button.copy is None or (1 <= size(button.copy) <= 256 and button.copy.strip())
        assert button.url is None or ADDRESS.fullmatch(button.url)


def check_card(card):
    assert card.parts
    for part in card.parts:
        check_text(part)
    check_rows(card.rows)


def check_inline(card):
    assert card.title.strip()
    assert "\n" not in card.title
    assert size(card.title) <= 120
    assert size(card.description) <= 120
    check_text(card.message)
