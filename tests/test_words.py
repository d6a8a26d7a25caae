"""The cut into words against pyvi's own."""

from pathlib import Path

import pytest
from pyvi.ViTokenizer import ViTokenizer

from index.passages.words import load_tokenizer

SEEDS = Path(__file__).parents[1] / "seeds"
HARD = (
    "Ông Nguyễn Văn An, ThS. Lê Thị B. đến TP.HCM ngày 12/3/2024 - 15.000 đồng/kg...",
    "Gửi về hop.thu@example.vn hoặc https://example.vn/tin?id=3 ==> xem THÊM >> tại đây",
    "22,61% số hộ; quý I/2024 (cả nước: 13,81%) Tp. Huế _ 76/2025/NĐ-CP",
    "HỒ SƠ TRỰC TUYẾN Dịch Vụ Công",
    # Words of three syllables, which only what pyvi knows of threes tells.
    "đài thiên văn xin âm dương; điều kiện đủ, mục sở thị, tập thể hoá",
    "du học sinh lý tưởng hoá",
    "ban bí thư vi điện tử",
    "a",
    "…",
    "",
)


@pytest.fixture(scope="module")
def tokenize():
    return load_tokenizer()


@pytest.mark.parametrize("line", HARD)
def test_a_hard_line_is_cut_as_pyvi_cuts_it(tokenize, line):
    assert tokenize(line) == ViTokenizer.tokenize(line).split()


def test_every_line_of_the_seeds_is_cut_as_pyvi_cuts_it(tokenize):
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    lines = [line for text in texts for line in text.splitlines()]
    assert len(lines) > 20
    assert [tokenize(line) for line in lines] == [
        ViTokenizer.tokenize(line).split() for line in lines
    ]
