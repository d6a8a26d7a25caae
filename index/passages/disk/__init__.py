"""The engine for many passages: their terms on the disk, by tantivy; their texts in the store."""
