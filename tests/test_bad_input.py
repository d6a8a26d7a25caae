"""Every file that is no article is refused with a reason, and the others are indexed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import make_observation, make_text

from extract.article.decode import MAX_BYTES, decode
from extract.errors import ArticleError
from extract.models import Article, Observed
from index.build import Report, reindex
from index.errors import SourceVanished
from index.generation import current_path
from index.store import Store

GOOD = make_text("Tỉnh có 61% hồ sơ nộp trực tuyến, bình quân cả nước là 53%.")
# A sentence whose letters windows-1258 has in one byte each, written without tones.
LEGACY = "Toàn tỉnh có 61% h° s¯ nµp tr²c tuyªn trong quý này.\n"


def observe(article: Article) -> Observed:
    return Observed([make_observation(article)])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    return folder


def run(source: Path, *more: Path) -> Report:
    return reindex(source.parent / "data", [source, *more], observe=observe)


def names(source: Path) -> list[str]:
    path = current_path(source.parent / "data")
    assert path is not None
    with Store.open(path) as store:
        return [article.name for article in store.articles()]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "tệp rỗng"),
        (b" \r\n\t\n", "tệp rỗng"),
        (b"\xef\xbb\xbf\n", "tệp rỗng"),
        (b"\x00" * 5000, "tệp rỗng"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (GOOD.encode("utf-16-le"), "UTF-16"),
        (GOOD.encode("utf-16-be"), "UTF-16"),
        (GOOD.encode("utf-32"), "UTF-16 hoặc UTF-32"),
        (LEGACY.encode("cp1258", "replace"), "không phải UTF-8"),
        ("Tỉnh có 61% hồ sơ".encode()[:-1] + b"\n" + GOOD.encode(), "byte thứ"),
        (GOOD.encode() + "ộ".encode()[:2], "bị cắt"),
        (bytes(range(256)) * 20, "nhị phân"),
        (b"%PDF-1.7\nxyz", "nhị phân"),
        (b"PK\x03\x04 zip", "nhị phân"),
        (GOOD.encode() + b"\x00", "nhị phân"),
        (b"ab\x01\x02\x03\x04 text", "nhị phân"),
        (b"x" * 20_000_000, "lớn hơn 10 MB"),
        (b"12 34\n---\n", "không có đoạn văn"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_article_is_refused_and_the_others_are_indexed(
    source: Path, content: bytes, reason: str
) -> None:
    (source / "bad.txt").write_bytes(content)
    [(name, message)] = run(source).refused
    assert name == "bad.txt"
    assert reason in message
    assert names(source) == ["good.txt"]


@pytest.mark.parametrize(
    "content", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), "Ít chữ.\x1b\n" * 9]
)
def test_text_in_utf_8_is_decoded_as_it_lies_on_disk(content: str) -> None:
    assert decode(content.encode(), "a.txt") == content


def test_an_article_of_just_the_largest_size_is_read() -> None:
    assert len(decode(b"a" * MAX_BYTES, "a.txt")) == MAX_BYTES
    with pytest.raises(ArticleError, match=r"a\.txt: .*10 MB"):
        decode(b"a" * (MAX_BYTES + 1), "a.txt")


def test_the_same_text_twice_is_kept_once(source: Path) -> None:
    (source / "again.txt").write_bytes(GOOD.replace("\n", "\r\n").encode())
    [(name, message)] = run(source).refused
    assert (name, message) == ("good.txt", "trùng nội dung với again.txt; chỉ giữ một bài")
    assert names(source) == ["again.txt"]


def test_the_same_name_in_two_folders_is_kept_once(source: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "good.txt").write_text(GOOD.replace("61%", "62%"))
    [(name, message)] = run(source, other).refused
    assert name == "good.txt"
    assert "trùng tên" in message
    assert names(source) == ["good.txt"]


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.chmod(0)])
def test_a_file_that_goes_away_while_the_others_are_read_is_refused(
    source: Path, spoil: Callable[[Path], None]
) -> None:
    late = source / "late.txt"
    late.write_text(GOOD.replace("61%", "62%"))

    def observe_and_spoil(article: Article) -> Observed:
        if late.exists():
            spoil(late)
        return observe(article)

    report = reindex(source.parent / "data", [source], observe=observe_and_spoil)
    if os.geteuid() == 0 and late.exists():
        # The superuser reads what nobody may.
        assert names(source) == ["good.txt", "late.txt"]
        return
    [(name, message)] = report.refused
    assert name == "late.txt"
    assert "biến mất" in message or "không đọc được" in message
    assert names(source) == ["good.txt"]


def test_a_folder_that_goes_away_while_it_is_read_keeps_the_old_index(source: Path) -> None:
    run(source)
    for name in ("x.txt", "y.txt"):
        (source / name).write_text(GOOD.replace("61%", name))

    def observe_and_remove(article: Article) -> Observed:
        shutil.rmtree(source, ignore_errors=True)
        return observe(article)

    with pytest.raises(SourceVanished, match=r"articles.*biến mất.*--allow-empty"):
        reindex(source.parent / "data", [source], observe=observe_and_remove)
    assert names(source) == ["good.txt"]


def test_a_named_pipe_and_a_folder_named_like_an_article_do_no_harm(source: Path) -> None:
    os.mkfifo(source / "pipe.txt")
    (source / "folder.txt").mkdir()
    [(name, message)] = run(source).refused
    assert (name, message) == ("pipe.txt", "không phải tệp thường; hãy bỏ tệp này khỏi nguồn")
    assert names(source) == ["good.txt"]


def test_what_is_hidden_is_not_read(source: Path) -> None:
    (source / ".hidden.txt").write_text(GOOD + "x")
    (source / ".git").mkdir()
    (source / ".git" / "x.txt").write_text(GOOD + "y")
    (source / "notes.md").write_text(GOOD + "z")
    assert run(source).refused == ()
    assert names(source) == ["good.txt"]


def test_links_out_of_the_folder_are_not_followed(source: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(GOOD + "x")
    (source / "link.txt").symlink_to(outside / "secret.txt")
    (source / "folder").symlink_to(outside)
    (source / "dangling.txt").symlink_to(source / "none.txt")
    report = run(source)
    assert [name for name, _ in report.refused] == ["dangling.txt", "link.txt"]
    assert "ra ngoài" in dict(report.refused)["link.txt"]
    assert names(source) == ["good.txt"]


def test_a_link_inside_the_folder_is_the_file_it_names(source: Path) -> None:
    (source / "again.txt").symlink_to(source / "good.txt")
    assert run(source).refused == ()
    assert len(names(source)) == 1


def test_a_file_name_that_is_not_utf_8_is_refused(source: Path) -> None:
    path = os.fsencode(source) + b"/b\xe0i.txt"
    try:
        Path(os.fsdecode(path)).write_text(GOOD + "x")
    except OSError:
        pytest.skip("the file system takes no such names")
    [(name, message)] = run(source).refused
    assert name == "b\ufffdi.txt"
    assert "đổi tên" in message


def test_every_message_names_the_file_and_what_to_do() -> None:
    with pytest.raises(ArticleError) as caught:
        decode(b"", "bai.txt")
    assert str(caught.value) == "bai.txt: tệp rỗng; hãy lưu lại bài viết hoặc xóa tệp này"
    assert (caught.value.name, caught.value.message[:8]) == ("bai.txt", "tệp rỗng")
