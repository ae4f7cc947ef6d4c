"""The native notifier on a real bus with a server that can be told to misbehave."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from desk import Desk, wait_for
from fakes.notif_contract import keeps_contract
from fakes.notif_desk import (
    CAPABILITIES,
    ROOT,
    STAND,
    Room,
    descriptors,
    fake_server,
    room,
    until,
    until_equal,
)
from fakes.notif_server import NAME, SIGNALS
from msgspec.structs import replace

from deskbreak.app.ports.notice_ports import Button, NotifierError
from deskbreak.notices.native import Native
from deskbreak.protocols.dbus.shared_connection import Link

pytestmark = pytest.mark.desktop

KEYS = ["start", "snooze", "skip"]
ROOM = 3 * "\n\u00a0"
"""For the buttons of LXQt."""


@pytest.fixture
def bus(desk: Desk) -> Desk:
    desk.bus()
    return desk


def test_keeps_the_contract(bus: Desk) -> None:
    fake_server(bus)

    async def run() -> None:
        async with room(bus) as it:
            await keeps_contract(it.native, it.server.titles)

    asyncio.run(run())


def test_shows_everything_the_server_needs(bus: Desk) -> None:
    fake_server(bus, capabilities=f"{CAPABILITIES},sound")

    async def run() -> None:
        async with room(bus) as it:
            picture = Path("/pictures/動き 1.png")
            await it.native.show(replace(STAND, picture=picture, sound=True))
            ((_, popup),) = (await it.server.live()).items()
            assert popup == {
                "app": "deskbreak",
                "icon": "",
                "title": STAND.title,
                "body": STAND.body.replace("<3 &", "&lt;3 &amp;").replace("up &", "up &amp;"),
                "actions": [
                    "default", "はじめる", "start", "はじめる", "snooze", "5分後に",
                    "skip", "今回はやめる",
                ],
                "hints": {
                    "urgency": 1,
                    "desktop-entry": "deskbreak",
                    "image-path": picture.as_uri(),
                    "sound-name": "message-new-instant",
                },
                "timeout": -1,
            }  # fmt: skip

    asyncio.run(run())


def test_a_silent_notice_asks_for_silence_where_the_server_has_sound(bus: Desk) -> None:
    fake_server(bus, capabilities=f"{CAPABILITIES},sound")

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(STAND)
            ((_, popup),) = (await it.server.live()).items()
            assert popup["hints"]["suppress-sound"] is True
            assert "sound-name" not in popup["hints"]

    asyncio.run(run())


@pytest.mark.parametrize(
    ("product", "capabilities", "body", "keys"),
    [
        ("plain", "actions,body", "<3 & you", ["default", *KEYS]),
        ("marked", "actions,body,body-markup", "&lt;3 &amp; you", ["default", *KEYS]),
        ("dunst", "actions,body", "&lt;3 &amp; you\nOr: a / b", ["default", *KEYS]),
        ("mako", "actions,body,body-markup", "&lt;3 &amp; you\nOr: a / b", ["default", *KEYS]),
        ("Xfce Notify Daemon", "actions,body", "<3 & you", ["default", *KEYS]),
        ("lxqt-notificationd", "actions,body,body-markup", "&lt;3 &amp; you" + ROOM, KEYS),
        ("quiet", "body", "<3 & you\nOr: a / b", []),
    ],
)
def test_each_server_gets_what_it_understands(
    bus: Desk, product: str, capabilities: str, body: str, keys: list[str]
) -> None:
    fake_server(bus, product, capabilities)

    async def run() -> None:
        async with room(bus) as it:
            picture = Path("/p.png")
            notice = replace(STAND, title="A & B", body="<3 & you", elsewhere="Or: a / b")
            await it.native.show(replace(notice, picture=picture))
            ((_, popup),) = (await it.server.live()).items()
            assert (popup["title"], popup["body"]) == ("A & B", body)
            assert popup["actions"][::2] == keys
            if keys[:1] == ["default"]:
                assert popup["actions"][1] == ("" if "Xfce" in product else "はじめる")
            image = "image_path" if "lxqt" in product else "image-path"
            assert popup["hints"][image] == "file:///p.png"

    asyncio.run(run())


def test_at_most_three_buttons_and_none_when_turned_off(bus: Desk) -> None:
    fake_server(bus)
    four = (*STAND.buttons, Button("another", "別のものを"))

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(replace(STAND, buttons=four))
            ((_, popup),) = (await it.server.live()).items()
            assert popup["actions"][::2] == ["default", "start", "snooze", "skip"]
            it.native.buttons = False
            await it.native.show(replace(STAND, buttons=four))
            ((_, popup),) = (await it.server.live()).items()
            assert popup["actions"][::2] == ["default"]
            await it.native.show(replace(STAND, elsewhere="Or: deskbreak start"))
            ((_, popup),) = (await it.server.live()).items()
            assert popup["body"].endswith("\nOr: deskbreak start")

    asyncio.run(run())


def test_the_same_key_replaces_and_another_does_not(bus: Desk) -> None:
    fake_server(bus)

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(STAND)
            await it.native.show(replace(STAND, title="second"))
            await it.native.show(replace(STAND, key="other", title="third"))
            assert sorted(await it.server.titles()) == ["second", "third"]
            await it.native.withdraw("p1")
            await it.native.withdraw("p1")
            await it.native.withdraw("never shown")
            await until_equal(it.server.titles, ["third"])

    asyncio.run(run())


def test_a_server_that_gives_a_replacement_a_new_number_shows_one(bus: Desk) -> None:
    fake_server(bus)

    async def run() -> None:
        async with room(bus) as it:
            await it.server.do("renumber")
            for title in ("one", "two", "three"):
                await it.native.show(replace(STAND, title=title))
                await until_equal(it.server.titles, [title])
            await it.native.withdraw(STAND.key)
            await until_equal(it.server.titles, [])

    asyncio.run(run())


@pytest.mark.parametrize(
    ("product", "wants_path"),
    [("SwayNotificationCenter", True), ("cinnamon", True), ("gnome-shell", False)],
)
def test_a_server_gets_the_picture_in_the_form_that_it_takes(
    bus: Desk, product: str, wants_path: bool
) -> None:
    fake_server(bus, product)

    async def run() -> None:
        async with room(bus) as it:
            picture = Path("/pictures/動き 1.png")
            await it.native.show(replace(STAND, picture=picture))
            ((_, popup),) = (await it.server.live()).items()
            wanted = str(picture) if wants_path else picture.as_uri()
            assert popup["hints"]["image-path"] == wanted

    asyncio.run(run())


def test_letters_that_are_none_do_not_lose_the_notice(bus: Desk) -> None:
    fake_server(bus)

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(replace(STAND, title="\udce4 \0席", body="\udcff"))
            assert await it.server.titles() == ["? 席"]

    asyncio.run(run())


def test_a_button_is_told_and_closes_the_popup_and_close_is_no_answer(bus: Desk) -> None:
    fake_server(bus)

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(STAND)
            await it.server.do("press", 1, "snooze")
            await until(lambda: it.record.actions)
            await until_equal(it.server.titles, [])
            await it.native.show(STAND)
            await it.server.do("close", 2, 2)
            await it.native.show(STAND)
            assert list(await it.server.live()) == [3], "a closed popup is not replaced"
            await it.server.do("press", 3, "default")
            await until(lambda: len(it.record.actions) == 2)
            assert it.record.actions == [("p1", "snooze"), ("p1", "start")]

    asyncio.run(run())


def test_what_is_not_ours_is_ignored(bus: Desk) -> None:
    fake_server(bus)

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(replace(STAND, default_action=None))
            await it.server.do("press", 77, "start")
            await it.server.do("press", 1, "launch")
            await it.server.do("press", 1, "default")
            # Another program on the bus pretends to be the server.
            it.bus.emit(SIGNALS, "ActionInvoked", "us", (1, "start"))
            await it.server.do("press", 1, "skip")
            await until(lambda: it.record.actions)
            assert it.record.actions == [("p1", "skip")]

    asyncio.run(run())


def test_a_server_without_close_signals_is_no_trouble(bus: Desk) -> None:
    fake_server(bus)

    async def run() -> None:
        async with room(bus) as it:
            await it.server.do("quiet")
            await it.native.show(STAND)
            await it.server.do("close", 1, 2)
            await it.native.show(STAND)
            assert await it.server.titles() == [STAND.title]
            await it.native.withdraw("p1")
            await until_equal(it.server.titles, [])

    asyncio.run(run())


def test_a_refusal_is_said_and_takes_the_old_popup_away(bus: Desk) -> None:
    fake_server(bus)

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(STAND)
            await it.server.do("refuse")
            with pytest.raises(NotifierError, match=r"org\.test\.Refused: not today"):
                await it.native.show(STAND)
            await it.server.do("accept")
            await it.native.show(STAND)
            assert await it.native.viable() is None

    asyncio.run(run())


def test_a_hung_server_costs_its_limit_and_what_shows_up_late_is_closed(bus: Desk) -> None:
    process = fake_server(bus)

    async def run() -> None:
        async with room(bus, limit=0.5) as it:
            await it.native.show(replace(STAND, key="kept"))
            os.kill(process.pid, signal.SIGSTOP)
            with pytest.raises(NotifierError, match=r"no answer from the server within 0\.5 s"):
                await it.native.show(STAND)
            os.kill(process.pid, signal.SIGCONT)

            async def quiet() -> tuple[list[str], list[str]]:
                seen = await it.server.seen()
                calls = [call for call in seen["calls"] if not call.startswith("Get")]
                return [popup["title"] for popup in seen["live"].values()], calls

            await until_equal(quiet, ([STAND.title], ["Notify", "Notify", "CloseNotification"]))
            await it.native.show(STAND)
            assert len(await it.server.live()) == 2

    asyncio.run(run())


@pytest.mark.parametrize("how", ["deaf", "mute"])
def test_a_server_that_answers_nothing_is_passed_over_until_a_sign_of_life(
    bus: Desk, how: str
) -> None:
    process = fake_server(bus)
    silent = "the notification server does not answer"

    async def notified(it: Room) -> int:
        return int((await it.server.seen())["calls"].count("Notify"))

    async def run() -> None:
        async with room(bus, limit=0.5) as it:
            await it.native.show(STAND)
            await it.server.do(how)
            with pytest.raises(NotifierError, match="no answer from the server"):
                await it.native.show(STAND)
            assert (await it.native.viable(), it.native.refused) == (silent, silent)
            assert await notified(it) == 2
            await it.server.do("heal")
            assert await it.native.viable() == silent, "it has said nothing since"
            await it.server.do("press", 99, "of another program")
            await until(lambda: it.record.servers == [True])
            assert await it.native.viable() is None
            await it.native.show(STAND)
            await it.server.do(how)
            with pytest.raises(NotifierError):
                await it.native.show(STAND)
            bus.end(process, signal.SIGKILL)
            await until(lambda: it.native._owner == "")
            await asyncio.to_thread(fake_server, bus)
            await until(lambda: it.record.servers[-1] is True)
            assert (await it.native.viable(), it.native.refused) == (None, None)

    asyncio.run(run())


def test_a_server_that_hangs_is_found_out_by_whoever_asks(bus: Desk) -> None:
    process = fake_server(bus)

    async def run() -> None:
        async with room(bus, limit=0.5) as it:
            await it.native.show(STAND)
            os.kill(process.pid, signal.SIGSTOP)
            assert await it.native.viable() == "the notification server does not answer"
            os.kill(process.pid, signal.SIGCONT)
            await until(lambda: it.record.servers == [True])
            assert await it.native.viable() is None

    asyncio.run(run())


def test_cancelled_or_withdrawn_on_the_way_is_closed_when_it_turns_up(bus: Desk) -> None:
    process = fake_server(bus)

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(replace(STAND, key="first"))
            os.kill(process.pid, signal.SIGSTOP)
            cancelled = asyncio.get_running_loop().create_task(
                it.native.show(replace(STAND, key="cancelled"))
            )
            withdrawn = asyncio.get_running_loop().create_task(
                it.native.show(replace(STAND, key="withdrawn"))
            )
            await asyncio.sleep(0.1)
            cancelled.cancel()
            await it.native.withdraw("withdrawn")
            os.kill(process.pid, signal.SIGCONT)
            await asyncio.wait({cancelled, withdrawn})

            async def calls() -> list[str]:
                return [each for each in (await it.server.seen())["calls"] if "Close" in each]

            await until_equal(calls, ["CloseNotification"] * 2)
            assert len(await it.server.live()) == 1

    asyncio.run(run())


def test_close_takes_everything_away_also_what_is_on_its_way(bus: Desk) -> None:
    fake_server(bus)

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(replace(STAND, key="shown"))
            sending = asyncio.get_running_loop().create_task(it.native.show(STAND))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            await it.native.close()
            await it.link.close()
            await asyncio.wait({sending})
            await until_equal(it.server.titles, [])

    asyncio.run(run())


def test_a_restarted_server_is_told_and_old_ids_mean_nothing(bus: Desk) -> None:
    process = fake_server(bus)

    async def run() -> None:
        nonlocal process
        async with room(bus) as it:
            await it.native.show(replace(STAND, key="old"))
            bus.end(process, signal.SIGKILL)
            await until(lambda: it.record.servers == [False])
            assert "nobody owns" in str(await it.native.viable())
            with pytest.raises(NotifierError, match="no notification server runs here"):
                await it.native.show(STAND)
            process = await asyncio.to_thread(fake_server, bus)
            await until(lambda: it.record.servers == [False, True])
            await it.server.do("press", 1, "start")
            await it.native.show(STAND)
            assert list(await it.server.live()) == [1], "the same number, another life"
            await it.server.do("press", 1, "skip")
            await until(lambda: it.record.actions)
            assert it.record.actions == [("p1", "skip")]

    asyncio.run(run())


def test_a_late_server_is_told(bus: Desk) -> None:
    async def run() -> None:
        async with room(bus) as it:
            assert "nobody owns" in str(await it.native.viable())
            await asyncio.to_thread(fake_server, bus)
            await until(lambda: it.record.servers == [True])
            await it.native.show(STAND)
            assert await it.server.titles() == [STAND.title]

    asyncio.run(run())


def activatable(desk: Desk, command: str) -> None:
    """Let the bus of the desk start a server by ``command``."""
    services = desk.folder / "services"
    services.mkdir()
    (services / "notif.service").write_text(f"[D-BUS Service]\nName={NAME}\nExec={command}\n")
    config = desk.folder / "session-bus.conf"
    config.write_text(
        config.read_text().replace(
            "</busconfig>", f"<servicedir>{services}</servicedir></busconfig>"
        )
    )


def starting_desk(desk: Desk, command: str) -> None:
    desk.env["PYTHONPATH"] = str(ROOT)
    first = desk.bus()
    activatable(desk, command)
    desk.end(first)
    (desk.folder / "session-bus").unlink(missing_ok=True)
    desk.spawn("dbus-daemon", f"--config-file={desk.folder}/session-bus.conf", "--nofork")
    wait_for((desk.folder / "session-bus").exists)


def test_a_server_that_the_bus_can_start_is_started(desk: Desk) -> None:
    script = ROOT / "tests/fakes/notif_server.py"
    starting_desk(desk, f"{sys.executable} {script} fake {CAPABILITIES}")

    async def run() -> None:
        async with room(desk) as it:
            assert await it.native.viable() is None
            assert not desk.owner(NAME), "asking does not start it"
            await it.native.show(STAND)
            assert await it.server.titles() == [STAND.title]
            assert it.record.servers == [], "it came because we asked"

    asyncio.run(run())


@pytest.mark.parametrize(("showing", "told"), [(False, []), (True, [False, True])])
def test_a_started_server_that_ends_is_started_again(
    desk: Desk, showing: bool, told: list[bool]
) -> None:
    script = ROOT / "tests/fakes/notif_server.py"
    starting_desk(desk, f"{sys.executable} {script} fake {CAPABILITIES}")

    async def run() -> None:
        async with room(desk) as it:
            await it.native.show(STAND)
            if not showing:
                await it.native.withdraw(STAND.key)
                await until_equal(it.server.titles, [])
            await it.server.do("end")
            await until(lambda: it.native._owner == "")
            await it.native.show(STAND)
            assert await it.server.titles() == [STAND.title]
            assert it.record.servers == told, "that an idle server ended is nobody's business"

    asyncio.run(run())


def test_a_server_that_cannot_start_is_asked_once(desk: Desk) -> None:
    starting_desk(desk, "/bin/false")

    async def run() -> None:
        async with room(desk) as it:
            with pytest.raises(NotifierError, match=r"Spawn\.ChildExited"):
                await it.native.show(STAND)
            with pytest.raises(NotifierError, match="could not be started"):
                await it.native.show(STAND)
            assert await it.native.viable() == "the notification server could not be started"
            await asyncio.to_thread(fake_server, desk)
            await until(lambda: it.record.servers == [True])
            await it.native.show(STAND)

    asyncio.run(run())


def test_a_start_that_hangs_is_given_up(desk: Desk) -> None:
    starting_desk(desk, "/bin/sleep 20")

    async def run() -> None:
        async with room(desk, limit=0.5) as it:
            with pytest.raises(NotifierError, match=r"within 0\.5 s"):
                await it.native.show(STAND)
            assert await it.native.viable() == "the notification server could not be started"

    asyncio.run(run())


def test_no_bus_is_said(desk: Desk) -> None:
    async def run() -> None:
        link = Link(None)
        native = Native(link, lambda *_: None, lambda _: None)
        assert await native.viable() == "there is no D-Bus session bus here"
        with pytest.raises(NotifierError, match="no D-Bus session bus"):
            await native.show(STAND)
        await native.withdraw("p1")
        await native.close()
        await link.close()

    asyncio.run(run())


def test_a_bus_that_dies_and_comes_back_is_found_again(desk: Desk) -> None:
    daemon = desk.bus()
    fake_server(desk)

    async def run() -> None:
        async with room(desk) as it:
            await it.native.show(STAND)
            desk.end(daemon, signal.SIGKILL)
            await until(lambda: it.record.servers == [False])
            with pytest.raises(NotifierError):
                await it.native.show(STAND)
            (desk.folder / "session-bus").unlink(missing_ok=True)
            await asyncio.to_thread(desk.bus)
            await asyncio.to_thread(fake_server, desk)
            await until(lambda: it.record.servers == [False, True])
            await it.native.show(STAND)

    asyncio.run(run())


def test_two_hundred_shows_with_restarts_leak_no_descriptor(bus: Desk) -> None:
    async def run() -> None:
        process = fake_server(bus)
        async with room(bus) as it:
            await it.native.show(STAND)
            await it.native.withdraw(STAND.key)
            before = descriptors()
            for turn in range(200):
                if turn % 40 == 39:
                    bus.end(process, signal.SIGKILL)
                    bus.started.remove(process)
                    with pytest.raises(NotifierError):
                        await it.native.show(STAND)
                    process = await asyncio.to_thread(fake_server, bus)
                    await until(lambda: it.record.servers[-1:] == [True])
                await it.native.show(STAND)
                await it.native.withdraw(STAND.key)
            await until_equal(it.server.titles, [])
            assert descriptors() == before

    asyncio.run(run())


def test_what_is_to_stay_asks_for_it_and_what_the_server_closes_is_known(bus: Desk) -> None:
    fake_server(bus)

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(replace(STAND, stays=True))
            ((number, popup),) = (await it.server.live()).items()
            assert popup["timeout"] == 0
            assert not it.native.vanished(STAND.key)
            await it.server.do("close", number, "1")
            await until(lambda: it.native.vanished(STAND.key))
            await it.native.show(replace(STAND, stays=True))
            assert not it.native.vanished(STAND.key), "it is there again"
            ((number, _),) = (await it.server.live()).items()
            await it.server.do("close", number, "2")
            await asyncio.sleep(0.2)
            assert not it.native.vanished(STAND.key), "closed by hand"

    asyncio.run(run())


def test_gnome_hides_a_popup_after_some_seconds_unless_it_was_closed(bus: Desk) -> None:
    fake_server(bus, product="gnome-shell")

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(replace(STAND, stays=True))
            assert it.native.vanished(STAND.key)
            ((number, _),) = (await it.server.live()).items()
            await it.server.do("close", number, "2")
            await until(lambda: not it.native.vanished(STAND.key))

    asyncio.run(run())


@pytest.mark.parametrize(
    ("product", "in_its_place"), [("fake", True), ("lxqt-notificationd", False)]
)
def test_no_button_of_the_last_notice_stays(bus: Desk, product: str, in_its_place: bool) -> None:
    """LXQt keeps the buttons of what is replaced: there the thanks are a popup of their own."""
    fake_server(bus, product)

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(STAND)
            (before,) = await it.server.live()
            await it.native.show(replace(STAND, title="Thanks", buttons=(), default_action=None))
            await until_equal(it.server.titles, ["Thanks"])
            (after,) = await it.server.live()
            assert (after == before) is in_its_place

    asyncio.run(run())


@pytest.mark.parametrize(
    ("product", "in_its_place"), [("fake", True), ("lxqt-notificationd", False)]
)
def test_other_buttons_are_those_of_the_notice_that_is_shown(
    bus: Desk, product: str, in_its_place: bool
) -> None:
    """LXQt would show Start and Snooze under a step of the routine."""
    fake_server(bus, product)
    step = replace(STAND, title="Step", buttons=(Button("done", "Done"),), default_action=None)

    async def run() -> None:
        async with room(bus) as it:
            await it.native.show(STAND)
            (before,) = await it.server.live()
            await it.native.show(step)
            await until_equal(it.server.titles, ["Step"])
            ((after, popup),) = (await it.server.live()).items()
            assert (after == before) is in_its_place
            assert popup["actions"][::2] == ["done"]
            await it.native.show(replace(step, title="Next step"))
            await until_equal(it.server.titles, ["Next step"])
            assert list(await it.server.live()) == [after], "the same buttons stay in their place"

    asyncio.run(run())
