"""Uploaded files: what they are called, where they lie, and how they are taken back."""

import os
import time
import unicodedata
from dataclasses import replace

import pytest

from bot.config import load_settings, uploads_folder
from bot.telegram_app.admin.naming import has_suffix, safe_name, same_name
from bot.telegram_app.admin.shelf import (
    Publishing,
    TooLarge,
    find_configured,
    find_old,
    take_in,
    throw_away,
    upload_folder,
)


@pytest.fixture
def settings(tmp_path, monkeypatch):
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "bài cũ.txt").write_text("một")
    monkeypatch.setenv("HOISO_SOURCES", str(sources))
    return load_settings(tmp_path / "data")


async def pieces(*chunks):
    for chunk in chunks:
        yield chunk


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("bài.txt", "bài.txt"),
        ("BÀI.TXT", "BÀI.txt"),
        (unicodedata.normalize("NFD", "Hộ nghèo ở Huế.txt"), "Hộ nghèo ở Huế.txt"),
        ("../../../x.txt", "x.txt"),
        ("/etc/cron.d/x.txt", "x.txt"),
        (r"C:\Users\x\bài.txt", "bài.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("a\x00b.txt", "ab.txt"),
        ("a\nb\u202etxt.exe\u202c.txt", "abtxt.exe.txt"),
        (".ẩn.txt", "ẩn.txt"),
        ("...txt.txt", "txt.txt"),
        ("con.txt", "_con.txt"),
        ("NUL.tin.txt", "_NUL.tin.txt"),
        ("com1 .txt", "_com1.txt"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("  cách   quãng  .txt", "cách quãng.txt"),
        ("nửa cặp \ud800.txt", "nửa cặp.txt"),
        ("Bài.PDF", "Bài.pdf"),
        ("trang.html", "trang.html"),
        ("trang.HTM", "trang.htm"),
        ("../con.docx", "_con.docx"),
        ("a.txt.docx", "a.txt.docx"),
    ],
)
def test_a_file_name_can_do_no_harm_and_keeps_its_letters(sent, kept):
    assert safe_name(sent) == kept


@pytest.mark.parametrize("sent", ["", ".txt", "...", "../.txt", "/", "\x00.txt", "  .txt"])
def test_a_name_of_which_nothing_is_left_is_no_name(sent):
    assert safe_name(sent) is None


def test_a_long_name_is_cut_between_letters():
    kept = safe_name("ờ" * 300 + ".txt")
    assert kept == "ờ" * (116 // 3) + ".txt"
    assert len(kept.encode()) <= 120


@pytest.mark.parametrize(
    "name", ["a.txt", "a.TXT", r"b\a.Txt", "a.txt\u200b", "a.txt ", "a.PDF", "a.htm"]
)
def test_an_article_is_known_by_its_suffix_however_it_is_written(name):
    assert has_suffix(name)


@pytest.mark.parametrize(
    "name", ["", "a", "a.txt.zip", "txt", "a.txt/b", "a.ţxt", "a.doc", "a.xhtml"]
)
def test_other_files_are_no_articles(name):
    assert not has_suffix(name)


def test_names_are_the_same_however_they_are_composed():
    assert same_name("Huế.txt", unicodedata.normalize("NFD", "HUẾ.txt"))
    assert not same_name("Huế.txt", "Hue.txt")


async def test_a_file_is_there_only_when_it_is_whole(tmp_path):
    path = tmp_path / "new" / "a.txt"

    async def watched():
        yield b"one "
        assert not path.exists()
        yield b"two"

    assert await take_in(path, watched()) == 7
    assert path.read_bytes() == b"one two"
    assert [p.name for p in path.parent.iterdir()] == ["a.txt"]


async def test_more_than_was_claimed_is_not_taken_in(tmp_path):
    came = []

    async def endless():
        while True:
            came.append(1)
            yield b"a" * 1000

    with pytest.raises(TooLarge):
        await take_in(tmp_path / "a.txt", endless(), most=2500)
    assert len(came) == 3
    assert list(tmp_path.iterdir()) == []


def test_an_article_of_the_server_is_found_by_its_name_and_an_uploaded_one_is_not(settings):
    assert find_configured(settings, "BÀI CŨ.txt").name == "bài cũ.txt"
    assert find_configured(settings, "bài mới.txt") is None
    uploads = uploads_folder(settings)
    uploads.mkdir(parents=True)
    (uploads / "bài mới.txt").write_text("hai")
    assert find_configured(settings, "bài mới.txt") is None


def test_sources_that_are_missing_hold_nothing(settings):
    gone = replace(settings, sources=(settings.data / "không có",))
    assert find_configured(gone, "bài cũ.txt") is None


@pytest.fixture
def waiting(settings, tmp_path):
    """An upload of two files, one of which replaces a published one."""
    folder = upload_folder(tmp_path, "u1")
    folder.mkdir(parents=True)
    (folder / "thay.txt").write_text("mới")
    (folder / "thêm.txt").write_text("thêm")
    uploads = uploads_folder(settings)
    uploads.mkdir(parents=True)
    (uploads / "thay.txt").write_text("cũ")
    (uploads / "khác.txt").write_text("khác")
    return folder, uploads


def contents(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_published_files_lie_among_the_articles_and_can_be_taken_back(settings, waiting):
    folder, uploads = waiting
    publishing = Publishing(settings, folder, ["thay.txt", "thêm.txt"])
    publishing.put()
    assert contents(uploads) == {"thay.txt": "mới", "thêm.txt": "thêm", "khác.txt": "khác"}
    publishing.take_back()
    assert contents(uploads) == {"thay.txt": "cũ", "khác.txt": "khác"}
    publishing.put()
    publishing.take_back({"thêm.txt"})
    assert contents(uploads) == {"thay.txt": "mới", "khác.txt": "khác"}


def test_where_one_file_cannot_be_published_none_is(settings, waiting):
    folder, uploads = waiting
    publishing = Publishing(settings, folder, ["thay.txt", "không có.txt", "khác.txt"])
    with pytest.raises(FileNotFoundError):
        publishing.put()
    assert contents(uploads) == {"thay.txt": "cũ", "khác.txt": "khác"}


def test_only_uploads_that_nothing_came_to_for_a_day_are_old(tmp_path):
    for name, age_s in (("old", 90_000), ("new", 80_000)):
        folder = upload_folder(tmp_path, name)
        folder.mkdir(parents=True)
        os.utime(folder, (time.time() - age_s,) * 2)
    assert find_old(tmp_path) == ["old"]
    throw_away(tmp_path, "old")
    assert find_old(tmp_path) == []
    assert find_old(tmp_path / "none") == []
