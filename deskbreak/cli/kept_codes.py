"""Keeps what "Not for me" told, a code or a routine to hide, where the daemon would keep it."""

import os
from collections.abc import Callable

from deskbreak.config.kept_reading import load
from deskbreak.config.layer_paths import locate
from deskbreak.config.profile import update_profile
from deskbreak.content.catalogue import Catalogue
from deskbreak.domain.vocabulary.routine import Code
from deskbreak.domain.vocabulary.settings import Personal
from deskbreak.timing.clock import SystemClock


def keep_code(code: Code, content: Catalogue, config: str | None = None) -> None:
    """Add it to the answers in the profile; for a time without a daemon. Raises ConfigError."""

    def with_code(personal: Personal) -> dict[str, object]:
        return {"codes": sorted(personal.codes | {code}, key=list(Code).index)}

    _keep(with_code, content, config)


def hide_routine(routine: str, content: Catalogue, config: str | None = None) -> None:
    """Never offer it again; for a time without a daemon. Raises ConfigError."""
    _keep(lambda personal: {"hidden": sorted(personal.hidden | {routine})}, content, config)


def _keep(
    changed: Callable[[Personal], dict[str, object]], content: Catalogue, config: str | None
) -> None:
    """Write to the profile what is changed in the answers that are in force."""
    paths = locate(os.environ, config)
    now = SystemClock().now().wall
    numbers = {one.number: one.id for one in content.facts}
    settings = load(paths, os.environ, {}, numbers, today=now.date()).settings
    assert paths.profile is not None  # noqa: S101  # locate always names it
    update_profile(paths.profile, changed(settings.personal), now)
