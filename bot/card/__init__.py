"""An answer -> a chat message: text with entities, and buttons; knows no chat network."""
