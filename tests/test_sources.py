"""What ``sources.toml`` declares of articles, and what is wrong with a broken one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.article.sources import load_sources
from extract.errors import SourcesError
from extract.models import Declared

SEEDS = Path(__file__).parent.parent / "seeds"


def write(folder: Path, content: str | bytes) -> Path:
    data = content.encode() if isinstance(content, str) else content
    (folder / "sources.toml").write_bytes(data)
    return folder


def test_reads_every_key(tmp_path: Path) -> None:
    write(
        tmp_path,
        """
        ["a.txt"]
        place = "Cao Bằng"
        published = 2024-08-20
        title = "Tên bài"
        publisher = "Báo Cao Bằng"
        url = "https://example.vn/a"
        evidence = "Ghi trên trang gốc."
        """,
    )
    assert load_sources(tmp_path) == {
        "a.txt": Declared(
            "Cao Bằng",
            date(2024, 8, 20),
            "Tên bài",
            "Báo Cao Bằng",
            "https://example.vn/a",
            "Ghi trên trang gốc.",
        )
    }


def test_a_folder_without_the_file_declares_nothing(tmp_path: Path) -> None:
    assert load_sources(tmp_path) == {}


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    write(tmp_path, b'\xef\xbb\xbf["a.txt"]\nevidence = "x"\n')
    assert load_sources(tmp_path)["a.txt"].evidence == "x"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('["a.txt"]\nplce = "Huế"\nevidence = "x"', "a.txt → plce: khóa không được dùng"),
        ('["a.txt"]\nplace = "Huế"', "a.txt → evidence: thiếu khóa này"),
        ('["a.txt"]\nplace = 5\nevidence = "x"', "a.txt → place: phải là chuỗi"),
        ('["a.txt"]\nplace = " "\nevidence = "x"', "a.txt → place: không được để trống"),
        ('["a.txt"]\npublished = "2024"\nevidence = "x"', "a.txt → published: phải là ngày"),
        ('["a.txt"]\nurl = "ftp://x"\nevidence = "x"', "a.txt → url: phải bắt đầu bằng http"),
        ('a = "x"', "a: phải là một bảng"),
        ('["a.txt"\n', "sai cú pháp TOML"),
        (b'["a.txt"]\nevidence = "\xff"', "không phải UTF-8"),
    ],
)
def test_names_the_file_and_the_key_at_fault(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    with pytest.raises(SourcesError) as caught:
        load_sources(write(tmp_path, content))
    assert "sources.toml" in str(caught.value)
    assert message in str(caught.value)


def test_the_seeds_declare_what_their_texts_leave_out() -> None:
    declared = load_sources(SEEDS)
    assert {name[:3]: entry.place for name, entry in declared.items()} == {
        "000": "Hải Dương",
        "002": "Vĩnh Phúc",
    }
    assert all((SEEDS / name).is_file() and entry.evidence for name, entry in declared.items())
