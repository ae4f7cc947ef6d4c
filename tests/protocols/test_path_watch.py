"""Real files, real links, real saves; a change is told once, and nothing else is."""

# ruff: noqa: ASYNC240  # the files of a test are small and local

import asyncio
import os
import select
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from deskbreak.protocols.path_watch import FileCheck, PathWatch, Role, way_to

SETTLE_S = 0.03
QUIET_S = 0.15
"""Long enough to see that nothing comes."""


class Told:
    """Counts the calls of a watch."""

    def __init__(self) -> None:
        self.times = 0
        self._event = asyncio.Event()

    def __call__(self) -> None:
        self.times += 1
        self._event.set()

    async def wait(self) -> None:
        async with asyncio.timeout(5):
            await self._event.wait()
        self._event.clear()


@asynccontextmanager
async def watching(file: Path) -> AsyncIterator[Told]:
    told = Told()
    watch = PathWatch(file, told, SETTLE_S)
    assert watch.viable() is None
    await watch.start()
    try:
        yield told
    finally:
        await watch.stop()


def save_in_place(file: Path, text: str) -> None:
    file.write_text(text)


def save_over(file: Path, text: str) -> None:
    """As most editors do: a new file renamed over the old one."""
    new = file.with_name(".config.toml.swp")
    new.write_text(text)
    new.replace(file)


def save_with_backup(file: Path, text: str) -> None:
    """As vim does: the old file renamed away, then a new one written."""
    file.rename(file.with_name("config.toml~"))
    file.write_text(text)


SAVES = [save_in_place, save_over, save_with_backup]
Save = Callable[[Path, str], None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "config" / "deskbreak"
    folder.mkdir(parents=True)
    path = folder / "config.toml"
    path.write_text("0")
    return path


def run(story: Callable[[], Awaitable[None]]) -> None:
    async def played() -> None:
        await story()

    asyncio.run(played())


@pytest.mark.parametrize("save", SAVES)
def test_each_save_is_told(file: Path, save: Save) -> None:
    async def story() -> None:
        async with watching(file) as told:
            for text in "123":
                save(file, text)
                await told.wait()
                assert file.read_text() == text

    run(story)


def test_a_burst_is_told_once(file: Path) -> None:
    async def story() -> None:
        async with watching(file) as told:
            for text in "123456789":
                save_over(file, text)
            await told.wait()
            await asyncio.sleep(QUIET_S)
            assert told.times == 1

    run(story)


def test_other_files_and_reading_are_not_told(file: Path) -> None:
    async def story() -> None:
        async with watching(file) as told:
            file.with_name("other.toml").write_text("x")
            (file.parents[1] / "neighbour").mkdir()
            (file.parents[1] / "neighbour.conf").write_text("x")
            file.read_text()
            await asyncio.sleep(QUIET_S)
            assert told.times == 0

    run(story)


def test_a_busy_neighbourhood_does_not_even_wake_the_loop(file: Path) -> None:
    async def story() -> None:
        watch = PathWatch(file, Told(), SETTLE_S)
        await watch.start()
        file.with_name("other.toml").write_text("x")
        (file.parents[1] / "neighbour").mkdir()
        save_over(file.parents[1] / "neighbour.conf", "x")
        file.read_text()
        for each in (*file.parents[1].iterdir(), file.with_name("other.toml")):
            if each != file.parent:
                each.chmod(0o700)
        assert watch._inotify is not None
        assert select.select([watch._inotify.fd], [], [], 0) == ([], [], [])
        await watch.stop()

    run(story)


def test_a_file_that_is_deleted_and_comes_back(file: Path) -> None:
    async def story() -> None:
        async with watching(file) as told:
            file.unlink()
            await told.wait()
            file.with_name("other.toml").write_text("x")
            await asyncio.sleep(QUIET_S)
            assert told.times == 1
            file.write_text("1")
            await told.wait()
            save_over(file, "2")
            await told.wait()

    run(story)


def test_folders_that_are_made_later(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "c" / "config.toml"

    async def story() -> None:
        async with watching(file) as told:
            file.parent.mkdir(parents=True)
            await told.wait()
            file.write_text("1")
            await told.wait()
            file.write_text("2")
            await told.wait()

    run(story)


def test_a_folder_that_is_moved_away_and_replaced(file: Path) -> None:
    top = file.parents[1]

    async def story() -> None:
        async with watching(file) as told:
            top.rename(top.with_name("old"))
            await told.wait()
            file.parent.mkdir(parents=True)
            await told.wait()
            file.write_text("new")
            await told.wait()
            (top.with_name("old") / "deskbreak" / "config.toml").write_text("nobody's")
            await asyncio.sleep(QUIET_S)
            assert told.times == 3

    run(story)


@pytest.mark.parametrize("save", SAVES)
def test_a_linked_file_as_stow_makes_it(file: Path, tmp_path: Path, save: Save) -> None:
    link = tmp_path / "home" / "config.toml"
    link.parent.mkdir()
    link.symlink_to(os.path.relpath(file, link.parent))

    async def story() -> None:
        async with watching(link) as told:
            save(file, "1")
            await told.wait()
            save(file, "2")
            await told.wait()
            assert link.read_text() == "2"

    run(story)


def test_a_linked_folder(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "deskbreak").symlink_to(file.parent)

    async def story() -> None:
        async with watching(home / "deskbreak" / "config.toml") as told:
            save_over(file, "1")
            await told.wait()

    run(story)


def test_a_chain_of_links_as_home_manager_switches_it(tmp_path: Path) -> None:
    """config.toml → profile/config.toml, where profile → generation-1 becomes → generation-2."""
    for number in (1, 2):
        folder = tmp_path / f"generation-{number}"
        folder.mkdir()
        (folder / "config.toml").write_text(str(number))
    profile = tmp_path / "profile"
    profile.symlink_to("generation-1")
    link = tmp_path / "home.toml"
    link.symlink_to(tmp_path / "profile" / "config.toml")

    async def story() -> None:
        async with watching(link) as told:
            new = tmp_path / "profile.new"
            new.symlink_to("generation-2")
            new.replace(profile)
            await told.wait()
            assert link.read_text() == "2"
            (tmp_path / "generation-2" / "config.toml").write_text("3")
            await told.wait()

    run(story)


def test_a_link_that_is_pointed_elsewhere(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "config.toml"
    link.symlink_to(file)
    other = tmp_path / "other.toml"

    async def story() -> None:
        async with watching(link) as told:
            link.unlink()
            link.symlink_to(other)  # does not exist yet
            await told.wait()
            other.write_text("1")
            await told.wait()

    run(story)


def test_a_permission_that_is_given_is_told(file: Path) -> None:
    async def story() -> None:
        async with watching(file) as told:
            file.chmod(0o600)
            await told.wait()

    run(story)


def test_nothing_is_told_after_the_stop(file: Path) -> None:
    async def story() -> None:
        async with watching(file) as told:
            file.write_text("1")
        await asyncio.sleep(QUIET_S)
        assert told.times == 0

    run(story)


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert [thing.role for thing in way_to(tmp_path / "a")][-1] is Role.FILE


def test_asking_where_there_is_no_inotify(file: Path) -> None:
    check = FileCheck(file)
    assert not check.changed()
    save_over(file, "longer")
    assert check.changed()
    assert not check.changed()
    file.unlink()
    assert check.changed()
    file.write_text("back")
    assert check.changed()
