"""Updates in: each handler carries one kind to the corpus and its card back."""
