import io
import json

import pytest

from bot.terminal.batch import LineError, run_batch, text_field


def shout(line):
    return {"said": text_field(line, "text").upper()}


def answered(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def batch(tmp_path):
    def write(content: bytes):
        path = tmp_path / "in.jsonl"
        path.write_bytes(content)
        return str(path)

    return write


def test_lines_are_answered_in_order_with_their_ids(batch, capsys):
    path = batch('{"id": "b", "text": "hồ"}\n\n{"id": 2, "text": "sơ"}\n'.encode())
    assert run_batch(path, shout)
    assert answered(capsys) == [{"id": "b", "said": "HỒ"}, {"id": 2, "said": "SƠ"}]


@pytest.mark.parametrize(
    ("line", "identity"),
    [
        (b"not json", None),
        (b"[1, 2]", None),
        (b'{"id": 7}', 7),
        (b'{"id": 7, "text": 5}', 7),
        (b'{"id": 7, "text": "\xff"}', None),
        (b"\x00", None),
        (b"[" * 100_000, None),
    ],
)
def test_a_line_that_cannot_be_read_gives_an_error_and_the_batch_goes_on(
    batch, capsys, line, identity
):
    path = batch(line + b'\n{"id": 8, "text": "ok"}')
    assert not run_batch(path, shout)
    bad, good = answered(capsys)
    assert bad["id"] == identity
    assert bad["error"]
    assert good == {"id": 8, "said": "OK"}


def test_a_mark_at_the_start_of_the_file_is_no_part_of_the_first_line(batch, capsys):
    assert run_batch(batch(b'\xef\xbb\xbf{"id": 1, "text": "a"}'), shout)
    assert answered(capsys) == [{"id": 1, "said": "A"}]


def test_an_error_of_one_line_is_told_in_its_words(batch, capsys):
    def refuse(line):
        raise LineError("không được")

    assert not run_batch(batch(b'{"id": 1}'), refuse)
    assert answered(capsys) == [{"id": 1, "error": "không được"}]


def test_a_dash_is_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"id": 1, "text": "a"}\n')))
    assert run_batch("-", shout)
    assert answered(capsys) == [{"id": 1, "said": "A"}]


def test_an_empty_file_is_an_empty_batch(batch, capsys):
    assert run_batch(batch(b""), shout)
    assert answered(capsys) == []


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        run_batch(str(tmp_path / "none.jsonl"), shout)
