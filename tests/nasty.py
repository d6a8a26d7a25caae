"""Texts that readers trip over: pieces of officialese, and ways to spoil real sentences.

``mutate`` spoils a text, ``Nasty`` makes one from pieces. Both draw all chance from the
generator they are given, so that a seed makes the same text again.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "seeds", *sorted((ROOT / "tests" / "gold" / "news").glob("*/articles")))

NUMBERS = (
    *("0", "1", "17", "61,5", "22,61", "1.234,5", "1.2.3", "1,2,3", "12.345.678", "1.000", "007"),
    *("99999999999999999999", "1e9", "-5", "−5,2", "+3", "½", "²", "٣٤", "१२", "１７", "𝟏𝟕", "Ⅷ"),
    *("mười bảy", "một trăm linh năm", "hai nghìn", "nửa", "vài chục", "hơn một triệu rưỡi"),
    *("1/3", "110/329", "3-5", "10–12", "0,0", "5,", ",5", ".", "1.", "1,.2", "IV", "XIX"),
    "9" * 400,
)
UNITS = (
    *("%", " %", "‰", " phần trăm", " điểm phần trăm", " tỷ đồng", " triệu USD", " nghìn tỷ đồng"),
    *(" hồ sơ", " hộ", " người", " ha", " km²", " tấn/ha", " đồng/kg", " ca", " lần", "m3", "°C"),
    *(" triệu", " lượt khách", " dịch vụ công trực tuyến", " xã", " tỷ", " bậc", "/10 điểm"),
)
PLACES = (
    *("tỉnh Đồng Tháp", "Hải Dương", "TP. Hồ Chí Minh", "TP.HCM", "huyện Tam Nông", "cả nước"),
    *("xã Sín Thầu", "Bà Rịa - Vũng Tàu", "vùng ĐBSCL", "Hòa Bình", "thị xã", "tỉnh", "Thừa Thiên"),
    *("quận 1", "phường 12", "ĐỒNG THÁP", "dong thap", "Huế", "Hà Nội và Hà Nam", "các tỉnh"),
)
PERIODS = (
    *("năm 2024", "quý I/2024", "6 tháng đầu năm", "tháng 5.2022", "ngày 31/2/2024", "năm ngoái"),
    *("giai đoạn 2021-2025", "cùng kỳ năm trước", "tuần qua", "01/10/2025", "đến hết tháng 13"),
    *("năm 0", "năm 9999", "quý V", "ngày 30 tháng 2", "thế kỷ 21", "2024", "từ năm 2020 đến nay"),
    *("29/2/2023", "0/0/0000", "ngày 1/1/1", "tháng 12/9999", "mùng 5 Tết", "hôm qua", "quý này"),
)
NAMES = (
    *("tỷ lệ hồ sơ trực tuyến", "tỷ lệ hộ nghèo", "GRDP", "thu ngân sách", "chỉ số PCI", "dân số"),
    *("số dịch vụ công mức độ 4", "diện tích rừng", "xuất khẩu", "tỷ lệ giải ngân", "số ca mắc"),
)
JOINTS = (
    *(
        " đạt ",
        " tăng ",
        " giảm ",
        " so với ",
        ", ",
        "; ",
        ": ",
        " là ",
        " (",
        ")",
        " - ",
        ", trong đó ",
    ),
    *(" và ", " đến ", " trên ", " dưới ", " khoảng ", " xếp thứ ", " đứng đầu ", " cao hơn ", "/"),
    *(
        " mục tiêu ",
        " kế hoạch ",
        " chiếm ",
        " từ ",
        " lên ",
        " còn ",
        "“",
        "”",
        '"',
        "[",
        "]",
        "...",
    ),
    *(
        " lần lượt là ",
        " tương ứng ",
        " bình quân cả nước ",
        " gấp ",
        "\t",
        " | ",
        "\n",
        ". ",
        "? ",
        "- ",
    ),
)
ASKING = (
    *("bao nhiêu", "có đúng là ", " không?", "nguồn?", "tiếp", "1", "còn ", " thì sao", "so sánh "),
    *(
        "các chỉ tiêu của ",
        "bao nhiêu tỉnh trên ",
        "đã đạt chỉ tiêu chưa?",
        "xếp hạng ",
        "cao nhất",
    ),
    *(
        "vì sao",
        "bài nào nói vậy?",
        " qua các năm",
        "trung bình",
        "chào bạn",
        "bat ky",
        "hơn ",
        " à?",
    ),
)
SIGNS = (
    *("\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u202c", "\u2066", "\u2069", "\u00a0"),
    *(
        "\u0301",
        "\u0323",
        "\u0300\u0301\u0309",
        "\u2028",
        "\x85",
        "\x0b",
        "\x1c",
        "\x00",
        "\x1b[31m",
    ),
    *(
        "😀",
        "👩‍👩‍👧‍👦",
        "\U000e0041",
        "\ue000",
        "\uf0b7",
        "\ufffd",
        "\U0010ffff",
        "İ",
        "ß",
        "ﬁ",
        "ǅ",
        "ſ",
    ),
    *(
        "đ",
        "Đ",
        "ð",
        "ệ",
        "Ệ",
        "ượ",
        "一二",
        "ﷺ",
        "𝟘",
        "⑰",
        "㎡",
        "K",
        "ı",
        "i̇",
        "\u034f",
        "\u3164",
    ),
    *("<b>", "</b>", "&amp;", "`", "*", "_", "\\", "$", "{", "}", "%s", "%(a)s", "⟦0⟧", "\ud800"),
)
KINDS = (NUMBERS, UNITS, PLACES, PERIODS, NAMES, JOINTS, ASKING, SIGNS)
_LONGEST = 200_000


@cache
def sentences() -> tuple[str, ...]:
    """Give the lines of the articles that are in the repository, in order."""
    lines: dict[str, None] = {}
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.txt")):
            lines |= dict.fromkeys(filter(None, path.read_text("utf-8").splitlines()))
    return tuple(lines)


@cache
def articles() -> tuple[str, ...]:
    """Give the whole articles that are in the repository, in order."""
    paths = (path for folder in FOLDERS for path in sorted(folder.glob("*.txt")))
    return tuple(path.read_text("utf-8") for path in paths)


class Nasty:
    """Makes nasty texts."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def piece(self) -> str:
        """Take a piece of any kind."""
        return self.random.choice(self.random.choice(KINDS))

    def heap(self, most: int = 30) -> str:
        """Put pieces beside each other, mostly with a space between them."""
        random = self.random
        pieces = [self.piece() for _ in range(random.randint(1, most))]
        return "".join(piece + random.choice(("", " ", " ")) for piece in pieces)

    def again(self) -> str:
        """Write one thing very often, as no person does."""
        random = self.random
        one = "".join(self.piece() for _ in range(random.randint(1, 4)))
        times = random.choice((50, 500, 3_000))
        return (one * times)[:_LONGEST]

    def sentence(self) -> str:
        """Spoil a sentence of an article."""
        return self.mutate(self.random.choice(sentences()))

    def question(self) -> str:
        """Ask something, nearly."""
        random = self.random
        kinds = (ASKING, NAMES, PLACES, PERIODS, NUMBERS, UNITS, JOINTS)
        text = " ".join(random.choice(random.choice(kinds)) for _ in range(random.randint(1, 7)))
        return self.mutate(text) if random.random() < 0.3 else text

    def article(self) -> str:
        """Spoil an article."""
        random = self.random
        lines = random.choice(articles()).splitlines(keepends=True)
        for _ in range(random.randint(1, 6)):
            lines.insert(
                random.randrange(len(lines) + 1), random.choice((self.sentence, self.heap))() + "\n"
            )
            if random.random() < 0.3:
                del lines[random.randrange(len(lines))]
        if random.random() < 0.1:
            random.shuffle(lines)
        return self.mutate("".join(lines))

    def mutate(self, text: str) -> str:
        """Spoil a text at some places."""
        random = self.random
        for _ in range(random.choice((1, 1, 2, 3, 6))):
            text = random.choice(_WAYS)(text, random, self.piece())[:_LONGEST]
        return text


