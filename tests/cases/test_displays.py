"""``DISPLAY`` names what is no display: the program goes on, and ``doctor`` says why."""

import pytest
from desk import Desk, wait_for
from running import Running

pytestmark = pytest.mark.desktop


@pytest.mark.parametrize("name", [":64999", ":99999999999", "::::", ":-1", "\udcff:0"])
def test_it_goes_on_without_and_says_why(desk: Desk, name: str) -> None:
    desk.bus()
    desk.env["DISPLAY"] = name
    daemon = Running(desk)
    daemon.start()

    def told() -> list[str]:
        lines = daemon.call("doctor", "--lang", "en")[1].splitlines()
        return [line.strip() for line in lines if line.strip().startswith(("xembed:", "x11-idle:"))]

    wait_for(lambda: any("passed over: the X display" in line for line in told()), said="xembed")
    assert [line.split(":")[0] for line in told()] == ["xembed", "x11-idle"]
    assert all("passed over: " in line for line in told())
    assert daemon.call("now")[0] == 0
    assert "Traceback" not in daemon.log()
    daemon.quit()
