"""The workbook holds what the other forms hold, and no program takes its text for anything else."""

from __future__ import annotations

import io
import os
import re
import resource
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from figures import observed
from lxml import etree

from bot.__main__ import main
from bot.terminal.columns import HEAD
from bot.terminal.sheet import sheet_pieces
from extract.models import Rank

_S = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_ESCAPED = re.compile(r"_x([0-9A-F]{4})_")


def sheets(data):
    """Read a workbook: the rows of each sheet as ``{column name: (type, value)}``, and the XML."""
    book = zipfile.ZipFile(io.BytesIO(data))
    names = sorted(name for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
    parsed = []
    for name in names:
        root = etree.fromstring(book.read(name))
        head, *rows = [
            {re.match("[A-Z]+", c.get("r"))[0]: cell(c) for c in row.iterfind("s:c", _S)}
            for row in root.iterfind(".//s:row", _S)
        ]
        parsed.append([{head[at][1]: value for at, value in row.items()} for row in rows])
        assert tuple(value for _, value in head.values()) == HEAD
    return parsed, b"".join(book.read(name) for name in names)


def cell(element):
    kind = element.get("t", "n")
    text = "".join(element.itertext())
    return kind, _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if kind == "inlineStr" else text


def one_row(**fields):
    [[row]], xml = sheets(b"".join(sheet_pieces([observed(**fields)])))
    return row, xml


def test_numbers_and_days_are_cells_of_their_kind():
    row, _ = one_row(value="22.61", rank=Rank(5))
    assert row["value"] == ("n", "22.61")
    assert row["rank_position"] == ("n", "5")
    assert row["citation_paragraph"] == ("n", "2")
    kind, day = row["citation_published"]
    assert (kind, date(1899, 12, 30) + timedelta(int(day))) == ("n", date(2022, 6, 29))
    assert row["period"] == ("inlineStr", "2022-06")
    assert "province" not in row


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("123456789012345", "n"),
        ("1234567890123456789", "inlineStr"),
        ("0.1234567890123456789", "inlineStr"),
        ("-0.5", "n"),
    ],
)
def test_a_number_that_a_spreadsheet_would_round_stays_text(value, kind):
    row, _ = one_row(value=value)
    assert row["value"][0] == kind
    assert Decimal(row["value"][1]) == Decimal(value)


@pytest.mark.parametrize(
    "quote",
    ['=HYPERLINK("http://x.example","17%")', "+17", "-17", "@SUM(A1)", "{=1}", "mailto:a@b"],
)
def test_text_is_never_a_formula_or_a_link(quote):
    row, xml = one_row(quote=quote, citation={"title": quote})
    assert row["citation_quote"] == row["citation_title"] == ("inlineStr", quote)
    assert b"<f>" not in xml
    assert b"hyperlink" not in xml.lower().replace(b"=hyperlink(", b"")


@pytest.mark.parametrize("quote", ["  17%\n\tcao ", 'a & b < "c" >', "\x01\x0b\ufffe", "_x0041_"])
def test_odd_letters_come_back_as_they_were(quote):
    assert one_row(quote=quote)[0]["citation_quote"] == ("inlineStr", quote)


def test_a_cell_holds_so_much_and_says_that_it_was_cut():
    kind, text = one_row(quote="dài " * 20_000)[0]["citation_quote"]
    assert (kind, len(text), text[-1]) == ("inlineStr", 32_767, "…")


def test_a_day_before_the_days_of_the_format_stays_text():
    row, _ = one_row(citation={"published": date(1889, 1, 2)})
    assert row["citation_published"] == ("inlineStr", "1889-01-02")


def test_what_does_not_fit_a_sheet_goes_into_the_next():
    many = [observed(str(n)) for n in range(5)]
    rows, _ = sheets(b"".join(sheet_pieces(many, most_rows=3)))
    assert [[row["value"][1] for row in sheet] for sheet in rows] == [["0", "1"], ["2", "3"], ["4"]]


def test_the_same_observations_give_the_same_bytes_and_none_give_a_head():
    assert b"".join(sheet_pieces([observed()])) == b"".join(sheet_pieces([observed()]))
    assert sheets(b"".join(sheet_pieces([])))[0] == [[]]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    data = tmp_path_factory.mktemp("export") / "data"
    assert main(["--data", str(data), "reindex", "seeds"]) == 0
    return data


def test_the_command_writes_every_observation(data, tmp_path, capfdbinary):
    path = tmp_path / "out.xlsx"
    assert main(["--data", str(data), "export", "--format", "xlsx", "-o", str(path)]) == 0
    assert main(["--data", str(data), "export"]) == 0
    out, err = capfdbinary.readouterr()
    [rows], _ = sheets(path.read_bytes())
    assert len(rows) == len(out.splitlines()) > 0
    assert str(path) in err.decode()
    assert main(["--data", str(data), "export", "--format", "xlsx"]) == 0
    assert capfdbinary.readouterr().out == path.read_bytes()


def test_what_is_not_written_is_refused_with_what_to_use_instead(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["export", "--format", "parquet"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert all(word in said for word in ("parquet", "csv", "jsonl"))


def test_a_workbook_is_not_poured_onto_a_screen(data, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(data), "export", "--format", "xlsx"])
    assert ended.value.code == 2
    assert "-o TỆP" in capsys.readouterr().err


@pytest.mark.parametrize("most_bytes", [500, 5_000, 12_000])
def test_a_full_disk_is_told_and_leaves_nothing(data, tmp_path, most_bytes):
    path, waiting = tmp_path / "out.xlsx", tmp_path / "waiting"
    waiting.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--data", data, "export", "--format", "xlsx", "-o", path],
        env=os.environ | {"TMPDIR": str(waiting)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Không đọc hay ghi được: ")
    assert len(done.stderr.splitlines()) == 1
    assert [*waiting.iterdir(), *tmp_path.glob("*out*")] == []
