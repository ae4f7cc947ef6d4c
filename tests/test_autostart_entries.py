"""Starting with the session: what is written for each system, and what is left alone."""

import plistlib
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.desktop.autostart import (
    TAIL,
    Autostart,
    DesktopEntry,
    LaunchAgent,
    command,
    exec_line,
    system_autostart,
)
from deskbreak.desktop.autostart_errors import AutostartError, ForeignError
from deskbreak.desktop.run_key import RUN_KEY, RunKey, UserRunKey

COMMAND = ("/opt/my python/bin/python", "-P", "-m", "deskbreak", "run")


class FakeRegistry:
    """A key with text values."""

    def __init__(self, **values: str) -> None:
        self.values = values
        self.noted: dict[str, bytes] = {}
        self.refuses = False

    def get(self, name: str) -> str | None:
        return self.values.get(name)

    def put(self, name: str, value: str) -> None:
        if self.refuses:
            raise PermissionError(13, "Access is denied")
        self.values[name] = value

    def approved(self, name: str) -> bytes | None:
        return self.noted.get(name)

    def remove(self, name: str) -> None:
        del self.values[name]


def desktop(folder: Path) -> DesktopEntry:
    return DesktopEntry(folder, COMMAND)


def agent(folder: Path) -> LaunchAgent:
    return LaunchAgent(folder, COMMAND)


def run_key(_: Path) -> RunKey:
    return RunKey(FakeRegistry(), COMMAND, TAIL)


@pytest.mark.parametrize("make", [desktop, agent, run_key])
def test_on_off_and_both_twice(make: Callable[[Path], Autostart], tmp_path: Path) -> None:
    autostart = make(tmp_path)
    assert not autostart.is_on()
    for on in (True, True, False, False, True):
        autostart.turn(on=on)
        assert autostart.is_on() is on


def test_the_desktop_entry_is_what_the_specification_asks_for(tmp_path: Path) -> None:
    desktop(tmp_path).turn(on=True)
    file = tmp_path / "autostart/deskbreak.desktop"
    lines = file.read_text("utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]"
    assert 'Exec="/opt/my python/bin/python" -P -m deskbreak run' in lines
    assert "Type=Application" in lines
    assert "Terminal=false" in lines
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    ("argument", "written"),
    [
        ("/usr/bin/python3", "/usr/bin/python3"),
        ("/a b/python", '"/a b/python"'),
        ("/a'b", '"/a\'b"'),
        ('/a"b', '"/a\\\\"b"'),
        ("/a$b", '"/a\\\\$b"'),
        ("/a`b", '"/a\\\\`b"'),
        ("/a\\b", '"/a\\\\\\\\b"'),
        ("/100%", "/100%%"),
        ("/家/python", '"/家/python"'),
        ("/a\nb", '"/a\\nb"'),
    ],
)
def test_exec_is_quoted_and_then_escaped(argument: str, written: str) -> None:
    assert exec_line([argument]) == written


def test_a_plain_shell_would_read_the_same_words() -> None:
    line = exec_line(COMMAND)
    assert tuple(shlex.split(line)) == COMMAND


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_an_entry_that_a_desktop_switched_off_is_off_and_can_be_switched_on(
    line: str, tmp_path: Path
) -> None:
    autostart = desktop(tmp_path)
    autostart.turn(on=True)
    file = Path(autostart.place)
    file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")
    assert not autostart.is_on()
    autostart.turn(on=True)
    assert autostart.is_on()


@pytest.mark.parametrize(
    "content",
    [b"[Desktop Entry]\nName=mine\n", b"", b"\xff\xfe", plistlib.dumps({"Label": "mine"})],
)
@pytest.mark.parametrize("make", [desktop, agent])
def test_a_file_of_somebody_else_is_never_touched(
    make: Callable[[Path], Autostart], content: bytes, tmp_path: Path
) -> None:
    autostart = make(tmp_path)
    file = Path(autostart.place)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    assert not autostart.is_on()
    for on in (True, False):
        with pytest.raises(ForeignError, match="deskbreak"):
            autostart.turn(on=on)
    assert file.read_bytes() == content


def test_a_link_that_leads_nowhere_or_a_folder_is_somebody_else_s(tmp_path: Path) -> None:
    autostart = agent(tmp_path)
    Path(autostart.place).symlink_to(tmp_path / "gone")
    with pytest.raises(ForeignError):
        autostart.turn(on=True)
    Path(autostart.place).unlink()
    Path(autostart.place).mkdir()
    with pytest.raises(ForeignError):
        autostart.turn(on=False)


