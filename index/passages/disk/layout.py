"""What tantivy keeps of a passage: the terms of each field, and numbers to count and find it by."""

from __future__ import annotations

import tantivy

from index.passages.fields import WEIGHTS, WITHOUT_MARKS

ARTICLE = "article"
KEY = "key"
HEADING = "heading"
"""The last paragraph of the article's head."""
LENGTH = "length_of_"
"""What the name of a field begins with that holds the number of terms of another."""


def schema() -> tantivy.Schema:
    """Make the schema of a folder; ``PassageSink.version`` changes with it."""
    builder = tantivy.SchemaBuilder()
    for field in WEIGHTS:
        # What is looked for is in the folded fields; of the others it is only told who holds a term.
        kept = "freq" if field in WITHOUT_MARKS else "basic"
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=kept)
        builder.add_unsigned_field(LENGTH + field, fast=True)
    builder.add_unsigned_field(ARTICLE, indexed=True)
    builder.add_unsigned_field(KEY, fast=True)
    builder.add_unsigned_field(HEADING, fast=True)
    return builder.build()
