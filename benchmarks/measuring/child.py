"""One measurement in a process of its own, watched from outside.

``run`` is the entry point. A measurement is a function of a module here, called with what JSON
can hold and giving what JSON can hold; its process prints that at its end.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import psutil

from benchmarks.measuring.results import GIVEN_UP

ROOT = Path(__file__).parents[2]
_PAUSE_S = 0.1
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """When a measurement is given up.

    Attributes:
        seconds: By the clock on the wall.
        mebibytes: Of anonymous memory, of all its processes together.
    """

    seconds: float
    mebibytes: float


def run(module: str, name: str, limits: Limits, **arguments: Any) -> dict[str, Any]:
    """Run a measurement.

    Args:
        module: Of this package.
        name: Of a function in it.
        arguments: Given to it.

    Returns:
        What the measurement gave, with the most memory that its processes held
        (``peak anonymous MiB``, ``peak resident MiB``), or ``GIVEN_UP`` with the reason.
    """
    command = [sys.executable, "-m", __spec__.name, module, name]
    with TemporaryFile() as said, TemporaryFile() as wrong:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=said, stderr=wrong, cwd=ROOT
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(arguments).encode())
        process.stdin.close()
        peak, reason = _watch(process, limits)
        if reason is None and process.returncode:
            reason = _last_line(wrong) or f"exit status {process.returncode}"
        if reason is not None:
            return {GIVEN_UP: reason, **peak}
        found: dict[str, Any] = json.loads(_last_line(said))
        return found | peak


def _watch(process: subprocess.Popen[bytes], limits: Limits) -> tuple[dict[str, float], str | None]:
    watched = psutil.Process(process.pid)
    peak = {"peak anonymous MiB": 0.0, "peak resident MiB": 0.0}
    began = time.monotonic()
    while process.poll() is None:
        anonymous, resident = _held(watched)
        peak["peak anonymous MiB"] = max(peak["peak anonymous MiB"], anonymous)
        peak["peak resident MiB"] = max(peak["peak resident MiB"], resident)
        reason = None
        if time.monotonic() - began > limits.seconds:
            reason = f"longer than {limits.seconds:.0f} s"
        if anonymous > limits.mebibytes:
            reason = f"more memory than {limits.mebibytes:.0f} MiB"
        if reason is not None:
            _end(watched)
            process.wait()
            return peak, reason
        time.sleep(_PAUSE_S)
    return peak, None


def _held(watched: psutil.Process) -> tuple[float, float]:
    """Tell the memory that a process and those it started hold, in MiB."""
    anonymous = resident = 0
    for each in _family(watched):
        try:
            held = each.memory_info()
        except psutil.NoSuchProcess:
            continue
        anonymous += held.rss - held.shared
        resident += held.rss
    return anonymous / _MEBIBYTE, resident / _MEBIBYTE


def _family(watched: psutil.Process) -> list[psutil.Process]:
    try:
        return [watched, *watched.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _end(watched: psutil.Process) -> None:
    for each in _family(watched):
        try:
            each.kill()
        except psutil.NoSuchProcess:
            continue


def _last_line(file: IO[bytes]) -> str:
    file.seek(0)
    lines = file.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""


def main() -> None:
    """Run the measurement that the command names, with arguments from the input."""
    _, module, name = sys.argv
    measure = getattr(importlib.import_module(f"{__spec__.parent}.{module}"), name)
    found = measure(**json.load(sys.stdin))
    sys.stdout.write("\n" + json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
