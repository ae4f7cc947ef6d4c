"""The questions' window: one at a time, taken away with the daemon."""

import asyncio
from pathlib import Path

from desk import wait_for

from deskbreak.adapters.setup_window import SetupWindow


def script(folder: Path, lines: str) -> Path:
    file = folder / "window"
    file.write_text(f"#!/bin/sh\n{lines}\n")
    file.chmod(0o755)
    return file


async def until(file: Path) -> None:
    await asyncio.to_thread(wait_for, file.exists, 10)


def test_it_opens_once_and_goes_with_the_daemon(tmp_path: Path) -> None:
    opened, gone = tmp_path / "opened", tmp_path / "gone"
    window = SetupWindow(
        [
            script(
                tmp_path,
                f"trap 'touch {gone}; exit' TERM\necho \"$@\" >> {opened}\nsleep 60 & wait",
            )
        ]
    )

    async def work() -> None:
        window.open("--lang", "ja")
        window.open("--lang", "ja")
        await until(opened)
        await window.close()

    asyncio.run(work())
    assert opened.read_text() == "--lang ja\n"
    assert gone.exists()


def test_it_opens_again_after_it_was_closed(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    window = SetupWindow([script(tmp_path, f"echo x >> {opened}")])

    async def work() -> None:
        for _ in range(2):
            opened.unlink(missing_ok=True)
            window.open()
            await until(opened)
            await asyncio.sleep(0.3)
        await window.close()

    asyncio.run(work())
    assert opened.read_text() == "x\n"


def test_one_that_cannot_be_started_is_no_trouble(tmp_path: Path) -> None:
    window = SetupWindow([tmp_path / "not-there"])

    async def work() -> None:
        window.open()
        await asyncio.sleep(0.1)
        await window.close()

    asyncio.run(work())
