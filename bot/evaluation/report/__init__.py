"""A score -> a table for the terminal, a JSON form, and a page that stands alone."""
