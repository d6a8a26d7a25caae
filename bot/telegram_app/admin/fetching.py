"""A document in a chat -> a file on disk, or the reason why not, in words for its sender."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from telegram import Bot, Document
from telegram.error import BadRequest, TelegramError

from bot.telegram_app.admin.shelf import MOST_BYTES, TooLarge, take_in
from extract.article.decode import too_large

_TRIES, _WAIT_S = 3, 1.0
_LONGEST_S = 60.0
_TIMEOUT = httpx.Timeout(10.0)
_CHUNK = 65_536
# A packed answer could grow without end while it is unpacked.
_UNPACKED = {"Accept-Encoding": "identity"}
_UNREACHABLE = "Telegram không đưa tệp này; hãy gửi lại sau ít phút"
_UNWRITABLE = "máy chủ không ghi được tệp ({reason}); hãy kiểm tra dung lượng đĩa và quyền ghi"


class NotFetched(Exception):  # noqa: N818 - reads as what it is
    """A document could not be taken in; the message says why."""


def reason_against_size(document: Document) -> str | None:
    """Tell whether a document says of itself that it is too large."""
    size = document.file_size
    return too_large("").message if size is not None and size > MOST_BYTES else None


async def fetch(bot: Bot, document: Document, path: Path) -> None:
    """Take a document in.

    Args:
        bot: The one it was sent to.
        document: Whose claimed size has been looked at.
        path: Where it shall lie.

    Raises:
        NotFetched: It could not be had, is larger than it said, or could not be written.
    """
    for attempt in range(1, _TRIES + 1):
        try:
            async with asyncio.timeout(_LONGEST_S):
                await _fetch_once(bot, document, path)
        except TooLarge as error:
            raise NotFetched(too_large("").message) from error
        except BadRequest as error:
            raise NotFetched(_UNREACHABLE) from error
        # A time-out is an OSError, too.
        except (TelegramError, httpx.HTTPError, TimeoutError) as error:
            if attempt == _TRIES:
                raise NotFetched(_UNREACHABLE) from error
            await asyncio.sleep(_WAIT_S * attempt)
        except OSError as error:
            raise NotFetched(_UNWRITABLE.format(reason=error.strerror or error)) from error
        else:
            return


async def _fetch_once(bot: Bot, document: Document, path: Path) -> None:
    file = await bot.get_file(document.file_id)
    address = file.file_path or ""
    if not address.startswith(("http://", "https://")):
        raise BadRequest("the file lies on another machine")
    async with _opened(address) as chunks:
        await take_in(path, chunks)


@asynccontextmanager
async def _opened(address: str) -> AsyncIterator[AsyncIterator[bytes]]:
    # python-telegram-bot would read the whole answer into memory, however long it is.
    async with (
        httpx.AsyncClient(timeout=_TIMEOUT, headers=_UNPACKED) as client,
        client.stream("GET", address) as response,
    ):
        if response.status_code != httpx.codes.OK:
            raise httpx.HTTPError("no file")
        yield response.aiter_bytes(_CHUNK)
