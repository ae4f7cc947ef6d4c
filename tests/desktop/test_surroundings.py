"""What the running daemon notices: idleness, and what keeps a prompt back, on real servers."""

import asyncio
import signal
import subprocess
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from compositors import Hand, start_sway, user_desk
from desk import Desk, wait_for
from holding.ics import calendar, event
from login import Login
from running import Running

from deskbreak.timing.clock import SystemClock

pytestmark = pytest.mark.desktop

SOON = """
[rhythm]
every = "10s"
ceiling = "10s"
[hold]
settle = "0s"
"""
SECRET = "private-0123abcd"


@pytest.fixture
def x11(desk: Desk) -> Desk:
    desk.display("800x400x24")
    desk.bus()
    desk.spawn("openbox")
    desk.spawn("dunst")
    wait_for(lambda: desk.owner("org.freedesktop.Notifications"), said="dunst")
    wait_for(
        lambda: "window id" in desk.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK", check=False),
        said="openbox",
    )
    return desk


@pytest.fixture
def pulse(x11: Desk) -> Desk:
    start_pulse(x11)
    return x11


def start_pulse(desk: Desk) -> subprocess.Popen[bytes]:
    process = desk.spawn(
        "pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no",
        "-L", "module-native-protocol-unix", "-L", "module-null-source source_name=mic",
    )  # fmt: skip
    wait_for((desk.folder / "run/pulse/native").exists, said="PulseAudio")
    return process


def running(desk: Desk, settings: str) -> Running:
    daemon = Running(desk, settings, "--no-tray")
    daemon.start()
    return daemon


def held(daemon: Running, reason: str) -> None:
    """Wait until a prompt is kept back for a reason."""

    def is_held() -> bool:
        status = daemon.status()
        hold = status["hold"]
        return status["state"] == "held" and hold is not None and bool(hold["reason"] == reason)

    wait_for(is_held, 25, f"held for {reason}: {daemon.status()}")


def prompting(daemon: Running) -> None:
    wait_for(lambda: daemon.status()["state"] == "prompting", 25, "the prompt")


def sensor(daemon: Running, name: str) -> str:
    """The line of ``doctor`` about a sensor or a gate."""
    lines = daemon.call("doctor", "--lang", "en")[1].splitlines()
    return next(line for line in lines if line.strip().startswith(f"{name}:"))


def test_no_input_is_away_since_it_stopped_and_input_is_back(x11: Desk) -> None:
    daemon = running(x11, '[rhythm]\naway_after = "10s"\n')
    x11.run("xdotool", "key", "a")
    wait_for(lambda: daemon.status()["state"] == "away", 20, "absence")
    status = daemon.status()
    assert status["presence"] == "idle"
    assert status["sitting_s"] < 10
    x11.run("xdotool", "mousemove_relative", "5", "5")
    wait_for(lambda: daemon.status()["state"] == "working", said="being back")
    assert daemon.rows() == [("break", None)]


def test_a_player_that_resets_the_screen_saver_is_no_hand(x11: Desk) -> None:
    daemon = running(x11, '[rhythm]\naway_after = "15s"\n')
    assert "in use" in sensor(daemon, "x11-idle")
    x11.run("xdotool", "key", "a")
    player = x11.spawn("sh", "-c", "while xset s reset; do sleep 3; done")
    wait_for(lambda: daemon.status()["state"] == "away", 40, "absence")
    assert player.poll() is None
    x11.run("xdotool", "mousemove_relative", "5", "5")
    wait_for(lambda: daemon.status()["state"] == "working", said="being back")
    wait_for(lambda: daemon.status()["state"] == "away", 40, "absence once more")
    assert player.poll() is None


def test_another_user_is_switched_in(x11: Desk) -> None:
    login = Login(x11)
    daemon = running(x11, "")
    assert daemon.status()["state"] == "working"
    login.hint("Active", value=False)
    wait_for(lambda: daemon.status()["presence"] == "locked", said="the other user")
    assert daemon.status()["state"] == "away"
    before = daemon.status()["sitting_s"]
    x11.run("xdotool", "key", "a")  # what another session's screen sees is not ours
    assert daemon.status()["presence"] == "locked"
    assert daemon.status()["sitting_s"] == before
    login.hint("Active", value=True)
    wait_for(lambda: daemon.status()["state"] == "working", said="our own session again")


def test_somebody_who_stands_up_for_a_while_has_taken_it(x11: Desk) -> None:
    daemon = running(x11, '[rhythm]\ntaken_after = "10s"\naway_after = "60s"\n')
    daemon.call("now")
    id_ = daemon.prompt()["id"]
    x11.run("xdotool", "key", "a")
    wait_for(lambda: daemon.status()["presence"] == "idle", 20, "idleness")
    x11.run("xdotool", "key", "a")
    wait_for(lambda: daemon.rows() == [("taken", id_)], said="the outcome")


def test_a_fullscreen_window_holds_withdraws_and_releases(x11: Desk) -> None:
    x11.spawn("xterm", "-class", "Player", "-fullscreen")
    daemon = running(x11, SOON)
    held(daemon, "fullscreen")
    x11.end(x11.started[-2])
    prompting(daemon)
    id_ = daemon.prompt()["id"]
    player = x11.spawn("xterm", "-class", "Player", "-fullscreen")
    held(daemon, "fullscreen")
    assert daemon.prompt()["id"] == id_
    x11.end(player)
    prompting(daemon)
    assert daemon.prompt()["id"] == id_


