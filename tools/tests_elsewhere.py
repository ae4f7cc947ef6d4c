"""Prints the test files that another system can import: what mypy checks for it.

    python tools/tests_elsewhere.py win32

Which those are is said in one place, in ``tests/not_on_this_system.py``.
"""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from not_on_this_system import left_out_on  # noqa: E402 - it stands beside the tests


def elsewhere(system: str) -> list[str]:
    """Every file with tests that is not left out on a system, below the checkout."""
    return [
        file.relative_to(TESTS.parent).as_posix()
        for file in sorted(TESTS.rglob("test_*.py"))
        if not any(
            left_out_on(system, place.relative_to(TESTS).as_posix())
            for place in (file, *file.parents)
            if place.is_relative_to(TESTS) and place != TESTS
        )
    ]


if __name__ == "__main__":
    sys.stdout.write("\n".join(elsewhere(sys.argv[1])) + "\n")
