"""The one tree of errors: what a room raises to the outside of itself is one of these.

DeskbreakError                    str() is one line for a person: what, where, what to do
├── UnavailableError              something outside cannot serve; what needs it goes on without it
│   ├── PartFailedError           app.parts                   a part failed in a way unknown to it
│   ├── NobodyThereError          sensing.idle_source         nobody serves there at present
│   ├── BusError                  protocols.dbus.types        the bus, or who was called, said no
│   │   └── NobodyError           protocols.dbus.types        nobody listens at its address
│   ├── X11Error                  protocols.x11_errors        the X server said no, or went
│   │   └── NoServerError         protocols.x11_errors        nobody listens at the display
│   ├── WaylandError              protocols.wayland           the compositor said no, or went
│   │   └── NoCompositorError     protocols.wayland           nobody listens at its socket
│   ├── PulseError                protocols.pulseaudio        the sound server said no, or went
│   ├── SideLoopBusyError         protocols.side_loop         a library's thread still hangs
│   ├── NotifierError             app.ports.notice_ports      a notice was not shown
│   ├── BusUnavailableError       tray.session_bus            no bus for the icon
│   ├── DisplayUnavailableError   tray.xembed_screen          no display for the icon
│   ├── PaintError                tray.paint_client           no picture of the menu
│   ├── LibrariesMissingError     holding.calendar.read_process  what reads calendars is missing
│   ├── NotRunning                control.client_errors       no daemon listens
│   └── NoAnswer                  control.client_errors       it does not answer, or not sensibly
├── WrongInputError               what a person, a file or another program wrote makes no sense
│   ├── ConfigError               config.file_problems        the configuration, with its problems
│   ├── HolidaysError             config.public_holidays      no public holidays for that country
│   ├── SettingsError             app.ports.config_ports      the same as lines, for the daemon
│   ├── ContentError              content.content_errors      a routine, a check or a text
│   │   ├── ContentFileError      content.content_errors      which file, which key, what is wrong
│   │   └── UnknownContentError   content.content_errors      nothing has this name
│   │       └── UnknownRoutineError  content.content_errors   no routine, or several
│   ├── FigureError               figures.figure_errors       a movement's file
│   ├── WordError                 app.requests                a word of a command
│   ├── DayError                  app.day_file                a line of a day file
│   ├── WireError                 app.wire                    a message on the control channel
│   ├── GuideError                app.guide_protocol          a line between daemon and guide
│   ├── Unreadable                app.codec                   a value saved by another version
│   ├── CalendarError             holding.calendar.fetch      a calendar that cannot be had
│   ├── NotACalendarError         holding.calendar.meetings   what came is no calendar
│   └── DBusError                 tray.dbus_objects           a call to the icon's objects
├── FileUnusableError             a file or a folder cannot be read or written as it must
│   ├── ChannelError              control.channel             commands cannot come in
│   ├── LedgerError               storage.ledger_schema       the database
│   ├── PathError                 desktop.runtime_paths       a folder of ours
│   ├── NotWrittenError           desktop.whole_file          a file that a command was to write
│   ├── NotReadableError          holding.calendar.regular_file  a calendar's file
│   └── AutostartError            desktop.autostart_errors    the entry in autostart
│       └── ForeignError          desktop.autostart_errors    something not ours has its name
├── AlreadyRunning                app.ports.control_ports     another daemon holds the lock
├── StepFailedError               app.engine                  the core could not take an event
└── InputEnded                    cli.dialogue                the input was over before the answers

What the system or a library raises (OSError, sqlite3.Error, msgspec's, a display's) is turned into
one of these by the room that called it. Two stay inside their rooms and are not here: a private one
of ``config.toml_file``, and ``holding.calendar.budget.TooLongError``, which is no Exception so that
no library on its way can swallow it.
"""


class DeskbreakError(Exception):
    """Something that a person may have to know; ``str()`` is one line for them.

    Args:
        line: what, where and what to do. Its line ends become spaces.
    """

    def __init__(self, line: str) -> None:
        super().__init__(" ".join(line.split()))


class UnavailableError(DeskbreakError):
    """Something outside cannot serve here; one line says why.

    Args:
        why: the line.
        hopeless: nothing that happens in this session would change it; it is not tried again.
        advice: what a person could do about it, as the key of a text; "": nothing.
    """

    def __init__(self, why: str, *, hopeless: bool = False, advice: str = "") -> None:
        super().__init__(why)
        self.hopeless = hopeless
        self.advice = advice


class WrongInputError(DeskbreakError):
    """What was read makes no sense; the line says where, what is wrong and what would be right."""


class FileUnusableError(DeskbreakError):
    """A file or a folder cannot be used; the line says which, why and what to do."""