def test_a_linked_entry_of_ours_stays_a_link(tmp_path: Path) -> None:
    autostart = desktop(tmp_path)
    autostart.turn(on=True)
    file = Path(autostart.place)
    kept = file.rename(tmp_path / "kept.desktop")
    file.symlink_to(kept)
    autostart.turn(on=True)
    assert file.is_symlink()
    assert autostart.is_on()


def test_where_nothing_can_be_written_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file where the folder should be")
    with pytest.raises(AutostartError, match="autostart"):
        desktop(tmp_path).turn(on=True)


def test_the_launch_agent_is_a_property_list_of_launchd(tmp_path: Path) -> None:
    autostart = agent(tmp_path)
    autostart.turn(on=True)
    found = plistlib.loads(Path(autostart.place).read_bytes())
    assert found["Label"] == "deskbreak"
    assert tuple(found["ProgramArguments"]) == COMMAND
    assert found["RunAtLoad"] is True
    found["Disabled"] = True
    Path(autostart.place).write_bytes(plistlib.dumps(found))
    assert not autostart.is_on()
    autostart.turn(on=True)
    assert autostart.is_on()


def test_the_run_key_holds_one_quoted_line() -> None:
    registry = FakeRegistry(other="C:\\other.exe")
    autostart = RunKey(registry, ("C:\\Program Files\\Python\\pythonw.exe", *COMMAND[1:]), TAIL)
    autostart.turn(on=True)
    assert registry.values["deskbreak"] == (
        '"C:\\Program Files\\Python\\pythonw.exe" -P -m deskbreak run'
    )
    assert autostart.place == rf"HKEY_CURRENT_USER\{RUN_KEY}\deskbreak"
    autostart.turn(on=False)
    assert registry.values == {"other": "C:\\other.exe"}


def test_a_value_of_somebody_else_or_too_long_a_line_is_refused() -> None:
    registry = FakeRegistry(deskbreak="C:\\another deskbreak.exe")
    foreign = RunKey(registry, COMMAND, TAIL)
    assert not foreign.is_on()
    for on in (True, False):
        with pytest.raises(ForeignError, match="CurrentVersion"):
            foreign.turn(on=on)
    assert registry.values == {"deskbreak": "C:\\another deskbreak.exe"}
    with pytest.raises(AutostartError, match="260"):
        RunKey(FakeRegistry(), ("x" * 260, *COMMAND[1:]), TAIL).turn(on=True)
    closed = FakeRegistry()
    closed.refuses = True
    with pytest.raises(AutostartError, match="denied"):
        RunKey(closed, COMMAND, TAIL).turn(on=True)


def test_each_system_has_its_way(tmp_path: Path) -> None:
    def way(platform: str, **environ: str) -> Autostart:
        return system_autostart(environ, tmp_path, platform)

    assert way("linux").place == str(tmp_path / ".config/autostart/deskbreak.desktop")
    assert way("linux", XDG_CONFIG_HOME="/x").place == "/x/autostart/deskbreak.desktop"
    assert way("linux", XDG_CONFIG_HOME="x").place.startswith(str(tmp_path))
    assert way("darwin").place == str(tmp_path / "Library/LaunchAgents/deskbreak.plist")
    assert isinstance(way("win32"), RunKey)
    assert command("/usr/bin/python3") == ("/usr/bin/python3", "-P", "-m", "deskbreak", "run")


@pytest.mark.parametrize(("noted", "off"), [(b"\x03", True), (b"\x07", True), (b"\x02", False)])
def test_the_switch_in_the_list_of_startup_apps_is_the_persons(noted: bytes, off: bool) -> None:
    registry = FakeRegistry()
    autostart = RunKey(registry, COMMAND, TAIL)
    registry.noted["deskbreak"] = noted
    assert not autostart.switched_off()  # it is not even set up
    autostart.turn(on=True)
    assert (autostart.is_on(), autostart.switched_off()) == (not off, off)
    assert registry.noted == {"deskbreak": noted}


def test_elsewhere_the_registry_is_empty() -> None:
    registry = UserRunKey()
    registry.put("deskbreak", "x")
    registry.remove("deskbreak")
    assert registry.get("deskbreak") is None
