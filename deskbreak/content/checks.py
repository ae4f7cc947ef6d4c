"""The ten set-up checks (catalogue 3): facts, questions, and how options change a question.

A form in a check's file replaces texts when an option has a certain value, or, without a value,
any other than the default. ``alternate`` takes turns between the plain texts and the first form
of that option (catalogue 3.2, C1 and C7).
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from deskbreak.content.catalogue import label
from deskbreak.content.complaints import complaint
from deskbreak.content.content_errors import ContentFileError, UnknownContentError
from deskbreak.content.model import Bilingual
from deskbreak.content.structures import BilingualTable, KebabCase, decode, read
from deskbreak.domain.vocabulary.routine import Check, CheckGroup, Code

FOLDER = Path(__file__).parent / "checks"
TAKES_TURNS = "alternate"


class CheckForm(Struct, forbid_unknown_fields=True):
    """``[[forms]]``: texts for another value of an option."""

    option: str
    value: str | None = None
    question: BilingualTable | None = None
    look: BilingualTable | None = None
    fix: BilingualTable | None = None


class CheckFile(Struct, forbid_unknown_fields=True):
    """A whole file of a check."""

    number: str
    id: KebabCase
    group: CheckGroup
    source: list[str]
    question: BilingualTable
    look: BilingualTable
    fix: BilingualTable
    leave_out: list[Code] = []
    options: dict[str, str] = {}
    forms: list[CheckForm] = []


class CheckTexts(Struct, frozen=True):
    """One check as it is asked this time."""

    question: Bilingual
    look: Bilingual
    """How to find out in 10 s."""
    fix: Bilingual


class CheckCard(Struct, frozen=True):
    """A check with all its texts."""

    facts: Check
    source: tuple[str, ...]
    file: CheckFile

    def texts(self, options: Iterable[tuple[str, str]] = (), times_asked: int = 0) -> CheckTexts:
        """The texts under the person's options.

        Args:
            options: keys and values as in ``domain.settings.CheckSettings.options``.
            times_asked: how often this check has been asked before; decides whose turn it is.
        """
        values = {**self.file.options, **{key: _plain(value) for key, value in options}}
        forms = [form for form in self.file.forms if self._applies(form, values, times_asked)]
        low, high = _limits(values)

        def pick(name: str) -> Bilingual:
            own = next((it for form in forms if (it := getattr(form, name))), None)
            table: BilingualTable = own or getattr(self.file, name)
            return Bilingual(
                table.ja.replace("{low}", low).replace("{high}", high),
                table.en.replace("{low}", low).replace("{high}", high),
            )

        return CheckTexts(pick("question"), pick("look"), pick("fix"))

    def _applies(self, form: CheckForm, values: Mapping[str, str], times_asked: int) -> bool:
        value = values[form.option]
        if value == TAKES_TURNS:
            return times_asked % 2 == 1
        return value == form.value if form.value else value != self.file.options[form.option]


@lru_cache(maxsize=1)
def load_checks() -> tuple[Check, ...]:
    """The facts of all checks by number, without keeping their texts; raises ContentFileError."""
    cards = (_load(path) for path in FOLDER.glob("c*.toml"))
    return tuple(sorted((card.facts for card in cards), key=lambda it: int(it.number[1:])))


def check_card(name: str) -> CheckCard:
    """The texts of a check, by id or number.

    Raises:
        UnknownContentError: there is none.
    """
    wanted = name.strip().lower()
    number = f"c{int(wanted[1:]):02}" if re.fullmatch(r"c\d{1,2}", wanted) else None
    for path in FOLDER.glob("c*.toml"):
        found_number, _, found_id = path.stem.partition("-")
        if wanted == found_id or number == found_number:
            return _load(path)
    raise UnknownContentError(f"no check named {name!r}")


def _load(path: Path) -> CheckCard:
    file = decode(read(path, label(path)), label(path), CheckFile)
    for at, form in enumerate(file.forms):
        if form.option not in file.options:
            what = complaint("no_option", name=form.option)
            raise ContentFileError(label(path), f"forms[{at}].option", what)
    facts = Check(file.number, file.id, file.group, frozenset(file.leave_out))
    return CheckCard(facts, tuple(file.source), file)


def _plain(value: str) -> str:
    """``[10, 15]`` as ``10-15`` and ``False`` as ``false``, however the settings write them."""
    numbers = re.findall(r"\d+", value)
    return "-".join(numbers) if numbers else value.strip().lower()


def _limits(values: Mapping[str, str]) -> tuple[str, str]:
    """The two ends of the check's range; empty for a check without one."""
    for value in values.values():
        if limits := re.fullmatch(r"(\d+)-(\d+)", value):
            return limits[1], limits[2]
    return "", ""
