"""A plugin of mypy: msgspec's ``replace`` is checked like that of dataclasses.

The types of msgspec take ``**changes: Any``; with this a wrong name or type of a field is told.
"""

from collections.abc import Callable

from mypy.plugin import FunctionSigContext, Plugin
from mypy.plugins.dataclasses import replace_function_sig_callback
from mypy.types import CallableType

Signature = Callable[[FunctionSigContext], CallableType]


class TypedReplace(Plugin):
    """Asks mypy's own reader of ``dataclasses.replace``, which knows every class of this kind."""

    def get_function_signature_hook(self, fullname: str) -> Signature | None:
        """The reader, for the one function."""
        return replace_function_sig_callback if fullname == "msgspec.structs.replace" else None


def plugin(version: str) -> type[Plugin]:  # noqa: ARG001 - what mypy calls
    """What mypy asks for."""
    return TypedReplace
