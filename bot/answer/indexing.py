"""The index of observations of large stores, described as the answers describe them."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path

import extract
from bot.answer.describer import Describer
from bot.answer.entry import Entry
from bot.question.wording import load_wording
from extract.indicator import Catalogue
from index.lookup.sink import ObservationSink

# Goes up when observations are described otherwise for the same tables.
_DESCRIBED = "1"
_TABLES = Path(extract.__file__).parent / "tables"


def observation_sink(catalogue: Catalogue) -> ObservationSink[Entry]:
    """Make what keeps the index of observations.

    Args:
        catalogue: The indicators, whose names are found where the articles use others.
    """
    return ObservationSink(cache(partial(_describer, catalogue)), _version(catalogue))


def _describer(catalogue: Catalogue) -> Describer:
    describer = Describer(load_wording(), catalogue)
    describer.load()
    return describer


def _version(catalogue: Catalogue) -> str:
    digest = hashlib.sha256(_DESCRIBED.encode())
    for path in sorted(_TABLES.rglob("*.toml")):
        digest.update(path.read_bytes())
    for id_, indicator in sorted(catalogue.indicators.items()):
        digest.update(repr((id_, indicator.units, indicator.names)).encode())
    return digest.hexdigest()[:16]
