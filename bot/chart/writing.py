"""Text into lines that fit; how wide a text is, whoever paints it must say."""

from __future__ import annotations

from collections.abc import Callable

from bot.chart.marks import INK, Align, Text

Measure = Callable[[str, float, bool], float]
"""Gives the width in pixels of a text of a size, bold or not."""

LEADING = 1.3
_ELLIPSIS = "…"


def wrap(
    words: str, width: float, size: float, measure: Measure, *, bold: bool = False, most: int = 99
) -> list[str]:
    """Break a text into lines, at spaces; a word that is too long, between letters.

    Args:
        words: The text, on one line.
        width: Of the longest line, in pixels.
        size: Of the letters.
        measure: As ``Measure``.
        bold: Whether it is written so.
        most: The most lines; the last one ends in "…" where there is more.
    """
    # A point stands at the end of a line, never at the beginning of the next.
    words = words.replace(" · ", "\u00a0· ")
    lines = [""]
    for word in _pieces(words, width, size, measure, bold):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or measure(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(last + _ELLIPSIS, size, bold) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + _ELLIPSIS]


def widest(lines: list[str], size: float, measure: Measure, *, bold: bool = False) -> float:
    """Give the width of the longest line."""
    return max((measure(line, size, bold) for line in lines), default=0.0)


def stack(
    lines: list[str],
    x: float,
    top: float,
    size: float,
    *,
    colour: str = INK,
    bold: bool = False,
    align: Align = "left",
) -> tuple[list[Text], float]:
    """Put lines one below the other; gives them and where the next thing may begin."""
    step = size * LEADING
    texts = [
        Text(x, top + number * step + size, line, size, colour, bold, align)
        for number, line in enumerate(lines)
    ]
    return texts, top + len(lines) * step


def _pieces(words: str, width: float, size: float, measure: Measure, bold: bool) -> list[str]:
    pieces = []
    for word in filter(None, words.split(" ")):
        rest = word
        while measure(rest, size, bold) > width and len(rest) > 1:
            end = len(rest) - 1
            while end > 1 and measure(rest[:end], size, bold) > width:
                end -= 1
            pieces.append(rest[:end])
            rest = rest[end:]
        pieces.append(rest)
    return pieces
