"""The configuration in force, for commands that speak without the daemon."""

import os
from collections.abc import Mapping
from datetime import date

from deskbreak.cli.cli_text import language_of
from deskbreak.config.answer import Loaded
from deskbreak.config.file_problems import ConfigError
from deskbreak.config.kept_reading import load
from deskbreak.config.layer_paths import locate
from deskbreak.config.messages import render
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Language
from deskbreak.desktop.standard_streams import complain


def in_force(
    content: Catalogue, today: date, lang: str | None, config: str | None = None
) -> Loaded | None:
    """The configuration; None, after saying what is wrong with it, if it cannot be read."""
    numbers: Mapping[str, str] = {one.number: one.id for one in content.facts}
    try:
        return load(locate(os.environ, config), os.environ, {}, numbers, today=today)
    except ConfigError as error:
        for problem in error.problems:
            complain(render(problem, language_of(lang)))
        return None


def speaks(loaded: Loaded, lang: str | None) -> Language:
    """The language of ``--lang``, else the configured one."""
    return language_of(lang or loaded.settings.language)
