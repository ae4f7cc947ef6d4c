"""The guide's windows look as they were approved: ja and en, light and dark, at 1x and 2x.

To approve other pictures: ``python tests/desktop/guide_pictures.py approve``, and look at them.
"""

from pathlib import Path

import pytest
from guide_pictures import SHEETS, Sheet
from PIL import Image, ImageChops, ImageStat

from deskbreak.guide.look import DARK, LIGHT, Look

pytestmark = pytest.mark.desktop

MEAN, FAR, SHARE = 1.5, 48, 0.006
"""Of 255: the mean difference; from where a pixel counts as another; the share of such pixels."""


def apart(one: Path, other: Path) -> tuple[float, float]:
    """The mean difference of two pictures, and the share of pixels that are others."""
    with Image.open(one) as a, Image.open(other) as b:
        assert a.size == b.size
        difference = ImageChops.difference(a.convert("RGB"), b.convert("RGB")).convert("L")
    far = sum(difference.histogram()[FAR:])
    return ImageStat.Stat(difference).mean[0], far / (difference.width * difference.height)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.approved.stem)
def test_it_looks_as_approved(sheet: Sheet, tmp_path: Path) -> None:
    file = tmp_path / "sheet.png"
    sheet.draw(file)
    mean, share = apart(file, sheet.approved)
    assert (mean <= MEAN, share <= SHARE) == (True, True), (mean, share)


def test_another_language_would_not_pass() -> None:
    ja, en = (Sheet("minute", language, "light", 1).approved for language in ("ja", "en"))
    mean, share = apart(ja, en)
    assert share > 2 * SHARE
    assert mean > MEAN


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, 1.4.3)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_every_text_can_be_read_on_its_ground(look: Look) -> None:
    pairs = [
        (look.ink, look.ground),
        (look.ink, look.card),
        (look.mute, look.ground),
        (look.hurts, look.card),
        (look.on_done, look.done),
    ]
    assert min(contrast(*pair) for pair in pairs) >= 4.5
    assert contrast(look.done, look.ground) >= 3, "a sign"
