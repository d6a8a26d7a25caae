"""argparse that speaks Vietnamese.

``Parser`` is ``argparse.ArgumentParser`` with its headings and the errors that a user can
cause said in Vietnamese; an error it does not know is given as argparse words it.
"""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

_HEADINGS = {
    "usage: ": "cách dùng: ",
    "positional arguments:": "tham số:",
    "options:": "tùy chọn:",
    "show this help message and exit": "in trang này",
    "show program's version number and exit": "in số phiên bản",
}
_ERRORS = (
    (re.compile(r"unrecognized arguments: (.+)"), r"không hiểu {0}"),
    (re.compile(r"the following arguments are required: (.+)"), r"còn thiếu {0}"),
    (
        re.compile(r"argument (.+): invalid choice: (.+) \(choose from (.+)\)"),
        "{0} không có {1}; chọn một trong: {2}",
    ),
    (re.compile(r"argument (.+): invalid .+ value: (.+)"), "{0}: {1} không hợp lệ"),
    (re.compile(r"argument (.+): expected one argument"), "{0} cần một giá trị đi kèm"),
    (re.compile(r"argument (.+): not allowed with argument (.+)"), "{0} không dùng cùng {1}"),
    (re.compile(r"argument (.+): ignored explicit argument (.+)"), "{0} không nhận giá trị {1}"),
    (re.compile(r"argument (.+?): (.+)"), "{0}: {1}"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser whose help and errors are Vietnamese."""

    def format_help(self) -> str:
        """Give the help as argparse lays it out, with Vietnamese headings."""
        return _in_vietnamese(super().format_help())

    def format_usage(self) -> str:
        """Give the one line that ``--help`` begins with."""
        return _in_vietnamese(super().format_usage())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong on standard error; leaves the program with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"Sai cách dùng: {_say(message)}\nXem: {self.prog} --help\n")


def _in_vietnamese(text: str) -> str:
    for english, vietnamese in _HEADINGS.items():
        text = text.replace(english, vietnamese)
    return text


def _say(message: str) -> str:
    for pattern, words in _ERRORS:
        match = pattern.fullmatch(message)
        if match:
            return words.format(*match.groups())
    return message
