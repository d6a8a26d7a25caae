"""Our own tables in TOML -> their values, kept parsed beside them as Python keeps its modules.

``load_toml`` is the entry point. To load what was parsed takes a tenth of the time. It lies in
``__pycache__``, is made anew when the table's size or time changes, and is gone without where
nothing may be written there.
"""

from __future__ import annotations

import tomllib
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any


def load_toml(path: Path) -> dict[str, Any]:
    """Load a table that comes with the program; one of users is never loaded here.

    Args:
        path: No module of the same name lies beside it, whose place in the cache it would take.

    Raises:
        OSError: It cannot be read.
        tomllib.TOMLDecodeError: It is no TOML.
    """
    code = _Loader(path.stem, str(path)).get_code(path.stem)
    assert code is not None
    return dict(code.co_consts[0])


class _Loader(SourceFileLoader):
    """Makes of a table code that does nothing, with the table as its first constant."""

    def source_to_code(self, data: Any, path: Any) -> CodeType:  # type: ignore[override]
        table = tomllib.loads(bytes(data).decode("utf-8"))
        return compile("None", path, "exec").replace(co_consts=(table, None))
