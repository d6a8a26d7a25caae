"""The ruled tables of a page -> grids, and the boxes that they fill.

``find_tables`` is the entry point. pdfplumber finds cells by their lines; which of them reach
over several rows or columns is told here by their edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pdfplumber.page import Page

from extract.document.blocks import tidy
from extract.document.pdf.lines import Word, find_columns
from extract.document.rows import Cell, Grid, fill, is_data

Box = tuple[float, float, float, float]

# Drawings and maps have thousands of edges, in which a search for cells would not end.
_MOST_EDGES = 4_000
_SAME_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with the box it fills."""

    box: Box
    grid: Grid
    edges: tuple[float, ...]


def find_tables(page: Page, words: Sequence[Word]) -> list[PageTable]:
    """Find the tables of data on a page, from top to bottom.

    Args:
        page: With its lines.
        words: All of the page's.
    """
    if len(page.edges) > _MOST_EDGES:
        return []
    found: list[PageTable] = []
    for table in page.find_tables():
        cells = [tuple(map(float, cell)) for cell in table.cells]
        xs = _edges(x for x0, _, x1, _ in cells for x in (x0, x1))
        ys = _edges(y for _, y0, _, y1 in cells for y in (y0, y1))
        inside = [word for word in words if within(word, table.bbox)]
        grid = fill(_cell(cell, xs, ys, inside) for cell in cells)
        if is_data(grid):
            found.append(PageTable(table.bbox, grid, xs))
    return sorted(found, key=lambda table: table.box[1])


def within(word: Word, box: Box) -> bool:
    """Tell whether the middle of a word is in a box."""
    x0, top, x1, bottom = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom


def continues(table: PageTable, before: PageTable) -> bool:
    """Tell whether a table at the top of a page goes on with that at the end of the last."""
    return len(table.edges) == len(before.edges) and all(
        abs(one - other) <= _SAME_EDGE for one, other in zip(table.edges, before.edges, strict=True)
    )


def _cell(
    box: tuple[float, ...], xs: Sequence[float], ys: Sequence[float], words: Sequence[Word]
) -> Cell:
    x0, top, x1, bottom = box
    column, row = _index(xs, x0), _index(ys, top)
    inside = [word for word in words if within(word, (x0, top, x1, bottom))]
    text = " ".join(line.text for column in find_columns(inside, x1) for line in column.lines)
    reach = (max(_index(ys, bottom) - row, 1), max(_index(xs, x1) - column, 1))
    return Cell(row, column, tidy(text), *reach)


def _edges(values: Iterator[float]) -> tuple[float, ...]:
    """Give the different edges in order; those drawn almost in one place are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return tuple(edges)


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
