"""The parts of the terminal guide: columns, colours, keys, cells, pixels, places."""

import io

import pytest
from fakes.guide_console import Screen
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskbreak.app.guide_protocol import GuideRequest
from deskbreak.content.columns import columns, fitted
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.figures.scene import Polygon, Role, Scene
from deskbreak.guide.colours import DARK, LIGHT
from deskbreak.guide.lesson import lesson_of
from deskbreak.guide.minute import Act, Card, Minute, Plan, begin
from deskbreak.guide.terminal.canvas import Canvas, Style
from deskbreak.guide.terminal.colour import SHADES, Depth, depth_of, look_of, nearest, sgr
from deskbreak.guide.terminal.hints import hint_row, hints_of
from deskbreak.guide.terminal.ink import Ink
from deskbreak.guide.terminal.keys import Decoder, act_of
from deskbreak.guide.terminal.layout import LEAST, placed
from deskbreak.guide.terminal.moving import MovingWords
from deskbreak.guide.terminal.raster import Raster
from deskbreak.guide.terminal.start_terminal import viable

PLAIN = Style()


# Columns.


@pytest.mark.parametrize(
    ("text", "wide"), [("", 0), ("abc", 3), ("立つ", 4), ("が", 2), ("か\u3099", 2), ("Ａ━▀", 4)]
)
def test_wide_characters_take_two_columns(text: str, wide: int) -> None:
    assert columns(text) == wide


@given(st.text("aあ、"), st.integers(0, 12))
def test_a_text_is_cut_to_its_room(text: str, room: int) -> None:
    cut = fitted(text, room)
    assert columns(cut) <= max(room, 0)
    assert cut in (text, "") or cut.endswith("…")


# Colours.


@pytest.mark.parametrize(
    ("environ", "count", "depth"),
    [
        ({"COLORTERM": "truecolor", "TERM": "xterm"}, 8, Depth.TRUE),
        ({"COLORTERM": "truecolor", "NO_COLOR": "1"}, 256, Depth.NONE),
        ({"COLORTERM": "", "NO_COLOR": "", "TERM": "xterm-256color"}, 256, Depth.MANY),
        ({"TERM": "xterm-direct"}, 1 << 24, Depth.TRUE),
        ({"TERM": "screen"}, 8, Depth.MANY),
        ({"TERM": "foot"}, 256, Depth.MANY),
        ({"TERM": "vt220"}, -1, Depth.NONE),
        ({}, 0, Depth.NONE),
    ],
)
def test_colours_are_those_of_the_terminal(
    environ: dict[str, str], count: int, depth: Depth
) -> None:
    assert depth_of(environ, lambda _: count) is depth


def test_light_or_dark_is_the_setting_or_the_background() -> None:
    assert look_of("light", {"COLORFGBG": "15;0"}) is LIGHT
    assert look_of("dark", {"COLORFGBG": "0;15"}) is DARK
    assert look_of("auto", {"COLORFGBG": "0;default;15"}) is LIGHT
    assert look_of("auto", {"COLORFGBG": "15;0"}) is DARK
    assert look_of("auto", {"COLORFGBG": "12;8"}) is DARK
    assert look_of("auto", {}) is DARK


def test_codes_of_colours() -> None:
    told = {"bold": True, "swapped": False}
    assert sgr(Depth.TRUE, 0x102030, 0x405060, **told) == "\x1b[0;1;38;2;16;32;48;48;2;64;80;96m"
    assert sgr(Depth.MANY, 0xFF0000, None, **told) == "\x1b[0;1;38;5;196m"
    assert sgr(Depth.NONE, 0x102030, 0x405060, bold=False, swapped=True) == "\x1b[0;7m"


def test_of_256_colours_the_nearest_is_taken() -> None:
    assert nearest(0x000000) == 16
    assert nearest(0xFFFFFF) == 231
    assert nearest(0x00AF5F) == 35
    assert nearest(0x808080) == 244
    assert nearest(0x303030) == 236


