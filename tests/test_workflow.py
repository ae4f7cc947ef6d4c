"""The workflow for hosted machines does nothing but what the Makefile can: it cannot rot."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORKFLOW = (ROOT / ".github/workflows/test.yml").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
GETS_MAKE = "choco install make --no-progress --yes"


def test_every_step_is_a_target_of_the_makefile() -> None:
    steps = re.findall(r"run: (.+)", WORKFLOW)
    assert len(steps) >= 3
    for step in steps:
        if step != GETS_MAKE:
            program, target, *_ = step.split()
            assert (program, target in TARGETS) == ("make", True), step


def test_all_three_systems_are_there() -> None:
    for system in ("ubuntu", "windows", "macos"):
        assert system in WORKFLOW
