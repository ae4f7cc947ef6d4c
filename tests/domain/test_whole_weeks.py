"""What the core does in whole weeks has not changed, to the last field."""

import pytest
from domain.whole_weeks import SEEDS, WEEKS, tell


@pytest.mark.parametrize("seed", SEEDS)
def test_a_whole_week_is_as_it_was(seed: int) -> None:
    expected = (WEEKS / f"{seed}.txt").read_text("utf-8").splitlines()
    for number, (found, wanted) in enumerate(zip(tell(seed), expected, strict=True), 1):
        assert found == wanted, f"line {number}"
