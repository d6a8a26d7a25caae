"""What can be told of the packages we stand on: pinned, installed as locked, unchanged, known holes.

    python .ci/audit.py [LOCK]

All but the last needs no network: every entry of the lock has one version and hashes, what is
installed is what is locked, and each installed file has the hash that its package recorded.
Known holes are asked for with pip-audit, where that is installed and reaches its service;
where not, the last line says that they were not looked for. Exit status 1: something is wrong.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Ours, and what installs the others.
BESIDE = {"hoiso", "pip", "uv"}
_ENTRY = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?: ; .*)?(?P<hashes>(?: --hash=sha256:[0-9a-f]{64})+)"
)
_HOLES_S = 300
# How pip-audit says that it found something, not that it could not ask.
_FOUND = re.compile(r"Found \d+ known vulnerabilit")


def main() -> int:
    """Check, and say what is wrong."""
    lock = ROOT / (sys.argv[1] if len(sys.argv) > 1 else "requirements-dev.lock")
    locked, faults = read_lock(lock)
    installed = {_plain(one.metadata["Name"]): one for one in distributions()}
    faults += [*_differing(locked, installed), *_changed(installed)]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{lock.name}: {len(locked)} packages, {len(installed)} installed, {len(faults)} faults")
    return int(not _holes_passed(lock) or bool(faults))


def read_lock(lock: Path) -> tuple[dict[str, set[str]], list[str]]:
    """Give the locked versions by name (several where they depend on the system), and faults."""
    locked: dict[str, set[str]] = {}
    faults = []
    for line in lock.read_text("utf-8").replace("\\\n", " ").splitlines():
        entry = " ".join(line.split())
        if not entry or entry.startswith("#"):
            continue
        read = _ENTRY.fullmatch(entry)
        if read is None:
            faults.append(f"{lock.name}: not one version with hashes: {entry[:80]}")
        else:
            locked.setdefault(_plain(read["name"]), set()).add(read["version"])
    return locked, faults


def _differing(locked: dict[str, set[str]], installed: dict[str, Distribution]) -> Iterator[str]:
    for name, one in sorted(installed.items()):
        if name not in BESIDE and one.version not in locked.get(name, ()):
            wanted = ", ".join(sorted(locked.get(name, ()))) or "nothing"
            yield f"{name} {one.version} is installed, {wanted} is locked"


def _changed(installed: dict[str, Distribution]) -> Iterator[str]:
    for name, one in sorted(installed.items()):
        for file in one.files or ():
            if name in BESIDE or file.hash is None or file.hash.mode != "sha256":
                continue
            path = Path(str(one.locate_file(file)))
            if not path.is_file():
                yield f"{name}: {file} is missing"
                continue
            found = hashlib.sha256(path.read_bytes()).digest()
            if base64.urlsafe_b64encode(found).rstrip(b"=").decode() != file.hash.value:
                yield f"{name}: {file} is not what was installed"


def _holes_passed(lock: Path) -> bool:
    """Ask for known holes; ``False`` only where there are some."""
    found = shutil.which("pip-audit", path=str(Path(sys.executable).parent)) or shutil.which(
        "pip-audit"
    )
    if found is None:
        print("KNOWN HOLES: NOT LOOKED FOR (pip-audit is not installed)")
        return True
    words = (found, "--require-hashes", "--disable-pip", "--progress-spinner", "off", "-r", lock)
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=_HOLES_S, check=False)
    except subprocess.TimeoutExpired:
        print(f"KNOWN HOLES: NOT LOOKED FOR (no answer within {_HOLES_S} s)")
        return True
    if done.returncode == 0:
        print("known holes: none")
        return True
    if _FOUND.search(done.stderr):
        print(done.stderr, done.stdout, sep="\n")
        return False
    reason = done.stderr.strip().splitlines() or [f"status {done.returncode}"]
    print(f"KNOWN HOLES: NOT LOOKED FOR ({reason[-1][:200]})")
    return True


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
