"""The parser of a command's words; help and mistakes in the person's language.

Each word and option is described by the text ``cli_words.COMMAND.NAME``, or ``cli_words.any.NAME``
where commands share it, so that a command's own file says only how it is written.
"""

import argparse
from typing import TYPE_CHECKING, NoReturn

from deskbreak.cli.cli_text import language_of, say
from deskbreak.cli.examples import EXAMPLES
from deskbreak.cli.help_layout import described
from deskbreak.cli.parser_errors import in_words
from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.strings import text
from deskbreak.content.wrapped_text import wrapped
from deskbreak.desktop.standard_streams import complain

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

WIDEST = 100
"""Columns beyond which lines are hard to read."""
LEFT = 26
"""Columns for the words themselves; longer ones stand on a line of their own."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and describes itself.

    Args:
        command: its name.
        lang: ``--lang``, if it was given.
    """

    def __init__(self, command: str, lang: str | None) -> None:
        super().__init__(prog=f"deskbreak {command}", allow_abbrev=False)
        self.command, self.lang = command, lang
        self.language = language_of(lang)

    def error(self, message: str) -> NoReturn:
        """Wrong words: exit code 2."""
        typed = {one.dest: _value(one) for one in self._actions if not one.option_strings}
        said = in_words(message, self.language, typed)
        complain(f"{self.prog}: {said}{say(self.lang, 'cli_parser.helps')}")
        self.exit(2)

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        """As every other text; argparse would keep it to itself that a device is full."""
        if file is not None:
            file.write(message)

    def format_help(self) -> str:
        """Usage, what the command is for, each word, examples."""
        import shutil  # noqa: PLC0415 - only for help

        width = min(shutil.get_terminal_size().columns - 1, WIDEST)
        usage = f"{say(self.lang, 'cli_parser.usage')}{self.usage_line()}"
        about = say(self.lang, f"cli.help.{self.command}")
        lines = [*wrapped(usage, width), "", *wrapped(about, width)]
        shown = [action for action in self._actions if action.help != argparse.SUPPRESS]
        for key, named in (("words", False), ("options", True)):
            of_kind = [action for action in shown if bool(action.option_strings) is named]
            if of_kind:
                lines += ["", say(self.lang, f"cli_parser.{key}")]
                for action in of_kind:
                    lines += self._described(action, width)
        if self.command in EXAMPLES:
            lines += ["", say(self.lang, "cli_parser.examples")]
            lines += [f"  deskbreak {example}" for example in EXAMPLES[self.command]]
        return "\n".join([*lines, ""])

    def usage_line(self) -> str:
        """The words in their order, on one line."""
        parts = [self.prog, "[-h]"]
        for action in self._actions:
            if action.dest == "help" or action.help == argparse.SUPPRESS:
                continue
            word = " ".join(filter(None, [*action.option_strings[-1:], _value(action)]))
            parts.append(f"[{word}]" if _may_be_left_out(action) else word)
        return " ".join(parts)

    def _described(self, action: argparse.Action, width: int) -> list[str]:
        """What one word or option is for."""
        words = f"  {self.written(action)}"
        return described(words, self.describe(action.dest), LEFT, width)

    def written(self, action: argparse.Action) -> str:
        """How a word or an option is typed."""
        named = ", ".join(action.option_strings)
        return " ".join(filter(None, [named, _value(action)]))

    def describe(self, word: str) -> str:
        """The text of a word; UnknownContentError if nobody wrote one."""
        try:
            return text(self.language, f"cli_words.{self.command}.{word}")
        except UnknownContentError:
            return text(self.language, f"cli_words.any.{word}")


def _may_be_left_out(action: argparse.Action) -> bool:
    return not action.required or action.nargs in ("?", "*")


def _value(action: argparse.Action) -> str:
    """What is typed for it, or after it; empty: nothing."""
    if action.nargs == 0:
        return ""
    if action.choices is not None:
        return "|".join(map(str, action.choices))
    return str(action.metavar or (action.dest.upper() if action.option_strings else action.dest))
