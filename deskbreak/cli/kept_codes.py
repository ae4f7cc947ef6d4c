"""Keeps a code that applies to the person where the first questions keep it."""

import os

from deskbreak.config.layer_paths import locate
from deskbreak.config.loading import load
from deskbreak.config.profile import update_profile
from deskbreak.content.catalogue import Catalogue
from deskbreak.domain.vocabulary.routine import Code
from deskbreak.timing.clock import SystemClock


def keep_code(code: Code, content: Catalogue, config: str | None = None) -> None:
    """Add it to the answers in the profile; for a time without a daemon. Raises ConfigError."""
    paths = locate(os.environ, config)
    now = SystemClock().now().wall
    numbers = {one.number: one.id for one in content.facts}
    settings = load(paths, os.environ, {}, numbers, today=now.date()).settings
    codes = settings.personal.codes | {code}
    assert paths.profile is not None  # noqa: S101  # locate always names it
    update_profile(paths.profile, {"codes": sorted(codes, key=list(Code).index)}, now)