def test_every_role_has_a_shade() -> None:
    assert set(SHADES) == set(Role)
    assert all(0x303030 <= shade <= 0xFFFFFF for shade in SHADES.values())


# Keys.


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ([b"dq"], ["d", "q"]),
        ([b"\x1b[C"], ["right"]),
        ([b"\x1bOC", b"\x1b[A"], ["right", "up"]),
        ([b"\x1b", b"[C"], ["right"]),
        ([b"\x1b[", b"6", b"~n"], ["page down", "n"]),
        ([b"\x1b[1;5Cx"], ["x"]),
        ([b"\x1b\x1b"], ["esc"]),
        ("ｄ".encode(), ["d"]),
        ([b"D"], ["d"]),
        ([b"\xe3\x81", b"\x82"], ["あ"]),
        ([b"\xff"], []),
    ],
)
def test_bytes_become_keys(typed: list[bytes] | bytes, names: list[str]) -> None:
    decoder = Decoder()
    parts = [typed] if isinstance(typed, bytes) else typed
    assert [key for part in parts for key in decoder.feed(part)] == names


def test_a_lone_escape_is_a_key_when_nothing_follows() -> None:
    decoder = Decoder()
    assert decoder.feed(b"\x1b") == []
    assert decoder.waits
    assert decoder.settle() == ["esc"]
    assert not decoder.waits
    assert decoder.settle() == []


@given(st.lists(st.binary(max_size=6)))
def test_whatever_is_typed_makes_no_trouble(typed: list[bytes]) -> None:
    decoder = Decoder()
    for part in typed:
        assert all(isinstance(key, str) for key in decoder.feed(part))


def _at(card: Card, *stops: str) -> Minute:
    return Minute(Plan((10.0,)), card, 0.0, stops=frozenset(stops))


@pytest.mark.parametrize(
    ("it", "keys"),
    [
        (_at(Card.STEP), {"d": Act.DONE, " ": Act.PAUSE, "right": Act.SKIP, "n": Act.SKIP,
                          "e": Act.EASIER, "h": Act.HURTS, "w": Act.READ, "q": Act.CLOSE,
                          "esc": Act.CLOSE, "y": None, "\n": None}),
        (_at(Card.READY), {"d": Act.START, "\n": Act.START, " ": Act.PAUSE}),
        (_at(Card.SETTLE), {"d": Act.START, " ": Act.START, "w": Act.READ}),
        (_at(Card.STEP, "reading"), {"d": None, "n": None, " ": Act.READ, "w": Act.READ,
                                     "h": Act.HURTS, "q": Act.CLOSE}),
        (_at(Card.COMFORT), {"g": Act.GOOD, "2": Act.HARD, "h": Act.HURTS, "d": None}),
        (_at(Card.HURTS), {"a": Act.A, "2": Act.B, "c": Act.C, "esc": Act.CLOSE}),
        (_at(Card.CHECK), {"y": Act.YES, "n": Act.NO, "3": Act.FIX, "q": Act.CLOSE}),
        (_at(Card.REPLY), {"\n": Act.CLOSE, "q": Act.CLOSE, "g": None}),
        (_at(Card.SAFETY), {" ": None, "q": Act.CLOSE}),
        (replace(_at(Card.UNFIT), plan=Plan((10.0,), codes=("OST", "KNEE"))),
         {"1": Act.OST, "2": Act.KNEE, "3": Act.NEVER, "4": Act.START, "\n": Act.START,
          "5": None, "esc": Act.CLOSE}),
    ],
)  # fmt: skip
def test_what_keys_do(it: Minute, keys: dict[str, Act | None]) -> None:
    assert {key: act_of(key, it) for key in keys} == keys


# Cells.

WRITES = st.lists(
    st.tuples(st.integers(-2, 9), st.integers(-1, 3), st.text("xyあい", max_size=6)), max_size=6
)


