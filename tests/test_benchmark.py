"""The benchmark of reading runs on any folder of articles."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "reading.py"


def test_the_benchmark_says_how_fast_a_folder_is_read(tmp_path):
    text = "Tỉnh báo cáo kết quả năm\n\nNăm 2023, tỷ lệ hộ nghèo của tỉnh Hà Nam còn 2,5%.\n"
    (tmp_path / "bai.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, SCRIPT, tmp_path, "--rounds", "1", "--no-words"]
    run = subprocess.run(command, capture_output=True, check=True, text=True)
    assert run.stdout.startswith("1 articles, ")
    for stage in ("articles/s", "article ", "numbers", "periods", "places", "a fresh process"):
        assert stage in run.stdout
