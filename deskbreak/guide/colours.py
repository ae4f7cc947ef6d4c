"""The colours of a guide, light and dark; the figure brings its own."""

from msgspec import Struct

from deskbreak.figures import theme


class Look(Struct, frozen=True):
    """Colours as ``#RRGGBB``; every pair of text and ground has a contrast of at least 4.5."""

    figure: theme.Theme
    ground: str
    card: str
    edge: str
    """Of the window and of quiet buttons."""
    ink: str
    mute: str
    track: str
    """The part of the ring that is still open."""
    accent: str
    """The part that closes now."""
    done: str
    """What is over; the main button."""
    on_done: str
    hurts: str
    hurts_edge: str


LIGHT = Look(
    figure=theme.LIGHT,
    ground="#FBF8F3",
    card="#FFFFFF",
    edge="#E4DED3",
    ink="#26304A",
    mute="#5D667C",
    track="#E0E8E4",
    accent="#F2704F",
    done="#17766C",
    on_done="#FFFFFF",
    hurts="#B83E20",
    hurts_edge="#F0BBAA",
)
DARK = Look(
    figure=theme.DARK,
    ground="#1D2331",
    card="#272F40",
    edge="#3B465B",
    ink="#F2F4F8",
    mute="#A9B3C6",
    track="#364257",
    accent="#FF8561",
    done="#3FC2B1",
    on_done="#0E1A20",
    hurts="#FF9F87",
    hurts_edge="#7A5149",
)
