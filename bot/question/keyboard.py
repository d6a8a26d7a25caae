"""Raw Telex and VNI keys -> the Vietnamese they stand for: "tyr leej", "ty3 le65".

``composed`` is the entry point: who types with the input method switched off sends its keys.
Whether a text is such is asked of all its words together, so that "5G", "T11/2021" and "POS"
stay what they are; ``compose`` reads the keys of one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from bot.question.syllable import spell
from extract.text import has_marks

_TONES = "\u0301\u0300\u0309\u0303\u0323"
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_BREVE, _HORN = {"a": "ă"}, {"o": "ơ", "u": "ư"}
# The key of the horn marks both of "uo", and the first of "ua" and "uu".
_HORNED = (
    (re.compile(r"(?<!q)uo"), "ươ"),
    (re.compile(r"(?<!q)ua$"), "ưa"),
    (re.compile("uu$"), "ưu"),
)
# Who marks one of the two means both, but at the end of a word ("thuở").
_HALF_HORNED = ((re.compile(r"ưo|(?<!q)uơ(?=[a-z])"), "ươ"), (re.compile("ươ$"), "uơ"))
_VOWEL = re.compile(r"[aeiouyăâêôơư]")
# Of the words of a text, the share that must be keys of known words; or one of them has this
# many keys that make no letter ("ddieemr").
_FEWEST, _MANY_KEYS = 0.25, 2


@dataclass(frozen=True, slots=True)
class Method:
    """A way to type Vietnamese on a keyboard that lacks its letters.

    Attributes:
        tones: The keys of the acute, the grave, the hook, the tilde and the dot.
        mark: Puts what a key stands for on the letters before it; ``None`` where it cannot.
        words: What can be the keys of a word; no number touches it but its own keys.
        unmistakable: What is in no word but as keys.
        stroke: The keys of "đ", which short forms have, too.
        numbered: What is rather a word and the number behind it.
    """

    tones: str
    mark: Callable[[str, str], str | None]
    words: re.Pattern[str]
    unmistakable: re.Pattern[str]
    stroke: re.Pattern[str]
    numbered: re.Pattern[str]


def compose(keys: str, method: Method) -> str | None:
    """Read the keys of one word.

    Args:
        keys: In lower case.
        method: How they were typed.

    Returns:
        The syllable; ``None`` where they make none, or where no key stands for a mark.
    """
    letters, tone = _pressed(keys, method)
    if letters is None or (not tone and letters == keys):
        return None
    return spell(letters, tone)


def _pressed(keys: str, method: Method) -> tuple[str | None, str]:
    """Give the letters that keys make, and their tone."""
    letters, tone = "", ""
    for key in keys:
        which = method.tones.find(key)
        if which >= 0 and _VOWEL.search(letters):
            if tone:
                return None, tone
            tone = _TONES[which]
        else:
            letters = method.mark(letters, key) or letters + key
    for pattern, horned in _HALF_HORNED:
        letters = pattern.sub(horned, letters)
    return letters, tone


def _slipped(keys: str, method: Method) -> str | None:
    """Read keys that make no syllable, but cannot be meant as they stand ("thankf")."""
    if not method.unmistakable.search(keys):
        return None
    letters, tone = _pressed(keys, method)
    if letters is None or not letters.isalpha():
        return None
    last = max(match.end() for match in _VOWEL.finditer(letters))
    return unicodedata.normalize("NFC", f"{letters[:last]}{tone}{letters[last:]}")


def composed(text: str, known: Callable[[str], bool]) -> str:
    """Turn raw keys into Vietnamese; any other text stays as it is.

    Args:
        text: As typed.
        known: Tells whether a syllable in lower case, marked just so, is a known word.
    """
    if has_marks(text):
        return text
    for method in (TELEX, VNI):
        words = [match[0] for match in method.words.finditer(text)]
        if _is_typed_so(words, method, known):
            return _put(text, method, known)
    return text


def _put(text: str, method: Method, known: Callable[[str], bool]) -> str:
    shouted = text.isupper()

    def put(match: re.Match[str]) -> str:
        meant = _meant(match[0], method, known) or _slipped(match[0].lower(), method)
        return _read(match[0], meant, method, shouted)

    return method.words.sub(put, text)


def _is_typed_so(words: list[str], method: Method, known: Callable[[str], bool]) -> bool:
    keys = [
        len(word) - len(meant)
        for word in words
        if (meant := _meant(word, method, known))
        and not method.numbered.fullmatch(word)
        and (known(meant) or len(word) - len(meant) >= _MANY_KEYS)
    ]
    return bool(keys) and (len(keys) >= _FEWEST * len(words) or max(keys) >= _MANY_KEYS)


def _meant(word: str, method: Method, known: Callable[[str], bool]) -> str | None:
    # "PAR INDEX" is known as it stands.
    return None if known(word.lower()) else compose(word.lower(), method)


def _read(word: str, meant: str | None, method: Method, shouted: bool) -> str:
    short = word.isupper() and sum(map(str.isalpha, word)) > 1 and not shouted
    if short or not _VOWEL.search(word.lower()):
        return method.stroke.sub(lambda match: "Đ" if match[0].isupper() else "đ", word)
    if meant is None:
        return word
    if word.isupper():
        return meant.upper()
    return meant.capitalize() if word[0].isupper() else meant


def _mark_telex(letters: str, key: str) -> str | None:
    if key == "w":
        marked = _horned(letters) or _last_marked(letters, _BREVE | _HORN)
        return marked or (None if _VOWEL.search(letters) else f"{letters}ư")
    if key == "d":
        return _first_marked(letters)
    return _last_marked(letters, {key: _CIRCUMFLEX[key]}) if key in _CIRCUMFLEX else None


def _mark_vni(letters: str, key: str) -> str | None:
    match key:
        case "6":
            return _last_marked(letters, _CIRCUMFLEX)
        case "7":
            return _horned(letters) or _last_marked(letters, _HORN)
        case "8":
            return _last_marked(letters, _BREVE)
        case "9":
            return _first_marked(letters)
    return None


def _horned(letters: str) -> str | None:
    for pattern, marked in _HORNED:
        if pattern.search(letters):
            return pattern.sub(marked, letters)
    return None


def _last_marked(letters: str, marks: dict[str, str]) -> str | None:
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in marks:
            return f"{letters[:place]}{marks[letters[place]]}{letters[place + 1 :]}"
    return None


def _first_marked(letters: str) -> str | None:
    return f"đ{letters[1:]}" if letters.startswith("d") else None


TELEX = Method(
    "sfrxj",
    _mark_telex,
    re.compile(r"(?<!\w)[A-Za-z]+(?!\w)"),
    re.compile(r"[aeiouy][fj][^aeiouy]*$"),
    re.compile("dd", re.IGNORECASE),
    re.compile("(?!)"),
)
VNI = Method(
    "12345",
    _mark_vni,
    re.compile(r"(?<!\w)[A-Za-z][A-Za-z1-9]*(?![\w/])"),
    re.compile(r"[aeiouy][a-z]*[1-9]"),
    re.compile("d9", re.IGNORECASE),
    re.compile(r"(?:quy|thang|ngay)[1-5]", re.IGNORECASE),
)
