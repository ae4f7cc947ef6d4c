"""python-dbusmock's logind on a private system bus, whose words a test puts into its mouth."""

import os

from desk import Desk, wait_for

LOGIND = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
SESSION = f"{MANAGER}/session/c1"
MOCK = "org.freedesktop.DBus.Mock"
USER = f"{MANAGER}/user/self"


class Login:
    """A logind whose words the test puts into its mouth."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.bus("system")
        self.start()

    def start(self) -> None:
        """Start it, with one session that is the user's display."""
        template = ("-m", "dbusmock", "--system", "--template", "logind")
        self.process = self.desk.spawn("/usr/bin/python3", *template)
        wait_for(self._there, said="logind")
        self.call(
            MANAGER, f"{MOCK}.AddObject", USER, f"{LOGIND}.User",
            f"{{'Display': <('c1', objectpath '{SESSION}')>}}", "@a(ssss) []",
        )  # fmt: skip
        self.call(MANAGER, f"{MOCK}.AddSession", "c1", "seat0", str(os.getuid()), "me", "true")
        new = f"[<'c1'>, <objectpath '{SESSION}'>]"
        self.call(MANAGER, f"{MOCK}.EmitSignal", f"{LOGIND}.Manager", "SessionNew", "so", new)

    def call(self, path: str, method: str, *arguments: str) -> str:
        """Call a method; arguments in GVariant text format."""
        return self.desk.run(
            "gdbus", "call", "--address", self.desk.env["DBUS_SYSTEM_BUS_ADDRESS"],
            "-d", LOGIND, "-o", path, "-m", method, *arguments,
        )  # fmt: skip

    def hint(self, name: str, *, value: bool) -> None:
        """Set a hint of the session."""
        change = f"{{'{name}': <{str(value).lower()}>}}"
        self.call(SESSION, f"{MOCK}.UpdateProperties", f"{LOGIND}.Session", change)

    def sleep(self, *, going: bool) -> None:
        """Announce sleep, or its end."""
        body = f"[<{str(going).lower()}>]"
        self.call(MANAGER, f"{MOCK}.EmitSignal", f"{LOGIND}.Manager", "PrepareForSleep", "b", body)

    def request(self, signal_: str) -> None:
        """Ask a locker to lock or unlock."""
        self.call(SESSION, f"{MOCK}.EmitSignal", f"{LOGIND}.Session", signal_, "", "[]")

    def _there(self) -> bool:
        done = self.desk.run(
            "gdbus", "call", "--address", self.desk.env["DBUS_SYSTEM_BUS_ADDRESS"],
            "-d", "org.freedesktop.DBus", "-o", "/", "-m",
            "org.freedesktop.DBus.NameHasOwner", LOGIND,
        )  # fmt: skip
        return "true" in done
