"""What on a page is not the article: buttons, counters, menus, lists of other articles.

A line is noise when nothing is left of it once the words of page furniture are taken out
(``is_furniture``), or when it opens as only furniture does. All patterns are for folded
text (``text.fold``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.article.pagedate import without_dates

_PHRASES = """
    chia se( bai viet| facebook| zalo| qua email| len facebook)?|facebook|zalo|twitter|linkedin
    |youtube|pinterest|telegram|messenger|google news|copy link|sao chep lien ket|share|print
    |in( bai viet| bai| trang( nay)?| an)?|trang in|ban in|ban de in|xem ban in|phien ban in
    |gui( bai viet| bai| tin)?( cho ban be| qua email| email)|e-?mail|luu( bai viet| bai| tin)?
    |thich|like|tweet|theo doi( bao)?( .{0,30})? tren|nghe( doc)? (bai viet|bai|tin)|nghe doc|doc bai( viet)?
    |doc tin|audio|video|podcast|(giong )?(nam|nu)( mien)? (bac|trung|nam)|mac dinh|co chu
    |tang co chu|giam co chu|tuong phan|che do ban dem|a ?[-+](?!\\w)|(?<!\\w)a(?!\\w)
    |quay lai|tro lai|tro ve|trang truoc|trang chu|ve dau trang|len dau trang|dau trang
    |back to top|ve trang chu|dong( cua so)?|in trang
    |(gui )?binh luan( cua ban)?|y kien( cua)?( ban doc| doc gia)?|cac y kien cua ban doc
    |phan hoi|tra loi|hoi dap|gui y kien( cua ban)?|thong tin nguoi gui phan hoi|ho va ten
    |noi dung phan hoi|ma bao mat|ma xac nhan|gui phan hoi|gui( toi)? toa soan|nhap lai
    |(tong )?(so )?(luot|lan) (xem|doc|truy cap|tai|thich|binh luan)|(da|lan|luot) (xem|doc)
    |luot truy cap|tong( so)? luot|dang (truy cap|online|xem)|khach( vieng tham)?
    |may chu tim kiem|thong ke truy cap|so nguoi (dang )?truy cap
    |hom nay|hom qua|tuan (nay|truoc)|thang (nay|truoc|hien tai)
    |xuat ban thong tin|chi tiet( bai viet| tin( tuc)?)?|tin tuc|noi dung chi tiet
    |xem chi tiet|chi tiet xem|tai day|xem them|xem tiep|doc them|doc tiep|tiep theo
    |danh gia bai viet|click de danh gia bai viet|binh chon|phieu bau|dang nhap|dang ky|dang xuat|english|tieng viet|rss
    |so do( cong| trang| website)?|site ?map|phut( doc)?|tep dinh kem|tap tin dinh kem|tai ve
    |tai xuong|download|mot so hinh anh|anh minh hoa|null|nguon tin|xem nhieu( nhat)?
