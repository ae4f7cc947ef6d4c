"""Reads every layer, checks each by itself and all together, and gives the domain its settings.

    defaults < system files < profile < user's file < environment < command line

All problems are told at once, each at its line in the layer it is in. A profile never stops the
program: what is wrong in it is passed over with a warning, because nobody writes it by hand.
"""

import os
import sys
from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from deskbreak.config.answer import Loaded, Origin
from deskbreak.config.conversion import ceiling, to_settings
from deskbreak.config.file_problems import ConfigError, Fault, Layer, Problem
from deskbreak.config.layer_paths import Paths
from deskbreak.config.layers import LayerValues, dotted, leaves
from deskbreak.config.models import AllKeys, Personal
from deskbreak.config.outside import command_line_layer, environment_layer
from deskbreak.config.rules import (
    calendar_problems,
    ceiling_problems,
    hidden_ids,
    holidays_of,
    setter,
    warnings_about,
)
from deskbreak.config.schema import fields
from deskbreak.config.sources import merge
from deskbreak.config.toml_file import read_layer, why_unreadable
from deskbreak.config.trust import distrust
from deskbreak.config.validation import TOLD, check_layer, keep_sound
from deskbreak.content.toml_lines import KeyPath
from deskbreak.domain.time.durations import format_duration
from deskbreak.domain.vocabulary.settings import Settings


def load(
    paths: Paths,
    environ: Mapping[str, str],
    overrides: Mapping[str, object],
    routine_ids: Mapping[str, str],
    *,
    today: date,
) -> Loaded:
    """The configuration in force; raises ConfigError with everything that is wrong.

    ``overrides`` are by dotted key, ``routine_ids`` the ids by number (``{"R03": "hip-hinge"}``).
    """
    reading = _Reading()
    reading.files(paths)
    reading.outside(environ, overrides)
    layers = reading.layers
    keys = merge(layers)
    hide, unknown = hidden_ids(keys, layers, routine_ids)
    holidays, no_holidays = holidays_of(keys, layers, today)
    problems = [*reading.problems, *unknown, *no_holidays, *calendar_problems(keys, layers)]
    if not reading.bad & {("rhythm", "every"), ("rhythm", "ceiling")}:
        problems += ceiling_problems(keys, layers)
    if problems:
        raise ConfigError(shortened(_in_order(problems)))
    settings = to_settings(keys, folder=paths.user.absolute().parent, hide=hide, holidays=holidays)
    settings, refused = _with_trusted_hooks(settings, paths, layers)
    return Loaded(
        settings=settings,
        warnings=(*reading.warnings, *warnings_about(keys, layers), *refused),
        sources=_sources(layers),
        values=_values(keys),
    )


class _Reading:
    """The layers so far, with their sound keys only, and what was found wrong."""

    def __init__(self) -> None:
        self.layers: list[LayerValues] = []
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.bad: set[KeyPath] = set()

    def files(self, paths: Paths) -> None:
        for path in paths.system:
            try:
                self._add(read_layer(path, Layer.SYSTEM, str(path)))
            except ConfigError as error:
                self.problems += error.problems
        if paths.profile is not None:
            self._profile(paths)
        try:
            self._add(read_layer(paths.user, Layer.USER, paths.shown, needed=paths.named))
        except ConfigError as error:
            self.problems += error.problems

    def outside(self, environ: Mapping[str, str], overrides: Mapping[str, object]) -> None:
        layer, problems, warnings = environment_layer(environ)
        self.problems += problems
        self.warnings += warnings
        self._add(layer)
        layer, problems = command_line_layer(overrides)
        self.problems += problems
        self._add(layer)

    def _profile(self, paths: Paths) -> None:
        assert paths.profile is not None  # noqa: S101  # asked by the caller
        name = paths.profile.name
        try:
            layer = read_layer(paths.profile, Layer.PROFILE, name)
        except ConfigError as error:
            self.warnings += error.problems
            self.warnings.append(Problem(Fault.PROFILE_IGNORED, Layer.PROFILE, name))
            return
        if layer is not None:
            layer = with_personal_table(layer)
            found = check_layer(layer)
            self.warnings += shortened(tuple(problem for _, problem in found))
            self.layers.append(keep_sound(layer, found))

    def _add(self, layer: LayerValues | None) -> None:
        if layer is None:
            return
        found = check_layer(layer)
        self.problems += (problem for _, problem in found)
        self.bad |= {path for path, _ in found}
        self.layers.append(keep_sound(layer, found))


def with_personal_table(layer: LayerValues) -> LayerValues:
    """The profile's own keys moved from its top level into the table ``personal``."""
    own = {key: value for key, value in layer.values.items() if key in fields(Personal)}
    others = {key: value for key, value in layer.values.items() if key not in own}
    lines: dict[KeyPath, int] = {
        (("personal", *path) if path[0] in own else path): line
        for path, line in layer.lines.items()
    }
    labels: dict[KeyPath, str] = {("personal", key): key for key in own}
    return LayerValues(layer.layer, layer.name, {**others, "personal": own}, lines, labels)


def shortened(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The first ten, and how many more there are."""
    if len(problems) <= TOLD:
        return problems
    last = problems[TOLD - 1]
    more = Problem(Fault.MORE, last.layer, last.file, params={"count": str(len(problems) - TOLD)})
    return (*problems[:TOLD], more)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    ranks = list(Layer)
    return tuple(sorted(problems, key=lambda p: (ranks.index(p.layer), p.file, p.line or 0)))


def _with_trusted_hooks(
    settings: Settings, paths: Paths, layers: list[LayerValues]
) -> tuple[Settings, list[Problem]]:
    if settings.hooks == Settings().hooks or sys.platform == "win32":
        return settings, []
    layer = setter(layers, ("hooks",))
    assert layer is not None  # noqa: S101  # hooks come from the user's file only
    try:
        reason = distrust(paths.user, os.geteuid())
    except OSError as error:
        code, params = why_unreadable(error)
        raise ConfigError((Problem(code, Layer.USER, paths.shown, params=params),)) from None
    if reason is None:
        return settings, []
    refused = layer.problem(("hooks",), reason.code, path=str(reason.path))
    return replace(settings, hooks=Settings().hooks), [refused]


def _sources(layers: list[LayerValues]) -> dict[str, Origin]:
    return {
        dotted(path): Origin(layer.layer, layer.name, layer.line(path), layer.labels.get(path, ""))
        for layer in layers
        for path, _ in leaves(layer.values)
        if path[0] != "personal"
    }


def default_values() -> dict[str, object]:
    """Every key's default, dotted, as TOML writes it."""
    return _values(AllKeys())


def _values(keys: AllKeys) -> dict[str, object]:
    plain = keys.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"personal"})
    rhythm = plain["rhythm"]
    plain["rhythm"] = {
        "every": rhythm["every"],
        "ceiling": format_duration(ceiling(keys.rhythm)),
    } | rhythm
    return {dotted(path): value for path, value in leaves(plain)}
