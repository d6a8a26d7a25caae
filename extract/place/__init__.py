"""Places as a text names them, in the system of 63 provinces or that of 34."""

from extract.place.gazetteer import (
    COUNTRY,
    districts,
    predecessors,
    provinces,
    regions,
    successor,
)
from extract.place.names import find_place
from extract.place.reader import find_places

__all__ = [
    "COUNTRY",
    "districts",
    "find_place",
    "find_places",
    "predecessors",
    "provinces",
    "regions",
    "successor",
]
