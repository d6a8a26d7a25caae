"""What was measured, in a JSON file that grows with each measurement, so that a run can go on.

Under ``sizes`` a figure lies below its size, its engine and the name of the measurement;
``machine`` says what it was measured on.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psutil

_LIBRARIES = ("tantivy", "rank-bm25", "bm25s", "numpy")
Figures = dict[str, Any]
GIVEN_UP = "given up"
"""Beside the reason, where a measurement was given up."""
OWN = "tantivy"
"""The engine that the others are held against."""
MATERIAL, PROGRAM = "material", "program"
"""Stand for an engine: what is measured on, and the program as a whole."""


class Results:
    """The figures of a file."""

    def __init__(self, path: Path) -> None:
        """Go on with a file, or begin one."""
        self._path = path
        self.held: Figures = {"machine": {}, "command": "", "sizes": {}}
        if path.exists():
            self.held = json.loads(path.read_text(encoding="utf-8"))

    def begin(self, command: str) -> None:
        """Note what is run and where."""
        self.held |= {"machine": machine(), "command": command}

    def find(self, size: int, engine: str, name: str) -> Figures | None:
        """Give what was measured, even where it had to be given up; ``None`` where nothing was."""
        found: Figures | None = self.held["sizes"].get(str(size), {}).get(engine, {}).get(name)
        return found

    def get(self, size: int, engine: str, name: str) -> Figures | None:
        """Give what was measured; ``None`` where it was not, or had to be given up."""
        found = self.find(size, engine, name)
        return None if found is None or GIVEN_UP in found else found

    def sizes(self) -> list[int]:
        """List the sizes that something was measured at, in order."""
        return sorted(int(size) for size in self.held["sizes"])

    def put(self, size: int, engine: str, name: str, figures: Figures) -> None:
        """Keep what was measured."""
        sizes = self.held["sizes"].setdefault(str(size), {})
        sizes.setdefault(engine, {})[name] = figures | {"at": _now()}
        self._write()

    def _write(self) -> None:
        other = self._path.with_suffix(".new")
        text = json.dumps(self.held, ensure_ascii=False, indent=1, sort_keys=True)
        other.write_text(text + "\n", encoding="utf-8")
        other.replace(self._path)


def machine() -> dict[str, str]:
    """Tell what the program runs on."""
    return {
        "cores": str(os.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / (1 << 30):.0f} GiB",
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "processor": _processor(),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **{name: _version(name) for name in _LIBRARIES},
    }


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
