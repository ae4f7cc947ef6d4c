"""Real files in a temporary folder, loaded in this process."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from deskbreak.config.answer import Loaded
from deskbreak.config.file_problems import ConfigError
from deskbreak.config.layer_paths import Paths
from deskbreak.config.loading import load
from deskbreak.config.messages import Language, render

IDS = {"R03": "hip-hinge", "R13": "seated-pelvis-reset", "U01": "my-own"}


@pytest.fixture
def routine_ids() -> Mapping[str, str]:
    return IDS


@pytest.fixture
def today() -> date:
    return date(2026, 11, 25)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    folder = tmp_path / "home" / "deskbreak"
    folder.mkdir(parents=True, mode=0o700)
    return Paths(
        user=folder / "config.toml",
        system=(tmp_path / "etc" / "config.toml",),
        profile=tmp_path / "data" / "profile.toml",
    )


@pytest.fixture
def load_all(paths: Paths, today: date) -> Callable[..., Loaded]:
    """Writes the layers that are given, and loads them all."""

    def load_layers(  # a layer each
        user: str | None = None,
        *,
        system: str | None = None,
        profile: str | None = None,
        environ: Mapping[str, str] | None = None,
        overrides: Mapping[str, object] | None = None,
    ) -> Loaded:
        assert paths.profile is not None
        files = ((paths.user, user), (paths.system[0], system), (paths.profile, profile))
        for path, text in files:
            if text is not None:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, "utf-8")
        return load(paths, environ or {}, overrides or {}, IDS, today=today)

    return load_layers


@pytest.fixture
def lines_of(load_all: Callable[..., Loaded], tmp_path: Path) -> Callable[..., list[str]]:
    """The lines of a configuration that is wrong, with the temporary folder taken out."""

    def wrong_lines(*args: str, lang: Language = "en", **layers: object) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            load_all(*args, **layers)
        lines = [render(problem, lang) for problem in caught.value.problems]
        return [line.replace(f"{tmp_path}/", "") for line in lines]

    return wrong_lines
