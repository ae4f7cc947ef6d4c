"""Why a part was passed over, in the person's language.

Parts say it in English, in one line, for the log too. ``FORMS`` has each form that such a line may
take; names, numbers and paths in it stay as they are. A test walks over every reason that the parts
may give, so that a new one needs its form here and its text under ``reasons``.
"""

import re

from deskbreak.content.model import Language
from deskbreak.content.strings import text

_ANY = "(.*)"

FORMS: tuple[tuple[str, str], ...] = (
    ("xwayland", "XWayland does not see all input"),
    ("gone", "(?:the )?(.*?) is gone(?:: .*)?"),
    ("serves", "(.*) serves"),
    ("not_tried", "not tried yet|not opened|not started"),
    ("no_wayland", "this is not a Wayland session"),
    ("not_here", "(?:this is not|not on) (?:a |an )?(.*)"),
    ("unset", "([A-Z_]+) is not set"),
    ("not_on_bus", "(.*) is not on the (?:system|session) bus"),
    ("no_fullscreen", "the window manager does not tell of fullscreen windows"),
    ("server_mute", "the notification server d(?:oes|id) not answer.*|no answer from the server.*"),
    ("no_server", "there is no notification server|no notification server runs here.*"),
    ("server_silent", "this notification server does not tell"),
    ("no_key", "gsettings knows no (.*)"),
    ("not_installed", "(.*?) is not installed.*"),
    ("neither_installed", "neither (.*) nor (.*) is installed"),
    ("no_calendar", "no calendar is set up"),
    ("too_long", "the calendars take too long"),
    ("reader", "the reader .*"),
    ("no_centre", "the notification centre .*"),
    ("no_answer_in", "(.*?) did not (?:answer|return)(?: (.*?))? within (.*) s"),
    ("no_answer", "(?:the )?(.*?) does not answer.*"),
    ("certificate", "its certificate is not accepted"),
    (
        "unreadable",
        "(?:the )?(.*?) (?:answers|sent|said|wrote) what (?:cannot be read|is no|makes no).*",
    ),
    ("closed", "closed|the (?:link to the bus|connection) is closed"),
    ("no_way", "no way to show a notice is chosen"),
    ("no_start", "the notification server (?:could not be started|was started but did not come)"),
    ("odd_server", "the notification server's .*"),
    ("no_terminal", "standard output is not a terminal"),
    ("terminal_lost", "the terminal cannot be written.*"),
    ("hangs", "(.*?):? ?(?:still hangs in an earlier notice|it hung)"),
    ("needs", "(.*) needs (.*)"),
    ("not_safe", "(.*) is not safe where (.*) exists.*"),
    ("no_bus", "there is no D-Bus session bus here|this session has no D-Bus.*"),
    ("no_bus_or_x", "this session has neither a D-Bus nor an X display"),
    ("not_sent", "it was not sent.*"),
    ("display", "the X display (?:has no|wants its).*"),
    ("no_display", "there is no (?:X )?display.*|no display.*"),
    ("no_window", "the window did not open|it did not open in .* s"),
    ("not_started", "(.*?):? ?(?:it did not start|cannot be started).*"),
    ("went", "it went before the end with exit code (.*)"),
    ("no_pipewire", "PipeWire does not run here"),
    ("unreachable", "cannot reach the bus at (.*)"),
    ("let_in", "the bus did not let us in within .* s"),
    ("address", "the bus address .*"),
    ("failed", "(.*?) (?:f[a-z]+ed|cannot be used|could not be made|cannot be written|: ).*"),
    ("no_kanji", "it cannot read kanji"),
    ("no_dictionary", "its dictionary is missing \\((.*)\\)"),
    ("no_module", "no module of (.*) reads Japanese"),
    ("only_japanese", "it reads Japanese only"),
    ("no_voice", "it has no voice \\((.*)\\)"),
    ("no_voice_for", "no voice was found for (.*)"),
    ("no_record", "Windows keeps no record of its use here"),
    ("nobody_says", "(Windows|macOS) has no documented way to ask.*"),
    ("no_answer", "(macOS) does not say: .*"),
    ("no_balloon", "this tray shows no balloons"),
    ("no_taskbar", "the taskbar did not take .*"),
    ("registry", "changes of the registry are not told"),
    ("wayland", "this is a Wayland session"),
    ("bundle", "Python runs outside an app bundle.*"),
    ("odd_server", "the notification server (?:gave|does not take) .*"),
    ("odd_answer", "it cannot be said over D-Bus.*|a value has another type.*|.* instead of .*"),
    ("too_much", "(.*) said more than .*"),
    ("no_screen_saver", "no screen saver is on the (?:system|session) bus"),
    ("no_sound_server", "cannot reach the sound server: .*"),
    ("voice_without_end", "it cannot be stopped and is not told the language"),
    ("voice_too_long", "it was not over in time"),
    ("both_not_installed", "(.*) and (.*) are not installed"),
    ("parts_left_out", "what cannot be read was left out"),
    ("first_date_only", "a repetition that cannot be read, its first date holds"),
    ("lacks", "(?:this|the) (system|compositor|X server) has no (.*)"),
    ("notices_off", "notifications are switched off in Windows' settings"),
    ("linux_only", "(inotify) is Linux's alone"),
    ("elsewhere", "the sound server is on another machine"),
    ("said_no", "the (sound server|X server) (?:said no: error|lets nobody in:) (.*)"),
    ("no_session", "there is no (GNOME) session|(logind) knows no session of this user"),
    ("no_panel", "a StatusNotifierWatcher runs, but no panel shows its icons"),
    ("no_bus", "there is no D-Bus on this system"),
    ("no_object", "no object (.*)"),
    ("off", "turned off in the settings"),
)
"""The key of each text, and the whole line as a pattern; the first that fits counts."""

_COMPILED = tuple((key, re.compile(form, re.DOTALL)) for key, form in FORMS)


def reason_words(why: str, language: Language) -> str:
    """The reason in the language; in English it is what the part said."""
    if language == "en" or not why:
        return why
    if "; " in why:
        return "、".join(reason_words(part, language) for part in why.split("; "))
    for key, form in _COMPILED:
        found = form.fullmatch(why)
        if found is not None:
            what, more, last = ([part or "" for part in found.groups()] + ["", "", ""])[:3]
            return text(language, f"reasons.{key}", what=what, more=more, last=last)
    name, colon, rest = why.partition(": ")
    known = reason_words(rest, language) if colon else why
    return f"{name}：{known}" if known != rest and colon else why
