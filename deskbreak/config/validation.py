"""Checks one layer against the models; every error becomes a problem at its line."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from deskbreak.config.addresses import shown
from deskbreak.config.file_problems import Fault, Layer, Problem
from deskbreak.config.forms import Listed, nearest
from deskbreak.config.layers import LayerValues, dotted, leaves
from deskbreak.config.models import AllKeys, KeyReader, Table
from deskbreak.config.schema import fields, forms, table_at
from deskbreak.config.typing_slips import plain_letters
from deskbreak.content.toml_lines import KeyPath

_USER_FILE_ONLY = ("hooks", "calendar")
_COMMANDS = {"stage": "stage", "hidden": "hide"} | dict.fromkeys(
    ("setup_done", "codes", "floor", "red_flag", "personal"), "setup"
)
"""Which command sets what a person may look for in config.toml."""

PROFILE_KEYS = (
    "language",
    "rhythm",
    "hours",
    "routines.mode",
    "routines.kinds",
    "routines.places",
)
"""Keys of config.toml that the program may remember in profile.toml."""


TOLD = 10
"""Problems of a layer that are looked at closely; who has more wants to see the first ones."""


def check_layer(layer: LayerValues) -> list[tuple[KeyPath, Problem]]:
    """Everything wrong with one layer's values, by key; rules between keys are not looked at."""
    found = list(_of_models(layer))
    if layer.layer is not Layer.USER:
        found.extend(_misplaced(layer))
    return found


def keep_sound(layer: LayerValues, found: list[tuple[KeyPath, Problem]]) -> LayerValues:
    """The layer without the keys that have a problem."""
    return layer.without([path for path, _ in found])


def _of_models(layer: LayerValues) -> Iterator[tuple[KeyPath, Problem]]:
    model = AllKeys if layer.layer is Layer.PROFILE else KeyReader
    for number, error in enumerate(_errors(model, layer.values)):
        closely = number < TOLD
        yield error["loc"], _problem(layer, error["loc"], error, closely=closely)


def _errors(model: type[Table], values: Mapping[str, object]) -> list[ErrorDetails]:
    try:
        model.model_validate(values)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _problem(layer: LayerValues, path: KeyPath, error: ErrorDetails, *, closely: bool) -> Problem:
    match error["type"]:
        case "extra_forbidden" if closely:
            return _unknown(layer, path)
        case "extra_forbidden":
            return layer.problem(path, Fault.UNKNOWN_KEY)
        case "model_type" | "model_attributes_type":
            return layer.problem(path, Fault.TABLE_NEEDED, error["input"])
        case code:
            if (plain := _meant(path, error["input"])) is not None:
                return layer.problem(path, Fault.SLIP_VALUE, error["input"], plain=plain)
            params = {key: str(value) for key, value in error.get("ctx", {}).items()}
            return layer.problem(path, Fault(code), shown_value(path, error["input"]), **params)


def _meant(path: KeyPath, value: object) -> str | None:
    """The value in plain letters, in quotes, if it would be taken so; None: it would not."""
    if path[0] in ("personal", "calendar"):
        return None  # neither health answers nor addresses are told
    plain = plain_letters(value)
    form = dict(forms()).get(tuple(step for step in path if isinstance(step, str)))
    if plain is None or form is None:
        return None
    try:
        (form.item if isinstance(form, Listed) else form).read(plain)
    except PydanticCustomError:
        return None
    return f'"{plain}"'


def shown_value(path: KeyPath, value: object) -> object:
    """The value as a message may show it: of an address nothing but the host."""
    if path[0] == "personal":
        return None  # health answers belong in no log
    if path[:2] == ("calendar", "sources"):
        if isinstance(value, list):
            return [shown_value(path, item) for item in value]
        return shown(value) if isinstance(value, str) else value
    return value


def _unknown(layer: LayerValues, path: KeyPath) -> Problem:
    name = str(path[-1])
    if layer.layer is Layer.PROFILE:
        return layer.problem(path, Fault.NOT_IN_PROFILE)
    if len(path) == 1 and name in _COMMANDS:
        return layer.problem(path, Fault.PERSONAL_KEY, command=_COMMANDS[name])
    table = table_at(path[:-1])
    near = nearest(name, fields(table)) if table else None
    if near is not None:
        return layer.problem(path, Fault.UNKNOWN_KEY_NEAR, near=dotted((*path[:-1], near)))
    same = [known for known, _ in forms() if known[-1] == name]
    if len(same) == 1:
        return layer.problem(path, Fault.UNKNOWN_KEY_NEAR, near=dotted(same[0]))
    return layer.problem(path, Fault.UNKNOWN_KEY)


def _misplaced(layer: LayerValues) -> Iterator[tuple[KeyPath, Problem]]:
    """Commands and addresses count only where nobody else can have put them."""
    for path, _ in leaves(layer.values):
        if path[0] in _USER_FILE_ONLY:
            yield path, layer.problem(path, Fault.USER_FILE_ONLY)
        elif layer.layer is Layer.PROFILE and not _may_be_remembered(path):
            yield path, layer.problem(path, Fault.NOT_IN_PROFILE)


def _may_be_remembered(path: KeyPath) -> bool:
    return path[0] in (*PROFILE_KEYS, "personal") or dotted(path) in PROFILE_KEYS
