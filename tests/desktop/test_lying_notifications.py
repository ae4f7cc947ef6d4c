"""A notification server that answers nonsense: the next way shows the notice."""

import pytest
from desk import Desk, wait_for
from soak.lying import Liars, log_of

pytestmark = pytest.mark.desktop

LIES = [
    (lie, member)
    for lie in ("nothing", "little", "other", "many", "error", "silence")
    for member in ("GetCapabilities", "GetServerInformation", "Notify")
    if lie != "little" or member == "GetServerInformation"  # there is no less than one value
]


def notifier(liars: Liars, name: str) -> str:
    lines = liars.daemon.call("doctor", "--lang", "en")[1].splitlines()
    return next(line.strip() for line in lines if line.strip().startswith(f"{name}:"))


def first(liars: Liars) -> str:
    return liars.daemon.call("doctor", "--lang", "en")[1].splitlines()[1]


@pytest.mark.parametrize(("lie", "member"), LIES)
def test_what_the_server_does_not_take_the_next_way_shows(
    desk: Desk, lie: str, member: str
) -> None:
    liars = Liars(desk, lie=lie, member=member)
    assert liars.ask(do="now")["code"] == 0
    # The log is the last way; its line names the command that begins the routine.
    wait_for(lambda: "deskbreak start" in log_of(desk), 10, "the prompt")
    assert notifier(liars, "native").startswith("native: passed over")
    assert notifier(liars, "plyer").startswith("plyer: passed over")
    assert notifier(liars, "log").startswith("log: in use")
    if member == "Notify":
        why = "does not answer" if lie == "silence" else "does not take notices"
        assert why in notifier(liars, "plyer")
    assert "First of all: No notification can be shown" in first(liars)
    assert liars.ask(do="answer", action="skip")["code"] == 0
    liars.say()
    wait_for(lambda: liars.ask(do="now")["code"] == 0)
    assert "Traceback" not in log_of(desk)
