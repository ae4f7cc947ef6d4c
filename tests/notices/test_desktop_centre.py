"""desktop-notifier behind the port, against a stand-in with the habits of the original."""

import asyncio
import threading
from pathlib import Path
from typing import cast

import pytest
from fakes.notif_centre import Attachment, Button, Capability, FakeLibrary, Notification

from deskbreak.app.ports.notice_ports import Button as OurButton
from deskbreak.app.ports.notice_ports import Notice, NotifierError
from deskbreak.notices.desktop_notifier import Desktop, Library

NOTICE = Notice(
    "p1",
    "Stand up",
    "body <3 &",
    tuple(OurButton(each, each.title()) for each in ("start", "snooze", "skip", "another")),
    default_action="start",
    picture=Path("/p.png"),
    sound=True,
)


class Scene:
    def __init__(self, limit: float = 5.0, broken: Exception | None = None) -> None:
        self.library = FakeLibrary(broken)
        self.centre = self.library.centre
        self.actions: list[tuple[str, str]] = []
        self.desktop = Desktop(
            lambda key, action: self.actions.append((key, action)),
            limit=limit,
            library=lambda: cast("Library", self.library),
        )


def test_shows_with_three_buttons_picture_and_sound() -> None:
    async def run() -> None:
        it = Scene()
        await it.desktop.show(NOTICE)
        assert it.centre.live == {
            "p1": Notification(
                "Stand up",
                "body <3 &",
                tuple(Button(each.title(), each) for each in ("start", "snooze", "skip")),
                Attachment(Path("/p.png")),
                "default",
                "p1",
            )
        }
        await it.desktop.withdraw("p1")
        assert it.centre.live == {}

    asyncio.run(run())


def test_no_buttons_where_turned_off_or_unknown() -> None:
    async def run() -> None:
        it = Scene()
        it.desktop.buttons = False
        await it.desktop.show(NOTICE)
        assert it.centre.live["p1"].buttons == ()
        it.desktop.buttons = True
        it.centre.capabilities = frozenset({Capability.TITLE})
        await it.desktop.show(NOTICE)
        assert it.centre.live["p1"].buttons == ()

    asyncio.run(run())


def test_actions_come_from_any_thread_once_and_only_for_ours() -> None:
    async def run() -> None:
        it = Scene()
        await it.desktop.show(NOTICE)
        it.centre.press("another", "start")
        thread = threading.Thread(target=it.centre.press, args=("p1", "snooze"))
        thread.start()
        thread.join()
        it.centre.press("p1", "skip")
        assert it.actions == [], "nothing is called in a foreign thread"
        await asyncio.sleep(0)
        assert it.actions == [("p1", "snooze")]
        await it.desktop.show(NOTICE)
        it.centre.click("p1")
        await asyncio.sleep(0)
        assert it.actions[1:] == [("p1", "start")]

    asyncio.run(run())


def test_a_send_that_fails_silently_is_noticed() -> None:
    async def run() -> None:
        it = Scene()
        it.centre.fails = True
        with pytest.raises(NotifierError, match="was not sent"):
            await it.desktop.show(NOTICE)
        it.centre.fails = False
        await it.desktop.show(NOTICE)

    asyncio.run(run())


def test_a_send_that_waits_for_permission_is_given_up() -> None:
    async def run() -> None:
        it = Scene(limit=0.05)
        it.centre.answers = asyncio.Event()
        with pytest.raises(NotifierError, match=r"not sent within 0\.05 s"):
            await it.desktop.show(NOTICE)
        assert it.centre.live == {}

    asyncio.run(run())


def test_without_an_app_bundle_it_says_so() -> None:
    async def run() -> None:
        it = Scene()
        it.centre.capabilities = frozenset()
        why = await it.desktop.viable()
        assert why == "Python runs outside an app bundle: macOS shows nothing"
        with pytest.raises(NotifierError, match="app bundle"):
            await it.desktop.show(NOTICE)

    asyncio.run(run())


def test_a_library_that_is_missing_or_broken_is_said() -> None:
    def missing() -> Library:
        raise ImportError("desktop_notifier")

    async def run() -> None:
        assert await Desktop(lambda *_: None, library=missing).viable() == (
            "desktop-notifier is not installed"
        )
        broken = Scene(broken=OSError("class not registered")).desktop
        assert await broken.viable() == (
            "the notification centre cannot be used: class not registered"
        )

    asyncio.run(run())


def test_withdraw_and_close_never_fail() -> None:
    async def run() -> None:
        it = Scene()
        await it.desktop.withdraw("never shown")
        await it.desktop.show(NOTICE)
        it.centre.clear_fails = True
        await it.desktop.withdraw("p1")
        it.centre.clear_fails = False
        await it.desktop.show(NOTICE)
        await it.desktop.close()
        assert it.centre.live == {}

    asyncio.run(run())


def test_a_library_that_blocks_keeps_nobody_waiting_twice() -> None:
    free = threading.Event()

    async def run() -> None:
        it = Scene()

        def slow() -> Library:
            free.wait()
            return cast("Library", it.library)

        actions: list[str] = []
        desktop = Desktop(lambda *_: actions.append("pressed"), limit=0.05, library=slow)
        assert await desktop.viable() == "the notification centre did not answer within 0.05 s"
        busy = "the notification centre does not answer: it still hangs in an earlier call"
        assert await desktop.viable() == busy
        with pytest.raises(NotifierError, match="still hangs"):
            await desktop.show(NOTICE)
        free.set()
        while await desktop.viable() is not None:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0)
        desktop._limit = 60.0  # a busy machine is no fault of the library that hangs no more
        await desktop.show(NOTICE)
        assert it.centre.live["p1"].title == "Stand up"
        await desktop.close()
        assert it.centre.live == {}

    asyncio.run(run())
