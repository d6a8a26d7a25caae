"""Paragraphs and tables of any format -> the text that an article is read from.

``render_blocks`` is the entry point: a paragraph a line with an empty line behind it, a row of
a table a line with bars between its cells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.document.rows import Grid, find_rows
from extract.text import fold

# Word's and PDF's symbol fonts keep their bullets and arrows in the private use area.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BULLET = re.compile(r"(?:[\ue000-\uf8ff•●○◦▪■□◆◇❖➢➤✓✔✦*·]|[oO](?=\s{2}|\t))\s*(?=\S)")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_FEWEST_TABS = 2
# Stands above every official document, where it would pass for the headline.
_MOTTO = re.compile(
    r"(?:cong hoa xa hoi chu nghia viet nam)?\W*(?:doc lap\W+tu do\W+hanh phuc)?\W*"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a heading, or an item of a list.

    Attributes:
        listed: Whether it is an item, so that a dash is to stand before it.
    """

    text: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data; what only lays a page out is paragraphs."""

    grid: Grid


Block = Paragraph | Table


def render_blocks(blocks: Iterable[Block]) -> str:
    """Write blocks as an article's text.

    Args:
        blocks: In the order of reading.

    Returns:
        Composed letters, nothing invisible, ``\\n`` at the end of every line.
    """
    parts: list[str] = []
    for block in blocks:
        match block:
            case Paragraph():
                lines = [line] if (line := _paragraph_line(block)) else []
            case Table():
                lines = [" | ".join(row) for row in find_rows(block.grid)]
        if lines:
            parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def tidy(text: str) -> str:
    """Compose letters, drop what is invisible, and write runs of white space as one space."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def paragraphs_of(text: str, *, listed: bool = False) -> Iterator[Paragraph]:
    """Make each line of a text a paragraph."""
    for line in text.splitlines():
        if line.strip():
            yield Paragraph(line, listed)


def _paragraph_line(paragraph: Paragraph) -> str:
    text = paragraph.text.strip()
    if _MOTTO.fullmatch(fold(unicodedata.normalize("NFC", text))):
        return ""
    bullet = _BULLET.match(text)
    if bullet:
        text = text[bullet.end() :]
    cells = [tidy(_PRIVATE.sub("", cell)) for cell in text.split("\t")]
    kept = [cell for cell in cells if cell]
    # Tabs part the cells of a row that was typed as a line; one alone only sets text apart.
    line = ("\t" if len(kept) > _FEWEST_TABS else " ").join(kept)
    if (bullet or paragraph.listed) and line and line[0] not in "-–+":
        return f"- {line}"
    return line
