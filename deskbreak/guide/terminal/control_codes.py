"""Taking and giving back the screen: DECSET 1049 (another screen), 25 (cursor), 7 (wrapping)."""

TAKE = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J"
GIVE = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
