"""A damaged generation -> put away, and the one before it used instead.

``set_aside`` is the entry point; what it gives says in words for users what has become of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.disk import sync, writing
from index.generation import (
    CURRENT,
    FOLDER,
    current_number_or_zero,
    find_generations,
    generation_path,
    is_whole,
    locked,
    point_to,
    remove_generation,
)

_BROKEN = "broken-"
_LOST = (
    "Mất tệp ghi bản chỉ mục nào đang dùng; đang dùng bản mới nhất còn nguyên, số {number}. "
    "Hãy chạy “hoiso reindex” để chắc là nó khớp với các bài viết."
)
_WHOLE = "Chỉ mục đang dùng, số {number}, còn nguyên vẹn; bản bị hỏng đã được thay."
_NONE_LEFT = "Không còn bản chỉ mục nào nguyên vẹn; phải làm lại từ các bài viết."


@dataclass(frozen=True, slots=True)
class Aside:
    """What became of a damaged generation.

    Attributes:
        folder: Where it lies now; ``None`` where there was none to be put aside.
        successor: Number of the generation now in use; ``None`` where none is whole.
    """

    number: int
    folder: Path | None
    successor: int | None

    @property
    def message(self) -> str:
        """What to tell the user."""
        if not self.number:
            return _LOST.format(number=self.successor) if self.successor else _NONE_LEFT
        if self.successor == self.number:
            return _WHOLE.format(number=self.number)
        lies = f" và được cất ở {self.folder}" if self.folder else ""
        if self.successor is None:
            return f"Chỉ mục số {self.number} bị hỏng{lies}; phải làm lại từ các bài viết."
        return (
            f"Chỉ mục số {self.number} bị hỏng{lies}; đang dùng bản trước, số {self.successor}. "
            "Hãy chạy “hoiso reindex” để có lại những gì mới hơn."
        )


def set_aside(data: Path) -> Aside:
    """Put the generation in use away, since it is damaged, and use the one before if whole.

    What has every byte as it was written stays in use: another process has been here before.

    Returns:
        What is in use now; ``message`` says it to the user.

    Raises:
        ReindexRunning: Another process is changing the index.
        StoreUnwritable: The folder cannot be written.
    """
    with locked(data):
        damaged = current_number_or_zero(data)
        folder = generation_path(data, damaged)
        if damaged and is_whole(folder, every_byte=True):
            return Aside(damaged, None, damaged)
        earlier = [n for n in reversed(find_generations(data)) if n < damaged or not damaged]
        paths = ((number, generation_path(data, number)) for number in earlier)
        successor = next((n for n, path in paths if is_whole(path, every_byte=True)), None)
        with writing(folder):
            if successor is not None:
                point_to(data, successor)
            else:
                (data / CURRENT).unlink(missing_ok=True)
            return Aside(damaged, _put_away(folder), successor)


def find_aside(data: Path) -> list[Path]:
    """Find the folders of damaged generations that were put away, oldest first."""
    return sorted((data / FOLDER).glob(f"{_BROKEN}*"))


def _put_away(folder: Path) -> Path | None:
    if not folder.is_dir():
        return None
    for old in folder.parent.glob(f"{_BROKEN}*"):
        remove_generation(old)
    aside = folder.with_name(_BROKEN + folder.name)
    # One that could not be removed is in the way.
    remove_generation(aside)
    folder.rename(aside)
    sync(folder.parent)
    return aside
