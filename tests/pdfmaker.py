"""Small PDFs for tests, written by hand.

Their font is not embedded: the file says which letter each code is, and that all are half as
wide as they are high, which is all that a reader of text wants to know.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT = 60.0, 535.0
SIZE = 12.0
LINE = 16.0


@dataclass
class PdfPage:
    """A page; places are points from its upper left corner."""

    parts: list[str] = field(default_factory=list)
    picture: bool = False

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> PdfPage:
        """Write a line whose feet stand at ``y``."""
        codes = text.encode("utf-16-be").hex()
        self.parts.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{codes}> Tj ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        """Draw a line."""
        self.parts.append(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def paragraph(
        self, y: float, text: str, *, left: float = LEFT, right: float = RIGHT, size: float = SIZE
    ) -> float:
        """Write a text over as many lines as it needs, and tell where the next may stand."""
        room = int((right - left) / (size / 2))
        line = ""
        for word in text.split():
            if len(line) + 1 + len(word) > room:
                self.text(left, y, line, size)
                y, line = y + LINE * size / SIZE, ""
            line = f"{line} {word}".strip()
        self.text(left, y, line, size)
        return y + LINE * size / SIZE

    def table(self, y: float, rows: Sequence[Sequence[str]], edges: Sequence[float]) -> float:
        """Draw a table; a cell ``<`` or ``^`` belongs to that before or above it."""
        bottom = y + len(rows) * LINE
        for column, x in enumerate(edges):
            for index, row in enumerate(rows):
                if not (0 < column < len(row) and row[column] == "<"):
                    self.rule(x, y + index * LINE, x, y + (index + 1) * LINE)
        for index, row in enumerate([*rows, None]):
            for column in range(len(edges) - 1):
                if row is None or row[column] != "^":
                    top = y + index * LINE
                    self.rule(edges[column], top, edges[column + 1], top)
        for index, row in enumerate(rows):
            for column, text in enumerate(row):
                if text not in ("", "<", "^"):
                    self.text(edges[column] + 3, y + index * LINE + 12, text, 10)
        return bottom


def make_pdf(*pages: PdfPage, locked: bool = False) -> bytes:
    """Write a PDF.

    Args:
        pages: In order.
        locked: Whether it shall want a password that is not the empty one.
    """
    codes = sorted({code for page in pages for code in _codes(page)})
    listed = "\n".join(f"<{code}> <{code}>" for code in codes)
    cmap = f"begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{len(codes)} beginbfchar\n{listed}\nendbfchar\nendcmap"
    kids = " ".join(f"{8 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 500 /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 1000 800]"
        b" /Ascent 800 /Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 >>",
        _stream(cmap.encode()),
        _stream(
            b"\xff" * 3000,
            b"/Type /XObject /Subtype /Image /Width 100 /Height 10"
            b" /ColorSpace /DeviceRGB /BitsPerComponent 8",
        ),
    ]
    for index, page in enumerate(pages):
        picture = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im1 Do Q\n" if page.picture else ""
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {9 + 2 * index} 0 R"
            " /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 7 0 R >> >> >>".encode(),
            _stream((picture + "\n".join(page.parts)).encode()),
        ]
    lock = ""
    if locked:
        # A key that no password opens: what is needed is told before any text is read.
        objects.append(
            f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>".encode()
        )
        lock = f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
    return _file(objects, lock)


def _codes(page: PdfPage) -> list[str]:
    written = [part.split("<")[1].split(">")[0] for part in page.parts if part.startswith("BT")]
    return [text[i : i + 4] for text in written for i in range(0, len(text), 4)]


def _stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    head = b"<< /Length %d /Filter /FlateDecode %s >>" % (len(packed), more)
    return head + b"\nstream\n" + packed + b"\nendstream"


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{trailer} >>\nstartxref\n{len(out)}\n%%EOF"
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end.encode()
