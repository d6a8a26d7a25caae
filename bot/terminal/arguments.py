"""The command line of ``hoiso``: commands and options, with their help in Vietnamese."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot.terminal.parser import Parser

VERSION = "0.1.0"
_MOST_JOBS = 64
_BATCH_HELP = "đọc từng dòng JSON trong tệp (- là đầu vào chuẩn), trả từng dòng JSON"


def parse_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; leaves the program with status 2 where it is wrong."""
    return _parser().parse_args(argv)


def _parser() -> argparse.ArgumentParser:
    # Both may stand before the command or behind it: only where they are given behind it
    # do they replace what stands before.
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    parser = Parser(prog="hoiso", description="Hỏi số: hỏi một con số, có ngay câu gốc.")
    for place in (parser, shared):
        place.add_argument(
            "--data", type=Path, metavar="DIR", help="thư mục chỉ mục (mặc định: data/)"
        )
        place.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--version", action="version", version=f"hoiso {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")

    def command(name: str, meaning: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[shared], help=meaning, description=meaning)
        added.set_defaults(refuse=added.error)
        return added

    _add_questions(command)
    _add_index(command)
    return parser


def _add_questions(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Add the commands that ask the index something."""
    ask = command("ask", "trả lời câu hỏi; nhiều câu là một cuộc hội thoại")
    ask.add_argument("questions", nargs="*", metavar="CÂU_HỎI")
    ask.add_argument("--batch", metavar="TỆP", help=_BATCH_HELP)
    ask.add_argument(
        "--trace",
        action="store_true",
        help="kèm cách câu hỏi được hiểu, các số được cân và vì sao; có --json: trong “trace”",
    )
    ask.add_argument(
        "--chart", type=_picture, metavar="TỆP", help="vẽ câu trả lời cuối thành tệp ảnh .png"
    )

    command("repl", "dấu nhắc hỏi đáp")
    command("telegram", "bot Telegram: chạy đến khi bị dừng (cần HOISO_TELEGRAM_TOKEN)")

    search = command("search", "tìm các đoạn văn, xếp theo mức khớp")
    search.add_argument("query", nargs="?", metavar="TỪ_KHÓA")
    search.add_argument("-k", type=_count, default=10, help="số đoạn nhiều nhất (mặc định: 10)")
    search.add_argument("--batch", metavar="TỆP", help=_BATCH_HELP)

    parse = command("parse", "các con số, thời gian, địa danh, chữ viết tắt đọc được")
    parse.add_argument("text", nargs="?", metavar="VĂN_BẢN")
    parse.add_argument("--date", type=_day, metavar="NGÀY", help="ngày đăng, dạng 2024-05-31")
    parse.add_argument("--batch", metavar="TỆP", help=_BATCH_HELP)


def _add_index(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Add the commands that make the index and show what is in it."""
    reindex = command("reindex", "đọc các bài và dựng chỉ mục mới")
    reindex.add_argument("sources", nargs="*", type=Path, metavar="NGUỒN", help="tệp, thư mục")
    reindex.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ đổi gì, không ghi gì")
    reindex.add_argument(
        "--jobs",
        type=_jobs,
        metavar="N",
        help="số tiến trình đọc bài (mặc định: số nhân máy; 0: đọc ngay trong lệnh)",
    )
    reindex.add_argument(
        "--allow-empty",
        action="store_true",
        help="vẫn chạy khi một nguồn nay không còn bài nào, và bỏ các bài cũ của nguồn ấy",
    )
    reindex.add_argument(
        "--verify",
        action="store_true",
        help="so từng byte của chỉ mục với khi được ghi; cất bản hỏng đi rồi mới đọc các bài",
    )
    reindex.add_argument(
        "--progress",
        action="store_true",
        help="in tiến độ dạng JSON ra lỗi chuẩn, cho chương trình",
    )

    show = command("show", "văn bản của một bài như chỉ mục đang giữ; trích dẫn trỏ vào đây")
    show.add_argument("article", metavar="BÀI", help="tên tệp của bài")

    export = command("export", "xuất mọi số liệu trong chỉ mục")
    export.add_argument(
        "--format", type=_export_format, choices=("jsonl", "csv", "xlsx"), default="jsonl"
    )
    export.add_argument(
        "-o", "--output", type=Path, metavar="TỆP", help="ghi vào tệp (- là đầu ra chuẩn)"
    )

    evaluate = command("evaluate", "chấm chương trình trên các bộ đáp án")
    evaluate.add_argument("folders", nargs="+", type=Path, metavar="THƯ_MỤC")
    evaluate.add_argument("--articles", type=Path, metavar="DIR", help="thư mục các bài của bộ ấy")
    evaluate.add_argument(
        "--part", choices=("work", "aside"), help="aside: một phần ba để riêng; work: phần còn lại"
    )
    evaluate.add_argument(
        "--faults", action="store_true", help="liệt kê từng chỗ sai, xếp theo loại"
    )
    evaluate.add_argument("--html", type=Path, metavar="TỆP", help="ghi thành một trang web")

    status = command("status", "tình trạng chỉ mục và các thiết lập")
    status.add_argument(
        "--issues",
        action="store_true",
        help="liệt kê con số chưa gắn được, tệp không đọc được, bài thiếu nơi hay ngày",
    )
    status.add_argument(
        "--verify", action="store_true", help="so từng byte của chỉ mục với khi được ghi"
    )
    command("rollback", "trở về chỉ mục trước")


def check_one_input(options: argparse.Namespace, given: Sequence[str] | None) -> None:
    """Leave with status 2 unless either ``given`` or ``--batch`` is there.

    Args:
        options: As ``parse_arguments`` gives them.
        given: What was to be asked, searched or parsed; ``None`` or no item if nothing.
    """
    if (given is not None and given != []) == (options.batch is not None):
        options.refuse("cần nội dung hoặc --batch, không cả hai")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("cần một số từ 1 trở lên")
    return number


def _jobs(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"cần một số từ 0 đến {_MOST_JOBS}")
    return number


def _export_format(text: str) -> str:
    if text == "parquet":
        raise argparse.ArgumentTypeError(
            "chưa xuất được parquet; hãy xuất csv hay jsonl, chương trình đọc parquet nào "
            "cũng đọc được"
        )
    return text


def _picture(text: str) -> Path:
    if not text.lower().endswith(".png"):
        raise argparse.ArgumentTypeError(f"{text!r} phải là tên tệp kết thúc bằng .png")
    return Path(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} không phải ngày dạng 2024-05-31") from error
