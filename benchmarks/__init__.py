"""How fast, how large and how exact the project is, on articles made for it or any others."""
