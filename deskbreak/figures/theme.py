"""The two sets of colours in which figures are shown."""

from collections.abc import Mapping

from msgspec import Struct

from deskbreak.figures.scene import Role


class Theme(Struct, frozen=True):
    """Colours as ``#RRGGBB``.

    Args:
        ground: behind the whole picture.
        disc: the round ground on which the person stands.
        colours: of every role.
    """

    ground: str
    disc: str
    colours: Mapping[Role, str]


LIGHT = Theme(
    ground="#FBF8F3",
    disc="#E9F2EF",
    colours={
        Role.SKIN: "#EEBE98",
        Role.SKIN_FAR: "#D9A27A",
        Role.HAIR: "#33293A",
        Role.FACE: "#33293A",
        Role.SHIRT: "#2A9D8F",
        Role.SLEEVE: "#3BB5A5",
        Role.SHIRT_FAR: "#1F7E74",
        Role.TROUSERS: "#3C4F7D",
        Role.TROUSERS_FAR: "#62749F",
        Role.SHOE: "#27304D",
        Role.SHOE_FAR: "#4A5678",
        Role.SOLE: "#FFFFFF",
        Role.BONE: "#FFF4DC",
        Role.GHOST: "#CCDEDA",
        Role.FLOOR: "#D6DDD8",
        Role.WALL: "#D9D3C8",
        Role.MAT: "#9CCBC2",
        Role.PROP: "#CFC3B2",
        Role.PROP_FAR: "#AC9F8C",
        Role.DARK: "#3A4153",
        Role.GLASS: "#A9D5EC",
        Role.VIEW: "#7FB58E",
        Role.CLOTH: "#F2B25C",
        Role.CLOTH_FAR: "#D58F32",
        Role.ACCENT: "#EF6A47",
        Role.MARK: "#4C93C7",
        Role.PAPER: "#FFFFFF",
    },
)

DARK = Theme(
    ground="#1D2331",
    disc="#2B3547",
    colours={
        Role.SKIN: "#E6B58F",
        Role.SKIN_FAR: "#C08E6B",
        Role.HAIR: "#120F18",
        Role.FACE: "#1B1622",
        Role.SHIRT: "#34AE9F",
        Role.SLEEVE: "#4CC6B5",
        Role.SHIRT_FAR: "#26877C",
        Role.TROUSERS: "#7388C4",
        Role.TROUSERS_FAR: "#5568A0",
        Role.SHOE: "#0F131E",
        Role.SHOE_FAR: "#46506B",
        Role.SOLE: "#E8EAF0",
        Role.BONE: "#FFF1D2",
        Role.GHOST: "#3F4C61",
        Role.FLOOR: "#3C475B",
        Role.WALL: "#4A5467",
        Role.MAT: "#4B8178",
        Role.PROP: "#A09584",
        Role.PROP_FAR: "#7A7163",
        Role.DARK: "#0F131E",
        Role.GLASS: "#79B4D4",
        Role.VIEW: "#5F9A72",
        Role.CLOTH: "#EDAE5B",
        Role.CLOTH_FAR: "#C8893A",
        Role.ACCENT: "#FF8A66",
        Role.MARK: "#7FBBE6",
        Role.PAPER: "#F3F5F8",
    },
)
