"""The windows of the minute, as the daemon opens them on Windows."""

import subprocess
import sys

assert sys.platform == "win32"

from window_calls import windows  # noqa: E402 - the rest is Windows'
from windows_daemon import PATIENCE, PROGRAM, Make  # noqa: E402


def qt_is_seen() -> bool:
    return any(seen and kind.startswith("Qt") for _, kind, _, seen in windows())


def test_the_guide_opens_and_goes_with_the_daemon(make: Make) -> None:
    desk = make("", "--no-tray")
    desk.start()
    assert desk.ask("now")["code"] == 0
    desk.wait(lambda: (desk.status()["prompt"] or {}).get("phase") == "shown", "the prompt")
    assert desk.ask("answer", action="start")["code"] == 0
    desk.wait(qt_is_seen, "the guide")
    desk.quit()
    desk.wait(lambda: not qt_is_seen(), "the end of the guide")
    assert "Traceback" not in desk.log.read_text("utf-8")


def test_the_first_questions_open_in_a_window(make: Make) -> None:
    desk = make()
    setup = subprocess.Popen(
        [*PROGRAM, "setup", "--window"],
        env=desk.env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        desk.wait(qt_is_seen, "the questions")
    finally:
        setup.kill()
        said, _ = setup.communicate(timeout=PATIENCE)
    assert b"Traceback" not in said
