"""What may be wrong with a setting: the value, where it stands, and a code that ``messages`` words.

ConfigError      carries every problem found, not only the first
"""

from enum import StrEnum

from msgspec import Struct, field

from deskbreak.errors import WrongInputError


class Layer(StrEnum):
    """Who set a key; a later one wins over those before it."""

    DEFAULT = "default"
    SYSTEM = "system"
    PROFILE = "profile"
    USER = "user"
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command-line"


class Fault(StrEnum):
    """What is wrong, or (in the last group) worth a warning. Each has a text in both languages."""

    FILE_MISSING = "file-missing"
    FILE_DANGLING = "file-dangling"
    FILE_DIRECTORY = "file-directory"
    FILE_SPECIAL = "file-special"
    FILE_DENIED = "file-denied"
    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_LARGE = "file-too-large"
    FILE_UTF16 = "file-utf16"
    FILE_ENCODING = "file-encoding"

    TOML_STATEMENT = "toml-statement"
    TOML_KEY = "toml-key"
    TOML_EQUALS = "toml-equals"
    TOML_HEADER = "toml-header"
    TOML_TWICE = "toml-twice"
    TOML_TABLE_TWICE = "toml-table-twice"
    TOML_VALUE = "toml-value"
    TOML_AFTER = "toml-after"
    TOML_ARRAY = "toml-array"
    TOML_INLINE = "toml-inline"
    TOML_STRING = "toml-string"
    TOML_ESCAPE = "toml-escape"
    TOML_CHARACTER = "toml-character"
    TOML_DATE = "toml-date"
    TOML_NUMBER = "toml-number"
    TOML_DEEP = "toml-deep"
    TOML_OTHER = "toml-other"

    SLIP_QUOTES = "slip-quotes"
    SLIP_SPACE = "slip-space"
    SLIP_HIDDEN = "slip-hidden"
    SLIP_WIDE = "slip-wide"
    SLIP_FLAG = "slip-flag"
    SLIP_VALUE = "slip-value"

    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_KEY_NEAR = "unknown-key-near"
    TABLE_NEEDED = "table-needed"
    NOT_A_VARIABLE = "not-a-variable"
    USER_FILE_ONLY = "user-file-only"
    PERSONAL_KEY = "personal-key"
    NOT_IN_PROFILE = "not-in-profile"

    DURATION = "duration"
    DURATION_RANGE = "duration-range"
    DURATION_RANGE_OR_ZERO = "duration-range-or-zero"
    FLAG = "flag"
    WHOLE = "whole"
    CHOICE = "choice"
    CHOICE_NEAR = "choice-near"
    TEXT = "text"
    LIST = "list"
    COUNT = "count"
    JSON = "json"
    PAIR = "pair"
    PAIR_ORDER = "pair-order"
    SPAN = "span"
    SPAN_NEAR = "span-near"
    SPAN_EMPTY = "span-empty"
    DAYS = "days"
    DAYS_ORDER = "days-order"
    DAYS_TOO_MANY = "days-too-many"
    COUNTRY = "country"
    COUNTRY_UNKNOWN = "country-unknown"
    HOLIDAYS_MISSING = "holidays-missing"
    ROUTINE = "routine"
    ROUTINE_NEAR = "routine-near"
    ARGUMENT_LIST = "argument-list"
    ARGUMENT_EMPTY = "argument-empty"
    CALENDAR = "calendar"
    CALENDAR_HTTP = "calendar-http"
    CEILING_LOW = "ceiling-low"
    EVERY_HIGH = "every-high"
    NO_ANSWER = "no-answer"
    READER_ENDED = "reader-ended"
    FEW_FILES = "few-files"
    MORE = "more"
    PROFILE_WRITE = "profile-write"
    INIT_WRITE = "init-write"
    INIT_EXISTS = "init-exists"

    UNUSUAL_RHYTHM = "unusual-rhythm"
    NO_HOURS = "no-hours"
    LONG_SPAN = "long-span"
    NEVER_ASKED = "never-asked"
    OTHER_VARIABLE = "other-variable"
    PROFILE_SET_ASIDE = "profile-set-aside"
    PROFILE_IGNORED = "profile-ignored"
    WEEK_MOMENT = "week-moment"
    HOOKS_OWNER = "hooks-owner"
    HOOKS_WRITABLE = "hooks-writable"
    NO_EFFECT_YET = "no-effect-yet"


NOT_OF_THE_FILE = frozenset({Fault.NO_ANSWER, Fault.READER_ENDED, Fault.FEW_FILES})
"""It could not be read at this time, and nothing is known to be wrong with it."""


class Problem(Struct, frozen=True):
    """One line for the person. ``file`` is the name to show; ``key`` may be a variable's name."""

    code: Fault
    layer: Layer = Layer.USER
    file: str = ""
    line: int | None = None
    key: str = ""
    value: str = ""
    """As TOML writes it, shortened; empty: no value is shown."""
    params: dict[str, str] = field(default_factory=dict)
    """What the text of the code names: ``{low}``, ``{near}`` …"""


class ConfigError(WrongInputError):
    """The configuration cannot be used; ``problems`` has at least one."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(f"{problem.key}: {problem.code}" for problem in problems))
        self.problems = problems
