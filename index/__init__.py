"""Observations and passages, kept in SQLite and searched with BM25."""
