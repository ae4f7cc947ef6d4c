"""What could not be read of a calendar, counted and in words."""

from collections import Counter
from enum import StrEnum


class Fault(StrEnum):
    """What is the matter with an item of a calendar."""

    CUT_OFF = "cut off before its end"
    UNREADABLE = "what cannot be read was left out"
    RULE = "a repetition that cannot be read, its first date holds"
    TOO_LONG = "what takes too long to work out was left out"
    ZONE = "a time zone that nobody defines, read as the local one"


def problem_text(faults: Counter[Fault]) -> str:
    """All of it in one line, each kind with how often; empty if there is none."""
    told = [(fault, faults[fault]) for fault in Fault if faults[fault] > 0]
    return "; ".join(f"{fault}" if number == 1 else f"{fault} ({number})" for fault, number in told)
