"""The same article in every format: the same figures, citations into the text that is shown."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path

import docx
import pytest
from pdfmaker import PdfPage, make_pdf

from bot.__main__ import main
from bot.config import Settings
from bot.terminal.repl import Console
from extract.document import read_document
from extract.models import Observed
from index.build import reindex
from index.generation import current_path
from index.store import Store

TITLE = "Tỉnh Điện Biên đẩy mạnh nộp hồ sơ qua mạng ở các xã vùng cao"
DAY = "Ngày đăng: 05/10/2024"
LEAD = (
    "Đến hết tháng 9/2024, tỷ lệ hồ sơ trực tuyến của tỉnh Điện Biên đạt 61,5%, cao hơn bình quân "
    "cả nước là 53%."
)
TABLE = [
    ("TT", "Địa phương", "Tỷ lệ hồ sơ đúng hạn (%)"),
    ("1", "Mường Nhé", "97,1"),
    ("2", "Tủa Chùa", "95"),
]
LAST = "Tỉnh phấn đấu đến hết năm 2024 đạt 70% hồ sơ trực tuyến."


def as_text() -> bytes:
    rows = "\n".join(" | ".join(row) for row in TABLE)
    return f"{TITLE}\n\n{DAY}\n\n{LEAD}\n\n{rows}\n\n{LAST}\n".encode()


def as_page() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in TABLE)
    return f"""<html><head><meta charset="utf-8"><title>{TITLE}</title>
