"""Names from outside lead nowhere but to the file they name, and cannot pass for other words."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from factories import make_observation, make_text
from test_document_word import changed

from bot.telegram_app.admin.naming import has_suffix, safe_name
from extract.article.sources import load_sources
from extract.document import DocumentReader
from extract.errors import SourcesError
from extract.models import Article, Observed
from index.build import Report, reindex

GOOD = make_text("Tỉnh có 61% hồ sơ nộp trực tuyến, bình quân cả nước là 53%.")
OTHER = GOOD.replace("61%", "62%")
# What terminals and chats would obey, or show in another order than it is written.
UNSEEN = [
    "a\nb.txt",
    "a\tb.txt",
    "a\x1b[31m.txt",
    "\u202etxt.exe.txt",
    "a\u200bb.txt",
    "\u2028.txt",
]
ELSEWHERE = ["../a.txt", "/etc/passwd", "x/a.txt", "..", "", "a\x00.txt", "a" * 300 + ".txt"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    return folder


def run(source: Path, *more: Path) -> Report:
    def observe(article: Article) -> Observed:
        return Observed([make_observation(article)])

    return reindex(source.parent / "data", [source, *more], observe=observe)


@pytest.mark.parametrize("name", UNSEEN)
def test_a_file_whose_name_hides_something_is_refused(source: Path, name: str) -> None:
    (source / name).write_text(OTHER)
    report = run(source)
    assert [(name, "ký tự ẩn" in reason) for name, reason in report.refused] == [(name, True)]
    assert report.added == ("good.txt",)


@pytest.mark.parametrize("name", UNSEEN)
def test_the_same_where_the_file_is_named_as_a_source(source: Path, name: str) -> None:
    other = source.parent / name
    other.write_text(OTHER)
    report = run(source, other)
    assert "ký tự ẩn" in dict(report.refused)[name]
    assert report.added == ("good.txt",)


@pytest.mark.parametrize(
    "name",
    ["tin \u00a0mới.txt", "Bài “1” – (2).txt", "\u0110o\u0302\u0300ng.txt", "😀.txt", "-rf.txt"],
)
def test_a_name_that_only_looks_unusual_is_a_name(source: Path, name: str) -> None:
    (source / name).write_text(OTHER)
    report = run(source)
    assert report.refused == ()
    assert sorted(report.added) == sorted(["good.txt", name])


@pytest.mark.parametrize("name", [*ELSEWHERE, *UNSEEN])
def test_a_declaration_is_of_a_file_beside_it(tmp_path: Path, name: str) -> None:
    key = "".join(f"\\u{ord(letter):04x}" for letter in name)
    (tmp_path / "sources.toml").write_text(f'["{key}"]\nevidence = "x"\n')
    with pytest.raises(SourcesError) as caught:
        load_sources(tmp_path)
    assert "tên một tệp" in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_source_that_is_a_link_to_a_loop_is_refused_and_ends(source: Path) -> None:
    (source / "a.txt").symlink_to(source / "b.txt")
    (source / "b.txt").symlink_to(source / "a.txt")
    (source / "again").symlink_to(source)
    report = run(source)
    assert report.added == ("good.txt",)
    assert {name for name, _ in report.refused} == {"a.txt", "b.txt"}


@pytest.mark.parametrize("name", ["sources.toml", "indicators.toml", "current", "lock", "a.sqlite"])
def test_no_upload_is_called_like_a_file_of_the_program(name: str) -> None:
    assert not has_suffix(name)
    assert not has_suffix(f"../{name}")


@pytest.mark.parametrize("sent", ["~$bài.docx", "~$~$ .bài.docx", ".~$bài.docx"])
def test_an_upload_is_not_called_like_what_no_run_reads(sent: str) -> None:
    assert safe_name(sent) == "bài.docx"


def test_a_package_with_names_that_lead_out_of_it_writes_nothing(tmp_path: Path) -> None:
    data = io.BytesIO(changed(lambda _, old: old))
    with zipfile.ZipFile(data, "a") as package:
        for name in ("../../out.txt", "/tmp/hoiso-out.txt", "word/../../out.xml"):
            package.writestr(name, "x")
    before = sorted(tmp_path.parent.rglob("*out*"))
    with DocumentReader() as reader:
        assert reader.read("a.docx", data.getvalue()).text
    assert sorted(tmp_path.parent.rglob("*out*")) == before
    assert not Path("/tmp/hoiso-out.txt").exists()


@pytest.mark.parametrize("name", ["../articles/later.txt", "/etc/passwd", "good.txt\n", "..", "."])
def test_articles_are_shown_by_their_names_and_not_by_paths(source: Path, name: str) -> None:
    run(source)
    (source / "later.txt").write_text(OTHER)
    data = str(source.parent / "data")
    done = subprocess.run(
        (sys.executable, "-m", "bot", "--data", data, "show", name),
        env=os.environ | {"HOISO_SOURCES": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "root:" not in done.stdout
    assert "hồ sơ" not in done.stdout
    assert "Traceback" not in done.stderr
