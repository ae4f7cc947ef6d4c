"""Values are never changed in place, so that one who holds a state holds that state."""

import importlib
import pkgutil

import pytest
from msgspec import Struct

import deskbreak.app
import deskbreak.domain
from deskbreak.app import guide_protocol, wire

MODULES = [
    importlib.import_module(found.name)
    for package in (deskbreak.app, deskbreak.domain)
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]
VALUES = sorted(
    {
        one
        for module in MODULES
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Struct) and one.__module__ == module.__name__
    },
    key=lambda one: (one.__module__, one.__qualname__),
)
CHANGED = {"_Saved", "_Moment"}
"""What is read from JSON and thrown away at once."""


@pytest.mark.parametrize("value", VALUES, ids=lambda one: one.__qualname__)
def test_a_value_is_frozen(value: type[Struct]) -> None:
    spoken = issubclass(value, wire.Request | wire.Reply) or "day_lines" in value.__module__
    assert value.__struct_config__.frozen or spoken or value.__name__ in CHANGED


@pytest.mark.parametrize(
    "shape",
    [
        *wire.Request.__subclasses__(),
        *guide_protocol.Report.__subclasses__(),
        guide_protocol.GuideRequest,
        guide_protocol.AskedCheck,
    ],
    ids=lambda one: one.__qualname__,
)
def test_a_message_with_a_field_that_it_has_not_is_refused(shape: type[Struct]) -> None:
    assert shape.__struct_config__.forbid_unknown_fields
