"""The audit of what is installed finds what is not as locked, and never passes in silence."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
HASH = "--hash=sha256:" + "0" * 64


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "line",
    [
        "lxml>=6",
        "lxml==6.1.3",
        f"lxml>=6 {HASH}",
        "lxml==6.1.3 --hash=md5:00",
        f"lxml @ https://example.org/lxml.whl {HASH}",
        "--extra-index-url https://example.org",
        "-e .",
    ],
)
def test_what_is_not_one_version_with_hashes_is_a_fault(audit, tmp_path: Path, line: str) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text(f"# made\nlxml-html-clean==0.4 \\\n    {HASH} \\\n    {HASH}\n{line}\n")
    locked, faults = audit.read_lock(lock)
    assert locked == {"lxml-html-clean": {"0.4"}}
    assert len(faults) == 1


def test_a_package_that_is_not_locked_and_a_file_that_was_changed_are_faults(audit) -> None:
    installed = {audit._plain(one.metadata["Name"]): one for one in audit.distributions()}
    known = {name: {one.version} for name, one in installed.items() if name != "rank-bm25"}
    [fault] = audit._differing(known, installed)
    assert fault.startswith("rank-bm25 0.2.2 is installed, nothing")
    assert not list(audit._changed({"rank-bm25": installed["rank-bm25"]}))


@pytest.mark.parametrize(
    ("script", "passed", "said"),
    [
        ("exit 0", True, "known holes: none"),
        ("echo 'Found 2 known vulnerabilities in 1 package' >&2; exit 1", False, "Found 2"),
        ("echo 'ConnectionError: no route' >&2; exit 1", True, "NOT LOOKED FOR (ConnectionError"),
        (None, True, "NOT LOOKED FOR (pip-audit is not installed)"),
    ],
)
def test_known_holes_are_none_or_some_or_not_looked_for(
    audit, tmp_path: Path, monkeypatch, capsys, script: str | None, passed: bool, said: str
) -> None:
    if script is not None:
        (tmp_path / "pip-audit").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "pip-audit").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    assert audit._holes_passed(tmp_path / "a.lock") is passed
    assert said in capsys.readouterr().out
