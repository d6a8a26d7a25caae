"""Pictures: whole, legible, the same for the same answer."""

from __future__ import annotations

import struct
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from charts import ANSWERS, LONG, compared, drawn
from figures import figure
from matplotlib import get_data_path
from matplotlib.font_manager import get_font

from bot.chart.draw import draw_png
from bot.chart.models import Chart

ROOT = Path(__file__).resolve().parent.parent
MARKED = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
LETTERS = f"{MARKED}{MARKED.upper()}“”‘’–…·≥≤×‰²³₫┆•"


def chunks(png: bytes) -> Iterator[tuple[str, bytes]]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        assert (
            zlib.crc32(kind + body)
            == struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0]
        )
        yield kind.decode(), body
        at += 12 + length


def size_of(png: bytes) -> tuple[int, int]:
    [head] = [body for kind, body in chunks(png) if kind == "IHDR"]
    width, height = struct.unpack(">II", head[:8])
    return width, height


def titled(title: str) -> Chart:
    return replace(drawn(ANSWERS["bars"]), title=title)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_picture_is_a_png_that_a_chat_takes(name):
    png = draw_png(drawn(ANSWERS[name]))
    width, height = size_of(png)
    assert width == 1080
    # What Telegram asks of a photo.
    assert width + height <= 10_000
    assert max(width, height) / min(width, height) <= 20
    assert len(png) < 10_000_000


def test_the_same_answer_is_the_same_picture_without_day_or_program():
    chart = drawn(ANSWERS["a trend"])
    png = draw_png(chart)
    assert png == draw_png(chart)
    assert {kind for kind, _ in chunks(png)} <= {"IHDR", "pHYs", "IDAT", "IEND"}


def test_pictures_drawn_at_once_are_the_same_as_one_by_one():
    charts = [drawn(answer) for answer in ANSWERS.values()][:4]
    alone = [draw_png(chart) for chart in charts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(draw_png, charts)) == alone


@pytest.mark.parametrize("font", ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"])
def test_the_font_that_comes_along_has_every_letter_of_the_language(font):
    known = get_font(Path(get_data_path(), "fonts", "ttf", font)).get_charmap()
    assert [letter for letter in LETTERS if ord(letter) not in known] == []


def test_every_letter_of_the_language_is_drawn():
    # A letter that the font lacks would look like this sign, and warn.
    assert draw_png(titled(LETTERS)) != draw_png(titled("□" * len(LETTERS)))
    assert draw_png(titled("ậ ệ ữ Đ ỵ")) != draw_png(titled("□ □ □ □ □"))


def test_letters_in_pieces_are_drawn_as_whole_ones():
    title = "Tỷ lệ hộ nghèo ở Đắk Lắk"
    assert draw_png(titled(unicodedata.normalize("NFD", title))) == draw_png(titled(title))


@pytest.mark.parametrize(
    "title", ["漢字 😀 ไทย", "$x_1$ và $y^{$", "a\\b {c} %d", "ٱلعربية", "\u202eabc"]
)
def test_what_the_font_lacks_or_looks_like_a_formula_is_no_fault(title):
    assert size_of(draw_png(titled(title)))[0] == 1080


def test_a_very_long_name_is_no_fault():
    bars = compared(
        figure("1", place="Huế", indicator=f"{LONG} " * 20), figure("2", place="W" * 300)
    )
    assert size_of(draw_png(drawn(bars)))[1] < 3_000


def test_drawing_loads_no_window_and_asking_loads_no_drawing():
    code = (
        "import sys; sys.path.insert(0, 'tests'); import charts; import bot.terminal.commands, "
        "bot.worker.desk; before = 'matplotlib' in sys.modules; from bot.chart.draw import draw_png; "
        "draw_png(charts.drawn(charts.ANSWERS['bars'])); "
        "print(before, 'matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert (done.stdout, done.stderr) == ("False False\n", "")


def test_the_users_own_looks_do_not_change_a_picture(tmp_path):
    (tmp_path / "matplotlibrc").write_text(
        "text.color: red\nlines.linewidth: 20\nsavefig.dpi: 30\n"
    )
    code = (
        "import sys; sys.path.insert(0, 'tests'); import charts; from bot.chart.draw import draw_png; "
        "sys.stdout.buffer.write(draw_png(charts.drawn(charts.ANSWERS['a trend'])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={"MPLCONFIGDIR": str(tmp_path), "PATH": ""},
    )
    assert done.stdout == draw_png(drawn(ANSWERS["a trend"]))
