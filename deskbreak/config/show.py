"""``config show``: the configuration in force as TOML, with who set each key beside it."""

from deskbreak.config.answer import Loaded, Origin
from deskbreak.config.file_problems import Layer
from deskbreak.config.messages import Language, texts
from deskbreak.config.toml_text import assignment

_WIDTH = 40
"""Where the comments begin, if the value is not longer."""


def show(loaded: Loaded, lang: Language) -> str:
    """A whole TOML document. Health answers are not in it, addresses are hosts only."""
    lines = []
    above = ""
    for key, value in loaded.values.items():
        table, _, name = key.rpartition(".")
        if table != above:
            lines += ["", f"[{table}]"]
            above = table
        origin = loaded.sources.get(key, Origin(Layer.DEFAULT))
        lines.append(f"{assignment(name, value):<{_WIDTH}}  # {_who(origin, lang)}")
    return "\n".join([*lines, ""])


def _who(origin: Origin, lang: Language) -> str:
    words = texts(lang)
    match origin.layer:
        case Layer.DEFAULT:
            return words["default"]
        case Layer.ENVIRONMENT | Layer.COMMAND_LINE:
            return words[origin.layer].format(key=origin.label)
        case _:
            return f"{origin.file}:{origin.line}"
