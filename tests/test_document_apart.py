"""Whatever a file does to the process that reads it, it is refused and the next one is read."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from pdfmaker import PdfPage, make_pdf
from test_document_web import LEAD, page
from test_document_word import changed

from extract.document import DocumentReader, Limits, read_document
from extract.document.apart import reader as owner
from extract.errors import ArticleError, ReaderError

GOOD = page().encode()
# Reading it takes long: every row of text is compared with every other.
LONG_PDF = make_pdf(
    *(
        PdfPage(
            parts=[
                f"BT /F1 1 Tf 1 0 0 1 {x} {y} Tm <0041> Tj ET"
                for x in range(0, 590, 3)
                for y in range(0, 840, 5)
            ]
        )
        for _ in range(6)
    )
)


BEFORE: set[psutil.Process] = set()


@pytest.fixture(autouse=True)
def before() -> None:
    """Leave out what other tests have started."""
    BEFORE.clear()
    BEFORE.update(psutil.Process().children(recursive=True))


def children() -> list[psutil.Process]:
    return [one for one in psutil.Process().children(recursive=True) if one not in BEFORE]


def refusal(reader: DocumentReader, name: str, data: bytes) -> str:
    with pytest.raises(ArticleError) as caught:
        reader.read(name, data)
    assert caught.value.name == name
    return caught.value.message


def test_every_format_is_read_as_in_this_process() -> None:
    files = {
        "a.txt": LEAD.encode(),
        "b.html": GOOD,
        "Bài\n\u202e.PDF": make_pdf(PdfPage().text(60, 100, LEAD)),
        "d.docx": changed(lambda _, old: old),
    }
    with DocumentReader() as reader:
        for name, data in files.items():
            assert reader.read(name, data) == read_document(name, data)


def test_plain_texts_need_no_process_and_many_files_only_one() -> None:
    with DocumentReader() as reader:
        reader.read("a.txt", LEAD.encode())
        assert not children()
        reader.read("a.html", GOOD)
        [first] = children()
        reader.read("b.html", GOOD)
        refusal(reader, "c.docx", b"PK\x03\x04")
        refusal(reader, "d.html", b"")
        assert children() == [first]
    assert not children()


def test_a_file_that_takes_too_much_processor_time_is_refused() -> None:
    with DocumentReader(Limits(processor_s=1)) as reader:
        assert "lâu quá" in refusal(reader, "a.pdf", LONG_PDF)
        assert LEAD in reader.read("b.html", GOOD).text


def test_a_file_that_takes_too_long_by_the_clock_is_refused() -> None:
    with DocumentReader(Limits(wall_s=0.5)) as reader:
        assert "lâu quá" in refusal(reader, "a.pdf", LONG_PDF)
        assert not children()


def test_the_time_of_one_file_is_not_taken_from_the_next() -> None:
    with DocumentReader(Limits(processor_s=9)) as reader:
        reader.read("a.html", GOOD)
        [process] = children()
        (granted, _) = process.rlimit(psutil.RLIMIT_CPU)
        while sum(process.cpu_times()[:2]) < granted - 9:
            reader.read("a.html", GOOD)
        reader.read("a.html", GOOD)
        assert process.rlimit(psutil.RLIMIT_CPU)[0] > granted


def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    rows = b"<w:p xmlns:w='x'><w:r><w:t>1</w:t></w:r></w:p>" * 2_000_000
    deep = changed(
        lambda name, old: (
            old.replace(b"<w:body>", b"<w:body>" + rows) if name == "word/document.xml" else old
        )
    )
    with DocumentReader(Limits(memory_bytes=200 << 20)) as reader:
        assert refusal(reader, "a.docx", deep)
        assert LEAD in reader.read("b.html", GOOD).text


def test_a_process_that_dies_is_replaced_and_the_file_is_read_again() -> None:
    with DocumentReader() as reader:
        reader.read("a.html", GOOD)
        [first] = children()
        first.kill()
        assert LEAD in reader.read("b.html", GOOD).text
        assert children() != [first]


def test_a_file_over_which_a_new_process_dies_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = owner.write_frame

    def write_and_kill(stream, kind, content=b"") -> None:
        if content.startswith(b"deadly"):
            [child] = children()
            child.kill()
        kept(stream, kind, content)

    monkeypatch.setattr(owner, "write_frame", write_and_kill)
    with DocumentReader() as reader:
        reader.read("a.html", GOOD)
        assert "dừng đột ngột" in refusal(reader, "b.html", b"deadly")
        assert LEAD in reader.read("c.html", GOOD).text


def test_no_file_is_blamed_where_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with DocumentReader() as reader, pytest.raises(ReaderError, match="Không khởi động"):
        reader.read("a.html", GOOD)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with DocumentReader() as reader, pytest.raises(ReaderError, match="Không khởi động"):
        reader.read("a.html", GOOD)


def test_an_interrupt_ends_the_process_and_leaves_the_reader_usable() -> None:
    with DocumentReader() as reader:
        reader.read("a.html", GOOD)
        main = threading.main_thread().ident
        assert main is not None
        timer = threading.Timer(0.2, signal.pthread_kill, (main, signal.SIGINT))
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            reader.read("b.pdf", LONG_PDF)
        assert not children()
        assert LEAD in reader.read("c.html", GOOD).text


def test_the_process_ends_with_its_owner() -> None:
    owner_code = (
        "import sys, time; from extract.document import DocumentReader\n"
        "reader = DocumentReader(); reader.read('a.html', sys.stdin.buffer.read())\n"
        "print(reader._process._process.pid, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        (sys.executable, "-c", owner_code), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        process.stdin.write(GOOD)
        process.stdin.close()
        child = psutil.Process(int(process.stdout.readline()))
        process.kill()
        process.wait()
        psutil.wait_procs([child], timeout=10)
    assert not child.is_running()


FORBIDDEN = {
    "write": "open({folder!r} + '/new', 'w')",
    "os": "import os; os.open({folder!r} + '/new', os.O_WRONLY | os.O_CREAT)",
    "remove": "import os; os.remove({folder!r} + '/there')",
    "socket": "import socket; socket.socket()",
    "program": "import subprocess; subprocess.run(['true'], check=True)",
    "fork": "import os; os.fork()",
    "memory": "bytearray(3 << 29)",
    "pickle": "import pickle; pickle.loads(pickle.dumps(print))",
}


@pytest.mark.parametrize("deed", FORBIDDEN)
def test_what_a_reader_of_documents_does_not_need_it_cannot_do(deed: str, tmp_path: Path) -> None:
    (tmp_path / "there").touch()
    code = FORBIDDEN[deed].format(folder=str(tmp_path))
    before = "from extract.document.apart.limits import confine; import pickle, socket, subprocess"
    done = subprocess.run(
        (sys.executable, "-c", f"{before}; confine(1 << 30, ['/usr', '/etc']); {code}"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "PermissionError" in done.stderr or "MemoryError" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_it_cannot_read_the_users_files_where_the_system_has_landlock(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    code = (
        "from extract.document.apart.landlock import keep_to\n"
        f"print(keep_to(['/usr', '/nowhere'])); print(open({str(tmp_path / 'secret')!r}).read())"
    )
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=False)
    if done.stdout.startswith("False"):
        pytest.skip("no Landlock here")
    assert "PermissionError" in done.stderr


def test_the_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOISO_TELEGRAM_TOKEN", "123:abc")
    with DocumentReader() as reader:
        reader.read("a.html", GOOD)
        [child] = children()
        assert not [name for name in child.environ() if name.startswith("HOISO_")]
        assert child.rlimit(psutil.RLIMIT_CORE) == (0, 0)


def test_comments_before_a_page_are_looked_through_once() -> None:
    # Parted in every way there is, they would take longer than the sun will shine.
    with pytest.raises(ArticleError, match="hỏng"):
        read_document("a.html", b"<!---->" * 100_000)
    assert read_document("a.txt", b"<!---->" * 100_000).text.startswith("<!--")
