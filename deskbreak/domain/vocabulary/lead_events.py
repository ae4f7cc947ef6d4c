"""What is known of guides, and what is asked for of a running routine's steps, in the past tense.

Rules
- A guide reports the end of the routine that it leads as an answer, with ``by_guide``.
- ``prompt`` None stands for whichever routine runs.
"""

from typing import TypeAlias

from msgspec import Struct


class StepsWanted(Struct, frozen=True):
    """The person wants to see all steps of the running routine."""

    prompt: str | None = None


class StopRuleWanted(Struct, frozen=True):
    """The person wants to know when to stop; it stands in place of the steps from now on."""

    prompt: str | None = None


class HowWanted(Struct, frozen=True):
    """The person wants to know how to find out about the set-up check that is being asked.

    ``in_notice``: no page of the guide could be opened for it.
    """

    prompt: str | None = None
    in_notice: bool = False


class GuideFound(Struct, frozen=True):
    """Whether a guide could lead a routine now."""

    ready: bool


class GuideOpened(Struct, frozen=True):
    """A guide leads the routine: it reports the end itself."""

    prompt: str


class GuideClosed(Struct, frozen=True):
    """The guide is gone and reports nothing more; what it asked is answered by now, or never."""

    prompt: str


LeadEvent: TypeAlias = (
    StepsWanted | StopRuleWanted | HowWanted | GuideFound | GuideOpened | GuideClosed
)
