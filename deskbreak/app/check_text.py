"""What is said when a set-up check is asked (catalogue 3.1 and 3.2); nothing is asked from here.

The same texts serve the notification that carries a check and ``deskbreak check``.
"""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from deskbreak.app.text_limits import fit
from deskbreak.content.checks import check_card
from deskbreak.content.model import Language
from deskbreak.content.strings import text


class CheckText(Struct, frozen=True):
    """One check as it is asked today, in one language."""

    title: str
    """Of the notification; at most 60 characters."""
    question: str
    look: str
    """How to find out in 10 s, with its introduction."""
    fix_title: str
    fix: str
    """What to do after "No, fix it"."""
    purpose: str
    """What checks are for: said with the first one."""
    later: str
    """That the check comes once more; said after "No, fix it"."""

    def asking(self, *, purpose: bool = False) -> tuple[str, bool]:
        """The body of the question, and whether how to find out has room in it.

        With ``purpose`` the line on what checks are for comes before how to find out, which then
        may need a notice of its own: nothing is dropped.
        """
        lines = [self.question, *([self.purpose] if purpose else []), self.look]
        body = fit(lines)
        return body, body.endswith(self.look)

    def fixing(self) -> str:
        """The body of the answer to "No, fix it", at most 200 characters."""
        return fit([self.fix, self.later])


def check_text(
    language: Language,
    check: str,
    options: Iterable[tuple[str, str]] = (),
    day: date | None = None,
    *,
    asked_before: int | None = None,
) -> CheckText:
    """The texts of a check under the person's options.

    Args:
        language: of all the texts.
        check: its id or number.
        options: as in ``domain.settings.CheckSettings.options``.
        day: for ``alternate`` (C1, C7): the two questions take turns from day to day, so also
            from one week to the next.
        asked_before: the same by count, where that is known; it goes before ``day``.

    Raises:
        UnknownContentError: there is no such check.
    """
    turn = asked_before if asked_before is not None else day.toordinal() if day else 0
    texts = check_card(check).texts(options, turn)
    return CheckText(
        title=text(language, "check.title"),
        question=texts.question.of(language),
        look=text(language, "check.look", text=texts.look.of(language)),
        fix_title=text(language, "check.fix_title"),
        fix=texts.fix.of(language),
        purpose=text(language, "check.purpose"),
        later=text(language, "check.later"),
    )
