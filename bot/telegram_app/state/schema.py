"""The tables of the state, and what of each is carried over where the file cannot be used."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 1

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS inbox (
    update_id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    chat_id INTEGER,
    message_id INTEGER,
    received_at REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    outcome TEXT
);
CREATE INDEX IF NOT EXISTS unfinished ON inbox (received_at) WHERE outcome IS NULL;
CREATE INDEX IF NOT EXISTS heard ON inbox (chat_id, message_id);

CREATE TABLE IF NOT EXISTS sent (
    key TEXT PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    floor INTEGER NOT NULL,
    message_id INTEGER,
    final INTEGER NOT NULL DEFAULT 0,
    at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS ours ON sent (chat_id, message_id);

CREATE TABLE IF NOT EXISTS turn (
    chat_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (chat_id, user_id, message_id)
);

CREATE TABLE IF NOT EXISTS board (
    id TEXT PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    shared INTEGER NOT NULL,
    expires_at REAL,
    actions TEXT NOT NULL,
    used INTEGER NOT NULL DEFAULT 0,
    at REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS answer (
    board_id TEXT PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    turns TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    generation INTEGER NOT NULL,
    at REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS mark (
    board_id TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    mark TEXT NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (board_id, user_id)
);

CREATE TABLE IF NOT EXISTS answered (
    chat_id INTEGER NOT NULL,
    question_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (chat_id, question_id)
);

CREATE TABLE IF NOT EXISTS user (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    decided_by INTEGER,
    at REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS notice (
    user_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (user_id, kind)
);

CREATE TABLE IF NOT EXISTS blocked (chat_id INTEGER PRIMARY KEY, at REAL NOT NULL);

CREATE TABLE IF NOT EXISTS moved (
    chat_id INTEGER PRIMARY KEY,
    new_id INTEGER NOT NULL,
    at REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS upload (
    id TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL,
    files TEXT NOT NULL,
    at REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS job (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    kind TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    chat_id INTEGER NOT NULL,
    message_id INTEGER,
    at REAL NOT NULL
);

PRAGMA user_version = {VERSION};
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, as it is carried over.

    Attributes:
        newest_first: What its rows are ordered by.
        most: So many rows, the first in that order, are carried over; memory is small.
    """

    name: str
    newest_first: str
    most: int


_AT = "at DESC"
TABLES = (
    Table("setting", "name", 100),
    Table("user", _AT, 100_000),
    Table("blocked", _AT, 100_000),
    Table("moved", _AT, 1_000),
    Table("notice", _AT, 5_000),
    Table("inbox", "outcome IS NOT NULL, received_at DESC", 20_000),
    Table("sent", _AT, 20_000),
    Table("turn", _AT, 3_000),
    Table("board", _AT, 3_000),
    Table("answer", _AT, 3_000),
    Table("mark", _AT, 3_000),
    Table("answered", _AT, 3_000),
    Table("upload", _AT, 100),
    Table("job", _AT, 1),
)
