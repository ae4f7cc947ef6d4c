"""What is asked of the loader and what it answers; plain values that pass between processes."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct, field

from deskbreak.app import process_json
from deskbreak.config.file_problems import ConfigError, Layer, Problem
from deskbreak.config.layer_paths import Paths
from deskbreak.domain.vocabulary.settings import Settings


class Origin(Struct, frozen=True):
    """Who set a key: the layer, and in a file the name to show and the line."""

    layer: Layer
    file: str = ""
    line: int | None = None
    label: str = ""
    """The variable or option."""


class Loaded(Struct, frozen=True):
    """The configuration in force."""

    settings: Settings
    warnings: tuple[Problem, ...] = ()
    sources: dict[str, Origin] = field(default_factory=dict)
    """Every key that a layer above the defaults set, dotted; those of a profile with their own
    name (``stage``)."""
    values: dict[str, Any] = field(default_factory=dict)
    """Every key in force, dotted, as TOML writes it; of addresses the host only."""


class Request(Struct, frozen=True):
    """All that a configuration depends on."""

    paths: Paths
    today: date
    """Holidays are worked out for last year to four years ahead."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """Only the variables of deskbreak count."""
    overrides: Mapping[str, Any] = field(default_factory=dict)
    """From the command line, by dotted key."""
    routine_ids: Mapping[str, str] = field(default_factory=dict)
    """Routine ids by number: ``{"R03": "hip-hinge"}``."""


class Good(msgspec.Struct, tag="loaded"):
    """The child's answer when all is well."""

    loaded: Loaded


class Bad(msgspec.Struct, tag="problems"):
    """The child's answer when something is wrong."""

    problems: tuple[Problem, ...]


Answer: TypeAlias = Good | Bad


def encode(value: Struct) -> bytes:
    """One JSON document."""
    return process_json.encode(value, _plain)


def decode_request(raw: bytes) -> Request:
    """Raises msgspec.MsgspecError."""
    request: Request = process_json.decode(raw, Request, _path)
    return request


def decode_answer(raw: bytes) -> Loaded:
    """The configuration; raises ConfigError if the answer is one, msgspec.MsgspecError if none."""
    answer: Answer = process_json.decode(raw, Answer, _path)
    if isinstance(answer, Bad):
        raise ConfigError(answer.problems)
    return answer.loaded


def _plain(value: object) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(type(value))


def _path(kind: type, value: Any) -> Path:  # msgspec's own signature
    if issubclass(kind, Path):
        return Path(value)
    raise NotImplementedError(kind)