@given(st.lists(WRITES, min_size=1, max_size=4))
def test_the_codes_turn_one_screen_into_the_next(screens: list[list[tuple[int, int, str]]]) -> None:
    screen, before = Screen((8, 3)), None
    for writes in screens:
        canvas = Canvas((8, 3), PLAIN, Depth.TRUE)
        for column, row, text in writes:
            canvas.write(column, row, text, PLAIN)
        assert all(columns(row) == 8 for row in canvas.text())
        screen.write(canvas.codes(before))
        assert screen.text() == canvas.text()
        before = canvas


def test_what_did_not_change_is_not_written_again() -> None:
    one, other = (Canvas((20, 5), PLAIN, Depth.NONE) for _ in range(2))
    assert other.codes(one) == ""
    other.write(3, 2, "立x", PLAIN)
    assert other.codes(one) == "\x1b[3;4H\x1b[0m立x"
    assert other.codes(Canvas((21, 5), PLAIN, Depth.NONE)).count(" ") > 90


def test_two_pixels_are_one_cell() -> None:
    canvas = Canvas((3, 1), PLAIN, Depth.TRUE)
    canvas.paint(0, 0, [[1, 2, 3, 4], [5, 2, 3, 4]])
    assert canvas.text() == ["▀  "]
    assert canvas.styles(0) == [Style(1, 5), Style(None, 2), Style(None, 3)]


def test_without_colours_edges_are_half_blocks_and_the_rest_is_shades() -> None:
    canvas = Canvas((5, 1), PLAIN, Depth.NONE)
    canvas.paint(0, 0, [[0xFFFFFF, 0, 0xFFFFFF, 0x808080, 0], [0, 0xFFFFFF, 0xFFFFFF, 0x808080, 0]])
    assert canvas.text() == ["▀▄█▒ "]
    assert set(canvas.styles(0)) == {PLAIN}


# Pixels.


def test_a_polygon_covers_what_is_in_it() -> None:
    raster = Raster(40, 0, 1, {Role.SHIRT: 0xFF0000, Role.SKIN: 0x0000FF})
    square = ((0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7))
    pixels = raster.scene(Scene((Polygon(square, Role.SHIRT),)))
    assert len(pixels) == len(pixels[0]) == 40
    assert pixels[20][20] == 0xFF0000
    assert pixels[20][5] == 1
    assert pixels[0][0] == 0
    area = sum((colour >> 16) / 255 for row in pixels for colour in row)
    assert area == pytest.approx((0.4 * 40 * 0.97) ** 2, rel=0.04)


def test_later_polygons_cover_earlier_ones_without_a_seam() -> None:
    raster = Raster(30, 0, 0, {Role.SHIRT: 0x00FF00, Role.SKIN: 0xFF0000})
    whole = ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8))
    left = ((0.2, 0.2), (0.503, 0.2), (0.503, 0.8), (0.2, 0.8))
    right = ((0.503, 0.2), (0.8, 0.2), (0.8, 0.8), (0.503, 0.8))
    once = raster.shapes([(whole, Role.SHIRT)])
    assert raster.shapes([(left, Role.SHIRT), (right, Role.SHIRT)]) == once
    assert raster.shapes([(whole, Role.SKIN), (whole, Role.SHIRT)]) == once


def test_nothing_is_beside_the_disc() -> None:
    raster = Raster(24, 7, 9, {Role.FLOOR: 0xFFFFFF})
    everything = ((-1.0, -1.0), (2.0, -1.0), (2.0, 2.0), (-1.0, 2.0))
    pixels = raster.shapes([(everything, Role.FLOOR)])
    assert pixels[0][0] == pixels[-1][-1] == 7
    assert pixels[12][12] == 0xFFFFFF


# Places.


