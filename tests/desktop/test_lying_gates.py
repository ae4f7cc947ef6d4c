"""A session bus on which everybody lies: the prompt comes on time, it is told, and it is over."""

import pytest
from desk import Desk, wait_for
from soak.lying import Liars, log_of

pytestmark = pytest.mark.desktop

SOON = '[rhythm]\nevery = "10s"\nceiling = "10s"\npause = "0s"\n[hold]\nsettle = "0s"\n'


@pytest.mark.parametrize("lie", ["nothing", "other", "many", "error"])
def test_what_lies_is_passed_over_until_it_tells_the_truth(desk: Desk, lie: str) -> None:
    liars = Liars(desk, lie=lie, member="all")
    liars.daemon.config.write_text(SOON)
    wait_for(
        lambda: liars.daemon.status()["state"] == "prompting",
        20,
        f"a prompt: {liars.daemon.status()}",
    )

    def gate() -> str:
        code, said, _ = liars.daemon.call("doctor", "--lang", "en")
        assert code == 0
        lines = (line.strip() for line in said.splitlines())
        return next(line for line in lines if line.startswith("do-not-disturb:"))

    assert "passed over" in gate()
    assert liars.ask(do="answer", action="skip")["code"] == 0
    liars.say()
    wait_for(lambda: "in use" in gate(), 20, "the gate that tells the truth")
    assert "Traceback" not in log_of(desk)
