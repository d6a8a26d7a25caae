"""A table of admins and the built-in one -> one catalogue.

``extended`` is the entry point. The table has the built-in one's form and lies in the data
folder. It may bring new indicators, further ``aliases`` and ``not`` of built-in ones, and new
phrases that several share. Either all of it is taken or, with every fault told, nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import IndicatorTableError
from extract.indicator.catalogue import Catalogue
from extract.indicator.entry import Indicator, Phrase, name_key
from extract.text import canonical

if TYPE_CHECKING:
    from extract.indicator.form import Form, PhraseRow, Row

FILE_NAME = "indicators.toml"
MAX_BYTES = 1_000_000
_OWN_KEYS = {"name", "name_en", "domain", "unit", "direction", "part_of"} | {
    *("definition", "source", "parents", "levels")
}


def load_table(path: Path) -> str:
    """Read the text of a table's file; empty where there is no such file, or nothing in it.

    Raises:
        IndicatorTableError: It cannot be read.
    """
    where = str(path)
    try:
        data = path.read_bytes()
        if len(data) > MAX_BYTES:
            reason = f"lớn hơn {MAX_BYTES // 1_000_000} MB; hãy bỏ bớt"
            raise IndicatorTableError(where, (reason,))
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise IndicatorTableError(where, (f"không đọc được ({error.strerror})",)) from error
    except UnicodeDecodeError as error:
        reason = "không phải UTF-8; hãy lưu lại với bảng mã UTF-8"
        raise IndicatorTableError(where, (reason,)) from error
    return text if text.strip() else ""


def extended(built_in: Catalogue, text: str, where: str = FILE_NAME) -> Catalogue:
    """Extend a catalogue by a table.

    Args:
        built_in: Stays as it is.
        text: Of the table; where it says nothing, ``built_in`` itself is given back.
        where: What the table's file is called in messages.

    Raises:
        IndicatorTableError: The table is broken, or does not fit ``built_in``.
    """
    if not text.strip():
        return built_in
    from extract.indicator.form import read_form

    merging = _Merging(built_in, text)
    merging.take(read_form(text, where))
    if merging.faults:
        raise IndicatorTableError(where, tuple(merging.faults))
    return merging.catalogue()


@dataclass(slots=True)
class _Merging:
    """One table on its way into a catalogue; fills in the faults it meets."""

    built_in: Catalogue
    text: str
    faults: list[str] = field(default_factory=list)
    entries: dict[str, Indicator] = field(default_factory=dict)
    phrases: dict[str, Phrase] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def take(self, form: Form) -> None:
        """Take in the rows, names before what refers to them."""
        self.entries = dict(self.built_in.indicators)
        self.phrases = dict(self.built_in.ambiguous)
        self.owners = {name_key(n): i.id for i in self.entries.values() for n in i.names}
        seen: set[str] = set()
        for row in form.indicator:
            if row.id in seen:
                self._fault(row.id, "ghi hai lần; hãy gộp làm một")
            elif row.id in self.built_in.indicators:
                self._add_to(row)
            else:
                self._bring(row)
            seen.add(row.id)
        for row in form.indicator:
            self._keep_apart(row)
        for phrase, shared in form.ambiguous.items():
            self._share(phrase, shared)

    def catalogue(self) -> Catalogue:
        """Make the catalogue of both."""
        return Catalogue(
            tuple(self.entries.values()),
            self.phrases,
            self.built_in.discriminators,
            frozenset(self.entries.keys() - self.built_in.indicators.keys()),
            frozenset(self.touched),
            len(self.phrases) - len(self.built_in.ambiguous),
        )

    def _add_to(self, row: Row) -> None:
        given = sorted(row.model_fields_set & _OWN_KEYS)
        if given:
            self._fault(
                row.id,
                f"có sẵn trong chương trình, chỉ thêm được aliases và not; hãy bỏ {', '.join(given)}"
                ", hoặc đặt id khác nếu đây là chỉ tiêu mới",
            )
        entry = self.entries[row.id]
        aliases = self._own_names(row.id, row.aliases)
        self.entries[row.id] = replace(entry, aliases=(*entry.aliases, *aliases))
        self.touched.add(row.id)

    def _bring(self, row: Row) -> None:
        if row.name is None or row.unit is None:
            lacking = " và ".join(k for k in ("name", "unit") if getattr(row, k) is None)
            self._fault(
                row.id,
                f"không có trong bảng có sẵn; nếu là chỉ tiêu mới hãy ghi thêm {lacking}, "
                "nếu muốn thêm tên cho chỉ tiêu có sẵn hãy xem lại id",
            )
            # What refers to it shall not be told as a fault of its own.
            self.entries[row.id] = Indicator(row.id, row.id, (), (), frozenset())
            return
        names = self._own_names(row.id, [row.name, *row.aliases]) or (row.name,)
        units = tuple(dict.fromkeys(canonical(unit).text for unit in row.unit))
        self.entries[row.id] = Indicator(row.id, names[0], units, names[1:], frozenset())

    def _own_names(self, id_: str, names: list[str]) -> tuple[str, ...]:
        taken = []
        shared = {name_key(phrase) for phrase in self.built_in.ambiguous}
        for name in (canonical(each).text for each in names):
            key = name_key(name)
            owner = self.owners.get(key)
            if " " not in key and name.islower():
                self._fault(id_, f"tên “{name}” quá ngắn; tên cần ít nhất hai tiếng")
            elif key in shared:
                self._fault(id_, f"“{name}” là cụm nhiều nghĩa trong [ambiguous]; hãy bỏ tên này")
            elif owner is not None and owner != id_:
                self._fault(
                    id_,
                    f"tên “{name}” đã là của “{owner}”; hãy bỏ tên này, "
                    "hoặc ghi nó vào [ambiguous] với cả hai id",
                )
            elif owner is None:
                self.owners[key] = id_
                taken.append(name)
        return tuple(taken)

    def _keep_apart(self, row: Row) -> None:
        self._check_ids(row.id, "parents", row.parents)
        if not self._check_ids(row.id, "not", row.apart):
            return
        for other in row.apart:
            if other == row.id:
                self._fault(row.id, "not ghi chính nó; hãy bỏ id ấy")
                continue
            for one, two in ((row.id, other), (other, row.id)):
                entry = self.entries[one]
                self.entries[one] = replace(entry, apart=entry.apart | {two})

    def _share(self, written: str, row: PhraseRow) -> None:
        phrase = canonical(written).text
        key = name_key(phrase)
        if not key or (" " not in key and phrase.islower()):
            return self._fault(written, "cụm từ quá ngắn; cần ít nhất hai tiếng")
        if key in {name_key(each) for each in self.phrases}:
            return self._fault(written, "đã có trong [ambiguous]; hãy bỏ dòng này")
        owner = self.owners.get(key)
        if owner is not None and owner not in row.ids:
            return self._fault(
                written, f"đang là tên của “{owner}”; hãy ghi thêm id ấy vào ids, hoặc bỏ dòng này"
            )
        if self._check_ids(written, "ids", row.ids) and self._check_words(written, row):
            words = {
                id_: tuple(canonical(word).text.lower() for word in each)
                for id_, each in row.words.items()
            }
            self.phrases[phrase] = Phrase(tuple(row.ids), row.decide, words)
        return None

    def _check_words(self, phrase: str, row: PhraseRow) -> bool:
        strange = sorted(row.words.keys() - set(row.ids))
        if strange:
            self._fault(phrase, f"words nhắc “{strange[0]}” không có trong ids của cụm này")
        return not strange

    def _check_ids(self, id_: str, key: str, ids: list[str]) -> bool:
        unknown = [other for other in ids if other not in self.entries]
        for other in unknown:
            self._fault(
                id_, f"{key} nhắc id “{other}” không có; hãy sửa hoặc bỏ{self._near(other)}"
            )
        return not unknown

    def _near(self, id_: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(id_, self.entries, 1)
        return f" (có phải “{near[0]}”?)" if near else ""

    def _fault(self, id_: str, reason: str) -> None:
        from extract.indicator.form import line_words

        self.faults.append(f"“{id_}”{line_words(self.text, id_)}: {reason}")
