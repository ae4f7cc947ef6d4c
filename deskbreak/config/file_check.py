"""``config check``: every problem on a line of its own, then what is allowed but may surprise."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from deskbreak.config.answer import Loaded
from deskbreak.config.file_problems import ConfigError, Fault, Layer, Problem
from deskbreak.config.kept_reading import load
from deskbreak.config.layer_paths import Paths
from deskbreak.config.layers import literal
from deskbreak.config.messages import Language, render, texts

NOT_YET: frozenset[str] = frozenset()
"""Keys and tables whose feature is still to come."""


class Checked(Struct, frozen=True):
    """What to print, and whether the configuration may be used."""

    lines: tuple[str, ...]
    fine: bool


def check(  # what a configuration depends on, as for load
    paths: Paths,
    environ: Mapping[str, str],
    overrides: Mapping[str, object],
    routine_ids: Mapping[str, str],
    *,
    today: date,
    lang: Language,
) -> Checked:
    """The configuration in force, looked through."""
    try:
        loaded = load(paths, environ, overrides, routine_ids, today=today)
    except ConfigError as error:
        return Checked(tuple(render(problem, lang) for problem in error.problems), fine=False)
    words = texts(lang)
    notes = (*loaded.warnings, *(_note(loaded, key) for key in without_effect(loaded)))
    lines = [words["warning"].format(text=render(note, lang)) for note in notes]
    return Checked((*lines, words["fine"].format(file=paths.shown)), fine=True)


def check_file(
    file: Path, routine_ids: Mapping[str, str], *, today: date, lang: Language
) -> Checked:
    """One file by itself, as a user's file over the defaults."""
    return check(Paths(file, named=True), {}, {}, routine_ids, today=today, lang=lang)


def without_effect(loaded: Loaded, not_yet: frozenset[str] = NOT_YET) -> list[str]:
    """The keys that were set to something else than the default and change nothing so far."""
    idle = [key for key in loaded.sources if not_yet & {key, key.partition(".")[0]}]
    if not idle:
        return []
    from deskbreak.config.loading import default_values  # noqa: PLC0415 - pydantic, rarely

    usual = default_values()
    return [key for key in idle if loaded.values.get(key) != usual.get(key)]


def _note(loaded: Loaded, key: str) -> Problem:
    origin = loaded.sources[key]
    shown = origin.label or key
    value = literal(loaded.values[key]) if origin.layer is not Layer.PROFILE else ""
    return Problem(Fault.NO_EFFECT_YET, origin.layer, origin.file, origin.line, shown, value)
