"""The files of an upload: what was found out about each, kept as JSON, shown as a card."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from bot.card.models import Action, Button, Card, RichText, Style, Verb
from bot.card.rich import LONGEST, concat, cut, join, plain, styled
from bot.telegram_app.admin.difference import LONGEST_REASON, day_words, short, thousands
from bot.worker.messages import Checked

_LONGEST_TITLE, _LONGEST_EXAMPLE = 150, 120
_MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was sent.

    Attributes:
        name: What it is called from now on; as it was sent where it is refused.
        sent_as: What it was called, where that is another name.
        reason: Why it is refused; ``None`` where it can be published.
        same: Whether the index holds this very text already.
    """

    name: str
    sent_as: str | None = None
    reason: str | None = None
    title: str = ""
    published: str | None = None
    passages: int = 0
    observations: int = 0
    replaces: bool = False
    same: bool = False
    examples: tuple[str, ...] = ()

    @property
    def wanted(self) -> bool:
        """Whether publishing it would change the index."""
        return self.reason is None and not self.same


@dataclass(frozen=True, slots=True)
class Upload:
    """Files that were sent together.

    Attributes:
        message_id: Of the message that shows them, once there is one.
    """

    id: str
    user_id: int
    chat_id: int
    message_id: int | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def wanted(self) -> tuple[Entry, ...]:
        """The entries that can be published."""
        return tuple(entry for entry in self.entries if entry.wanted)

    def with_entry(self, entry: Entry) -> Upload:
        """Add an entry; it takes the place of one with the same name."""
        others = tuple(one for one in self.entries if one.name != entry.name)
        return replace(self, entries=(*others, entry))


def entry_of(checked: Checked, sent_as: str | None) -> Entry:
    """Make an entry of what a worker found out."""
    return Entry(
        name=checked.name,
        sent_as=sent_as,
        title=checked.title,
        published=checked.published,
        passages=checked.passages,
        observations=checked.observations,
        replaces=checked.replaces,
        same=checked.same,
        examples=checked.examples[:_MOST_EXAMPLES],
    )


def dump_upload(upload: Upload) -> str:
    """Write an upload as JSON."""
    return json.dumps(asdict(upload), ensure_ascii=False)


def load_upload(text: str) -> Upload:
    """Read what ``dump_upload`` wrote."""
    form = json.loads(text)
    entries = [Entry(**{**one, "examples": tuple(one["examples"])}) for one in form["entries"]]
    return Upload(**{**form, "entries": tuple(entries)})


def upload_card(upload: Upload) -> Card:
    """Show what publishing would bring; buttons only where it would bring something."""
    texts = [_entry_text(entry, alone=len(upload.entries) == 1) for entry in upload.entries]
    wanted = len(upload.wanted)
    if len(texts) > 1:
        heading = f"{len(texts)} tệp, {wanted} tệp đưa vào được"
        texts.insert(0, styled(heading, Style.BOLD))
    return Card((cut(join("\n\n", texts), LONGEST),), publish_rows(upload))


def publish_rows(upload: Upload) -> tuple[tuple[Button, ...], ...]:
    """Make the buttons that publish an upload or throw it away."""
    if not upload.wanted:
        return ()
    return (
        (
            Button("Thêm vào chỉ mục", Action(Verb.PUBLISH, (upload.id,))),
            Button("Bỏ", Action(Verb.DISCARD, (upload.id,))),
        ),
    )


def _entry_text(entry: Entry, *, alone: bool) -> RichText:
    name = styled(short(entry.name), Style.BOLD)
    if entry.reason is not None:
        return concat("⛔ ", name, ": không nhận. ", short(entry.reason, LONGEST_REASON), ".")
    lines: list[str | RichText] = [concat("📄 ", name, ": ", _what_it_is(entry))]
    if entry.sent_as is not None:
        lines.append(concat("Gửi với tên: ", short(entry.sent_as)))
    lines += [
        short(entry.title, _LONGEST_TITLE),
        f"Ngày: {day_words(entry.published)} · {thousands(entry.passages)} đoạn · "
        f"{thousands(entry.observations)} số liệu",
    ]
    most = _MOST_EXAMPLES if alone else 1
    lines += [concat("· ", short(one, _LONGEST_EXAMPLE)) for one in entry.examples[:most]]
    if not entry.observations:
        lines.append(plain("Không đọc được số liệu nào; chỉ tìm được đoạn văn trong bài này."))
    return join("\n", lines)


def _what_it_is(entry: Entry) -> str:
    if entry.same:
        return "chỉ mục đã có đúng bài này, không cần thêm"
    return "thay bài cùng tên đang có" if entry.replaces else "bài mới"


def refused(name: str, reasons: Sequence[str]) -> Entry:
    """Make the entry of a file that is not taken."""
    return Entry(name=name, reason="; ".join(reasons).rstrip("."))
