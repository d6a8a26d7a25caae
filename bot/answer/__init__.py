"""What a question asks, and the observations -> an answer that can be shown in a source."""
