"""The tables of a part of a store.

Plain tables with readable names: ``sqlite3`` or Datasette opens a part as it is, and the view
``figures`` shows each number with its quote, title and day. An article has a number of its own;
its passages and observations go by ``key_of`` that number and theirs, so that they lie
together and are found without another index. A part may hide articles of the parts before it
(``gone``); its counts and tallies are what it adds, less what it hides.
"""

from __future__ import annotations

# "HOIS" in ASCII: tells our files from other people's databases.
APPLICATION_ID = 0x484F4953

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE article (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, published TEXT,
    publisher TEXT, url TEXT, declared TEXT NOT NULL, evidence TEXT, sha256 TEXT NOT NULL,
    key TEXT NOT NULL, content_key TEXT NOT NULL
);
CREATE TABLE body (number INTEGER PRIMARY KEY REFERENCES article, text TEXT NOT NULL);
CREATE TABLE passage (
    key INTEGER PRIMARY KEY, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    text TEXT, words TEXT
);
CREATE TABLE observation (
    id INTEGER PRIMARY KEY, position INTEGER NOT NULL, paragraph INTEGER NOT NULL,
    indicator TEXT NOT NULL, place TEXT, province TEXT, subject TEXT, period TEXT,
    kind TEXT NOT NULL, bound TEXT NOT NULL, value TEXT NOT NULL, value_to TEXT, unit TEXT NOT NULL,
    change_value TEXT, change_unit TEXT, change_direction TEXT, change_against TEXT,
    rank_position INTEGER, rank_of INTEGER, fraction_part TEXT, fraction_whole TEXT,
    quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL,
    number_start INTEGER NOT NULL, number_end INTEGER NOT NULL,
    rule TEXT NOT NULL, declared TEXT NOT NULL, confidence REAL NOT NULL
);
CREATE TABLE baseline (
    observation INTEGER NOT NULL REFERENCES observation, position INTEGER NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL,
    period TEXT, derived INTEGER NOT NULL,
    PRIMARY KEY (observation, position)
) WITHOUT ROWID;
CREATE TABLE unattached (
    key INTEGER PRIMARY KEY, paragraph INTEGER NOT NULL,
    quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL,
    number_start INTEGER NOT NULL, number_end INTEGER NOT NULL,
    text TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE TABLE source (
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL, content_key TEXT NOT NULL, declared TEXT NOT NULL, reason TEXT NOT NULL,
    article INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE refused (name TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE gone (number INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE place_tally (place TEXT NOT NULL, province TEXT, observations INTEGER NOT NULL);
CREATE TABLE indicator_tally (
    indicator TEXT NOT NULL, unit TEXT NOT NULL, observations INTEGER NOT NULL,
    PRIMARY KEY (indicator, unit)
) WITHOUT ROWID;
"""

INDEXES = """
CREATE UNIQUE INDEX article_name ON article (name);
CREATE INDEX article_key ON article (key);
CREATE INDEX article_content_key ON article (content_key);
CREATE INDEX article_published ON article (published) WHERE published IS NOT NULL;
"""

VIEWS = """
CREATE VIEW figures AS
    SELECT o.id, o.indicator, o.place, o.province, o.subject, o.period, o.kind,
        o.bound, o.value, o.value_to, o.unit,
        (SELECT group_concat(b.label || ': ' || b.value || ' ' || b.unit, '; ')
            FROM baseline AS b WHERE b.observation = o.id) AS baselines,
        a.title, a.published, o.paragraph,
        substr(t.text, o.quote_start + 1, o.quote_end - o.quote_start) AS quote,
        a.name AS article, a.url, o.declared, o.rule, o.confidence
    FROM observation AS o JOIN article AS a ON a.number = o.id >> 16
        JOIN body AS t ON t.number = a.number;
CREATE VIEW loose_numbers AS
    SELECT u.text, u.reason, a.title, a.published, u.paragraph,
        substr(t.text, u.quote_start + 1, u.quote_end - u.quote_start) AS quote,
        a.name AS article, a.url
    FROM unattached AS u JOIN article AS a ON a.number = u.key >> 16
        JOIN body AS t ON t.number = a.number;
CREATE VIEW paragraphs AS
    SELECT a.title, a.published, a.name AS article, p.key & 65535 AS number,
        coalesce(p.text, substr(t.text, p."start" + 1, p."end" - p."start")) AS text
    FROM passage AS p JOIN article AS a ON a.number = p.key >> 16
        JOIN body AS t ON t.number = a.number;
"""
