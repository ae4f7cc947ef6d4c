"""Hooks run only from a file that nobody else can have written."""

import grp
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.config.answer import Loaded
from deskbreak.config.file_problems import Fault
from deskbreak.config.layer_paths import Paths
from deskbreak.config.messages import render
from deskbreak.config.trust import Distrust, _is_private_group, distrust
from deskbreak.domain.vocabulary.settings import Hooks

ME = os.geteuid()
STRANGER = 54_321


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "deskbreak"
    folder.mkdir(mode=0o700)
    path = folder / "config.toml"
    path.write_text("")
    path.chmod(0o600)
    return path


def test_a_private_file_is_trusted(file: Path) -> None:
    assert distrust(file, ME) is None


@pytest.mark.parametrize("mode", [0o602, 0o666])
def test_a_file_that_others_may_write_is_not(file: Path, mode: int) -> None:
    file.chmod(mode)
    assert distrust(file, ME) == Distrust(Fault.HOOKS_WRITABLE, file)


def test_nor_one_in_a_folder_that_others_may_write(file: Path) -> None:
    file.parent.chmod(0o777)
    assert distrust(file, ME) == Distrust(Fault.HOOKS_WRITABLE, file.parent)


def test_a_link_is_followed_and_its_folders_count(file: Path, tmp_path: Path) -> None:
    links = tmp_path / "links"
    links.mkdir(mode=0o700)
    link = links / "config.toml"
    link.symlink_to(file)
    assert distrust(link, ME) is None
    file.parent.chmod(0o707)
    assert distrust(link, ME) == Distrust(Fault.HOOKS_WRITABLE, file.parent)
    file.parent.chmod(0o700)
    links.chmod(0o707)
    assert distrust(link, ME) == Distrust(Fault.HOOKS_WRITABLE, links)


def test_only_the_users_own_private_group_is_not_others(file: Path) -> None:
    file.chmod(0o660)
    private = _is_private_group(file.stat().st_gid, ME)
    assert distrust(file, ME) == (None if private else Distrust(Fault.HOOKS_WRITABLE, file))
    root, daemon = 0, grp.getgrnam("daemon").gr_gid
    assert _is_private_group(root, 0)
    assert not _is_private_group(daemon, 0)
    assert not _is_private_group(root, STRANGER)


def test_a_file_of_another_user_is_not_trusted(file: Path) -> None:
    if ME == 0:  # root is trusted, so the file has to be a stranger's
        os.chown(file, STRANGER, -1)
    assert distrust(file, STRANGER + 1) == Distrust(Fault.HOOKS_OWNER, file)


def test_refused_hooks_are_dropped_with_a_warning_and_the_rest_counts(
    load_all: Callable[..., Loaded], paths: Paths
) -> None:
    text = '[rhythm]\nevery = "50m"\n[hooks]\non_prompt = ["ls"]\n'
    assert load_all(text).settings.hooks.on_prompt == ("ls",)
    paths.user.chmod(0o606)
    loaded = load_all(text)
    assert loaded.settings.hooks == Hooks()
    assert loaded.values["rhythm.every"] == "50m"
    [warning] = loaded.warnings
    assert render(warning, "en") == (
        f"config.toml:3: hooks: hooks are not run: others may write to {paths.user}; "
        f"run: chmod go-w {paths.user}"
    )
