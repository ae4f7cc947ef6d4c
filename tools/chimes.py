"""Makes ``assets/chime-*.wav``: a soft note for a new step, three falling ones for the end.

    python tools/chimes.py

The same bytes every time: sines with two quiet overtones, an attack of 12 ms and a long decay.
"""

import math
import struct
import wave
from pathlib import Path

ASSETS = Path(__file__).parents[1] / "assets"
RATE = 22_050
LOUDEST = 0.22
"""Of full scale: to be noticed, not to startle."""
ATTACK = 0.012
OVERTONES = ((1, 1.0), (2, 0.22), (3, 0.07))

E5, G5, C6 = 659.26, 783.99, 1046.50
CHIMES = {"step": ((G5, 0.0, 0.5),), "end": ((C6, 0.0, 0.7), (G5, 0.18, 0.8), (E5, 0.36, 1.2))}
"""Notes as pitch in Hz, beginning and length in seconds."""


def sample(notes: tuple[tuple[float, float, float], ...], at: float) -> float:
    """The sum of all notes at a time, within -1 and 1."""
    level = 0.0
    for pitch, begins, length in notes:
        since = at - begins
        if 0 <= since < length:
            envelope = min(1.0, since / ATTACK) * math.exp(-5 * since / length)
            fade = min(1.0, (length - since) / 0.05)
            tone = sum(loud * math.sin(2 * math.pi * pitch * n * since) for n, loud in OVERTONES)
            level += LOUDEST * envelope * fade * tone
    return max(-1.0, min(1.0, level))


def main() -> None:
    """Write every chime."""
    for name, notes in CHIMES.items():
        length = max(begins + lasts for _, begins, lasts in notes)
        samples = [round(32_767 * sample(notes, n / RATE)) for n in range(int(length * RATE))]
        with wave.open(str(ASSETS / f"chime-{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(samples)}h", *samples))


if __name__ == "__main__":
    main()
