"""Reads one TOML file; everything that can go wrong becomes one clear line."""

import codecs
import os
import re
import stat
import tomllib
from pathlib import Path

from deskbreak.config.file_problems import ConfigError, Fault, Layer, Problem
from deskbreak.config.layers import LayerValues
from deskbreak.config.toml_depth import too_deep
from deskbreak.config.typing_slips import slip_in
from deskbreak.content.toml_lines import key_lines

LARGEST = 256 * 1024
"""Bytes."""

_POSITION = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_DIGITS = re.compile(r"[0-9_]{4000}")
_PARSER_SAYS = (
    ("Invalid statement", Fault.TOML_STATEMENT),
    ("Invalid initial character for a key part", Fault.TOML_KEY),
    ("Expected '=' after a key", Fault.TOML_EQUALS),
    ("Expected ']", Fault.TOML_HEADER),
    ("Cannot overwrite a value", Fault.TOML_TWICE),
    ("Cannot mutate immutable namespace", Fault.TOML_TWICE),
    ("Cannot redefine namespace", Fault.TOML_TWICE),
    ("Duplicate inline table key", Fault.TOML_TWICE),
    ("Cannot declare", Fault.TOML_TABLE_TWICE),
    ("Invalid value", Fault.TOML_VALUE),
    ("Expected newline or end of document after a statement", Fault.TOML_AFTER),
    ("Unclosed array", Fault.TOML_ARRAY),
    ("Unclosed inline table", Fault.TOML_INLINE),
    ("Unterminated string", Fault.TOML_STRING),
    ('Expected "', Fault.TOML_STRING),
    ("Unescaped '\\' in a string", Fault.TOML_ESCAPE),
    ("Invalid hex value", Fault.TOML_ESCAPE),
    ("Escaped character is not a Unicode scalar value", Fault.TOML_ESCAPE),
    (r"Illegal character '\n'", Fault.TOML_STRING),
    (r"Found invalid character '\n'", Fault.TOML_STRING),
    ("Illegal character", Fault.TOML_CHARACTER),
    ("Found invalid character", Fault.TOML_CHARACTER),
    ("Invalid date or datetime", Fault.TOML_DATE),
    ("Exceeds the limit", Fault.TOML_NUMBER),
)
"""How tomllib begins its messages, and ours for it."""


def read_layer(path: Path, layer: Layer, name: str, *, needed: bool = False) -> LayerValues | None:
    """The file's values and lines, or None if there is no such file and none is needed.

    Raises ConfigError with one problem.
    """
    text = _read_text(path, layer, name, needed=needed)
    if text is None:
        return None
    if (line := too_deep(text)) is not None:
        raise ConfigError((Problem(Fault.TOML_DEEP, layer, name, line),))
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise ConfigError((Problem(Fault.TOML_DEEP, layer, name),)) from None
    except ValueError as error:  # TOMLDecodeError, and int() on thousands of digits
        raise ConfigError((_syntax(str(error), text, layer, name),)) from None
    return LayerValues(layer, name, values, key_lines(text))


def _read_text(path: Path, layer: Layer, name: str, *, needed: bool) -> str | None:
    def refuse(code: Fault, line: int | None = None, **params: str) -> ConfigError:
        return ConfigError((Problem(code, layer, name, line, params=params),))

    try:
        raw = _read_bytes(path)
    except FileNotFoundError:
        if path.is_symlink():
            raise refuse(Fault.FILE_DANGLING) from None
        if needed:
            raise refuse(Fault.FILE_MISSING) from None
        return None
    except OSError as error:
        code, words = why_unreadable(error)
        raise refuse(code, None, **words) from None
    except _NotAFileError as error:
        raise refuse(error.code) from None
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise refuse(Fault.FILE_UTF16)
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise refuse(Fault.FILE_ENCODING, raw.count(b"\n", 0, error.start) + 1) from None


class _NotAFileError(Exception):
    def __init__(self, code: Fault) -> None:
        super().__init__(code)
        self.code = code


def _read_bytes(path: Path) -> bytes:
    if str(path) == os.devnull:
        return b""  # the usual way to say: no file
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise _NotAFileError(Fault.FILE_DIRECTORY)
    if not stat.S_ISREG(mode):
        raise _NotAFileError(Fault.FILE_SPECIAL)  # reading a pipe could hang
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise _NotAFileError(Fault.FILE_TOO_LARGE)
    return raw


def why_unreadable(error: OSError) -> tuple[Fault, dict[str, str]]:
    """The fault for an error of the system, and the words of its message."""
    if isinstance(error, PermissionError):
        return Fault.FILE_DENIED, {}
    return Fault.FILE_UNREADABLE, {"reason": error.strerror or type(error).__name__}


def _syntax(message: str, text: str, layer: Layer, name: str) -> Problem:
    position = _POSITION.search(message)
    said = message[: position.start()] if position else message
    last = text.rstrip().count("\n") + 1
    line = int(position[1] or last) if position else None
    if line is None and (digits := _DIGITS.search(text)):
        line = text.count("\n", 0, digits.start()) + 1
    if line is not None and (slip := slip_in(text.split("\n")[line - 1])) is not None:
        return Problem(slip[0], layer, name, line, params=slip[1])
    code = next((code for begin, code in _PARSER_SAYS if said.startswith(begin)), Fault.TOML_OTHER)
    table = re.search(r"\('(.*)'\)|\('(.*)',\)", said)
    header = ".".join(re.findall(r"'([^']*)'", said)) if table else ""
    return Problem(code, layer, name, line, params={"reason": said, "name": f"[{header}]"})
