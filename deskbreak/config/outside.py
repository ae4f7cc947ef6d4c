"""The layers above the files: environment variables and the command line."""

import json
from collections.abc import Mapping

from deskbreak.config.file_problems import Fault, Layer, Problem
from deskbreak.config.forms import FromText
from deskbreak.config.layer_paths import FILE_VARIABLE, PREFIX
from deskbreak.config.layers import LayerValues, Values
from deskbreak.config.models import KeyReader
from deskbreak.config.schema import fields, key_path, table_at
from deskbreak.config.toml_depth import DEEPEST
from deskbreak.content.toml_lines import KeyPath

DELIMITER = "__"

_OPTIONS = {"language": "--lang"}
"""Keys that have an option of their own."""


def environment_layer(
    environ: Mapping[str, str],
) -> tuple[LayerValues, list[Problem], list[Problem]]:
    """``DESKBREAK_RHYTHM__EVERY=50m`` and the like, the problems, and the warnings.

    An empty variable is one that is not set. A variable of one unknown word may belong to another
    program, so it is only a warning.
    """
    assignments: dict[str, KeyPath] = {}
    warnings = []
    for variable in sorted(environ):
        if not variable.upper().startswith(PREFIX) or variable.upper() == FILE_VARIABLE:
            continue
        words = variable[len(PREFIX) :].split(DELIMITER)
        path = key_path(words)
        if len(words) == 1 and path[0] not in fields(KeyReader):
            warnings.append(Problem(Fault.OTHER_VARIABLE, Layer.ENVIRONMENT, key=variable))
        elif environ[variable]:
            assignments[variable] = path
    layer, problems = _layer(Layer.ENVIRONMENT, assignments, environ)
    return layer, problems, warnings


def command_line_layer(overrides: Mapping[str, object]) -> tuple[LayerValues, list[Problem]]:
    """Values by dotted key, ``{"rhythm.every": "30m"}``: text as from a variable, or as in TOML."""
    paths = {key: key_path(key.split(".")) for key in sorted(overrides)}
    labels = {_OPTIONS.get(key, f"--set {key}"): path for key, path in paths.items()}
    values = {_OPTIONS.get(key, f"--set {key}"): value for key, value in overrides.items()}
    return _layer(Layer.COMMAND_LINE, labels, values)


def _layer(
    layer: Layer, assignments: Mapping[str, KeyPath], given: Mapping[str, object]
) -> tuple[LayerValues, list[Problem]]:
    values: Values = {}
    labels: dict[KeyPath, str] = {}
    problems = []
    for label, path in assignments.items():
        value = given[label]
        if isinstance(value, str):
            value = _unquoted(value)
        if len(path) > DEEPEST:
            problems.append(Problem(Fault.NOT_A_VARIABLE, layer, key=label[:60]))
        elif table_at(path) is not None and not isinstance(value, dict):
            problems.append(Problem(Fault.NOT_A_VARIABLE, layer, key=label))
        elif _put(values, path, value):
            labels[path] = label
        else:
            problems.append(Problem(Fault.UNKNOWN_KEY, layer, key=label))
    return LayerValues(layer, "", values, labels=labels), problems


def _unquoted(text: str) -> FromText:
    """``'""'`` is how a variable says: an empty text."""
    if text.startswith('"'):
        try:
            return FromText(json.loads(text))
        except (ValueError, RecursionError):
            pass
    return FromText(text)


def _put(values: Values, path: KeyPath, value: object) -> bool:
    """False if a part of the path is a value already."""
    table = values
    for step in path[:-1]:
        inner = table.setdefault(str(step), {})
        if not isinstance(inner, dict):
            return False
        table = inner
    table[str(path[-1])] = value
    return True
