import csv
import io
import json
import os
from decimal import Decimal

import pytest
from figures import observed

from bot.terminal.export import export_lines, write_whole
from extract.models import Baseline, BaselineKind, Rank

NATIONAL = Baseline(BaselineKind.NATIONAL, "cả nước", Decimal(32), "%")


def test_json_lines_hold_one_observation_each():
    lines = list(export_lines([observed(), observed("22.61")], "jsonl"))
    assert [json.loads(line)["value"] for line in lines] == ["17", "22.61"]
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)


def test_a_table_has_a_head_line_and_flat_columns():
    stored = observed(rank=Rank(5), baselines=(NATIONAL,), quote='Đạt 17%, "cao"\nnhất', place=None)
    [row] = csv.DictReader(io.StringIO("".join(export_lines([stored], "csv"))))
    assert row["value"] == "17"
    assert row["place"] == ""
    assert row["rank_position"] == "5"
    assert row["baseline_value"] == "32"
    assert row["change_value"] == ""
    assert row["citation_quote"] == 'Đạt 17%, "cao"\nnhất'


def test_of_several_baselines_a_table_shows_the_main_one():
    other = Baseline(BaselineKind.OTHER, "mục tiêu", Decimal(50), "%")
    stored = observed(baselines=(NATIONAL, other))
    [row] = csv.DictReader(io.StringIO("".join(export_lines([stored], "csv"))))
    assert row["baseline_label"] == "cả nước"


def test_nothing_to_export_is_an_empty_file_or_a_head_line():
    assert list(export_lines([], "jsonl")) == []
    assert len(list(export_lines([], "csv"))) == 1


def test_a_file_is_written_whole_or_stays_as_it_was(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("old\n", encoding="utf-8")

    def failing():
        yield "new\n"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_whole(path, failing())
    assert path.read_text(encoding="utf-8") == "old\n"
    write_whole(path, ["một\n", "hai\n"])
    assert path.read_bytes() == "một\nhai\n".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_what_is_no_plain_file_is_written_to_and_never_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, ["một\n"])
        assert os.read(reader, 100) == "một\n".encode()
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "out.jsonl")
    write_whole(tmp_path / "link", ["một\n"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "một\n"
