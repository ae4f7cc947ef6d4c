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