@given(st.tuples(st.integers(1, 250), st.integers(1, 90)), st.integers(1, 900), st.booleans())
def test_picture_and_words_are_on_the_screen_and_apart(
    size: tuple[int, int], letters: int, picture: bool
) -> None:
    def height(width: int) -> int:
        return 6 + -(-letters // width)

    place = placed(size, height, picture=picture)
    columns_, rows = size
    (left, top), (x, y) = place.words, place.picture
    assert left >= 0
    assert left + place.width <= columns_
    assert place.room >= 1
    if place.side:
        assert picture
        assert place.side >= LEAST
        assert height(place.width) <= place.room
        assert 0 <= x <= columns_ - place.side
        assert 1 <= y <= rows - 1 - place.side // 2
        beside = x + place.side < left
        assert beside or y + place.side // 2 <= top
        assert top + height(place.width) <= rows - 1


@pytest.mark.parametrize(("size", "least"), [((80, 24), 40), ((60, 30), 24), ((100, 48), 60)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_routine_has_its_figure_in_usual_terminals(
    size: tuple[int, int], least: int, language: Language
) -> None:
    small: list[str] = []
    for card in load_routines().facts:
        lesson = lesson_of(GuideRequest("1", card.id, language))
        words = MovingWords(lesson, Ink(DARK, Depth.TRUE))
        side = placed(size, words.height, picture=True).side
        small += [f"{card.id} {side}"] if side < least else []
    assert small == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_smallest_terminal_every_step_is_whole(language: Language) -> None:
    for card in load_routines().facts:
        lesson = lesson_of(GuideRequest("1", card.id, language))
        words = MovingWords(lesson, Ink(DARK, Depth.TRUE))
        place = placed((40, 16), words.height, picture=True)
        for step in range(len(lesson.usual.steps)):
            it = Minute(lesson.plan, Card.STEP, 0.0, step=step)
            rows = words.rows(it, 1.0, place.width, place.room, centred=True)
            assert len(rows) <= place.room, (card.id, step)


# The line of keys.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", [0, 20, 40, 60, 80])
def test_the_keys_that_matter_most_stay_where_room_is_short(language: Language, room: int) -> None:
    hints = hints_of(_at(Card.STEP), more=False)
    row = hint_row(hints, language, room, Ink(DARK, Depth.TRUE))
    shown = [word for _, word, style in row if style.bold]
    assert all(at + columns(word) <= room for at, word, _ in row)
    if room == 80:
        assert shown == ["d", "Space", "→", "e", "h", "w", "q"]
    elif room >= 40:
        assert {"h", "w", "q"} <= set(shown)
    elif room == 20:
        assert shown == ["h", "q"]


def test_the_keys_follow_the_minute() -> None:
    def names(it: Minute) -> list[str]:
        return [hint.key_name for hint in hints_of(it, more=False)]

    assert "start" in names(begin(Plan((10.0,)), 0.0))
    assert "go_on" in names(_at(Card.STEP, "pause"))
    assert "standard" in names(begin(Plan((10.0,)), 0.0, easier=True))
    assert names(_at(Card.COMFORT)) == ["close"]
    assert "pause" not in names(_at(Card.SETTLE))


# Where it can be shown.


class _Terminal(io.TextIOWrapper):
    def __init__(self, encoding: str = "utf-8", *, real: bool = True) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self._real = real

    def isatty(self) -> bool:
        return self._real


@pytest.mark.parametrize(
    ("keys", "screen", "term", "fits"),
    [
        (_Terminal(), _Terminal(), "xterm", True),
        (_Terminal(real=False), _Terminal(), "xterm", False),
        (_Terminal(), _Terminal(real=False), "xterm", False),
        (_Terminal(), _Terminal(), "dumb", False),
        (_Terminal(), _Terminal(), "", False),
        (_Terminal(), _Terminal("ascii"), "xterm", False),
    ],
)
def test_it_needs_a_terminal_that_can(
    keys: _Terminal, screen: _Terminal, term: str, fits: bool
) -> None:
    assert (viable(keys, screen, {"TERM": term}) is None) == fits
