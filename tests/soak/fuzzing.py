"""Seeded nonsense: real material, changed here and there."""

from random import Random

NASTY = (
    b"\x00", b"\xff", b"\xed\xb0\x80", b"\r", b"\n", b"[", b"]",
    b"{", b"}", b'"', b"'", b"\\", b":",
    b";", b"=", b"99999999999999999999", b"-1", b"1e999", b"P9999999D", b"Z", b"T", b"\xe2\x80\xae",
    "会議".encode(), b"true", b"null", b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"RRULE:FREQ=SECONDLY\n",
)  # fmt: skip


def changed(material: bytes, random: Random, times: int = 4) -> bytes:
    """A few bytes taken out, put in, doubled or cut off."""
    text = bytearray(material)
    for _ in range(random.randint(1, times)):
        at = random.randrange(len(text) + 1)
        length = random.choice((1, 1, 2, 8, 40))
        match random.randrange(5):
            case 0:
                del text[at : at + length]
            case 1:
                text[at:at] = random.choice(NASTY)
            case 2:
                text[at:at] = text[at : at + length] * random.randint(1, 20)
            case 3:
                text[at : at + length] = random.choice(NASTY)
            case _:
                other = random.randrange(len(text) + 1)
                text[at:at] = text[other : other + length]
    return bytes(text if random.random() > 0.02 else text[: random.randrange(len(text) + 1)])


VALUES = (
    b'""', b'"45m"', b'"-5m"', b'"99999999999999999999d"', b'"1e9h"', b"0", b"-1", b"9" * 400,
    b"1e400", b"nan", b"true", b"[]", b"[[[[]]]]", b'["9:00-17:00", "16:00-9:00"]', b"{}",
    b'["25:00-26:00"]', b"{ a = { b = { c = 1 } } }", b"1979-05-27T07:32:00Z", b"07:32:00",
    b'"\\u0000\\u202e"', '"会議"'.encode(), b'"' + b"x" * 20_000 + b'"', b'["obs", 5, true]',
    b'"2026-02-30..2026-01-01"', b'"2026-12-29..9999-12-31"', b'["/dev/zero", "https://"]',
)  # fmt: skip


def other_values(material: bytes, random: Random) -> bytes:
    """TOML whose values are others, so that it can still be read."""
    lines = material.split(b"\n")
    settings = [number for number, line in enumerate(lines) if b" = " in line]
    for number in random.sample(settings, min(len(settings), random.randint(1, 6))):
        key = lines[number].partition(b" = ")[0]
        lines[number] = key + b" = " + random.choice(VALUES)
    return b"\n".join(lines)
