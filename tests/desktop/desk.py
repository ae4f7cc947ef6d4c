"""Starts the parts of a real desktop, each as a process of its own, and ends them again.

Everything lives in one temporary folder; ``env`` is the whole environment of what runs there, so
that nothing of the machine's own session leaks in.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

BUS_CONFIG = """<busconfig><type>{kind}</type><listen>unix:path={socket}</listen>
<auth>EXTERNAL</auth><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>"""


LOADED = 3


def wait_for(what: Callable[[], object], seconds: float = 15.0, said: str = "") -> None:
    """Wait until ``what()`` is true; it is asked every 50 ms.

    Tests run side by side, so a loaded machine gets three times the seconds of a quiet one.
    """
    end = time.perf_counter() + LOADED * seconds
    while not what():
        if time.perf_counter() > end:
            raise AssertionError(f"waited {seconds:g} s in vain for {said or what!r}")
        time.sleep(0.05)


class Desk:
    """One private desktop."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[bytes]] = []
        home, runtime = folder / "home", folder / "run"
        for each in (home, runtime):
            each.mkdir(mode=0o700)
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            "LANG": "C.UTF-8",
            "NO_AT_BRIDGE": "1",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/no-system-bus",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in reversed(self.started):
            self.end(process)

    def spawn(
        self, *command: str | Path, env: dict[str, str] | None = None, pass_fds: Sequence[int] = ()
    ) -> subprocess.Popen[bytes]:
        """Start a program on this desk; what it says goes to ``<name>.log`` in the folder."""
        name = Path(str(command[0])).name
        log = self.folder / f"{name}.{len(self.started)}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [str(part) for part in command],
                env=self.env | (env or {}),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                pass_fds=pass_fds,
                start_new_session=True,
                cwd=self.folder,
            )
        self.started.append(process)
        return process

    def end(self, process: subprocess.Popen[bytes], sig: int = signal.SIGTERM) -> None:
        """End one program and wait; it is killed if it does not go within 5 s."""
        if process.poll() is None:
            process.send_signal(sig)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
        process.wait(5)

    def run(self, *command: str | Path, check: bool = True) -> str:
        """Run a program to its end on this desk and return what it printed."""
        done = subprocess.run(
            [str(part) for part in command],
            env=self.env,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            cwd=self.folder,
        )
        if check and done.returncode:
            raise AssertionError(f"{command} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def display(self, size: str = "1280x800x24") -> str:
        """Start an X server on a free display and set DISPLAY.

        Without ``-noreset`` the server starts afresh when its last client goes, and refuses who
        connects at that moment: a short command (xdotool) beside a program that is still starting.
        """
        reading, writing = os.pipe()
        self.spawn(
            "Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp",
            "-noreset",
            pass_fds=(writing,),
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        if not number:
            raise AssertionError("Xvfb did not start")
        self.env["DISPLAY"] = f":{number}"
        return self.env["DISPLAY"]

    def bus(self, kind: str = "session") -> subprocess.Popen[bytes]:
        """Start a private session or system bus (no activation) and set its address."""
        socket = self.folder / f"{kind}-bus"
        config = self.folder / f"{kind}-bus.conf"
        config.write_text(BUS_CONFIG.format(kind=kind, socket=socket))
        process = self.spawn("dbus-daemon", f"--config-file={config}", "--nofork")
        wait_for(socket.exists, said=f"the {kind} bus")
        self.env[f"DBUS_{kind.upper()}_BUS_ADDRESS"] = f"unix:path={socket}"
        return process

    def owner(self, name: str) -> bool:
        """Whether somebody owns the name on the session bus."""
        said = self.run(
            "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
            "org.freedesktop.DBus.NameHasOwner", f"string:{name}", check=False,
        )  # fmt: skip
        return "true" in said

    def screenshot(self, name: str) -> Path:
        """A picture of the whole display under ``tests/screenshots`` (git-ignored)."""
        folder = Path(__file__).parents[1] / "screenshots"
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}.png"
        self.run("import", "-window", "root", path)
        return path
