"""An answer -> Vietnamese text, and the JSON forms that scripts read."""
