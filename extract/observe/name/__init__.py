"""What a number measures: from its own words, the words before it, or the frame."""
