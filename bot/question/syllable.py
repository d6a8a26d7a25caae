"""What a Vietnamese syllable is: an onset, a rime and a tone.

``spell`` puts the parts together, with the tone over the letter where ``canonical`` has it;
``is_well_formed`` tells letters that can be a syllable from a slip.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extract.text import canonical_text, fold

# Of the names of the Central Highlands, too ("Kạn", "Đắk").
_RIMES = re.findall(
    r"\w+",
    """
a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êng êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
oe oen oeo oet oong ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u uc ui um un ung up ut ua uân uâng uât uây uê uêch uên uênh uêt uơ
uôc uôi uôm uôn uông uôt uôp uy uya uych uyên uyêt uynh uyt uyn uyp uyu
ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y yêm yên yêng yêt yêu
""",
)
_ONSET = (
    r"(?P<onset>(?:ngh|gh)(?=[eêi])|(?:ng|g|c)(?![eêiy])|gi(?=[aeouăâêôơư])|g(?=i)|qu|kh|nh|ph|th|tr|ch"
    r"|[bdđhklmnprstvx]|)"
)
_ONSETS = (
    *("", "ngh", "gh", "ng", "g", "c", "gi", "qu", "kh", "nh", "ph", "th", "tr", "ch"),
    *"bdđhklmnprstvx",
)
_SYLLABLE = re.compile(rf"{_ONSET}(?P<rime>{'|'.join(_RIMES)})")
_WELL_FORMED = re.compile(rf"{_ONSET}(?:{'|'.join(dict.fromkeys(map(fold, _RIMES)))})")
_EACH_TONE = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_TONES = re.compile(f"[{''.join(_EACH_TONE)}]")
_LONGEST_ONSET = 3
_VOWELS = re.compile(r"[aeiouy]+")
# What ends short has one of two tones, the acute or the dot.
_STOPPED = re.compile(r"[cpt]h?$")
_SHORT_TONES = frozenset("\u0301\u0323")
_MARKED = frozenset("ăâêôơư")


def spell(letters: str, tone: str = "") -> str | None:
    """Put a tone on a syllable.

    Args:
        letters: In lower case, without a tone ("hương").
        tone: A combining mark; empty for none.

    Returns:
        The syllable in canonical form; ``None`` where it can be none.
    """
    match = _SYLLABLE.fullmatch(letters)
    if match is None or (tone and _STOPPED.search(letters) and tone not in _SHORT_TONES):
        return None
    place = match.start("rime") + _toned(match["rime"]) + 1
    written = f"{letters[:place]}{tone}{letters[place:]}"
    return canonical_text(unicodedata.normalize("NFC", written))


def spellings(letters: str) -> tuple[str, ...]:
    """Give every syllable that has these letters, whatever its marks; sorted.

    Args:
        letters: In lower case, without marks ("huong").
    """
    found: set[str | None] = set()
    for split in range(min(len(letters), _LONGEST_ONSET) + 1):
        onsets = (letters[:split], letters[:split].replace("d", "đ"))
        for rime in _rimes().get(letters[split:], ()):
            found.update(spell(f"{onset}{rime}", tone) for onset in onsets for tone in _EACH_TONE)
    return tuple(sorted(filter(None, found)))


@lru_cache(maxsize=16384)
def respelled(word: str) -> str | None:
    """Give a marked word with its tone where it belongs ("gíao"); ``None`` for no syllable.

    Args:
        word: In lower case.
    """
    apart = unicodedata.normalize("NFD", word)
    tones = _TONES.findall(apart)
    if len(tones) > 1:
        return None
    return spell(unicodedata.normalize("NFC", _TONES.sub("", apart)), "".join(tones))


@lru_cache(maxsize=1)
def all_well_formed() -> frozenset[str]:
    """Give all that ``is_well_formed``: to look among thousands of words for those."""
    rimes = dict.fromkeys(map(fold, _RIMES))
    return frozenset(
        letters for onset in _ONSETS for rime in rimes if is_well_formed(letters := onset + rime)
    )


def is_well_formed(letters: str) -> bool:
    """Tell whether lower-case letters without marks can be a Vietnamese syllable."""
    return _WELL_FORMED.fullmatch(letters) is not None


@lru_cache(maxsize=1)
def _rimes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rime in _RIMES:
        found.setdefault(fold(rime), []).append(rime)
    return found


def _toned(rime: str) -> int:
    marked = [place for place, letter in enumerate(rime) if letter in _MARKED]
    if marked:
        return marked[-1]
    vowels = _VOWELS.match(rime)
    count = vowels.end() if vowels else 1
    # "oán", "mía", "xoáy"; ``canonical`` moves the tone of "hoà".
    return count - 1 if count < len(rime) else int(count == 3)
