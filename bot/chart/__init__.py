"""Answers that compare or follow numbers, drawn: ``plan`` says what, ``draw`` makes the picture."""