<meta property="article:published_time" content="2024-10-05T08:00:00+07:00"></head><body>
<article><h1>{TITLE}</h1><p>{LEAD}</p><table>{rows}</table><p>{LAST}</p></article></body></html>""".encode()


def as_word() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(DAY)
    document.add_paragraph(LEAD)
    table = document.add_table(len(TABLE), len(TABLE[0]))
    for row, texts in enumerate(TABLE):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.add_paragraph(LAST)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf() -> bytes:
    page = PdfPage().text(60, 60, TITLE, 14).text(60, 90, DAY)
    y = page.table(page.paragraph(120, LEAD) + 10, TABLE, (60, 100, 260, 420))
    page.paragraph(y + 30, LAST)
    return make_pdf(page)


FORMATS = {"a.txt": as_text, "a.html": as_page, "a.docx": as_word, "a.pdf": as_pdf}


def observe_nothing(article):
    return Observed([])


def stored(data: Path):
    """Give the observations of an index without where they stand, and check their quotes."""
    with Store.open(current_path(data)) as store:
        found = list(store.observations())
        for each in found:
            text = store.article_text(each.citation.article)
            assert each.citation.quote == text[each.citation.start : each.citation.end] != ""
    return [
        (o.indicator, o.place, o.period, str(o.kind), o.value, o.unit, o.baselines)
        for o in (each.observation for each in found)
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_article_gives_the_same_figures_in_every_format(tmp_path: Path, name: str) -> None:
    for format_name in dict.fromkeys(("a.txt", name)):
        folder = tmp_path / format_name
        folder.mkdir(exist_ok=True)
        (folder / format_name).write_bytes(FORMATS[format_name]())
        report = reindex(tmp_path / f"data-{format_name}", [folder])
        assert (report.refused, report.added) == ((), (format_name,))
    figures = stored(tmp_path / f"data-{name}")
    assert figures == stored(tmp_path / "data-a.txt")
    assert {str(figure[4]) for figure in figures} >= {"61.5", "97.1", "95", "70"}


def test_the_same_article_in_four_formats_is_kept_once(tmp_path: Path) -> None:
    for name, make in FORMATS.items():
        (tmp_path / name).write_bytes(make())
    report = reindex(tmp_path / "data", [tmp_path], observe=observe_nothing)
    assert report.added == ("a.docx",)
    assert {reason.split(" với ")[0] for _, reason in report.refused} == {"trùng nội dung"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_document_is_changed_when_its_bytes_are(tmp_path: Path, name: str) -> None:
    data, path = tmp_path / "data", tmp_path / name
    path.write_bytes(FORMATS[name]())
    assert reindex(data, [path], observe=observe_nothing).fresh
    again = reindex(data, [path], observe=observe_nothing)
    assert (again.fresh, again.unchanged) == (False, (name,))
    path.write_bytes(FORMATS[name]() + b"\n")
    assert reindex(data, [path], observe=observe_nothing).changed == (name,)


def test_bad_files_of_all_formats_are_refused_and_the_others_are_indexed(tmp_path: Path) -> None:
    bad = {
        "pdf.txt": (as_pdf(), "nội dung là tệp PDF; hãy đổi đuôi tên tệp thành .pdf"),
        "word.pdf": (as_word(), "nội dung là văn bản Word; hãy đổi đuôi tên tệp thành .docx"),
        "page.txt": (as_page(), "nội dung là trang HTML; hãy đổi đuôi tên tệp thành .html"),
        "text.pdf": (as_text(), "không phải tệp PDF"),
        "text.docx": (as_text(), "không phải văn bản Word"),
        "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(99), "kiểu cũ (.doc)"),
        "sheet.xlsx": (b"PK\x03\x04", "không đọc được tệp .xlsx"),
        "rich.docx": (b"{\\rtf1 a}", "RTF"),
        "empty.pdf": (b"", "rỗng"),
        "large.pdf": (b"%PDF-" + b"x" * 10_000_000, "lớn hơn 10 MB"),
    }
    for name, (content, _) in bad.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.html").write_bytes(as_page())
    (tmp_path / "~$good.docx").write_bytes(b"lock")
    report = reindex(tmp_path / "data", [tmp_path], observe=observe_nothing)
    assert report.added == ("good.html",)
    assert [name for name, _ in report.refused] == sorted(bad)
    for name, reason in report.refused:
        assert bad[name][1] in reason


def test_a_named_file_of_an_unknown_suffix_is_refused_and_one_without_is_a_text(
    tmp_path: Path,
) -> None:
    (tmp_path / "notes.md").write_bytes(as_text())
    (tmp_path / "article").write_bytes(as_text())
    report = reindex(
        tmp_path / "data", [tmp_path / "notes.md", tmp_path / "article"], observe=observe_nothing
    )
    assert report.added == ("article",)
    assert report.refused == (
        ("notes.md", "không nhận tệp có đuôi .md; chỉ nhận .txt, .html, .htm, .pdf, .docx"),
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "Bài về Điện Biên.pdf").write_bytes(as_pdf())
    assert (
        main(["reindex", "--data", str(tmp_path / "data"), str(tmp_path / "Bài về Điện Biên.pdf")])
        == 0
    )
    return tmp_path / "data"


@pytest.mark.parametrize(
    "name",
    [
        "Bài về Điện Biên.pdf",
        unicodedata.normalize("NFD", "bài về Điện Biên.PDF"),
        "x/Bài về Điện Biên.pdf",
    ],
)
def test_the_text_of_an_article_is_shown_as_it_is_stored(data, capsys, name) -> None:
    capsys.readouterr()
    assert main(["show", name, "--data", str(data)]) == 0
    shown = capsys.readouterr().out
    assert shown == read_document("a.pdf", as_pdf()).text
    assert main(["show", name, "--data", str(data), "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert (form["article"], form["text"], form["published"]) == (
        "Bài về Điện Biên.pdf",
        shown,
        "2024-10-05",
    )


def test_an_answer_cites_the_text_that_is_shown(data, capsys) -> None:
    capsys.readouterr()
    assert main(["ask", "tỷ lệ hồ sơ trực tuyến Điện Biên?", "--data", str(data), "--json"]) == 0
    [first, *_] = json.loads(capsys.readouterr().out)["observations"]
    assert first["value"] == "61.5"
    main(["show", first["citation"]["article"], "--data", str(data)])
    text = capsys.readouterr().out
    assert first["citation"]["quote"] == text[first["citation"]["start"] : first["citation"]["end"]]


def test_a_name_that_is_not_there_gets_those_like_it(data, capsys) -> None:
    assert main(["show", "bai ve dien bien.pfd", "--data", str(data)]) == 1
    assert "Có phải: Bài về Điện Biên.pdf?" in capsys.readouterr().err
    assert main(["show", "zzz", "--data", str(data)]) == 1
    assert "không có bài zzz" in capsys.readouterr().err


def test_the_prompt_shows_an_article_too(data) -> None:
    console = Console(Settings(data=data), lambda _: None, as_json=False)
    try:
        assert (
            console.respond(":show Bài về Điện Biên.pdf") == read_document("a.pdf", as_pdf()).text
        )
        assert "không có bài" in console.respond(":show zzz")
    finally:
        console.close()
