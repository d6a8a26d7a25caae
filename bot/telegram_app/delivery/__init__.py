"""Messages out: paced per chat, sent once, found again where nobody knows whether they went."""
