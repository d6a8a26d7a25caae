"""A byte that has changed in a large file, which no start compares, is found and mended."""

from __future__ import annotations

import json
import shutil

import pytest

from bot.__main__ import main
from index.generation import current_path

SENTENCE = "Tỷ lệ hồ sơ trực tuyến của tỉnh {place} đạt {share}%."
PLACES = {"a.txt": ("Đồng Tháp", 17), "b.txt": ("Hải Dương", 61)}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tmp_path_factory.mktemp("made")
    (root / "articles").mkdir()
    for name, (place, share) in PLACES.items():
        said = SENTENCE.format(place=place, share=share)
        (root / "articles" / name).write_text(f"Tin\n\n20/08/2024 - 10:24\n\n{said}\n", "utf-8")
        assert main(["reindex", "--data", str(root / "data"), str(root / "articles")]) == 0
    return root


@pytest.fixture
def hoiso(made, tmp_path, monkeypatch, capsys):
    """Run a command in this process, as if the files of the index were large."""
    for name in ("data", "articles"):
        shutil.copytree(made / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("index.manifest._SMALL", 0)

    def run(*words):
        capsys.readouterr()
        status = main([*words, "--data", "data"])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


def alter(data, which):
    """Change a byte of a text in a part of the generation in use."""
    part = sorted(current_path(data).glob("part-*"))[which]
    content = bytearray(part.read_bytes())
    content[content.index("trực tuyến".encode())] ^= 1
    part.write_bytes(content)
    return part


def test_an_index_as_it_was_written_is_told_to_be_whole(hoiso):
    status, out, err = hoiso("status", "--verify")
    assert (status, err) == (0, "")
    assert "mọi byte vẫn như khi được ghi" in out
    assert "mọi byte" not in hoiso("status")[1]
    assert json.loads(hoiso("status", "--verify", "--json")[1])["verified"] is True


def test_a_changed_byte_is_told_with_what_to_do(hoiso, tmp_path):
    part = alter(tmp_path / "data", 0)
    assert hoiso("status")[0] == 0
    status, out, _ = hoiso("status", "--verify", "--json")
    told = json.loads(out)
    assert (status, told["health"]) == (1, "damaged")
    assert part.name in told["message"]
    assert "hoiso reindex --verify" in told["message"]


@pytest.mark.parametrize("which", [0, -1])
def test_what_has_changed_is_put_aside_and_made_anew(hoiso, tmp_path, which):
    alter(tmp_path / "data", which)
    status, out, err = hoiso("reindex", "--verify", "articles")
    assert status == 0
    assert "bị hỏng và được cất" in err
    assert "(mới): 2 bài" in out
    assert hoiso("status", "--verify")[0] == 0
    assert hoiso("ask", "tỷ lệ hồ sơ trực tuyến Đồng Tháp?")[1].startswith("17%")


def test_nothing_is_put_aside_of_what_is_whole(hoiso):
    status, out, err = hoiso("reindex", "--verify", "articles")
    assert (status, err) == (0, "")
    assert "Giữ nguyên 2 bài" in out
