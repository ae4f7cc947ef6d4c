"""Exit codes of the contract that the daemon gives to what is asked of it; 0 is fine."""

from deskbreak.domain.vocabulary.effects import Why

REFUSED, USAGE, NOTHING = 1, 2, 5
CODES = {
    Why.NOTHING_OPEN: NOTHING,
    Why.NOT_RUNNING: NOTHING,
    Why.RUNNING: NOTHING,
    Why.NOT_OFFERED: USAGE,
    Why.UNKNOWN_ROUTINE: USAGE,
    Why.BAD_TIME: USAGE,
}
"""Exit codes of refusals; the others are 1."""
