"""What keys there are, read off the models: for hints, variables and the example file."""

from collections.abc import Iterator
from types import UnionType
from typing import Union, get_args, get_origin

from pydantic.fields import FieldInfo

from deskbreak.config.forms import Form
from deskbreak.config.models import KeyReader, Table
from deskbreak.content.toml_lines import KeyPath


def fields(table: type[Table]) -> dict[str, FieldInfo]:
    """A table's keys as the file names them."""
    return {field.alias or name: field for name, field in table.model_fields.items()}


def table_at(path: KeyPath, root: type[Table] = KeyReader) -> type[Table] | None:
    """The table at ``path``, or None if there is none."""
    table = root
    for step in path:
        field = fields(table).get(str(step))
        inner = field.annotation if field else None
        if not (isinstance(inner, type) and issubclass(inner, Table)):
            return None
        table = inner
    return table


def forms(
    table: type[Table] = KeyReader, above: KeyPath = ()
) -> Iterator[tuple[KeyPath, Form[object]]]:
    """Every key that is not a table, with its form, in the order of the models."""
    for name, field in fields(table).items():
        path = (*above, name)
        inner = table_at((name,), table)
        if inner is not None:
            yield from forms(inner, path)
        else:
            yield path, _form(field)


def _form(field: FieldInfo) -> Form[object]:
    return next(_forms_in(field.metadata, field.annotation))


def _forms_in(metadata: object, annotation: object) -> Iterator[Form[object]]:
    if isinstance(metadata, (list, tuple)):
        yield from (item for item in metadata if isinstance(item, Form))
    if get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from _forms_in(getattr(member, "__metadata__", ()), member)


def key_path(words: list[str]) -> KeyPath:
    """The path for words of any case in which ``_`` may stand for ``-``: those of a variable.

    Words that name nothing stay as they are, in lower case.
    """
    path: KeyPath = ()
    for word in words:
        table = table_at(path)
        known = fields(table) if table else {}
        spelt = {name.replace("-", "_"): name for name in known}
        lower = word.lower()
        path = (*path, spelt.get(lower.replace("-", "_"), lower))
    return path
