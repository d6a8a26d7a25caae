"""``sources.toml``: what is known of articles that their text does not say.

``load_sources`` is the entry point. The file lies beside the articles and holds a table
for each file name; every key of it needs the line ``evidence`` that says how we know.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from extract.errors import SourcesError
from extract.formats import shows_all
from extract.models import Declared

FILE_NAME = "sources.toml"


_LONGEST_NAME = 255
_NO_NAME = "phải là tên một tệp nằm cạnh tệp này, không có đường dẫn và ký tự ẩn"


def load_sources(folder: Path) -> dict[str, Declared]:
    """Read a folder's ``sources.toml``.

    Args:
        folder: Where the articles lie.

    Returns:
        By file name; empty where the folder has no such file.

    Raises:
        SourcesError: It cannot be read, or a key or value is not one of those above.
    """
    path = folder / FILE_NAME
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SourcesError(f"{path}: không đọc được ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: không phải UTF-8; hãy lưu lại với bảng mã UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(f"{path}: sai cú pháp TOML ({error})") from error
    # Here, not above: few folders have such a file, and what checks it takes long to load.
    from extract.article.sources_form import read_entries

    entries = read_entries(content)
    if isinstance(entries, str):
        raise SourcesError(f"{path}: {entries}")
    for name in entries:
        if not _is_file_name(name):
            raise SourcesError(f"{path}: {name!r}: {_NO_NAME}")
    return entries


def _is_file_name(name: str) -> bool:
    plain = name == Path(name).name != ".." and shows_all(name)
    return plain and 0 < len(name.encode()) <= _LONGEST_NAME
