"""Rows of one database -> another, as far as they can be read."""

from __future__ import annotations

import sqlite3

from bot.telegram_app.state.schema import TABLES, Table


def rescue(source: sqlite3.Connection, target: sqlite3.Connection) -> frozenset[str]:
    """Copy what can be read, the newest rows of each table, into empty tables.

    Returns:
        Names of the tables that were copied to their last row.
    """
    return frozenset(table.name for table in TABLES if _rescue_table(source, target, table))


def pour(source: sqlite3.Connection, target: sqlite3.Connection, whole: frozenset[str]) -> None:
    """Write all rows into another database, in one transaction.

    Args:
        source: What is known.
        target: What is to know it.
        whole: Tables of which the source knows all; what else the target has there goes.

    Raises:
        sqlite3.Error: The target could not be written; it is as it was.
    """
    target.execute("BEGIN IMMEDIATE")
    try:
        for table in TABLES:
            if table.name in whole:
                target.execute(f"DELETE FROM {table.name}")
            rows = source.execute(f"SELECT * FROM {table.name}")
            for row in rows:
                _insert(target, table, row, "REPLACE")
        target.execute("COMMIT")
    except BaseException:
        if target.in_transaction:
            target.execute("ROLLBACK")
        raise


def _rescue_table(source: sqlite3.Connection, target: sqlite3.Connection, table: Table) -> bool:
    # A damaged file may give up its rows in one order and not in another.
    for order in (f"ORDER BY {table.newest_first}", "", "ORDER BY rowid DESC"):
        count = 0
        try:
            rows = source.execute(f"SELECT * FROM {table.name} {order} LIMIT {table.most + 1}")
            for row in rows:
                count += 1
                if count <= table.most:
                    _insert(target, table, row, "IGNORE")
        except (sqlite3.Error, OverflowError, UnicodeError):
            continue
        return count <= table.most
    return False


def _insert(
    target: sqlite3.Connection, table: Table, row: tuple[object, ...], where_known: str
) -> None:
    marks = ", ".join("?" * len(row))
    target.execute(f"INSERT OR {where_known} INTO {table.name} VALUES ({marks})", row)
