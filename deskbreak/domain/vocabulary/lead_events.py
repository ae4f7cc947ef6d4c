"""What is known of guides, and what is asked for of a running routine's steps, in the past tense.

Rules
- A guide reports the end of the routine that it leads as an answer, with ``by_guide``.
- ``prompt`` None stands for whichever routine runs.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class StepsWanted:
    """The person wants to see all steps of the running routine."""

    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class StopRuleWanted:
    """The person wants to know when to stop; it stands in place of the steps from now on."""

    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class HowWanted:
    """The person wants to know how to find out about the set-up check that is being asked.

    ``in_notice``: no page of the guide could be opened for it.
    """

    prompt: str | None = None
    in_notice: bool = False


@dataclass(frozen=True, slots=True)
class GuideFound:
    """Whether a guide could lead a routine now."""

    ready: bool


@dataclass(frozen=True, slots=True)
class GuideOpened:
    """A guide leads the routine: it reports the end itself."""

    prompt: str


@dataclass(frozen=True, slots=True)
class GuideClosed:
    """The guide is gone and reports nothing more; what it asked is answered by now, or never."""

    prompt: str


LeadEvent: TypeAlias = (
    StepsWanted | StopRuleWanted | HowWanted | GuideFound | GuideOpened | GuideClosed
)