def test_a_recorder_holds_unless_the_settings_say_otherwise(pulse: Desk) -> None:
    pulse.spawn("parec", "--device=mic", "/dev/null")
    daemon = running(pulse, SOON)
    held(daemon, "call")
    assert "holds prompts back" in sensor(daemon, "microphone")
    daemon.config.write_text(SOON + "call = false\n")
    prompting(daemon)
    assert "switched off" in sensor(daemon, "microphone")
    daemon.config.write_text(SOON)
    held(daemon, "call")
    daemon.config.write_text(SOON + 'ignore = ["parec"]\n')
    prompting(daemon)


@pytest.fixture
def address() -> Iterator[str]:
    """Of a calendar with a meeting that is on, on a server of this machine."""
    start = SystemClock().now().wall - timedelta(minutes=30)
    body = calendar(event("now", start.replace(tzinfo=None), 60, zone=None))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{SECRET}/work.ics"
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_holds_longest_is_named_and_a_calendars_address_stays_secret(
    x11: Desk, address: str
) -> None:
    x11.run("dunstctl", "set-paused", "true")
    daemon = running(x11, f'{SOON}[calendar]\nallow_http = true\nsources = ["{address}"]\n')
    held(daemon, "do-not-disturb")
    x11.run("dunstctl", "set-paused", "false")
    held(daemon, "calendar")
    said = daemon.call("doctor", "--json")[1]
    assert '"closed"' in said
    assert SECRET not in said + daemon.log()
    daemon.config.write_text(SOON)
    prompting(daemon)
    assert "no calendar is set up" in sensor(daemon, "calendar")


def test_whatever_dies_the_daemon_goes_on_and_notices_what_comes_back(pulse: Desk) -> None:
    login = Login(pulse)
    xserver, session, _, dunst, sound, system, _ = pulse.started
    daemon = running(pulse, '[rhythm]\naway_after = "10s"\n')
    for name in ("x11-idle", "logind", "microphone", "do-not-disturb"):
        assert "in use" in sensor(daemon, name)

    for process, name in ((dunst, "do-not-disturb"), (sound, "microphone"), (xserver, "x11-idle")):
        pulse.end(process, signal.SIGKILL)
        wait_for(lambda: "passed over" in sensor(daemon, name), said=name)  # noqa: B023 -- used at once
        assert daemon.status()["state"] == "working"
    wait_for(lambda: "in use" in sensor(daemon, "logind-idle"), said="the next source")
    login.hint("IdleHint", value=True)
    wait_for(lambda: daemon.status()["state"] == "away", 20, "absence by logind's word")
    login.hint("IdleHint", value=False)
    wait_for(lambda: daemon.status()["state"] == "working", said="being back")

    for process, name in ((session, "screensaver"), (system, "logind")):
        pulse.end(process, signal.SIGKILL)
        wait_for(lambda: "passed over" in sensor(daemon, name), said=name)  # noqa: B023 -- used at once
        assert daemon.status()["state"] == "working"
    wait_for(
        lambda: "you count as present" in daemon.call("doctor", "--lang", "en")[1],
        said="the loss of every source",
    )
    assert daemon.call("now")[0] == 0
    assert daemon.call("done")[0] == 0

    pulse.spawn("Xvfb", pulse.env["DISPLAY"], "-nolisten", "tcp", "-noreset")
    start_pulse(pulse)
    wait_for(lambda: "in use" in sensor(daemon, "x11-idle"), 40, "the X server again")
    assert "in use" in sensor(daemon, "microphone")
    wait_for(lambda: daemon.status()["state"] == "away", 20, "absence")
    assert "Traceback" not in daemon.log()


def test_a_compositor_that_comes_back_is_noticed_again(desk: Desk) -> None:
    with user_desk() as screen:
        start_sway(screen)
        desk.env["WAYLAND_DISPLAY"] = f"{screen.folder}/run/{screen.env['WAYLAND_DISPLAY']}"
        daemon = running(desk, '[rhythm]\naway_after = "10s"\n')
        wayland = ("wayland-ext-idle", "wayland-kde-idle")

        def notices() -> bool:
            return any("in use" in sensor(daemon, name) for name in wayland)

        assert notices()
        wait_for(lambda: daemon.status()["state"] == "away", 20, "absence")
        asyncio.run(move(screen))
        wait_for(lambda: daemon.status()["state"] == "working", said="being back")
        screen.end(screen.started[-1], signal.SIGKILL)
        wait_for(lambda: not notices(), said="the loss")
        assert daemon.status()["state"] == "working"
        start_sway(screen)
        wait_for(notices, 20, "the compositor")
        assert "Traceback" not in daemon.log()


async def move(screen: Desk) -> None:
    hand = await Hand.of(screen)
    await hand.move()
    hand.close()


@pytest.mark.parametrize("hangs", ["X server", "session bus", "system bus"])
def test_whoever_hangs_the_daemon_starts_and_answers(desk: Desk, hangs: str) -> None:
    desk.display("800x400x24")
    desk.bus()
    desk.bus("system")
    process = dict(zip(("X server", "session bus", "system bus"), desk.started, strict=True))[hangs]
    process.send_signal(signal.SIGSTOP)
    try:
        daemon = running(desk, "")
        assert daemon.status()["state"] == "working"
        assert "clock-steps: in use" in daemon.call("doctor", "--lang", "en")[1]
        assert daemon.call("now")[0] == 0
        assert daemon.prompt()["phase"] == "shown"
    finally:
        process.send_signal(signal.SIGCONT)
    wait_for(lambda: "in use" in sensor(daemon, "x11-idle"), 20, "the X server")
    assert "Traceback" not in daemon.log()
