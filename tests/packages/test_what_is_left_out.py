"""Where a part has no wheel, ``make run`` leaves that part out, says so, and goes on."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from built import bare, copy_of_the_checkout

pytestmark = pytest.mark.packages

NOWHERE = "pyside6-essentials==99.0 \\\n    --hash=sha256:" + "0" * 64 + "\n"
"""As pip sees a version that has no wheel for a machine."""


def environment(tree: Path, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["tools/environment.sh", sys.executable, ".venv", "run"],
        cwd=tree,
        env=bare(home),
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_guides_window_is_left_out_in_one_line(tmp_path: Path) -> None:
    there = copy_of_the_checkout(tmp_path / "tree")
    (there / "requirements/guide.txt").write_text(NOWHERE)
    done = environment(there, tmp_path / "home")
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if "left out" in line]
    assert len(said) == 1, done.stderr
    assert re.fullmatch(
        r"deskbreak: left out: the guide's window \(PySide6 has no wheel for Python 3\.\S+ "
        r"on \S+\); the minute is led in the notification, and by 'deskbreak guide' in a terminal",
        said[0],
    )
    assert "Traceback" not in done.stderr
    deskbreak = there / ".venv/bin/deskbreak"
    led = subprocess.run(
        [deskbreak, "--lang", "en", "guide", "stand-one-minute", "--config", "/dev/null"],
        env=bare(tmp_path / "home"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=200,
        text=True,
        check=False,
    )
    assert led.returncode == 0, led.stderr
    assert "(PySide6 is not installed (the extra guide))" in led.stderr
    assert led.stdout.strip()
    assert environment(there, tmp_path / "home").stderr == "", "up to date: nothing more is said"