"""
_FURNITURE = re.compile(
    r"(?<!\w)(?:" + re.sub(r"\s*\n\s*", "", _PHRASES).replace(" ", r"\s+") + r")(?!\w)"
)
_LEFT = re.compile(r"[^\W\d_]")
_FILE_NAME = re.compile(
    r"[\w.\-()%]+\.(?:jpe?g|png|gif|webp|bmp|tiff?|pdf|docx?|xlsx?|pptx?|rar|zip|mp[34])\b"
)
_CREDIT = re.compile(
    r"[(\[]?\s?(?:tin|bai|anh|nguon anh|hinh|photo|clip|video)"
    r"(?:\s?(?:,|va|-|/)\s?(?:anh|bai|clip|video))*"
    r"(?:\s?:.{0,40}|\s(?:minh hoa|tu lieu|internet|cat tu clip))\s?[)\]]?\.?$"
)
_OPENINGS = re.compile(
    r"(?:tags?|tu khoa|the tu khoa|chu de|hashtag)\s?:"
    r"|#\w+(?:\s#\w+)*$"
    r"|(?:tep|tap tin|file|van ban|tai lieu) (?:dinh kem|kem theo)\s?:"
    r"|(?:>>|»|▸|►|▶|👉|☛)\s?\S"
    r"|[\[(]?quang cao\s?[\])]|quang cao\s?(?::|$)"
    r"|\[(?:infographics?|video|clip|podcast|e-?magazine|mega ?story|photo)\]"
    r"|tong so diem cua bai viet|xep hang\s?:\s?[\d.,]+ - \d+ phieu|(?:tro lai|quay lai|tro ve) [\w ]{1,30}$"
    r"|\(?(?:con tiep|con nua|het)\)?$"
)
_CONTACT = re.compile(
    r"(?:dia chi|tru so|dien thoai|dt|tel|fax|e-?mail|website|thiet ke|tac gia(?: bai viet)?|nguoi dang"
    r"|nguon(?: tin| bai)?|thu dien tu|toa soan)\s?:"
    r"|(?:hotline|duong day nong|tong dai|ban quyen|copyright|giay phep (?:so|xuat ban|hoat dong|thiet lap)"
    r"|chiu trach nhiem (?:chinh|noi dung|xuat ban)|co quan chu quan|tong bien tap|ghi ro nguon|powered by)\b"
    r"|©"
)
_RELATED = re.compile(
    r"(?:[-*•>»▸►▶☛]+\s?)?(?:"
    r"(?:cac |nhung )?(?:tin|bai|bai viet|tin bai|tin, bai|tin tuc|su kien|video|chu de)(?: bai)?"
    r" (?:lien quan|khac|cung chuyen muc|cung chuyen de|cung loai|da dang|da dua|cu hon|moi hon|moi nhat|moi"
    r"|nong|noi bat|doc nhieu|xem nhieu|tiep theo|doc nhieu nhat)"
    r"|cung chuyen muc|cung chu de|lien quan|doc nhieu(?: nhat)?|xem nhieu(?: nhat)?|(?:moi )?(?:ban )?(?:doc|xem)"
    r" (?:them|tiep)|co the ban quan tam|ban co the quan tam|tin moi|tin nong"
    r")\s?(?:[:▸►»>]+(?P<inline>.*)|[-–]\s?|\(\d+\))?$"
)
_RECIPIENTS = re.compile(r"noi nhan\s?:?")
_COUNTER = re.compile(
    r"(?:tong )?(?:so )?luot (?:truy cap|xem|doc)|thong ke truy cap|dang truy cap|so nguoi truy cap"
)
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[ivx]+\.|[a-z]\))\s")
_CELL = re.compile(r"\t|\|")
_LINES = 512
_BREADCRUMB = re.compile(r"\s*(?:»|›|▸|→|->|>{1,2}|\s[|/]\s|\s•\s|•\s)\s*")

_SHORT = 120
_CRUMB_WORDS = 9


@lru_cache(maxsize=_LINES)
def left_over(folded: str) -> str:
    """Blank out dates and the words of page furniture; the length stays."""
    return _FURNITURE.sub(lambda match: " " * len(match[0]), without_dates(folded))


@lru_cache(maxsize=_LINES)
def is_furniture(folded: str) -> bool:
    """Tell whether a line is made of page furniture alone, numbers of counters included."""
    if not any(letter.isalnum() for letter in folded):
        return True
    if len(folded) > _SHORT or not _LEFT.search(folded) or _NUMBERED.match(folded):
        return False
    if any(cell.strip().isdecimal() for cell in _CELL.split(folded)):
        # A row of a table may be headed by a word that a button could bear, too.
        return False
    return _LEFT.search(left_over(folded)) is None


@lru_cache(maxsize=_LINES)
def is_picture(folded: str) -> bool:
    """Tell whether a line names a picture or a file, or says only who made the picture."""
    if len(folded) > 2 * _SHORT:
        return False
    rest, names = _FILE_NAME.subn("", folded)
    if names:
        return not any(letter.isdigit() for letter in rest)
    return len(folded) <= _SHORT // 2 and _CREDIT.match(folded) is not None


def opens_as_noise(folded: str) -> bool:
    """Tell whether a line begins as only keywords, attachments and links to pages do."""
    return _OPENINGS.match(folded) is not None


def is_contact(folded: str) -> bool:
    """Tell whether a line begins as addresses, imprints and credits below an article do."""
    return _CONTACT.match(folded.lstrip("(-• ")) is not None


def related_heading(folded: str) -> re.Match[str] | None:
    """Match the heading of a list of other articles; ``inline`` is what follows it."""
    return _RELATED.match(folded)


def is_recipients(folded: str) -> bool:
    """Tell whether a line heads the list of a document's recipients."""
    return _RECIPIENTS.match(folded) is not None


def is_counter(folded: str) -> bool:
    """Tell whether a line heads the digits of a visitor counter."""
    return len(folded) <= _SHORT and _COUNTER.match(folded) is not None


def crumbs(text: str) -> list[str]:
    """Split a line at the marks between the steps of a breadcrumb or a menu."""
    return [part for part in _BREADCRUMB.split(text) if part.strip(" -–|/")]


@lru_cache(maxsize=_LINES)
def is_menu(folded: str) -> bool:
    """Tell whether a line is a breadcrumb or a menu: short steps between marks."""
    parts = crumbs(folded)
    if folded.startswith("trang chu") and len(folded) <= _SHORT:
        return True
    return len(parts) > 1 and all(
        len(part.split()) <= _CRUMB_WORDS and not any(letter.isdigit() for letter in part)
        for part in parts
    )
