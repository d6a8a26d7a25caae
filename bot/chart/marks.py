"""What a picture is made of: texts, boxes, strokes and dots, in pixels from the upper left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

INK, SOFT, FAINT, PAPER = "#17212b", "#5b6672", "#dfe4e8", "#ffffff"
TARGET, BASELINE = "#b35900", "#454f59"
COLOURS = ("#1863b5", "#c2410c", "#2b7a3e", "#7b3fa0", "#0e7490")

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text.

    Attributes:
        y: Of the line that letters stand on.
        size: Height of the letters' em.
        align: Which end of the text ``x`` is.
    """

    x: float
    y: float
    words: str
    size: float
    colour: str = INK
    bold: bool = False
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; a hollow one has an edge instead."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    hollow: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 2.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A round point; a hollow one is white inside."""

    x: float
    y: float
    radius: float
    colour: str
    hollow: bool = False


Mark = Text | Box | Stroke | Dot


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, ready to be painted; later marks lie on earlier ones."""

    width: int
    height: int
    marks: tuple[Mark, ...]