def _span(text: str, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + int(random.expovariate(0.1)) + 1)


def _insert(text: str, random: Random, piece: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + piece + text[at:]


def _replace(text: str, random: Random, piece: str) -> str:
    start, end = _span(text, random)
    return text[:start] + piece + text[end:]


def _delete(text: str, random: Random, _: str) -> str:
    start, end = _span(text, random)
    return text[:start] + text[end:]


def _twice(text: str, random: Random, _: str) -> str:
    start, end = _span(text, random)
    return text[:end] + text[start:end] * random.choice((1, 2, 40)) + text[end:]


def _move(text: str, random: Random, _: str) -> str:
    start, end = _span(text, random)
    rest = text[:start] + text[end:]
    at = random.randint(0, len(rest))
    return rest[:at] + text[start:end] + rest[at:]


def _decompose(text: str, random: Random, _: str) -> str:
    start, end = _span(text, random)
    return text[:start] + unicodedata.normalize("NFD", text[start:end]) + text[end:]


def _case(text: str, random: Random, _: str) -> str:
    start, end = _span(text, random)
    change = random.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[:start] + change(text[start:end]) + text[end:]


def _without_spaces(text: str, random: Random, _: str) -> str:
    start, end = _span(text, random)
    return text[:start] + text[start:end].replace(" ", "") + text[end:]


def _all_numbers(text: str, random: Random, piece: str) -> str:
    number = random.choice(NUMBERS)
    return "".join(number if letter.isdigit() else letter for letter in text)


_WAYS = (
    *(_insert, _insert, _insert, _replace, _replace, _delete, _twice, _move, _decompose, _case),
    *(_without_spaces, _all_numbers),
)
